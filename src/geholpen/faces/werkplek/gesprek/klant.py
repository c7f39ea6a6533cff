"""The conversation with one customer, or with whoever speaks for one: who it is, what runs, and what was asked now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from geholpen.domain.doelbinding.queries import doel_van, mag_werken
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantcontacten.commands import Controle, Uitslag, begin_namens, record_gesprek, try_controle
from geholpen.domain.klantcontacten.queries import GesprekRegel, Stand, VraagRegel, stand_van, vragen_van
from geholpen.faces.afspraakregels import standing
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.deel.bewaard import give_back
from geholpen.faces.werkplek.deel.controle import VELDEN, advice, gesteld, read_controle, without_answers
from geholpen.faces.werkplek.deel.klantbeeld import STAP, beeld
from geholpen.faces.werkplek.gesprek.formulier import Ingevuld, field_of, read, verslag
from geholpen.faces.werkplek.gesprek.namens import keuzes, spreker
from geholpen.faces.werkplek.gesprek.view import lopend
from geholpen.faces.werkplek.schil import pagina
from geholpen.faces.werkplek.vraag.bladzij import belofte_keuzes
from geholpen.faces.werkplek.vraag.keuzes import grouped
from geholpen.faces.werkplek.woorden import UITKOMST
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.errors import Invalid, Refused
from geholpen.platform.taal import vertaald

#: This many closed questions can be taken up again.
MAX_DICHT = 5


@alleen_medewerker
def view(request: Any, gesprek_id: UUID, partij_id: UUID) -> HttpResponse:
    """Show the form, add a row to it, check who it is, or record everything and end the conversation."""
    return _page(request, gesprek_id, Aanleiding("gesprek", partij_id, gesprek_id))


@alleen_medewerker
def namens(request: Any, gesprek_id: UUID, partij_id: UUID, namens_id: UUID) -> HttpResponse:
    """The same, with whoever speaks for this customer."""
    return _page(request, gesprek_id, Aanleiding("namens", partij_id, namens_id))


@alleen_medewerker
@require_POST
def begin(request: Any, gesprek_id: UUID, partij_id: UUID) -> HttpResponse:
    """The customer on the line speaks for another from here on. Raises Refused when that does not hold.

    What was typed already goes along to the form about the other; the answers of a check do not.
    """
    try:
        voor, vertegenwoordiging = map(UUID, request.POST.get("namens", "").split(":"))
    except ValueError:
        raise Http404 from None
    ctx = request.context.voor(Aanleiding("gesprek", partij_id, gesprek_id)).over({partij_id, voor})
    gesprek = lopend(request, gesprek_id)
    namens_id = begin_namens(ctx, partij_id, gesprek_id, voor, vertegenwoordiging)
    typed = read(without_answers(request.POST.dict()))
    if any(typed.waarden.get(f"v{n}_inhoud", "").strip() for n in typed.rijen):
        return _show(request, gesprek, Aanleiding("namens", voor, namens_id), typed)
    return HttpResponseRedirect(reverse("werkplek:gesprek_namens", args=[gesprek_id, voor, namens_id]))


def _page(request: Any, gesprek_id: UUID, reden: Aanleiding) -> HttpResponse:
    try:
        gesprek = lopend(request, gesprek_id)
    except Http404:
        return _over(request)
    try:
        return _answer(request, gesprek, reden)
    except Refused as refusal:
        return _refused(request, gesprek, refusal)


def _answer(request: Any, gesprek: GesprekRegel, reden: Aanleiding) -> HttpResponse:
    if request.method != "POST":
        return _show(request, gesprek, reden, Ingevuld({}, 1, {}))
    actie = request.POST.get("actie")
    if actie in ("rij", "rij_weg"):
        return _show(request, gesprek, reden, read(request.POST, extra=1 if actie == "rij" else -1))
    if actie == "controle":
        return _controleer(request, gesprek, reden)
    return _record(request, gesprek, reden)


def _controleer(request: Any, gesprek: GesprekRegel, reden: Aanleiding) -> HttpResponse:
    """Say whether the answers are right, while the customer is there. What was compared leaves the form."""
    fouten, uitslag = _attempt(request, gesprek, reden)
    post = request.POST if fouten else _without_empty_numbers(without_answers(request.POST.dict()))
    return _show(request, gesprek, reden, read(post, fouten), status=422 if fouten else 200, uitslag=uitslag)


def _without_empty_numbers(post: dict[str, str]) -> dict[str, str]:
    """A number to call that was empty because nothing was known yet is filled in now that it is."""
    return {naam: waarde for naam, waarde in post.items() if waarde or not naam.endswith("_telefoonnummer")}


def _attempt(request: Any, gesprek: GesprekRegel, reden: Aanleiding) -> tuple[dict[str, str], Uitslag | None]:
    """(what is wrong with the form, how the attempt ended)"""
    ctx = request.context.voor(reden)
    try:
        return {}, try_controle(ctx, reden.partij_id, gesprek.id, read_controle(request.POST) or Controle())
    except Invalid as problem:
        return {problem.field: problem.reason}, None
    except Refused as problem:
        if problem.code != "TE_VAAK_FOUT":
            raise
        return {"controle": problem.reason}, None


def _over(request: Any) -> HttpResponse:
    """The conversation ended meanwhile (sent twice, or hours ago): what was typed is given back, not thrown away."""
    titel, reden = _("Dit gesprek is al afgerond"), _("Als een gesprek voorbij is, ziet u de gegevens niet meer.")
    return give_back(request, titel, reden, actief="gesprek", status=409)


def _refused(request: Any, gesprek: GesprekRegel, refusal: Refused) -> HttpResponse:
    """It may not (any more), as when a mandate ends in the conversation: why, what was typed, and back to who is there.

    Raises the refusal again when nothing was typed and it is about this employee.
    """
    namens, terug = refusal.code == "GEEN_MACHTIGING", reverse("werkplek:gesprek_zoek", args=[gesprek.id])
    if not namens and request.method != "POST":
        raise refusal
    reden = _("Wie u spreekt, mag niet (meer) voor deze klant optreden.") if namens else refusal.reason
    weg = (_("Terug naar het gesprek"), terug)
    return give_back(request, _("Dit mag nu niet"), reden, actief="gesprek", status=403, terug=weg)


def _record(request: Any, gesprek: GesprekRegel, reden: Aanleiding) -> HttpResponse:
    ctx, partij_id = request.context.voor(reden), reden.partij_id
    if any(request.POST.get(veld) for veld in VELDEN):  # answers that nobody compared yet
        fouten, _uitslag = _attempt(request, gesprek, reden)
        if fouten:
            return _show(request, gesprek, reden, read(request.POST, fouten), status=422)
    try:
        ids = record_gesprek(ctx, partij_id, gesprek.id, verslag(read(request.POST), "onbekend" in request.POST))
    except Invalid as problem:
        return _show(request, gesprek, reden, read(request.POST, {field_of(problem): problem.reason}), status=422)
    n = len(ids)
    zin = ngettext("Het gesprek is vastgelegd: %(n)s vraag.", "Het gesprek is vastgelegd: %(n)s vragen.", n) % {"n": n}
    messages.success(request, zin)
    if request.POST.get("actie") == "verder":
        return HttpResponseRedirect(reverse("werkplek:vraag", args=[partij_id, ids[0]]))
    return HttpResponseRedirect(reverse("werkplek:postvak"))


def _show(
    request: Any,
    gesprek: GesprekRegel,
    reden: Aanleiding,
    ingevuld: Ingevuld,
    status: int = 200,
    uitslag: Uitslag | None = None,
) -> HttpResponse:
    ctx, doel, partij_id = request.context.voor(reden), doel_van(reden), reden.partij_id
    wie = spreker(ctx, partij_id, reden.id) if reden.soort == "namens" else {}
    stand = stand_van(partij_id, gesprek.id)
    zeker = stand.zeker or bool(wie)
    pane = beeld(ctx, partij_id, STAP, None, "verified" if zeker else "asserted", doel)
    vragen = _vragen(ctx, partij_id, wie.get("codes")) if zeker else []
    gegevens = {
        "gesprek": gesprek,
        "partij_id": partij_id,
        "beeld": pane,
        "meer_url": "",
        "nood_vragen_url": reverse("werkplek:noodtoegang_vragen", args=[partij_id])
        if mag_werken(ctx.actor, "noodtoegang")
        else "",
        "onbekend": pane.klant.soort_partij == "onbekend",
        "spreker": wie,
        **_wie_het_is(ctx, gesprek, partij_id, stand, uitslag, mag_kiezen=not wie),
        "vragen": [_vraag(v) for v in vragen if v.open],
        "waarover": _waarover(vragen, wie.get("codes")),
        "uitkomsten": [(code, str(tekst)) for code, tekst in UITKOMST.items()],
        "invoer": ingevuld,
        "formulier_url": _here(gesprek, reden),
        **belofte_keuzes(pane, request.medewerker.afdeling_code),
    }
    return pagina(request, "gesprek/klant.html", gegevens, actief="gesprek", doel=doel, status=status)


def _here(gesprek: GesprekRegel, reden: Aanleiding) -> str:
    """Where the form of this conversation is read, also when another address showed it."""
    if reden.soort == "namens":
        return reverse("werkplek:gesprek_namens", args=[gesprek.id, reden.partij_id, reden.id])
    return reverse("werkplek:gesprek_klant", args=[gesprek.id, reden.partij_id])


def _wie_het_is(
    ctx: Context, gesprek: GesprekRegel, partij_id: UUID, stand: Stand, uitslag: Uitslag | None, *, mag_kiezen: bool
) -> dict[str, Any]:
    """What the page says about who is on the line, for whom they may speak, and when they come."""
    zelf = stand.zeker and mag_kiezen
    return {
        "stand": stand,
        "gesteld": gesteld(stand),
        "uitslag": advice(uitslag) if uitslag else "",
        "namens": keuzes(ctx, partij_id) if zelf else [],
        "namens_url": reverse("werkplek:gesprek_begin_namens", args=[gesprek.id, partij_id]),
        "afspraken": standing(ctx, partij_id) if zelf else [],
        "afspraak_url": reverse("werkplek:gesprek_afspraak", args=[gesprek.id, partij_id]) if zelf else "",
        "mag_url": reverse("werkplek:gesprek_mag", args=[gesprek.id, partij_id]) if stand.zeker else "",
    }


def _vragen(ctx: Context, partij_id: UUID, codes: frozenset[str] | None) -> list[VraagRegel]:
    """Questions of the customer; of somebody for whom another speaks only what that is about."""
    return [v for v in vragen_van(ctx, partij_id) if codes is None or v.onderwerp_code in codes]


def _vraag(v: VraagRegel) -> dict[str, Any]:
    naam = {o.code: vertaald(o.naam) for o in onderwerpen()}
    url = reverse("werkplek:vraag", args=[v.partij_id, v.klantvraag_id])
    return {"regel": v, "onderwerp": naam.get(v.onderwerp_code, v.onderwerp_code), "url": url}


def _waarover(alle: list[VraagRegel], codes: frozenset[str] | None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices for one row: the questions that run, closed ones to take up again, and every subject for a new one."""
    naam = {o.code: vertaald(o.naam) for o in onderwerpen()}
    dicht = [v for v in alle if not v.open][:MAX_DICHT]
    groepen = [
        (kop, [(f"vraag:{v.klantvraag_id}", f"{naam.get(v.onderwerp_code, '')} ({v.kenmerk})") for v in vragen])
        for kop, vragen in ((_("Loopt al"), [v for v in alle if v.open]), (_("Al afgesloten, weer openen"), dicht))
        if vragen
    ]
    mag = [o for o in onderwerpen() if codes is None or o.code in codes]
    nieuw = [(f"{_('Nieuwe vraag')}: {d}", [(f"nieuw:{c}", n) for c, n in lijst]) for d, lijst in grouped(mag)]
    onbekend = (_("Nieuwe vraag"), [("nieuw:onbekend", _("Onderwerp nog niet bekend"))])
    return [*groepen, *nieuw, *([onbekend] if codes is None else [])]
