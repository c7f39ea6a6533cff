"""actoren: our own employees and departments, and whoever other software adds."""

from __future__ import annotations

from uuid import uuid4

import pytest

from geholpen.domain.organisatie.queries import actor_van_afdeling
from tests import bed, cast
from tests.api.rijen import contact

ZELF = {"naam": "Steven", "soortActor": "medewerker"}
CODES = {"objectId": "17", "codeObjecttype": "mdw", "codeRegister": "obj", "codeSoortObjectId": "idf"}
LEEG = dict.fromkeys(CODES, "")


def test_an_actor_is_made_shown_changed_and_removed(client):
    made = client.maak("actoren", ZELF)
    assert made == {
        "uuid": made["uuid"],
        "url": f"http://testserver/klantinteracties/api/v1/actoren/{made['uuid']}",
        "naam": "Steven",
        "soortActor": "medewerker",
        "indicatieActief": True,
        "actoridentificator": LEEG,
        "actorIdentificatie": None,
    }
    pad = f"actoren/{made['uuid']}"
    assert client.get(pad).json == made
    codes = {**ZELF, "actoridentificator": CODES, "indicatieActief": False}
    assert client.put(pad, codes).json == {**made, "actoridentificator": CODES, "indicatieActief": False}
    assert client.put(pad, ZELF).json["actoridentificator"] == CODES  # what a PUT leaves out stays
    part = client.patch(pad, {"actoridentificator": {"objectId": "18"}}).json["actoridentificator"]
    assert part == {**LEEG, "objectId": "18"}  # a group is replaced as a whole
    assert client.patch(pad, {"actoridentificator": None}).json["actoridentificator"] == LEEG
    assert client.delete(pad).status == 204
    assert client.get(pad).status == 404
    assert client.delete(pad).status == 404


@pytest.mark.parametrize(
    ("soort", "given", "shown"),
    [
        (
            "medewerker",
            {"functie": "Balie", "telefoonnummer": "0612345678"},
            {"functie": "Balie", "emailadres": "", "telefoonnummer": "0612345678"},
        ),
        ("geautomatiseerde_actor", {"functie": "Robot"}, {"functie": "Robot", "omschrijving": ""}),
        (
            "organisatorische_eenheid",
            {},
            {"omschrijving": "", "emailadres": "", "faxnummer": "", "telefoonnummer": ""},
        ),
    ],
)
def test_what_a_kind_of_actor_has_of_its_own(client, soort, given, shown):
    made = client.maak("actoren", {"naam": "X", "soortActor": soort, "actorIdentificatie": given})
    assert made["actorIdentificatie"] == shown


def test_a_patch_without_the_kind_checks_the_members_of_the_kind_it_has(client):
    made = client.maak("actoren", {**ZELF, "actorIdentificatie": {"functie": "A", "telefoonnummer": "0201234567"}})
    pad = f"actoren/{made['uuid']}"
    assert client.patch(pad, {"actorIdentificatie": {"functie": "B"}}).fouten == {
        "actorIdentificatie.telefoonnummer": ("required", "Dit veld is vereist.")
    }
    changed = client.patch(pad, {"actorIdentificatie": {"functie": "B", "telefoonnummer": "0201234567"}}).json
    assert changed["actorIdentificatie"]["functie"] == "B"
    other = client.patch(pad, {"soortActor": "geautomatiseerde_actor"}).json
    assert other["actorIdentificatie"] is None


def test_what_is_wrong_is_named(client):
    assert client.post("actoren", {}).fouten == {
        "naam": ("required", "Dit veld is vereist."),
        "soortActor": ("required", "Dit veld is vereist."),
    }
    found = client.post(
        "actoren",
        {
            "naam": "x" * 201,
            "soortActor": "hond",
            "indicatieActief": "misschien",
            "actoridentificator": {"objectId": "x" * 201},
        },
    ).fouten
    assert {naam: code for naam, (code, _) in found.items()} == {
        "naam": "max_length",
        "soortActor": "invalid_choice",
        "indicatieActief": "invalid",
        "actoridentificator.objectId": "max_length",
    }
    wrong = {"functie": "x" * 41, "telefoonnummer": "0800-hallo", "emailadres": "niks"}
    found = client.post("actoren", {**ZELF, "actorIdentificatie": wrong}).fouten
    assert {naam: code for naam, (code, _) in found.items()} == {
        "actorIdentificatie.functie": "max_length",
        "actorIdentificatie.telefoonnummer": "invalid",
        "actorIdentificatie.emailadres": "invalid",
    }


def test_every_filter(client):
    een = client.maak("actoren", {"naam": "Zeldzaam Een", "soortActor": "medewerker", "actoridentificator": CODES})
    twee = client.maak(
        "actoren",
        {"naam": "Zeldzaam Twee", "soortActor": "geautomatiseerde_actor", "indicatieActief": False},
    )
    assert client.get("actoren", {"naam": "zeldzaam"}).uuids == [twee["uuid"], een["uuid"]]
    assert client.get("actoren", {"naam": "zeldzaam", "soortActor": "medewerker"}).uuids == [een["uuid"]]
    assert client.get("actoren", {"naam": "zeldzaam", "indicatieActief": "FALSE"}).uuids == [twee["uuid"]]
    for naam, waarde in CODES.items():
        query = {f"actoridentificator{naam[0].upper()}{naam[1:]}": waarde}
        assert client.get("actoren", query).uuids == [een["uuid"]], query
    four = {f"actoridentificator{n[0].upper()}{n[1:]}": w for n, w in CODES.items()}
    assert client.get("actoren", four).uuids == [een["uuid"]]
    assert client.get("actoren", {**four, "actoridentificatorObjectId": "18"}).json["count"] == 0
    assert client.get("actoren", {"soortActor": "hond"}).fouten["soortActor"][0] == "invalid_choice"
    assert client.get("actoren", {"kleur": "rood"}).fouten["nonFieldErrors"][0] == "unknown-parameters"


def test_our_own_employees_and_departments_are_actors(client):
    jolanda = bed.medewerker(cast.JOLANDA.code).actor.id
    found = client.get(f"actoren/{jolanda}").json
    assert found["naam"] == cast.JOLANDA.naam
    assert found["actoridentificator"] == {
        "objectId": cast.JOLANDA.code,
        "codeObjecttype": "medewerker",
        "codeRegister": "geholpen",
        "codeSoortObjectId": "code",
    }
    assert client.get(f"actoren/{actor_van_afdeling('parkeren')}").json["naam"] == "Parkeren"


def test_removing_an_actor_keeps_the_contacts_and_tasks_it_had(client):
    k = contact()
    actor = client.maak("actoren", ZELF)
    wie = {"uuid": actor["uuid"]}
    client.maak("actorklantcontacten", {"actor": wie, "klantcontact": {"uuid": str(k.id)}})
    taak = client.maak(
        "internetaken",
        {
            "gevraagdeHandeling": "Bel terug",
            "aanleidinggevendKlantcontact": {"uuid": str(k.id)},
            "status": "te_verwerken",
            "toegewezenAanActor": wie,
        },
    )
    assert client.delete(f"actoren/{actor['uuid']}").status == 204
    assert client.get("actorklantcontacten").json["count"] == 0
    assert client.get(f"internetaken/{taak['uuid']}").json["toegewezenAanActoren"] == []


def test_the_same_through_the_hot_way(client_echt, warm):
    made = client_echt.maak("actoren", ZELF)
    assert client_echt.get("actoren", {"naam": "Steven"}).uuids == [made["uuid"]]
    assert set(warm) == {"register_actoren"}
    assert client_echt.get(f"actoren/{uuid4()}").status == 404
