"""onderwerpobjecten: what a contact was about in another register.

A question of the product is one too: every contact of it shows its public reference (see the view).
"""

from __future__ import annotations

from geholpen.domain.klantinteracties.weergave import Filter, Weergave, url, verwijzing
from geholpen.domain.klantinteracties.weergaven.groepen import VRIJE_IDENTIFICATOR, op_vrije_identificator

ONDERWERPOBJECTEN = Weergave(
    naam="onderwerpobjecten",
    tabel="onderwerpobject_regel",
    samengesteld=True,
    velden=(
        ("uuid", "r.id"),
        ("url", url("onderwerpobjecten", "r.id")),
        ("klantcontact", verwijzing("klantcontacten", "r.klantcontact_id")),
        ("wasKlantcontact", verwijzing("klantcontacten", "r.was_klantcontact_id")),
        ("onderwerpobjectidentificator", VRIJE_IDENTIFICATOR),
    ),
    filters={
        "klantcontact__uuid": Filter("r.klantcontact_id = %::uuid"),
        **op_vrije_identificator("onderwerpobjectidentificator", "r"),
        "wasKlantcontact__uuid": Filter("r.was_klantcontact_id = %::uuid"),
    },
    vaak=(("klantcontact__uuid",), ("onderwerpobjectidentificatorObjectId",)),
)
