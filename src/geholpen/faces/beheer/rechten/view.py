"""What people ask about their own data: what waits, and one request with the decision, for the privacy officer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from geholpen.domain.doelbinding.queries import Inzage, activiteiten, inzage_bij
from geholpen.domain.organisatie.queries import afdelingen
from geholpen.domain.rechten import queries as rechten
from geholpen.domain.rechten.commands import (
    Besluit,
    Deel,
    begin_onderzoek,
    besluit_verzoek,
    heb_verteld,
    hef_grens_op,
    meld_verbeterd,
    verleng,
    vertel_opnieuw,
)
from geholpen.domain.rechten.queries import Verzoek, VerzoekInhoud
from geholpen.faces.beheer.rechten.woorden import (
    GRENS,
    GRONDEN,
    OPHEFFEN,
    SOORT,
    STAND,
    UITKOMST,
    VERTELD,
    doing,
    stilstand,
)
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.faces.soortnamen import soortnaam
from geholpen.faces.uitspraken import uitspraken
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.errors import Invalid, Missing
from geholpen.platform.taal import vertaald

NIET_GESCHREVEN = gettext_noop(
    "Vastgelegd. Wij hebben geen mailadres of postadres om de klant te schrijven. Laat het de klant zelf weten:"
    " het staat bij de beloften van uw afdeling."
)


@alleen_beheer("rechten")
@require_GET
def lijst(request: Any) -> HttpResponse:
    """Every request that waits, due first on top. Without names: whose it is follows when it is opened."""
    open_ = rechten.open_verzoeken(request.context)
    vragen = rechten.zonder_verzoek(request.context)
    gegevens = {
        "rijen": [_rij(v) | {"stand": STAND[v.stand]} for v in open_],
        "te_doen": [_rij(v) | {"stand": doing(v)} for v in rechten.uit_te_voeren(request.context)],
        "besloten": [_rij(v) | {"uitkomst": UITKOMST[v.uitkomst]} for v in rechten.besloten_verzoeken(request.context)],
        "te_laat": sum(v.te_laat for v in open_) + sum(v.te_laat for v in vragen),
        "bijna": sum(v.bijna for v in open_) + sum(v.bijna for v in vragen),
        "vragen": [(v, reverse("beheer:opnemen", args=[v.partij_id, v.klantvraag_id])) for v in vragen],
        "grenzen": [_grens(g) for g in rechten.geldende_grenzen(request.context)],
    }
    return pagina(request, "rechten/lijst.html", gegevens, actief="rechten")


def _rij(v: Verzoek) -> dict[str, Any]:
    return {"titel": SOORT[v.soort], "url": reverse("beheer:recht", args=[v.partij_id, v.id]), "v": v}


def _doelnaam(nummer: int | None) -> str:
    return next((vertaald(a.naam) for a in activiteiten() if a.nummer == nummer), "")


def _grens(g: rechten.GeldendeGrens) -> dict[str, Any]:
    """A limit in words: the purpose that is stopped, or the category that is not used."""
    doel = _doelnaam(g.activiteit)
    return {
        "soort": GRENS[g.soort],
        "wat": _wat(g, doel),
        "sinds": g.begonnen_op,
        "kenmerk": g.kenmerk,
        "verzoek": reverse("beheer:recht", args=[g.partij_id, g.verzoek_id]),
        "opheffen": reverse("beheer:grens", args=[g.partij_id, g.verzoek_id, g.id]),
    }


def _wat(g: rechten.GeldendeGrens, doel: str) -> str:
    soort = doel or soortnaam(g.gegeven)
    return _("%(soort)s (één daarvan)") % {"soort": soort} if g.een_rij else soort


@alleen_beheer("rechten")
@require_http_methods(["GET", "POST"])
def opheffen(request: Any, partij_id: UUID, verzoek_id: UUID, grens_id: UUID) -> HttpResponse:
    """What happens when one limit of a request ends, and a button; a POST ends it. The others of the request stay."""
    ctx = request.context.over({partij_id})
    try:
        if request.method == "POST":
            hef_grens_op(ctx, partij_id, verzoek_id, grens_id)
            messages.success(request, _("De grens is opgeheven."))
            return HttpResponseRedirect(reverse("beheer:rechten"))
        found = rechten.geldende_grens(ctx, partij_id, verzoek_id, grens_id)
    except Invalid as gone:
        if request.method != "POST":
            raise Http404 from gone
        messages.warning(request, gone.reason)  # sent twice, or a colleague was first
        return HttpResponseRedirect(reverse("beheer:rechten"))
    gegevens = _grens(found) | {"gevolg": OPHEFFEN[found.soort]}
    return pagina(request, "rechten/opheffen.html", gegevens, actief="rechten")


@alleen_beheer("rechten")
@require_http_methods(["GET", "POST"])
def view(request: Any, partij_id: UUID, verzoek_id: UUID) -> HttpResponse:
    """One request under its own purpose; a POST looks into it, says that it takes longer, or decides."""
    ctx = request.context.voor(Aanleiding("klantvraag", partij_id, verzoek_id))
    try:
        found = rechten.verzoek(ctx, partij_id, verzoek_id)
    except Invalid as absent:
        raise Http404 from absent
    fouten: dict[str, str] = {}
    if request.method == "POST":
        try:
            said = _do(request, ctx, found)
        except Invalid as invalid:
            fouten = {i.field: i.reason for i in (invalid, *invalid.also)}
        except Missing as gone:
            raise Http404 from gone
        else:
            messages.success(request, said)
            return HttpResponseRedirect(request.path)
    status = 422 if fouten else 200
    return pagina(request, "rechten/page.html", _page(request, ctx, found, fouten), actief="rechten", status=status)


def _do(request: Any, ctx: Context, found: VerzoekInhoud) -> str:
    post, v = request.POST, found.verzoek
    match post.get("doe", ""):
        case "onderzoek":
            begin_onderzoek(ctx, v.partij_id, v.id)
            return _("De klant ziet nu dat u het uitzoekt.")
        case "verleng":
            told = verleng(ctx, v.partij_id, v.id, post.get("waarom", ""))
            return _("De klant leest dat het langer duurt en waarom.") if told else _(NIET_GESCHREVEN)
        case "besluit":
            told = besluit_verzoek(ctx, v.partij_id, v.id, _besluit(post, found))
            return _("Uw besluit is vastgelegd. De klant leest het in Mijn.") if told else _(NIET_GESCHREVEN)
        case "verbeterd":
            meld_verbeterd(ctx, v.partij_id, v.id, post.get("nieuw", ""))
            return _("Vastgelegd. Wie het oude gegeven kreeg, hoort nu dat het is verbeterd.")
        case "verteld":
            heb_verteld(ctx, v.partij_id, _uuid(post.get("mededeling", "")))
            return _("Vastgelegd dat u het zelf vertelde.")
        case "opnieuw":
            vertel_opnieuw(ctx, v.partij_id, _uuid(post.get("mededeling", "")))
            return _("Wij proberen het opnieuw. Kijk over een paar minuten of het is gelukt.")
    raise Invalid("doe", _("Kies wat u wilt doen."))


def _uuid(text: str) -> UUID:
    """A recipient or a question that the page named. Raises Missing."""
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Missing from wrong


def _besluit(post: Any, found: VerzoekInhoud) -> Besluit:
    delen = tuple(
        Deel(n, post.get(f"deel_{n}", ""), post.get(f"reden_{n}", ""), post.get(f"grond_{n}", ""))
        for n in found.te_besluiten
    )
    gezien = frozenset(map(_uuid, post.getlist("getoond"))) if post.get("gezien") else frozenset()
    return Besluit(post.get("uitkomst", ""), post.get("tekst", ""), delen, gezien)


def _page(request: Any, ctx: Context, found: VerzoekInhoud, fouten: dict[str, str]) -> dict[str, Any]:
    v = found.verzoek
    return {
        "v": v,
        "inhoud": found,
        "titel": SOORT[v.soort],
        "stand": STAND[v.stand],
        "uitkomst": UITKOMST.get(v.uitkomst, ""),
        "doel": ", ".join(_doelnaam(n) for n in found.doelen or ((v.activiteit,) if v.activiteit else ())),
        "stilstand": [
            (_doelnaam(s.activiteit), stilstand(s, not v.open))
            for s in (rechten.stilstand_bij(ctx, v.partij_id, v.id) if v.soort == "bezwaar" else ())
        ],
        "gevolgen": rechten.gevolgen_van_wissen(ctx, v.partij_id, v.id)
        if v.open and v.soort == "verwijdering"
        else rechten.Gevolgen(),
        "stil": rechten.stil_door(ctx, v.partij_id, v.id) if v.open and v.soort in ("bezwaar", "beperking") else (),
        "gezegd": uitspraken(ctx, v.partij_id, v.id),
        "regel": _regel(ctx, v),
        "verbeterd": rechten.verbetering_bij(ctx, v.partij_id, v.id) if v.soort == "correctie" else None,
        "verteld": VERTELD,
        "gronden": GRONDEN,
        "uitvoering": doing(v),
        "delen": [(n, _doelnaam(n) if v.soort == "bezwaar" else soortnaam(n)) for n in found.te_besluiten],
        "besloten_delen": {d["soort"]: d for d in found.delen},
        "uitkomsten": UITKOMST,
        "fouten": fouten,
        "post": request.POST,
        "afdelingen": afdelingen(),
        "vraag_url": reverse("werkplek:vraag", args=[v.partij_id, v.id]),
    }


#: Who looked, when it was nobody of a department.
_DOOR = {"uzelf": gettext_lazy("De klant zelf"), "machtiging": gettext_lazy("Iemand die voor de klant optreedt")}


def _regel(ctx: Context, v: Verzoek) -> dict[str, Any] | None:
    """The act that the customer does not recognise, in the words they read it in; never who it was."""
    found: Inzage | None = inzage_bij(ctx, v.partij_id, v.trace, v.activiteit) if v.trace and v.activiteit else None
    if found is None:
        return None
    return {
        "moment": found.moment,
        "door": _DOOR.get(found.door)
        or vertaald(afdelingen().get(found.door, found.door))
        or _("Ons systeem, zonder medewerker"),
        "wat": "; ".join(map(vertaald, found.wat)),
        "gegevens": ", ".join(map(vertaald, found.gegevens)),
        "waarom": f"{vertaald(found.waarom)} ({vertaald(found.artikel)})",
        "trace": found.trace.hex,
    }
