"""A message of ours after it was written: taken back, or put right, with what it said before."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from geholpen.domain.berichten import commands, queries
from geholpen.domain.berichten.queries import BerichtRegel, HerzieningRegel, VerbeteringRegel, VerstrekkingRegel
from geholpen.domain.doelbinding.queries import activiteiten
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.schil import pagina
from geholpen.faces.werkplek.vraag import weer
from geholpen.faces.werkplek.woorden import BEZORGING, BEZORGSTAAT, UITKOMST, kanaal
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.errors import Invalid

GEEN = UUID(int=0)
Waarden = dict[str, str]
#: From whom a message is that is not of the customer.
DERDE: dict[str, Any] = {
    "cc": _lazy("Dit schreef iemand die een kopie kreeg, niet de klant."),
    "doorgestuurd": _lazy(
        "Dit schreef iemand aan wie wij doorstuurden, niet de klant. De klant ziet dit niet in Mijn."
    ),
}


def naderhand(sleutels: list[UUID], b: BerichtRegel, wie: dict[UUID, str]) -> dict[str, Any]:
    """For the template: whether it went at all, what it said before, and where it can be put right."""
    return {
        "teruggehaald": b.naderhand.teruggehaald,
        "herzien": [_herzien(h, wie) for h in b.naderhand.herzieningen],
        "gegeven": [_gegeven(v, wie) for v in b.naderhand.verstrekkingen],
        "doorstuur_url": reverse("werkplek:doorsturen", args=[*sleutels, b.id]) if _passes_on(b) else "",
        "gevolgd": [_gevolgd(sleutels, v) for v in b.naderhand.verbeteringen],
        "derde": DERDE.get(b.van_derde, ""),
        "verbeter_url": reverse("werkplek:verbeteren", args=[*sleutels, b.id]) if _went(b) else "",
    }


def _gevolgd(sleutels: list[UUID], v: VerbeteringRegel) -> dict[str, Any]:
    """How the message with the right words is on its way, and a letter that can still be stopped."""
    stop = reverse("werkplek:tegenhouden", args=[*sleutels, v.bezorging_id]) if v.post_tot else ""
    mis = v.uitleg if v.staat in ("niet_bezorgd", "onbekend") else ""
    return {
        "stand": BEZORGING.get(v.staat, "onbekend"),
        "kanaal": kanaal(v.kanaal),
        "reden": mis,
        "tegenhouden_url": stop,
        "post_tot": v.post_tot,
    }


def _passes_on(b: BerichtRegel) -> bool:
    """A person wrote it, and it is not kept back, taken back or waiting for the post."""
    here = b.naderhand.terug_te_halen or b.post_tot is not None
    return b.aard in ("", "persoon") and not (b.naderhand.teruggehaald or here)


def _gegeven(v: VerstrekkingRegel, wie: dict[UUID, str]) -> dict[str, Any]:
    """One line: who else got a message, by whom, how that went, and why."""
    naar = f"{v.naam} ({v.adres})" if v.naam else v.adres
    zin = _("Kopie aan %(naar)s") if v.soort == "cc" else _("Doorgestuurd aan %(naar)s")
    stand = str(BEZORGSTAAT.get(v.staat, ""))
    door = wie.get(v.medewerker_id or GEEN, "")
    mis = v.uitleg if v.staat in ("niet_bezorgd", "onbekend") else ""
    kop = ", ".join(filter(None, [zin % {"naar": naar}, door, stand.lower()]))
    kop = f"{kop}: {mis}" if mis else kop
    return {"kop": kop, "moment": v.moment, "reden": v.reden, "buiten": v.buiten}


def _went(b: BerichtRegel) -> bool:
    """A person of ours wrote it and it left us: it can be put right."""
    ons = b.richting == "uit" and b.aard == "persoon"
    return ons and not (b.naderhand.teruggehaald or b.naderhand.terug_te_halen)


def _herzien(h: HerzieningRegel, wie: dict[UUID, str]) -> dict[str, Any]:
    """One line: what somebody put right, and what it was."""
    naam = wie.get(h.medewerker_id or GEEN, _("Een medewerker"))
    zin = {
        "teruggehaald": _("%(wie)s haalde dit bericht terug."),
        "verbeterd": _("%(wie)s verbeterde dit bericht."),
        "bezorging": _("%(wie)s verbeterde de bezorging. Er stond: %(was)s."),
        "afloop": _("%(wie)s verbeterde de afloop. Er stond: %(was)s."),
    }[h.soort] % {"wie": naam, "was": _was(h)}
    oud = h.oude_tekst if h.soort in ("teruggehaald", "verbeterd") else h.reden
    return {"zin": zin, "moment": h.moment, "oud": oud, "kop": _("Zo stond het er") if not h.reden else _("Waarom")}


def _was(h: HerzieningRegel) -> str:
    woorden = BEZORGSTAAT if h.soort == "bezorging" else UITKOMST
    return str(woorden.get(h.oude_tekst, h.oude_tekst or _("nog niet afgesloten"))).lower()


def afloop_regels(ctx: Context, partij_id: UUID, vraag_id: UUID, wie: dict[UUID, str]) -> list[dict[str, Any]]:
    """For the conversation: that it was put right how the question ended."""
    found = [(h, _herzien(h, wie)) for h in queries.verbeterde_aflopen(ctx, partij_id, vraag_id)]
    return [{"soort": "correctie", "moment": h.moment, "tekst": f"{z['zin']} {h.reden}".strip()} for h, z in found]


def _context(request: Any, partij_id: UUID, vraag_id: UUID) -> Context:
    found: Context = request.context.voor(Aanleiding("klantvraag", partij_id, vraag_id))
    return found


def _back(partij_id: UUID, vraag_id: UUID, anker: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse("werkplek:vraag", args=[partij_id, vraag_id]) + anker)


@alleen_medewerker
@require_POST
def terughalen(request: Any, partij_id: UUID, vraag_id: UUID, bezorging_id: UUID) -> HttpResponse:
    """Take a message back before it goes; its text stands in the composer again."""
    ctx = _context(request, partij_id, vraag_id)
    try:
        commands.withdraw_antwoord(ctx, partij_id, vraag_id, bezorging_id)
    except Invalid as problem:
        messages.warning(request, problem.reason)
    else:
        messages.success(request, _("Uw bericht is niet verstuurd. De tekst staat weer bij Antwoord."))
    return _back(partij_id, vraag_id)


@alleen_medewerker
@require_http_methods(["GET", "POST"])
def verbeteren(request: Any, partij_id: UUID, vraag_id: UUID, bericht_id: UUID) -> HttpResponse:
    """Put the words of a message right, or where its delivery stands."""
    ctx = _context(request, partij_id, vraag_id)
    bericht = next((b for b in queries.gesprek(ctx, partij_id, vraag_id) if b.id == bericht_id), None)
    if bericht is None or not _went(bericht):
        raise Http404
    waarden: Waarden = request.POST.dict()
    mee = request.POST.getlist("weer_mee")[:50]
    fouten: dict[str, str] = {}
    if request.method == "POST":
        try:
            messages.success(request, _do(ctx, partij_id, vraag_id, bericht, waarden, mee))
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
        else:
            return _back(partij_id, vraag_id, f"#bericht-{bericht.volgnummer}")
    gegevens = {
        "bericht": bericht,
        "wacht": _waits_for_post([partij_id, vraag_id], bericht),
        "volgt": queries.volgt_verbetering(ctx, partij_id, vraag_id, bericht_id),
        "nog_hier": bericht.bezorgstaat in ("wachtrij", "niet_bezorgd", "vervallen"),
        "vraag": regel_van(ctx, partij_id, vraag_id),
        "tekst": waarden.get("tekst", bericht.tekst),
        "bestanden": weer.files(weer.of_correction(bericht), _ticked(waarden, mee)),
        "waarden": waarden,
        "fouten": fouten,
        "terug": reverse("werkplek:vraag", args=[partij_id, vraag_id]),
        "standen": [(s, str(BEZORGSTAAT[s])) for s in ("bezorgd", "niet_bezorgd") if s != bericht.bezorgstaat],
        "stand": str(BEZORGSTAAT.get(bericht.bezorgstaat, "")),
    }
    return pagina(request, "vraag/verbeteren.html", gegevens, actief="postvak", status=422 if fouten else 200)


def _ticked(waarden: Waarden, mee: list[str]) -> Waarden:
    """Which files were ticked when the form comes back; nothing when it is shown first."""
    return {"weer_mee": " ".join(mee)} if waarden.get("bestanden") else {}


def _waits_for_post(sleutels: list[UUID], b: BerichtRegel) -> dict[str, Any] | None:
    """The letter of this message that still waits for the post, with where it is stopped (""; not yet); else None."""
    eigen = b.bezorging_id if b.bezorgkanaal == "brief" and b.bezorgstaat == "wachtrij" else None
    later = next((v for v in b.naderhand.verbeteringen if v.kanaal == "brief" and v.staat == "wachtrij"), None)
    id, tot = (later.bezorging_id, later.post_tot) if later else (eigen, b.post_tot)
    return {"stop_url": reverse("werkplek:tegenhouden", args=[*sleutels, id]) if tot else ""} if id else None


def _do(ctx: Context, partij_id: UUID, vraag_id: UUID, bericht: BerichtRegel, waarden: Waarden, mee: list[str]) -> str:
    if waarden.get("wat") == "bezorging" and bericht.bezorging_id:
        staat, reden = waarden.get("staat", ""), waarden.get("reden", "")
        commands.correct_bezorging(ctx, partij_id, bericht.bezorging_id, staat, reden)
        return _("De stand van de bezorging is verbeterd.")
    tekst = waarden.get("tekst", "").replace("\r\n", "\n")
    zonder = weer.left_out(bericht, mee) if waarden.get("bestanden") else None
    gezien = waarden.get("keer", "")
    keer = int(gezien) if gezien.isascii() and gezien.isdigit() and len(gezien) < 6 else None
    n = commands.correct_antwoord(ctx, partij_id, vraag_id, bericht.id, tekst, zonder=zonder, keer=keer)
    if not n:
        return _("Het bericht is verbeterd. De klant ziet nu de goede tekst.")
    zin = "Het bericht is verbeterd. Er gaat %(n)s bericht uit met de goede tekst."
    zinnen = "Het bericht is verbeterd. Er gaan %(n)s berichten uit met de goede tekst."
    return ngettext(zin, zinnen, n) % {"n": n}


@alleen_medewerker
@require_POST
def afloop(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """A closed question ended otherwise, or not yet."""
    ctx, waarden = _context(request, partij_id, vraag_id), request.POST.dict()
    try:
        commands.correct_afloop(ctx, partij_id, vraag_id, waarden.get("uitkomst", ""), waarden.get("reden", ""))
    except Invalid as problem:
        messages.warning(request, problem.reason)
    else:
        messages.success(request, _("De afloop is verbeterd."))
    return _back(partij_id, vraag_id, "?doe=afsluiten#doen")


@alleen_medewerker
@require_http_methods(["GET", "POST"])
def doorsturen(request: Any, partij_id: UUID, vraag_id: UUID, bericht_id: UUID) -> HttpResponse:
    """Pass a message on to another organisation or department."""
    ctx = _context(request, partij_id, vraag_id)
    bericht = next((b for b in queries.gesprek(ctx, partij_id, vraag_id) if b.id == bericht_id), None)
    if bericht is None or not _passes_on(bericht):
        raise Http404
    waarden: Waarden = request.POST.dict()
    fouten: dict[str, str] = {}
    if request.method == "POST":
        naar = commands.Doorsturen(*(waarden.get(v, "") for v in ("adres", "naam", "reden", "toelichting")))
        try:
            commands.forward_bericht(ctx, partij_id, vraag_id, bericht_id, naar)
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
        else:
            messages.success(request, _("Het bericht is doorgestuurd."))
            return _back(partij_id, vraag_id, f"#bericht-{bericht.volgnummer}")
    vraag = regel_van(ctx, partij_id, vraag_id)
    nummer = onderwerp(vraag.onderwerp_code).activiteit
    gegevens = {
        "bericht": bericht,
        "vraag": vraag,
        "waarden": waarden,
        "fouten": fouten,
        "ontvangers": next((a.ontvangers for a in activiteiten() if a.nummer == nummer), ()),
        "terug": reverse("werkplek:vraag", args=[partij_id, vraag_id]),
    }
    return pagina(request, "vraag/doorsturen.html", gegevens, actief="postvak", status=422 if fouten else 200)
