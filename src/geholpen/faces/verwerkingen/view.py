"""The public register, as a page for people and JSON for software; one address per activity, a moment per version."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geholpen.domain.doelbinding import queries as register
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.doelbinding.queries import Versie
from geholpen.domain.organisatie.queries import afdelingen, oin
from geholpen.faces.huis import huis, taal_links
from geholpen.platform.errors import Invalid
from geholpen.platform.taal import vertaald

#: Of these a version may be shown to everybody: it counts, or it counted once.
_WAS = frozenset({"actief", "geschorst", "verlopen", "ingetrokken"})


@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """Every active purpose; of confidential ones only that they are there."""
    open_ = register.openbare_versies()
    geheim = any(v.vertrouwelijk for v in register.actieve_versies())
    if _wants_json(request):
        sleutels = register.sleutels(openbaar=True)
        rows = [register.as_schema(v, oin(), sleutels) for v in open_]
        return _json({"verwerkingsactiviteiten": rows, "vertrouwelijk": geheim})
    gegevens = {"activiteiten": open_, "vertrouwelijk": geheim}
    return _page(request, "lijst.html", gegevens)


@require_safe
def activiteit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One purpose as it is now, as it was at `?op=<moment>`, or in `?versie=<number>`; none that is confidential."""
    found = _numbered(uuid, request.GET["versie"]) if "versie" in request.GET else _at(uuid, request.GET.get("op", ""))
    if found is None or found.vertrouwelijk:
        raise Http404
    if _wants_json(request):
        return _json(register.as_schema(found, oin(), register.sleutels(openbaar=True)))
    vroeger = [v for v in register.versies(found.code) if v.geactiveerd and v.status in _WAS and not v.vertrouwelijk]
    gegevens = {
        "a": found,
        "i": found.inhoud,
        "uri": register.activiteit_uri(uuid),
        "versies": vroeger,
        "soorten": [
            (vertaald(Gegevenssoort(g.soort).omschrijving).capitalize(), vertaald(g.waarom))
            for g in found.inhoud.gegevens
        ],
        "afdelingen": [vertaald(afdelingen().get(c, c)) for c in found.inhoud.afdelingen],
    }
    return _page(request, "page.html", gegevens)


@require_safe
def pseudoniem(request: HttpRequest, nummer: int) -> HttpResponse:
    """What a line of the log means by a subject of this kind: the type that `data_subject_id_type` points to."""
    uitleg = (
        "Een pseudoniem: p, het nummer van de sleutel, een punt, en HMAC-SHA256 over de organisatie, de soort en het"
        " nummer van de betrokkene, in base64url. Alleen deze organisatie kan het herleiden."
    )
    return _json({"type": f"pseudoniem-v{nummer}", "organisatie": oin(), "sleutel": nummer, "uitleg": uitleg})


def _numbered(uuid: UUID, text: str) -> Versie | None:
    """The version with this number; None when there is none, or when it never counted."""
    nummers = {sleutel: nummer for nummer, sleutel in register.sleutels(openbaar=True).items()}
    code = register.nummers().get(nummers.get(uuid, 0), "")
    found = [v for v in register.versies(code) if v.geactiveerd and v.status in _WAS] if code else []
    return next((v for v in found if str(v.versie) == text), None)


def _at(uuid: UUID, op: str) -> Versie | None:
    """The version of a moment; now when none is given. Raises Invalid for what is no moment."""
    if not op:
        return register.versie_op(uuid, timezone.now())
    moment = _moment(op)
    if moment is None:
        raise Invalid("op", _("Schrijf het moment als 2026-11-29T10:00:00Z."))
    return register.versie_op(uuid, moment)


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text.replace(" ", "+"))  # a + in an address arrives as a space
    except ValueError:
        return None
    return found if found is None or timezone.is_aware(found) else timezone.make_aware(found)


def _wants_json(request: HttpRequest) -> bool:
    return (
        request.GET.get("formaat") == "json"
        or request.get_preferred_type(["text/html", "application/json"]) == "application/json"
    )


def _json(data: dict[str, Any]) -> HttpResponse:
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Vary"] = "Accept"
    return response


def _page(request: HttpRequest, template: str, gegevens: dict[str, Any]) -> HttpResponse:
    schil = {
        "organisatie": huis(),
        "navigatie": [],
        "gebruiker": None,
        "uitloggen_url": "",
        "inloggen_url": reverse("inloggen:keuze"),
        "taal_links": taal_links(request),
        "voet_links": [{"tekst": _("Waarvoor wij gegevens gebruiken"), "url": reverse("verwerkingen:lijst")}],
    }
    response = render(request, f"verwerkingen/{template}", schil | gegevens)
    response["Vary"] = "Accept, Cookie"
    return response
