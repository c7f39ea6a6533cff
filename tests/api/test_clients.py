"""What existing software really calls, one sequence per test: the same calls, in the same order, on one register."""

from __future__ import annotations

from typing import Any

from tests.api.oproep import Beller, Uitkomst
from tests.api.partij import BSN, bsn, kvk, persoon, vestiging
from tests.api.vulling import KAAL, OBJECT

ACTOR = {
    "codeObjecttype": "mdw",
    "codeRegister": "msei",
    "codeSoortObjectId": "idf",
    "objectId": "balie@waterdam.example",
}
LEGE_LIJSTEN = {"digitaleAdressen": [], "rekeningnummers": [], "partijIdentificatoren": []}
GEEN_VOORKEUR = {"voorkeursDigitaalAdres": None, "voorkeursRekeningnummer": None}


def results(found: Uitkomst) -> list[dict[str, Any]]:
    assert found.status == 200, found.json
    return found.json["results"]  # type: ignore[no-any-return]


def pages(client: Beller, pad: str, vraag: dict[str, Any]) -> list[dict[str, Any]]:
    """All of a list, as clients walk it: by `next`, as it is."""
    found = client.get(pad, vraag)
    rows = results(found)
    while found.json["next"]:
        found = client.get(found.json["next"])
        rows += results(found)
    return rows


def vier(prefix: str = "", nummer: str = BSN) -> dict[str, str]:
    """The four filters on the number of a customer."""
    groep = bsn(nummer)["partijIdentificator"]
    return {f"{prefix}partijIdentificator__{naam}": waarde for naam, waarde in groep.items()}


def ref(made: dict[str, Any]) -> dict[str, str]:
    return {"uuid": made["uuid"]}


# ---- KISS


def kiss_find(client: Beller, soort: str, code: str, nummer: str) -> list[dict[str, Any]]:
    asked = {"expand": "digitaleAdressen", "soortPartij": soort, "partijIdentificator__codeSoortObjectId": code}
    return results(client.get("partijen", {**asked, "partijIdentificator__objectId": nummer}))


def kiss_nieuw(soort: str, identificatie: dict[str, Any]) -> dict[str, Any]:
    body = {"soortPartij": soort, "indicatieActief": True, "partijIdentificatie": identificatie}
    return {**body, **LEGE_LIJSTEN, **GEEN_VOORKEUR}


def test_kiss_finds_a_client_it_made(client: Beller) -> None:
    assert kiss_find(client, "persoon", "bsn", BSN) == []
    pip = client.maak("partijen", kiss_nieuw("persoon", {"contactnaam": None}))
    client.maak("partij-identificatoren", bsn(identificeerdePartij=ref(pip)))
    client.maak(
        "digitaleadressen",
        {
            "adres": "pip@voorbeeld.example",
            "soortDigitaalAdres": "email",
            "omschrijving": "",
            "verstrektDoorPartij": ref(pip),
        },
    )
    (found,) = kiss_find(client, "persoon", "bsn", BSN)
    assert found["uuid"] == pip["uuid"]
    assert [a["adres"] for a in found["_expand"]["digitaleAdressen"]] == ["pip@voorbeeld.example"]
    nummers = [client.get(f"partij-identificatoren/{i['uuid']}").json for i in found["partijIdentificatoren"]]
    assert [n["partijIdentificator"]["objectId"] for n in nummers] == [BSN]
    one = client.get(f"partijen/{pip['uuid']}", {"expand": "digitaleAdressen"}).json
    assert one["_expand"] == found["_expand"]
    assert kiss_find(client, "organisatie", "bsn", BSN) == []


def test_kiss_makes_a_branch_under_a_number_that_floats(client: Beller) -> None:
    los = {"partijIdentificatorCodeSoortObjectId": "kvk_nummer", "partijIdentificatorObjectId": "90001111"}
    assert results(client.get("partij-identificatoren", los)) == []
    hoofd = client.maak("partij-identificatoren", kvk(identificeerdePartij=None))
    filiaal = client.maak("partijen", kiss_nieuw("organisatie", {"naam": ""}))
    client.maak("partij-identificatoren", vestiging(identificeerdePartij=ref(filiaal), subIdentificatorVan=ref(hoofd)))
    assert [p["uuid"] for p in kiss_find(client, "organisatie", "vestigingsnummer", "900000001111")] == [
        filiaal["uuid"]
    ]
    assert kiss_find(client, "organisatie", "kvk_nummer", "90001111") == []
    zaak = client.maak("partijen", kiss_nieuw("organisatie", {"naam": "Bakkerij De Kade"}))
    (found,) = results(client.get("partij-identificatoren", los))
    hung = client.put(f"partij-identificatoren/{found['uuid']}", kvk(identificeerdePartij=ref(zaak)))
    assert hung.status == 200, hung.json
    assert [p["uuid"] for p in kiss_find(client, "organisatie", "kvk_nummer", "90001111")] == [zaak["uuid"]]


