"""A chat at the desk: what is new comes by itself, an answer goes at once."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from geholpen.domain.berichten.commands import save_concept
from geholpen.domain.berichten.ports.meesturen import judge
from geholpen.domain.berichten.queries import gesprek
from geholpen.domain.chat.commands import Chatantwoord, answer_chat, close_chat
from geholpen.domain.chat.queries import chat_van
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.domain.organisatie.queries import namen
from geholpen.domain.partijen.queries import naam_van
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.chat.deel import chatdeel, van_wie_deel, vensterregels
from geholpen.faces.werkplek.chat.verhuisd import follows
from geholpen.faces.werkplek.vraag import beurten as tijd
from geholpen.faces.werkplek.vraag.antwoord import version
from geholpen.faces.werkplek.vraag.bladzij import Invoer, context, show
from geholpen.faces.werkplek.vraag.kop import kop
from geholpen.platform import vluchtig
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid, Refused

NIEUWS = "werkplek/chat/nieuws.html"


@alleen_medewerker
@require_GET
@follows
def nieuws(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """What was said after `na`, and how the visitor is doing. Without script: the page itself, newest below."""
    na = request.GET.get("na", "0")
    nummer = int(na) if na.isascii() and na.isdigit() and len(na) < 9 else 0
    ctx = context(request, partij_id, vraag_id)
    return render(request, NIEUWS, _news(ctx, partij_id, vraag_id, nummer))


def _news(ctx: Context, partij_id: UUID, vraag_id: UUID, na: int, fout: str = "") -> dict[str, Any]:
    vraag = regel_van(ctx, partij_id, vraag_id)
    alle = gesprek(ctx, partij_id, vraag_id)
    nieuw = [b for b in alle if b.volgnummer > na]
    mensen = tijd.Mensen(naam_van(ctx, partij_id) or _("Onbekende klant"), namen(), {})
    return {
        "chat": chatdeel(ctx, vraag, alle),
        "van_wie": van_wie_deel(ctx, vraag),
        "kop": kop(ctx, vraag),
        # a line of the system has no number: who has it on the screen leaves it out, by its id
        "nieuwe": tijd.merge(vraag, mensen, nieuw, [], [], [], [], []) + vensterregels(ctx, vraag),
        "fout": fout,
        "los": True,
    }


@alleen_medewerker
@require_POST
@follows
def antwoord(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """Say it. With script only what is new comes back; without, the page."""
    ctx, waarden = context(request, partij_id, vraag_id), request.POST.dict()
    gezien = waarden.get("gezien_tot", "")
    nummer = int(gezien) if gezien.isascii() and gezien.isdigit() and len(gezien) < 9 else 0
    tekst = waarden.get("tekst", "").replace("\r\n", "\n")
    fout, dicht = "", False
    try:
        bestanden = [(f.name or "", f.content_type or "", f.read()) for f in request.FILES.getlist("bijlagen")[:50]]
        nieuw = Chatantwoord(
            tekst,
            nummer,
            toch_versturen=waarden.get("toch") == "1",
            bijlagen=judge(bestanden),
            sjabloonversie_id=version(waarden),
        )
        answer_chat(ctx, partij_id, vraag_id, nieuw)
    except Invalid as wrong:
        fout = wrong.reason
    except Refused as no:
        if no.code not in ("NIEUWER_BERICHT", "AFGESLOTEN"):
            raise
        fout, dicht = no.reason, no.code == "AFGESLOTEN"
    if "HX-Request" in request.headers:
        status = 422 if fout else 200
        return render(request, NIEUWS, _news(ctx, partij_id, vraag_id, nummer, fout), status=status)
    if dicht:
        save_concept(ctx, partij_id, vraag_id, tekst)
        melding = f"{fout} {_('Uw tekst is bewaard als concept.')}"
        return show(request, partij_id, vraag_id, Invoer("antwoord", waarden, melding=melding, status=409))
    if fout:
        return show(request, partij_id, vraag_id, Invoer("antwoord", waarden, {"tekst": fout}, status=422))
    return _back(partij_id, vraag_id)


@alleen_medewerker
@require_POST
def typt(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """The employee types, or stopped. Kept nowhere."""
    bezoek = chat_van(context(request, partij_id, vraag_id), partij_id, vraag_id)
    try:
        aan = json.loads(request.body).get("state") == "on"
    except (ValueError, AttributeError):
        aan = False
    if bezoek is not None and bezoek.geeindigd_op is None:
        teken = {"soort": "chat", "wat": "typt", "kant": "medewerker", "aan": aan, "bezoek_id": str(bezoek.id)}
        vluchtig.tell(teken)
    return HttpResponse(status=204)


@alleen_medewerker
@require_POST
@follows
def sluit(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """End the chat; the question stays."""
    if close_chat(context(request, partij_id, vraag_id), partij_id, vraag_id):
        messages.success(request, _("De chat is gesloten. De vraag staat nog open."))
    return _back(partij_id, vraag_id)


def _back(partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("werkplek:vraag", args=[partij_id, vraag_id]) + "#doen")
