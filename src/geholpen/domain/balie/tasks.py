"""Jobs of this room: telling customers, and other agendas."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.balie.commands import (
    close_day,
    expect_afspraak,
    finish_afspraak,
    mark_herinnerd,
    send_bevestiging,
    settle_extern,
)
from geholpen.domain.balie.ports import KAN_MEE, Antwoord, NietGeboekt, Onzeker, Vraag, agenda
from geholpen.domain.balie.queries import Externe, extern
from geholpen.domain.oproepen.commands import close_silent
from geholpen.domain.partijen.queries import adressering
from geholpen.platform.context import Context, system
from geholpen.platform.tasks import UITGAAND, defer, insist, job

#: How often an appointment of which we are not sure is looked for, and how long between.
KEREN, WACHT = 5, timedelta(minutes=2)
ONBEREIKBAAR = "De andere agenda was niet te bereiken. Maak de afspraak daar zelf, of bel de klant."
MEER_NODIG = "De andere agenda wil gegevens van de klant die wij niet geven of niet weten. Maak de afspraak daar zelf."


@job("bevestig_afspraak")
def bevestig_afspraak(ctx: Context, partij_id: str, afspraak_id: str) -> None:
    """Tell the customer how it stands."""
    send_bevestiging(ctx, UUID(partij_id), UUID(afspraak_id))


@job("herinner_afspraak")
def herinner_afspraak(ctx: Context, partij_id: str, afspraak_id: str) -> None:
    """Remind the customer, once."""
    if mark_herinnerd(ctx, UUID(partij_id), UUID(afspraak_id)):
        send_bevestiging(ctx, UUID(partij_id), UUID(afspraak_id), herinnering=True)


@job("rond_afspraak_af")
def rond_afspraak_af(ctx: Context, partij_id: str, afspraak_id: str) -> None:
    """They were helped."""
    finish_afspraak(ctx, UUID(partij_id), UUID(afspraak_id))


@job("verwacht_afspraak")
def verwacht_afspraak(ctx: Context, partij_id: str, afspraak_id: str) -> None:
    """They were not there when called."""
    expect_afspraak(ctx, UUID(partij_id), UUID(afspraak_id))


@job("boek_extern")
def boek_extern(ctx: Context, partij_id: str, afspraak_id: str, keer: str = "0") -> None:
    """Book in another agenda once; when it is not sure whether that worked, only read back."""
    found = extern(ctx, UUID(partij_id), UUID(afspraak_id))
    if found is None:
        return
    try:
        antwoord = _asked(ctx, UUID(partij_id), UUID(afspraak_id), found)
    except OSError:  # what it needs could not be read: nothing was asked, so it may be asked again
        if int(keer) < KEREN:
            _again(ctx, partij_id, afspraak_id, int(keer))
            return
        antwoord = Onzeker(ONBEREIKBAAR)
    if isinstance(antwoord, NietGeboekt) and antwoord.later and int(keer) < KEREN:
        antwoord = Onzeker(antwoord.uitleg)
    insist(lambda: _book(ctx, partij_id, afspraak_id, antwoord, int(keer)))


def _asked(ctx: Context, partij_id: UUID, afspraak_id: UUID, found: Externe) -> Antwoord:
    """What the other agenda says. Raises OSError before anything was asked."""
    andere = agenda(found.agenda, found.instellingen)
    if found.stand != "gevraagd":
        return andere.find(found.vraag)
    vraag = _filled(ctx, partij_id, found.vraag, andere.needs(found.vraag.soort))
    # from here on a crash leaves it unknown: it is never booked twice
    settle_extern(ctx, partij_id, afspraak_id, Onzeker("Wij boeken nu."))
    return andere.book(vraag) if vraag else Onzeker(MEER_NODIG)


def _filled(ctx: Context, partij_id: UUID, vraag: Vraag, nodig: frozenset[str]) -> Vraag | None:
    """The question with what the other agenda cannot do without, and nothing else of the customer.

    None: it wants something that we do not give or do not know; a person makes that appointment.
    """
    if not nodig:
        return vraag
    if nodig - KAN_MEE:
        return None
    wie = adressering(ctx, partij_id)
    email = next(iter(wie.emailadressen), "") if "email" in nodig else ""
    telefoon = next(iter(wie.telefoonnummers), "") if "telefoon" in nodig else ""
    if ("email" in nodig and not email) or ("telefoon" in nodig and not telefoon):
        return None
    return replace(vraag, email=email, telefoon=telefoon)


def _book(ctx: Context, partij_id: str, afspraak_id: str, antwoord: Antwoord, keer: int) -> None:
    stand = settle_extern(ctx, UUID(partij_id), UUID(afspraak_id), antwoord)
    if stand == "onbekend" and keer < KEREN:
        _again(ctx, partij_id, afspraak_id, keer)


def _again(ctx: Context, partij_id: str, afspraak_id: str, keer: int) -> None:
    ids = {"partij_id": partij_id, "afspraak_id": afspraak_id, "keer": str(keer + 1)}
    defer("boek_extern", ctx, at=timezone.now() + WACHT, queue=UITGAAND, **ids)


@job("zeg_extern_af")
def zeg_extern_af(ctx: Context, partij_id: str, afspraak_id: str) -> None:
    """Give the time back in the other agenda. Raises OSError to be tried again."""
    found = extern(ctx, UUID(partij_id), UUID(afspraak_id))
    if found is not None and found.extern_id and not agenda(found.agenda, found.instellingen).cancel(found.extern_id):
        raise OSError("not cancelled yet")


def look_round() -> int:
    """Appointments to which nobody came, and calls that an exchange stopped telling about. Returns how many."""
    ctx = system("balie", "niet gekomen")
    return close_silent(ctx) + len(close_day(ctx, timezone.now()))
