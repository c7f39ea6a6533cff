"""vertegenwoordigingen of the standard: other software records who acts for whom."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.models import Vertegenwoordiging
from geholpen.domain.partijen.policy import may_connect
from geholpen.domain.partijen.register import Gedaan, herkomst, lock
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Missing
from geholpen.platform.models import uuid7

#: No activity accepts this kind: what other software says lets nobody see anything of somebody else.
OPGEGEVEN = "opgegeven"
VOOR, DOOR = "vertegenwoordigt", "vertegenwoordigd"


@command(
    may=may_connect,
    gegevens={G.VERTEGENWOORDIGING},
    naam="Een applicatie schreef op wie voor wie optreedt",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def register_vertegenwoordiging(ctx: Context, velden: Mapping[str, UUID]) -> Gedaan:
    """Record that one partij acts for another. Raises Invalid: an unknown partij, one with itself, or known already."""
    wie, voor = velden["vertegenwoordigende_partij"], velden["vertegenwoordigde_partij"]
    _check(None, wie, voor)
    id = uuid7()
    _add(ctx, id, wie, voor)
    return Gedaan(id, frozenset({wie, voor}))


@command(
    may=may_connect,
    gegevens={G.VERTEGENWOORDIGING},
    naam="Een applicatie wijzigde wie voor wie optreedt",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def change_vertegenwoordiging(ctx: Context, id: UUID, velden: Mapping[str, UUID]) -> Gedaan:
    """Change who, or for whom. Between others it is something new, and says no more than other software can say.

    Raises Missing and Invalid.
    """
    was = _found(ctx, id)
    wie = velden.get("vertegenwoordigende_partij", was.partij_id)
    voor = velden.get("vertegenwoordigde_partij", was.andere_partij_id)
    if (wie, voor) != (was.partij_id, was.andere_partij_id):
        _check(id, wie, voor)
        Vertegenwoordiging.objects.filter(id=id).delete()
        _add(ctx, id, wie, voor)
    return Gedaan(id, frozenset({wie, voor, was.partij_id, was.andere_partij_id}))


@command(
    may=may_connect,
    gegevens={G.VERTEGENWOORDIGING},
    naam="Een applicatie verwijderde wie voor wie optreedt",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def remove_vertegenwoordiging(ctx: Context, id: UUID) -> Gedaan:
    """Forget that one partij acts for another, at both. Raises Missing."""
    was = _found(ctx, id)
    Vertegenwoordiging.objects.filter(id=id).delete()
    return Gedaan(id, frozenset({was.partij_id, was.andere_partij_id}))


def _found(ctx: Context, id: UUID) -> Vertegenwoordiging:
    """A relation that leads to a secret address is not there for a purpose that may not see it."""
    rij = Vertegenwoordiging.objects.select_for_update().filter(id=id, kant=VOOR).first()
    if rij is None or (rij.geheim and not ctx.grant.activiteit.mag_geheim_adres):
        raise Missing
    return rij


def _check(id: UUID | None, wie: UUID, voor: UUID) -> None:
    """The lock on both keeps two from recording the same."""
    if wie == voor:
        raise Invalid("vertegenwoordigdePartij", "De partij kan niet zichzelf vertegenwoordigen.")
    lock({"vertegenwoordigendePartij": wie, "vertegenwoordigdePartij": voor})
    same = Vertegenwoordiging.objects.filter(partij_id=wie, andere_partij_id=voor, kant=VOOR)
    if (same.exclude(id=id) if id else same).exists():
        raise Invalid(
            "",
            "De velden vertegenwoordigende_partij, vertegenwoordigde_partij moeten een unieke set zijn.",
            "unique",
        )


def _add(ctx: Context, id: UUID, wie: UUID, voor: UUID) -> None:
    vandaag, eigen = timezone.localdate(), herkomst(ctx)
    Vertegenwoordiging.objects.bulk_create(
        Vertegenwoordiging(
            id=id, partij_id=van, andere_partij_id=ander, kant=kant, soort=OPGEGEVEN, geldig_van=vandaag, **eigen
        )
        for van, ander, kant in ((wie, voor, VOOR), (voor, wie, DOOR))
    )
