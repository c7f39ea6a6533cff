"""The ticket to log in in a chat, between the window and our own environment: in a cookie that only those pages get."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

NAAM = "geholpen_chatkaart"
#: Only the pages that ask the customer whether it is them.
PAD = "/mijn/chat/"
SECONDEN = 600


def can_log_in() -> bool:
    """Whether customers can log in here at all: else a chat offers nothing that leads nowhere."""
    return bool(settings.OIDC_KLANTEN)


def keep(response: HttpResponse, kaart: str) -> None:
    """Let the browser bring the ticket along after logging in: no address and no session holds it."""
    response.set_cookie(NAAM, kaart, max_age=SECONDEN, path=PAD, secure=settings.HTTPS, httponly=True, samesite="Lax")


def brought(request: HttpRequest) -> str:
    """The ticket of this browser; "" when there is none."""
    return request.COOKIES.get(NAAM, "")


def forget(response: HttpResponse) -> None:
    """It was used, or it never will be."""
    response.delete_cookie(NAAM, path=PAD, samesite="Lax")
