"""From the code on a letter to its question, for who logged in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from geholpen.domain.berichten.queries import read_briefcode
from geholpen.domain.klantcontacten.queries import vragen_van
from geholpen.faces.inloggen import alleen_klant
from geholpen.faces.mijn.schil import ik


@require_safe
@alleen_klant
def brief(request: HttpRequest, sleutel: str) -> HttpResponse:
    """To the own question with this code; one of somebody else is as absent as one that never was."""
    ctx, partij_id = ik(request)
    kenmerk = read_briefcode(sleutel).rpartition("-")[0]
    found = next((v for v in vragen_van(ctx, partij_id) if kenmerk and v.kenmerk == kenmerk), None)
    if found is None:
        raise Http404
    return HttpResponseRedirect(reverse("mijn:vraag", args=[found.klantvraag_id]))
