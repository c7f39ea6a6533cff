"""An employee writes down who may act for whom, ends it, and decides between claims that exclude each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.models import Besluit, SoortVertegenwoordiging, Vertegenwoordiging
from geholpen.domain.partijen.policy import may_arrange, may_change_voorkeur
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Missing, Refused
from geholpen.platform.models import uuid7
from geholpen.platform.tasks import defer

#: Where the ground can be looked up again.
BRONNEN = ("uitspraak", "curateleregister", "gezagsregister", "brp", "erfrecht", "formulier")
_KORT = 5  # characters: less says nothing
VOOR, DOOR = "vertegenwoordigt", "vertegenwoordigd"
#: The job that tells the team lead when a new claim waits for a decision; it is in the room that knows when.
MELD_AANSPRAAK = "meld_aanspraak"


@dataclass(frozen=True, slots=True)
class NieuweVertegenwoordiging:
    """Who acts for whom, on which subjects (none: all that this kind reaches), how long, and what was seen of it."""

    soort: str
    vertegenwoordiger_id: UUID
    vertegenwoordigde_id: UUID
    omvang: tuple[str, ...]
    geldig_van: date
    geldig_tot: date | None
    bewijs: str
    bron: str


@command(
    may=may_arrange,
    voor="contactgegevens",
    gegevens={G.VERTEGENWOORDIGING},
    naam="Opgeschreven wie voor wie mag spreken",
)
def record_vertegenwoordiging(ctx: Context, nieuw: NieuweVertegenwoordiging) -> UUID:
    """Write it down at both; whether it holds is decided each time it is used. Returns its id. Raises Invalid."""
    _check(nieuw)
    if {nieuw.vertegenwoordiger_id, nieuw.vertegenwoordigde_id} != ctx.partijen:
        raise Refused("ANDERE_KLANT", "Deze gegevens horen bij een andere klant.")
    id, eigen = uuid7(), ctx.herkomst()
    wie, voor = nieuw.vertegenwoordiger_id, nieuw.vertegenwoordigde_id
    Vertegenwoordiging.objects.bulk_create(
        Vertegenwoordiging(
            id=id,
            partij_id=van,
            andere_partij_id=ander,
            kant=kant,
            soort=nieuw.soort,
            omvang=sorted(nieuw.omvang),
            geldig_van=nieuw.geldig_van,
            geldig_tot=nieuw.geldig_tot,
            bewijs=nieuw.bewijs.strip()[:200],
            bron=nieuw.bron,
            vastgelegd_door=ctx.actor.person,
            **eigen,
        )
        for van, ander, kant in ((wie, voor, VOOR), (voor, wie, DOOR))
    )
    defer(MELD_AANSPRAAK, ctx, partij_id=str(voor), id=str(id), afdeling=ctx.actor.afdeling)
    return id


def _check(nieuw: NieuweVertegenwoordiging) -> None:
    if nieuw.soort not in SoortVertegenwoordiging.values or nieuw.soort == SoortVertegenwoordiging.OPGEGEVEN:
        raise Invalid("soort", "Kies wat voor vertegenwoordiging het is.")
    if nieuw.vertegenwoordiger_id == nieuw.vertegenwoordigde_id:
        raise Invalid("ander", "Iemand kan niet zichzelf vertegenwoordigen. Kies de ander.")
    if nieuw.soort == SoortVertegenwoordiging.ERFGENAAM and not nieuw.omvang:
        raise Invalid("omvang", "Kies waarover de erfgenaam mag spreken. Een erfgenaam mag nooit over alles spreken.")
    if nieuw.geldig_tot and nieuw.geldig_tot < nieuw.geldig_van:
        raise Invalid("geldig_tot", "De einddatum is voor de begindatum. Controleer de datums.")
    if len(nieuw.bewijs.strip()) < _KORT:
        raise Invalid("bewijs", "Schrijf op welk bewijs u zag, bijvoorbeeld het nummer en de datum van de uitspraak.")
    if nieuw.bron not in BRONNEN:
        raise Invalid("bron", "Kies waar het bewijs vandaan komt.")


@command(
    may=may_arrange,
    voor="contactgegevens",
    gegevens={G.VERTEGENWOORDIGING},
    naam="Beëindigd dat iemand voor een ander mag spreken",
)
def end_vertegenwoordiging(ctx: Context, id: UUID, waarom: str) -> None:
    """From the next read on it does not hold. Ending it twice changes nothing. Raises Invalid without a reason."""
    if len(waarom.strip()) < _KORT:
        raise Invalid("waarom", "Schrijf op waarom het stopt.")
    _rows(ctx, {id}).filter(beeindigd_op=None).update(
        beeindigd_op=timezone.now(), beeindigd_door=ctx.actor.person, beeindigd_waarom=waarom.strip()[:200]
    )


@command(
    may=may_arrange,
    voor="contactgegevens",
    gegevens={G.VERTEGENWOORDIGING},
    naam="Besloten wie voor wie mag spreken",
)
def decide_vertegenwoordiging(ctx: Context, geldt: Iterable[UUID], geldt_niet: Iterable[UUID], waarom: str) -> None:
    """Decide between claims that exclude each other. Not by whoever wrote one of them down.

    Raises Invalid without a reason, Refused for who may not decide.
    """
    if len(waarom.strip()) < _KORT:
        raise Invalid("waarom", "Schrijf op waarom u dit besluit.")
    ja, nee = set(geldt), set(geldt_niet) - set(geldt)
    rows = _rows(ctx, ja | nee)
    if rows.filter(vastgelegd_door=ctx.actor.person).exists():
        raise Refused("ZELF_OPGESCHREVEN", "U schreef een van deze aanspraken zelf op. Vraag een collega te beslissen.")
    by = {"besloten_door": ctx.actor.person, "besloten_waarom": waarom.strip()[:200]}
    _rows(ctx, ja).update(besluit=Besluit.GELDT, **by)
    _rows(ctx, nee).update(besluit=Besluit.GELDT_NIET, **by)


@command(
    may=may_change_voorkeur,
    gegevens={G.VERTEGENWOORDIGING},
    naam="U stopte een machtiging",
)
def end_mijn_machtiging(ctx: Context, partij_id: UUID, id: UUID) -> None:
    """The customer ends a mandate they gave; the database ends it at the other too. It works at the next read.

    Raises Missing for one that is not theirs, and Invalid for a kind that only a judge ends.
    """
    row = Vertegenwoordiging.objects.filter(partij_id=partij_id, id=id, kant=DOOR, beeindigd_op=None).first()
    if row is None:
        raise Missing
    if row.soort != SoortVertegenwoordiging.MACHTIGING:
        raise Invalid("machtiging", "Dit kunt u niet zelf stoppen. Bel ons, dan leggen wij uit wat u kunt doen.")
    Vertegenwoordiging.objects.filter(partij_id=partij_id, id=id).update(
        beeindigd_op=timezone.now(), beeindigd_waarom="door de klant zelf"
    )


def _rows(ctx: Context, ids: set[UUID]) -> QuerySet[Vertegenwoordiging]:
    """Both sides of these."""
    return Vertegenwoordiging.objects.filter(id__in=ids, partij_id__in=ctx.partijen)
