"""Write a message down, in or out: metadata, content and attachments each in the table of their category."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils import timezone

from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.models import Bericht, BerichtInhoud, BerichtOpzoek, Bijlage, BijlageStaat
from geholpen.domain.berichten.ports import Aard, Mediaverwijzing, OntvangenBijlage
from geholpen.domain.berichten.ports.bijlagen import schone_naam
from geholpen.domain.klantcontacten.opschrijven import Beurt
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform import prepared, tasks
from geholpen.platform.context import Context, system
from geholpen.platform.models import uuid7


@dataclass(frozen=True, slots=True)
class NieuwBericht:
    """One message. `inhoud`: fields of BerichtInhoud; without a Message-ID in it, it gets one of ours."""

    richting: str
    kanaal: str
    inhoud: dict[str, Any]
    aard: str = Aard.PERSOON
    niveau: str = ""
    moment: datetime | None = None  # default: now
    medewerker_id: UUID | None = None
    envelop_id: UUID | None = None
    sjabloonversie_id: UUID | None = None
    van_derde: str = ""  # from somebody we gave a message to, and not from the customer
    id: UUID = field(default_factory=uuid7)


def write_bericht(
    ctx: Context,
    beurt: Beurt,
    nieuw: NieuwBericht,
    *,
    bijlagen: Iterable[OntvangenBijlage] = (),
    media: Iterable[Mediaverwijzing] = (),
    account: str = "",
    erbij: Iterable[Model] = (),
) -> None:
    """Write one message in its turn, under the purpose of its klantvraag, with the rows that must be there with it.

    `media` are fetched later, over `account`.
    """
    eigen = label(ctx, beurt)
    mid = nieuw.inhoud.get("message_id") or antwoordadres.message_id(nieuw.id, organisatie().mailadres)
    bericht = Bericht(
        id=nieuw.id,
        klantcontact_id=beurt.klantcontact_id,
        volgnummer=beurt.volgnummer,
        richting=nieuw.richting,
        kanaal=nieuw.kanaal,
        aard=nieuw.aard,
        niveau=nieuw.niveau,
        moment=nieuw.moment or timezone.now(),
        medewerker_id=nieuw.medewerker_id,
        envelop_id=nieuw.envelop_id,
        **{"sjabloonversie_id": nieuw.sjabloonversie_id, "van_derde": nieuw.van_derde, **eigen},
    )
    inhoud = BerichtInhoud(**{**nieuw.inhoud, "id": nieuw.id, "message_id": mid[:998], **eigen})
    opzoek = BerichtOpzoek(
        sleutel=antwoordadres.message_key(mid),
        bericht_id=nieuw.id,
        partij_id=beurt.vraag.partij_id,
        klantvraag_id=beurt.vraag.id,
        inhoud_sleutel=antwoordadres.content_key(inhoud.tekst, inhoud.onderwerpregel, inhoud.van),
    )
    prepared.insert(*beurt.rijen, bericht, inhoud, opzoek, *erbij)
    Bijlage.objects.bulk_create(attachment_row(b, nieuw.id, eigen) for b in bijlagen)
    for row in Bijlage.objects.bulk_create(_media(m, nieuw.id, eigen) for m in media):
        van = system(nieuw.kanaal).over({row.partij_id})
        ids: dict[str, Any] = {"partij_id": str(row.partij_id), "bijlage_id": str(row.id), "account": account}
        tasks.defer("haal_media", van, queue=tasks.UITGAAND, **ids)


def label(ctx: Context, beurt: Beurt) -> dict[str, Any]:
    """What every row of a conversation carries: whose it is, and for which activity it is kept."""
    eigen = ctx.herkomst(beurt.onderwerp.activiteit)
    return eigen | {"partij_id": beurt.vraag.partij_id, "klantvraag_id": beurt.vraag.id}


def _media(m: Mediaverwijzing, bericht_id: UUID, eigen: dict[str, Any]) -> Bijlage:
    """A line for a file that is still with the provider; `sha256` is what the provider says it will be."""
    return Bijlage(
        bericht_id=bericht_id,
        naam=schone_naam(m.naam)[:200],
        opgegeven_type=m.opgegeven_type[:200],
        herkend_type="application/octet-stream",
        grootte=m.grootte or 0,
        sha256=m.sha256,
        staat=BijlageStaat.WACHT,
        media_id=m.id[:400],
        inhoud=b"",
        **eigen,
    )


def attachment_row(b: OntvangenBijlage, bericht_id: UUID, eigen: dict[str, Any]) -> Bijlage:
    """One file of a message."""
    return Bijlage(
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
