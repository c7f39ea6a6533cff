"""A question about privacy that came by mail or telephone: record it as a request, so that the term of the law runs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.domain.rechten.commands import LooptAl, Opname, neem_op
from geholpen.domain.rechten.queries import bezwaar_tegen, herken_rijen, niet_gevonden
from geholpen.faces.beheer.rechten.woorden import SOORT
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.faces.soortnamen import soortnaam
from geholpen.faces.uitspraken import uitspraken
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.errors import Invalid
from geholpen.platform.taal import vertaald

#: What can be recorded for somebody.
KEUZES = ("inzage", "correctie", "verwijdering", "beperking", "bezwaar", "overdracht")


@alleen_beheer("rechten")
@require_http_methods(["GET", "POST"])
def opnemen(request: Any, partij_id: UUID, klantvraag_id: UUID) -> HttpResponse:
    """What was written, and a form; a POST makes it a request."""
    ctx = request.context.voor(Aanleiding("klantvraag", partij_id, klantvraag_id))
    try:
        vraag = regel_van(ctx, partij_id, klantvraag_id)
    except Invalid as absent:
        raise Http404 from absent
    fout: tuple[str, str] | None = None
    gekozen, eerder = _numbers(request, "onderdelen"), ""
    if request.method == "POST":
        soort, waarden = request.POST.get("soort", ""), tuple(request.POST.get("rijen", "").splitlines())
        try:
            if soort in {"beperking", "verwijdering"}:
                _recognise(ctx, partij_id, waarden)
            doelen = tuple(int(n) for n in _numbers(request, "doelen"))
            opname = Opname(soort, tuple(int(n) for n in gekozen), waarden, doelen, request.POST.get("redenen", ""))
            neem_op(ctx, partij_id, klantvraag_id, opname)
        except LooptAl as loopt:
            fout = ("doelen", _loopt_al(loopt))
            eerder = reverse("beheer:recht", args=[partij_id, loopt.verzoek_id])
        except Invalid as invalid:
            fout = (invalid.field, invalid.reason)
        else:
            said = _("Het verzoek is opgenomen. De klant krijgt bericht op een adres dat wij al kenden.")
            messages.success(request, said)
            return HttpResponseRedirect(reverse("beheer:recht", args=[partij_id, klantvraag_id]))
    gegevens = {
        "vraag": vraag,
        "gezegd": uitspraken(ctx, partij_id, klantvraag_id),
        "soorten": [(code, str(SOORT[code])) for code in KEUZES],
        "soort": request.POST.get("soort", ""),
        "onderdelen": [(int(g), soortnaam(g)) for g in Gegevenssoort if g],
        "gekozen": gekozen,
        "rijen": request.POST.get("rijen", ""),
        "doelen": sorted(((a.nummer, vertaald(a.naam)) for a in bezwaar_tegen()), key=lambda rij: rij[1]),
        "gekozen_doelen": _numbers(request, "doelen"),
        "redenen": request.POST.get("redenen", ""),
        "fout": fout,
        "eerder": eerder,
    }
    return pagina(request, "rechten/opnemen.html", gegevens, actief="rechten", status=422 if fout else 200)


def _loopt_al(eerder: LooptAl) -> str:
    """Against what the customer objects already, and what to do with this question."""
    namen = sorted(vertaald(a.naam) for a in bezwaar_tegen() if a.nummer in eerder.doelen)
    return _(
        "Hiertegen loopt al een bezwaar van deze klant, met nummer %(nummer)s: %(doelen)s. Haal dat vinkje weg."
        " Blijft er niets over? Neem deze vraag dan niet op, en antwoord de klant met dat nummer."
    ) % {"nummer": eerder.kenmerk, "doelen": ", ".join(namen)}


def _numbers(request: Any, veld: str) -> list[str]:
    return [n for n in request.POST.getlist(veld) if n.isascii() and n.isdigit()]


def _recognise(ctx: Context, partij_id: UUID, waarden: tuple[str, ...]) -> None:
    """Look first, by a door of its own: also what is not found stands in the log. Raises Invalid."""
    if any(w.strip() for w in waarden) and (onbekend := herken_rijen(ctx, partij_id, waarden).onbekend):
        raise niet_gevonden(onbekend)
