"""Tell the customer: it stands, it is moved, it is off, it is tomorrow. With an entry for their calendar."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format

from geholpen.domain.balie.agenda import NL
from geholpen.domain.balie.codes import meldcode
from geholpen.domain.balie.ics import entry
from geholpen.domain.balie.models import STAAT, Afspraak, Afspraaksoort, Locatie, Stand
from geholpen.domain.balie.plaatsen import video_rooms
from geholpen.domain.balie.policy import may_intake
from geholpen.domain.berichten.commands import Bestand, send_mededeling
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform.context import Context
from geholpen.platform.doors import command

_VERZET = "Uw afspraak is verzet. De nieuwe tijd staat hieronder."
_BEGIN = {
    Stand.BEVESTIGD: "Uw afspraak staat.",
    Stand.AFGEZEGD: "Uw afspraak is afgezegd.",
    Stand.GEWEIGERD: "Uw afspraak ging niet door: de tijd was niet meer vrij. Maak een nieuwe afspraak.",
}


@command(
    may=may_intake,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    voor="intake",
    naam="U kreeg bericht over uw afspraak",
)
def send_bevestiging(ctx: Context, partij_id: UUID, afspraak_id: UUID, *, herinnering: bool = False) -> None:
    """Say how the appointment stands: by mail with a calendar entry, else as a text message. In Mijn it always stands.

    Nothing goes where there is no address for it; who made the appointment at the desk read so (`mededeling_over`).
    """
    row = Afspraak.objects.filter(partij_id=partij_id, id=afspraak_id).first()
    if row is None or (herinnering and row.stand not in STAAT) or (not herinnering and row.stand not in _BEGIN):
        return
    plek = Locatie.objects.get(code=row.locatie_code)
    wat = Afspraaksoort.objects.get(code=row.soort_code)
    begin = "Denkt u aan uw afspraak?" if herinnering else _VERZET if _moved(row) else _BEGIN[Stand(row.stand)]
    regel = f"Uw afspraak bij {organisatie().naam}"  # no kind of appointment is about something sensitive
    bestanden = () if row.stand == Stand.GEWEIGERD else (Bestand("afspraak.ics", "text/calendar", calendar_entry(row)),)
    kort = _short(row, plek, begin)
    send_mededeling(ctx, partij_id, row.klantvraag_id, _text(row, wat, plek, begin), bestanden, regel, kort)


def _moved(row: Afspraak) -> bool:
    """Whether it stands at another moment than the customer was told first."""
    return row.stand == Stand.BEVESTIGD and row.versie > 0


def _text(row: Afspraak, wat: Afspraaksoort, plek: Locatie, begin: str) -> str:
    """What it is for stands in it: no kind of appointment has a name that tells something sensitive."""
    lines = [begin, "", _when(row), f"Waarvoor: {wat.naam}", _where(row, plek)]
    if not row.video_sleutel and row.stand in STAAT:
        lines.append(f"Aanmelden bij de zuil: met code {meldcode(row.id)}")
    if wat.meenemen and row.stand in STAAT:
        lines.append(f"Neem mee: {wat.meenemen}")
    if row.stand in STAAT:
        lines += ["", _change(row)]
    return "\n".join(lines)


def _short(row: Afspraak, plek: Locatie, begin: str) -> str:
    """The same for a text message: without what it is for, which shows on a locked telephone."""
    lines = [f"{organisatie().naam}: {begin}", _when(row), _where(row, plek)]
    if row.stand in STAAT:
        lines.append(_change(row))
    return "\n".join(lines)


def _change(row: Afspraak) -> str:
    """An appointment in the agenda of another system is not moved from here."""
    kan = "Verzetten of afzeggen" if row.agenda == "eigen" else "Afzeggen"
    return f"{kan} kan in Mijn {organisatie().naam}."


def _when(row: Afspraak) -> str:
    moment = row.begin.astimezone(NL)
    return f"Wanneer: {date_format(moment, 'l j F Y')} om {moment:%H.%M} uur"


def _where(row: Afspraak, plek: Locatie) -> str:
    if not row.video_sleutel:
        return f"Waar: {plek.naam}, {plek.adres}"
    return f"Waar: online, via {video_link(row)}" if video_link(row) else "Waar: online"


def video_link(row: Afspraak) -> str:
    """Where the video call is: an address that only the customer and we know; "" without a product."""
    return f"{video_rooms()}/{row.video_sleutel}" if video_rooms() else ""


def calendar_entry(row: Afspraak) -> bytes:
    """The appointment for somebody's calendar; a higher version moves or removes what stands there."""
    plek, wat = Locatie.objects.get(code=row.locatie_code), Afspraaksoort.objects.get(code=row.soort_code)
    waar = video_link(row) if row.video_sleutel else f"{plek.naam}, {plek.adres}"
    weg = row.stand == Stand.AFGEZEGD
    return entry(row.id, row.versie, row.begin, row.eind, wat.naam, waar, organisatie().naam, weg=weg)


@command(may=may_intake, gegevens={G.CONTACTHISTORIE}, voor="intake", naam="U bent herinnerd aan uw afspraak")
def mark_herinnerd(ctx: Context, partij_id: UUID, afspraak_id: UUID) -> bool:
    """Whether a reminder must go out now: once per moment, and not for one that was moved or cancelled."""
    row = Afspraak.objects.select_for_update().filter(partij_id=partij_id, id=afspraak_id, stand__in=STAAT).first()
    soon = row is not None and row.herinnerd_op is None and row.begin - timezone.now() < timedelta(hours=25)
    if soon:
        Afspraak.objects.filter(partij_id=partij_id, id=afspraak_id).update(herinnerd_op=timezone.now())
    return soon
