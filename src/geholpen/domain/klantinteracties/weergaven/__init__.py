"""Every resource of the standard, one file each."""

from __future__ import annotations

from geholpen.domain.klantinteracties.weergave import Weergave
from geholpen.domain.klantinteracties.weergaven.actoren import ACTOREN
from geholpen.domain.klantinteracties.weergaven.actorklantcontacten import ACTORKLANTCONTACTEN
from geholpen.domain.klantinteracties.weergaven.betrokkenen import BETROKKENEN
from geholpen.domain.klantinteracties.weergaven.bijlagen import BIJLAGEN
from geholpen.domain.klantinteracties.weergaven.categorieen import CATEGORIE_RELATIES, CATEGORIEEN
from geholpen.domain.klantinteracties.weergaven.contactgegevens import ORGANISATIE, PERSOON
from geholpen.domain.klantinteracties.weergaven.digitaleadressen import DIGITALEADRESSEN
from geholpen.domain.klantinteracties.weergaven.internetaken import INTERNETAKEN
from geholpen.domain.klantinteracties.weergaven.klantcontacten import KLANTCONTACTEN
from geholpen.domain.klantinteracties.weergaven.onderwerpobjecten import ONDERWERPOBJECTEN
from geholpen.domain.klantinteracties.weergaven.partij_identificatoren import PARTIJ_IDENTIFICATOREN
from geholpen.domain.klantinteracties.weergaven.partijen import PARTIJEN
from geholpen.domain.klantinteracties.weergaven.rekeningnummers import REKENINGNUMMERS
from geholpen.domain.klantinteracties.weergaven.vertegenwoordigingen import VERTEGENWOORDIGINGEN

ALLE: dict[str, Weergave] = {
    w.naam: w
    for w in (
        ACTOREN,
        ACTORKLANTCONTACTEN,
        BIJLAGEN,
        INTERNETAKEN,
        ONDERWERPOBJECTEN,
        BETROKKENEN,
        CATEGORIEEN,
        CATEGORIE_RELATIES,
        DIGITALEADRESSEN,
        KLANTCONTACTEN,
        ORGANISATIE,
        PARTIJEN,
        PARTIJ_IDENTIFICATOREN,
        PERSOON,
        REKENINGNUMMERS,
        VERTEGENWOORDIGINGEN,
    )
}
