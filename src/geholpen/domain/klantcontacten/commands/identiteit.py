"""Check who the customer is: two right answers and no wrong one, or a proof of identity at the counter.

The first rung of the ladder. What we know is compared in the room `partijen` and never shown; what is kept is which
questions were asked and whether the answer was right.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.events import KlantvraagChanged
from geholpen.domain.klantcontacten.models import Identiteitscontrole, Klantvraag
from geholpen.domain.klantcontacten.opschrijven import locked
from geholpen.domain.klantcontacten.policy import may_talk, may_verify
from geholpen.domain.partijen.queries import Antwoorden, compare_antwoorden
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Refused

NODIG = 2  # right answers
MAX_FOUT = 3  # checks that failed within a day; after that it looks like guessing
LAAG = ("asserted", "matched")


@dataclass(frozen=True, slots=True)
class Controle:
    """What the employee asked, with the answers as the customer gave them, and whether a proof was on the counter."""

    antwoorden: Antwoorden = field(default_factory=Antwoorden)
    bewijs_gezien: bool = False


@dataclass(frozen=True, slots=True)
class Uitslag:
    """Per question right, wrong, or None for nothing to compare with; `voldoende`: now we are sure enough."""

    gevraagd: dict[str, bool | None]

    @property
    def voldoende(self) -> bool:
        """A proof of identity, or enough right answers without a wrong one."""
        if False in self.gevraagd.values():
            return False
        return bool(self.gevraagd.get("identiteitsbewijs")) or list(self.gevraagd.values()).count(True) >= NODIG


def judge(ctx: Context, partij_id: UUID, controle: Controle) -> Uitslag:
    """Compare the answers. Only inside a door. Raises Invalid when nothing was asked, or nobody is known."""
    bewijs: dict[str, bool | None] = {"identiteitsbewijs": True} if controle.bewijs_gezien else {}
    gevraagd = bewijs | compare_antwoorden(ctx, partij_id, controle.antwoorden)
    if not gevraagd:
        raise Invalid("controle", "Vul in wat de klant antwoordde, of kruis aan dat u een identiteitsbewijs zag.")
    return Uitslag(gevraagd)


@command(may=may_talk, gegevens=(), leest={G.CONTACTHISTORIE}, naam="Tijdens ons gesprek gecontroleerd wie u bent")
def try_controle(ctx: Context, partij_id: UUID, gesprek_id: UUID, controle: Controle) -> Uitslag:
    """The outcome while the customer is on the line; `record_gesprek` keeps it with what was discussed."""
    return judge(ctx, partij_id, controle)


@command(may=may_verify, gegevens={G.CONTACTHISTORIE}, naam="Wij hebben gecontroleerd wie u bent")
def verify_identiteit(ctx: Context, partij_id: UUID, klantvraag_id: UUID, controle: Controle) -> Uitslag:
    """Check who the customer of this klantvraag is; when that is sure enough, its level becomes verified.

    A check that failed is kept too. Raises Refused after too many of them, Invalid when nothing was asked.
    """
    vraag = locked(partij_id, klantvraag_id)
    sinds = timezone.now() - timedelta(days=1)
    mis = Identiteitscontrole.objects.filter(partij_id=partij_id, voldoende=False, gecontroleerd_op__gt=sinds)
    if len(mis[:MAX_FOUT]) == MAX_FOUT:
        raise Refused(
            "TE_VAAK_FOUT", "Er klopten te vaak antwoorden niet. Vraag de klant met een bewijs naar de balie."
        )
    uitslag = judge(ctx, partij_id, controle)
    note_controle(ctx, partij_id, klantvraag_id, vraag.onderwerp_code, uitslag)
    if uitslag.voldoende and vraag.niveau in LAAG:
        raise_niveau(ctx, vraag)
    return uitslag


def note_controle(ctx: Context, partij_id: UUID, vraag_id: UUID, onderwerp_code: str, uitslag: Uitslag) -> None:
    """Keep what was asked and how it ended, with the klantvraag it was asked for."""
    Identiteitscontrole.objects.create(
        partij_id=partij_id,
        klantvraag_id=vraag_id,
        medewerker_id=ctx.actor.person,
        gecontroleerd_op=timezone.now(),
        gevraagd=uitslag.gevraagd,
        voldoende=uitslag.voldoende,
        **ctx.herkomst(onderwerp(onderwerp_code).activiteit),
    )


def raise_niveau(ctx: Context, vraag: Klantvraag) -> None:
    """From now on we are sure who asks this."""
    Klantvraag.objects.filter(partij_id=vraag.partij_id, id=vraag.id).update(niveau="verified")
    gevoelig = onderwerp(vraag.onderwerp_code).gevoelig
    ctx.publish(KlantvraagChanged(vraag.partij_id, vraag.id, vraag.afdeling_code, gevoelig, "identiteit"))
