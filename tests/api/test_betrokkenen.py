"""betrokkenen: who took part in a contact, and whose contact it is by that."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.klanten import ADA_BSN, bedrijf, persoon
from tests.api.oproep import Beller
from tests.api.test_klantcontacten import KAAL
from tests.bed import deliver_events

ADRES = {
    "nummeraanduidingId": "1234567890000001",
    "straatnaam": "Molenweg",
    "huisnummer": 3,
    "huisnummertoevoeging": "b",
    "postcode": "9999 AB",
    "stad": "Waterdam",
    "adresregel1": "een",
    "adresregel2": "twee",
    "adresregel3": "drie",
    "land": "NL",
}
LEEG = {k: None if k == "huisnummer" else "" for k in ADRES}
NAAM = {"voorletters": "A.B.", "voornaam": "Ada", "voorvoegselAchternaam": "van der", "achternaam": "Meer"}
GEEN_NAAM = dict.fromkeys(NAAM, "")


def contact(client: Beller, **meer: Any) -> dict[str, Any]:
    return client.maak("klantcontacten", {**KAAL, **meer})


def kaal(contact: dict[str, Any], **meer: Any) -> dict[str, Any]:
    return {"hadKlantcontact": {"uuid": contact["uuid"]}, "rol": "klant", "initiator": True, **meer}


def test_all_members_come_back_as_they_were_given(client: Beller) -> None:
    k, wie = contact(client), persoon()
    vol = {"bezoekadres": ADRES, "correspondentieadres": {**LEEG, "land": "BE"}, "contactnaam": NAAM}
    vol |= {"organisatienaam": "Bakkerij Meer", "rol": "vertegenwoordiger", "initiator": False}
    made = client.maak("betrokkenen", kaal(k, wasPartij={"uuid": wie}, **vol))
    basis = "http://testserver/klantinteracties/api/v1/"
    assert made == {
        "uuid": made["uuid"],
        "url": f"{basis}betrokkenen/{made['uuid']}",
        "wasPartij": {"uuid": wie, "url": f"{basis}partijen/{wie}"},
        "hadKlantcontact": {"uuid": k["uuid"], "url": k["url"]},
        "digitaleAdressen": [],
        "volledigeNaam": "Ada van der Meer",
        **vol,
    }
    assert client.get(made["url"]).json == made
    assert client.get(k["url"]).json["hadBetrokkenen"] == [{"uuid": made["uuid"], "url": made["url"]}]


def test_gotcha_10_groups_are_always_there(client: Beller) -> None:
    made = client.maak("betrokkenen", kaal(contact(client), wasPartij=None, contactnaam=None, bezoekadres=None))
    assert (made["wasPartij"], made["contactnaam"], made["volledigeNaam"]) == (None, GEEN_NAAM, "")
    assert (made["bezoekadres"], made["correspondentieadres"], made["organisatienaam"]) == (LEEG, LEEG, "")


@pytest.mark.parametrize("naam", ["hadKlantcontact", "rol", "initiator"])
def test_a_required_member_is_asked_for(client: Beller, naam: str) -> None:
    body = kaal(contact(client))
    del body[naam]
    assert client.post("betrokkenen", body).fouten == {naam: ("required", "Dit veld is vereist.")}


@pytest.mark.parametrize(
    ("fout", "naam", "code"),
    [
        ({"rol": "buurvrouw"}, "rol", "invalid_choice"),
        ({"initiator": None}, "initiator", "null"),
        ({"wasPartij": {}}, "wasPartij.uuid", "required"),
        ({"wasPartij": {"uuid": "x"}}, "wasPartij.uuid", "invalid"),
        ({"bezoekadres": {"postcode": "9999AB"}}, "bezoekadres.postcode", "invalid"),
        ({"bezoekadres": {"huisnummer": 0}}, "bezoekadres.huisnummer", "min_value"),
        ({"bezoekadres": {"huisnummer": 100_000}}, "bezoekadres.huisnummer", "max_value"),
        ({"bezoekadres": {"land": "XX"}}, "bezoekadres.land", "invalid"),
        ({"bezoekadres": {"land": "nl"}}, "bezoekadres.land", "invalid"),
        ({"correspondentieadres": {"nummeraanduidingId": "12"}}, "correspondentieadres.nummeraanduidingId", "invalid"),
        ({"correspondentieadres": {"adresregel1": "x" * 81}}, "correspondentieadres.adresregel1", "max_length"),
        ({"contactnaam": {"voorletters": "x" * 11}}, "contactnaam.voorletters", "max_length"),
        ({"contactnaam": "Ada"}, "contactnaam.nonFieldErrors", "invalid"),
        ({"organisatienaam": "x" * 201}, "organisatienaam", "max_length"),
    ],
)
def test_what_is_wrong_is_named(client: Beller, fout: dict[str, Any], naam: str, code: str) -> None:
    found = client.post("betrokkenen", kaal(contact(client), **fout))
    assert (found.status, found.fouten[naam][0]) == (400, code)


def test_who_is_not_there_is_named(client: Beller) -> None:
    niemand = "00000000-0000-4000-8000-000000000000"
    found = client.post("betrokkenen", kaal({"uuid": niemand}))
    assert found.fouten == {"hadKlantcontact.uuid": ("invalid", "Klantcontact object bestaat niet.")}
    found = client.post("betrokkenen", kaal(contact(client), wasPartij={"uuid": niemand}))
    assert found.fouten == {"wasPartij.uuid": ("invalid", "Partij object bestaat niet.")}
    found = client.post("betrokkenen", kaal({"uuid": niemand}, wasPartij={"uuid": niemand}))
    assert found.fouten == {
        "hadKlantcontact.uuid": ("invalid", "Klantcontact object bestaat niet."),
        "wasPartij.uuid": ("invalid", "Partij object bestaat niet."),
    }


def test_a_contact_goes_to_the_customer_who_was_in_it(client_echt: Beller, beheer_rijen: Any) -> None:
    k, ada, bram = contact(client_echt), persoon(), persoon("Vos")
    client_echt.maak("betrokkenen", kaal(k, contactnaam=NAAM))
    assert beheer_rijen("SELECT soort_partij FROM klantcontact JOIN partij USING (partij_id)") == [("onbekend",)]
    client_echt.maak("betrokkenen", kaal(k, wasPartij={"uuid": ada}))
    for tabel in ("klantvraag", "klantvraag_opzoek", "klantcontact", "klantcontact_inhoud", "betrokkene_naam"):
        assert [str(p) for (p,) in beheer_rijen(f"SELECT partij_id FROM {tabel}")] == [ada], tabel
    deliver_events()
    assert beheer_rijen("SELECT count(*) FROM partij WHERE soort_partij = 'onbekend'") == [(0,)]
    client_echt.maak("betrokkenen", kaal(k, wasPartij={"uuid": bram}, rol="vertegenwoordiger"))
    assert {str(p) for (p,) in beheer_rijen("SELECT partij_id FROM betrokkene")} == {ada}
    assert len(client_echt.get(k["url"]).json["hadBetrokkenen"]) == 3


def test_put_keeps_what_is_absent_and_patch_what_is_not_given(client: Beller) -> None:
    k, wie = contact(client), persoon()
    body = kaal(k, wasPartij={"uuid": wie}, contactnaam=NAAM, bezoekadres=ADRES, organisatienaam="Meer bv")
    made = client.maak("betrokkenen", body)
    changed = client.put(made["url"], kaal(k, initiator=False))
    assert changed.json == {**made, "initiator": False}
    changed = client.patch(made["url"], {"rol": "vertegenwoordiger"})
    assert changed.json == {**made, "initiator": False, "rol": "vertegenwoordiger"}
    assert set(client.put(made["url"], {}).fouten) == {"hadKlantcontact", "rol", "initiator"}


def test_gotcha_10_a_group_is_replaced_as_a_whole(client: Beller) -> None:
    made = client.maak("betrokkenen", kaal(contact(client), contactnaam=NAAM, bezoekadres=ADRES, organisatienaam="M"))
    changed = client.patch(made["url"], {"contactnaam": {"voornaam": "Bea"}, "bezoekadres": {"stad": "Elders"}}).json
    assert changed["contactnaam"] == {**GEEN_NAAM, "voornaam": "Bea"}
    assert changed["bezoekadres"] == {**LEEG, "stad": "Elders"}
    assert changed["organisatienaam"] == "M"
    changed = client.patch(made["url"], {"contactnaam": None, "bezoekadres": None, "organisatienaam": ""}).json
    assert (changed["contactnaam"], changed["bezoekadres"], changed["organisatienaam"]) == (GEEN_NAAM, LEEG, "")


def test_who_was_it_can_be_said_later(client_echt: Beller, beheer_rijen: Any) -> None:
    k, wie = contact(client_echt), persoon()
    made = client_echt.maak("betrokkenen", kaal(k))
    assert client_echt.patch(made["url"], {"wasPartij": {"uuid": wie}}).json["wasPartij"]["uuid"] == wie
    assert [str(p) for (p,) in beheer_rijen("SELECT partij_id FROM klantcontact")] == [wie]
    assert client_echt.patch(made["url"], {"wasPartij": None}).json["wasPartij"] is None
    assert client_echt.get("klantcontacten", {"hadBetrokkene__wasPartij__uuid": wie}).json["count"] == 0


def test_somebody_goes_to_another_contact(client: Beller) -> None:
    een, ander, wie = contact(client), contact(client), persoon()
    client.maak("betrokkenen", kaal(ander, wasPartij={"uuid": wie}))
    made = client.maak("betrokkenen", kaal(een, contactnaam=NAAM, bezoekadres=ADRES))
    changed = client.patch(made["url"], {"hadKlantcontact": {"uuid": ander["uuid"]}})
    assert changed.json == {**made, "hadKlantcontact": {"uuid": ander["uuid"], "url": ander["url"]}}
    assert client.get(een["url"]).json["hadBetrokkenen"] == []
    assert len(client.get(ander["url"]).json["hadBetrokkenen"]) == 2


def test_filters(client: Beller) -> None:
    ada, zaak = persoon(bsn=ADA_BSN), bedrijf("99990001")
    een = contact(client, nummer="11", referentienummer="12")
    ander = contact(client)
    b1 = client.maak("betrokkenen", kaal(een, wasPartij={"uuid": ada}, contactnaam=NAAM, organisatienaam="Meer bv"))
    b2 = client.maak("betrokkenen", kaal(ander, wasPartij={"uuid": zaak}, contactnaam={"voornaam": "Ada"}))
    adres = {"adres": "ada@voorbeeld.example", "soortDigitaalAdres": "email", "omschrijving": "thuis"}
    d = client.maak(
        "digitaleadressen", {**adres, "verstrektDoorBetrokkene": {"uuid": b2["uuid"]}, "verstrektDoorPartij": None}
    )
    x = "wasPartij__partijIdentificator__"
    asked: list[tuple[dict[str, str], list[dict[str, Any]]]] = [
        ({"hadKlantcontact__uuid": een["uuid"]}, [b1]),
        ({"hadKlantcontact__url": ander["url"]}, [b2]),
        ({"hadKlantcontact__nummer": "11"}, [b1]),
        ({"hadKlantcontact__referentienummer": "12"}, [b1]),
        ({"hadKlantcontact__nummer": "11", "hadKlantcontact__referentienummer": "13"}, []),
        ({"wasPartij__uuid": ada}, [b1]),
        ({"wasPartij__url": f"https://elders/partijen/{zaak}"}, [b2]),
        ({f"{x}objectId": ADA_BSN}, [b1]),
        ({f"{x}objectId": ADA_BSN, f"{x}codeSoortObjectId": "kvk_nummer"}, []),
        ({f"{x}codeRegister": "hr"}, [b2]),
        ({f"{x}codeObjecttype": "natuurlijk_persoon", f"{x}codeSoortObjectId": "bsn"}, [b1]),
        ({"verstrektedigitaalAdres__adres": "ada@voorbeeld.example"}, [b2]),
        ({"verstrektedigitaalAdres__uuid": d["uuid"]}, [b2]),
        ({"verstrektedigitaalAdres__url": d["url"], "verstrektedigitaalAdres__adres": "iets"}, []),
        ({"contactnaamVoornaam": "Ada"}, [b2, b1]),
        ({"contactnaamVoornaam": "Ada", "contactnaamAchternaam": "Meer"}, [b1]),
        ({"contactnaamVoorletters": "A.B."}, [b1]),
        ({"contactnaamVoorvoegselAchternaam": "van der"}, [b1]),
        ({"organisatienaam": "Meer bv"}, [b1]),
        ({}, [b2, b1]),
    ]
    for vraag, wanted in asked:
        found = client.get("betrokkenen", vraag)
        assert (found.uuids, found.json["count"]) == ([b["uuid"] for b in wanted], len(wanted)), vraag
    expanded = client.get(b2["url"], {"expand": "digitaleAdressen"}).json
    assert expanded["digitaleAdressen"] == [{"uuid": d["uuid"], "url": d["url"]}]
    assert [a["adres"] for a in expanded["_expand"]["digitaleAdressen"]] == ["ada@voorbeeld.example"]


def test_a_contact_is_found_once_though_somebody_took_part_twice(client: Beller) -> None:
    """The peer gives it twice and counts two."""
    wie, k = persoon(bsn=ADA_BSN), contact(client)
    for rol in ("klant", "vertegenwoordiger", "klant"):
        client.maak("betrokkenen", kaal(k, wasPartij={"uuid": wie}, rol=rol))
    x = "hadBetrokkene__wasPartij__"
    for vraag in (
        {f"{x}uuid": wie},
        {f"{x}partijIdentificator__objectId": ADA_BSN},
        {"hadBetrokkene__wasPartij": "true"},
    ):
        found = client.get("klantcontacten", vraag)
        assert (found.uuids, found.json["count"]) == ([k["uuid"]], 1)


def test_filters_on_somebody_hold_for_one_person_and_one_number(client: Beller) -> None:
    ada, zaak = persoon(bsn=ADA_BSN), bedrijf("99990001", rsin="999993653")
    k = contact(client)
    b = client.maak("betrokkenen", kaal(k, wasPartij={"uuid": ada}))
    client.maak("betrokkenen", kaal(k, wasPartij={"uuid": zaak}, rol="vertegenwoordiger"))
    x = "hadBetrokkene__wasPartij__partijIdentificator__"
    asked = [
        ({f"{x}codeSoortObjectId": "rsin", f"{x}objectId": "99990001"}, 0),
        ({f"{x}codeSoortObjectId": "kvk_nummer", f"{x}objectId": "99990001"}, 1),
        ({f"{x}objectId": "99990001", "hadBetrokkene__uuid": b["uuid"]}, 0),
        ({f"{x}objectId": ADA_BSN, "hadBetrokkene__url": b["url"]}, 1),
        ({"hadBetrokkene__wasPartij__uuid": zaak, "hadBetrokkene__uuid": b["uuid"]}, 0),
        (
            {
                f"{x}codeObjecttype": "natuurlijk_persoon",
                f"{x}codeRegister": "brp",
                f"{x}codeSoortObjectId": "bsn",
                f"{x}objectId": ADA_BSN,
            },
            1,
        ),
    ]
    for vraag, wanted in asked:
        assert client.get("klantcontacten", vraag).json["count"] == wanted, vraag


def test_what_somebody_gave_for_a_contact_goes_with_them(client: Beller) -> None:
    """The peer leaves it behind for ever."""
    wie, k = persoon(), contact(client)
    b = client.maak("betrokkenen", kaal(k, contactnaam=NAAM))
    adres = {"soortDigitaalAdres": "email", "omschrijving": "", "verstrektDoorBetrokkene": {"uuid": b["uuid"]}}
    los = client.maak("digitaleadressen", {**adres, "adres": "los@voorbeeld.example", "verstrektDoorPartij": None})
    vast = client.maak(
        "digitaleadressen", {**adres, "adres": "vast@voorbeeld.example", "verstrektDoorPartij": {"uuid": wie}}
    )
    found = client.get("klantcontacten", {"hadBetrokkene__digitaaladres__adres__icontains": "LOS@"})
    assert found.uuids == [k["uuid"]]
    assert client.delete(b["url"]).status == 204
    assert client.get(b["url"]).status == 404
    assert client.get(los["url"]).status == 404
    assert client.get(vast["url"]).json["verstrektDoorBetrokkene"] is None
    assert client.get(k["url"]).json["hadBetrokkenen"] == []


def test_a_contact_takes_everything_along(client_echt: Beller, beheer_rijen: Any) -> None:
    wie, k = persoon(), contact(client_echt)
    b = client_echt.maak("betrokkenen", kaal(k, wasPartij={"uuid": wie}, contactnaam=NAAM, bezoekadres=ADRES))
    adres = {"adres": "los@voorbeeld.example", "soortDigitaalAdres": "email", "verstrektDoorPartij": None}
    client_echt.maak("digitaleadressen", {**adres, "verstrektDoorBetrokkene": {"uuid": b["uuid"]}})
    assert client_echt.delete(k["url"]).status == 204
    for tabel in ("klantvraag", "klantvraag_opzoek", "klantcontact", "klantcontact_inhoud", "betrokkene"):
        assert beheer_rijen(f"SELECT count(*) FROM {tabel}") == [(0,)], tabel
    for tabel in ("betrokkene_naam", "betrokkene_adres", "digitaal_adres"):
        assert beheer_rijen(f"SELECT count(*) FROM {tabel}") == [(0,)], tabel
    deliver_events()
    assert [str(p) for (p,) in beheer_rijen("SELECT partij_id FROM partij")] == [wie]


def test_who_was_on_the_line_stays_when_a_partij_goes(client: Beller) -> None:
    """The peer loses them with the partij."""
    wie, k, ander = persoon("Meer"), contact(client), contact(client)
    een = client.maak("betrokkenen", kaal(k, wasPartij={"uuid": wie}))
    eigen = client.maak("betrokkenen", kaal(k, wasPartij={"uuid": wie}, contactnaam={"achternaam": "Zelf Gezegd"}))
    client.maak("betrokkenen", kaal(ander, wasPartij={"uuid": persoon("Vos")}))
    gast = client.maak("betrokkenen", kaal(ander, wasPartij={"uuid": wie}))
    assert client.delete(f"partijen/{wie}").status == 204
    for mens, naam in ((een, "Ada Meer"), (gast, "Ada Meer"), (eigen, "Zelf Gezegd")):
        found = client.get(mens["url"]).json
        assert (found["wasPartij"], found["volledigeNaam"]) == (None, naam)
    assert client.get(k["url"]).json["onderwerp"] == KAAL["onderwerp"]
    assert client.get("klantcontacten", {"hadBetrokkene__wasPartij__uuid": wie}).json["count"] == 0
