"""The second interface: persoon and organisatie."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from geholpen.domain.partijen.queries import Zoekvraag, find_personen
from tests import bed
from tests.api.oproep import CG, Beller

ADRES = f"http://testserver{CG}"
LEEG = {
    "nummeraanduidingId": "",
    "straatnaam": "",
    "huisnummer": None,
    "huisnummertoevoeging": "",
    "postcode": "",
    "stad": "",
    "adresregel1": "",
    "adresregel2": "",
    "adresregel3": "",
    "land": "",
}
PERSOON = {"geboortedatum": "1980-02-03", "geslachtsnaam": "Meer"}
VOL = {
    **PERSOON,
    "overlijdensdatum": "2020-01-01",
    "geslacht": "v",
    "voorvoegsel": "van der",
    "voornamen": "Ada Maria",
    "adres": {**LEEG, "straatnaam": "Molenweg", "huisnummer": 3, "postcode": "9999 AB", "land": "NL"},
}


@pytest.fixture
def cg(client: Beller) -> Beller:
    """An application at this interface."""
    return replace(client, basis=CG)


def test_the_root_and_the_version(cg: Beller) -> None:
    found = Beller("", CG).get("")
    assert found.json == {"organisatie": f"{ADRES}organisatie", "persoon": f"{ADRES}persoon"}
    assert found.koppen["API-version"] == "1.1.1"
    assert Beller("", CG).get("persoon").status == 401


def test_a_person_made_read_changed_and_removed(cg: Beller) -> None:
    found = cg.post("persoon", VOL)
    pad = f"persoon/{found.json['uuid']}"
    assert (found.status, found.koppen["Location"]) == (201, ADRES + pad)
    assert found.json == {"uuid": found.json["uuid"], "url": ADRES + pad, **VOL}
    assert cg.get(pad).json == cg.put(pad, PERSOON).json == cg.patch(pad, {}).json == found.json
    assert cg.patch(pad, {"voornamen": "", "overlijdensdatum": None}).json == {
        **found.json,
        "voornamen": "",
        "overlijdensdatum": None,
    }
    assert (cg.delete(pad).status, cg.get(pad).status, cg.delete(pad).status) == (204, 404, 404)


def test_gotcha_10_an_address_is_replaced_as_a_whole(cg: Beller) -> None:
    pad = f"persoon/{cg.maak('persoon', VOL)['uuid']}"
    assert cg.patch(pad, {"adres": {"stad": "Waterdam"}}).json["adres"] == {**LEEG, "stad": "Waterdam"}
    assert cg.patch(pad, {"adres": None}).json["adres"] == LEEG


def test_the_least_of_a_person(cg: Beller) -> None:
    found = cg.maak("persoon", PERSOON)
    rest = {k: found[k] for k in found if k not in {"uuid", "url", *PERSOON}}
    assert rest == {"overlijdensdatum": None, "geslacht": "", "voorvoegsel": "", "voornamen": "", "adres": LEEG}


def test_an_organisation_made_read_changed_and_removed(cg: Beller) -> None:
    gegeven = {"handelsnaam": "B" * 255, "oprichtingsdatum": "2001-02-03", "opheffingsdatum": None}
    found = cg.post("organisatie", gegeven)
    pad = f"organisatie/{found.json['uuid']}"
    assert (found.status, found.koppen["Location"]) == (201, ADRES + pad)
    assert found.json == {"uuid": found.json["uuid"], "url": ADRES + pad, **gegeven, "adres": LEEG}
    anders = {"handelsnaam": "Bakkerij De Kade", "opheffingsdatum": "2026-01-01", "adres": {"stad": "Waterdam"}}
    assert cg.put(pad, anders).json == {**found.json, **anders, "adres": {**LEEG, "stad": "Waterdam"}}
    assert cg.get(f"persoon/{found.json['uuid']}").status == 404
    assert cg.put(f"persoon/{found.json['uuid']}", PERSOON).status == 404
    assert (cg.delete(pad).status, cg.get(pad).status) == (204, 404)


@pytest.mark.parametrize(
    ("pad", "gegeven", "naam", "code"),
    [
        ("persoon", {}, "geboortedatum", "required"),
        ("persoon", {}, "geslachtsnaam", "required"),
        ("persoon", {**PERSOON, "geboortedatum": "03-02-1980"}, "geboortedatum", "invalid"),
        ("persoon", {**PERSOON, "geslacht": "x"}, "geslacht", "invalid_choice"),
        ("persoon", {**PERSOON, "voorvoegsel": "a" * 11}, "voorvoegsel", "max_length"),
        ("persoon", {**PERSOON, "adres": {"postcode": "9999AB"}}, "adres.postcode", "invalid"),
        ("organisatie", {}, "handelsnaam", "required"),
        ("organisatie", {"handelsnaam": "a" * 256}, "handelsnaam", "max_length"),
        ("organisatie", {"handelsnaam": "a", "adres": {"huisnummer": 0}}, "adres.huisnummer", "min_value"),
    ],
)
def test_refused(cg: Beller, pad: str, gegeven: Any, naam: str, code: str) -> None:
    found = cg.post(pad, gegeven)
    assert (found.status, found.fouten[naam][0]) == (400, code)


def test_lists_page_newest_first_and_take_no_filter(cg: Beller) -> None:
    made = [cg.maak("persoon", {**PERSOON, "geslachtsnaam": naam}) for naam in "abc"]
    assert cg.get("persoon").json["results"] == made[::-1]
    een = cg.get("persoon", {"pageSize": 2})
    assert een.json["next"] == f"{ADRES}persoon?page=2&pageSize=2"
    assert cg.get(een.json["next"]).json["results"] == made[:1]
    assert cg.get("persoon", {"geslachtsnaam": "a"}).fouten["nonFieldErrors"][0] == "unknown-parameters"


def test_read_the_hot_way_and_nothing_stays(client_echt: Beller, beheer: Any, warm: list[str]) -> None:
    cg = replace(client_echt, basis=CG)
    persoon, zaak = cg.maak("persoon", VOL), cg.maak("organisatie", {"handelsnaam": "Bakkerij De Kade"})
    assert (cg.get("persoon").json["results"], cg.get("organisatie").json["results"]) == ([persoon], [zaak])
    assert set(warm) == {"register_persoon", "register_organisatie"}
    cg.delete(f"persoon/{persoon['uuid']}")
    cg.delete(f"organisatie/{zaak['uuid']}")
    tabellen = ("partij", "naam", "geboorte", "aanhef", "adres", "bestaan", "contactgegeven")
    assert {t: beheer.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tabellen} == dict.fromkeys(
        tabellen, 0
    )


def test_they_are_no_partij_and_the_desk_does_not_find_them(client: Beller, cg: Beller) -> None:
    uuid = cg.maak("persoon", VOL)["uuid"]
    assert client.get(f"partijen/{uuid}").status == 404
    assert client.get("partijen").json["count"] == 0
    vraag = Zoekvraag(achternaam="Meer", geboortedatum="1980-02-03")
    assert find_personen(bed.medewerker("mdw-001"), vraag).hits == ()
