"""DOOR. Requests about one's own data, and everything we keep about somebody, for that person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import logregels, reden_tekst
from geholpen.domain.klantcontacten.queries import kenmerken_rechten, waarover
from geholpen.domain.rechten import pakket as maken
from geholpen.domain.rechten.bezwaar import Stilstand as Stilstand
from geholpen.domain.rechten.bezwaar import bezwaar_tegen as bezwaar_tegen
from geholpen.domain.rechten.bezwaar import parts
from geholpen.domain.rechten.bezwaar import stilstand_bij as stilstand_bij
from geholpen.domain.rechten.gevolgen import INLOG, login_until
from geholpen.domain.rechten.gevolgen import Gevolgen as Gevolgen
from geholpen.domain.rechten.gevolgen import gevolgen_van_wissen as gevolgen_van_wissen
from geholpen.domain.rechten.gevolgen import stil_door as stil_door
from geholpen.domain.rechten.herkennen import Herkend as Herkend
from geholpen.domain.rechten.herkennen import herken_rijen as herken_rijen
from geholpen.domain.rechten.herkennen import niet_gevonden as niet_gevonden
from geholpen.domain.rechten.indienen import ONDERWERP as ONDERWERP
from geholpen.domain.rechten.models import (
    Grens,
    Rechtenverzoek,
    RechtenverzoekInhoud,
    Soort,
    Stand,
    Uitkomst,
    Uitvoering,
)
from geholpen.domain.rechten.pakket import Pakket as Pakket
from geholpen.domain.rechten.pakket import Rij as Rij
from geholpen.domain.rechten.pakket import Tabel
from geholpen.domain.rechten.queries_toestemming import Eerder as Eerder
from geholpen.domain.rechten.queries_toestemming import Toestemmingvraag as Toestemmingvraag
from geholpen.domain.rechten.queries_toestemming import te_vragen_namens as te_vragen_namens
from geholpen.domain.rechten.queries_toestemming import toestemming_bewijs as toestemming_bewijs
from geholpen.domain.rechten.queries_toestemming import toestemmingen_namens as toestemmingen_namens
from geholpen.domain.rechten.queries_toestemming import toestemmingen_van as toestemmingen_van
from geholpen.domain.rechten.queries_verbetering import MededelingRegel as MededelingRegel
from geholpen.domain.rechten.queries_verbetering import VerbeteringInfo as VerbeteringInfo
from geholpen.domain.rechten.queries_verbetering import verbetering_bij as verbetering_bij
from geholpen.domain.rechten.queries_wachtend import ZonderVerzoek as ZonderVerzoek
from geholpen.domain.rechten.queries_wachtend import waiting as _waiting
from geholpen.domain.rechten.queries_wachtend import zonder_verzoek as zonder_verzoek
from geholpen.domain.rechten.stil import stilstand_van as stilstand_van
from geholpen.domain.rechten.termijn import BIJNA
from geholpen.platform.context import Context
from geholpen.platform.doors import backstage, catalogue, query
from geholpen.platform.errors import Invalid, Refused

#: Requests in one list, and in that of what was decided.
HOOGSTENS, BESLOTEN = 200, 50
#: How long a package stays ready after the decision.
KLAAR = timedelta(days=30)
ALLES = frozenset(G) - {G.GEEN}
#: Of what was collected on these grounds somebody may take a copy along (GDPR, article 20).
MEENEMEN = frozenset({"toestemming", "overeenkomst"})


@dataclass(frozen=True, slots=True)
class Verzoek:
    """A request without its texts."""

    partij_id: UUID
    id: UUID
    soort: str
    stand: str
    ingediend_op: datetime
    uiterlijk_op: date
    verlengd: bool
    uitkomst: str
    besloten_op: datetime | None
    onderdelen: tuple[int, ...]
    trace: UUID | None
    activiteit: int | None
    uitvoering: str
    uitvoering_op: datetime | None
    uitvoering_grond: str
    kenmerk: str = ""  # the reference of its question; "" when that got another purpose

    @property
    def open(self) -> bool:
        """True until it was decided."""
        return self.stand != Stand.BESLOTEN

    @property
    def te_laat(self) -> bool:
        """True when the law's term is over and nothing was decided."""
        return self.open and self.uiterlijk_op < timezone.localdate()

    @property
    def op_tijd(self) -> bool:
        """True when it was decided within the term of the law."""
        return self.besloten_op is not None and timezone.localdate(self.besloten_op) <= self.uiterlijk_op

    @property
    def bijna(self) -> bool:
        """True in the last days of the term."""
        return self.open and not self.te_laat and self.uiterlijk_op <= timezone.localdate() + timedelta(days=BIJNA)

    @property
    def klaar_tot(self) -> datetime | None:
        """Until when the package of this request can be fetched; None when there is none."""
        if self.soort != Soort.INZAGE or self.besloten_op is None or self.uitkomst == Uitkomst.AFGEWEZEN:
            return None
        return self.besloten_op + KLAAR

    @property
    def inlog_tot(self) -> datetime | None:
        """Until when the customer can log in to read the decision that takes the login away; None when none does."""
        wacht = self.uitvoering_grond == INLOG
        return login_until(self.besloten_op, self.onderdelen) if wacht else None


