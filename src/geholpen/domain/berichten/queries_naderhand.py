"""What became of the messages of one question after they were written, for the doors of `queries`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from geholpen.domain.berichten import toon
from geholpen.domain.berichten.models import (
    Bericht,
    BerichtInhoud,
    Bezorging,
    BezorgInhoud,
    BezorgSoort,
    BezorgStaat,
    Concept,
    Herziening,
    Verstrekking,
)
from geholpen.domain.berichten.naderhand import HerzieningSoort
from geholpen.domain.berichten.queries_post import ophaalbaar_tot
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.opschrijven import reference
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.doors import query

#: Nobody has it yet and nobody is on the way with it: it goes with the new words.
NOG_HIER = frozenset({BezorgStaat.WACHTRIJ, BezorgStaat.NIET_BEZORGD})
#: Why a way need not go any more.
TERUGGEHAALD = "Een medewerker haalde dit bericht terug."


@dataclass(frozen=True, slots=True)
class HerzieningRegel:
    """One message taken back or put right. `oude_tekst` is for us: the customer sees what counts now."""

    soort: str
    moment: datetime
    medewerker_id: UUID | None
    oude_tekst: str
    reden: str = ""


@dataclass(frozen=True, slots=True)
class VerstrekkingRegel:
    """Who else got a message: a copy (cc) or passed on (doorgestuurd), why, and how that delivery stands."""

    soort: str
    naam: str
    adres: str
    buiten: bool
    reden: str
    medewerker_id: UUID | None
    moment: datetime
    staat: str
    uitleg: str = ""  # why it did not arrive


@dataclass(frozen=True, slots=True)
class VerbeteringRegel:
    """The message that followed because words were put right: over which channel, and how it is on its way.

    `post_tot`: a letter that can be taken back until then.
    """

    bezorging_id: UUID
    kanaal: str
    staat: str
    uitleg: str
    post_tot: datetime | None = None


@dataclass(frozen=True, slots=True)
class Naderhand:
    """Of one message, what came after. `terug_te_halen`: it has not left yet and can be taken back."""

    herzieningen: tuple[HerzieningRegel, ...] = ()
    terug_te_halen: bool = False
    verstrekkingen: tuple[VerstrekkingRegel, ...] = ()
    verbeteringen: tuple[VerbeteringRegel, ...] = ()

    @property
    def teruggehaald(self) -> bool:
        """It was taken back, and never went."""
        return any(h.soort == HerzieningSoort.TERUGGEHAALD for h in self.herzieningen)

    @property
    def keer_verbeterd(self) -> int:
        """How often it was put right."""
        return sum(h.soort == HerzieningSoort.VERBETERD for h in self.herzieningen)

    @property
    def verbeterd_op(self) -> datetime | None:
        """When it was last put right; None: never."""
        return max((h.moment for h in self.herzieningen if h.soort == HerzieningSoort.VERBETERD), default=None)


NIETS = Naderhand()


def corrected_messages(partij_id: UUID, klantvraag_id: UUID) -> dict[UUID, datetime]:
    """Messages of ours that were put right, and when that was last."""
    rows = Herziening.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, soort=HerzieningSoort.VERBETERD)
    return {id: op for id, op in rows.order_by("moment").values_list("bericht_id", "moment")[:500] if id}


def afterwards(ctx: Context, partij_id: UUID, klantvraag_id: UUID, ways: list[Bezorging]) -> dict[UUID, Naderhand]:
    """Per message what came after it, of those with anything. The customer gets no old words."""
    eigen = ctx.actor.soort == ActorSoort.KLANT
    found: dict[UUID | None, list[HerzieningRegel]] = {}
    for h in Herziening.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id).order_by("moment", "id")[:500]:
        oud = "" if eigen else h.oude_tekst
        found.setdefault(h.bericht_id, []).append(HerzieningRegel(h.soort, h.moment, h.medewerker_id, oud, h.reden))
    hier = {w.bericht_id for w in ways if is_held(w)}
    given = _given(partij_id, klantvraag_id, {w.id: w for w in ways})
    followed = _followed(ways)
    return {
        id: Naderhand(tuple(found.get(id, ())), id in hier, tuple(given.get(id, ())), tuple(followed.get(id, ())))
        for id in {*found, *hier, *given, *followed}
        if id is not None
    }


def _followed(ways: list[Bezorging]) -> dict[UUID, list[VerbeteringRegel]]:
    """Per message what followed with the right words, oldest first."""
    found: dict[UUID, list[VerbeteringRegel]] = {}
    rows = [w for w in ways if w.soort == BezorgSoort.VERBETERING]
    wacht = [w.id for w in rows if w.kanaal == "brief" and w.staat == BezorgStaat.WACHTRIJ]
    post = ophaalbaar_tot(wacht) if wacht else {}
    for w in rows:
        regel = VerbeteringRegel(w.id, w.kanaal, str(w.staat), w.uitleg, post.get(w.id))
        found.setdefault(w.bericht_id, []).append(regel)
    return found


def left_out(partij_id: UUID, ways: Iterable[Bezorging]) -> dict[UUID, frozenset[str]]:
    """Per message that was put right the files that no longer belong to it (ids; that of the message: all).

    The last correction counts. `ways` in their order.
    """
    last = {w.bericht_id: w.id for w in ways if w.soort == BezorgSoort.VERBETERING}
    rows = BezorgInhoud.objects.filter(partij_id=partij_id, id__in=list(last.values())) if last else ()
    zonder = {i.id: frozenset(i.zonder) for i in rows}
    return {bericht_id: zonder[id] for bericht_id, id in last.items() if zonder.get(id)}


def left_out_of(bericht: Bericht) -> frozenset[str]:
    """The same of one message."""
    ways = Bezorging.objects.filter(partij_id=bericht.partij_id, bericht_id=bericht.id).order_by("volgorde")
    return left_out(bericht.partij_id, ways).get(bericht.id, frozenset())


@query(gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Gekeken of een bijlage nog bij een bericht aan u hoort")
def is_van_klant(ctx: Context, partij_id: UUID, bericht_id: UUID, bijlage_id: UUID) -> bool:
    """`has_file`, as a door of its own."""
    return has_file(partij_id, bericht_id, bijlage_id)


def has_file(partij_id: UUID, bericht_id: UUID, bijlage_id: UUID) -> bool:
    """Whether the customer has this file: its message went, and it was not left out when that was put right."""
    bericht = Bericht.objects.filter(partij_id=partij_id, id=bericht_id).first()
    if bericht is None or bericht.id in unsent_messages(partij_id, bericht.klantvraag_id):
        return False
    return not left_out_of(bericht) & {str(bericht_id), str(bijlage_id)}


def _given(partij_id: UUID, klantvraag_id: UUID, ways: dict[UUID, Bezorging]) -> dict[UUID, list[VerstrekkingRegel]]:
    """Per message who else got it. What was taken back was given to nobody."""
    found: dict[UUID, list[VerstrekkingRegel]] = {}
    for v in Verstrekking.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id).order_by("moment", "id")[
        :200
    ]:
        way = ways.get(v.bezorging_id)
        staat, uitleg = (shown_state(way), way.uitleg) if way else ("", "")
        if staat != HerzieningSoort.TERUGGEHAALD:
            wat = (v.soort, v.naam, v.adres, v.buiten, v.reden, v.medewerker_id, v.moment, staat, uitleg)
            found.setdefault(v.bericht_id, []).append(VerstrekkingRegel(*wat))
    return found


def is_held(way: Bezorging) -> bool:
    """Whether this way was kept back and nothing was tried yet. The door that takes it back decides, under a lock."""
    return way.vast_tot is not None and way.staat == BezorgStaat.WACHTRIJ and not way.pogingen


def is_letter_here(way: Bezorging) -> bool:
    """Whether this is an answer by letter that did not reach the printer yet. Not one that follows another way."""
    first = way.soort == BezorgSoort.ZELF and way.volgorde == 1
    return way.kanaal == "brief" and first and way.staat == BezorgStaat.WACHTRIJ


def shown_state(way: Bezorging) -> str:
    """The state of a way in words for people: what was taken back is not just "no longer needed"."""
    back = way.staat == BezorgStaat.VERVALLEN and way.uitleg == TERUGGEHAALD
    return HerzieningSoort.TERUGGEHAALD.value if back else str(way.staat)


def unsent_messages(partij_id: UUID, klantvraag_id: UUID) -> set[UUID]:
    """Messages of ours that were taken back, or may still be: the customer does not see them."""
    where = {"partij_id": partij_id, "klantvraag_id": klantvraag_id}
    back = Herziening.objects.filter(**where, soort=HerzieningSoort.TERUGGEHAALD).values_list("bericht_id", flat=True)
    here = Bezorging.objects.filter(**where, staat=BezorgStaat.WACHTRIJ)
    held = {way.bericht_id for way in here if is_held(way) or is_letter_here(way)}
    return {id for id in back if id} | held


def gone_ways(bericht: Bericht, rows: Iterable[Bezorging], verwijzing: str) -> list[Bezorging]:
    """Of every address the last of these ways over which the message left us: there a correction follows.

    Not one that says only where to read it, as `verwijzing` does: nobody got wrong words there, and these may not go.
    """
    rows = list(rows)
    inhoud = BezorgInhoud.objects.filter(partij_id=bericht.partij_id, id__in=[w.id for w in rows])
    wegen = {i.id: i for i in inhoud}
    wijst = {id for id, i in wegen.items() if i.tekst == verwijzing}
    wijst |= {w.id for w in rows if w.soort == BezorgSoort.ZELF and w.id in wegen and wegen[w.id].tekst}
    left = [w for w in rows if w.staat not in NOG_HIER | {BezorgStaat.VERVALLEN} and w.id not in wijst]
    return list({wegen[w.id].aan if w.id in wegen else "": w for w in left}.values())


@query(gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Gekeken of u een verbetering van ons bericht krijgt")
def volgt_verbetering(ctx: Context, partij_id: UUID, klantvraag_id: UUID, bericht_id: UUID) -> int:
    """How many messages would follow if the words of this one were put right now."""
    bericht = Bericht.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, id=bericht_id).first()
    if bericht is None:
        return 0
    ways = Bezorging.objects.filter(partij_id=partij_id, bericht_id=bericht_id).exclude(soort=BezorgSoort.DOOR)
    verwijzing = toon.herstelbericht(organisatie(), reference(partij_id, klantvraag_id))
    return len(gone_ways(bericht, ways.order_by("volgorde"), verwijzing))


@query(gegevens={G.CONTACTINHOUD}, naam="Gelezen of verbeterd is hoe uw vraag afliep")
def verbeterde_aflopen(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> list[HerzieningRegel]:
    """When it was put right how a question ended, oldest first. `oude_tekst`: the code it had."""
    rows = Herziening.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, bericht_id=None)
    return [HerzieningRegel(h.soort, h.moment, h.medewerker_id, h.oude_tekst, h.reden) for h in rows.order_by("moment")]


@dataclass(frozen=True, slots=True)
class Teruggehaald:
    """The answer that was taken back and of which the draft is: who would get a copy, why, and where it would go."""

    bericht_id: UUID
    kanaal: str
    aan: tuple[str, ...]
    cc: tuple[str, ...]
    cc_reden: str


@query(gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Concept van ons antwoord gelezen")
def teruggehaald(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> Teruggehaald | None:
    """Of the draft that is there now; None when it was never sent."""
    draft = Concept.objects.filter(partij_id=partij_id, id=klantvraag_id).first()
    id = draft.van_bericht_id if draft else None
    bericht = Bericht.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, id=id).first() if id else None
    if bericht is None:
        return None
    aan = BerichtInhoud.objects.filter(partij_id=partij_id, id=bericht.id).values_list("aan", flat=True).first() or []
    copies = Verstrekking.objects.filter(partij_id=partij_id, bericht_id=bericht.id, soort=BezorgSoort.CC)
    found = list(copies.order_by("moment", "id"))
    reden = found[0].reden if found else ""
    return Teruggehaald(bericht.id, bericht.kanaal, tuple(aan), tuple(v.adres for v in found), reden)
