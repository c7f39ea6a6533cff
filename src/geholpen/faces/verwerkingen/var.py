"""The register as the VNG describes it (VAR API 0.1.0): the same public activities, in its words."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from geholpen.domain.doelbinding import queries as register
from geholpen.domain.organisatie.queries import oin

VERSIE = "0.1.0"
PER_BLADZIJDE = 100


@require_GET
def lijst(request: HttpRequest) -> HttpResponse:
    """Active and public activities, a hundred to a page."""
    alle = register.openbare_versies()
    text = request.GET.get("page", "1")
    bladzijde = int(text) if text.isdigit() and len(text) < 6 else 0
    begin = (bladzijde - 1) * PER_BLADZIJDE
    if bladzijde < 1 or (begin and begin >= len(alle)):
        return _fault(request, 404, "not_found", "Niet gevonden.")
    here = request.build_absolute_uri(reverse("verwerkingen:var_lijst"))
    found = {
        "count": len(alle),
        "next": f"{here}?page={bladzijde + 1}" if begin + PER_BLADZIJDE < len(alle) else None,
        "previous": f"{here}?page={bladzijde - 1}" if bladzijde > 1 else None,
        "results": [register.as_var(v, oin()) for v in alle[begin : begin + PER_BLADZIJDE]],
    }
    return _answer(found)


@require_GET
def activiteit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One activity; 304 when the asker has it already."""
    found = next((v for v in register.openbare_versies() if v.uuid == uuid), None)
    if found is None:
        return _fault(request, 404, "not_found", "Niet gevonden.")
    response = _answer(register.as_var(found, oin()))
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    known = {part.strip() for part in request.headers.get("If-None-Match", "").split(",")}
    if etag in known:
        response = HttpResponse(status=304)
    response["ETag"] = etag
    return response


def _answer(data: dict[str, Any], status: int = 200, soort: str = "application/json") -> HttpResponse:
    response = HttpResponse(json.dumps(data, ensure_ascii=False), status=status, content_type=soort)
    response["API-version"] = VERSIE
    return response


def _fault(request: HttpRequest, status: int, code: str, tekst: str) -> HttpResponse:
    said = {"type": "about:blank", "code": code, "title": tekst, "status": status, "detail": tekst}
    return _answer(said | {"instance": request.build_absolute_uri(request.path)}, status, "application/problem+json")
