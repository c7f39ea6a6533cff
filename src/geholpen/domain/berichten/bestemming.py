"""Where a message to a customer can go: over which channel, to which address, over which account. Inside a door."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten.accounts import mailbox_of, way_out, ways_out
from geholpen.domain.berichten.berichtenbox import box_of
from geholpen.domain.berichten.models import Bericht, BerichtInhoud
from geholpen.domain.berichten.ports import Kanaalidentiteit, Mogelijkheden, kanaal, kanalen
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.herkennen import hides_addresses
from geholpen.domain.partijen.queries import (
    BERICHTENBOX,
    POSTADRES,
    Adressering,
    adressering,
    afgemelde_adressen,
    postadressen,
)
from geholpen.platform.context import Context, system
from geholpen.platform.doors import catalogue, query
from geholpen.platform.errors import Invalid
from geholpen.platform.telefoonnummer import can_text

#: Without a wish of the customer: in this order, and a letter when nothing else is left.
VOLGORDE = ("email", "whatsapp", "sms", "berichtenbox", "brief")
EIGEN = "email"  # has settings of its own and needs no account
GEEN_ADRES = "Van deze klant is geen werkend adres voor dit kanaal bekend. Kies een ander kanaal."
GEEN_MAILADRES = "Van deze klant is geen werkend mailadres bekend. Bel de klant of stuur een brief."


@dataclass(frozen=True, slots=True)
class Bestemming:
    """One way to somebody."""

    kanaal: str
    identiteit: Kanaalidentiteit
    account_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Antwoordweg:
    """A channel this customer can be answered over. `venster_tot`: free text until then; None: always."""

    kanaal: str
    identiteitsoort: str
    adressen: tuple[str, ...]
    venster_tot: datetime | None
    venster_dicht: bool
    mogelijkheden: Mogelijkheden


def known_addresses(ctx: Context, partij_id: UUID) -> Adressering:
    """The working addresses; of somebody whose address is secret for the send only, not for whoever answers."""
    if hides_addresses(ctx, partij_id):
        ctx = system("bezorging", "antwoord").over({partij_id})
    return adressering(ctx, partij_id)


def _addresses(ctx: Context, partij_id: UUID, soort: str) -> tuple[str, ...]:
    """The working addresses of one kind. Where a letter goes is looked up for the send only, whoever answers."""
    if soort == POSTADRES:
        return postadressen(system("bezorging", "antwoord").over({partij_id}), partij_id)
    if soort == BERICHTENBOX:
        return box_of(partij_id)
    return known_addresses(ctx, partij_id).van(soort)


def choose(
    ctx: Context, partij_id: UUID, last: Bericht | None, wanted: str, aan: str, afdeling_code: str
) -> Bestemming:
    """The way to answer: over the channel asked for, else the one the customer used last where that can be answered.

    `aan`: one of the customer's own addresses; "" for where the last message came from, or the best. Raises Invalid.
    """
    code = wanted or (last.kanaal if last is not None and can_send(last.kanaal) else EIGEN)
    if not can_send(code):
        raise Invalid("kanaal", "Over dit kanaal kunt u nu niet antwoorden. Kies een ander kanaal.")
    soort = kanaal(code).identiteitsoort
    mine = _addresses(ctx, partij_id, soort)
    if aan and aan not in mine:
        raise Invalid("aan", "Dit adres is niet van deze klant.")
    waarde = aan or _came_from(partij_id, last, code, mine) or next(iter(mine), "")
    if not waarde:
        raise Invalid("aan", GEEN_MAILADRES if code == EIGEN else GEEN_ADRES)
    return Bestemming(code, Kanaalidentiteit(soort, waarde), _account(code, afdeling_code))


def _account(code: str, afdeling_code: str) -> UUID | None:
    return mailbox_of(afdeling_code) if code == EIGEN else way_out(code, afdeling_code)


def _came_from(partij_id: UUID, last: Bericht | None, code: str, mine: tuple[str, ...]) -> str:
    if last is None or last.kanaal != code:
        return ""
    van = BerichtInhoud.objects.filter(partij_id=partij_id, id=last.id).values_list("van", flat=True).first()
    return van if van in mine else ""


@catalogue
def can_send(code: str) -> bool:
    """Something can be sent over this channel now."""
    return code in kanalen() and bool(kanaal(code).identiteitsoort) and (code == EIGEN or code in ways_out())


@catalogue
def sendable() -> list[str]:
    """Every channel over which something can be sent now."""
    found = ways_out()
    return [c for c in kanalen() if kanaal(c).identiteitsoort and (c == EIGEN or c in found)]


def ways(ctx: Context, partij_id: UUID) -> Iterator[Antwoordweg]:
    """Every channel this customer can be answered over, the one they like best first."""
    known = known_addresses(ctx, partij_id)
    for code in sorted(sendable(), key=lambda c: (c != known.voorkeurskanaal, _rank(c))):
        plug = kanaal(code)
        soort = plug.identiteitsoort
        apart = soort in {POSTADRES, BERICHTENBOX}
        adressen = _addresses(ctx, partij_id, soort) if apart else known.van(soort)
        if not adressen:
            continue
        tot = window_until(partij_id, code)
        kan = plug.capabilities()
        dicht = kan.venster is not None and (tot is None or tot <= timezone.now())
        yield Antwoordweg(code, plug.identiteitsoort, adressen, tot, dicht, kan)


def _rank(code: str) -> int:
    return VOLGORDE.index(code) if code in VOLGORDE else len(VOLGORDE)


def window_until(partij_id: UUID, code: str) -> datetime | None:
    """Until when free text may be sent over this channel; None when it is closed, or has no window."""
    venster = kanaal(code).capabilities().venster
    if venster is None:
        return None
    rows = Bericht.objects.filter(partij_id=partij_id, kanaal=code, richting="in").order_by("-moment")
    last = rows.values_list("moment", flat=True).first()
    return last + venster if last else None


def free_text_until(partij_id: UUID, code: str) -> datetime | None:
    """Until when free text may go over this channel with a window; None when that is over. Inside a door."""
    tot = window_until(partij_id, code)
    return tot if tot is not None and tot > timezone.now() else None


def next_way(ctx: Context, partij_id: UUID, tried: Collection[str], afdeling_code: str) -> Bestemming | None:
    """The next channel to try after those that did not arrive; None when there is none left.

    Never one where the customer wants nothing that they did not ask for.
    """
    dicht = afgemelde_adressen(ctx, partij_id)  # nobody asked to be answered there
    for weg in ways(ctx, partij_id):
        welkom = [a for a in weg.adressen if (weg.identiteitsoort, a) not in dicht]
        if weg.kanaal not in tried and not weg.venster_dicht and welkom:
            identiteit = Kanaalidentiteit(weg.identiteitsoort, welkom[0])
            return Bestemming(weg.kanaal, identiteit, _account(weg.kanaal, afdeling_code))
    return None


def unasked_way(ctx: Context, partij_id: UUID, afdeling_code: str = "", *, kort: bool = True) -> Bestemming | None:
    """Where a message goes that the organisation sends by itself: by mail, else (`kort`: it has a short form) as a text
    message. Never where the customer wants nothing unasked, or asked not to be reached. None: nowhere."""
    dicht, wie = afgemelde_adressen(ctx, partij_id), adressering(ctx, partij_id)
    for mail in wie.emailadressen:
        if ("email", mail) not in dicht:
            return Bestemming(EIGEN, Kanaalidentiteit("email", mail))
    for nummer in wie.van("telefoonnummer") if kort and can_send("sms") else ():
        if can_text(nummer) and ("telefoonnummer", nummer) not in dicht:
            return Bestemming("sms", Kanaalidentiteit("telefoonnummer", nummer), way_out("sms", afdeling_code))
    return None


@query(gegevens={G.CONTACTADRESSEN, G.KANAALVOORKEUR}, voor="intake", naam="Gekeken hoe wij u bericht kunnen sturen")
def mededeling_over(ctx: Context, partij_id: UUID) -> str:
    """The channel over which a message that the organisation sends by itself reaches this customer; "" for none."""
    weg = unasked_way(ctx, partij_id)
    return weg.kanaal if weg else ""
