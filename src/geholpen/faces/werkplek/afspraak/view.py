"""Make, move and cancel appointments of a customer: about the question at hand, or a question of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geholpen.domain.balie.commands import Aanvraag, book_afspraak, cancel_afspraak, move_afspraak
from geholpen.domain.balie.queries import AfspraakRegel, afspraaksoorten, afspraken_van, locaties
from geholpen.domain.doelbinding.queries import doel_van
from geholpen.domain.klantcontacten.queries import regel_van, stand_van
from geholpen.faces.afspraakbericht import told
from geholpen.faces.afspraakkeuze import key, known, meant, moment, silent, since, skipped, step, warned, when
from geholpen.faces.afspraakregels import appointment_lines, appointment_row
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.gesprek.view import lopend
from geholpen.faces.werkplek.schil import pagina
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.errors import Invalid, Unavailable
from geholpen.platform.taal import vertaald
from geholpen.platform.ui.tijd import datum_tijd


@dataclass(frozen=True, slots=True)
class Werk:
    """For whom and why, where to go back to, and how sure we are who asks."""

    ctx: Context
    reden: Aanleiding
    terug: str
    zeker: bool
    klantvraag_id: UUID | None = None

    @property
    def menu(self) -> str:
        """Where in the bar of the desk this is."""
        return "gesprek" if self.reden.soort == "gesprek" else "postvak"

    @property
    def aanvraag(self) -> dict[str, Any]:
        """What a new appointment is made with."""
        return {"klantvraag_id": self.klantvraag_id, "niveau": "verified" if self.zeker else "matched"}


@alleen_medewerker
@require_http_methods(["GET", "POST"])
def vraag(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """For the question at hand."""
    reden = Aanleiding("klantvraag", partij_id, vraag_id)
    ctx = request.context.voor(reden)
    zeker = regel_van(ctx, partij_id, vraag_id).niveau in ("verified", "authenticated")
    return _page(request, Werk(ctx, reden, reverse("werkplek:vraag", args=[partij_id, vraag_id]), zeker, vraag_id))


@alleen_medewerker
@require_http_methods(["GET", "POST"])
def gesprek(request: Any, gesprek_id: UUID, partij_id: UUID) -> HttpResponse:
    """For who is on the line or at the counter: a question of its own, which the conversation can go on in."""
    lopend(request, gesprek_id)
    reden = Aanleiding("gesprek", partij_id, gesprek_id)
    terug = reverse("werkplek:gesprek_klant", args=[gesprek_id, partij_id])
    return _page(request, Werk(request.context.voor(reden), reden, terug, stand_van(partij_id, gesprek_id).zeker))


def _page(request: Any, werk: Werk) -> HttpResponse:
    """The steps of a new one; of one that stands (`verzet`) only the moment; or whether it must really go (`af`)."""
    fout, staan = skipped(request), afspraken_van(werk.ctx, werk.reden.partij_id)
    verzet, af = (_chosen(request, naam, staan) if werk.zeker else None for naam in ("verzet", "af"))
    weer = {"gekozen": "", "toch": ""}
    if request.method == "POST":
        try:
            gedaan = _act(request, werk, verzet, af)
        except Invalid as invalid:
            fout, weer = invalid.reason, warned(request, invalid)
        except Unavailable:
            fout = silent(known(request, "plek"))
        else:
            messages.success(request, gedaan)
            return HttpResponseRedirect(werk.terug + _newest(request, werk, verzet, af))
    wat, waar = {s.code: vertaald(s.naam) for s in afspraaksoorten()}, {p.code: p.naam for p in locaties()}
    gegevens: dict[str, Any] = {"stap": 0, "soort": None, "plek": None}
    gegevens |= _moment(request, verzet, wat) if verzet else {} if af else step(request)
    gegevens |= {
        **weer,
        "fout": gegevens.get("fout") or fout,
        "terug": werk.terug,
        "hier": request.path,
        "verzet": verzet,
        "af": appointment_row(af, wat, waar) if af else None,
        "bericht": told(werk.reden.partij_id) if af else "",
        "zeker": werk.zeker,
        "staan": [] if verzet or af else [appointment_row(a, wat, waar) for a in staan if a.staat],
    }
    status = 422 if gegevens["fout"] else 200
    return pagina(request, "afspraak/page.html", gegevens, actief=werk.menu, doel=doel_van(werk.reden), status=status)


def _act(request: Any, werk: Werk, verzet: AfspraakRegel | None, af: AfspraakRegel | None) -> str:
    """Do it. Returns what to tell the employee; raises Invalid."""
    partij_id = werk.reden.partij_id
    if af:
        cancel_afspraak(werk.ctx, partij_id, af.id)
        return _("De afspraak is afgezegd. %(bericht)s") % {"bericht": told(partij_id)}
    if verzet:
        move_afspraak(werk.ctx, partij_id, verzet.id, moment(request), ook_dubbel=meant(request))
        return _("De afspraak is verzet naar %(wanneer)s. %(bericht)s") % _when(request, partij_id)
    if known(request, "verzet") or known(request, "af"):
        raise Invalid(
            "afspraak",
            _("Deze afspraak kunt u hier niet veranderen. Kijk of de afspraak nog staat en bij welke vraag."),
        )
    soort, plek = known(request, "soort"), known(request, "plek")
    nieuw = Aanvraag(soort, plek, moment(request), id=key(request), ook_dubbel=meant(request), **werk.aanvraag)
    book_afspraak(werk.ctx, partij_id, nieuw)
    if any(p.code == plek and p.agenda != "eigen" for p in locaties()):
        return _("De tijd is aangevraagd: %(wanneer)s. In het gesprek ziet u zo of het lukt. Daarna: %(bericht)s") % (
            _when(request, partij_id)
        )
    return _("De afspraak staat: %(wanneer)s. %(bericht)s") % _when(request, partij_id)


def _newest(request: Any, werk: Werk, verzet: AfspraakRegel | None, af: AfspraakRegel | None) -> str:
    """Where the conversation says what was just done; one that was cancelled stands nowhere at the counter."""
    if werk.klantvraag_id is None:
        return "" if af else f"#afspraak_{verzet.id if verzet else key(request)}"
    lines = appointment_lines(werk.ctx, werk.reden.partij_id, werk.klantvraag_id)
    return f"#{lines[-1]['id']}" if lines else ""


def _when(request: Any, partij_id: UUID) -> dict[str, str]:
    return {"wanneer": datum_tijd(moment(request)), "bericht": told(partij_id)}


def _chosen(request: Any, naam: str, staan: list[AfspraakRegel]) -> AfspraakRegel | None:
    """The appointment that was pointed at, when it still has to come and this can be done with it here."""
    id = known(request, naam)
    found = next((a for a in staan if str(a.id) == id and a.staat), None)
    return found if found is None or naam == "af" or found.agenda == "eigen" else None


def _moment(request: Any, a: AfspraakRegel, wat: dict[str, str]) -> dict[str, Any]:
    """Another moment for one that stands: same place and purpose."""
    gegevens = when(a.soort_code, a.locatie_code, known(request, "dag"), since(request))
    return {"wat": wat.get(a.soort_code, a.soort_code), **gegevens}
