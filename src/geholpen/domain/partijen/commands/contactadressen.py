"""Addresses that somebody gave in a contact: they go where that contact goes."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.models import DigitaalAdres
from geholpen.domain.partijen.policy import may_connect
from geholpen.platform.context import Context
from geholpen.platform.doors import command


@command(
    may=may_connect,
    gegevens={G.CONTACTADRESSEN},
    naam="Een telefoonnummer of mailadres uit een contact is verwijderd",
    betrokkenen=lambda _: [],
)
def forget_contactadressen(ctx: Context, betrokkenen: Iterable[UUID]) -> None:
    """These people no longer took part: what they gave goes, unless it is an address of a customer as well."""
    rows = DigitaalAdres.objects.filter(betrokkene_id__in=list(betrokkenen))
    same = DigitaalAdres.objects.filter(
        partij_id=OuterRef("partij_id"),
        soort_digitaal_adres=OuterRef("soort_digitaal_adres"),
        adres=OuterRef("adres"),
        betrokkene_id=None,
        los=False,
    )
    rows.filter(los=True).delete()
    rows.filter(Exists(same)).delete()
    rows.update(betrokkene_id=None)


@command(
    may=may_connect,
    gegevens={G.CONTACTADRESSEN},
    naam="Een telefoonnummer of mailadres uit een contact is verplaatst",
    betrokkenen=lambda _: [],
)
def move_contactadressen(ctx: Context, betrokkenen: Iterable[UUID], partij_id: UUID) -> None:
    """What these people gave for a contact belongs to whoever keeps that contact now."""
    DigitaalAdres.objects.filter(betrokkene_id__in=list(betrokkenen), los=True).update(partij_id=partij_id)
