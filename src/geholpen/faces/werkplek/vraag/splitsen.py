"""A message about something else: suggested or chosen by hand, made a question of its own, and put back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from geholpen.domain.berichten import commands, queries
from geholpen.domain.berichten.queries import BerichtRegel, SplitsingRegel
from geholpen.domain.doelbinding.queries import doel_van, mag_werken
from geholpen.domain.kennis.queries import onderwerp, onderwerpen, suggest_ander_onderwerp
from geholpen.domain.klantcontacten.queries import VraagRegel, regel_van
from geholpen.domain.organisatie.queries import afdelingen
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.splitsregels import split_lines
from geholpen.faces.werkplek.schil import pagina
from geholpen.faces.werkplek.vraag.keuzes import grouped
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.errors import Invalid
from geholpen.platform.taal import vertaald

#: So long somebody who split a message is offered to put it back.
BEDENKTIJD = timedelta(days=1)


def add(
    ctx: Context, vraag: VraagRegel, berichten: list[BerichtRegel], beurten: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The conversation with, at each message of the customer, how it becomes a question of its own; and the traces."""
    sleutels = (vraag.partij_id, vraag.klantvraag_id)
    splitsingen = queries.splitsingen_van(ctx, *sleutels)
    # said to belong here, also by putting it back: nobody is asked again
    hier = {s.bericht_id for s in splitsingen if s.soort in ("hoort_hier", "terug")}
    begin = next((b["id"] for b in beurten if b["soort"] in ("bericht", "gesproken")), "")
    deze = {f"bericht-{b.volgnummer}": b for b in berichten if _of_customer(b)}
    beantwoord = _answered(berichten)
    for beurt in beurten:
        b = deze.get(beurt["id"])
        if b is None or beurt["id"] == begin:
            continue
        args = [*sleutels, b.id]
        beurt["splits_url"] = reverse("werkplek:splitsen", args=args)
        if vraag.open and b.volgnummer > beantwoord and b.id not in hier:
            beurt["anders"] = _suggestion(vraag, b, args)
    return [*beurten, *_traces(ctx, vraag, splitsingen)]


def _of_customer(b: BerichtRegel) -> bool:
    """A message that can become a question of its own; the door decides."""
    return b.richting == "in" and b.aard in ("", "persoon") and not b.van_derde and b.kanaal != "chat"


def _answered(berichten: list[BerichtRegel]) -> int:
    """Number of the last message that a person of ours sent: what came before it was read as it is."""
    ons = (b for b in berichten if b.richting == "uit" and b.medewerker_id and not b.naderhand.teruggehaald)
    return max((b.volgnummer for b in ons), default=0)


def _suggestion(vraag: VraagRegel, b: BerichtRegel, args: list[UUID]) -> dict[str, str] | None:
    """What this message seems to be about when that is not its question, and the words it rests on."""
    found = suggest_ander_onderwerp(vraag.onderwerp_code, b.nieuwe_tekst or b.tekst)
    if found is None:
        return None
    return {
        "code": found.code,
        "naam": vertaald(onderwerp(found.code).naam),
        "woorden": ", ".join(woord.rstrip("*") for woord in found.woorden),
        "hier_url": reverse("werkplek:hoort_hier", args=args),
    }


def _traces(ctx: Context, vraag: VraagRegel, splitsingen: list[SplitsingRegel]) -> list[dict[str, Any]]:
    sleutels = (vraag.partij_id, vraag.klantvraag_id)
    gezien = [s for s in splitsingen if s.soort != "hoort_hier"]
    return [
        {
            "soort": "splitsing",
            "id": f"splitsing-{n}",
            **line,
            "url": _reachable(ctx, vraag.partij_id, s.andere_vraag_id),
            "terug_url": reverse("werkplek:terugzetten", args=[*sleutels, s.bericht_id])
            if s.laatste and _undoable(ctx, vraag, s)
            else "",
        }
        for n, (s, line) in enumerate(zip(gezien, split_lines(gezien), strict=True))
    ]


def _reachable(ctx: Context, partij_id: UUID, vraag_id: UUID | None) -> str:
    """Address of the other question for who may work for its purpose, else ""."""
    doel = doel_van(Aanleiding("klantvraag", partij_id, vraag_id)) if vraag_id else None
    return reverse("werkplek:vraag", args=[partij_id, vraag_id]) if doel and mag_werken(ctx.actor, doel.nummer) else ""


