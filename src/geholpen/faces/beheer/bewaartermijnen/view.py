"""How long we keep: terms of raw rows, records by the selection list. What another term does is counted first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geholpen.domain.bewaren.commands import decide_termijn, propose_termijn
from geholpen.domain.bewaren.queries import GETELD, Termijn, dossiertermijnen, termijn, termijnen, wat_dan
from geholpen.domain.organisatie.queries import WijzigingInfo
from geholpen.faces.beheer.bewaartermijnen.woorden import WAARDERINGEN, tabelnaam
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.faces.beheer.wijzigingen import tonen
from geholpen.platform.errors import Invalid
from geholpen.platform.ui.tijd import bewaarduur, datum

VOORSTELLEN = frozenset({"functioneel_beheerder", "archivaris"})


@alleen_beheer("bewaartermijnen")
@require_http_methods(["GET", "POST"])
def lijst(request: Any) -> HttpResponse:
    """Every term, what waits for a second person, and what changed before."""
    fouten: dict[str, str] = {}
    if request.method == "POST":
        fouten = tonen.decide(request, decide_termijn)
        if not fouten:
            return HttpResponseRedirect(reverse("beheer:bewaartermijnen"))
    open_, eerder = tonen.show(
        request,
        ["bewaartermijn", "selectieregel"],
        titel=_title,
        rijen=_rows,
        gevolgen=lambda info: _effects_of(request, info),
    )
    gegevens = {
        "termijnen": sorted((tabelnaam(t.tabel), t) for t in termijnen()),
        "dossiers": dossiertermijnen(),
        "waarderingen": WAARDERINGEN,
        "mag": bool(request.medewerker.rollen & VOORSTELLEN),
        "wacht": {g.info.sleutel for g in open_},
        "open": open_,
        "eerder": eerder,
        "fouten": fouten,
    }
    return pagina(
        request, "bewaartermijnen/lijst.html", gegevens, actief="bewaartermijnen", status=422 if fouten else 200
    )


@alleen_beheer("bewaartermijnen", VOORSTELLEN)
@require_http_methods(["GET", "POST"])
def view(request: Any, tabel: str) -> HttpResponse:
    """One term: fill in, see what goes, say why, propose."""
    nu = termijn(tabel)
    if nu is None:
        raise Http404
    post, fouten, rijen, gevolgen = request.POST, dict[str, str](), list[tonen.Rij](), list[str]()
    dagen, uitleg = post.get("dagen", str(nu.dagen)).strip(), post.get("uitleg", nu.waarom)
    if request.method == "POST":
        try:
            straks = Termijn(tabel, _days(dagen), uitleg.strip())
            if post.get("doe") == "bewaren":
                return _keep(request, straks)
            rijen, gevolgen = _compare(nu, straks), _seen(request, nu, straks)
            if not rijen:
                fouten = {"dagen": _("U heeft niets veranderd.")}
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
            if problem.field == "waarom":
                rijen, gevolgen = _compare(nu, straks), _seen(request, nu, straks)
    gegevens = {
        "tabel": tabel,
        "naam": tabelnaam(tabel),
        "nu": nu,
        "dagen": dagen,
        "uitleg": uitleg,
        "rijen": rijen,
        "gevolgen": gevolgen,
        "bekeken": rijen and set(fouten) <= {"waarom"},
        "reden": post.get("waarom", ""),
        "fouten": fouten,
    }
    return pagina(
        request, "bewaartermijnen/page.html", gegevens, actief="bewaartermijnen", status=422 if fouten else 200
    )


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 3650:
        raise Invalid("dagen", _("Vul een aantal dagen in van 1 tot en met 3650, bijvoorbeeld 90."))
    return int(text)


def _keep(request: Any, straks: Termijn) -> HttpResponse:
    waarom = request.POST.get("waarom", "")
    stand = propose_termijn(request.context, straks.tabel, straks.dagen, straks.waarom, waarom)
    messages.success(request, str(tonen.KLAAR[stand]))
    return HttpResponseRedirect(reverse("beheer:bewaartermijnen"))


def _compare(nu: Termijn, straks: Termijn) -> list[tonen.Rij]:
    found = [
        (_("Wij bewaren dit"), bewaarduur(nu.dagen), bewaarduur(straks.dagen)),
        (_("Waarom zo lang"), nu.waarom, straks.waarom),
    ]
    return [(wat, was, wordt) for wat, was, wordt in found if was != wordt]


def _seen(request: Any, nu: Termijn, straks: Termijn) -> list[str]:
    """What whoever proposes it reads: what it does, and that the explanation may still tell of the old term."""
    stil = nu.dagen != straks.dagen and nu.waarom == straks.waarom
    blijft = _("De uitleg blijft: “%(uitleg)s” Past die nog bij %(termijn)s? Pas hem anders hieronder aan.")
    waarden = {"uitleg": straks.waarom, "termijn": bewaarduur(straks.dagen)}
    return [*([blijft % waarden] if stil else []), *_effects(request, nu, straks.dagen)]


def _effects(request: Any, nu: Termijn, dagen: int) -> list[str]:
    """What the next night takes now and then, until when a row of today stays, and who agrees."""
    if nu.dagen == dagen:
        return [_("Alleen de uitleg verandert. Er verdwijnt niets eerder of later. Het geldt meteen.")]
    gevolg, weg = wat_dan(request.context, nu.tabel, dagen), timezone.localdate() + timedelta(days=dagen)
    straks, eerder = _number(gevolg.straks), _number(gevolg.nu)
    besluit = _("De archivaris of de privacy officer") if dagen < nu.dagen else _("De privacy officer")
    return [
        _("Rijen die dan de volgende nacht verdwijnen: %(straks)s. Met de termijn van nu: %(eerder)s.")
        % {"straks": straks, "eerder": eerder},
        _("Een rij van vandaag verdwijnt dan na %(dag)s.") % {"dag": datum(weg)},
        _("Wat is verdwenen, komt niet terug.") if dagen < nu.dagen else _("Gegevens van mensen blijven dan langer."),
        _("%(wie)s besluit hierover. Tot dan verandert er niets.") % {"wie": besluit},
    ]


def _number(rijen: int) -> str:
    """A count in tens, as a person reads it."""
    if rijen > GETELD:
        return _("meer dan %(n)s") % {"n": GETELD}
    return _("hoogstens %(n)s") % {"n": rijen} if rijen else _("geen")


def _title(info: WijzigingInfo) -> str:
    return tabelnaam(info.sleutel) if info.soort == "bewaartermijn" else info.sleutel


def _rows(info: WijzigingInfo) -> list[tonen.Rij]:
    if info.soort == "selectieregel":
        was, wordt = (str(WAARDERINGEN.get(d.get("waardering") or "", "")) for d in (info.was, info.wordt))
        return [(_("Na de termijn"), was, wordt)]
    rows = list[tonen.Rij]()
    if "dagen" in info.wordt:
        rows.append((_("Wij bewaren dit"), bewaarduur(info.was["dagen"]), bewaarduur(info.wordt["dagen"])))
    if "waarom" in info.wordt:
        rows.append((_("Waarom zo lang"), info.was["waarom"], info.wordt["waarom"]))
    return rows


def _effects_of(request: Any, info: WijzigingInfo) -> list[str]:
    nu = termijn(info.sleutel) if info.soort == "bewaartermijn" else None
    if nu and "dagen" in info.wordt:
        return _effects(request, nu, int(info.wordt["dagen"]))[:-1]
    return [_("Dossiers onder dit nummer mogen dan weg, als drie mensen daar apart naar keken.")] if not nu else []
