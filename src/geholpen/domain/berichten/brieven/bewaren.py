"""Keep a letter for the person who files it. Inside the door that files."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from geholpen.domain.berichten.brieven.models import Scan
from geholpen.domain.berichten.ports import OntvangenBericht


def keep(envelop_id: UUID, ontvangen_op: datetime, bericht: OntvangenBericht) -> None:
    """What was read and drawn; again changes nothing."""
    Scan.objects.bulk_create(
        [
            Scan(
                envelop_id=envelop_id,
                ontvangen_op=ontvangen_op,
                paginas=len(bericht.paginabeelden),
                tekst=bericht.tekst,
                gelezen={
                    "message_id": bericht.message_id,
                    "kenmerken": list(bericht.onderwerpsleutels),
                    "waarschuwingen": list(bericht.waarschuwingen),
                },
                stukken=[
                    {"naam": b.naam, "type": b.herkend_type, "sha256": b.sha256, "waarschuwing": b.waarschuwing}
                    for b in bericht.bijlagen
                ],
                bestanden=[b.inhoud for b in bericht.bijlagen],
                beelden=list(bericht.paginabeelden),
            )
        ],
        ignore_conflicts=True,
    )
