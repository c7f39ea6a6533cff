"""Catalogues of this room, loaded from a pack. No customer, so no purpose."""

from __future__ import annotations

from geholpen.domain.bewaren.models import Bewaartermijn, Selectieregel
from geholpen.platform.doors import catalogue


@catalogue
def load_bewaartermijn(tabel: str, dagen: int, waarom: str) -> None:
    """How many days raw rows of a table are kept. What is already there stays as it is."""
    Bewaartermijn.objects.bulk_create([Bewaartermijn(tabel=tabel, dagen=dagen, waarom=waarom)], ignore_conflicts=True)


@catalogue
def load_selectieregel(selectielijst: str, waardering: str) -> None:
    """What happens with records under this number of the selection list. What is already there stays as it is."""
    Selectieregel.objects.bulk_create(
        [Selectieregel(selectielijst=selectielijst, waardering=waardering)], ignore_conflicts=True
    )
