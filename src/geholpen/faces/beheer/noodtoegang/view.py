"""Break-glass for who oversees it: what waits for a review, what came out, how often a team uses it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.doelbinding.commands import review_noodtoegang
from geholpen.domain.doelbinding.queries import met_spoed_gezien, noodtoegang, noodtoegang_per_team, noodtoegangen
from geholpen.domain.organisatie.queries import afdelingen, namen
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.faces.soortnamen import soortnaam
from geholpen.platform.errors import Invalid, Missing
from geholpen.platform.taal import vertaald

REDENEN = {
    "gevaar": gettext_lazy("Gevaar voor personen"),
    "calamiteit": gettext_lazy("Calamiteit"),
    "uitval": gettext_lazy("Uitval van de bron"),
}
#: Outcome → words and colour.
UITKOMSTEN = {"terecht": (gettext_lazy("In orde"), "ok"), "onterecht": (gettext_lazy("Niet in orde"), "fout")}
PERIODE = 92


@alleen_beheer("noodtoegang")
def lijst(request: Any) -> HttpResponse:
    """Every break-glass this person oversees, what waits first; no names."""
    gegevens = {
        "regels": noodtoegangen(request.context),
        "tellingen": noodtoegang_per_team(request.context, PERIODE),
        **_woorden(),
    }
    return pagina(request, "noodtoegang/lijst.html", gegevens, actief="noodtoegang")


@alleen_beheer("noodtoegang")
def view(request: Any, noodtoegang_id: UUID) -> HttpResponse:
    """One of them: who, why, how long; and the review."""
    waarden = {veld: request.POST.get(veld, "") for veld in ("uitkomst", "bevinding")}
    fouten: dict[str, str] = {}
    te_laat = False
    if request.method == "POST":
        try:
            review_noodtoegang(request.context, noodtoegang_id, **waarden)
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
        except Missing:  # a colleague was first: the page says so, with what was written
            te_laat = True
        else:
            messages.success(request, _("Uw oordeel is vastgelegd. Is er iets getoond, dan kan de klant het nu lezen."))
            return HttpResponseRedirect(reverse("beheer:noodtoegang"))
    try:
        regel = noodtoegang(request.context, noodtoegang_id)
    except Missing as error:
        raise Http404 from error
    gezien = met_spoed_gezien(request.context, noodtoegang_id)
    wie = namen()
    gegevens = {
        "n": regel,
        "gezien": [(vertaald(g.naam), ", ".join(map(soortnaam, g.soorten)), g.keer) for g in gezien],
        "wie": wie.get(regel.medewerker_id, "") if regel.medewerker_id else "",
        "beoordelaar": wie.get(regel.beoordeeld_door, "") if regel.beoordeeld_door else "",
        "waarden": waarden,
        "fouten": fouten,
        "te_laat": te_laat,
        **_woorden(),
    }
    status = 422 if fouten else 409 if te_laat else 200
    return pagina(request, "noodtoegang/page.html", gegevens, actief="noodtoegang", status=status)


def _woorden() -> dict[str, Any]:
    return {
        "redenen": REDENEN,
        "uitkomsten": UITKOMSTEN,
        "afdelingen": {code: vertaald(naam) for code, naam in afdelingen().items()},
        "vandaag": timezone.localdate(),
    }
