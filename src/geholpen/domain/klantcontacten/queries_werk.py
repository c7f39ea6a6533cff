"""The inbox, one list per purpose, and what a question is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import mask_naam
from geholpen.domain.klantcontacten.models import InterneTaak, Klantvraag, Status
from geholpen.domain.klantcontacten.postvak.keuze import Werkkeuze as Werkkeuze
from geholpen.domain.klantcontacten.postvak.keuze import chosen
from geholpen.domain.klantcontacten.vraagregel import MAX_REGELS, VraagRegel, namen, regel
from geholpen.platform.context import Context
from geholpen.platform.doors import query


@dataclass(frozen=True, slots=True)
class WerkRegel:
    """One row of the inbox: enough to decide what comes first, not what was said."""

    vraag: VraagRegel
    naam: str


@dataclass(frozen=True, slots=True)
class Werkvoorraad:
    """A bounded page of the inbox. `meer`: there are more."""

    regels: tuple[WerkRegel, ...]
    meer: bool


def _work(
    ctx: Context, afdelingen: frozenset[str], mijn: UUID | None, offset: int, keuze: Werkkeuze | None
) -> Werkvoorraad:
    rows, order = chosen(ctx, Klantvraag.objects.filter(afdeling_code__in=afdelingen), keuze or Werkkeuze())
    if mijn is not None:
        rows = rows.filter(behandelaar_id=mijn)
    page = list(rows.order_by(*order)[offset : offset + MAX_REGELS + 1])
    wie = namen([v.partij_id for v in page[:MAX_REGELS]])
    masker = ctx.grant.masker(G.NAAM)
    regels = tuple(WerkRegel(regel(v), mask_naam(wie.get(v.partij_id, ""), masker)) for v in page[:MAX_REGELS])
    return Werkvoorraad(regels, len(page) > MAX_REGELS)


@query(
    gegevens={G.NAAM, G.CONTACTHISTORIE},
    voor="werkvoorraad",
    naam="Uw vraag stond in de werklijst",
    betrokkenen=lambda work: {r.vraag.partij_id for r in work.regels},
)
def werkvoorraad(
    ctx: Context,
    afdelingen: frozenset[str],
    mijn: UUID | None = None,
    offset: int = 0,
    keuze: Werkkeuze | None = None,
) -> Werkvoorraad:
    """Open klantvragen of these departments, what is due first on top. `mijn`: only those of one employee.

    `keuze` narrows and sorts them.
    """
    return _work(ctx, afdelingen, mijn, offset, keuze)


@query(
    gegevens={G.NAAM, G.CONTACTHISTORIE},
    voor="werkvoorraad_gevoelig",
    naam="Uw vraag stond in de werklijst",
    betrokkenen=lambda work: {r.vraag.partij_id for r in work.regels},
)
def werkvoorraad_gevoelig(
    ctx: Context,
    afdelingen: frozenset[str],
    mijn: UUID | None = None,
    offset: int = 0,
    keuze: Werkkeuze | None = None,
) -> Werkvoorraad:
    """The same for sensitive subjects, for the fixed employees of those departments."""
    return _work(ctx, afdelingen, mijn, offset, keuze)


@query(
    gegevens={G.NAAM, G.CONTACTHISTORIE},
    voor="rechten",
    naam="Uw verzoek over uw gegevens stond in de werklijst",
    betrokkenen=lambda work: {r.vraag.partij_id for r in work.regels},
)
def werkvoorraad_rechten(
    ctx: Context,
    afdelingen: frozenset[str],
    mijn: UUID | None = None,
    offset: int = 0,
    keuze: Werkkeuze | None = None,
) -> Werkvoorraad:
    """The same for what people ask about their own data, for the privacy officer."""
    return _work(ctx, afdelingen, mijn, offset, keuze)


@query(
    gegevens={G.CONTACTHISTORIE},
    voor="rechten",
    naam="Geteld hoeveel vragen over gegevens wachten",
    betrokkenen=lambda _: [],
)
def tel_vragen_rechten(ctx: Context, onderwerp_code: str) -> dict[UUID, datetime]:
    """Since when each open question about this subject waits for the privacy officer; of nobody in particular."""
    rows = Klantvraag.objects.filter(onderwerp_code=onderwerp_code).exclude(status=Status.AFGEHANDELD)
    return dict(rows.values_list("id", "gestart_op"))


@query(
    gegevens={G.CONTACTHISTORIE},
    voor="rechten",
    naam="Uw vraag over uw gegevens stond in de lijst van de privacy officer",
    betrokkenen=lambda rows: {v.partij_id for v in rows},
)
def vragen_rechten(ctx: Context, onderwerp_code: str) -> list[VraagRegel]:
    """Open questions about this subject, oldest first; at most MAX_REGELS. Without names."""
    rows = Klantvraag.objects.filter(onderwerp_code=onderwerp_code).exclude(status=Status.AFGEHANDELD)
    return [regel(v) for v in rows.order_by("gestart_op", "id")[:MAX_REGELS]]


@query(
    gegevens={G.CONTACTHISTORIE},
    voor="rechten",
    naam="Uw verzoek over uw gegevens stond in de lijst van de privacy officer",
    betrokkenen=lambda found: {partij_id for partij_id, _kenmerk in found.values()},
)
def kenmerken_rechten(ctx: Context, ids: Iterable[UUID]) -> dict[UUID, tuple[UUID, str]]:
    """Whose these questions about privacy are, and their public references, by id."""
    rows = Klantvraag.objects.filter(id__in=list(ids)).values_list("id", "partij_id", "kenmerk")
    return {id: (partij_id, kenmerk) for id, partij_id, kenmerk in rows}


@query(gegevens={G.CONTACTHISTORIE}, naam="Bekeken over welke vraag het ging")
def waarover(ctx: Context, partij_id: UUID, ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """Subject and public reference of these klantvragen, or of the klantvragen of these taken, by the id asked."""
    asked = set(ids)
    taken = dict(InterneTaak.objects.filter(partij_id=partij_id, id__in=asked).values_list("id", "klantvraag_id"))
    wanted = asked | set(taken.values())
    rows = Klantvraag.objects.filter(partij_id=partij_id, id__in=wanted).values_list("id", "onderwerp_code", "kenmerk")
    vragen = {id: (code, kenmerk) for id, code, kenmerk in rows}
    return {id: vragen[vraag] for id in asked if (vraag := taken.get(id, id)) in vragen}