def kiss_actor(client: Beller) -> dict[str, Any]:
    asked = {f"actoridentificator{naam[0].upper()}{naam[1:]}": waarde for naam, waarde in ACTOR.items()}
    assert results(client.get("actoren", {"actoridentificatorObjectId": ACTOR["objectId"]})) == []
    assert results(client.get("actoren", asked)) == []
    wie = {"functie": "Medewerker", "emailadres": "balie@waterdam.example", "telefoonnummer": "+31201234567"}
    body = {"naam": "Balie", "soortActor": "medewerker", "indicatieActief": True, "actorIdentificatie": wie}
    made = client.maak("actoren", {**body, "actoridentificator": ACTOR, "typeOrganisatorischeEenheid": "x"})
    assert client.get("actoren", asked).uuids == [made["uuid"]]
    return made


def kiss_register(client: Beller, wie: dict[str, Any] | None, onderwerp: str) -> dict[str, Any]:
    """A contact with a task, as its desk writes it."""
    contact = client.maak("klantcontacten", {**KAAL, "onderwerp": onderwerp, "inhoud": "", "nummer": ""})
    was = ref(wie) if wie else None
    body = {"hadKlantcontact": ref(contact), "wasPartij": was, "rol": "klant", "initiator": True}
    betrokkene = client.maak("betrokkenen", {**body, "contactnaam": None, "organisatienaam": ""})
    adres = {"adres": "0201234567", "soortDigitaalAdres": "telefoonnummer", "omschrijving": "thuis"}
    adres |= {"verstrektDoorBetrokkene": ref(betrokkene), "verstrektDoorPartij": None}
    client.maak("digitaleadressen", adres)
    client.maak("onderwerpobjecten", {"klantcontact": ref(contact), "wasKlantcontact": None} | _over("z-9"))
    return contact


def _over(zaak: str) -> dict[str, Any]:
    return {"onderwerpobjectidentificator": {**OBJECT, "objectId": zaak}}


def test_kiss_registers_contacts_with_tasks_and_reads_them_back(client: Beller) -> None:
    pip = client.maak("partijen", kiss_nieuw("persoon", {"contactnaam": None}))
    actor = kiss_actor(client)
    made = [kiss_register(client, pip, f"Vraag {n}") for n in range(3)]
    for contact in made:
        client.maak("actorklantcontacten", {"actor": ref(actor), "klantcontact": ref(contact)})
        taak = {"nummer": "", "gevraagdeHandeling": "Contact opnemen", "status": "te_verwerken", "toelichting": "x"}
        taak |= {"aanleidinggevendKlantcontact": ref(contact), "toegewezenAanActoren": [ref(actor)]}
        assert client.maak("internetaken", taak)["nummer"] is None
    _history(client, pip, made, actor)
    asked = {"onderwerpobject__onderwerpobjectidentificatorObjectId": "z-9", "expand": "gingOverOnderwerpobjecten"}
    found = results(client.get("klantcontacten", asked))
    assert {c["uuid"] for c in found} == {c["uuid"] for c in made}
    for contact in found:
        (over,) = contact["_expand"]["gingOverOnderwerpobjecten"]
        assert over["onderwerpobjectidentificator"]["objectId"] == "z-9"


