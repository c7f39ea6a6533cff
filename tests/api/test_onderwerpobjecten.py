"""onderwerpobjecten: references to other registers, and our own questions among them."""

from __future__ import annotations

from uuid import uuid4

from geholpen.domain.klantcontacten.models import Klantcontact, Klantvraag, Onderwerpobject
from geholpen.domain.partijen.models import Partij
from tests.api.inzien import alles
from tests.api.rijen import contact, nog_een

KI = "http://testserver/klantinteracties/api/v1/"
ZAAK = {"objectId": "z-1", "codeObjecttype": "zaak", "codeRegister": "open-zaak", "codeSoortObjectId": "uuid"}
LEEG = dict.fromkeys(ZAAK, "")


def ref(id: object) -> dict[str, str]:
    return {"uuid": str(id)}


def full(id: object) -> dict[str, str]:
    return {"uuid": str(id), "url": f"{KI}klantcontacten/{id}"}


def test_made_shown_changed_and_removed(client):
    k, ander = contact(herkomst="api"), contact(herkomst="api")
    made = client.maak("onderwerpobjecten", {"klantcontact": ref(k.id), "onderwerpobjectidentificator": ZAAK})
    assert made == {
        "uuid": made["uuid"],
        "url": f"{KI}onderwerpobjecten/{made['uuid']}",
        "klantcontact": full(k.id),
        "wasKlantcontact": None,
        "onderwerpobjectidentificator": ZAAK,
    }
    pad = f"onderwerpobjecten/{made['uuid']}"
    assert client.put(pad, {}).json == made
    assert client.patch(pad, {"wasKlantcontact": ref(ander.id)}).json["wasKlantcontact"] == full(ander.id)
    assert client.patch(pad, {"klantcontact": ref(ander.id)}).json["klantcontact"] == full(ander.id)
    loose = client.patch(pad, {"klantcontact": None, "onderwerpobjectidentificator": {"objectId": "2"}}).json
    assert loose["klantcontact"] is None
    assert loose["onderwerpobjectidentificator"] == {**LEEG, "objectId": "2"}
    assert client.delete(pad).status == 204
    assert client.get(pad).status == 404


def test_one_of_no_contact_belongs_to_nobody_yet_and_leaves_nobody_behind(client):
    before = len(alles(Partij))
    made = client.maak("onderwerpobjecten", {"onderwerpobjectidentificator": None})
    assert made["klantcontact"] is made["wasKlantcontact"] is None
    assert made["onderwerpobjectidentificator"] == LEEG
    assert len(alles(Partij)) == before + 1
    k = contact(herkomst="api")
    joined = client.put(f"onderwerpobjecten/{made['uuid']}", {"klantcontact": ref(k.id)}).json
    assert joined["klantcontact"] == full(k.id)
    assert len(alles(Partij)) == before + 1  # that of the contact
    assert alles(Onderwerpobject)[0].partij_id == k.partij_id


def test_what_is_wrong_is_named(client):
    nergens = ref(uuid4())
    assert client.post("onderwerpobjecten", {"klantcontact": nergens}).fouten == {
        "klantcontact.uuid": ("invalid", "Klantcontact object bestaat niet.")
    }
    assert client.post("onderwerpobjecten", {"wasKlantcontact": nergens}).fouten == {
        "wasKlantcontact.uuid": ("invalid", "Klantcontact object bestaat niet.")
    }
    both = client.post("onderwerpobjecten", {"klantcontact": nergens, "wasKlantcontact": nergens}).fouten
    assert set(both) == {"klantcontact.uuid", "wasKlantcontact.uuid"}
    assert client.post("onderwerpobjecten", {"klantcontact": {}}).fouten["klantcontact.uuid"][0] == "required"
    assert client.post("onderwerpobjecten", {"klantcontact": ref("x")}).fouten["klantcontact.uuid"][0] == "invalid"


def test_every_filter(client):
    k, was = contact(herkomst="api"), contact(herkomst="api")
    een = client.maak(
        "onderwerpobjecten",
        {
            "klantcontact": ref(k.id),
            "wasKlantcontact": ref(was.id),
            "onderwerpobjectidentificator": ZAAK,
        },
    )
    client.maak("onderwerpobjecten", {})
    for naam, waarde in {
        "klantcontact__uuid": k.id,
        "klantcontact__url": f"http://elders.example/x/{k.id}",
        "wasKlantcontact__uuid": was.id,
        "wasKlantcontact__url": f"https://elders.example/{was.id}/",
        **{f"onderwerpobjectidentificator{n[0].upper()}{n[1:]}": w for n, w in ZAAK.items()},
    }.items():
        assert client.get("onderwerpobjecten", {naam: waarde}).uuids == [een["uuid"]], naam
    assert client.get("onderwerpobjecten").json["count"] == 2


