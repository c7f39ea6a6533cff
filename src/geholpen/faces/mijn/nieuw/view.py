"""Ask a new question."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geholpen.domain.berichten.commands import EigenVraag, stel_vraag
from geholpen.domain.kennis.queries import ONBEKEND, onderwerpen
from geholpen.domain.organisatie.queries import kalender, wachttekst
from geholpen.domain.rechten.queries import toestemmingen_van
from geholpen.faces.inloggen import alleen_klant
from geholpen.faces.mijn.schil import ik, pagina
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7
from geholpen.platform.taal import vertaald


@require_http_methods(["GET", "POST"])
@alleen_klant
def nieuw(request: HttpRequest) -> HttpResponse:
    """The form; a POST starts the question and shows it."""
    ctx, partij_id = ik(request)
    fout: tuple[str, str] | None = None
    if request.method == "POST":
        try:
            vraag_id = stel_vraag(ctx, partij_id, _asked(request))
        except Invalid as invalid:
            fout = (invalid.field, invalid.reason)
        else:
            messages.success(request, _("Wij hebben uw vraag ontvangen. U leest hieronder wanneer u antwoord krijgt."))
            return HttpResponseRedirect(reverse("mijn:vraag", args=[vraag_id]))
    gegevens: dict[str, Any] = {
        "fout": fout,
        "opties": _opties(_zonder_ja(ctx, partij_id)),
        "sleutel": _key(request) or uuid7(),
        "wachttekst": _waiting(),
    }
    gegevens |= {veld: request.POST.get(veld, "") for veld in ("onderwerp", "tekst")}
    return pagina(request, "nieuw/page.html", gegevens, actief="nieuw", status=422 if fout else 200)


def _waiting() -> str:
    """What management wrote for now, in the language of the page, else in Dutch; "" for nothing."""
    wat = "wacht" if kalender().is_open("mijn", timezone.localtime()) else "dicht"
    return wachttekst("mijn", wat, (get_language() or "nl").split("-")[0]) or wachttekst("mijn", wat)


def _asked(request: HttpRequest) -> EigenVraag:
    """What the form says. Raises Invalid when its key is not one of ours."""
    id = _key(request)
    if id is None:
        raise Invalid("tekst", "Deze pagina is verlopen. Verstuur uw vraag nog een keer.")
    return EigenVraag(request.POST.get("onderwerp", ""), request.POST.get("tekst", ""), id)


def _key(request: HttpRequest) -> UUID | None:
    """The key that the form was shown with: sending it twice makes one question."""
    try:
        return UUID(request.POST.get("sleutel", ""))
    except ValueError:
        return None


def _zonder_ja(ctx: Context, partij_id: UUID) -> frozenset[int]:
    """Purposes that rest on consent and for which this customer gave none: nobody could read such a question."""
    return frozenset(t.vraag.nummer for t in toestemmingen_van(ctx, partij_id) if t.staat != "gegeven")


def _opties(zonder: frozenset[int]) -> list[tuple[str, Any]]:
    """The subjects per domain, but for these purposes, and "something else" as the last."""
    mag = [o for o in onderwerpen() if o.code != ONBEKEND and o.activiteit not in zonder]
    bekend = sorted(mag, key=lambda o: (o.domein, o.naam))
    groepen: list[tuple[str, Any]] = [
        (vertaald(domein.replace("_", " ").capitalize()), [(o.code, vertaald(o.naam)) for o in rij])
        for domein, rij in groupby(bekend, key=lambda o: o.domein)
    ]
    return [*groepen, (ONBEKEND, _("Iets anders, of ik weet het niet"))]
