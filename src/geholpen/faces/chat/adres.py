"""From which address a call came, and where the window finds the stream."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port


def caller(request: HttpRequest) -> str:
    """The address on the internet. What a proxy says of it counts only when the settings name a proxy."""
    if settings.PROXY:
        keten = request.headers.get("x-forwarded-for", "")
        if keten:
            return keten.rpartition(",")[2].strip()[:64]
    return str(request.META.get("REMOTE_ADDR", ""))[:64]


def stroom_url(request: HttpRequest) -> str:
    """Where the stream is: a path behind a proxy, else a port beside ours."""
    if settings.STROOM_PAD:
        return f"{request.scheme}://{request.get_host()}{settings.STROOM_PAD.rstrip('/')}/chat/v1/stream"
    host, _port = split_domain_port(request.get_host())
    return f"{request.scheme}://{host}:{settings.STROOM_POORT}/chat/v1/stream"
