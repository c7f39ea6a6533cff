"""How every way in and out is doing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from geholpen.domain.berichten.models import Kanaalstand
from geholpen.platform.doors import catalogue


@dataclass(frozen=True, slots=True)
class Kanaalregel:
    """How one way in or out is doing, with its cursor."""

    account: str
    kanaal: str
    stand: str
    uitleg: str
    laatst_ontvangen: datetime | None
    laatst_gezien: datetime | None
    uidvalidity: int
    laatste_uid: int


@catalogue
def kanaalstanden() -> list[Kanaalregel]:
    """All ways in and out."""
    return [
        Kanaalregel(
            k.account,
            k.kanaal,
            k.stand,
            k.uitleg,
            k.laatst_ontvangen,
            k.laatst_gezien,
            k.uidvalidity,
            k.laatste_uid,
        )
        for k in Kanaalstand.objects.order_by("account")
    ]
