"""actorklantcontacten: which actor had a contact."""

from __future__ import annotations

from geholpen.domain.klantinteracties.weergave import Filter, Weergave, url, verwijzing

ACTORKLANTCONTACTEN = Weergave(
    naam="actorklantcontacten",
    tabel="actor_klantcontact",
    velden=(
        ("uuid", "r.id"),
        ("url", url("actorklantcontacten", "r.id")),
        ("actor", verwijzing("actoren", "r.actor_id")),
        ("klantcontact", verwijzing("klantcontacten", "r.klantcontact_id")),
    ),
    filters={
        "actor__uuid": Filter("r.actor_id = %::uuid"),
        "klantcontact__uuid": Filter("r.klantcontact_id = %::uuid"),
    },
    vaak=(("klantcontact__uuid",),),
)
