"""The staff list: delivered by one, approved by two others. Only keyed hashes of it are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from geholpen.domain.partijen import sleutels
from geholpen.domain.partijen.afscherming.beleid import DOEL, may_approve, may_place
from geholpen.domain.partijen.afscherming.lijst import Personeelsregel
from geholpen.domain.partijen.afscherming.models import Personeelslijst, Personeelssleutel
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Missing
from geholpen.platform.models import uuid7


@command(may=may_place, gegevens=(), voor=DOEL, naam="Een personeelslijst geplaatst", betrokkenen=lambda _: [])
def place_personeelslijst(ctx: Context, regels: Iterable[Personeelsregel]) -> UUID:
    """Keep the keyed hashes of a new list; it counts when both approvals are there. Returns its id."""
    lijst_id, regels = uuid7(), list(regels)
    rows = {(key, r.medewerker_id): soort for r in regels for soort, key in _keys(r)}
    Personeelslijst.objects.create(id=lijst_id, aantal=len(regels), geplaatst_door=ctx.actor.person)
    Personeelssleutel.objects.bulk_create(
        Personeelssleutel(sleutel=key, medewerker_id=wie, lijst_id=lijst_id, soort=soort)
        for (key, wie), soort in rows.items()
    )
    return lijst_id


def _keys(r: Personeelsregel) -> Iterator[tuple[str, bytes]]:
    yield "bsn", sleutels.registernummer(r.bsn)
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(woonplek(%s, %s, %s, ''))", [r.postcode, r.huisnummer, r.toevoeging])
        for (key,) in cursor.fetchall():
            yield "woonplek", bytes(key)


@command(may=may_approve, gegevens=(), voor=DOEL, naam="Een personeelslijst goedgekeurd", betrokkenen=lambda _: [])
def approve_personeelslijst(ctx: Context, lijst_id: UUID, deel: str) -> None:
    """`deel` is or (works council) or fg. With both it counts, and the list before it ends. Raises Invalid, Missing."""
    row = Personeelslijst.objects.select_for_update().filter(id=lijst_id, ingetrokken_op=None).first()
    if row is None or getattr(row, f"akkoord_{deel}_op") is not None:
        raise Missing
    try:
        with transaction.atomic():
            Personeelslijst.objects.filter(id=lijst_id).update(
                **{f"akkoord_{deel}_door": ctx.actor.person, f"akkoord_{deel}_op": timezone.now()}
            )
    except IntegrityError as error:
        raise Invalid("lijst", "Plaatsen en de twee keer akkoord doen drie verschillende mensen.") from error
    other = "fg" if deel == "or" else "or"
    if getattr(row, f"akkoord_{other}_op") is not None:
        _end(Personeelslijst.objects.exclude(id=lijst_id).values_list("id", flat=True))


@command(may=may_place, gegevens=(), voor=DOEL, naam="Een personeelslijst ingetrokken", betrokkenen=lambda _: [])
def withdraw_personeelslijst(ctx: Context, lijst_id: UUID) -> None:
    """End a list; its keys are removed."""
    _end([lijst_id])


def _end(ids: Iterable[UUID]) -> None:
    ids = list(ids)
    Personeelslijst.objects.filter(id__in=ids, ingetrokken_op=None).update(ingetrokken_op=timezone.now())
    Personeelssleutel.objects.filter(lijst_id__in=ids).delete()
