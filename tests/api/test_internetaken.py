"""internetaken: tasks of other software and promises of the desk are one list."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.commands import Belofte, promise
from geholpen.domain.klantcontacten.models import InterneTaak, InterneTaakInhoud
from geholpen.domain.klantcontacten.queries import open_taken
from geholpen.domain.organisatie.queries import actor_van_afdeling, werkdag_na
from geholpen.platform.context import Aanleiding
from tests import bed, cast
from tests.api.inzien import alles
from tests.api.rijen import contact
from tests.api.test_onderwerpobjecten import KI, full, ref

BEIDE = "`toegewezen_aan_actor` en `toegewezen_aan_actoren` mag niet beiden gebruikt worden."
GEEN = "`toegewezen_aan_actor` of `toegewezen_aan_actoren` is required (mag niet beiden gebruiken)."


@pytest.fixture
def steven(client):
    return ref(client.maak("actoren", {"naam": "Steven", "soortActor": "medewerker"})["uuid"])


def taak(k, aan, **meer):
    return {
        "gevraagdeHandeling": "Bel de klant terug",
        "aanleidinggevendKlantcontact": ref(k.id),
        "toegewezenAanActoren": [aan],
        "status": "te_verwerken",
        **meer,
    }


def test_made_shown_changed_and_removed(client, steven):
    k = contact()
    ander = ref(client.maak("actoren", {"naam": "Ander", "soortActor": "medewerker"})["uuid"])
    given = taak(k, steven, toelichting="Kan na vijven", toegewezenAanActoren=[steven, ander], nummer="1312312312")
    made = client.maak("internetaken", given)
    wie = {**steven, "url": f"{KI}actoren/{steven['uuid']}"}
    assert made == {
        "uuid": made["uuid"],
        "url": f"{KI}internetaken/{made['uuid']}",
        "nummer": "1312312312",
        "referentienummer": None,
        "gevraagdeHandeling": "Bel de klant terug",
        "aanleidinggevendKlantcontact": full(k.id),
        "toegewezenAanActor": wie,
        "toegewezenAanActoren": [wie, {**ander, "url": f"{KI}actoren/{ander['uuid']}"}],
        "toelichting": "Kan na vijven",
        "status": "te_verwerken",
        "toegewezenOp": made["toegewezenOp"],
        "afgehandeldOp": None,
    }
    assert made["toegewezenOp"].endswith("Z")
    pad = f"internetaken/{made['uuid']}"
    assert client.get(pad).json == made
    put = {n: w for n, w in given.items() if n not in ("toelichting", "nummer")}
    assert client.put(pad, put).json == made  # what a PUT leaves out stays
    changed = client.patch(pad, {"gevraagdeHandeling": "Schrijf een brief"}).json
    assert changed == {**made, "gevraagdeHandeling": "Schrijf een brief"}
    assert client.delete(pad).status == 204
    assert client.get(pad).status == 404


def test_gotcha_16_exactly_one_way_to_say_to_whom(client, steven):
    k = contact()
    both = {**taak(k, steven), "toegewezenAanActor": steven}
    neither = {n: w for n, w in taak(k, steven).items() if n != "toegewezenAanActoren"}
    assert client.post("internetaken", both).fouten == {"nonFieldErrors": ("invalid", BEIDE)}
    assert client.post("internetaken", neither).fouten == {"nonFieldErrors": ("invalid", GEEN)}
    made = client.maak("internetaken", {**neither, "toegewezenAanActor": steven})
    assert made["toegewezenAanActoren"] == [made["toegewezenAanActor"]]
    pad = f"internetaken/{made['uuid']}"
    assert client.put(pad, neither).fouten == {"nonFieldErrors": ("invalid", GEEN)}
    assert client.patch(pad, {"toegewezenAanActor": steven, "toegewezenAanActoren": []}).fouten["nonFieldErrors"]
    assert client.patch(pad, {"status": "verwerkt"}).json["toegewezenAanActoren"] == made["toegewezenAanActoren"]


def test_the_moment_follows_the_state(client, steven):
    k = contact()
    made = client.maak("internetaken", taak(k, steven))
    pad = f"internetaken/{made['uuid']}"
    reden = "De Internetaak kan geen afgehandeld op datum bevatten als de status niet op 'verwerkt' staat."
    moment = "2026-01-01T12:00:00+01:00"
    assert client.patch(pad, {"afgehandeldOp": moment}).fouten == {"afgehandeldOp": ("invalid", reden)}
    assert client.post("internetaken", taak(k, steven, afgehandeldOp=moment)).fouten["afgehandeldOp"][1] == reden
    done = client.patch(pad, {"status": "verwerkt"}).json["afgehandeldOp"]
    assert done is not None and done.endswith("Z")
    assert client.patch(pad, {"toelichting": "klaar"}).json["afgehandeldOp"] == done
    assert client.patch(pad, {"afgehandeldOp": moment}).json["afgehandeldOp"] == "2026-01-01T11:00:00Z"
    assert client.patch(pad, {"status": "te_verwerken"}).json["afgehandeldOp"] is None
    verwerkt = client.maak("internetaken", taak(k, steven, status="verwerkt", afgehandeldOp=moment))
    assert verwerkt["afgehandeldOp"] == "2026-01-01T11:00:00Z"


def test_gotcha_02_empty_nummer_means_null(client, steven):
    k = contact()
    for _ in range(2):
        made = client.maak("internetaken", taak(k, steven, nummer="", referentienummer=None))
        assert made["nummer"] is made["referentienummer"] is None


@pytest.mark.parametrize("veld", ["nummer", "referentienummer"])
def test_a_number_is_given_once(client, steven, veld):
    een = client.maak("internetaken", taak(contact(), steven, **{veld: "0000000001"}))
    again = client.post("internetaken", taak(contact(), steven, **{veld: "0000000001"}))
    assert again.fouten == {veld: ("unique", f"Er bestaat al een interne taak met eenzelfde {veld}.")}
    assert client.patch(f"internetaken/{een['uuid']}", {veld: "0000000001"}).status == 200  # itself is no other
    assert client.get("internetaken", {veld: "0000000001"}).uuids == [een["uuid"]]


def test_what_is_wrong_is_named(client, steven):
    k = contact()
    assert {n: c for n, (c, _) in client.post("internetaken", {"toegewezenAanActoren": [{}]}).fouten.items()} == {
        "gevraagdeHandeling": "required",
        "aanleidinggevendKlantcontact": "required",
        "toegewezenAanActoren.0.uuid": "required",
        "status": "required",
    }
    wrong = taak(k, steven, gevraagdeHandeling="x" * 201, toelichting="x" * 1001, status="later", nummer="12345678901")
    found = {n: c for n, (c, _) in client.post("internetaken", wrong).fouten.items()}
    assert found == {
        "gevraagdeHandeling": "max_length",
        "toelichting": "max_length",
        "status": "invalid_choice",
        "nummer": "max_length",
    }
    nergens = ref(uuid4())
    assert client.post("internetaken", taak(k, nergens)).fouten == {
        "toegewezenAanActoren.0.uuid": ("invalid", "Actor object bestaat niet.")
    }
    een = {n: w for n, w in taak(k, steven).items() if n != "toegewezenAanActoren"}
    assert client.post("internetaken", {**een, "toegewezenAanActor": nergens}).fouten == {
        "toegewezenAanActor.uuid": ("invalid", "Actor object bestaat niet.")
    }
    geen_contact = taak(k, steven, aanleidinggevendKlantcontact=nergens)
    assert client.post("internetaken", geen_contact).fouten == {
        "aanleidinggevendKlantcontact.uuid": ("invalid", "Klantcontact object bestaat niet.")
    }
    niets = taak(k, nergens, aanleidinggevendKlantcontact=nergens)
    assert set(client.post("internetaken", niets).fouten) == {
        "aanleidinggevendKlantcontact.uuid",
        "toegewezenAanActoren.0.uuid",
    }


def test_every_filter(client, steven):
    k = contact()
    een = client.maak("internetaken", taak(k, steven, nummer="0000000007", referentienummer="0000000008"))
    ander = ref(client.maak("actoren", {"naam": "Ander", "soortActor": "medewerker"})["uuid"])
    client.maak("internetaken", taak(contact(), ander, status="verwerkt"))
    for naam, waarde in {
        "status": "te_verwerken",
        "nummer": "0000000007",
        "referentienummer": "0000000008",
        "toegewezenOp": een["toegewezenOp"],
        "actoren__naam": "Steven",
        "toegewezenAanActor__uuid": steven["uuid"],
        "toegewezenAanActor__url": f"http://elders.example/{steven['uuid']}",
        "aanleidinggevendKlantcontact__uuid": k.id,
        "aanleidinggevendKlantcontact__url": f"http://elders.example/{k.id}",
        "klantcontact__uuid": k.id,
    }.items():
        assert client.get("internetaken", {naam: waarde}).uuids == [een["uuid"]], naam
    assert client.get("internetaken", {"klantcontact__nummer": "1"}).json["count"] == 0
    assert client.get("internetaken", {"klantcontact__referentienummer": "1"}).json["count"] == 0
    assert client.get("internetaken", {"actoren__naam": "Steven", "status": "verwerkt"}).json["count"] == 0
    assert client.get("internetaken", {"status": "later"}).fouten["status"][0] == "invalid_choice"
    assert client.get("internetaken", {"toegewezenOp": "gisteren"}).fouten["toegewezenOp"][0] == "invalid"


def test_a_task_for_one_of_ours_is_a_promise_of_their_department_with_a_day(client):
    k = contact()
    henk_jan = bed.medewerker(cast.HENK_JAN.code)
    made = client.maak("internetaken", taak(k, ref(henk_jan.actor.id)))
    (found,) = open_taken(henk_jan, frozenset({"parkeren"}), henk_jan.actor.id)
    assert str(found.taak_id) == made["uuid"]
    termijn = onderwerp("parkeervergunning").termijn_werkdagen
    assert found.uiterlijk_op == werkdag_na(timezone.localdate(), termijn) > date(2020, 1, 1)
    client.patch(f"internetaken/{made['uuid']}", {"status": "verwerkt"})
    assert open_taken(henk_jan, frozenset({"parkeren"})) == []


def test_a_task_for_a_department_of_ours_is_in_its_list_also_under_a_uuid_of_other_software(client):
    jolanda = bed.medewerker(cast.JOLANDA.code)
    own = client.maak("internetaken", taak(contact(), ref(actor_van_afdeling("belastingen"))))
    eenheid = {"naam": "Belastingen", "soortActor": "organisatorische_eenheid"}
    theirs = client.maak("internetaken", taak(contact(), ref(client.maak("actoren", eenheid)["uuid"])))
    found = {str(t.taak_id) for t in open_taken(jolanda, frozenset({"belastingen"}))}
    assert found == {own["uuid"], theirs["uuid"]}


def test_a_promise_of_the_desk_is_shown_and_can_be_kept_elsewhere(client):
    k = contact()
    ctx = bed.medewerker(cast.HENK_JAN.code).voor(Aanleiding("klantvraag", k.partij_id, k.klantvraag_id))
    lang = "Wij zoeken het uit. " * 20
    taak_id = promise(
        ctx, k.partij_id, k.klantvraag_id, Belofte("antwoord", lang, "parkeren", werkdag_na(timezone.localdate(), 3))
    )
    found = client.get(f"internetaken/{taak_id}").json
    assert len(found["gevraagdeHandeling"]) == 200
    assert found["gevraagdeHandeling"].endswith("…")
    assert found["toegewezenAanActor"]["uuid"] == str(actor_van_afdeling("parkeren"))
    assert client.patch(f"internetaken/{taak_id}", {"status": "verwerkt"}).json["status"] == "verwerkt"
    assert alles(InterneTaakInhoud)[0].gevraagde_handeling == lang.strip()


def test_a_task_follows_another_contact(client, steven):
    een, twee = contact(), contact()
    made = client.maak("internetaken", taak(een, steven))
    moved = client.patch(f"internetaken/{made['uuid']}", {"aanleidinggevendKlantcontact": ref(twee.id)}).json
    assert moved == {**made, "aanleidinggevendKlantcontact": full(twee.id)}
    assert alles(InterneTaak)[0].partij_id == twee.partij_id


def test_the_same_through_the_hot_way(client_echt, warm):
    k = contact()
    made = client_echt.maak("internetaken", taak(k, ref(actor_van_afdeling("parkeren"))))
    assert client_echt.get("internetaken", {"klantcontact__uuid": k.id}).uuids == [made["uuid"]]
    assert client_echt.get("internetaken", {"actoren__naam": "Parkeren"}).uuids == [made["uuid"]]
    assert set(warm) == {"register_internetaken"}
