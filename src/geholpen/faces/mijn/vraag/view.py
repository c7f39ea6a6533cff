"""One question with everything that was said about it, in every channel, and room to write more."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from geholpen.domain.berichten import queries as berichten
from geholpen.domain.berichten.commands import schrijf_bericht
from geholpen.domain.chat.queries import van_wie
from geholpen.domain.kanaalwissel.commands import NieuweWissel, arrive_in_mijn, begin_wissel
from geholpen.domain.kanaalwissel.queries import belmomenten, open_ways, wissels_van
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.queries import VraagRegel, correcties_van, regel_van, sprekers_van, taken_van
from geholpen.domain.organisatie.queries import namen
from geholpen.faces.afspraakregels import appointment_lines
from geholpen.faces.belmoment import moment_in_words
from geholpen.faces.inloggen import alleen_klant
from geholpen.faces.mijn import woorden
from geholpen.faces.mijn.overzicht.view import beloften, standing_still
from geholpen.faces.mijn.schil import ik, pagina
from geholpen.faces.mijn.vraag.verloop import Mensen, verloop
from geholpen.faces.oproepregels import lines_beside
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid, Refused
from geholpen.platform.taal import vertaald

#: Where the customer is already.
HIER = frozenset({"mijn"})
_GEWISSELD = {
    ("verder", ""): gettext_lazy("U krijgt daar een bericht van ons. Antwoord daar gewoon op."),
    ("verder", "brief"): gettext_lazy("U krijgt een brief van ons. Wilt u antwoorden? Stuur de brief of de code mee."),
    ("wacht", ""): gettext_lazy("U krijgt daar een link van ons. Open die. Daarna praten wij daar verder."),
    ("belofte", ""): gettext_lazy("Afgesproken: wij bellen u. U ziet dat hieronder bij wat wij beloofden."),
}


@require_http_methods(["GET", "POST"])
@alleen_klant
def vraag(request: HttpRequest, klantvraag_id: UUID) -> HttpResponse:
    """Read the question; a POST adds a message."""
    ctx, partij_id = ik(request)
    regel = vraag_of_404(ctx, partij_id, klantvraag_id)
    if any(w.naar_kanaal == "mijn" and w.staat == "wacht" for w in wissels_van(ctx, partij_id, klantvraag_id)):
        arrive_in_mijn(ctx, partij_id, klantvraag_id)
    fout, tekst = "", request.POST.get("tekst", "")
    if request.method == "POST" and request.POST.get("actie") == "wissel":
        return _switch(request, ctx, regel)
    if request.method == "POST":
        try:
            schrijf_bericht(ctx, partij_id, klantvraag_id, tekst, na=_number(request.POST.get("na", "")))
        except Invalid as invalid:
            fout = invalid.reason
        else:
            messages.success(request, _said(regel))
            return HttpResponseRedirect(request.path)
    gegevens = vraag_gegevens(ctx, regel) | {"fout": fout, "tekst": tekst}
    return pagina(request, "vraag/page.html", gegevens, actief="overzicht", status=422 if fout else 200)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _switch(request: HttpRequest, ctx: Context, regel: VraagRegel) -> HttpResponse:
    """Go on over another channel; what was typed comes back when that cannot be."""
    gegeven = request.POST
    nieuw = NieuweWissel(gegeven.get("kanaal", ""), gegeven.get("adres", ""), wanneer=gegeven.get("wanneer", ""))
    try:
        begonnen = begin_wissel(ctx, regel.partij_id, regel.klantvraag_id, nieuw)
    except Invalid as invalid:
        fouten = {"wisselfout": {invalid.field: invalid.reason}, "getypt": request.POST}
        gegevens = vraag_gegevens(ctx, regel) | {"fout": "", "tekst": ""} | fouten
        return pagina(request, "vraag/page.html", gegevens, actief="overzicht", status=422)
    messages.success(request, str(_GEWISSELD.get((begonnen.staat, nieuw.kanaal)) or _GEWISSELD[begonnen.staat, ""]))
    return HttpResponseRedirect(request.path)


def vraag_of_404(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> VraagRegel:
    """The question, or 404: somebody else's question is as absent as one that never was."""
    try:
        return regel_van(ctx, partij_id, klantvraag_id)
    except Invalid as absent:
        raise Http404 from absent


