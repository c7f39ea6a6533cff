"""Where a provider calls us: `/kanaal/<code>/<account>/…`. Stored first, answered after; nothing is read here.

The address names an account by its id; whether the call is genuine is for the channel to see, on the raw bytes.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from geholpen.domain.berichten.commands import RuwBericht, store_envelop
from geholpen.domain.berichten.ports import Webkanaal, Webontvangst, Webverzoek, delivery_news, kanaal, kanalen
from geholpen.domain.berichten.queries import kept_kanaalaccount
from geholpen.platform.context import system
from geholpen.platform.errors import Refused

logger = logging.getLogger(__name__)
#: Larger calls are refused: files of customers are fetched later, not sent along.
HOOGSTENS = 4 * 1024 * 1024


@csrf_exempt
@require_http_methods(["GET", "POST"])
def view(request: Any, code: str, account_id: UUID, pad: str = "") -> HttpResponse:
    """One call of a provider. An account that is not there or not of this channel: 404.

    So does one that is not in use, but for news of what it sent before.
    """
    account = kept_kanaalaccount(account_id) if code in kanalen() else None
    if account is None or account.kanaal != code:
        return HttpResponse(status=404)
    plug = kanaal(code)
    if not isinstance(plug, Webkanaal) or not (account.actief or plug.identiteitsoort):
        return HttpResponse(status=404)
    try:
        lichaam = request.body
    except RequestDataTooBig:
        return HttpResponse(status=413)
    if len(lichaam) > HOOGSTENS:
        return HttpResponse(status=413)
    ontvangst = plug.receive(_verzoek(request, pad, lichaam), account)
    if not account.actief:
        ontvangst = _only_news(code, ontvangst)
    try:
        for ruw in ontvangst.ruw:
            sleutel = uuid4().hex if ontvangst.eigen_sleutel else ""
            store_envelop(system(code, "web"), RuwBericht(code, str(account.id), ruw, vertrouwd=True, sleutel=sleutel))
    except Refused:  # the purpose is suspended: the provider keeps it and comes back
        logger.warning("kanaal %s: innemen staat stil", code)
        return HttpResponse(status=503, headers={"Retry-After": "300"})
    return HttpResponse(ontvangst.lichaam, status=ontvangst.status, content_type=ontvangst.soort)


def _only_news(code: str, ontvangst: Webontvangst) -> Webontvangst:
    """Of what came for an account that is off: the news of deliveries. With anything else in it, or nothing: 404."""
    read = [delivery_news(code, raw) for raw in ontvangst.ruw]
    news = tuple(part for parts, _rest in read for part in parts)
    if news and not any(rest for _parts, rest in read):
        return replace(ontvangst, ruw=news)
    return Webontvangst(404, news)


def _verzoek(request: Any, pad: str, lichaam: bytes) -> Webverzoek:
    return Webverzoek(
        methode=request.method,
        pad=pad,
        adres=settings.ADRES + request.get_full_path(),
        vraag=request.GET.dict(),
        koppen={name.lower(): value for name, value in request.headers.items()},
        lichaam=lichaam,
        van=_caller(request),
    )


def _caller(request: Any) -> str:
    """The IP address that called: what a proxy of ours says, else who connected; never a header of a stranger."""
    if settings.PROXY:
        return str(request.headers.get("x-forwarded-for", "")).rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
