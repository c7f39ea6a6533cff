"""Answer for somebody else whether their data may be used, or stop that: within the mandate, and both can read it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geholpen.domain.partijen.queries import naam_van, voor_wie
from geholpen.domain.rechten.commands import Antwoord, antwoord_toestemming_namens, trek_toestemming_in_namens
from geholpen.faces.inloggen import alleen_klant
from geholpen.faces.mijn.namens.kaarten import veldnaam
from geholpen.faces.mijn.namens.view import context_voor, overzicht
from geholpen.faces.mijn.schil import ik
from geholpen.platform.errors import Invalid, Refused


@require_http_methods(["GET", "POST"])
@alleen_klant
def namens_toestemming(request: HttpRequest, vertegenwoordiging_id: UUID, nummer: int) -> HttpResponse:
    """Answer one question, or stop: one button each. Whoever comes back from logging in sees the page."""
    ctx, partij_id = ik(request)
    if request.method == "GET":
        return HttpResponseRedirect(reverse("mijn:namens"))
    wie = next((w for w in voor_wie(ctx, partij_id) if w.vertegenwoordiging_id == vertegenwoordiging_id), None)
    if wie is None:
        raise Http404
    daar = context_voor(ctx, wie)
    try:
        if request.POST.get("stop"):
            trek_toestemming_in_namens(daar, wie.partij_id, nummer)
            said = _("U heeft de toestemming van %(naam)s gestopt. Wij gebruiken de gegevens hiervoor niet meer.")
        else:
            antwoord = request.POST.get(veldnaam(wie, nummer), "")
            gegeven = Antwoord(nummer, antwoord, request.POST.get("tekst_hash", ""))
            antwoord_toestemming_namens(daar, wie.partij_id, gegeven)
            said = _("Uw antwoord voor %(naam)s is bewaard.")
    except Invalid as invalid:
        return overzicht(request, (veldnaam(wie, nummer), invalid.reason))
    except Refused as refusal:
        raise Http404 from refusal  # as everything outside the mandate: it is in the log, and not there
    messages.success(request, said % {"naam": naam_van(daar, wie.partij_id)})
    return HttpResponseRedirect(reverse("mijn:namens"))
