"""What software that was written for the other product stumbles over, as far as it is of no resource in particular.

The numbers are those of the list we work from; the others stand with their resource.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.oproep import KI, Beller
from tests.api.partij import persoon
from tests.api.vulling import KAAL

#: Cases in which a caller is told that something is wrong: method, path, body, status, code.
FOUTEN = [
    ("POST", "klantcontacten", {}, 400, "invalid"),
    ("GET", "klantcontacten/nee", None, 404, "not_found"),
    ("PATCH", "klantcontacten", {}, 405, "method_not_allowed"),
    ("GET", "klantcontacten?page=2", None, 404, "not_found"),
]


def ref(made: dict[str, Any]) -> dict[str, str]:
    return {"uuid": made["uuid"]}


def contact_of(client: Beller, wie: dict[str, Any] | None, **meer: Any) -> dict[str, Any]:
    made = client.maak("klantcontacten", {**KAAL, **meer})
    body = {"hadKlantcontact": ref(made), "rol": "klant", "initiator": True, "wasPartij": ref(wie) if wie else None}
    made["betrokkene"] = client.maak("betrokkenen", body)
    return made


@pytest.mark.parametrize(("methode", "pad", "body", "status", "code"), FOUTEN)
def test_gotcha_01_an_error_is_plain_json_with_six_members(
    client: Beller, methode: str, pad: str, body: Any, status: int, code: str
) -> None:
    found = client.call(methode, pad, json=body)
    assert (found.status, found.json["status"], found.json["code"]) == (status, status, code)
    assert found.koppen["Content-Type"] == "application/json"
    members = {"type", "code", "title", "status", "detail", "instance"}
    assert set(found.json) == members | ({"invalidParams"} if status == 400 else set())
    asked = client.call(methode, pad, json=body, koppen={"accept": "application/problem+json"})
    assert asked.koppen["Content-Type"] == "application/problem+json"


def test_gotcha_06_a_page_is_at_most_500_and_one_that_is_not_there_is_404(client: Beller) -> None:
    for _ in range(2):
        client.maak("klantcontacten", KAAL)
    for size in ("501", "99999", "0", "-1", "veel"):
        found = client.get("klantcontacten", {"pageSize": size})
        assert (found.status, len(found.json["results"])) == (200, 2), size
    for page in ("3", "0", "-1", "twee"):
        found = client.get("klantcontacten", {"page": page, "pageSize": 1})
        assert (found.status, found.json["detail"]) == (404, "Ongeldige pagina."), page


@pytest.mark.parametrize("waar", ["http://openklant.intern/x", "https://elders.example", "http://open-klant:8000"])
def test_gotcha_07_of_a_url_in_a_filter_only_the_last_part_counts(client: Beller, waar: str) -> None:
    pip = client.maak("partijen", persoon())
    contact = contact_of(client, pip)
    contact_of(client, None)
    filter = "hadBetrokkene__wasPartij__url"
    assert client.get("klantcontacten", {filter: f"{waar}{KI}partijen/{pip['uuid']}"}).uuids == [contact["uuid"]]
    assert client.get("klantcontacten", {filter: f"{waar}{KI}partijen/geen-uuid"}).json["count"] == 0
    assert client.get("klantcontacten", {filter: "geen url"}).fouten[filter][0] == "invalid"


def test_gotcha_08_yes_and_no_are_written_in_three_ways(client: Beller) -> None:
    ja, nee = (client.maak("klantcontacten", {**KAAL, "vertrouwelijk": waarde}) for waarde in (True, False))
    for tekst in ("true", "True", "TRUE"):
        assert client.get("klantcontacten", {"vertrouwelijk": tekst}).uuids == [ja["uuid"]]
    for tekst in ("false", "False", "FALSE"):
        assert client.get("klantcontacten", {"vertrouwelijk": tekst}).uuids == [nee["uuid"]]


def test_gotcha_20_codes_are_stable_and_reasons_are_dutch(client: Beller) -> None:
    pip = client.maak("partijen", persoon(nummer="1"))
    wrong = {**KAAL, "kanaal": "x" * 51, "onderwerp": None, "taal": "nld", "vertrouwelijk": "misschien"}
    found = client.post("klantcontacten", wrong).fouten
    assert found["kanaal"] == ("max_length", "Zorg ervoor dat dit veld niet meer dan 50 karakters bevat.")
    assert found["onderwerp"] == ("null", "Dit veld mag niet leeg zijn.")
    assert found["vertrouwelijk"][0] == "invalid"
    assert client.post("partijen", {}).fouten["soortPartij"] == ("required", "Dit veld is vereist.")
    assert client.post("partijen", persoon(soortPartij="buur")).fouten["soortPartij"] == (
        "invalid_choice",
        '"buur" is een ongeldige keuze.',
    )
    assert client.post("partijen", persoon(nummer=pip["nummer"])).fouten["nummer"] == (
        "unique",
        "Er bestaat al een partij met eenzelfde nummer.",
    )
    assert client.get("partijen", {"buur": "1"}).fouten == {
        "nonFieldErrors": ("unknown-parameters", "Onbekende query parameters: buur")
    }
    assert client.call("POST", "partijen", lichaam=b"{", koppen={"content_type": "application/json"}).json["code"] == (
        "parse_error"
    )
    english = client.post("partijen", {}, accept_language="en").fouten["soortPartij"]
    assert english == ("required", "This field is required.")


def test_wrong_there_one_customer_in_two_contacts_is_expanded_in_both(client: Beller) -> None:
    pip = client.maak("partijen", persoon())
    for _ in range(2):
        contact_of(client, pip)
    found = client.get("klantcontacten", {"expand": "hadBetrokkenen,hadBetrokkenen.wasPartij"}).json["results"]
    who = [c["_expand"]["hadBetrokkenen"][0]["_expand"]["wasPartij"]["uuid"] for c in found]
    assert who == [pip["uuid"]] * 2


def test_wrong_there_a_contact_is_found_once_however_often_it_matches(client: Beller) -> None:
    pip = client.maak("partijen", persoon())
    contact = contact_of(client, pip)
    body = {"hadKlantcontact": ref(contact), "wasPartij": ref(pip), "rol": "vertegenwoordiger", "initiator": False}
    client.maak("betrokkenen", body)
    zaak = {"codeObjecttype": "zaak", "codeRegister": "r", "codeSoortObjectId": "uuid", "objectId": "z-1"}
    for _ in range(2):
        client.maak("onderwerpobjecten", {"klantcontact": ref(contact), "onderwerpobjectidentificator": zaak})
    for vraag in (
        {"hadBetrokkene__wasPartij__uuid": pip["uuid"]},
        {"onderwerpobject__onderwerpobjectidentificatorObjectId": "z-1"},
    ):
        found = client.get("klantcontacten", vraag)
        assert (found.json["count"], found.uuids) == (1, [contact["uuid"]])


def test_wrong_there_who_was_on_the_line_stays_when_the_customer_goes(client: Beller) -> None:
    pip = client.maak("partijen", persoon())
    contact = contact_of(client, pip)
    assert client.delete(pip["url"]).status == 204
    assert client.get(contact["betrokkene"]["url"]).json["wasPartij"] is None
    assert client.get(contact["url"]).json["hadBetrokkenen"] == [
        {"uuid": contact["betrokkene"]["uuid"], "url": contact["betrokkene"]["url"]}
    ]


def test_wrong_there_what_was_given_in_a_contact_goes_with_the_contact(client: Beller) -> None:
    contact = contact_of(client, None)
    adres = {"adres": "pip@voorbeeld.example", "soortDigitaalAdres": "email", "verstrektDoorPartij": None}
    made = client.maak("digitaleadressen", {**adres, "verstrektDoorBetrokkene": ref(contact["betrokkene"])})
    assert client.delete(contact["url"]).status == 204
    assert client.get(made["url"]).status == 404
    assert client.get(contact["betrokkene"]["url"]).status == 404
