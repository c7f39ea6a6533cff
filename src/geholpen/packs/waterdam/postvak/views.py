"""Pages of the demo's mail program."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from geholpen.domain.organisatie.queries import organisatie
from geholpen.packs.waterdam.postvak import post
from geholpen.platform.errors import Invalid


@require_safe
def kiezen(request: HttpRequest) -> HttpResponse:
    """Whose mailbox."""
    return render(
        request,
        "waterdam/postvak/kiezen.html",
        {"organisatie": organisatie(), "bewoners": post.bewoners(), "collegas": post.collegas()},
        using="jinja2",
    )


@require_http_methods(["GET", "POST"])
def postvak(request: HttpRequest, sleutel: str) -> HttpResponse:
    """One mailbox; a customer has a form to write."""
    bus = _bus(sleutel)
    berichten = post.read(bus)
    gekozen = next((b for b in berichten if str(b.uid) == request.GET.get("bericht")), None)
    fout = ""
    if request.method == "POST" and bus.schrijft:
        try:
            reply = gekozen.bericht if gekozen else None
            post.send(bus, request.POST.get("onderwerp", ""), request.POST.get("tekst", ""), reply)
            return redirect(f"{request.path}?verstuurd=1")
        except Invalid as error:
            fout = error.reason
    context = {
        "organisatie": organisatie(),
        "bus": bus,
        "berichten": berichten,
        "gekozen": gekozen,
        "fout": fout,
        "onderwerp": request.POST.get("onderwerp") or _subject(gekozen),
        "tekst": request.POST.get("tekst", ""),
        "verstuurd": "verstuurd" in request.GET,
    }
    return render(request, "waterdam/postvak/postvak.html", context, using="jinja2")


def _subject(gekozen: post.Post | None) -> str:
    if gekozen is None:
        return ""
    regel = gekozen.bericht.onderwerpregel
    return regel if regel.lower().startswith("re:") else f"Re: {regel}"


def _bus(sleutel: str) -> post.Bus:
    bus = post.bus(sleutel)
    if bus is None:
        raise Http404
    return bus
