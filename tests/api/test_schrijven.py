"""The three writes of all day, the hot way: the same rows, log lines and answers as the ordinary way, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import transaction

from geholpen.domain.doelbinding import hot, opdracht
from geholpen.domain.organisatie import applicaties
from geholpen.domain.organisatie.commands import load_applicatie
from tests.api.klanten import persoon
from tests.api.oproep import Beller
from tests.api.test_betrokkenen import ADRES, NAAM
from tests.api.test_klantcontacten import KAAL, VOL
from tests.api.test_maak_klantcontact import ZAAK
from tests.bed import deliver_events

Rijen = Callable[[str], list[tuple[Any, ...]]]
TABELLEN = (
    *("partij", "klantvraag", "klantcontact", "klantcontact_inhoud", "betrokkene", "betrokkene_naam"),
    *("betrokkene_adres", "onderwerpobject", "klantvraag_opzoek", "gebeurtenis", "dataverwerking", "audit"),
)
#: What differs between any two acts, and what only says when.
EIGEN = {"id", "trace", "moment", "tx", "kenmerk", "gesprek_id", "sleutel", "wacht_sinds", "keten", "zout"}


def inhoud(beheer_rijen: Rijen) -> dict[str, list[str]]:
    """Every row without its keys and moments; customers as far as they are known by name."""
    deliver_events()
    found = {}
    for tabel in TABELLEN:
        rows = [row for (row,) in beheer_rijen(f"SELECT to_jsonb(x) FROM {tabel} x")]
        found[tabel] = sorted(repr(_kaal(row)) for row in rows)
    return found


def _kaal(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _kaal(v) for k, v in sorted(value.items()) if k not in EIGEN and not k.endswith(("_id", "_op"))}
    return value


def leeg(beheer: Any) -> None:
    beheer.execute(f"TRUNCATE {', '.join(TABELLEN)} CASCADE")


@contextmanager
def koud() -> Iterator[None]:
    """Inside a transaction there is only the ordinary way."""
    with transaction.atomic():
        yield


def alles(client: Beller) -> list[Any]:
    """Each of the three, bare and with all that can be given."""
    wie, ander = persoon(), persoon("Vos")
    los = client.maak("klantcontacten", VOL)
    bij = {"hadKlantcontact": {"uuid": los["uuid"]}, "rol": "klant", "initiator": True}
    made = [
        los,
        client.maak("klantcontacten", KAAL),
        client.maak("betrokkenen", bij),
        client.maak("betrokkenen", {**bij, "wasPartij": {"uuid": wie}, "contactnaam": NAAM, "bezoekadres": ADRES}),
        client.maak("betrokkenen", {**bij, "wasPartij": {"uuid": ander}, "organisatienaam": "Meer bv"}),
        client.maak("maak-klantcontact", {"klantcontact": KAAL}),
        client.maak(
            "maak-klantcontact",
            {
                "klantcontact": {**VOL, "nummer": "77", "referentienummer": "78"},
                "betrokkene": {"wasPartij": {"uuid": wie}, "rol": "klant", "initiator": True, "contactnaam": NAAM},
                "onderwerpobject": {"onderwerpobjectidentificator": ZAAK},
            },
        ),
    ]
    return [_zonder(answer) for answer in made]


def _zonder(answer: Any) -> Any:
    if isinstance(answer, dict):
        return {k: _zonder(v) for k, v in answer.items() if k not in {"uuid", "url", "plaatsgevondenOp"}}
    return [_zonder(part) for part in answer] if isinstance(answer, list) else answer


def test_hot_and_ordinary_leave_the_same_rows_lines_and_answers(
    client_echt: Beller, warm: list[str], beheer: Any, beheer_rijen: Rijen
) -> None:
    een = alles(client_echt)
    assert warm == [
        *["schrijf_klantcontact"] * 2,
        *["schrijf_betrokkene"] * 3,
        *["schrijf_volledig_contact"] * 2,
    ]
    hete = inhoud(beheer_rijen)
    leeg(beheer)
    with koud():
        ander = alles(client_echt)
    gewone = inhoud(beheer_rijen)
    assert een == ander
    weg = [rij for rij in hete["gebeurtenis"] if "KlantVerlaten" in rij]
    assert len(weg) == 1  # the ordinary way removes at once whom nobody knew; the hot way tells of it
    hete["gebeurtenis"].remove(weg[0])
    hete["audit"] = [rij for rij in hete["audit"] if "sweep_niemand" not in rij]
    for tabel in TABELLEN:
        assert hete[tabel] == gewone[tabel], tabel


def test_the_answer_is_what_reading_gives(client_echt: Beller, warm: list[str]) -> None:
    made = client_echt.maak(
        "maak-klantcontact",
        {
            "klantcontact": VOL,
            "betrokkene": {"wasPartij": {"uuid": persoon()}, "rol": "klant", "initiator": True, "contactnaam": NAAM},
            "onderwerpobject": {"onderwerpobjectidentificator": ZAAK},
        },
    )
    for part in made.values():
        assert client_echt.get(part["url"]).json == part
    los = client_echt.post("klantcontacten", KAAL)
    again = client_echt.get(los.json["url"])
    assert (again.json, again.koppen["ETag"]) == (los.json, los.koppen["ETag"])
    assert "schrijf_volledig_contact koud" not in warm


def test_what_is_wrong_is_said_by_the_ordinary_way_and_leaves_nothing(
    client_echt: Beller, warm: list[str], beheer_rijen: Rijen
) -> None:
    client_echt.maak("klantcontacten", {**KAAL, "nummer": "5"})
    before = inhoud(beheer_rijen)
    niemand = {"uuid": "00000000-0000-4000-8000-000000000000"}
    een = client_echt.post("klantcontacten", {**KAAL, "nummer": "5"})
    assert een.fouten == {"nummer": ("unique", "Er bestaat al een klantcontact met eenzelfde nummer.")}
    bij = {"rol": "klant", "initiator": True}
    twee = client_echt.post("betrokkenen", {"hadKlantcontact": niemand, **bij})
    assert twee.fouten == {"hadKlantcontact.uuid": ("invalid", "Klantcontact object bestaat niet.")}
    drie = client_echt.post("maak-klantcontact", {"klantcontact": KAAL, "betrokkene": {"wasPartij": niemand, **bij}})
    assert drie.fouten == {"betrokkene.wasPartij.uuid": ("invalid", "Partij object bestaat niet.")}
    assert [name for name in warm if name.endswith("koud")] == [
        "schrijf_klantcontact koud",
        "schrijf_betrokkene koud",
        "schrijf_volledig_contact koud",
    ]
    assert inhoud(beheer_rijen) == before


def test_a_failure_halfway_leaves_nothing(client_echt: Beller, beheer: Any, beheer_rijen: Rijen) -> None:
    """The text is refused by the database after contact, question and customer were written."""
    client_echt.maak("klantcontacten", KAAL)
    before = inhoud(beheer_rijen)
    beheer.execute("ALTER TABLE klantcontact_inhoud ADD CONSTRAINT proef CHECK (onderwerp <> 'stuk')")
    try:
        assert client_echt.post("klantcontacten", {**KAAL, "onderwerp": "stuk"}).status >= 400
    finally:
        beheer.execute("ALTER TABLE klantcontact_inhoud DROP CONSTRAINT proef")
    assert inhoud(beheer_rijen) == before


@pytest.mark.parametrize("wat", ["vals", "verlopen", "om te lezen"])
def test_an_order_that_is_no_good_writes_nothing(
    client_echt: Beller, beheer: Any, beheer_rijen: Rijen, monkeypatch: pytest.MonkeyPatch, wat: str
) -> None:
    """Forged, too old, or given for another act: the database refuses it, whatever the application says."""
    orders: list[tuple[str, tuple[Any, ...]]] = []
    original = hot.call

    def watched(ctx: Any, functie: str, grant: Any, values: tuple[Any, ...]) -> Any:
        orders.append((functie, (grant.opdracht, grant.zegel, *values)))
        return original(ctx, functie, grant, values)

    monkeypatch.setattr(hot, "call", watched)
    client_echt.get("klantcontacten")
    if wat == "verlopen":
        monkeypatch.setattr(opdracht.tokens, "LEVENSDUUR", -60)
    client_echt.post("klantcontacten", KAAL)
    (_f, lezen), (functie, (order, zegel, rijen, basis)) = orders
    if wat == "vals":
        order = order.replace(b"api", b"aap", 1)
    elif wat == "om te lezen":
        order, zegel = lezen[:2]
    leeg(beheer)
    from django.db import connection  # noqa: PLC0415  its own connection, as the application

    assert functie.startswith("schrijf_klantcontact(")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.connection.execute(
            "SELECT * FROM schrijf_klantcontact(%s::text, %s, %s::jsonb, %s)", [order.decode(), zegel, rijen, basis]
        )
    assert all(beheer_rijen(f"SELECT count(*) FROM {tabel}") == [(0,)] for tabel in TABELLEN)


def test_an_order_works_once(client_echt: Beller, beheer_rijen: Rijen, monkeypatch: pytest.MonkeyPatch) -> None:
    orders: list[tuple[Any, ...]] = []
    original = hot.call
    monkeypatch.setattr(
        hot, "call", lambda c, f, g, v: (orders.append((g.opdracht, g.zegel, *v)), original(c, f, g, v))[1]
    )
    client_echt.maak("klantcontacten", KAAL)
    from django.db import connection  # noqa: PLC0415

    order, zegel, rijen, basis = orders[0]
    with pytest.raises(psycopg.errors.UniqueViolation):
        connection.connection.execute(
            "SELECT * FROM schrijf_klantcontact(%s::text, %s, %s::jsonb, %s)", [order.decode(), zegel, rijen, basis]
        )
    assert beheer_rijen("SELECT count(*) FROM klantcontact") == [(1,)]


def test_a_token_to_read_with_does_not_write_after_one_that_may(
    client_echt: Beller, beheer: Any, beheer_rijen: Rijen
) -> None:
    """The decision is remembered per kind of caller; reading only is another kind."""
    client_echt.maak("klantcontacten", KAAL)
    token = "lees00" + "0" * 34
    load_applicatie("Proef van de koppeling", ["koppelingen"], token)
    beheer.execute("UPDATE applicatie_token SET mag_schrijven = false WHERE begin = 'lees00'")
    applicaties.forget()
    lezer = Beller(token)
    assert lezer.get("klantcontacten").json["count"] == 1
    assert lezer.post("klantcontacten", KAAL).status == 403
    assert beheer_rijen("SELECT count(*) FROM klantcontact") == [(1,)]


def test_the_application_itself_cannot_call_what_works_without_an_order(beheer: Any) -> None:
    for functie in ("schrijf_rijen(jsonb, jsonb)", "verhuis_alles(uuid, uuid, uuid)", "neem_nummers(jsonb)"):
        asked = beheer.execute("SELECT has_function_privilege('geholpen_app', %s, 'EXECUTE')", [functie])
        assert asked.fetchone() == (False,), functie
