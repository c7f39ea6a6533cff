"""Files that still lie with a provider: kept as a line at once, fetched by a job, shown when they are here."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from geholpen.domain.berichten.models import Bericht, Bijlage, BijlageStaat
from geholpen.domain.berichten.policy import may_intake
from geholpen.domain.berichten.ports import Mediaverwijzing, OntvangenBijlage
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform.context import Context
from geholpen.platform.doors import command

NIET_OPGEHAALD = "Dit bestand konden wij niet ophalen. Vraag de klant om het opnieuw te sturen."
ANDERS = "Dit bestand is onderweg veranderd: de controlesom klopt niet. Open het niet."


@dataclass(frozen=True, slots=True)
class OpTeHalen:
    """A file to fetch over a channel."""

    kanaal: str
    media: Mediaverwijzing


@command(
    may=may_intake, gegevens={G.DOCUMENTEN}, leest={G.CONTACTHISTORIE}, voor="intake",
    naam="Een bestand van u wordt opgehaald",
)  # fmt: skip
def begin_media(ctx: Context, partij_id: UUID, bijlage_id: UUID) -> OpTeHalen | None:
    """What to fetch; None when it is here already or is no longer wanted."""
    row = Bijlage.objects.filter(partij_id=partij_id, id=bijlage_id, staat=BijlageStaat.WACHT).first()
    if row is None:
        return None
    bericht = Bericht.objects.get(partij_id=partij_id, id=row.bericht_id)
    media = Mediaverwijzing(row.media_id, row.opgegeven_type, row.naam, row.sha256, row.grootte or None)
    return OpTeHalen(bericht.kanaal, media)


@command(may=may_intake, gegevens={G.DOCUMENTEN}, voor="intake", naam="Een bestand van u is opgehaald")
def store_media(ctx: Context, partij_id: UUID, bijlage_id: UUID, gehaald: OntvangenBijlage | None) -> None:
    """Keep what came, or that it never will. Another checksum than the provider said is kept with a warning."""
    row = Bijlage.objects.select_for_update().get(partij_id=partij_id, id=bijlage_id)
    mine = Bijlage.objects.filter(partij_id=partij_id, id=bijlage_id)
    if gehaald is None:
        mine.update(staat=BijlageStaat.WEG, waarschuwing=NIET_OPGEHAALD)
        return
    anders = row.sha256 and row.sha256 != gehaald.sha256
    mine.update(
        staat=BijlageStaat.HIER,
        herkend_type=gehaald.herkend_type,
        grootte=gehaald.grootte,
        sha256=gehaald.sha256,
        waarschuwing=" ".join(filter(None, [ANDERS if anders else "", gehaald.waarschuwing])),
        inhoud=gehaald.inhoud,
    )
