"""From which pages the window may call: only those that management listed for its key, and our own."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from geholpen.domain.chat.queries import Chatsleutel, chatsleutels

METHODEN = "GET, POST, OPTIONS"
KOPPEN = "Authorization, Content-Type"


def own_origin(request: HttpRequest) -> str:
    """The origin of our own pages, as this browser sees it."""
    return f"{request.scheme}://{request.get_host()}"


def may_stand(request: HttpRequest, sleutel: Chatsleutel) -> bool:
    """Whether this call comes from a page where the key may stand. Without Origin it is no page of somebody else."""
    herkomst = request.headers.get("origin")
    return herkomst is None or sleutel.staat_op(herkomst) or is_own(request, herkomst)


def is_own(request: HttpRequest, herkomst: str) -> bool:
    """Whether this origin is ours."""
    return herkomst == own_origin(request) or herkomst in settings.CSRF_TRUSTED_ORIGINS


def allow(response: HttpResponse, herkomst: str) -> HttpResponse:
    """Let the page of this origin read the answer. Never with cookies."""
    response["Access-Control-Allow-Origin"] = herkomst
    response["Vary"] = "Origin"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def across(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer the browser's question whether it may call, and let the page read what comes, when it may stand there.

    Which key it is shows in the call itself; until then any page that is listed somewhere may ask.
    """

    @functools.wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        herkomst = request.headers.get("origin")
        known = herkomst is None or is_own(request, herkomst) or any(s.staat_op(herkomst) for s in chatsleutels())
        if request.method == "OPTIONS":
            response = HttpResponse(status=204 if known else 403)
            response["Access-Control-Allow-Methods"] = METHODEN
            response["Access-Control-Allow-Headers"] = KOPPEN
            response["Access-Control-Max-Age"] = "600"
        else:
            response = view(request, *args, **kwargs) if known else HttpResponse(status=403)
        return allow(response, herkomst) if known and herkomst else response

    return csrf_exempt(guarded)  # no cookie says who calls, so none can be abused
