"""Middleware: who is behind this request. The session holds one id and some moments, nothing else about a person."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from geholpen.domain.organisatie.queries import MedewerkerInfo, medewerker
from geholpen.faces.huis import huis, taal_links
from geholpen.platform import trace
from geholpen.platform.context import Actor, ActorSoort, Context
from geholpen.platform.errors import Refused

#: A customer who does nothing for this long is logged out; often it is not their own computer.
STIL = 15 * 60
#: How often the moment of last use is written.
_SCHRIJF = 60
SLEUTEL = "wie"


class Aangemeld(HttpRequest):
    """A request after the middleware. `context` is None for nobody; `verlopen` when a customer was away too long."""

    medewerker: MedewerkerInfo | None
    context: Context | None
    verlopen: bool


class Aanmelding:
    """Sets `request.medewerker` and `request.context`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.medewerker, request.context, request.verlopen = None, None, False
        request.spoor = trace.received(request.headers.get(trace.KOP, ""))
        trace.follow(request.spoor)
        wie = request.session.get(SLEUTEL)
        if wie:
            (_as_klant if wie["soort"] == ActorSoort.KLANT else _as_medewerker)(request, wie)
        return self.get_response(request)


def _as_medewerker(request: Any, wie: dict[str, Any]) -> None:
    """Roles are read again each time: what was taken away does not work on."""
    found = medewerker(UUID(wie["id"]))
    if found is None:
        request.session.flush()
        return
    request.medewerker = found
    actor = Actor(
        ActorSoort.MEDEWERKER, found.id, found.rollen, found.afdeling_code, bevestigd_op=wie.get("bevestigd", 0)
    )
    request.context = Context(actor, kanaal="werkplek", trace=request.spoor)


def _as_klant(request: Any, wie: dict[str, Any]) -> None:
    now = int(time.time())
    if now - wie["laatst"] > STIL:
        request.session.flush()
        request.verlopen = True
        return
    if now - wie["laatst"] > _SCHRIJF:
        request.session[SLEUTEL] = {**wie, "laatst": now}
    partij_id = UUID(wie["id"])
    actor = Actor(ActorSoort.KLANT, partij_id, frozenset({"klant"}), niveau="authenticated")
    request.context = Context(actor, kanaal="mijn", partijen=frozenset({partij_id}), trace=request.spoor)


def sign_in(request: HttpRequest, soort: ActorSoort, id: UUID, bevestigd: int = 0) -> None:
    """Start a fresh session for this person: whatever the browser brought along is gone.

    `bevestigd`: when an employee gave the second factor, in epoch seconds.
    """
    request.session.flush()
    wie = {"soort": str(soort), "id": str(id), "laatst": int(time.time())}
    request.session[SLEUTEL] = wie | ({"bevestigd": bevestigd} if bevestigd else {})


def alleen_klant(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for customers. Anybody else goes to the login page or is told why not."""
    return _only(
        view, ActorSoort.KLANT, "inloggen:klant", gettext_noop("U bent ingelogd als medewerker. Log eerst uit.")
    )


def alleen_medewerker(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for employees. Anybody else goes to the login page or is told why not."""
    return _only(view, ActorSoort.MEDEWERKER, "inloggen:medewerker", gettext_noop("Deze pagina is voor medewerkers."))


def _only(
    view: Callable[..., HttpResponse], soort: ActorSoort, inloggen: str, reden: str
) -> Callable[..., HttpResponse]:
    @functools.wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.context is None:
            return _to_login(request, inloggen)
        if request.context.actor.soort != soort:
            raise Refused("ANDERE_INLOG", gettext(reden))
        return view(request, *args, **kwargs)

    return guarded


def _to_login(request: Any, inloggen: str) -> HttpResponse:
    """To the login page, and back afterwards. What somebody just wrote is given back, not thrown away."""
    tekst = request.POST.get("tekst", "").strip() if request.method == "POST" else ""
    terug = request.get_full_path() if request.method == "GET" else request.path
    address = f"{reverse(inloggen)}?{urlencode({'next': terug})}"
    if request.verlopen or tekst:
        gegevens = {"inloggen_url": address, "tekst": tekst, "organisatie": huis(), "taal_links": taal_links(request)}
        return render(request, "inloggen/verlopen.html", gegevens, status=401)
    return HttpResponseRedirect(address)
