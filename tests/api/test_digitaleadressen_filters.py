"""What can be asked of digitaleadressen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.api import mensen
from tests.api.oproep import KI, Beller

#: Of nothing; the same every time, because the names of tests are made of it.
NERGENS = "00000000-0000-4000-8000-000000000000"

PAD = "digitaleadressen"
BSN = "999990019"


@pytest.fixture
def bezet(client: Beller) -> dict[str, str]:
    """Names of addresses by uuid: `a` and `b` of a person with a BSN, `c` of a company, `d` of nobody."""
    return filled(client)


def filled(client: Beller) -> dict[str, str]:
    """The same, for whichever client."""
    persoon = mensen.persoon(bsn=BSN)
    zaak = mensen.organisatie(nummers=(("niet_natuurlijk_persoon", "kvk_nummer", "90001234"),))
    made = {
        "a": _maak(client, "a@voorbeeld.example", persoon, isStandaardAdres=True, omschrijving="Thuis"),
        "b": _maak(client, "0612345678", persoon, soortDigitaalAdres="telefoonnummer", verificatieDatum="2026-02-01"),
        "c": _maak(client, "balie@winkel.example", zaak, referentie="portaal", verificatieDatum="2026-03-01"),
        "d": _maak(client, "d@voorbeeld.example", None, omschrijving="alleen hiervoor"),
    }
    return {"persoon": str(persoon), "zaak": str(zaak), **{uuid: naam for naam, uuid in made.items()}}


def _maak(client: Beller, adres: str, partij: UUID | None, **meer: Any) -> str:
    van = {"verstrektDoorPartij": {"uuid": str(partij)}} if partij else {}
    return client.maak(PAD, {"adres": adres, "soortDigitaalAdres": "email", **van, **meer})["uuid"]  # type: ignore[no-any-return]


def asked(client: Beller, bezet: dict[str, str], vraag: dict[str, str]) -> str:
    """The names of what was found, newest first."""
    found = client.get(PAD, vraag)
    assert found.status == 200, found.json
    assert found.json["count"] == len(found.uuids)
    return "".join(bezet[uuid] for uuid in found.uuids)


IDENT = "verstrektDoorPartij__partijIdentificator__"
BSN_VIER = {
    f"{IDENT}codeObjecttype": "natuurlijk_persoon",
    f"{IDENT}codeRegister": "brp",
    f"{IDENT}codeSoortObjectId": "bsn",
    f"{IDENT}objectId": BSN,
}
VRAGEN: list[tuple[dict[str, str], str]] = [
    ({}, "dcba"),
    ({"adres": "a@voorbeeld.example"}, "a"),
    ({"adres": "A@voorbeeld.example"}, ""),
    ({"adres__icontains": "VOORBEELD"}, "da"),
    ({"adres__icontains": "%"}, ""),
    ({"isGeverifieerd": "true"}, "cb"),
    ({"isGeverifieerd": "False"}, "da"),
    ({"isGeverifieerd": "misschien"}, "dcba"),
    ({"isStandaardAdres": "TRUE"}, "a"),
    ({"omschrijving": "this"}, ""),
    ({"omschrijving": "thUIs"}, "a"),
    ({"referentie": "portaal"}, "c"),
    ({"referentie": "porta"}, ""),
    ({"soortDigitaalAdres": "telefoonnummer"}, "b"),
    ({"verificatieDatum": "2026-02-01"}, "b"),
    ({"verificatieDatum__gt": "2026-02-01"}, "c"),
    ({"verificatieDatum__gte": "2026-02-01"}, "cb"),
    ({"verificatieDatum__lt": "2026-03-01"}, "b"),
    ({"verificatieDatum__lte": "2026-03-01"}, "cb"),
    ({"verstrektDoorPartij__soortPartij": "organisatie"}, "c"),
    ({"verstrektDoorPartij__soortPartij": "persoon"}, "ba"),
    (BSN_VIER, "ba"),
    ({f"{IDENT}objectId": BSN}, "ba"),
    ({f"{IDENT}codeRegister": "hr"}, "c"),
    ({f"{IDENT}codeSoortObjectId": "kvk_nummer", f"{IDENT}objectId": "90001234"}, "c"),
    ({f"{IDENT}codeSoortObjectId": "rsin", f"{IDENT}objectId": "90001234"}, ""),
    ({f"{IDENT}objectId": "90001234", "soortDigitaalAdres": "telefoonnummer"}, ""),
    ({"verstrektDoorBetrokkene__uuid": NERGENS}, ""),
    ({"verstrektDoorBetrokkene__url": f"http://elders.example/betrokkenen/{NERGENS}"}, ""),
    ({"verstrektDoorBetrokkene__rol": "klant"}, ""),
    ({"isStandaardAdres": "true", "soortDigitaalAdres": "email"}, "a"),
]


@pytest.mark.parametrize(("vraag", "namen"), VRAGEN, ids=[str(v) for v, _ in VRAGEN])
def test_filter(client: Beller, bezet: dict[str, str], vraag: dict[str, str], namen: str) -> None:
    assert asked(client, bezet, vraag) == namen


def test_every_filter_the_hot_way(client_echt: Beller, warm: list[str]) -> None:
    bezet = filled(client_echt)
    assert {str(vraag): asked(client_echt, bezet, vraag) for vraag, _ in VRAGEN} == {str(v): n for v, n in VRAGEN}
    assert len(warm) >= len(VRAGEN) and set(warm) == {"register_digitaleadressen"}


def test_by_partij(client: Beller, bezet: dict[str, str]) -> None:
    partij = bezet["persoon"]
    assert asked(client, bezet, {"verstrektDoorPartij__uuid": partij}) == "ba"
    assert asked(client, bezet, {"verstrektDoorPartij__uuid": partij, "adres": "0612345678"}) == "b"
    assert asked(client, bezet, {"verstrektDoorPartij__uuid": NERGENS}) == ""
    for basis in (f"http://testserver{KI}", "https://ander-huis.example/x/", "http://openklant/"):
        assert asked(client, bezet, {"verstrektDoorPartij__url": f"{basis}partijen/{partij}"}) == "ba"
    assert asked(client, bezet, {"verstrektDoorPartij__url": "http://elders.example/partijen"}) == ""


@pytest.mark.parametrize(
    ("vraag", "code", "reden"),
    [
        (
            {"soortDigitaalAdres": "x"},
            "invalid_choice",
            "Selecteer een geldige keuze. x is geen beschikbare keuze.",
        ),
        ({"verstrektDoorPartij__uuid": "1"}, "invalid", "Voer een geldige UUID in."),
        ({"verstrektDoorPartij__url": "geen url"}, "invalid", "Voer een geldige URL in."),
        ({"verificatieDatum": "gisteren"}, "invalid", "Voer een geldige datum in."),
        ({"expand": "verstrektDoorPartij"}, "invalid_choice", None),
        ({"expand": "*"}, "invalid_choice", None),
    ],
)
@pytest.mark.geval("A17")
def test_wrong_values(client: Beller, vraag: dict[str, str], code: str, reden: str | None) -> None:
    found = client.get(PAD, vraag)
    ((naam, (was, waarom)),) = found.fouten.items()
    assert (found.status, naam, was) == (400, *vraag, code)
    assert reden is None or waarom == reden


@pytest.mark.parametrize("naam", ["zomaar", "soort_digitaal_adres", "verstrekt_door_partij__uuid"])
@pytest.mark.geval("A17")
def test_gotcha_03_unknown_parameters(client: Beller, naam: str) -> None:
    found = client.get(PAD, {naam: "x"})
    assert found.fouten == {"nonFieldErrors": ("unknown-parameters", f"Onbekende query parameters: {naam}")}


def test_gotcha_05_next_works_as_it_is(client: Beller, bezet: dict[str, str]) -> None:
    een = client.get(PAD, "verstrektDoorPartij__soortPartij=persoon&pageSize=1")
    adres = f"http://testserver{KI}{PAD}"
    assert een.json["next"] == f"{adres}?page=2&pageSize=1&verstrektDoorPartij__soortPartij=persoon"
    twee = client.get(een.json["next"])
    assert (bezet[een.uuids[0]], bezet[twee.uuids[0]], twee.json["next"]) == ("b", "a", None)
    assert client.get(twee.json["previous"]).uuids == een.uuids
    assert client.get(PAD, {"page": 9}).status == 404


def test_a_whole_list_has_empty_expands_and_one_resource_none(client: Beller, bezet: dict[str, str]) -> None:
    found = client.get(PAD).json["results"][0]
    assert found["_expand"] == {}
    assert "_expand" not in client.get(f"{PAD}/{found['uuid']}").json


def test_expand_of_nobody_is_null(client: Beller, bezet: dict[str, str]) -> None:
    found = client.get(PAD, {"expand": "verstrektDoorBetrokkene"}).json["results"]
    assert [r["_expand"] for r in found] == [{"verstrektDoorBetrokkene": None}] * 4
