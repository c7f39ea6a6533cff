"""Let a question go on in another channel, and the card that goes along with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from geholpen.domain.kanaalwissel.commands import NieuweWissel, begin_wissel
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.deel.bewaard import give_back
from geholpen.faces.werkplek.vraag.bladzij import Invoer, context, show
from geholpen.platform.errors import Invalid, Refused

_GEZEGD = {
    ("verder", ""): gettext_lazy("De vraag gaat daar verder. De klant krijgt daar een bericht."),
    ("verder", "brief"): gettext_lazy(
        "De vraag gaat per brief verder. De klant krijgt een brief met een code om te antwoorden."
    ),
    ("wacht", ""): gettext_lazy("De klant krijgt daar een link. Zodra die is geopend, gaat de vraag daar verder."),
    ("wacht", "mijn"): gettext_lazy("De vraag gaat verder zodra de klant inlogt en de vraag opent."),
    ("belofte", ""): gettext_lazy(
        "De belofte staat bij uw afdeling: wij bellen de klant. Stel dan eerst vast wie u spreekt."
    ),
}


@alleen_medewerker
@require_POST
def wissel(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """Begin a switch; what was typed comes back when it cannot be."""
    ctx, waarden = context(request, partij_id, vraag_id), request.POST.dict()
    nieuw = NieuweWissel(
        waarden.get("kanaal", ""),
        waarden.get("adres", ""),
        waarden.get("reden", ""),
        waarden.get("wanneer", ""),
        toestemming=waarden.get("toestemming") == "on",
    )
    try:
        begonnen = begin_wissel(ctx, partij_id, vraag_id, nieuw)
    except Invalid as problem:
        invoer = Invoer("wissel", waarden, {problem.field: problem.reason}, status=422)
        return show(request, partij_id, vraag_id, invoer)
    except Refused as problem:
        return give_back(request, _("Dit mag nu niet"), problem.reason, actief="postvak", status=403)
    messages.success(request, str(_GEZEGD.get((begonnen.staat, nieuw.kanaal)) or _GEZEGD[begonnen.staat, ""]))
    return HttpResponseRedirect(reverse("werkplek:vraag", args=[partij_id, vraag_id]))
