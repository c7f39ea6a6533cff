"""Verwerkingenlogging of the VNG: writing, correcting, confidentiality and scopes, and what the person gets to see."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from geholpen.domain.verantwoording import pseudoniem
from tests.api.klanten import ADA_BSN, BRAM_BSN
from tests.api.oproep import Beller, Uitkomst
from tests.verantwoording.logregels import kijk
from tests.verantwoording.vormen import bestand, fits

BEWERKING, INZAGE = "/verwerkingenlogging/api/v1/", "/verwerkingeninzage/api/v1/"
BEWERKING_CONTRACT = "vng-verwerkingenlogging/bewerking-api-0.9.0.openapi.yaml"
INZAGE_CONTRACT = "vng-verwerkingenlogging/inzage-api-0.9.0.openapi.yaml"
ALLES = [f"{doe}:{wat}" for doe in ("create", "read", "update", "delete") for wat in ("normal", "confidential")]
VERWERKING = "48086bf2-11b7-4603-9526-67d7c3bb6587"
PERIODE = {"beginDatum": "2020-01-01", "eindDatum": "2030-01-01"}


def actie(**anders: Any) -> dict[str, Any]:
    return {
        "actieNaam": "Zoeken personen",
        "handelingNaam": "Intake",
        "verwerkingNaam": "Huwelijk",
        "verwerkingId": VERWERKING,
        "verwerkingsactiviteitId": "5f0bef4c-f66f-4311-84a5-19e8bf359eaf",
        "verwerkingsactiviteitUrl": "https://waterdam.example/v/5f0bef4c-f66f-4311-84a5-19e8bf359eaf",
        "vertrouwelijkheid": "normaal",
        "bewaartermijn": "P10Y",
        "uitvoerder": "00000001821002193000",
        "systeem": "Zaakprogramma 2.1",
        "gebruiker": "sleutel-7",
        "gegevensbron": "Zaken",
        "tijdstip": "2026-04-05T14:35:42+02:00",
        "verwerkteObjecten": [
            {
                "objecttype": "persoon",
                "soortObjectId": "BSN",
                "objectId": ADA_BSN,
                "betrokkenheid": "Aanvrager",
                "verwerkteSoortenGegevens": [{"soortGegeven": "naam"}, {"soortGegeven": "BSN"}],
            },
            {"objecttype": "persoon", "soortObjectId": "BSN", "objectId": BRAM_BSN, "betrokkenheid": "Getuige"},
        ],
        **anders,
    }


@pytest.fixture
def met(beller: Callable[..., Beller]) -> Callable[..., Beller]:
    """`met("read:normal")` is an application with exactly these scopes."""
    from geholpen.domain.organisatie import applicaties  # noqa: PLC0415
    from geholpen.domain.organisatie.models import ApplicatieToken  # noqa: PLC0415

    def make(*scopes: str, basis: str = BEWERKING) -> Beller:
        found = beller("vng", *scopes, basis=basis)
        ApplicatieToken.objects.filter(begin=found.token[:6]).update(scopes=list(scopes))
        applicaties.forget()
        return found

    return make


@pytest.fixture
def alles(met: Callable[..., Beller]) -> Beller:
    return met(*ALLES)


def op_bsn(wie: Beller, pad: str = "verwerkingsacties/zoek", bsn: str = ADA_BSN, **meer: Any) -> Uitkomst:
    return wie.post(pad, {"objecttype": "persoon", "soortObjectId": "BSN", "objectId": bsn, **meer})


def vreemd(found: Uitkomst) -> list[dict[str, Any]]:
    """Of a list those that other software logged."""
    assert found.status == 200, found.json
    return [r for r in found.json["results"] if r.get("systeem") != "Geholpen"]


def test_what_is_written_fits_the_contract_and_keeps_no_bsn(alles: Beller, ada: UUID) -> None:
    made = alles.post("verwerkingsacties", actie())
    assert made.status == 201, made.json
    assert made.koppen["Location"] == made.json["url"]
    contract = bestand(BEWERKING_CONTRACT)
    fits(contract["components"]["schemas"]["VerwerkingsactieUitgebreid"], made.json, contract)
    assert ADA_BSN not in json.dumps(made.json)
    assert made.json["verwerkteObjecten"][0]["objectId"] == pseudoniem.alle_van_partij(ada)[0][:40]
    assert alles.get(made.json["url"]).json == made.json
    assert {k: v for k, v in actie().items() if k != "verwerkteObjecten"}.items() <= {
        **made.json,
        "tijdstip": actie()["tijdstip"],
    }.items()
    stored = json.dumps(kijk("SELECT row_to_json(v)::text FROM verwerkingsactie v"))
    stored += json.dumps(kijk("SELECT row_to_json(o)::text FROM verwerkt_object o"))
    assert ADA_BSN not in stored
    assert BRAM_BSN not in stored


def test_a_moment_of_long_ago_has_an_offset_that_is_one(alles: Beller) -> None:
    """Before 1937 the clock here was nineteen and a half minutes off; RFC 3339 has no seconds in an offset."""
    gemaakt = alles.post("verwerkingsacties", actie(tijdstip="1900-01-01T00:00:00Z"))
    assert gemaakt.json["tijdstip"] == "1900-01-01T00:00:00+00:00"


def test_every_field_of_the_contract_can_be_given_and_comes_back(alles: Beller, ada: UUID) -> None:
    velden = bestand(BEWERKING_CONTRACT)["components"]["schemas"]["Verwerkingsactie"]["properties"]
    eigen = {"url", "actieId", "tijdstipRegistratie"}
    afnemer = {
        "soortAfnemerId": "OIN",
        "afnemerId": "00000001821002193000",
        "verwerkingsactiviteitIdAfnemer": str(uuid4()),
        "verwerkingsactiviteitUrlAfnemer": "https://elders.example/v/1",
        "verwerkingIdAfnemer": str(uuid4()),
    }
    body = actie(**afnemer)
    assert set(velden) - eigen <= set(body)
    made = alles.post("verwerkingsacties", body).json
    assert set(velden) <= set(made)
    for naam in set(velden) - eigen - {"tijdstip"}:
        assert made[naam] == body[naam], naam


def test_a_bsn_never_stands_in_an_address(alles: Beller, ada: UUID) -> None:
    for basis, pad in ((BEWERKING, "verwerkingsacties"), (INZAGE, "verwerkte-objecten")):
        for soort in ("BSN", "bsn", "iets"):
            vraag = {"objecttype": "persoon", "soortObjectId": soort, "objectId": ADA_BSN, **PERIODE}
            found = alles.get(basis + pad, vraag)
            assert found.status == 400
            assert found.fouten["objectId"][0] == "bsn-in-adres"


def test_the_get_takes_the_pseudonym_and_gives_the_same_as_the_post_takes_the_bsn(alles: Beller, ada: UUID) -> None:
    made = alles.post("verwerkingsacties", actie()).json
    wie = made["verwerkteObjecten"][0]["objectId"]
    vraag = {"objecttype": "persoon", "soortObjectId": "pseudoniem", "objectId": wie}
    found = alles.get("verwerkingsacties", vraag)
    assert [r["actieId"] for r in vreemd(found)] == [made["actieId"]]
    assert [r["actieId"] for r in vreemd(op_bsn(alles))] == [made["actieId"]]
    assert vreemd(op_bsn(alles, bsn=BRAM_BSN))[0]["actieId"] == made["actieId"]  # somebody we do not know


@pytest.mark.parametrize("naam", ["objecttype", "soortObjectId", "objectId"])
def test_a_search_without_what_is_required_is_400(alles: Beller, naam: str) -> None:
    vraag = {"objecttype": "persoon", "soortObjectId": "pseudoniem", "objectId": "x"}
    assert set(alles.get("verwerkingsacties", {k: v for k, v in vraag.items() if k != naam}).fouten) == {naam}


def test_the_dates_are_from_and_before(alles: Beller, ada: UUID) -> None:
    alles.post("verwerkingsacties", actie(tijdstip="2026-04-05T00:00:00+02:00"))
    assert vreemd(op_bsn(alles, beginDatum="2026-04-05", eindDatum="2026-04-06"))
    assert not vreemd(op_bsn(alles, beginDatum="2026-04-04", eindDatum="2026-04-05"))
    assert op_bsn(alles, beginDatum="gisteren").fouten["beginDatum"][0] == "invalid"


def test_our_own_lines_are_there_too_without_an_employee(alles: Beller, koppeling: Beller, ada: UUID) -> None:
    koppeling.get(f"partijen/{ada}")
    found = op_bsn(alles)
    contract = bestand(BEWERKING_CONTRACT)
    page = contract["paths"]["/verwerkingsacties"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    fits(page, found.json, contract)
    own = [r for r in found.json["results"] if r.get("systeem") == "Geholpen"]
    assert own
    assert all("gebruiker" not in r for r in own)
    assert {r["bewaartermijn"] for r in own} == {"P730D"}
    assert len(found.json["results"]) == found.json["count"]


def test_pages(alles: Beller, ada: UUID) -> None:
    ids = {alles.post("verwerkingsacties", actie()).json["actieId"] for _ in range(5)}
    pad, seen = "verwerkingsacties/zoek?pageSize=2", []
    while pad:
        found = alles.post(pad, {"objecttype": "persoon", "soortObjectId": "BSN", "objectId": BRAM_BSN})
        assert len(found.json["results"]) <= 2
        seen += [r["actieId"] for r in found.json["results"]]
        pad = found.json["next"]
    assert len(seen) == 5
    assert set(seen) == ids


class TestScopes:
    """Who gets 403, rule by rule."""

    def test_creating(self, met: Callable[..., Beller], ada: UUID) -> None:
        assert met("create:normal").post("verwerkingsacties", actie()).status == 201
        assert met("create:normal").post("verwerkingsacties", actie(vertrouwelijkheid="vertrouwelijk")).status == 403
        assert (
            met("create:confidential").post("verwerkingsacties", actie(vertrouwelijkheid="vertrouwelijk")).status == 201
        )
        assert met(*ALLES).post("verwerkingsacties", actie(vertrouwelijkheid="opgeheven")).status == 403
        assert met("read:normal").post("verwerkingsacties", actie()).status == 403

    def test_reading(self, met: Callable[..., Beller], ada: UUID) -> None:
        geheim = met(*ALLES).post("verwerkingsacties", actie(vertrouwelijkheid="vertrouwelijk")).json
        gewoon = met(*ALLES).post("verwerkingsacties", actie()).json
        assert op_bsn(met("read:normal")).status == 403
        found = op_bsn(met("read:normal"), vertrouwelijkheid=["normaal"])
        assert [r["actieId"] for r in vreemd(found)] == [gewoon["actieId"]]
        assert op_bsn(met("read:normal"), vertrouwelijkheid=["normaal", "opgeheven"]).status == 403
        found = op_bsn(met("read:confidential"))
        assert {r["actieId"] for r in vreemd(found)} == {gewoon["actieId"], geheim["actieId"]}
        assert met("read:normal").get(geheim["url"]).status == 403
        assert met("read:normal").get(gewoon["url"]).status == 200
        assert met("create:normal").get(gewoon["url"]).status == 403

    def test_changing_a_verwerking(self, met: Callable[..., Beller], ada: UUID) -> None:
        pad = f"verwerkingsacties?verwerkingId={VERWERKING}"
        first = met(*ALLES).post("verwerkingsacties", actie()).json
        assert met("update:normal").patch(pad, {"bewaartermijn": "P5Y"}).status == 204
        assert met("update:normal").patch(pad, {"vertrouwelijkheid": "vertrouwelijk"}).status == 403
        assert met("update:confidential").patch(pad, {"vertrouwelijkheid": "vertrouwelijk"}).status == 204
        assert met("update:normal").patch(pad, {"bewaartermijn": "P6Y"}).status == 403
        assert met("update:confidential").patch(pad, {"vertrouwelijkheid": "opgeheven"}).status == 204
        now = met(*ALLES).get(first["url"]).json
        assert (now["vertrouwelijkheid"], now["bewaartermijn"]) == ("opgeheven", "P5Y")
        assert now["actieId"] != first["actieId"]

    def test_replacing(self, met: Callable[..., Beller], ada: UUID) -> None:
        first = met(*ALLES).post("verwerkingsacties", actie()).json
        assert met("update:normal").put(first["url"], actie(bewaartermijn="P3Y")).status == 200
        assert met("update:normal").put(first["url"], actie(bewaartermijn="P3Y", actieNaam="Anders")).status == 403
        assert met("update:confidential").put(first["url"], actie(actieNaam="Anders")).status == 200
        assert met(*ALLES).put(first["url"], actie(vertrouwelijkheid="opgeheven")).status == 403
        assert met("update:normal").put(first["url"], actie(vertrouwelijkheid="vertrouwelijk")).status == 403

    def test_removing(self, met: Callable[..., Beller], ada: UUID) -> None:
        geheim = met(*ALLES).post("verwerkingsacties", actie(vertrouwelijkheid="vertrouwelijk")).json
        gewoon = met(*ALLES).post("verwerkingsacties", actie()).json
        assert met("delete:normal").delete(geheim["url"]).status == 403
        assert met("delete:normal").delete(gewoon["url"]).status == 204
        assert met("delete:confidential").delete(geheim["url"]).status == 204


def test_what_is_unknown_or_lapsed(alles: Beller, ada: UUID) -> None:
    made = alles.post("verwerkingsacties", actie()).json
    assert alles.delete(made["url"]).status == 204
    assert alles.get(made["url"]).status == 404
    assert alles.delete(made["url"]).status == 404
    assert alles.put(made["url"], actie()).status == 400
    assert alles.put(f"verwerkingsacties/{uuid4()}", actie()).status == 400
    for id in (VERWERKING, uuid4()):
        assert alles.patch(f"verwerkingsacties?verwerkingId={id}", {"bewaartermijn": "P5Y"}).status == 400
    assert vreemd(op_bsn(alles)) == []


def test_replacing_says_everything_again(alles: Beller, ada: UUID) -> None:
    made = alles.post("verwerkingsacties", actie()).json
    for naam in ("actieNaam", "systeem", "bewaartermijn", "verwerkingId", "gebruiker"):
        found = alles.put(made["url"], {k: v for k, v in actie().items() if k != naam})
        assert found.status == 400
        assert set(found.fouten) == {naam}
    for naam in ("tijdstip", "verwerkteObjecten"):
        assert alles.put(made["url"], {k: v for k, v in actie().items() if k != naam}).status == 400


def test_history_stays_and_nobody_can_rewrite_it(alles: Beller, ada: UUID) -> None:
    first = alles.post("verwerkingsacties", actie()).json
    second = alles.put(first["url"], actie(actieNaam="Beter gezegd")).json
    assert second["actieId"] != first["actieId"]
    alles.delete(second["url"])
    rows = kijk("SELECT id, vervallen, velden ->> 'actieNaam', moment, logisch_id FROM verwerkingsactie ORDER BY id")
    assert [r[1:3] for r in rows] == [(False, "Zoeken personen"), (False, "Beter gezegd"), (True, "Beter gezegd")]
    assert len({r[0] for r in rows}) == 3
    assert len({r[4] for r in rows}) == 1
    for table in ("verwerkingsactie", "verwerkt_object", "vreemde_regel", "gevraagd_besluit"):
        for right in ("UPDATE", "DELETE", "TRUNCATE"):
            assert kijk("SELECT has_table_privilege('geholpen_app', %s, %s)", table, right) == [(False,)]


@pytest.mark.parametrize(
    ("anders", "naam"),
    [
        ({"uitvoerder": "123"}, "uitvoerder"),
        ({"bewaartermijn": "tien jaar"}, "bewaartermijn"),
        ({"bewaartermijn": "P"}, "bewaartermijn"),
        ({"vertrouwelijkheid": "geheim"}, "vertrouwelijkheid"),
        ({"tijdstip": "morgen"}, "tijdstip"),
        ({"verwerkteObjecten": []}, "verwerkteObjecten.nonFieldErrors"),
        ({"gebruiker": "x" * 41}, "gebruiker"),
        ({"verwerkingId": "geen uuid"}, "verwerkingId"),
    ],
)
def test_a_wrong_value_is_told_under_its_name(alles: Beller, anders: dict[str, Any], naam: str) -> None:
    found = alles.post("verwerkingsacties", actie(**anders))
    assert found.status == 400
    contract = bestand(BEWERKING_CONTRACT)
    fits(contract["components"]["schemas"]["ValidatieFout"], found.json, contract)
    assert naam.partition(".")[0] in {n.partition(".")[0] for n in found.fouten}


def test_a_person_with_a_wrong_bsn_is_refused(alles: Beller) -> None:
    over = [{"objecttype": "persoon", "soortObjectId": "BSN", "objectId": "999990010"}]
    assert alles.post("verwerkingsacties", actie(verwerkteObjecten=over)).status == 400
    over = [{"objecttype": "persoon", "soortObjectId": "personeelsnummer", "objectId": ADA_BSN}]
    assert alles.post("verwerkingsacties", actie(verwerkteObjecten=over)).status == 400


def test_a_receiver_with_a_bsn_is_kept_by_pseudonym(alles: Beller, ada: UUID) -> None:
    made = alles.post("verwerkingsacties", actie(soortAfnemerId="BSN", afnemerId=BRAM_BSN)).json
    assert BRAM_BSN not in json.dumps(made)
    assert made["soortAfnemerId"] == "pseudoniem"


class TestInzage:
    """What the person gets."""

    def test_only_the_asker_and_never_system_user_or_source(
        self, alles: Beller, koppeling: Beller, ada: UUID, bram: UUID
    ) -> None:
        alles.post("verwerkingsacties", actie())
        koppeling.get("partijen")  # a list with both
        found = op_bsn(alles, INZAGE + "verwerkte-objecten/zoek", **PERIODE)
        contract = bestand(INZAGE_CONTRACT)
        page = contract["paths"]["/verwerkte-objecten"]["get"]["responses"]["200"]["content"]["application/json"]
        fits(page["schema"], found.json, contract)
        assert found.json["results"]
        wie = pseudoniem.alle_van_partij(ada)[0][:40]
        for r in found.json["results"]:
            assert r["objectId"] == wie
            assert not {"systeem", "gebruiker", "gegevensbron"} & set(r["verwerkingsactie"])
            assert [o["objectId"] for o in r["verwerkingsactie"]["verwerkteObjecten"]] == [wie]
        text = json.dumps(found.json)
        assert pseudoniem.alle_van_partij(bram)[0][:40] not in text
        assert "sleutel-7" not in text

    def test_each_is_found_by_its_own_address(self, alles: Beller, koppeling: Beller, ada: UUID, bram: UUID) -> None:
        alles.post("verwerkingsacties", actie())
        koppeling.get("partijen")
        for r in op_bsn(alles, INZAGE + "verwerkte-objecten/zoek", **PERIODE).json["results"]:
            again = alles.get(r["url"])
            assert again.status == 200
            assert again.json == r
        assert alles.get(f"{INZAGE}verwerkte-objecten/{uuid4()}").status == 404

    def test_confidential_never_lifted_only_with_the_right(self, met: Callable[..., Beller], ada: UUID) -> None:
        made = met(*ALLES).post("verwerkingsacties", actie(vertrouwelijkheid="vertrouwelijk")).json
        zoek = INZAGE + "verwerkte-objecten/zoek"

        def seen(*scopes: str) -> bool:
            found = op_bsn(met(*scopes), zoek, **PERIODE).json["results"]
            return made["verwerkingId"] in {r["verwerkingsactie"].get("verwerkingId") for r in found}

        object_url = made["verwerkteObjecten"][0]["url"]
        assert not seen("read:normal")
        assert not seen("read:confidential")
        assert met("read:confidential").get(object_url).status == 404
        patch = {"vertrouwelijkheid": "opgeheven"}
        assert met(*ALLES).patch(f"verwerkingsacties?verwerkingId={VERWERKING}", patch).status == 204
        assert not seen("read:normal")
        assert seen("read:confidential")
        assert op_bsn(met("create:normal"), zoek, **PERIODE).status == 403

    def test_the_period_is_required(self, alles: Beller) -> None:
        found = op_bsn(alles, INZAGE + "verwerkte-objecten/zoek")
        assert set(found.fouten) == {"beginDatum", "eindDatum"}

    def test_asking_is_in_the_log_of_the_person(self, alles: Beller, ada: UUID) -> None:
        op_bsn(alles, INZAGE + "verwerkte-objecten/zoek", **PERIODE)
        op_bsn(alles, INZAGE + "verwerkte-objecten/zoek", **PERIODE)
        rows = kijk("SELECT count(*) FROM dataverwerking WHERE partij_id = %s AND naam LIKE 'Voor u opgevraagd%%'", ada)
        assert rows[0][0] >= 1


def test_what_is_refused_is_in_the_audit(met: Callable[..., Beller], ada: UUID) -> None:
    met("read:normal").post("verwerkingsacties", actie())
    [(resultaat, besluit)] = kijk("SELECT resultaat, besluit FROM audit ORDER BY id DESC LIMIT 1")
    assert (resultaat, besluit) == ("SCOPE", False)


def test_one_of_our_own_is_read_by_its_address(alles: Beller, koppeling: Beller, ada: UUID, bram: UUID) -> None:
    koppeling.get("partijen")
    own = next(r for r in op_bsn(alles).json["results"] if len(r["verwerkteObjecten"]) > 1)
    assert alles.get(own["url"]).json == own
