"""bijlagen: where a document of a contact is kept."""

from __future__ import annotations

from geholpen.domain.klantinteracties.weergave import Filter, Weergave, url, verwijzing
from geholpen.domain.klantinteracties.weergaven.groepen import VRIJE_IDENTIFICATOR, op_vrije_identificator

BIJLAGEN = Weergave(
    naam="bijlagen",
    tabel="bijlage_verwijzing",
    velden=(
        ("uuid", "r.id"),
        ("url", url("bijlagen", "r.id")),
        ("wasBijlageVanKlantcontact", verwijzing("klantcontacten", "r.klantcontact_id")),
        ("bijlageidentificator", VRIJE_IDENTIFICATOR),
    ),
    filters={
        **op_vrije_identificator("bijlageidentificator", "r"),
        "klantcontact__uuid": Filter("r.klantcontact_id = %::uuid"),
    },
    vaak=(("klantcontact__uuid",),),
)
