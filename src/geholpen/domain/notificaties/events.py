"""DOOR. That something changed which other software may hear of. Written by triggers in the database (`melden.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from geholpen.platform.events import event


@event
@dataclass(frozen=True, slots=True)
class BronChanged:
    """A resource of the interface was made, changed or removed, by whatever part of the product.

    Ids, codes and moments only: `kenmerken` holds no text about people.
    """

    gebeurtenis_id: UUID
    partij_id: UUID
    kanaal: str  # partijen, klantcontacten, internetaken
    bron: str  # partij, klantcontact, betrokkene …
    bron_id: UUID
    hoofd_id: UUID  # of the main object of the kanaal
    actie: str  # create, update, partial_update, destroy
    soort: int  # data category of the row
    voor: int  # number of the activity it was obtained for
    moment: datetime
    kenmerken: dict[str, str]
    zaak: str = ""  # the case that an onderwerpobject points to now
    zaak_oud: str = ""  # and the one it pointed to
