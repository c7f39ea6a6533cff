"""What a customer has: addresses, accounts and numbers, named in the customer itself; and what is left when they go."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from geholpen.domain.doelbinding.queries import inzage
from geholpen.domain.partijen import queries
from geholpen.domain.partijen.queries import Zoekvraag
from tests import bed
from tests.api import mensen
from tests.api.oproep import Beller
from tests.api.partij import BSN, BSN_2, bsn, kvk, organisatie, persoon, vestiging


def _email(client: Beller, adres: str = "pip@voorbeeld.example", **meer: Any) -> dict[str, Any]:
    body = {"adres": adres, "soortDigitaalAdres": "email", "verstrektDoorPartij": None, **meer}
    return client.maak("digitaleadressen", body)


def _ref(of: dict[str, Any]) -> dict[str, str]:
    return {"uuid": of["uuid"]}


def _uuids(items: list[dict[str, Any]]) -> set[str]:
    return {item["uuid"] for item in items}


def test_addresses_named_become_theirs_and_others_become_nobodys(client: Beller) -> None:
    een, twee = _email(client), _email(client, "pip2@voorbeeld.example")
    made = client.maak("partijen", persoon(digitaleAdressen=[_ref(een)], voorkeursDigitaalAdres=_ref(een)))
    assert _uuids(made["digitaleAdressen"]) == {een["uuid"]}
    assert made["voorkeursDigitaalAdres"]["uuid"] == een["uuid"]
    assert client.get(een["url"]).json["verstrektDoorPartij"]["uuid"] == made["uuid"]

    now = client.patch(made["url"], {"digitaleAdressen": [_ref(twee)]}).json
    assert _uuids(now["digitaleAdressen"]) == {twee["uuid"]}
    assert now["voorkeursDigitaalAdres"] is None, "what is not theirs they cannot prefer"
    assert client.get(een["url"]).json["verstrektDoorPartij"] is None


@pytest.mark.parametrize("leeg", [None, []])
def test_no_list_and_an_empty_list_are_the_same(client: Beller, leeg: Any) -> None:
    namen = ("digitaleAdressen", "rekeningnummers", "partijIdentificatoren")
    made = client.maak("partijen", persoon(**dict.fromkeys(namen, leeg), voorkeursDigitaalAdres=None))
    assert [made[naam] for naam in namen] == [[], [], []]
    assert client.patch(made["url"], dict.fromkeys(namen, leeg)).status == 200


def test_an_address_taken_over_leaves_its_customer(client: Beller) -> None:
    van = client.maak("partijen", persoon())
    adres = _email(client, verstrektDoorPartij=_ref(van), isStandaardAdres=True)
    naar = client.maak("partijen", persoon(digitaleAdressen=[_ref(adres)]))
    assert client.get(van["url"]).json["digitaleAdressen"] == []
    assert _uuids(naar["digitaleAdressen"]) == {adres["uuid"]}


def test_wrong_there_a_cleared_list_leaves_no_standard_address_behind(client: Beller) -> None:
    """On the other product such an address blocks every new one without a customer."""
    made = client.maak("partijen", persoon())
    adres = _email(client, verstrektDoorPartij=_ref(made), isStandaardAdres=True)
    client.patch(made["url"], {"digitaleAdressen": []})
    los = client.get(adres["url"]).json
    assert (los["verstrektDoorPartij"], los["isStandaardAdres"]) == (None, False)
    assert _email(client, "nieuw@voorbeeld.example")["verstrektDoorPartij"] is None


def test_the_preferred_one_is_among_the_linked_ones(client: Beller) -> None:
    adres = _email(client)
    wrong = ("invalid", "Het voorkeurs adres moet een gelinkte digitaal adres zijn.")
    found = client.post("partijen", persoon(digitaleAdressen=[], voorkeursDigitaalAdres=_ref(adres)))
    assert found.fouten == {"voorkeursDigitaalAdres": wrong}
    made = client.maak("partijen", persoon())
    assert client.patch(made["url"], {"voorkeursDigitaalAdres": _ref(adres)}).fouten["voorkeursDigitaalAdres"] == wrong
    found = client.patch(made["url"], {"voorkeursRekeningnummer": {"uuid": str(uuid4())}})
    assert found.fouten["voorkeursRekeningnummer"][0] == "invalid"


def test_accounts_are_linked_like_addresses(client: Beller) -> None:
    rekening = client.maak("rekeningnummers", {"iban": "NL91ABNA0417164300"})
    body = persoon(rekeningnummers=[_ref(rekening)], voorkeursRekeningnummer=_ref(rekening))
    made = client.maak("partijen", body)
    assert _uuids(made["rekeningnummers"]) == {rekening["uuid"]}
    assert made["voorkeursRekeningnummer"]["uuid"] == rekening["uuid"]
    now = client.patch(made["url"], {"rekeningnummers": []}).json
    assert (now["rekeningnummers"], now["voorkeursRekeningnummer"]) == ([], None)


@pytest.mark.parametrize(
    ("lijst", "reden"),
    [
        ("digitaleAdressen", "DigitaalAdres object bestaat niet."),
        ("rekeningnummers", "Rekeningnummer object bestaat niet."),
        ("partijIdentificatoren", "PartijIdentificator object bestaat niet."),
    ],
)
def test_what_is_not_there_is_named_with_its_place(client: Beller, lijst: str, reden: str) -> None:
    item = {"uuid": str(uuid4()), **(bsn() if lijst == "partijIdentificatoren" else {})}
    found = client.post("partijen", persoon(**{lijst: [item]}))
    assert found.fouten == {f"{lijst}.0.uuid": ("invalid", reden)}
    assert client.get("partijen").json["count"] == 0


def test_gotcha_13_numbers_are_changed_added_and_removed(client: Beller) -> None:
    made = client.maak("partijen", organisatie(partijIdentificatoren=[kvk(), bsn()]))
    [eerst, tweede] = made["partijIdentificatoren"]
    body = {"partijIdentificatoren": [{**kvk("90002222"), "uuid": eerst["uuid"]}]}
    now = client.patch(made["url"], body).json["partijIdentificatoren"]
    assert [(n["uuid"], n["partijIdentificator"]["objectId"]) for n in now] == [(eerst["uuid"], "90002222")]
    assert client.get(tweede["url"]).status == 404
    now = client.patch(made["url"], {"partijIdentificatoren": [_ref(eerst), bsn(BSN_2)]}).json
    assert {n["partijIdentificator"]["objectId"] for n in now["partijIdentificatoren"]} == {"90002222", BSN_2}
    assert client.put(made["url"], {**organisatie(), "partijIdentificatoren": now["partijIdentificatoren"]}).json == now


def test_gotcha_13_faults_say_in_which_item(client: Beller) -> None:
    client.maak("partij-identificatoren", kvk())
    found = client.post("partijen", organisatie(partijIdentificatoren=[bsn(), kvk()]))
    assert found.fouten["__all__"][0] == "invalid", "this one without its place, as in the standard"
    found = client.post("partijen", organisatie(partijIdentificatoren=[bsn("123456789")]))
    assert found.fouten["partijIdentificatoren.0.partijIdentificatorObjectId"][0] == "invalid"
    found = client.post("partijen", organisatie(partijIdentificatoren=[bsn(), vestiging()]))
    assert found.fouten["partijIdentificatoren.1.subIdentificatorVan"][0] == "invalid"
    found = client.post("partijen", organisatie(partijIdentificatoren=[kvk("90003333"), kvk("90004444")]))
    tweede = "Partij identificator met deze Partij en Soort object ID bestaat al."
    assert found.fouten == {"__all__": ("unique_together", tweede)}
    made = client.maak("partijen", organisatie())
    naam = "partijIdentificatoren.0.partijIdentificator"
    assert client.put(made["url"], organisatie(partijIdentificatoren=[{}])).fouten[naam][0] == "required"
    assert client.patch(made["url"], {"partijIdentificatoren": [{}]}).fouten["partijIdentificator"][0] == "required"


def test_gotcha_13_an_item_says_once_whose_it_is(client: Beller) -> None:
    made = client.maak("partijen", persoon(partijIdentificatoren=[bsn()]))
    found = client.post("partijen", persoon(partijIdentificatoren=[kvk(identificeerdePartij=_ref(made))]))
    reden = "Het veld `identificeerde_partij` wordt automatisch ingesteld en dient niet te worden opgegeven."
    assert found.fouten == {"partijIdentificatoren.identificeerdePartij": ("invalid", reden)}
    own = made["partijIdentificatoren"][0]
    found = client.patch(made["url"], {"partijIdentificatoren": [own, own]})
    reden = "Duplicaat uuid kan niet worden ingevoerd voor `partij_identificatoren`."
    assert found.fouten == {"partijIdentificatoren.identificeerdePartij": ("duplicated", reden)}


def test_what_comes_over_from_another_customer_is_found_there_and_no_longer_here(client: Beller) -> None:
    van = client.maak("partijen", persoon(partijIdentificatoren=[bsn()]))
    adres = _email(client, verstrektDoorPartij=_ref(van))
    [nummer] = van["partijIdentificatoren"]
    assert _desk(bsn=BSN) == _desk(email=adres["adres"]) == {van["uuid"]}
    item = {**kvk("90007777"), "uuid": nummer["uuid"]}
    naar = client.maak("partijen", organisatie(partijIdentificatoren=[item], digitaleAdressen=[_ref(adres)]))
    assert _uuids(naar["partijIdentificatoren"]) == {nummer["uuid"]}
    assert client.get(van["url"]).json["partijIdentificatoren"] == []
    assert _desk(bsn=BSN) == set()
    assert _desk(kvk="90007777") == _desk(email=adres["adres"]) == {naar["uuid"]}


def test_gotcha_13_a_number_under_which_another_is_kept_is_not_removed(client: Beller) -> None:
    made = client.maak("partijen", organisatie(partijIdentificatoren=[kvk()]))
    [boven] = made["partijIdentificatoren"]
    client.maak("partij-identificatoren", vestiging(subIdentificatorVan=_ref(boven)))
    for items in ([], [bsn()]):
        found = client.patch(made["url"], {"partijIdentificatoren": items})
        assert found.fouten["nonFieldErrors"][0] == "invalid"
    assert client.get(made["url"]).json == made


def test_a_customer_can_take_up_a_loose_number(client: Beller) -> None:
    los = client.maak("partij-identificatoren", kvk())
    made = client.maak("partijen", organisatie())
    now = client.patch(made["url"], {"partijIdentificatoren": [_ref(los)]}).json
    assert _uuids(now["partijIdentificatoren"]) == {los["uuid"]}


def _desk(**vraag: str) -> set[str]:
    return {str(hit.partij_id) for hit in queries.find_personen(bed.medewerker("mdw-001"), Zoekvraag(**vraag)).hits}


def test_the_desk_finds_who_was_made_here(client: Beller) -> None:
    adres = _email(client)
    bezoek = {"postcode": "9999 AB", "huisnummer": 3}
    body = persoon(bezoekadres=bezoek, partijIdentificatoren=[bsn()], digitaleAdressen=[_ref(adres)])
    made = client.maak("partijen", body)
    questions = ({"bsn": BSN}, {"email": adres["adres"]}, {"postcode": "9999 AB", "huisnummer": "3"})
    for vraag in questions:
        assert _desk(**vraag) == {made["uuid"]}, vraag
    client.patch(made["url"], {"indicatieGeheimhouding": True})
    assert _desk(postcode="9999 AB", huisnummer="3") == set(), "whoever asked for secrecy is not found by address"
    client.patch(made["url"], {"digitaleAdressen": [], "partijIdentificatoren": [bsn(BSN_2)]})
    assert [_desk(**vraag) for vraag in questions[:2]] == [set(), set()]
    assert _desk(bsn=BSN_2) == {made["uuid"]}


def test_who_is_removed_is_found_no_more(client: Beller) -> None:
    adres = _email(client)
    body = persoon(partijIdentificatoren=[bsn()], digitaleAdressen=[_ref(adres)], interneNotitie="Weg.")
    made = client.maak("partijen", body)
    assert client.delete(made["url"]).status == 204
    assert client.get(made["url"]).status == 404
    assert client.get(adres["url"]).status == 404
    assert client.get(made["partijIdentificatoren"][0]["url"]).status == 404
    assert (_desk(bsn=BSN), _desk(email=adres["adres"])) == (set(), set())
    assert client.maak("partijen", persoon(partijIdentificatoren=[bsn()]))["uuid"] != made["uuid"]


def test_a_known_customer_of_the_product_can_be_removed(client: Beller) -> None:
    """With what this purpose may not touch (a date of birth) the empty customer stays, but of nobody."""
    wie = mensen.persoon(bsn=BSN)
    assert client.delete(f"partijen/{wie}").status == 204
    assert client.get(f"partijen/{wie}").status == 404
    assert client.get("partij-identificatoren").json["count"] == 0
    assert _desk(bsn=BSN) == set()


def test_contacts_of_who_is_removed_stay(client: Beller) -> None:
    """Elsewhere the betrokkene goes with the customer, and the contact no longer says who was on the line."""
    made = client.maak("partijen", persoon())
    contact = client.maak(
        "klantcontacten", {"kanaal": "telefoon", "onderwerp": "Afval", "taal": "nld", "vertrouwelijk": False}
    )
    betrokkene = client.maak(
        "betrokkenen",
        {
            "hadKlantcontact": _ref(contact),
            "wasPartij": _ref(made),
            "rol": "klant",
            "initiator": True,
            "contactnaam": {"voornaam": "Pip"},
        },
    )
    found = client.get(made["url"], "expand=betrokkenen,betrokkenen.hadKlantcontact").json
    assert _uuids(found["betrokkenen"]) == {betrokkene["uuid"]}
    assert found["_expand"]["betrokkenen"][0]["_expand"]["hadKlantcontact"]["uuid"] == contact["uuid"]
    assert client.delete(made["url"]).status == 204
    now = client.get(betrokkene["url"])
    assert (now.status, now.json["wasPartij"]) == (200, None)
    assert now.json["contactnaam"]["voornaam"] == "Pip"
    assert client.get(contact["url"]).status == 200


def test_every_customer_made_and_read_is_in_the_log(client: Beller) -> None:
    made = client.maak("partijen", persoon())
    regels = inzage(bed.klant(UUID(made["uuid"])), UUID(made["uuid"])).regels
    assert {wat for regel in regels for wat in regel.wat} >= {
        "Een applicatie schreef u op als klant",
        "Een applicatie las uw gegevens",
    }
