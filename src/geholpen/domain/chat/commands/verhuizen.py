"""A question that was asked as nobody goes to the customer who proved in its chat to have asked it, and back.

An employee decides under the purpose of the question; the system moves it, for both customers and in the same trace.
Nothing of the other customer is shown for it.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from geholpen.domain.berichten.queries import gesprek
from geholpen.domain.chat.commands.bezoeken import finish, hold, withdraw_ways
from geholpen.domain.chat.commands.schrijven import KANAAL
from geholpen.domain.chat.events import ChatChanged
from geholpen.domain.chat.models import Chatbezoek, Vraagverhuizing
from geholpen.domain.chat.policy import may_answer, may_serve
from geholpen.domain.chat.van_wie import plek_van, proven_by
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.events import KlantvraagChanged
from geholpen.domain.klantcontacten.opschrijven import set_niveau
from geholpen.domain.klantcontacten.queries import VraagRegel, regel_van
from geholpen.platform.context import Context, system
from geholpen.platform.doors import command
from geholpen.platform.errors import Refused

BEWEZEN = "authenticated"
GEEN_BEWIJS = gettext_noop("In deze chat heeft niemand laten zien wie het is. Vraag de klant om in te loggen.")
LUKT_NIET = gettext_noop("Aan deze vraag hangt iets dat bij deze klant moet blijven. Daarom blijft de vraag hier.")
NIET_VERPLAATST = gettext_noop("Deze vraag is niet bij een andere klant gelegd. Er is niets om terug te zetten.")
ZELF_GESCHREVEN = gettext_noop(
    "De klant heeft zelf al meer over deze vraag geschreven. De vraag is dus van deze klant."
)


@command(
    may=may_answer, gegevens={G.CONTACTHISTORIE}, naam="Een medewerker legde uw chat bij degene die daarin inlogde"
)
def place_with_proven(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> UUID:
    """Give the question to the customer who logged in in its chat; a second time changes nothing. Returns whose it is.

    Raises Refused when nobody proved anything, two people did, or something else holds it here.
    """
    bezoeken = hold(klantvraag_id)
    nu = plek_van(klantvraag_id)
    if nu is not None and nu != partij_id:
        return nu  # a colleague was first
    bewezen = proven_by(bezoeken)
    if bewezen is None or bewezen.bewezen_partij_id is None:
        raise Refused("GEEN_BEWIJS", GEEN_BEWIJS)
    naar, vraag = bewezen.bewezen_partij_id, regel_van(ctx, partij_id, klantvraag_id)
    move_to_proven(_both(ctx, partij_id, naar), vraag, bewezen, ctx.actor.person)
    _tell(ctx, naar, vraag, bewezen.id, "identiteit")
    return naar


@command(
    may=may_answer, gegevens={G.CONTACTHISTORIE}, leest={G.CONTACTINHOUD}, naam="Een medewerker zette uw chat terug"
)
def place_back(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> UUID:
    """Undo it. Returns whose it is now; a second time changes nothing.

    Raises Refused when it never was moved, the customer wrote in another channel since, or something else of theirs
    hangs on it.
    """
    bezoeken = hold(klantvraag_id)
    rows = Vraagverhuizing.objects.select_for_update().filter(klantvraag_id=klantvraag_id, terug_op=None)
    verhuizing = rows.filter(partij_id=partij_id).order_by("-id").first()
    if verhuizing is None:
        return _back_already(partij_id, klantvraag_id)
    sinds = (b for b in gesprek(ctx, partij_id, klantvraag_id) if b.moment > verhuizing.verhuisd_op)
    if any(b.richting == "in" and b.kanaal != KANAAL for b in sinds):
        raise Refused("ZELF_GESCHREVEN", ZELF_GESCHREVEN)
    vraag = regel_van(ctx, partij_id, klantvraag_id)
    move_back(_both(ctx, partij_id, verhuizing.van_partij_id), vraag, verhuizing, ctx.actor.person)
    _tell(ctx, verhuizing.van_partij_id, vraag, bezoeken[0].id, "verplaatst")
    return verhuizing.van_partij_id


@command(may=may_serve, gegevens={G.CONTACTHISTORIE}, voor="intake",
         naam="Uw vraag uit de chat bij uw gegevens gelegd, omdat u daarin inlogde")  # fmt: skip
def move_to_proven(ctx: Context, vraag: VraagRegel, bewezen: Chatbezoek, medewerker_id: UUID) -> None:
    """The windows in which this customer logged in go along; any other window about this question ends."""
    naar = bewezen.bewezen_partij_id
    assert naar is not None  # noqa: S101  looked at by who calls
    hier = Q(klantvraag_id=vraag.klantvraag_id, partij_id=vraag.partij_id)
    finish(ctx, hier & ~Q(bewezen_partij_id=naar), "medewerker")
    _move(vraag, naar, BEWEZEN)
    Chatbezoek.objects.filter(hier, bewezen_partij_id=naar).update(
        partij_id=naar, niveau=BEWEZEN, verhuisd_op=timezone.now(), terug_op=None
    )
    Vraagverhuizing.objects.create(
        partij_id=naar,
        klantvraag_id=vraag.klantvraag_id,
        van_partij_id=vraag.partij_id,
        niveau_voor=vraag.niveau,
        bewezen_op=bewezen.bewezen_op,
        bewezen_hoe=bewezen.bewezen_hoe,
        medewerker_id=medewerker_id,
        **ctx.herkomst(onderwerp(vraag.onderwerp_code).activiteit),
    )


@command(may=may_serve, gegevens={G.CONTACTHISTORIE}, voor="intake", naam="Een vraag uit de chat teruggezet")
def move_back(ctx: Context, vraag: VraagRegel, verhuizing: Vraagverhuizing, medewerker_id: UUID) -> None:
    """Where it came from, as sure of who asks as it was there."""
    terug = verhuizing.van_partij_id
    _move(vraag, terug, verhuizing.niveau_voor)
    hier = Chatbezoek.objects.filter(klantvraag_id=vraag.klantvraag_id, partij_id=vraag.partij_id)
    now = timezone.now()
    hier.update(partij_id=terug, niveau=verhuizing.niveau_voor, terug_op=now)
    Vraagverhuizing.objects.filter(partij_id=terug, id=verhuizing.id).update(
        terug_op=now, terug_medewerker_id=medewerker_id
    )


def _back_already(partij_id: UUID, klantvraag_id: UUID) -> UUID:
    """Where a question is that was put back before. Raises Refused for one that never was given to somebody."""
    nu = plek_van(klantvraag_id)
    if nu is not None and nu != partij_id:
        return nu  # a colleague was first
    if not Vraagverhuizing.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id).exists():
        raise Refused("NIET_VERPLAATST", NIET_VERPLAATST)
    return partij_id


def _both(ctx: Context, een: UUID, ander: UUID) -> Context:
    """The system at work for both customers, in the trace of the employee who decided."""
    return replace(system(KANAAL, ctx.oorsprong).over({een, ander}), trace=ctx.trace)


def _move(vraag: VraagRegel, naar: UUID, niveau: str) -> None:
    """Everything about the question. Raises Refused when something that stays here refers to it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT verhuis_naar_klant(%s, %s, %s)", [vraag.partij_id, vraag.klantvraag_id, naar])
        (gelukt,) = cursor.fetchone()
    if not gelukt:
        raise Refused("BLIJFT_HIER", LUKT_NIET)
    set_niveau(naar, vraag.klantvraag_id, niveau)
    withdraw_ways(vraag.klantvraag_id)


def _tell(ctx: Context, partij_id: UUID, vraag: VraagRegel, bezoek_id: UUID, wat: str) -> None:
    gevoelig = onderwerp(vraag.onderwerp_code).gevoelig
    ctx.publish(KlantvraagChanged(partij_id, vraag.klantvraag_id, vraag.afdeling_code, gevoelig, wat))
    ctx.publish(ChatChanged(partij_id, vraag.klantvraag_id, bezoek_id, "bewezen"))
