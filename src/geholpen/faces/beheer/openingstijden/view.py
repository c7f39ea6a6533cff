"""When each channel is open, on which days everything is closed, and what a customer reads or hears meanwhile."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from geholpen.domain.organisatie.commands import WACHTTEKSTEN, set_kanaaltijden, set_sluitingsdagen
from geholpen.domain.organisatie.queries import kalender, organisatie
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.faces.beheer.verdeling.woorden import DAGEN
from geholpen.faces.kanaalnamen import kanaalnaam
from geholpen.platform.errors import Invalid
from geholpen.platform.ui.tijd import moment

#: Kinds of work with hours of their own, and those of which a customer reads or hears something meanwhile.
SOORTEN = ("telefoon", "chat", "balie", "mijn", "email", "whatsapp", "sms")
MET_TEKST: dict[str, Any] = {
    "chat": gettext_lazy(
        "De bezoeker leest dit in het chatvenster. Noem geen dag: het venster zegt zelf wanneer hij antwoord krijgt."
    ),
    "telefoon": gettext_lazy(
        "De beller hoort dit. Is er geen tekst voor als wij dicht zijn, dan hoort hij altijd het keuzemenu."
    ),
    "mijn": gettext_lazy("De klant leest dit bij Vraag stellen."),
}


@alleen_beheer("openingstijden")
@require_http_methods(["GET", "POST"])
def lijst(request: Any) -> HttpResponse:
    """Every channel with whether it is open now, and the closing days."""
    fout, dagen = "", "\n".join(f"{d.day}-{d.month}-{d.year}" for d in sorted(kalender().sluitingsdagen))
    if request.method == "POST":
        dagen = request.POST.get("sluitingsdagen", "")
        try:
            set_sluitingsdagen(request.context, dagen)
        except Invalid as problem:
            fout = problem.reason
        else:
            return _done(request)
    gegevens = {
        "kanalen": [(soort, kanaalnaam(soort), _now(soort), soort in kalender().uren) for soort in SOORTEN],
        "dagen": dagen,
        "fouten": {"sluitingsdagen": fout} if fout else {},
        "vandaag_dicht": kalender().is_closed(timezone.localdate()),
    }
    return pagina(request, "openingstijden/lijst.html", gegevens, actief="openingstijden", status=422 if fout else 200)


def _now(soort: str) -> tuple[bool, str]:
    """Whether it is open now, and that in words."""
    nu, week = timezone.localtime(), kalender()
    if week.is_open(soort, nu):
        return True, _("nu open")
    weer = week.opens(soort, nu)
    return False, _("nu dicht, weer open %(wanneer)s") % {"wanneer": moment(weer)} if weer else _("nu dicht")


@alleen_beheer("openingstijden")
@require_http_methods(["GET", "POST"])
def view(request: Any, soort: str) -> HttpResponse:
    """Hours and texts of one channel; "Voorbeeld bekijken" shows them without keeping anything."""
    if soort not in SOORTEN:
        raise Http404
    post, fouten = request.POST, dict[str, str]()
    if request.method == "POST" and post.get("doe") != "proef":
        fouten = _save(request, soort)
        if not fouten:
            return _done(request)
    uren = {dag: f"{van:%-H.%M} tot {tot:%-H.%M}" for dag, van, tot in kalender().uren.get(soort, ())}
    kept: dict[str, str] = organisatie().instellingen.get("wachtteksten", {}).get(soort, {})  # type: ignore[attr-defined]
    teksten = {naam: post.get(naam, kept.get(naam, "")) for naam in WACHTTEKSTEN}
    gegevens = {
        "soort": soort,
        "naam": kanaalnaam(soort),
        "dagen": [(n, str(naam), post.get(f"dag_{n}", uren.get(n, ""))) for n, naam in DAGEN],
        "teksten": teksten,
        "uitleg": str(MET_TEKST[soort]) if soort in MET_TEKST else "",
        "stand": _now(soort),
        "fouten": fouten,
    }
    return pagina(request, "openingstijden/page.html", gegevens, actief="openingstijden", status=422 if fouten else 200)


def _save(request: Any, soort: str) -> dict[str, str]:
    """Per field what is wrong; nothing when it was kept."""
    dagen = {n: request.POST.get(f"dag_{n}", "") for n, _naam in DAGEN}
    teksten = {naam: request.POST.get(naam, "") for naam in WACHTTEKSTEN} if soort in MET_TEKST else {}
    try:
        set_kanaaltijden(request.context, soort, dagen, teksten)
    except Invalid as problem:
        return {problem.field: problem.reason}
    return {}


def _done(request: Any) -> HttpResponse:
    messages.success(request, _("Dit is bewaard en geldt vanaf nu."))
    return HttpResponseRedirect(reverse("beheer:openingstijden"))
