"""klantcontacten: recorded, read, changed and removed by other software."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.klanten import persoon
from tests.api.oproep import Beller

VOL = {
    "kanaal": "telefoon",
    "onderwerp": "Losse stoeptegel",
    "inhoud": "Er ligt een tegel los in de Molenweg.",
    "reactie": "Wij kijken vandaag.",
    "indicatieContactGelukt": False,
    "taal": "nld",
    "vertrouwelijk": False,
    "verdereActieOndernomen": True,
    "hoofdOnderwerpType": "https://waterdam.example/onderwerpen/straat",
    "plaatsgevondenOp": "2026-03-01T13:45:00+01:00",
    "metadata": {"zaakNummer": "12", "wijk_code": "W1"},
    "nummer": "0000000012",
    "referentienummer": "0000000013",
}
KAAL = {"kanaal": "e-mail", "onderwerp": "Vraag", "taal": "nld", "vertrouwelijk": False}


def test_all_members_come_back_as_they_were_given(client: Beller) -> None:
    made = client.post("klantcontacten", VOL)
    assert made.status == 201, made.json
    assert made.json == {
        "uuid": made.json["uuid"],
        "url": f"http://testserver/klantinteracties/api/v1/klantcontacten/{made.json['uuid']}",
        "gingOverOnderwerpobjecten": [],
        "hadBetrokkenActoren": [],
        "omvatteBijlagen": [],
        "hadBetrokkenen": [],
        "leiddeTotInterneTaken": [],
        **VOL,
        "plaatsgevondenOp": "2026-03-01T12:45:00Z",
    }
    assert made.koppen["Location"] == made.json["url"]
    assert client.get(made.json["url"]).json == made.json


def test_what_is_not_given_is_empty(client: Beller) -> None:
    made = client.maak("klantcontacten", KAAL)
    assert (made["inhoud"], made["reactie"], made["hoofdOnderwerpType"], made["metadata"]) == ("", "", "", {})
    assert (made["nummer"], made["referentienummer"], made["indicatieContactGelukt"]) == (None, None, None)
    assert made["verdereActieOndernomen"] is False
    assert made["plaatsgevondenOp"].endswith("Z")


@pytest.mark.parametrize("naam", ["kanaal", "onderwerp", "taal", "vertrouwelijk"])
def test_a_required_member_is_asked_for(client: Beller, naam: str) -> None:
    found = client.post("klantcontacten", {k: v for k, v in KAAL.items() if k != naam})
    assert (found.status, found.fouten) == (400, {naam: ("required", "Dit veld is vereist.")})


@pytest.mark.parametrize(
    ("naam", "lengte"),
    [("kanaal", 50), ("onderwerp", 200), ("inhoud", 1000), ("reactie", 4000), ("taal", 3), ("referentienummer", 10)],
)
def test_a_text_is_as_long_as_the_standard_allows(client: Beller, naam: str, lengte: int) -> None:
    assert client.maak("klantcontacten", {**KAAL, naam: "1" * lengte})[naam] == "1" * lengte
    found = client.post("klantcontacten", {**KAAL, naam: "2" * (lengte + 1)})
    assert found.fouten == {naam: ("max_length", f"Zorg ervoor dat dit veld niet meer dan {lengte} karakters bevat.")}


def test_a_contact_that_succeeded_needs_no_further_action(client: Beller) -> None:
    both = {"indicatieContactGelukt": True, "verdereActieOndernomen": True}
    found = client.post("klantcontacten", {**KAAL, **both})
    assert found.status == 400
    assert found.fouten["nonFieldErrors"][0] == "no-further-action-when-contact-succesful"
    made = client.maak("klantcontacten", {**KAAL, "indicatieContactGelukt": True})
    found = client.patch(made["url"], {"verdereActieOndernomen": True})
    assert found.fouten["nonFieldErrors"][0] == "no-further-action-when-contact-succesful"


def test_metadata_is_a_map_of_texts(client: Beller) -> None:
    assert client.maak("klantcontacten", {**KAAL, "metadata": {"aantal": 12}})["metadata"] == {"aantal": "12"}
    for wrong in ({"in": {"elkaar": "1"}}, {"lijst": ["1"]}, {"lang": "x" * 256}, "tekst"):
        found = client.post("klantcontacten", {**KAAL, "metadata": wrong})
        assert found.status == 400, wrong
        assert all(naam.startswith("metadata") for naam in found.fouten)


def test_metadata_keeps_the_names_of_the_caller(client: Beller) -> None:
    namen = {"zaakNummer": "1", "zaak_nummer": "2", "Zaak-nummer": "3"}
    assert client.maak("klantcontacten", {**KAAL, "metadata": namen})["metadata"] == namen


def test_gotcha_02_empty_nummer_means_null(client: Beller) -> None:
    for _ in range(2):
        made = client.maak("klantcontacten", {**KAAL, "nummer": "", "referentienummer": ""})
        assert (made["nummer"], made["referentienummer"]) == (None, None)
    assert client.maak("klantcontacten", {**KAAL, "nummer": None})["nummer"] is None


def test_a_nummer_is_used_once(client: Beller) -> None:
    made = client.maak("klantcontacten", {**KAAL, "nummer": "7", "referentienummer": "8"})
    for naam, waarde in (("nummer", "7"), ("referentienummer", "8")):
        found = client.post("klantcontacten", {**KAAL, naam: waarde})
        assert found.fouten == {naam: ("unique", f"Er bestaat al een klantcontact met eenzelfde {naam}.")}
    assert client.patch(made["url"], {"nummer": "7"}).status == 200
    assert client.post("klantcontacten", {**KAAL, "nummer": "zeven"}).fouten["nummer"][0] == "invalid"


def test_gotcha_03_snake_case_and_unknown_members(client: Beller) -> None:
    body = {**KAAL, "indicatie_contact_gelukt": True, "iets": 1, "uuid": "x", "hadBetrokkenen": "y"}
    assert client.maak("klantcontacten", body)["indicatieContactGelukt"] is True


def test_gotcha_11_put_keeps_what_is_absent(client: Beller) -> None:
    made = client.maak("klantcontacten", VOL)
    changed = client.put(made["url"], {**KAAL, "onderwerp": "Anders"})
    assert changed.status == 200
    assert changed.json == {**made, **KAAL, "onderwerp": "Anders"}
    found = client.put(made["url"], {"onderwerp": "Alleen dit"})
    assert set(found.fouten) == {"kanaal", "taal", "vertrouwelijk"}


def test_patch_changes_only_what_is_given(client: Beller) -> None:
    made = client.maak("klantcontacten", VOL)
    changed = client.patch(made["url"], {"inhoud": "", "indicatieContactGelukt": None, "metadata": {"b": "2"}})
    assert changed.json == {**made, "inhoud": "", "indicatieContactGelukt": None, "metadata": {"b": "2"}}


def test_removed_is_gone(client: Beller) -> None:
    made = client.maak("klantcontacten", VOL)
    assert client.delete(made["url"]).status == 204
    assert client.get(made["url"]).status == 404
    assert client.delete(made["url"]).status == 404
    assert client.get("klantcontacten").json["count"] == 0
    assert client.maak("klantcontacten", VOL)["nummer"] == VOL["nummer"]


def test_gotcha_18_newest_first(client: Beller) -> None:
    """By when it was, not by when it was recorded; at the same moment by the latter."""
    moments = ("2026-03-02T10:00:00Z", "2026-03-03T10:00:00Z", "2026-03-01T10:00:00Z", "2026-03-02T10:00:00Z")
    made = [client.maak("klantcontacten", {**KAAL, "plaatsgevondenOp": m})["uuid"] for m in moments]
    assert client.get("klantcontacten").uuids == [made[1], made[3], made[0], made[2]]


def test_simple_filters(client: Beller) -> None:
    eerste = client.maak("klantcontacten", VOL)["uuid"]
    ander = {**KAAL, "vertrouwelijk": True, "indicatieContactGelukt": True, "inhoud": "Iets 100% anders"}
    tweede = client.maak("klantcontacten", {**ander, "plaatsgevondenOp": "2026-02-01T10:00:00Z"})["uuid"]
    asked: list[tuple[dict[str, Any], list[str]]] = [
        ({"kanaal": "telefoon"}, [eerste]),
        ({"kanaal": "tele"}, []),
        ({"onderwerp": "STOEP"}, [eerste]),
        ({"inhoud": "molen"}, [eerste]),
        ({"inhoud": "100%"}, [tweede]),
        ({"inhoud": "_"}, []),
        ({"reactie": "vandaag"}, [eerste]),
        ({"onderwerp": "stoep", "reactie": "morgen"}, []),
        ({"indicatieContactGelukt": "true"}, [tweede]),
        ({"indicatieContactGelukt": "False"}, [eerste]),
        ({"vertrouwelijk": "TRUE"}, [tweede]),
        ({"vertrouwelijk": "misschien"}, [eerste, tweede]),
        ({"nummer": "0000000012"}, [eerste]),
        ({"referentienummer": "0000000013"}, [eerste]),
        ({"plaatsgevondenOp": "2026-03-01T12:45:00Z"}, [eerste]),
        ({"plaatsgevondenOp": "2026-03-01T13:45:00+01:00"}, [eerste]),
        ({"leiddeTotInterneTaken": "false"}, [eerste, tweede]),
        ({"leiddeTotInterneTaken": "true"}, []),
        ({"hadBetrokkene__wasPartij": "true"}, []),
    ]
    for vraag, wanted in asked:
        found = client.get("klantcontacten", vraag)
        assert (found.status, found.uuids, found.json["count"]) == (200, wanted, len(wanted)), vraag


def test_wrong_values_and_unknown_parameters(client: Beller) -> None:
    assert client.get("klantcontacten", {"plaatsgevondenOp": "gisteren"}).fouten["plaatsgevondenOp"][0] == "invalid"
    assert client.get("klantcontacten", {"hadBetrokkene__uuid": "x"}).fouten["hadBetrokkene__uuid"][0] == "invalid"
    found = client.get("klantcontacten", {"iets": "1"})
    assert found.fouten["nonFieldErrors"][0] == "unknown-parameters"
    assert client.get("klantcontacten", {"hadBetrokkene__wasPartij__url": "http://x/niets"}).json["count"] == 0


def test_without_expand_a_list_says_so_and_a_detail_does_not(client: Beller) -> None:
    made = client.maak("klantcontacten", KAAL)
    assert client.get("klantcontacten").json["results"][0]["_expand"] == {}
    assert "_expand" not in client.get(made["url"]).json


def test_expand_of_nothing(client: Beller) -> None:
    made = client.maak("klantcontacten", KAAL)
    paths = "hadBetrokkenen,leiddeTotInterneTaken,gingOverOnderwerpobjecten,omvatteBijlagen"
    expanded = client.get(made["url"], {"expand": paths}).json["_expand"]
    assert expanded == {p: [] for p in paths.split(",")}
    assert client.get(made["url"], {"expand": "*"}).fouten["expand"][0] == "invalid_choice"


def test_expand_never_forgets(client: Beller) -> None:
    """The peer fills wasPartij in one contact of a page only."""
    wie = persoon()
    for _ in range(2):
        contact = client.maak("klantcontacten", KAAL)
        client.maak(
            "betrokkenen",
            {
                "hadKlantcontact": {"uuid": contact["uuid"]},
                "wasPartij": {"uuid": wie},
                "rol": "klant",
                "initiator": True,
            },
        )
    vraag = {"expand": ["hadBetrokkenen", "hadBetrokkenen.wasPartij"], "hadBetrokkene__wasPartij__uuid": wie}
    found = client.get("klantcontacten", vraag).json["results"]
    seen = [r["_expand"]["hadBetrokkenen"][0]["_expand"]["wasPartij"]["uuid"] for r in found]
    assert seen == [wie, wie]


def test_read_the_hot_way_too(client_echt: Beller, warm: list[str]) -> None:
    wie = persoon()
    made = client_echt.maak("klantcontacten", VOL)
    client_echt.maak(
        "betrokkenen",
        {"hadKlantcontact": {"uuid": made["uuid"]}, "wasPartij": {"uuid": wie}, "rol": "klant", "initiator": True},
    )
    found = client_echt.get("klantcontacten", {"hadBetrokkene__wasPartij__uuid": wie, "expand": "hadBetrokkenen"})
    assert [r["_expand"]["hadBetrokkenen"][0]["wasPartij"]["uuid"] for r in found.json["results"]] == [wie]
    assert client_echt.get("klantcontacten", {"onderwerp": "stoep"}).uuids == [made["uuid"]]
    assert warm == ["schrijf_klantcontact", "schrijf_betrokkene", *["register_klantcontacten"] * 2]
    assert client_echt.delete(made["url"]).status == 204


def test_gotcha_09_actors_are_whole(client: Beller) -> None:
    made = client.maak("klantcontacten", KAAL)
    actor = client.maak("actoren", {"naam": "Jolanda", "soortActor": "medewerker"})
    pair = {"actor": {"uuid": actor["uuid"]}, "klantcontact": {"uuid": made["uuid"]}}
    assert client.post("actorklantcontacten", pair).status == 201
    assert client.get(made["url"]).json["hadBetrokkenActoren"] == [actor]


def test_an_object_is_one_object(client: Beller) -> None:
    """All values of a filter must be of one; and two that match give the contact once."""
    made, other = client.maak("klantcontacten", KAAL), client.maak("klantcontacten", KAAL)
    for soort, id in (("zaak", "z-1"), ("product", "p-1"), ("zaak", "z-2")):
        ident = {"codeObjecttype": soort, "codeRegister": "r", "codeSoortObjectId": "uuid", "objectId": id}
        over = {"klantcontact": {"uuid": made["uuid"]}, "wasKlantcontact": {"uuid": other["uuid"]}}
        last = client.maak("onderwerpobjecten", {**over, "onderwerpobjectidentificator": ident})
    for prefix, wanted in (("onderwerpobject__", made["uuid"]), ("wasOnderwerpobject__", other["uuid"])):
        x = f"{prefix}onderwerpobjectidentificator"
        for vraag, count in (
            ({f"{x}CodeObjecttype": "zaak"}, 1),
            ({f"{x}CodeObjecttype": "zaak", f"{x}ObjectId": "p-1"}, 0),
            ({f"{x}CodeObjecttype": "zaak", f"{x}ObjectId": "z-2"}, 1),
            ({f"{x}CodeRegister": "r", f"{x}CodeSoortObjectId": "uuid"}, 1),
            ({f"{prefix}uuid": last["uuid"]}, 1),
            ({f"{prefix}url": last["url"], f"{x}ObjectId": "z-1"}, 0),
        ):
            found = client.get("klantcontacten", vraag)
            assert (found.json["count"], found.uuids) == (count, [wanted] * count), vraag


def test_everything_expanded(client: Beller) -> None:
    made, actor = client.maak("klantcontacten", KAAL), client.maak("actoren", {"naam": "J", "soortActor": "medewerker"})
    here = {"uuid": made["uuid"]}
    taak = {"gevraagdeHandeling": "Bel terug", "aanleidinggevendKlantcontact": here, "status": "te_verwerken"}
    taak = client.maak("internetaken", {**taak, "toegewezenAanActoren": [{"uuid": actor["uuid"]}]})
    bijlage = client.maak("bijlagen", {"wasBijlageVanKlantcontact": here, "bijlageidentificator": {"objectId": "d"}})
    over = client.maak("onderwerpobjecten", {"klantcontact": here, "onderwerpobjectidentificator": {"objectId": "z"}})
    mens = client.maak("betrokkenen", {"hadKlantcontact": here, "rol": "klant", "initiator": True})
    adres = {"adres": "a@voorbeeld.example", "soortDigitaalAdres": "email", "omschrijving": "thuis"}
    adres = client.maak("digitaleadressen", {**adres, "verstrektDoorBetrokkene": {"uuid": mens["uuid"]}})
    paths = ["hadBetrokkenen", "hadBetrokkenen.wasPartij", "hadBetrokkenen.digitaleAdressen", "leiddeTotInterneTaken"]
    paths += ["gingOverOnderwerpobjecten", "omvatteBijlagen"]
    found = client.get(made["url"], {"expand": ",".join(paths)}).json
    (een,) = found["_expand"]["hadBetrokkenen"]
    assert een["_expand"] == {"wasPartij": None, "digitaleAdressen": [adres]}
    assert found["_expand"]["leiddeTotInterneTaken"] == [taak]
    assert found["_expand"]["gingOverOnderwerpobjecten"] == [over]
    assert found["_expand"]["omvatteBijlagen"] == [bijlage]
    assert client.get("klantcontacten", {"leiddeTotInterneTaken": "true"}).uuids == [made["uuid"]]
    assert "hadBetrokkenen" not in client.get(made["url"], {"expand": "hadBetrokkenen.wasPartij"}).json.get(
        "_expand", {}
    )