@dataclass(frozen=True, slots=True)
class VerzoekInhoud:
    """The request with what was asked and what was decided."""

    verzoek: Verzoek
    gevraagd: dict[str, Any]
    besluit: str
    delen: tuple[dict[str, Any], ...]
    verlenging: str

    @property
    def doelen(self) -> tuple[int, ...]:
        """The purposes that an objection is against; none of another request."""
        if self.verzoek.soort != Soort.BEZWAAR:
            return ()
        return tuple(self.gevraagd.get("doelen", ())) or ((self.verzoek.activiteit or 0),)

    @property
    def te_besluiten(self) -> tuple[int, ...]:
        """The parts that are decided apart: categories, or the purposes of an objection against several."""
        return parts(self.verzoek.onderdelen, self.gevraagd)


def _listed(ctx: Context, rows: Iterable[Rechtenverzoek]) -> list[Verzoek]:
    """With the references, for the privacy officer."""
    found = list(rows)
    kenmerken = kenmerken_rechten(ctx, [v.klantvraag_id for v in found]) if found else {}
    return [_verzoek(v, kenmerken.get(v.klantvraag_id, (None, ""))[1]) for v in found]


def _own(ctx: Context, partij_id: UUID, rows: Iterable[Rechtenverzoek]) -> list[Verzoek]:
    """With the references, of one customer."""
    found = list(rows)
    kenmerken = waarover(ctx, partij_id, [v.klantvraag_id for v in found]) if found else {}
    return [_verzoek(v, kenmerken.get(v.klantvraag_id, ("", ""))[1]) for v in found]


def _verzoek(v: Rechtenverzoek, kenmerk: str = "") -> Verzoek:
    return Verzoek(
        v.partij_id,
        v.id,
        v.soort,
        v.stand,
        v.ingediend_op,
        v.uiterlijk_op,
        v.verlengd_op is not None,
        v.uitkomst,
        v.besloten_op,
        tuple(v.onderdelen),
        v.trace,
        v.activiteit,
        v.uitvoering,
        v.uitvoering_op,
        v.uitvoering_grond,
        kenmerk,
    )


@query(gegevens={G.CONTACTHISTORIE}, naam="Bekeken wat u over uw gegevens vroeg")
def verzoeken_van(ctx: Context, partij_id: UUID) -> list[Verzoek]:
    """Requests of one customer, newest first; at most HOOGSTENS."""
    rows = Rechtenverzoek.objects.filter(partij_id=partij_id).order_by("-ingediend_op")
    return _own(ctx, partij_id, rows[:HOOGSTENS])