def test_a_question_of_ours_is_one_under_its_public_reference(client):
    k = contact()
    kenmerk = alles(Klantvraag, id=k.klantvraag_id)[0].kenmerk
    (found,) = client.get("onderwerpobjecten", {"onderwerpobjectidentificatorObjectId": kenmerk}).json["results"]
    assert found["klantcontact"] == full(k.id)
    assert found["onderwerpobjectidentificator"] == {
        "objectId": kenmerk,
        "codeObjecttype": "klantvraag",
        "codeRegister": "geholpen",
        "codeSoortObjectId": "kenmerk",
    }
    assert client.get(f"onderwerpobjecten/{found['uuid']}").json == found
    assert "nonFieldErrors" in client.delete(f"onderwerpobjecten/{found['uuid']}").fouten


def test_joining_a_contact_to_a_question_of_the_same_customer_puts_it_there(client):
    ons = contact()
    los = nog_een(ons.partij_id, "onbekend", herkomst="api")
    kenmerk = alles(Klantvraag, id=ons.klantvraag_id)[0].kenmerk
    vraag = {
        "objectId": kenmerk,
        "codeObjecttype": "klantvraag",
        "codeRegister": "geholpen",
        "codeSoortObjectId": "kenmerk",
    }
    made = client.maak("onderwerpobjecten", {"klantcontact": ref(los.id), "onderwerpobjectidentificator": vraag})
    assert made["onderwerpobjectidentificator"] == vraag
    moved = alles(Klantcontact, id=los.id)[0]
    assert moved.klantvraag_id == ons.klantvraag_id
    assert not alles(Klantvraag, id=los.klantvraag_id)
    again = client.get("onderwerpobjecten", {"onderwerpobjectidentificatorObjectId": kenmerk})
    assert sorted(again.uuids) == sorted([str(ons.id), str(los.id)])


def test_somebody_elses_question_stays_theirs(client):
    ons, vreemd = contact(), contact(herkomst="api")
    kenmerk = alles(Klantvraag, id=ons.klantvraag_id)[0].kenmerk
    client.maak(
        "onderwerpobjecten",
        {
            "klantcontact": ref(vreemd.id),
            "onderwerpobjectidentificator": {
                "objectId": kenmerk,
                "codeObjecttype": "klantvraag",
                "codeRegister": "geholpen",
                "codeSoortObjectId": "kenmerk",
            },
        },
    )
    assert alles(Klantcontact, id=vreemd.id)[0].klantvraag_id == vreemd.klantvraag_id


def test_gotcha_17_cascade_removes_contacts_that_nothing_else_points_at(client):
    weg, blijft = contact(herkomst="api"), contact(herkomst="api")
    made = client.maak("onderwerpobjecten", {"klantcontact": ref(weg.id), "wasKlantcontact": ref(blijft.id)})
    client.maak("onderwerpobjecten", {"klantcontact": ref(blijft.id)})
    client.maak("bijlagen", {"wasBijlageVanKlantcontact": ref(weg.id)})
    taak = {
        "gevraagdeHandeling": "Bel terug",
        "aanleidinggevendKlantcontact": ref(weg.id),
        "toegewezenAanActoren": [],
        "status": "te_verwerken",
    }
    client.maak("internetaken", taak)
    answer = client.delete(f"onderwerpobjecten/{made['uuid']}", {"cascade": "true"})
    assert (answer.status, answer.json) == (200, {"behouden": [f"{KI}klantcontacten/{blijft.id}"]})
    assert [k.id for k in alles(Klantcontact)] == [blijft.id]
    assert not alles(Klantvraag, id=weg.klantvraag_id)
    assert client.get("bijlagen").json["count"] == client.get("internetaken").json["count"] == 0


def test_the_same_through_the_hot_way(client_echt, warm):
    k = contact(herkomst="api")
    made = client_echt.maak("onderwerpobjecten", {"klantcontact": ref(k.id)})
    assert client_echt.get("onderwerpobjecten", {"klantcontact__uuid": k.id}).uuids == [made["uuid"]]
    assert set(warm) == {"register_onderwerpobjecten"}
