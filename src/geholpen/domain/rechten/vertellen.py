"""How a recipient of a corrected value hears of it: other software by a notification, a department by mail."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.doelbinding.ports import Weg, meld, verteller
from geholpen.domain.organisatie.queries import organisatie
from geholpen.domain.rechten.models import Mededeling, Mededelingstand
from geholpen.platform.context import Context, system
from geholpen.platform.errors import Unavailable
from geholpen.platform.tasks import defer

TAAK = "vertel_verbetering"
ONDERWERP = "Een gegeven van een klant is verbeterd"
#: Categories that other software reads of a customer: only of these it sees what changed when it is told.
IN_DE_INTERFACE = frozenset({Gegevenssoort.NAAM, Gegevenssoort.CONTACTADRESSEN, Gegevenssoort.ADRES})
#: Attempts before a person has to look, and the longest wait between two looks.
POGINGEN, LANGSTE = 6, timedelta(hours=1)
_STAND = {
    Weg.WEG: Mededelingstand.VERTELD,
    Weg.ONBEKEND: Mededelingstand.ONBEKEND,
    Weg.GEEN: Mededelingstand.NIET_MOGELIJK,
    Weg.MISLUKT: Mededelingstand.MISLUKT,
    Weg.WACHT: Mededelingstand.WACHT,
}


def plan(ctx: Context, mededeling: Mededeling) -> None:
    """Tell it in a job of its own, in this transaction; later and later when it was tried before."""
    if mededeling.stand != Mededelingstand.WACHT:
        return
    wait = min(timedelta(seconds=6 ** min(mededeling.pogingen, 6)), LANGSTE) if mededeling.pogingen else timedelta(0)
    own = system(ctx.kanaal, "verbetering").over({mededeling.partij_id})
    defer(
        TAAK,
        own,
        at=timezone.now() + wait if wait else None,
        partij_id=str(mededeling.partij_id),
        mededeling_id=str(mededeling.id),
    )


def tell(mededeling: Mededeling) -> str:
    """Do it, or look what became of it. Returns the new state."""
    if mededeling.soort == "afdeling":
        return _by_mail(mededeling)
    via = verteller()
    if mededeling.soort != "applicatie" or via is None or mededeling.gegeven not in IN_DE_INTERFACE:
        return Mededelingstand.NIET_MOGELIJK
    found = via.stand(mededeling.sleutel)
    if found == Weg.GEEN and via.vertel(UUID(mededeling.wie), mededeling.partij_id, mededeling.sleutel):
        return Mededelingstand.WACHT
    return _STAND[found]


def _by_mail(mededeling: Mededeling) -> str:
    lists = organisatie().instellingen.get("afdeling_mail")
    adres = str(lists.get(mededeling.wie, "")) if isinstance(lists, dict) else ""
    if not adres:
        return Mededelingstand.NIET_MOGELIJK
    try:
        return _STAND[meld(adres, ONDERWERP, text_for(mededeling))]
    except Unavailable as why:
        done = why.permanent or mededeling.pogingen + 1 >= POGINGEN
        return Mededelingstand.MISLUKT if done else Mededelingstand.WACHT


def text_for(mededeling: Mededeling) -> str:
    """What a department reads: which kind of data, and for which question they looked. Nobody's name, no value."""
    wat = Gegevenssoort(mededeling.gegeven).omschrijving
    vraag = f"U keek voor het laatst voor vraag {mededeling.kenmerk}.\n" if mededeling.kenmerk else ""
    return (
        f"Een klant liet een gegeven verbeteren. Bij de klant heet dat: {wat}.\n"
        f"Uw afdeling heeft het oude gegeven gezien. {vraag}\n"
        "In Geholpen staat nu het goede gegeven. Staat het oude nog in een eigen lijst, brief of ander programma\n"
        "van uw afdeling? Verbeter het daar ook. Weet u niet om wie het gaat? Vraag het de privacy officer.\n"
    )