def _said(regel: VraagRegel) -> str:
    if regel.open:
        return _("Uw bericht is verstuurd.")
    return _("Uw bericht is verstuurd. Uw vraag is weer open.")


def vraag_gegevens(ctx: Context, regel: VraagRegel, naam: str = "") -> dict[str, Any]:
    """What the page shows of one question, under the purpose of `ctx`. `naam`: whose it is, when another reads it."""
    partij_id, vraag_id, vandaag = regel.partij_id, regel.klantvraag_id, timezone.localdate()
    taken = taken_van(ctx, partij_id, vraag_id)
    contacten = [r for r in klantbeeld(ctx, partij_id, 199).tijdlijn if r.klantvraag_id == vraag_id]
    status, soort = woorden.STATUS[regel.status]
    waarover = onderwerp(regel.onderwerp_code)
    gezegd = berichten.gesprek(ctx, partij_id, vraag_id)
    gechat = any(b.kanaal == "chat" for b in gezegd) and not naam
    stil = {} if naam else standing_still(partij_id, [regel])
    return {
        "vraag": regel,
        "onderwerp": vertaald(waarover.naam),
        "titel": _("Uw vraag") if waarover.gevoelig else vertaald(waarover.naam),  # a title stays in the history
        **({"status": status, "soort": soort} if vraag_id not in stil else woorden.STAAT_STIL),
        "volgende": woorden.volgende(regel, vandaag, naam, gewist=_erased(gezegd), stil=stil.get(vraag_id, "")),
        "staat_stil": woorden.STIL.get(stil.get(vraag_id, "")),
        "beloften": beloften(taken, vandaag, naam, stil),
        "wegen": [(code, str(woorden.PER_KANAAL[code])) for code in open_ways() if code not in HIER],
        "belmomenten": [(m.code, moment_in_words(m)) for m in belmomenten()],
        "verloop": verloop(
            gezegd,
            contacten,
            taken,
            _mensen(ctx, regel, naam),
            [
                *lines_beside(ctx, partij_id, vraag_id),
                *appointment_lines(ctx, partij_id, vraag_id),
                *(_given(ctx, regel) if gechat else []),
            ],
            correcties_van(ctx, partij_id, vraag_id),
            berichten.splitsingen_van(ctx, partij_id, vraag_id),
        ),
    }


def _erased(gezegd: list[berichten.BerichtRegel]) -> bool:
    """Whether nothing is left of what we wrote."""
    ons = [b for b in gezegd if b.richting == "uit"]
    return bool(ons) and not any(b.tekst for b in ons)


def _given(ctx: Context, regel: VraagRegel) -> list[dict[str, Any]]:
    """That this was asked in a chat in which the customer logged in, and that an employee gave it to them."""
    found = van_wie(ctx, regel.partij_id, regel.klantvraag_id)
    if found is None or found.verhuisd_op is None:
        return []
    tekst = _("U stelde deze vraag in de chat en logde daar in. Een medewerker legde de vraag bij uw gegevens.")
    return [{"moment": found.verhuisd_op, "icoon": "persoon", "tekst": tekst}]


def _mensen(ctx: Context, regel: VraagRegel, naam: str) -> Mensen:
    """Who is named in the conversation; whoever spoke for the customer by what they are, never by name."""
    sprekers = {
        contact: _("U") if s.partij_id == ctx.actor.id else _spreker(s.soort, naam)
        for contact, s in sprekers_van(ctx, regel.partij_id, regel.klantvraag_id).items()
    }
    return Mensen(namen(), naam, sprekers)


def _spreker(soort: str, naam: str) -> str:
    rol = woorden.ROL.get(soort, _("vertegenwoordiger"))
    return _("De %(rol)s van %(naam)s") % {"rol": rol, "naam": naam} if naam else _("Uw %(rol)s") % {"rol": rol}


@require_GET
@alleen_klant
def bijlage(request: HttpRequest, bijlage_id: UUID) -> HttpResponse:
    """Download an attachment of one's own conversation; never shown inside our pages."""
    ctx, partij_id = ik(request)
    found = berichten.bijlage(ctx, partij_id, bijlage_id)
    if found is None:
        raise Http404
    if found.waarschuwing:
        raise Refused("BIJLAGE_GEBLOKKEERD", found.waarschuwing)
    response = HttpResponse(found.inhoud, content_type=found.type or "application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, found.naam) or "attachment"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    return response
