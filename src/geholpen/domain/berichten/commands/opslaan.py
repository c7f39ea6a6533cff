"""Store a received message: metadata, content and attachments each in the table of their category."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.draden import Draad
from geholpen.domain.berichten.models import Bericht, BerichtInhoud, BerichtOpzoek, Bijlage, Envelop
from geholpen.domain.berichten.ports import OntvangenBericht
from geholpen.domain.klantcontacten.queries import activiteit_van
from geholpen.platform.context import Context

NIET_BEWEZEN = "Wij weten niet zeker of dit bericht van deze afzender komt. Geef geen gegevens zonder controle."
HOORT_MISSCHIEN_BIJ = "Dit bericht verwijst naar een andere vraag, maar de afzender doet daar niet aan mee."


@dataclass(frozen=True, slots=True)
class Plek:
    """Where a message belongs: customer, klantvraag, contact moment."""

    partij_id: UUID
    klantvraag_id: UUID
    klantcontact_id: UUID


def store_bericht(
    ctx: Context,
    bericht: OntvangenBericht,
    envelop: Envelop,
    plek: Plek,
    *,
    volgnummer: int,
    niveau: str,
    draad: Draad | None,
) -> UUID:
    """Write one inbound message under the purpose of its klantvraag. Returns its id."""
    eigen = {"partij_id": plek.partij_id, "klantvraag_id": plek.klantvraag_id}
    eigen |= ctx.herkomst(activiteit_van(ctx.over({plek.partij_id}), plek.partij_id, plek.klantvraag_id))
    row = Bericht.objects.create(
        klantcontact_id=plek.klantcontact_id,
        volgnummer=volgnummer,
        richting="in",
        kanaal=envelop.kanaal,
        aard=bericht.aard,
        niveau=niveau,
        moment=envelop.ontvangen_op,
        envelop_id=envelop.id,
        **eigen,
    )
    BerichtInhoud.objects.create(id=row.id, **_inhoud(bericht, niveau, draad), **eigen)
    Bijlage.objects.bulk_create(_bijlagen(bericht, row.id, eigen))
    van = bericht.van.adres if bericht.van else ""
    BerichtOpzoek.objects.create(
        sleutel=antwoordadres.message_key(bericht.message_id),
        bericht_id=row.id,
        partij_id=plek.partij_id,
        klantvraag_id=plek.klantvraag_id,
        inhoud_sleutel=antwoordadres.content_key(bericht.tekst, bericht.onderwerpregel, van),
    )
    return row.id


def _inhoud(bericht: OntvangenBericht, niveau: str, draad: Draad | None) -> dict[str, Any]:
    warnings = list(bericht.waarschuwingen)
    if niveau == "asserted":
        warnings.append(NIET_BEWEZEN)
    if draad is not None and not draad.zeker:
        warnings.append(HOORT_MISSCHIEN_BIJ)
    return {
        "message_id": bericht.message_id[:998],
        "in_reply_to": (bericht.in_reply_to[0] if bericht.in_reply_to else "")[:998],
        "referenties": list(bericht.references),
        "van": bericht.van.adres[:320] if bericht.van else "",
        "van_naam": bericht.van.naam[:320] if bericht.van else "",
        "aan": [a.adres for a in bericht.aan[:100]],
        "cc": [a.adres for a in bericht.cc[:100]],
        "onderwerpregel": bericht.onderwerpregel,
        "tekst": bericht.tekst,
        "nieuwe_tekst": bericht.nieuwe_tekst,
        "html_veilig": bericht.html_veilig,
        "externe_beelden": bericht.externe_beelden,
        "waarschuwingen": warnings,
    }


def _bijlagen(bericht: OntvangenBericht, bericht_id: UUID, eigen: dict[str, Any]) -> list[Bijlage]:
    return [
        Bijlage(
            bericht_id=bericht_id,
            naam=b.naam[:200],
            opgegeven_type=b.opgegeven_type[:200],
            herkend_type=b.herkend_type[:200],
            grootte=b.grootte,
            sha256=b.sha256,
            content_id=b.content_id[:400],
            waarschuwing=b.waarschuwing,
            inhoud=b.inhoud,
            **eigen,
        )
        for b in bericht.bijlagen
    ]
