"""Keep what the BRP said: our own next to it, secrecy at once; and which purposes its keeper knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.brp.models import Brpbevraging, Brpregistratie, Uitkomst
from geholpen.domain.partijen.brp.persoon import Brpadres, Brppersoon, Brpuitslag, Brpvraag, Gevonden, Mislukt
from geholpen.domain.partijen.models import Adres, Naam, Partij
from geholpen.domain.partijen.policy import may_ask_brp, may_connect_brp
from geholpen.domain.partijen.register import change_keys
from geholpen.domain.partijen.zoeksleutels import keys_of
from geholpen.platform.context import Context
from geholpen.platform.doors import command

HERKOMST = "brp"


@command(
    may=may_ask_brp,
    voor="brp",
    gegevens={G.NAAM, G.ADRES, G.KETENGEGEVENS},
    leest={G.GEBOORTEDATUM},
    naam="Opgeschreven wat de Basisregistratie Personen (BRP) over u zegt",
)
def keep_brp(ctx: Context, partij_id: UUID, activiteit: int, vraag: Brpvraag, uitslag: Brpuitslag) -> None:
    """Keep the outcome of one question that was asked under `activiteit`, with what came of it."""
    persoon = uitslag.persoon if isinstance(uitslag, Gevonden) else None
    anders = _take_over(ctx, partij_id, persoon) if persoon else set()
    mis = uitslag if isinstance(uitslag, Mislukt) else None
    Brpbevraging.objects.create(
        partij_id=partij_id,
        activiteit=activiteit,
        medewerker_id=ctx.actor.person,
        uitkomst=_uitkomst(uitslag),
        code=mis.code if mis else "",
        status=mis.status if mis else 0,
        geheim=bool(persoon and persoon.geheim),
        opgeschort=persoon.opgeschort[:80] if persoon else "",
        gevraagd=sorted(vraag.soorten),
        anders=sorted(anders),
        **ctx.herkomst(),
    )


def _uitkomst(uitslag: Brpuitslag) -> str:
    if isinstance(uitslag, Gevonden):
        return Uitkomst.GEVONDEN
    if isinstance(uitslag, Mislukt):
        return Uitkomst.MISLUKT if uitslag.zeker else Uitkomst.ONBEKEND
    return Uitkomst.NIET_GEVONDEN


def _take_over(ctx: Context, partij_id: UUID, persoon: Brppersoon) -> set[int]:
    """What of ours was not the same. Secrecy goes first: nothing of what follows is open for a moment."""
    anders, before = set(), keys_of(partij_id)
    if persoon.geheim:
        Partij.objects.filter(partij_id=partij_id).exclude(indicatie_geheimhouding=True).update(
            indicatie_geheimhouding=True
        )
    if persoon.naam is not None and _naam(ctx, partij_id, dict(persoon.naam)):
        anders.add(int(G.NAAM))
    if persoon.adres is not None and _adres(ctx, partij_id, persoon.adres):
        anders.add(int(G.ADRES))
    change_keys(partij_id, before, keys_of(partij_id))
    return anders


def _naam(ctx: Context, partij_id: UUID, naam: dict[str, str]) -> bool:
    """The name of one customer is one row: the BRP is right about it."""
    rows = Naam.objects.filter(partij_id=partij_id)
    if rows.filter(**naam).exists():
        return False
    if not rows.update(**naam):
        Naam.objects.create(partij_id=partij_id, **naam, **ctx.herkomst())
    return True


def _adres(ctx: Context, partij_id: UUID, adres: Brpadres) -> bool:
    """A row of its own, for purposes that have the BRP as a source; none when ours is the same."""
    velden = asdict(adres)
    own = Adres.objects.filter(partij_id=partij_id, soort="bezoekadres")
    here = [_plek(row) for row in own.exclude(herkomst=HERKOMST)]
    same = _plek(adres) in here
    own.filter(herkomst=HERKOMST).delete()
    if not same:
        given: dict[str, Any] = ctx.herkomst() | {"herkomst": HERKOMST}
        Adres.objects.create(partij_id=partij_id, soort="bezoekadres", **velden, **given)
    with connection.cursor() as cursor:  # who still lives with whom follows from this address, also when it stayed
        cursor.execute("SELECT stel_geheim_vast(ARRAY[%s::uuid], '{}')", [partij_id])
    return bool(here) and not same


def _plek(row: Any) -> tuple[Any, ...]:
    """What makes two addresses the same place, whatever way it was typed."""
    toevoeging = (row.huisnummertoevoeging or "").replace(" ", "").upper()
    buiten = tuple((r or "").strip().lower() for r in (row.adresregel1, row.adresregel2, row.adresregel3))
    return (row.postcode.replace(" ", "").upper(), row.huisnummer, toevoeging, buiten)


@command(
    may=may_connect_brp,
    voor="toegangsbeheer",
    gegevens=(),
    naam="Bepaald voor welke doelen de BRP wordt gevraagd",
    betrokkenen=lambda _: [],
)
def save_brpregistraties(ctx: Context, activiteiten: Iterable[int]) -> None:
    """These activities, and no others, are known to the keeper of the BRP."""
    wanted, who, nu = set(activiteiten), ctx.actor.person, timezone.now()
    known = Brpregistratie.objects.filter(beeindigd_op=None)
    now = set(known.values_list("activiteit", flat=True))
    known.filter(activiteit__in=now - wanted).update(beeindigd_op=nu, beeindigd_door=who)
    for nummer in sorted(wanted - now):
        given = {"geregistreerd_door": who, "geregistreerd_op": nu, "beeindigd_op": None, "beeindigd_door": None}
        Brpregistratie.objects.update_or_create(activiteit=nummer, defaults=given)