def _history(client: Beller, pip: dict[str, Any], made: list[dict[str, Any]], actor: dict[str, Any]) -> None:
    betrokkenen = results(client.get("betrokkenen", {"wasPartij__url": pip["url"], "pageSize": "100"}))
    assert {b["hadKlantcontact"]["uuid"] for b in betrokkenen} == {c["uuid"] for c in made}
    for betrokkene in betrokkenen:
        expand = "hadBetrokkenen,leiddeTotInterneTaken,gingOverOnderwerpobjecten"
        contact = client.get(f"klantcontacten/{betrokkene['hadKlantcontact']['uuid']}", {"expand": expand}).json
        assert [b["uuid"] for b in contact["_expand"]["hadBetrokkenen"]] == [betrokkene["uuid"]]
        assert contact["hadBetrokkenActoren"][0]["naam"] == "Balie"
        (taak,) = contact["_expand"]["leiddeTotInterneTaken"]
        assert client.get(f"actoren/{taak['toegewezenAanActor']['uuid']}").json["uuid"] == actor["uuid"]
        (adres,) = betrokkene["digitaleAdressen"]
        assert client.get(f"digitaleadressen/{adres['uuid']}?").json["adres"] == "0201234567"


def test_kiss_searches_on_an_address_over_all_pages(client: Beller) -> None:
    made = [kiss_register(client, None, f"Vraag {n}") for n in range(3)]
    asked = {"adres": "0201234567", "page": 1, "pageSize": 2, "expand": "verstrektDoorBetrokkene"}
    found = pages(client, "digitaleadressen", asked)
    contacts = [a["_expand"]["verstrektDoorBetrokkene"]["hadKlantcontact"]["uuid"] for a in found]
    assert contacts == [c["uuid"] for c in reversed(made)]


# ---- Open Formulieren


def test_open_formulieren_prefills_and_hands_in(client: Beller) -> None:
    assert results(client.get("digitaleadressen", vier("verstrektDoorPartij__"))) == []
    assert results(client.get("partijen", vier())) == []
    geen = {"digitaleAdressen": None, "rekeningnummers": None, **GEEN_VOORKEUR}
    pip = client.maak("partijen", persoon(partijIdentificatoren=[bsn()], **geen))
    assert client.get("partijen", vier()).uuids == [pip["uuid"]]
    data = {
        "klantcontact": {**KAAL, "kanaal": "Webformulier", "inhoud": "Ingezonden formulier"},
        "betrokkene": {"wasPartij": ref(pip), "rol": "klant", "initiator": True},
        "onderwerpobject": {"onderwerpobjectidentificator": {**OBJECT, "codeObjecttype": "form"}},
    }
    contact = client.maak("maak-klantcontact", data)
    mail = {"adres": "pip@voorbeeld.example", "soortDigitaalAdres": "email", "omschrijving": "formulier"}
    asked = {"verstrektDoorPartij__uuid": pip["uuid"], "adres": mail["adres"]}
    assert results(client.get("digitaleadressen", asked)) == []
    wie = {"verstrektDoorPartij": ref(pip), "verstrektDoorBetrokkene": ref(contact["betrokkene"])}
    old = client.maak("digitaleadressen", {**mail, **wie, "isStandaardAdres": True})
    (found,) = results(client.get("digitaleadressen", asked))
    new = client.maak("digitaleadressen", {**mail, **wie, "adres": "pip@anders.example", "isStandaardAdres": True})
    assert client.patch(f"digitaleadressen/{found['uuid']}", {"isStandaardAdres": True}).json["isStandaardAdres"]
    adressen = pages(client, "digitaleadressen", {**vier("verstrektDoorPartij__"), "pageSize": 1})
    assert {a["uuid"]: a["isStandaardAdres"] for a in adressen} == {old["uuid"]: True, new["uuid"]: False}


# ---- Open Inwoner


def test_open_inwoner_shows_what_somebody_asked(client: Beller) -> None:
    assert results(client.get("partijen", {**vier(), "soortPartij": "persoon"})) == []
    pip = client.maak("partijen", persoon())
    client.maak("partij-identificatoren", bsn(identificeerdePartij=ref(pip)))
    (found,) = results(client.get("partijen", {**vier(), "soortPartij": "persoon"}))
    mail = {"adres": "pip@voorbeeld.example", "soortDigitaalAdres": "email", "omschrijving": "portaal"}
    client.maak("digitaleadressen", {**mail, "verstrektDoorPartij": ref(found), "verstrektDoorBetrokkene": None})
    contact = _asked_by(client, pip)
    expand = "digitaleAdressen,betrokkenen,betrokkenen.hadKlantcontact"
    one = client.get(f"partijen/{pip['uuid']}", {"expand": expand}).json
    assert [a["adres"] for a in one["_expand"]["digitaleAdressen"]] == ["pip@voorbeeld.example"]
    (betrokkene,) = one["_expand"]["betrokkenen"]
    assert betrokkene["_expand"]["hadKlantcontact"]["uuid"] == contact["uuid"]
    _overview(client, pip, contact)


