"""Legal hold: what must stay although its time is over, why and until when."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.bewaren.commands import lift_bewaarplicht, set_bewaarplicht
from geholpen.domain.bewaren.queries import bewaarplichten
from geholpen.domain.organisatie.queries import namen
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.platform.errors import Invalid, Missing

#: Why something may have to stay, in words.
GRONDEN: dict[str, Any] = {
    "bezwaar": gettext_lazy("Bezwaar of beroep"),
    "klacht": gettext_lazy("Klacht"),
    "rechtszaak": gettext_lazy("Rechtszaak"),
    "onderzoek": gettext_lazy("Onderzoek"),
}


@alleen_beheer("bewaarplicht")
def view(request: Any) -> HttpResponse:
    """All holds; POST sets one or lifts one."""
    fouten: dict[str, str] = {}
    if request.method == "POST":
        try:
            _do(request)
        except Invalid as problem:
            fouten = {fault.field: fault.reason for fault in (problem, *problem.also)}
        except Missing as gone:
            raise Http404 from gone
        else:
            return HttpResponseRedirect(reverse("beheer:bewaarplicht"))
    found = bewaarplichten(request.context)
    gegevens = {
        "plichten": [p for p in found if p.loopt],
        "eerder": [p for p in found if not p.loopt],
        "wie": namen(),
        "gronden": {code: str(tekst) for code, tekst in GRONDEN.items()},
        "fouten": fouten,
        "ingevuld": request.POST if fouten else {},
        "opheffen": request.GET.get("opheffen", request.POST.get("plicht", "")),
        "vandaag": timezone.localdate(),
    }
    return pagina(request, "bewaarplicht/page.html", gegevens, actief="bewaarplicht", status=422 if fouten else 200)


def _do(request: Any) -> None:
    given = request.POST
    if given.get("plicht"):
        try:
            id = UUID(given["plicht"])
        except ValueError as wrong:
            raise Missing from wrong
        lift_bewaarplicht(request.context, id, given.get("reden", ""))
        messages.success(request, _("De bewaarplicht is opgeheven. Wat voorbij zijn termijn is, verdwijnt vannacht."))
        return
    set_bewaarplicht(
        request.context,
        given.get("kenmerk", ""),
        given.get("grond", ""),
        given.get("reden", ""),
        _day(given.get("tot", "")),
        alles=given.get("omvang") == "alles",
    )
    messages.success(request, _("De bewaarplicht is vastgelegd. Deze gegevens verdwijnen nu niet."))


def _day(text: str) -> date:
    """The day that was filled in; one that is never good when it is none."""
    try:
        return parse_date(text.strip()) or date.min
    except ValueError:
        return date.min
