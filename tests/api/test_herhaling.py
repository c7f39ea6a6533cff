"""A POST that is sent again with the same Idempotency-Key makes nothing twice."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections, transaction

from geholpen.domain.organisatie.commands import load_applicatie
from geholpen.domain.organisatie.queries import toegang
from geholpen.platform import herhalingen
from tests.api.oproep import Beller, Uitkomst
from tests.api.partij import bsn, persoon
from tests.api.test_slechte_invoer import COLLECTIES, problem
from tests.api.vulling import KAAL, OBJECT

SLEUTEL = "8e03978e-40d5-43e8-bc93-6894a57f9324"
VOLLEDIG = {
    "klantcontact": KAAL,
    "betrokkene": {"rol": "klant", "initiator": True},
    "onderwerpobject": {"onderwerpobjectidentificator": OBJECT},
}
ZELFSTANDIG = ("actoren", "categorieen", "digitaleadressen", "klantcontacten", "partijen")


def again(client: Beller, pad: str, body: Any, sleutel: str = SLEUTEL) -> Uitkomst:
    return client.post(pad, body, idempotency_key=sleutel)


@pytest.mark.parametrize("naam", ZELFSTANDIG)
def test_the_same_answer_and_one_row(client: Beller, naam: str) -> None:
    first, second = (again(client, naam, COLLECTIES[naam]) for _ in range(2))
    assert (first.status, first.json) == (201, second.json)
    assert (second.status, second.koppen) == (201, first.koppen)
    assert client.get(naam).uuids.count(first.json["uuid"]) == 1
    assert first.koppen["Location"] == first.json["url"]


def test_maak_klantcontact_gives_its_three_again(client: Beller) -> None:
    first, second = (again(client, "maak-klantcontact", VOLLEDIG) for _ in range(2))
    assert (second.status, second.json) == (201, first.json)
    assert all(first.json[naam]["uuid"] for naam in VOLLEDIG)
    for naam in ("klantcontacten", "betrokkenen", "onderwerpobjecten"):
        assert client.get(naam).json["count"] == 1
    assert again(client, "maak-klantcontact", {"klantcontact": KAAL}, "b").json["betrokkene"] is None
    assert again(client, "maak-klantcontact", {"klantcontact": KAAL}, "b").json["betrokkene"] is None


def test_how_it_was_spelled_does_not_matter(client: Beller) -> None:
    first = again(client, "klantcontacten", KAAL, f'"{SLEUTEL}"')
    second = again(client, "klantcontacten", dict(reversed(KAAL.items())))
    assert first.json["uuid"] == second.json["uuid"]


@pytest.mark.parametrize(
    ("taal", "detail"),
    [
        ("nl", "Deze Idempotency-Key is al gebruikt voor een ander verzoek. Neem voor elk verzoek een nieuwe."),
        ("en", "This Idempotency-Key was used for another request. Take a new one for every request."),
    ],
)
def test_another_body_or_resource_is_refused(client: Beller, taal: str, detail: str) -> None:
    again(client, "klantcontacten", KAAL)
    client.koppen["accept_language"] = taal
    for naam, body in (("klantcontacten", {**KAAL, "kanaal": "brief"}), ("actoren", COLLECTIES["actoren"])):
        found = again(client, naam, body)
        problem(found, 422, "idempotency_key_reused")
        assert found.json["detail"] == detail
    assert client.get("klantcontacten").json["count"] == 1


def test_another_token_has_keys_of_its_own(client: Beller) -> None:
    load_applicatie("Een andere", ["koppelingen"], "ander" + "1" * 35)
    ander = Beller("ander" + "1" * 35)
    assert again(client, "klantcontacten", KAAL).json["uuid"] != again(ander, "klantcontacten", KAAL).json["uuid"]


@pytest.mark.parametrize("sleutel", ["", "x" * 256, "a b", "é", "a\tb"])
def test_a_key_that_is_none(client: Beller, sleutel: str) -> None:
    found = again(client, "klantcontacten", KAAL, sleutel)
    assert found.fouten["Idempotency-Key"][0] == "invalid"
    assert client.get("klantcontacten").json["count"] == 0


def test_what_failed_may_be_tried_again(client: Beller) -> None:
    problem(again(client, "partijen", {**persoon(), "nummer": "x"}), 400, "invalid")
    assert again(client, "partijen", persoon(partijIdentificatoren=[bsn()])).status == 201
    twice = again(client, "partijen", persoon(partijIdentificatoren=[bsn()]), "tweede")
    assert twice.status == 400  # refused by the door: its key is free again
    assert again(client, "partijen", persoon(), "tweede").status == 201


def test_what_was_removed_since_is_told(client: Beller) -> None:
    made = again(client, "klantcontacten", KAAL)
    assert client.delete(made.json["url"]).status == 204
    problem(again(client, "klantcontacten", KAAL), 409, "conflict")


def test_it_is_read_again_and_nothing_sent_is_kept(client: Beller, beheer: Any) -> None:
    made = again(client, "klantcontacten", {**KAAL, "inhoud": "De heg van de buren"})
    client.patch(made.json["url"], {"kanaal": "brief"})
    found = again(client, "klantcontacten", {**KAAL, "inhoud": "De heg van de buren"})
    assert found.json["kanaal"] == "brief"
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(h)::text FROM herhaalsleutel h")
        kept = cursor.fetchone()[0]
    assert made.json["uuid"] in kept
    assert "heg" not in kept
    assert SLEUTEL not in kept


def test_after_a_day_it_is_forgotten(client: Beller) -> None:
    first = again(client, "klantcontacten", KAAL)
    _make_older("23 hours")
    assert herhalingen.forget_old() == 0
    assert again(client, "klantcontacten", KAAL).json["uuid"] == first.json["uuid"]
    _make_older("2 hours")
    assert again(client, "klantcontacten", KAAL).json["uuid"] != first.json["uuid"]
    _make_older("25 hours")
    assert herhalingen.forget_old() == 1


def _make_older(time: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE herhaalsleutel SET moment = moment - %s::interval", [time])


@pytest.mark.parametrize("naam", ["klantcontacten", "maak-klantcontact"])
def test_five_at_once_make_one(client_echt: Beller, naam: str) -> None:
    body = KAAL if naam == "klantcontacten" else VOLLEDIG

    def post(_: int) -> tuple[int, Any]:
        try:
            found = again(client_echt, naam, body)
            return found.status, found.json
        finally:
            connections.close_all()

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(post, range(5)))
    assert [status for status, _ in answers] == [201] * 5
    assert all(json == answers[0][1] for _, json in answers)
    assert client_echt.get("klantcontacten").json["count"] == 1


@pytest.mark.slow
def test_who_comes_while_the_first_is_busy_is_told_in_time(client_echt: Beller) -> None:
    token_id = token_of(client_echt)
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            herhalingen.claim(token_id, SLEUTEL, b"klantcontacten ")
            held.set()
            done.wait(20)
            transaction.set_rollback(True)
        connections.close_all()

    holder = threading.Thread(target=hold)
    holder.start()
    try:
        assert held.wait(20)
        problem(again(client_echt, "klantcontacten", KAAL), 409, "idempotency_key_in_use")
    finally:
        done.set()
        holder.join()
    assert again(client_echt, "klantcontacten", KAAL).status == 201
    assert client_echt.get("klantcontacten").json["count"] == 1


def token_of(client: Beller) -> Any:
    found = toegang(client.token)
    assert found is not None
    return found.token_id