def _asked_by(client: Beller, pip: dict[str, Any]) -> dict[str, Any]:
    contact = client.maak("klantcontacten", {**KAAL, "kanaal": "portaal"})
    wie = {"wasPartij": ref(pip), "hadKlantcontact": ref(contact), "rol": "klant", "initiator": True}
    client.maak("betrokkenen", wie)
    client.maak("onderwerpobjecten", {"klantcontact": ref(contact), "wasKlantcontact": None} | _over("z-1"))
    eenheid = {"naam": "Portaal", "soortActor": "organisatorische_eenheid", "indicatieActief": True}
    actor = client.maak("actoren", {**eenheid, "actorIdentificatie": {"omschrijving": "", "emailadres": ""}})
    taak = {"gevraagdeHandeling": "Beantwoorden", "status": "te_verwerken", "toegewezenAanActor": ref(actor)}
    client.maak("internetaken", {**taak, "aanleidinggevendKlantcontact": ref(contact)})
    return contact


def _overview(client: Beller, pip: dict[str, Any], contact: dict[str, Any]) -> None:
    client.maak("klantcontacten", {**KAAL, "kanaal": "portaal"})
    client.maak("klantcontacten", {**KAAL, "kanaal": "balie"})
    expand = "leiddeTotInterneTaken,gingOverOnderwerpobjecten,hadBetrokkenen,hadBetrokkenen.wasPartij"
    rows = pages(client, "klantcontacten", {"kanaal": "portaal", "expand": expand, "pageSize": 1})
    assert len(rows) == 2
    (mine,) = [c for c in rows if any(_was(b, pip) for b in c["_expand"]["hadBetrokkenen"])]
    assert mine["uuid"] == contact["uuid"]
    assert [t["status"] for t in mine["_expand"]["leiddeTotInterneTaken"]] == ["te_verwerken"]
    (over,) = mine["gingOverOnderwerpobjecten"]
    assert client.get(f"onderwerpobjecten/{over['uuid']}").json["onderwerpobjectidentificator"]["objectId"] == "z-1"


def _was(betrokkene: dict[str, Any], pip: dict[str, Any]) -> bool:
    was = betrokkene["_expand"]["wasPartij"]
    return was is not None and was["uuid"] == pip["uuid"]


# ---- case-management clients


def test_a_case_client_finds_what_was_said_about_a_case_and_settles_its_task(client: Beller) -> None:
    wie = client.maak("partijen", persoon(bezoekadres={"adresregel1": "Kade 1", "land": "NL"}))
    client.maak("partij-identificatoren", bsn(identificeerdePartij=ref(wie)))
    contact = _asked_by(client, wie)
    client.maak("klantcontacten", KAAL)  # somebody else's, about nothing
    van = "hadBetrokkene__wasPartij__"
    over = "onderwerpobject__onderwerpobjectidentificator"
    for vraag in (
        {f"{van}partijIdentificator__objectId": BSN},
        {f"{van}uuid": wie["uuid"]},
        {f"{over}CodeObjecttype": OBJECT["codeObjecttype"], f"{over}ObjectId": "z-1"},
    ):
        assert [c["uuid"] for c in results(client.get("klantcontacten", vraag))] == [contact["uuid"]], vraag
    assert [p["uuid"] for p in results(client.get("partijen", {"bezoekadresAdresregel1": "Kade 1"}))] == [wie["uuid"]]
    (taak,) = results(client.get("internetaken", {"klantcontact__uuid": contact["uuid"], "status": "te_verwerken"}))
    pad = f"internetaken/{taak['uuid']}"
    klaar = client.patch(pad, {"status": "verwerkt", "toelichting": "Gebeld; het is duidelijk."}).json
    assert (klaar["status"], klaar["toelichting"]) == ("verwerkt", "Gebeld; het is duidelijk.")
    assert klaar["afgehandeldOp"]
    assert results(client.get("internetaken", {"klantcontact__uuid": contact["uuid"], "status": "te_verwerken"})) == []
