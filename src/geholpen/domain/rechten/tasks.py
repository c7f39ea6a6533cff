"""Jobs of this room: a few lines that call a command; and what the worker looks at every hour."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format

from geholpen.domain.berichten.commands import send_kennisgeving
from geholpen.domain.bewaren.commands import wis_partij
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.queries import kenmerken_van, regel_van
from geholpen.domain.rechten.bewaken import MELD_AANGEHOUDEN, MELD_TERMIJN, tell_held, tell_term
from geholpen.domain.rechten.commands import (
    hervat_wissen,
    houd_aan,
    houd_aan_voor_vraag,
    houd_inlog_aan,
    rond_wissen_af,
    vertel_verbetering,
    voer_verbetering_uit,
    waarschuw_termijnen,
)
from geholpen.domain.rechten.gevolgen import PER_RIJ, login_until, te_wissen_adressen
from geholpen.domain.rechten.models import Soort, Uitkomst
from geholpen.domain.rechten.queries import verzoek
from geholpen.domain.rechten.vertellen import TAAK
from geholpen.platform.context import Context, system
from geholpen.platform.errors import Refused
from geholpen.platform.tasks import job


def look_at_verzoeken() -> int:
    """Terms that end, and erasures whose hold is over; safe to run every hour. Returns how many there were."""
    ctx = system("beheer", "rechten")
    return len(waarschuw_termijnen(ctx)) + len(hervat_wissen(ctx))


@job("kennisgeving")
def kennisgeving(ctx: Context, partij_id: str, klantvraag_id: str) -> None:
    """Tell the addresses we knew that somebody asks about this customer's data."""
    wie, id = UUID(partij_id), UUID(klantvraag_id)
    send_kennisgeving(ctx, wie, id, stilstand=verzoek(ctx, wie, id).verzoek.soort == Soort.BEZWAAR)


@job("voer_besluit_uit")
def voer_besluit_uit(ctx: Context, partij_id: str, verzoek_id: str) -> None:
    """Correct what was granted, erase what was decided to be erased."""
    wie, id = UUID(partij_id), UUID(verzoek_id)
    found = verzoek(ctx, wie, id)
    if found.verzoek.soort == Soort.CORRECTIE:
        voer_verbetering_uit(ctx, wie, id)
    soorten = frozenset(d["soort"] for d in found.delen if d["uitkomst"] == Uitkomst.TOEGEWEZEN)
    if found.verzoek.soort == Soort.VERWIJDERING and soorten and found.verzoek.uitvoering != "gedaan":
        tot = login_until(found.verzoek.besloten_op, soorten)
        _erase(ctx, wie, id, soorten, later=frozenset({G.BSN}) if tot and tot > timezone.now() else frozenset())


def _erase(
    ctx: Context, partij_id: UUID, verzoek_id: UUID, soorten: frozenset[int], later: frozenset[int] = frozenset()
) -> None:
    """Erase it, or say who waits for what: a legal hold is no fault that goes away by trying again.

    `later`: what stays for now, so that the customer can log in and read the decision.
    """
    adressen = te_wissen_adressen(ctx, partij_id, verzoek_id, soorten)
    if adressen is None:
        houd_aan_voor_vraag(ctx, partij_id, verzoek_id)
        return
    heel = (soorten - PER_RIJ if adressen else soorten) - later
    try:
        if heel or adressen:
            wis_partij(ctx.over(()), partij_id, heel, adressen)
    except Refused as refusal:
        if refusal.code != "BEWAARPLICHT":
            raise
        houd_aan(ctx, partij_id, verzoek_id)
    else:
        (houd_inlog_aan if later else rond_wissen_af)(ctx, partij_id, verzoek_id)


@job("hervat_wissen")
def hervat(ctx: Context) -> None:
    """A legal hold was lifted: what waited for it goes on."""
    hervat_wissen(ctx)


@job(TAAK)
def vertel(ctx: Context, partij_id: str, mededeling_id: str) -> None:
    """Tell one recipient of a corrected value, or look whether they know."""
    vertel_verbetering(ctx, UUID(partij_id), UUID(mededeling_id))


@job(MELD_TERMIJN)
def meld_termijn(ctx: Context, partij_id: str, klantvraag_id: str, soort: str, dag: str, voorbij: str) -> None:
    """Mail the privacy officer that a term ends or is over."""
    kenmerk = kenmerken_van(ctx, UUID(partij_id), [UUID(klantvraag_id)]).get(UUID(klantvraag_id), "")
    dag = date_format(date.fromisoformat(dag), "j F Y")
    tell_term(kenmerk, str(Soort(soort).label), dag, voorbij=bool(voorbij))


@job(MELD_AANGEHOUDEN)
def meld_aangehouden(ctx: Context, partij_id: str, klantvraag_id: str, over: str, grond: str) -> None:
    """Mail the privacy officer and the department that an erasure waits for a legal hold."""
    wie, vraag, waarover = UUID(partij_id), UUID(klantvraag_id), UUID(over)
    kenmerken = kenmerken_van(ctx, wie, [vraag, waarover])
    afdeling = regel_van(ctx, wie, waarover).afdeling_code if waarover in kenmerken else ""
    tell_held(kenmerken.get(vraag, ""), kenmerken.get(waarover, ""), grond, afdeling)
