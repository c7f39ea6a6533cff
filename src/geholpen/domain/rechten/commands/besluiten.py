"""Handle a request: look into it, say that it takes longer, decide per part. A human decides, and says why."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten.commands import send_stand
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.commands import close_klantvraag, set_uiterlijk
from geholpen.domain.klantcontacten.queries import regel_van, taken_van
from geholpen.domain.rechten import begrenzen
from geholpen.domain.rechten.bezwaar import parts
from geholpen.domain.rechten.commands.uitvoeren import begin_uitvoering
from geholpen.domain.rechten.events import VerzoekBesloten
from geholpen.domain.rechten.gevolgen import as_system, consequences
from geholpen.domain.rechten.models import Rechtenverzoek, RechtenverzoekInhoud, Stand, Uitkomst
from geholpen.domain.rechten.policy import may_handle
from geholpen.domain.rechten.termijn import verlengd
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid


@dataclass(frozen=True, slots=True)
class Deel:
    """What was decided about one part. A refusal names the law or the number in the selectielijst.

    `soort`: the category; of an objection against several purposes the number of the purpose.
    """

    soort: int
    uitkomst: str
    reden: str = ""
    grond: str = ""


@dataclass(frozen=True, slots=True)
class Besluit:
    """What was decided and why, in words for the customer; per part where the request has parts.

    `gezien`: the open questions that whoever decides was shown, and saw that they lose their text.
    """

    uitkomst: str
    tekst: str
    delen: tuple[Deel, ...] = ()
    gezien: frozenset[UUID] = frozenset()


@command(
    may=may_handle,
    gegevens={G.CONTACTHISTORIE},
    naam="De privacy officer begon uw verzoek uit te zoeken",
)
def begin_onderzoek(ctx: Context, partij_id: UUID, verzoek_id: UUID) -> None:
    """The customer sees that somebody is looking into it."""
    _locked(partij_id, verzoek_id)
    Rechtenverzoek.objects.filter(partij_id=partij_id, id=verzoek_id).update(stand=Stand.IN_ONDERZOEK)


@command(
    may=may_handle,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    naam="De privacy officer liet weten dat uw verzoek langer duurt",
)
def verleng(ctx: Context, partij_id: UUID, verzoek_id: UUID, waarom: str) -> bool:
    """Two months more, once, told before the first month is over, also to the addresses that we knew.

    Returns whether the customer was written to; if not, that is promised. Raises Invalid when it is too late for that.
    """
    row = _locked(partij_id, verzoek_id)
    if not waarom.strip():
        raise Invalid("waarom", "Schrijf voor de klant op waarom het langer duurt.")
    if row.verlengd_op is not None:
        raise Invalid("waarom", "Dit verzoek is al een keer verlengd. Langer mag niet.")
    if row.uiterlijk_op < timezone.localdate():
        raise Invalid("waarom", "De eerste maand is voorbij. Verlengen mag dan niet meer. Besluit nu.")
    tot = verlengd(timezone.localdate(row.ingediend_op))
    Rechtenverzoek.objects.filter(partij_id=partij_id, id=verzoek_id).update(
        uiterlijk_op=tot, verlengd_op=timezone.now(), gewaarschuwd=0
    )
    RechtenverzoekInhoud.objects.filter(partij_id=partij_id, id=verzoek_id).update(verlenging=waarom.strip())
    set_uiterlijk(ctx, partij_id, row.klantvraag_id, tot)
    return send_stand(as_system(ctx).over({partij_id}), partij_id, row.klantvraag_id, tot) > 0


@command(
    may=may_handle,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD, G.TOESTEMMINGEN},
    naam="De privacy officer besloot over uw verzoek",
)
def besluit_verzoek(ctx: Context, partij_id: UUID, verzoek_id: UUID, besluit: Besluit) -> bool:
    """Decide once; the addresses that we knew hear that there is a decision, and the question is closed with it.

    Returns whether the customer was written to. If not, that is promised; with a promise the question stays open.
    Raises Invalid when a refusal names no law, without a reason, when the parts say something else than the whole, or
    when open questions would lose their text that nobody looked at.
    """
    row = _locked(partij_id, verzoek_id)
    inhoud = RechtenverzoekInhoud.objects.get(partij_id=partij_id, id=verzoek_id)
    _check(parts(row.onderdelen, inhoud.gevraagd), besluit)
    toegewezen = frozenset(d.soort for d in besluit.delen if d.uitkomst == Uitkomst.TOEGEWEZEN)
    _check_open(ctx, row, inhoud, toegewezen, besluit.gezien)
    Rechtenverzoek.objects.filter(partij_id=partij_id, id=verzoek_id).update(
        stand=Stand.BESLOTEN,
        uitkomst=besluit.uitkomst,
        besloten_op=timezone.now(),
        besloten_door=ctx.actor.person,
    )
    RechtenverzoekInhoud.objects.filter(partij_id=partij_id, id=verzoek_id).update(
        besluit=besluit.tekst.strip(),
        delen=[
            {"soort": d.soort, "uitkomst": d.uitkomst, "reden": d.reden.strip(), "grond": d.grond.strip()}
            for d in besluit.delen
        ],
    )
    eigen = {"partij_id": partij_id, "verzoek_id": verzoek_id, **ctx.herkomst()}
    begin_uitvoering(row, toegewezen, besluit.uitkomst)
    rijen = inhoud.gevraagd.get("rijen", [])
    begrenzen.settle(row, toegewezen, besluit.uitkomst != Uitkomst.AFGEWEZEN, eigen, rijen)
    told = send_stand(as_system(ctx).over({partij_id}), partij_id, row.klantvraag_id)
    loopt = regel_van(ctx, partij_id, row.klantvraag_id).open  # who closed it before may have said otherwise
    if loopt and all(t.afgehandeld_op for t in taken_van(ctx, partij_id, row.klantvraag_id)):
        close_klantvraag(ctx, partij_id, row.klantvraag_id, "beantwoord")
    ctx.publish(VerzoekBesloten(partij_id, verzoek_id))
    return told > 0


@command(
    may=may_handle,
    gegevens={G.TOESTEMMINGEN},
    voor="rechten",
    naam="De privacy officer hief een grens op uw gegevens op",
)
def hef_grens_op(ctx: Context, partij_id: UUID, verzoek_id: UUID, grens_id: UUID | None = None) -> None:
    """End what this request limits, or one limit of it: the customer asks so, or the reason is gone.

    Raises Invalid when nothing counts any more.
    """
    if not begrenzen.lift(partij_id, verzoek_id, grens_id):
        raise Invalid("verzoek", "Bij dit verzoek geldt geen grens meer.")


def _check(delen: Collection[int], besluit: Besluit) -> None:
    """Raises Invalid with everything that is wrong; whether the whole fits is judged once every part is right."""
    faults = [*_wrong_parts(delen, besluit)]
    if besluit.uitkomst not in Uitkomst.values:
        faults.append(Invalid("uitkomst", "Kies wat u besluit."))
    elif not faults and besluit.delen and besluit.uitkomst != _whole(besluit.delen):
        faults.append(
            Invalid(
                "uitkomst",
                "Dit past niet bij uw keuze per onderdeel. Overal ja is samen ja, overal nee is samen nee."
                " Kiest u soms ja en soms nee? Dan is het voor een deel.",
            )
        )
    if not besluit.tekst.strip():
        faults.append(Invalid("tekst", "Schrijf voor de klant op wat u besluit en waarom."))
    if faults:
        raise Invalid.several(faults)


def _wrong_parts(delen: Collection[int], besluit: Besluit) -> Iterator[Invalid]:
    if {d.soort for d in besluit.delen} != set(delen):
        yield Invalid("delen", "Besluit over elk onderdeel waar de klant om vroeg.")
    for deel in besluit.delen:
        if deel.uitkomst not in {Uitkomst.TOEGEWEZEN, Uitkomst.AFGEWEZEN}:
            yield Invalid(f"deel_{deel.soort}", "Kies voor dit onderdeel ja of nee.")
        elif deel.uitkomst == Uitkomst.AFGEWEZEN and not (deel.reden.strip() and deel.grond.strip()):
            yield Invalid(
                f"grond_{deel.soort}", "Noem bij nee de wet of het nummer in de selectielijst, en leg het uit."
            )


def _check_open(
    ctx: Context, row: Rechtenverzoek, inhoud: RechtenverzoekInhoud, toegewezen: frozenset[int], gezien: frozenset[UUID]
) -> None:
    """Nothing of a question that still runs goes without somebody knowing it."""
    verliest = consequences(ctx, row, inhoud.gevraagd, toegewezen).verliest
    if missing := [v for v in verliest if v.klantvraag_id not in gezien]:
        raise Invalid(
            "gezien",
            f"Er lopen nog vragen die door dit besluit hun tekst verliezen ({len(missing)})."
            " Kijk welke dat zijn en vink aan dat u dat weet.",
        )


def _whole(delen: tuple[Deel, ...]) -> str:
    """What the parts are together: the customer reads it as the answer, and what is carried out follows the parts."""
    uitkomsten = {d.uitkomst for d in delen}
    return uitkomsten.pop() if len(uitkomsten) == 1 else Uitkomst.DEELS


def _locked(partij_id: UUID, verzoek_id: UUID) -> Rechtenverzoek:
    """The request, locked. Raises Invalid when it is not there, or decided already."""
    row = Rechtenverzoek.objects.select_for_update().filter(partij_id=partij_id, id=verzoek_id).first()
    if row is None:
        raise Invalid("verzoek", "Dit verzoek bestaat niet of hoort bij een ander doel.")
    if row.stand == Stand.BESLOTEN:
        raise Invalid("verzoek", "Over dit verzoek is al besloten.")
    return row
