"""Break-glass at the desk: ask for it, look at one customer for twenty minutes, end it."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from geholpen.domain.doelbinding.commands import end_noodtoegang, open_noodtoegang
from geholpen.domain.doelbinding.queries import (
    NOOD_VERS,
    doel_van,
    mag_werken,
    noodrecht_uit,
    reden_tekst,
    toezicht_stand,
)
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.deel.klantbeeld import STAP, alleen_beeld
from geholpen.faces.werkplek.schil import pagina
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Invalid, Refused

#: Why somebody cannot wait, with what it means.
REDENEN = (
    ("gevaar", gettext_lazy("Gevaar voor personen"), gettext_lazy("Iemand is in gevaar of heeft nu hulp nodig.")),
    (
        "calamiteit",
        gettext_lazy("Calamiteit"),
        gettext_lazy("Een brand, een overstroming of iets anders dat veel mensen treft."),
    ),
    (
        "uitval",
        gettext_lazy("Uitval van de bron"),
        gettext_lazy("Het systeem waarin u dit normaal opzoekt, doet het niet."),
    ),
)

#: What sends back to the form, with what was typed, and where it is said there.
_TERUG = {"NOOD_BEVESTIG": "bevestigen", "NOOD_LOOPT_AL": "reden"}


@alleen_medewerker
def vraag(request: Any, partij_id: UUID) -> HttpResponse:
    """The form; sent, it opens twenty minutes of break-glass to this one customer."""
    actor = request.context.actor
    if not mag_werken(actor, "noodtoegang"):
        raise Refused("NOOD_GEEN_RECHT", reden_tekst("NOOD_GEEN_RECHT"))
    waarden = {veld: request.POST.get(veld, "") for veld in ("reden", "toelichting")}
    loopt = toezicht_stand(actor).loopt
    if loopt and loopt.partij_id == partij_id:  # came back to the form, or sent it twice
        return HttpResponseRedirect(reverse("werkplek:noodtoegang", args=[partij_id, loopt.id]))
    if request.method != "POST":
        return _form(request, waarden, {})
    try:
        id = open_noodtoegang(request.context, partij_id, **waarden)
    except Invalid as problem:
        return _form(request, waarden, {problem.field: problem.reason}, status=422)
    except Refused as refusal:
        if refusal.code not in _TERUG:
            raise
        return _form(request, waarden, {_TERUG[refusal.code]: refusal.reason}, status=422)
    return HttpResponseRedirect(reverse("werkplek:noodtoegang", args=[partij_id, id]))


def _form(request: Any, waarden: dict[str, str], fouten: dict[str, str], status: int = 200) -> HttpResponse:
    actor = request.context.actor
    gegevens = {
        "uit": noodrecht_uit(actor.afdeling, actor.rollen),
        "vers": time.time() - actor.bevestigd_op < NOOD_VERS,
        "bevestig_url": f"{reverse('inloggen:opnieuw')}?{urlencode({'next': request.path})}",
        "redenen": REDENEN,
        "waarden": waarden,
        "fouten": fouten,
    }
    return pagina(request, "nood/vraag.html", gegevens, actief="", status=status)


@alleen_medewerker
@require_GET
def view(request: Any, partij_id: UUID, noodtoegang_id: UUID) -> HttpResponse:
    """What break-glass gives of this customer, as long as it runs."""
    reden = Aanleiding("noodtoegang", partij_id, noodtoegang_id)
    ctx, doel = request.context.voor(reden), doel_van(reden)
    gegevens = {"beeld": alleen_beeld(ctx, partij_id, STAP, doel), "meer_url": ""}
    return pagina(request, "nood/page.html", gegevens, actief="", doel=doel)


@alleen_medewerker
@require_POST
def stoppen(request: Any, noodtoegang_id: UUID) -> HttpResponse:
    """End it now."""
    end_noodtoegang(request.context, noodtoegang_id)
    messages.success(request, _("De noodtoegang is beëindigd. Een ander controleert of zij nodig was."))
    return HttpResponseRedirect(reverse("werkplek:postvak"))
