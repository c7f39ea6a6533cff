"""digitaleadressen: made, changed, removed."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from geholpen.domain.partijen.models import Niveau
from tests.api import mensen
from tests.api.oproep import KI, Beller, Uitkomst

PAD = "digitaleadressen"
MAIL = {"adres": "ada@voorbeeld.example", "soortDigitaalAdres": "email"}
BEL = {"adres": "0612345678", "soortDigitaalAdres": "telefoonnummer"}


def van(partij_id: UUID, **meer: Any) -> dict[str, Any]:
    """A mail address of this partij."""
    return {**MAIL, "verstrektDoorPartij": {"uuid": str(partij_id)}, **meer}


def test_made_with_everything(client: Beller) -> None:
    partij = mensen.persoon()
    gegeven = van(
        partij,
        isStandaardAdres=True,
        omschrijving="thuis",
        referentie="portaalvoorkeur",
        verificatieDatum="2026-01-02",
    )
    found = client.post(PAD, gegeven)
    uuid = found.json["uuid"]
    adres = f"http://testserver{KI}"
    assert found.status == 201
    assert found.koppen["Location"] == f"{adres}digitaleadressen/{uuid}"
    assert found.json == {
        "uuid": uuid,
        "url": f"{adres}digitaleadressen/{uuid}",
        "verstrektDoorBetrokkene": None,
        "verstrektDoorPartij": {"uuid": str(partij), "url": f"{adres}partijen/{partij}"},
        "adres": "ada@voorbeeld.example",
        "soortDigitaalAdres": "email",
        "isStandaardAdres": True,
        "omschrijving": "thuis",
        "referentie": "portaalvoorkeur",
        "verificatieDatum": "2026-01-02",
    }
    assert client.get(f"{PAD}/{uuid}").json == found.json


def test_made_with_the_least(client: Beller) -> None:
    found = client.maak(PAD, MAIL)
    rest = {k: found[k] for k in found if k not in {"uuid", "url", "adres", "soortDigitaalAdres"}}
    assert rest == {
        "verstrektDoorBetrokkene": None,
        "verstrektDoorPartij": None,
        "isStandaardAdres": False,
        "omschrijving": "",
        "referentie": "",
        "verificatieDatum": None,
    }


def test_the_same_the_hot_way(client_echt: Beller, warm: list[str]) -> None:
    made = client_echt.maak(PAD, van(mensen.persoon()))
    assert client_echt.get(PAD).json["results"] == [{**made, "_expand": {}}]
    assert warm and set(warm) == {"register_digitaleadressen"}


def test_snake_case_is_accepted_and_what_is_unknown_ignored(client: Beller) -> None:
    found = client.maak(PAD, {"adres": "x", "soort_digitaal_adres": "overig", "url": "http://x", "zomaar": 1})
    assert (found["adres"], found["soortDigitaalAdres"]) == ("x", "overig")


@pytest.mark.parametrize(
    ("gegeven", "naam", "code", "reden"),
    [
        ({"soortDigitaalAdres": "email"}, "adres", "required", "Dit veld is vereist."),
        ({"adres": "x"}, "soortDigitaalAdres", "required", "Dit veld is vereist."),
        ({**MAIL, "adres": None}, "adres", "null", "Dit veld mag niet leeg zijn."),
        ({**MAIL, "adres": ""}, "adres", "blank", "Dit veld mag niet leeg zijn."),
        (
            {**MAIL, "soortDigitaalAdres": "post"},
            "soortDigitaalAdres",
            "invalid_choice",
            '"post" is een ongeldige keuze.',
        ),
        ({**MAIL, "adres": "geen adres"}, "adres", "invalid", "Voer een geldig e-mailadres in."),
        (
            {**MAIL, "adres": "a" * 81},
            "adres",
            "max_length",
            "Zorg ervoor dat dit veld niet meer dan 80 karakters bevat.",
        ),
        (
            {**MAIL, "omschrijving": "a" * 41},
            "omschrijving",
            "max_length",
            "Zorg ervoor dat dit veld niet meer dan 40 karakters bevat.",
        ),
        (
            {**MAIL, "isStandaardAdres": True},
            "isStandaardAdres",
            "invalid",
            "`is_standaard_adres` kan alleen gezet worden als `verstrekt_door_partij` niet leeg is.",
        ),
        ({**MAIL, "verstrektDoorPartij": {}}, "verstrektDoorPartij.uuid", "required", "Dit veld is vereist."),
    ],
)
def test_refused(client: Beller, gegeven: Any, naam: str, code: str, reden: str) -> None:
    found = client.post(PAD, gegeven)
    assert (found.status, found.fouten[naam]) == (400, (code, reden))
    assert client.get(PAD).json["count"] == 0


def test_a_slug_and_a_date_are_checked(client: Beller) -> None:
    found = client.post(PAD, {**MAIL, "referentie": "met spatie", "verificatieDatum": "gisteren"})
    assert {naam: code for naam, (code, _) in found.fouten.items()} == {
        "referentie": "invalid",
        "verificatieDatum": "invalid",
    }


@pytest.mark.parametrize("veld", ["verstrektDoorPartij", "verstrektDoorBetrokkene"])
def test_unknown_uuid(client: Beller, veld: str) -> None:
    found = client.post(PAD, {**MAIL, veld: {"uuid": str(uuid4())}})
    naam = veld.removeprefix("verstrektDoor")
    assert found.status == 400
    assert found.fouten == {f"{veld}.uuid": ("invalid", f"{naam} object bestaat niet.")}


def test_somebody_unknown_is_no_partij(client: Beller) -> None:
    found = client.post(PAD, van(mensen.onbekende()))
    assert found.fouten["verstrektDoorPartij.uuid"][0] == "invalid"
    (eigen,) = client.get(PAD, {"adres": "wie@voorbeeld.example"}).json["results"]
    assert eigen["verstrektDoorPartij"] is None


@pytest.mark.parametrize(
    "nummer", ["0612345678", "0201234567", "+31612345678", "+123456789", "0031612345678", "001234567"]
)
def test_gotcha_19_telephone_numbers_accepted(client: Beller, nummer: str) -> None:
    assert client.post(PAD, {**BEL, "adres": nummer}).status == 201


@pytest.mark.parametrize(
    "nummer",
    ["06123456789", "061234567", "0012345", "+12345678", "+1234567890123456", "06-12345678", "0800123456", "0900123456"]
    + ["1400", "14020", "140", "08001234", "abc", "0012345678901234"],
)
def test_gotcha_19_telephone_numbers_refused(client: Beller, nummer: str) -> None:
    found = client.post(PAD, {**BEL, "adres": nummer})
    assert found.fouten == {"adres": ("invalid", "Het opgegeven telefoonnummer is ongeldig.")}


def test_put_keeps_what_is_absent_and_demands_what_is_required(client: Beller) -> None:
    partij = mensen.persoon()
    made = client.maak(PAD, van(partij, omschrijving="thuis", isStandaardAdres=True, referentie="een"))
    found = client.put(f"{PAD}/{made['uuid']}", {"adres": "nieuw@voorbeeld.example", "soortDigitaalAdres": "email"})
    assert found.json == {**made, "adres": "nieuw@voorbeeld.example"}
    assert client.put(f"{PAD}/{made['uuid']}", {"adres": "x@voorbeeld.example"}).fouten == {
        "soortDigitaalAdres": ("required", "Dit veld is vereist.")
    }


def test_patch_changes_only_what_is_sent(client: Beller) -> None:
    made = client.maak(PAD, van(mensen.persoon(), omschrijving="thuis"))
    found = client.patch(f"{PAD}/{made['uuid']}", {"omschrijving": ""})
    assert found.json == {**made, "omschrijving": ""}


def test_the_kind_is_checked_against_the_address_that_was_there(client: Beller) -> None:
    made = client.maak(PAD, MAIL)
    assert client.patch(f"{PAD}/{made['uuid']}", {"soortDigitaalAdres": "telefoonnummer"}).status == 400
    assert client.patch(f"{PAD}/{made['uuid']}", {"soortDigitaalAdres": "overig"}).status == 200


def test_removed(client: Beller) -> None:
    made = client.maak(PAD, MAIL)
    pad = f"{PAD}/{made['uuid']}"
    assert client.delete(pad).status == 204
    assert [client.get(pad).status, client.delete(pad).status, client.patch(pad, {}).status] == [404, 404, 404]


def test_gotcha_15_the_standard_address_moves(client: Beller) -> None:
    partij, ander = mensen.persoon(), mensen.persoon()
    een = client.maak(PAD, van(partij, isStandaardAdres=True))
    twee = client.maak(PAD, van(partij, adres="b@voorbeeld.example", isStandaardAdres=True))
    bel = client.maak(PAD, {**van(partij, isStandaardAdres=True), **BEL})
    elders = client.maak(PAD, van(ander, isStandaardAdres=True))

    def standaard() -> set[str]:
        return set(client.get(PAD, {"isStandaardAdres": "true"}).uuids)

    assert standaard() == {twee["uuid"], bel["uuid"], elders["uuid"]}
    client.patch(f"{PAD}/{een['uuid']}", {"isStandaardAdres": True})
    assert standaard() == {een["uuid"], bel["uuid"], elders["uuid"]}


def test_gotcha_15_the_referentie_does_not_move(client: Beller) -> None:
    partij = mensen.persoon()
    client.maak(PAD, van(partij, referentie="voorkeur"))
    found = client.post(PAD, van(partij, adres="b@voorbeeld.example", referentie="voorkeur"))
    reden = "Deze partij heeft al een adres van dit soort met deze referentie."
    assert (found.status, found.fouten) == (400, {"referentie": ("unique", reden)})
    los = {**MAIL, "referentie": "voorkeur"}
    for vrij in ({**van(partij, referentie="voorkeur"), **BEL}, van(mensen.persoon(), referentie="voorkeur"), los, los):
        assert client.post(PAD, vrij).status == 201


def test_wrong_there_a_referentie_collides_with_itself(client: Beller) -> None:
    made = client.maak(PAD, van(mensen.persoon(), referentie="voorkeur"))
    found = client.patch(f"{PAD}/{made['uuid']}", {"referentie": "voorkeur", "omschrijving": "zelfde"})
    assert (found.status, found.json["omschrijving"]) == (200, "zelfde")


def test_wrong_there_one_stray_standard_address_blocks_all_others(client: Beller) -> None:
    made = client.maak(PAD, van(mensen.persoon(), isStandaardAdres=True))
    los = client.patch(f"{PAD}/{made['uuid']}", {"verstrektDoorPartij": None})
    assert (los.status, los.json["verstrektDoorPartij"], los.json["isStandaardAdres"]) == (200, None, False)
    assert [client.post(PAD, MAIL).status for _ in range(2)] == [201, 201]


def test_an_address_goes_to_another_partij_and_back_to_nobody(client: Beller) -> None:
    een, twee = mensen.persoon(), mensen.persoon()
    made = client.maak(PAD, MAIL)
    pad = f"{PAD}/{made['uuid']}"
    for partij in (een, twee, None):
        found = client.patch(pad, {"verstrektDoorPartij": {"uuid": str(partij)} if partij else None})
        assert (found.json["verstrektDoorPartij"] or {}).get("uuid") == (str(partij) if partij else None)
        assert client.get(PAD).json["count"] == 1


def test_nothing_stays_of_a_loose_address_that_was_removed(client_echt: Beller, beheer: Any) -> None:
    made = client_echt.maak(PAD, MAIL)
    assert _aantal(beheer) == (1, 1)
    client_echt.delete(f"{PAD}/{made['uuid']}")
    assert _aantal(beheer) == (0, 0)


def _aantal(beheer: Any) -> tuple[int, ...]:
    row = beheer.execute("SELECT (SELECT count(*) FROM partij), (SELECT count(*) FROM digitaal_adres)").fetchone()
    return tuple(row)


def test_how_sure_we_are_follows_the_date_of_verification(client_echt: Beller, beheer: Any) -> None:
    made = client_echt.maak(PAD, van(mensen.persoon(), verificatieDatum="2026-01-02"))

    def niveau() -> str:
        return beheer.execute("SELECT niveau FROM digitaal_adres WHERE id = %s", [made["uuid"]]).fetchone()[0]  # type: ignore[no-any-return]

    assert niveau() == Niveau.VERIFIED
    client_echt.patch(f"{PAD}/{made['uuid']}", {"adres": "ander@voorbeeld.example"})
    assert niveau() == Niveau.ASSERTED


def test_a_preferred_address_that_goes_is_preferred_no_more(client_echt: Beller, beheer: Any) -> None:
    partij = mensen.persoon()
    made = client_echt.maak(PAD, van(partij))
    beheer.execute("UPDATE partij SET voorkeurs_digitaal_adres_id = %s", [made["uuid"]])
    client_echt.delete(f"{PAD}/{made['uuid']}")
    assert beheer.execute("SELECT voorkeurs_digitaal_adres_id FROM partij").fetchone() == (None,)


def test_who_says_what_it_looked_like_overwrites_nobody(client: Beller) -> None:
    made = client.post(PAD, MAIL)
    pad, merk = f"{PAD}/{made.json['uuid']}", made.koppen["ETag"]
    assert client.patch(pad, {"omschrijving": "een"}, if_match=merk).status == 200
    found: Uitkomst = client.patch(pad, {"omschrijving": "twee"}, if_match=merk)
    assert (found.status, client.get(pad).json["omschrijving"]) == (412, "een")
