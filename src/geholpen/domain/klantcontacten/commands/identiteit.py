"""Check who the customer is: enough right answers, or a proof of identity at the counter.

What we know is compared in the room `partijen` and never shown; what is kept is which questions were asked and whether
the answer was right. It counts for this conversation or this question, and never makes more of it than "verified".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import activiteit_nummer, reden_tekst
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.commands.controlemelden import report_controle
from geholpen.domain.klantcontacten.controlestand import BEWIJS, Stand, stand_van
from geholpen.domain.klantcontacten.events import KlantvraagChanged
from geholpen.domain.klantcontacten.models import Gesprek, Identiteitscontrole, Klantvraag
from geholpen.domain.klantcontacten.opschrijven import locked
from geholpen.domain.klantcontacten.policy import may_talk, may_verify
from geholpen.domain.partijen.queries import Antwoorden, compare_antwoorden
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Refused

LAAG = ("asserted", "matched")


@dataclass(frozen=True, slots=True)
class Controle:
    """What the employee asked, with the answers as the customer gave them, and whether a proof was on the counter."""

    antwoorden: Antwoorden = field(default_factory=Antwoorden)
    bewijs_gezien: bool = False


@dataclass(frozen=True, slots=True)
class Uitslag:
    """Per question of this attempt right or not, and how it stands now."""

    gevraagd: dict[str, bool]
    stand: Stand

    @property
    def voldoende(self) -> bool:
        """We are sure enough."""
        return self.stand.zeker


@command(may=may_talk, gegevens={G.CONTACTHISTORIE}, naam="Tijdens ons gesprek gecontroleerd wie u bent")
def try_controle(ctx: Context, partij_id: UUID, gesprek_id: UUID, controle: Controle) -> Uitslag:
    """Compare what the customer answers while they are there; the level of this conversation follows.

    A wrong answer is kept too. Raises Refused after too many of them, Invalid when nothing was asked.
    """
    if controle.bewijs_gezien and not Gesprek.objects.filter(id=gesprek_id, kanaal="balie").exists():
        raise Invalid("controle", "Een identiteitsbewijs kunt u alleen aan de balie zien. Stel de vragen.")
    return _attempt(ctx, partij_id, controle, {"gesprek_id": gesprek_id}, activiteit_nummer("onderwerp_bepalen"))


@command(may=may_verify, gegevens={G.CONTACTHISTORIE}, naam="Wij hebben gecontroleerd wie u bent")
def verify_identiteit(ctx: Context, partij_id: UUID, klantvraag_id: UUID, controle: Controle) -> Uitslag:
    """Check who the customer of this klantvraag is; when that is sure enough, its level becomes verified.

    A wrong answer is kept too. Raises Refused after too many of them, Invalid when nothing was asked.
    """
    vraag = locked(partij_id, klantvraag_id)
    voor = onderwerp(vraag.onderwerp_code).activiteit
    uitslag = _attempt(ctx, partij_id, controle, {"klantvraag_id": klantvraag_id}, voor)
    if uitslag.voldoende and vraag.niveau in LAAG:
        raise_niveau(ctx, vraag)
    return uitslag


def _attempt(ctx: Context, partij_id: UUID, controle: Controle, bij: dict[str, UUID], voor: int) -> Uitslag:
    """One attempt, kept with what it belongs to; `voor` is the activity it is kept for."""
    _alone(partij_id)
    (reden_id,) = bij.values()
    stand = stand_van(partij_id, reden_id)
    if stand.dicht and controle.antwoorden != Antwoorden():
        raise Refused("TE_VAAK_FOUT", reden_tekst("TE_VAAK_FOUT"))
    gevraagd = ({BEWIJS: True} if controle.bewijs_gezien else {}) | compare_antwoorden(
        ctx, partij_id, controle.antwoorden
    )
    if not gevraagd:
        raise Invalid("controle", "Vul in wat de klant antwoordde, of kruis aan dat u een identiteitsbewijs zag.")
    uitslag = Uitslag(gevraagd, stand.after(gevraagd))
    _keep(ctx, partij_id, gevraagd, uitslag.voldoende, voor, bij)
    if uitslag.stand.dicht:
        report_controle(ctx, partij_id, reden_id)
    return uitslag


def _alone(partij_id: UUID) -> None:
    """Until the transaction ends nobody else checks this customer: two at once would both be the last attempt."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"controle|{partij_id}"])


def _keep(
    ctx: Context, partij_id: UUID, gevraagd: dict[str, bool], voldoende: bool, voor: int, bij: dict[str, UUID]
) -> None:
    Identiteitscontrole.objects.create(
        partij_id=partij_id,
        medewerker_id=ctx.actor.person,
        gecontroleerd_op=timezone.now(),
        gevraagd=gevraagd,
        voldoende=voldoende,
        **bij,
        **ctx.herkomst(voor),
    )


def copy_controle(ctx: Context, partij_id: UUID, gesprek_id: UUID, vraag_id: UUID, onderwerp_code: str) -> None:
    """Show at a question that was discussed what was asked in the conversation, and how it ended."""
    stand = stand_van(partij_id, gesprek_id)
    gevraagd = dict.fromkeys(stand.fout, False) | dict.fromkeys(stand.goed, True)
    if gevraagd:
        bij = {"klantvraag_id": vraag_id, "gesprek_id": gesprek_id}
        _keep(ctx, partij_id, gevraagd, stand.zeker, onderwerp(onderwerp_code).activiteit, bij)


def raise_niveau(ctx: Context, vraag: Klantvraag) -> None:
    """From now on we are sure who asks this."""
    Klantvraag.objects.filter(partij_id=vraag.partij_id, id=vraag.id).update(niveau="verified")
    gevoelig = onderwerp(vraag.onderwerp_code).gevoelig
    ctx.publish(KlantvraagChanged(vraag.partij_id, vraag.id, vraag.afdeling_code, gevoelig, "identiteit"))
