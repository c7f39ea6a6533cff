"""Write to the customer: answer, keep a draft, send again."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from geholpen.domain.berichten import commands, queries
from geholpen.domain.berichten.ports.meesturen import judge
from geholpen.domain.organisatie.queries import namen
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.deel.bewaard import give_back
from geholpen.faces.werkplek.vraag.bladzij import BRIEF, Invoer, context, show
from geholpen.faces.werkplek.vraag.wegen import chosen, filled_template
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid, Refused
from geholpen.platform.models import uuid7
from geholpen.platform.ui.tijd import moment


@alleen_medewerker
@require_POST
def antwoord(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """Send the answer; when the customer wrote meanwhile, show that first and keep the text."""
    ctx, waarden = context(request, partij_id, vraag_id), request.POST.dict()
    waarden["weer_mee"] = " ".join(request.POST.getlist("weer_mee")[:50])
    gezien, nu = _number(waarden.get("gezien_tot", "")), uuid7()
    try:
        bestanden = [(f.name or "", f.content_type or "", f.read()) for f in request.FILES.getlist("bijlagen")[:50]]
        nieuw = _antwoord(waarden, gezien, judge(bestanden))
        bezorging_id = commands.send_antwoord(ctx, partij_id, vraag_id, nieuw)
    except (Invalid, Refused) as problem:
        if isinstance(problem, Refused) and problem.code not in ("NIEUWER_BERICHT", "AFGESLOTEN"):
            return give_back(request, _("Uw antwoord is niet verstuurd"), problem.reason, actief="postvak", status=403)
        return _not_sent(request, partij_id, vraag_id, waarden, problem)
    if bezorging_id < nu:  # ids follow the clock: this very answer went before
        messages.info(request, _("Dit antwoord had u al verstuurd. Het gaat niet nog een keer."))
    elif not settings.VERZENDPAUZE:  # else the page says how long it can be taken back
        messages.success(request, _("Uw antwoord is onderweg naar de klant."))
    return _back(partij_id, vraag_id)


def _antwoord(waarden: dict[str, str], gezien: int, bijlagen: Any) -> commands.NieuwAntwoord:
    """What was typed or chosen, over the way that was chosen. Raises Invalid for a template that is not filled in."""
    kanaal, aan = ("brief", "") if waarden.get("kanaal") == BRIEF else chosen(waarden)
    filled = filled_template(waarden, kanaal)
    sjabloon, tekst = filled if filled else (None, _text(waarden))
    return commands.NieuwAntwoord(
        tekst,
        gezien,
        aan,
        toch_versturen=waarden.get("toch") == "1",
        kanaal=kanaal or "email",
        sjabloon=sjabloon,
        bijlagen=bijlagen,
        sjabloonversie_id=version(waarden),
        cc=tuple(waarden.get("cc", "").replace(";", ",").split(",")[:20]),
        cc_reden=waarden.get("cc_reden", ""),
        weer_mee=tuple(filter(None, map(_id, waarden["weer_mee"].split()))),
    )


@alleen_medewerker
@require_POST
def briefvoorbeeld(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """The letter as it will be printed, in a tab of its own."""
    waarden = request.POST.dict()
    try:
        pdf = queries.briefvoorbeeld(context(request, partij_id, vraag_id), partij_id, vraag_id, _text(waarden))
    except Invalid as problem:
        return show(request, partij_id, vraag_id, Invoer("antwoord", waarden, {"tekst": problem.reason}, status=422))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="voorbeeld.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    # The browser's own reader of PDF styles its page inline, and is held to this policy.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    return response


@alleen_medewerker
@require_POST
def tegenhouden(request: Any, partij_id: UUID, vraag_id: UUID, bezorging_id: UUID) -> HttpResponse:
    """Take a letter back that waits for the post."""
    try:
        heel = commands.cancel_letter(context(request, partij_id, vraag_id), partij_id, vraag_id, bezorging_id)
    except Invalid as problem:
        messages.warning(request, problem.reason)
    else:
        weer = _("De brief gaat niet weg. De tekst staat weer bij Antwoord.")
        messages.success(request, weer if heel else _("De brief gaat niet weg."))
    return _back(partij_id, vraag_id)


def _not_sent(request: Any, partij_id: UUID, vraag_id: UUID, waarden: dict[str, str], why: Exception) -> HttpResponse:
    """The same page with the text still in it, and kept as a draft for when the browser closes now."""
    ctx = context(request, partij_id, vraag_id)
    commands.save_concept(ctx, partij_id, vraag_id, _text(waarden), sjabloonversie_id=version(waarden))
    if isinstance(why, Refused) and why.code == "AFGESLOTEN":
        melding = f"{why.reason} {_('Uw tekst is bewaard als concept.')}"
        return show(request, partij_id, vraag_id, Invoer("antwoord", waarden, melding=melding, status=409))
    if isinstance(why, Refused):
        na = _number(waarden.get("gezien_tot", ""))
        return show(request, partij_id, vraag_id, Invoer("antwoord", waarden, conflict_na=na, status=409))
    fouten = {why.field: why.reason} if isinstance(why, Invalid) else {}
    return show(request, partij_id, vraag_id, Invoer("antwoord", waarden, fouten, status=422))


@alleen_medewerker
@require_POST
def concept(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """Keep the draft: from the script as JSON, or from the button "Concept bewaren"."""
    ctx = context(request, partij_id, vraag_id)
    if request.content_type == "application/json":
        tekst, gezien, versie = _json(request.body)
        if commands.save_concept(ctx, partij_id, vraag_id, tekst, gezien=gezien, sjabloonversie_id=versie):
            return JsonResponse({"bewaard": True})
        return JsonResponse(_of_colleague(ctx, partij_id, vraag_id), status=409)
    waarden = request.POST.dict()
    gezien = _moment(waarden.get("concept_gezien", ""))
    versie = version(waarden)
    if not commands.save_concept(ctx, partij_id, vraag_id, _text(waarden), gezien=gezien, sjabloonversie_id=versie):
        anders = _of_colleague(ctx, partij_id, vraag_id)
        zin = _("%(wie)s veranderde dit concept ook, %(moment)s. Uw tekst staat hieronder en is nog niet bewaard.")
        return show(request, partij_id, vraag_id, Invoer("antwoord", waarden, melding=zin % anders, status=409))
    messages.success(request, _("Uw concept is bewaard. Collega's zien het ook."))
    if namen := ", ".join(f.name for f in request.FILES.getlist("bijlagen")[:50] if f.name):
        messages.warning(request, _("Bestanden horen niet bij een concept. Kies later opnieuw: %(n)s.") % {"n": namen})
    return _back(partij_id, vraag_id)


@alleen_medewerker
@require_POST
def opnieuw(request: Any, partij_id: UUID, vraag_id: UUID, bezorging_id: UUID) -> HttpResponse:
    """Send again what did not arrive or may not have: a person decides."""
    try:
        commands.resend(context(request, partij_id, vraag_id), partij_id, bezorging_id)
    except Invalid as problem:
        messages.warning(request, problem.reason)
    else:
        messages.success(request, _("Het bericht gaat opnieuw op weg."))
    return _back(partij_id, vraag_id)


def _back(partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("werkplek:vraag", args=[partij_id, vraag_id]))


def version(waarden: dict[str, str]) -> UUID | None:
    """The text of ours that was put in; None for none."""
    return _id(waarden.get("sjabloonversie", ""))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _text(waarden: dict[str, str]) -> str:
    """Browsers send line ends as CR LF."""
    return waarden.get("tekst", "").replace("\r\n", "\n")


def _json(body: bytes) -> tuple[str, datetime | None, UUID | None]:
    """The text, of which moment the draft was that the writer began with, and the text of ours that is in it."""
    try:
        given = json.loads(body)
        tekst, gezien = str(given.get("tekst", "")), _moment(str(given.get("gezien", "")))
        versie = version({"sjabloonversie": str(given.get("sjabloonversie", ""))})
    except (ValueError, AttributeError):
        raise Invalid("tekst", _("Wij konden uw concept niet lezen.")) from None
    return tekst.replace("\r\n", "\n").replace("\0", ""), gezien, versie


def _moment(text: str) -> datetime | None:
    """A moment as the page wrote it; None when there is none, and then the newest text wins."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _of_colleague(ctx: Context, partij_id: UUID, vraag_id: UUID) -> dict[str, str]:
    """Who wrote the draft that is there now, when, and what."""
    found = queries.concept(ctx, partij_id, vraag_id)
    if found is None:
        return {"wie": _("Een collega"), "moment": "", "tekst": "", "gezien": ""}
    wie = namen().get(found.medewerker_id, "") if found.medewerker_id else ""
    gezien = found.bijgewerkt_op.isoformat()
    return {"wie": wie, "moment": moment(found.bijgewerkt_op), "tekst": found.tekst, "gezien": gezien}