@query(gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Uw verzoek over uw gegevens gelezen")
def verzoek(ctx: Context, partij_id: UUID, verzoek_id: UUID) -> VerzoekInhoud:
    """One request. Raises Invalid when it is not there (under this purpose)."""
    row = Rechtenverzoek.objects.filter(partij_id=partij_id, id=verzoek_id).first()
    inhoud = RechtenverzoekInhoud.objects.filter(partij_id=partij_id, id=verzoek_id).first()
    if row is None or inhoud is None:
        raise Invalid("verzoek", "Dit verzoek bestaat niet of hoort bij een ander doel.")
    (own,) = _own(ctx, partij_id, [row])
    return VerzoekInhoud(own, inhoud.gevraagd, inhoud.besluit, tuple(inhoud.delen), inhoud.verlenging)


@query(
    gegevens={G.CONTACTHISTORIE},
    voor="rechten",
    naam="Uw verzoek over uw gegevens stond in de lijst van de privacy officer",
    betrokkenen=lambda rows: {row.partij_id for row in rows},
)
def open_verzoeken(ctx: Context) -> list[Verzoek]:
    """Every request that waits for a decision, due first on top; at most HOOGSTENS. Without names."""
    rows = Rechtenverzoek.objects.exclude(stand=Stand.BESLOTEN).order_by("uiterlijk_op", "id")
    return _listed(ctx, rows[:HOOGSTENS])


@query(
    gegevens={G.CONTACTHISTORIE},
    voor="rechten",
    naam="Uw verzoek over uw gegevens stond in de lijst van de privacy officer",
    betrokkenen=lambda rows: {row.partij_id for row in rows},
)
def besloten_verzoeken(ctx: Context) -> list[Verzoek]:
    """What was decided, newest first; at most BESLOTEN. Without names."""
    rows = Rechtenverzoek.objects.filter(stand=Stand.BESLOTEN).order_by("-besloten_op", "id")
    return _listed(ctx, rows[:BESLOTEN])


@dataclass(frozen=True, slots=True)
class Tellingen:
    """How many requests wait for a decision (`open`) or to be carried out, and how many questions are no request yet.

    `uit_te_voeren`: by a person. `vanzelf`: erased later without anybody, once a day or a duty to keep is over.
    `te_laat` and `bijna`: of requests and such questions together, with their term over or a week or less to go.
    """

    te_laat: int
    bijna: int
    open: int
    uit_te_voeren: int
    vanzelf: int
    zonder_verzoek: int


@query(
    gegevens={G.CONTACTHISTORIE},
    voor="rechten",
    naam="Geteld hoeveel verzoeken over gegevens wachten",
    betrokkenen=lambda _: [],
)
def tel_verzoeken(ctx: Context) -> Tellingen:
    """Numbers for the first page of management; of nobody in particular."""
    vandaag = timezone.localdate()
    wacht = ~Q(stand=Stand.BESLOTEN)
    met_de_hand, vanzelf = Q(uitvoering=Uitvoering.MET_DE_HAND), Q(uitvoering=Uitvoering.AANGEHOUDEN)
    gevonden = Rechtenverzoek.objects.filter(wacht | met_de_hand | vanzelf).aggregate(
        te_laat=Count("id", filter=wacht & Q(uiterlijk_op__lt=vandaag)),
        bijna=Count(
            "id", filter=wacht & Q(uiterlijk_op__gte=vandaag, uiterlijk_op__lte=vandaag + timedelta(days=BIJNA))
        ),
        open=Count("id", filter=wacht),
        uit_te_voeren=Count("id", filter=met_de_hand),
        vanzelf=Count("id", filter=vanzelf),
    )
    dagen = _waiting(ctx)
    gevonden["te_laat"] += sum(dag < vandaag for dag in dagen)
    gevonden["bijna"] += sum(vandaag <= dag <= vandaag + timedelta(days=BIJNA) for dag in dagen)
    return Tellingen(**gevonden, zonder_verzoek=len(dagen))


@query(
    gegevens={G.CONTACTHISTORIE},
    voor="rechten",
    naam="Uw verzoek stond in de lijst van wat nog is uit te voeren",
    betrokkenen=lambda rows: {row.partij_id for row in rows},
)
def uit_te_voeren(ctx: Context) -> list[Verzoek]:
    """What was granted and is not done yet, longest waiting first; at most HOOGSTENS."""
    wacht = (Uitvoering.MET_DE_HAND, Uitvoering.AANGEHOUDEN, Uitvoering.LOOPT)
    rows = Rechtenverzoek.objects.filter(uitvoering__in=wacht).order_by("uitvoering_op", "id")
    return _listed(ctx, rows[:HOOGSTENS])


@query(gegevens=ALLES, voor="inzageverzoek", naam="U haalde alles op wat wij van u bewaren")
def pakket(ctx: Context, partij_id: UUID, verzoek_id: UUID) -> Pakket:
    """Everything we keep about this customer. Raises Refused without a decision that says so, or when it is too old."""
    row = Rechtenverzoek.objects.filter(partij_id=partij_id, id=verzoek_id).first()
    klaar_tot = _verzoek(row).klaar_tot if row else None
    if klaar_tot is None:
        raise Refused("GEEN_PAKKET", reden_tekst("GEEN_PAKKET"))
    if klaar_tot < timezone.now():
        raise Refused("PAKKET_VERLOPEN", reden_tekst("PAKKET_VERLOPEN"))
    regels = tuple(logregels(ctx, partij_id, 731))
    gevonden = maken.tabellen(partij_id)
    return Pakket(timezone.now(), gevonden, _withheld(ctx), maken.ontvangers(gevonden), regels)


@query(gegevens=ALLES, voor="inzageverzoek", naam="U nam uw gegevens mee in een bestand")
def meenemen(ctx: Context, partij_id: UUID) -> tuple[Tabel, ...]:
    """What was collected with consent or for an agreement, to take along; empty when nothing was."""
    return tuple(t for t in maken.tabellen(partij_id, MEENEMEN) if t.rijen)


def _withheld(ctx: Context) -> tuple[tuple[str, str], ...]:
    """Categories that the purpose did not give, in the words of the rule table."""
    geweigerd: dict[int, str] = ctx.grant.besluit.geweigerd
    return tuple((G(soort).omschrijving, reden_tekst(code)) for soort, code in sorted(geweigerd.items()))


@dataclass(frozen=True, slots=True)
class GeldendeGrens:
    """A limit that counts now, and the request it came from."""

    id: UUID
    partij_id: UUID
    verzoek_id: UUID
    soort: str
    activiteit: int | None
    gegeven: int
    begonnen_op: datetime
    een_rij: bool  # one address or number, not the whole category
    kenmerk: str  # the reference of the request; "" when that is destroyed


@query(
    gegevens={G.TOESTEMMINGEN},
    voor="rechten",
    naam="Uw grens stond in de lijst van de privacy officer",
    betrokkenen=lambda rows: {row.partij_id for row in rows},
)
def geldende_grenzen(ctx: Context) -> list[GeldendeGrens]:
    """Every limit that counts now, newest first; at most HOOGSTENS. Without names."""
    rows = list(Grens.objects.filter(opgeheven_op=None).order_by("-begonnen_op")[:HOOGSTENS])
    kenmerken = kenmerken_rechten(ctx, {g.verzoek_id for g in rows}) if rows else {}
    return [_geldend(g, kenmerken.get(g.verzoek_id, (None, ""))[1]) for g in rows]


@query(gegevens={G.TOESTEMMINGEN}, voor="rechten", naam="Bekeken welke grens op uw gegevens er geldt")
def geldende_grens(ctx: Context, partij_id: UUID, verzoek_id: UUID, grens_id: UUID) -> GeldendeGrens:
    """One of them. Raises Invalid when it does not count any more."""
    g = Grens.objects.filter(partij_id=partij_id, verzoek_id=verzoek_id, id=grens_id, opgeheven_op=None).first()
    if g is None:
        raise Invalid("verzoek", "Deze grens geldt niet meer.")
    return _geldend(g, kenmerken_rechten(ctx, {verzoek_id}).get(verzoek_id, (None, ""))[1])


def _geldend(g: Grens, kenmerk: str) -> GeldendeGrens:
    return GeldendeGrens(
        g.id,
        g.partij_id,
        g.verzoek_id,
        g.soort,
        g.activiteit,
        g.gegeven,
        g.begonnen_op,
        g.rij is not None,
        kenmerk,
    )


@catalogue
def in_onderzoek(partij_id: UUID) -> tuple[int, ...]:
    """Categories of which the privacy officer is finding out whether they are right; numbers only, no values."""
    with backstage(), connection.cursor() as cursor:
        cursor.execute("SELECT in_onderzoek(%s)", [partij_id])
        return tuple(cursor.fetchone()[0])


@dataclass(frozen=True, slots=True)
class BegrensdeRij:
    """One row that is not used (`beperking`) or that may not be right (`onderzoek`). No value."""

    soort: str
    gegeven: int
    rij: str


@catalogue
def rijen_met_grens(partij_id: UUID) -> list[BegrensdeRij]:
    """Single rows of a customer with a limit: keys only."""
    with backstage(), connection.cursor() as cursor:
        cursor.execute("SELECT soort, gegeven, rij FROM rijen_met_grens(%s)", [partij_id])
        return [BegrensdeRij(soort, gegeven, str(rij)) for soort, gegeven, rij in cursor.fetchall()]


@catalogue
def soorten() -> list[tuple[str, str]]:
    """The rights somebody can use, with their Dutch name; not the report of a wrong look, which begins at its line."""
    return [(code, naam) for code, naam in Soort.choices if code != Soort.KLOPT_NIET]
