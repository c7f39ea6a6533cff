"""bijlagen and actorklantcontacten: what hangs on a contact."""

from __future__ import annotations

from uuid import uuid4

from geholpen.domain.klantcontacten.models import BijlageVerwijzing
from geholpen.domain.partijen.models import Partij
from tests.api.inzien import alles
from tests.api.rijen import contact
from tests.api.test_onderwerpobjecten import KI, LEEG, full, ref

DOCUMENT = {"objectId": "d-1", "codeObjecttype": "document", "codeRegister": "open-zaak", "codeSoortObjectId": "uuid"}


def test_an_attachment_is_made_shown_changed_and_removed(client):
    k, ander = contact(), contact()
    made = client.maak("bijlagen", {"wasBijlageVanKlantcontact": ref(k.id), "bijlageidentificator": DOCUMENT})
    assert made == {
        "uuid": made["uuid"],
        "url": f"{KI}bijlagen/{made['uuid']}",
        "wasBijlageVanKlantcontact": full(k.id),
        "bijlageidentificator": DOCUMENT,
    }
    pad = f"bijlagen/{made['uuid']}"
    assert client.put(pad, {}).json == made
    moved = client.patch(pad, {"wasBijlageVanKlantcontact": ref(ander.id), "bijlageidentificator": None}).json
    assert moved["wasBijlageVanKlantcontact"] == full(ander.id)
    assert moved["bijlageidentificator"] == LEEG
    assert alles(BijlageVerwijzing)[0].partij_id == ander.partij_id
    assert client.patch(pad, {"wasBijlageVanKlantcontact": None}).json["wasBijlageVanKlantcontact"] is None
    assert client.delete(pad).status == 204
    assert client.get(pad).status == 404


def test_an_attachment_of_no_contact_belongs_to_nobody_and_leaves_nobody_behind(client):
    before = len(alles(Partij))
    made = client.maak("bijlagen", {})
    assert made["wasBijlageVanKlantcontact"] is None
    assert client.delete(f"bijlagen/{made['uuid']}").status == 204
    assert len(alles(Partij)) == before


def test_filters_on_attachments(client):
    k = contact()
    een = client.maak("bijlagen", {"wasBijlageVanKlantcontact": ref(k.id), "bijlageidentificator": DOCUMENT})
    client.maak("bijlagen", {})
    for naam, waarde in {
        "klantcontact__uuid": k.id,
        **{f"bijlageidentificator{n[0].upper()}{n[1:]}": w for n, w in DOCUMENT.items()},
    }.items():
        assert client.get("bijlagen", {naam: waarde}).uuids == [een["uuid"]], naam


def test_an_attachment_of_a_contact_that_is_not_there(client):
    assert client.post("bijlagen", {"wasBijlageVanKlantcontact": ref(uuid4())}).fouten == {
        "wasBijlageVanKlantcontact.uuid": ("invalid", "Klantcontact object bestaat niet.")
    }


def test_an_actor_is_joined_to_a_contact_once(client):
    k, ander = contact(), contact()
    actor = client.maak("actoren", {"naam": "Steven", "soortActor": "medewerker"})
    wie = ref(actor["uuid"])
    made = client.maak("actorklantcontacten", {"actor": wie, "klantcontact": ref(k.id)})
    assert made == {
        "uuid": made["uuid"],
        "url": f"{KI}actorklantcontacten/{made['uuid']}",
        "actor": {"uuid": actor["uuid"], "url": actor["url"]},
        "klantcontact": full(k.id),
    }
    assert client.post("actorklantcontacten", {"actor": wie, "klantcontact": ref(k.id)}).fouten == {
        "nonFieldErrors": ("unique", "De velden actor, klantcontact moeten een unieke set zijn.")
    }
    twee = client.maak("actorklantcontacten", {"actor": wie, "klantcontact": ref(ander.id)})
    pad = f"actorklantcontacten/{twee['uuid']}"
    assert client.put(pad, {"actor": wie, "klantcontact": ref(ander.id)}).json == twee  # itself is no other
    assert client.patch(pad, {"klantcontact": ref(k.id)}).fouten["nonFieldErrors"][0] == "unique"
    assert client.put(pad, {"actor": wie}).fouten == {"klantcontact": ("required", "Dit veld is vereist.")}
    for naam, waarde in {
        "klantcontact__uuid": k.id,
        "klantcontact__url": f"http://elders.example/{k.id}",
    }.items():
        assert client.get("actorklantcontacten", {naam: waarde}).uuids == [made["uuid"]], naam
    for naam, waarde in {"actor__uuid": actor["uuid"], "actor__url": actor["url"]}.items():
        assert client.get("actorklantcontacten", {naam: waarde}).uuids == [twee["uuid"], made["uuid"]], naam
    assert client.get("actorklantcontacten", {"actor__url": "http://elders.example/geen"}).json["results"] == []
    assert client.delete(pad).status == 204


def test_who_or_what_is_not_there_cannot_be_joined(client):
    k = contact()
    actor = ref(client.maak("actoren", {"naam": "Steven", "soortActor": "medewerker"})["uuid"])
    assert client.post("actorklantcontacten", {"actor": ref(uuid4()), "klantcontact": ref(k.id)}).fouten == {
        "actor.uuid": ("invalid", "Actor object bestaat niet.")
    }
    assert client.post("actorklantcontacten", {"actor": actor, "klantcontact": ref(uuid4())}).fouten == {
        "klantcontact.uuid": ("invalid", "Klantcontact object bestaat niet.")
    }
    both = client.post("actorklantcontacten", {"actor": ref(uuid4()), "klantcontact": ref(uuid4())})
    assert set(both.fouten) == {"actor.uuid", "klantcontact.uuid"}


def test_the_same_through_the_hot_way(client_echt, warm):
    k = contact()
    made = client_echt.maak("bijlagen", {"wasBijlageVanKlantcontact": ref(k.id)})
    assert client_echt.get("bijlagen", {"klantcontact__uuid": k.id}).uuids == [made["uuid"]]
    actor = client_echt.maak("actoren", {"naam": "Steven", "soortActor": "medewerker"})
    client_echt.maak("actorklantcontacten", {"actor": ref(actor["uuid"]), "klantcontact": ref(k.id)})
    assert set(warm) == {"register_bijlagen", "register_actoren", "register_actorklantcontacten"}