def _undoable(ctx: Context, vraag: VraagRegel, s: SplitsingRegel) -> bool:
    """Whether it is worth offering; whether somebody worked on it meanwhile, the door knows."""
    if s.soort == "van":
        return vraag.open and vraag.laatste_volgnummer == 1
    return s.soort == "naar" and s.medewerker_id == ctx.actor.id and s.moment > timezone.now() - BEDENKTIJD


def _context(request: Any, partij_id: UUID, vraag_id: UUID) -> Context:
    found: Context = request.context.voor(Aanleiding("klantvraag", partij_id, vraag_id))
    return found


def _to(partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("werkplek:vraag", args=[partij_id, vraag_id]))


@alleen_medewerker
@require_http_methods(["GET", "POST"])
def splitsen(request: Any, partij_id: UUID, vraag_id: UUID, bericht_id: UUID) -> HttpResponse:
    """Make a message a question of its own: from the suggestion, or with a subject chosen here."""
    ctx = _context(request, partij_id, vraag_id)
    fouten: dict[str, str] = {}
    gekozen = request.POST.get("onderwerp", "")
    if request.method == "POST":
        try:
            gesplitst = commands.split_bericht(ctx, partij_id, vraag_id, bericht_id, gekozen)
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
        else:
            return _split(request, partij_id, vraag_id, gesplitst, gekozen)
    bericht = next((b for b in queries.gesprek(ctx, partij_id, vraag_id) if b.id == bericht_id), None)
    if bericht is None or not _of_customer(bericht):
        raise Http404
    vraag = regel_van(ctx, partij_id, vraag_id)
    anders = suggest_ander_onderwerp(vraag.onderwerp_code, bericht.nieuwe_tekst or bericht.tekst)
    gegevens = {
        "bericht": bericht,
        "vraag": vraag,
        "fouten": fouten,
        "gekozen": gekozen or (anders.code if anders else ""),
        "onderwerpen": grouped([o for o in onderwerpen() if o.code != vraag.onderwerp_code]),
        "terug": reverse("werkplek:vraag", args=[partij_id, vraag_id]),
    }
    return pagina(request, "vraag/splitsen.html", gegevens, actief="postvak", status=422 if fouten else 200)


def _split(request: Any, partij_id: UUID, vraag_id: UUID, gesplitst: commands.Gesplitst, code: str) -> HttpResponse:
    """On to the new question, or back to the old one when the new one is for others."""
    kenmerk = {"kenmerk": gesplitst.kenmerk}
    if not gesplitst.nieuw:
        messages.warning(request, _("Een collega maakte hier net al een vraag van: %(kenmerk)s.") % kenmerk)
        return _to(partij_id, vraag_id)
    wat = onderwerp(code)
    if mag_werken(request.context.actor, wat.activiteit):
        messages.success(request, _("Dit is nu een eigen vraag: %(kenmerk)s.") % kenmerk)
        return _to(partij_id, gesplitst.klantvraag_id)
    wie = vertaald(afdelingen().get(wat.afdeling_code, wat.afdeling_code))
    zin = _("Het bericht is nu een eigen vraag: %(kenmerk)s. Die is voor %(afdeling)s.")
    messages.success(request, zin % (kenmerk | {"afdeling": wie}))
    return _to(partij_id, vraag_id)


@alleen_medewerker
@require_POST
def hoort_hier(request: Any, partij_id: UUID, vraag_id: UUID, bericht_id: UUID) -> HttpResponse:
    """The suggestion is not right: it does not come back."""
    try:
        commands.keep_bericht(_context(request, partij_id, vraag_id), partij_id, vraag_id, bericht_id)
    except Invalid as problem:
        messages.warning(request, problem.reason)
    return _to(partij_id, vraag_id)


@alleen_medewerker
@require_POST
def terugzetten(request: Any, partij_id: UUID, vraag_id: UUID, bericht_id: UUID) -> HttpResponse:
    """The message goes back to the question where it came in."""
    ctx = _context(request, partij_id, vraag_id)
    try:
        naar = commands.return_bericht(ctx, partij_id, vraag_id, bericht_id)
    except Invalid as problem:
        messages.warning(request, problem.reason)
        return _to(partij_id, vraag_id)
    messages.success(request, _("Het bericht staat weer bij de vraag waar het binnenkwam."))
    return _to(partij_id, naar if _reachable(ctx, partij_id, naar) else vraag_id)
