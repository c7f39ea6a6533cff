"""The page behind the code on a letter. Whoever has the letter sees it: it names nobody and tells nothing."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from geholpen.domain.berichten.queries import kanaalaccounts, read_briefcode
from geholpen.faces.huis import huis, taal_links

#: What stands ready in the app. Dutch, as our letters are; the code is what counts.
BERICHT = "Ik wil hier verder praten over mijn brief. Code: {}"


@require_safe
def view(request: HttpRequest, sleutel: str) -> HttpResponse:
    """How to go on with this letter. 404 for a code that is not ours."""
    code = read_briefcode(sleutel)
    if not code:
        raise Http404
    gegevens = {
        "organisatie": huis(),
        "taal_links": taal_links(request),
        "code": code,
        "sleutel": sleutel,
        "whatsapp": _whatsapp(code),
    }
    answer = render(request, "brief/page.html", gegevens)
    answer["Referrer-Policy"] = "no-referrer"  # the address holds the code
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _whatsapp(code: str) -> str:
    """An address that opens the app with the message ready; "" without a number of ours."""
    nummers = (a.adres for a in kanaalaccounts("whatsapp") if a.actief and a.adres)
    cijfers = "".join(t for t in next(nummers, "") if t.isdigit())
    return f"https://wa.me/{cijfers}?text={quote(BERICHT.format(code))}" if cijfers else ""
