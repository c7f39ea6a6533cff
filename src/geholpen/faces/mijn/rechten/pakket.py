"""Everything we keep about the one who asks, as a file: to read, or for software. Behind the login, always."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from geholpen.domain.doelbinding.queries import pseudoniem
from geholpen.domain.rechten import queries as rechten
from geholpen.domain.rechten.queries import Tabel
from geholpen.faces.huis import huis
from geholpen.faces.inloggen import alleen_klant
from geholpen.faces.mijn.inzage import bestanden
from geholpen.faces.mijn.rechten import leesbaar
from geholpen.faces.mijn.schil import ik
from geholpen.platform.taal import vertaald


@require_GET
@alleen_klant
def pakket(request: HttpRequest, verzoek_id: UUID, vorm: str) -> HttpResponse:
    """The package of a request that was granted; after its term, or of somebody else, it is not there."""
    ctx, partij_id = ik(request)
    if vorm not in {"document", "json"}:
        raise Http404
    alles = rechten.pakket(ctx, partij_id, verzoek_id)
    per: dict[str, list[Tabel]] = {}
    for tabel in alles.tabellen:
        wat = vertaald(tabel.soort.omschrijving) if tabel.soort else _("uw dossier")
        per.setdefault(wat, []).append(tabel)
    if vorm == "document":
        gegevens = {"organisatie": huis(), "alles": alles, "per": per, "nu": timezone.now(), "leesbaar": leesbaar}
        return _saved(render(request, "mijn/rechten/document.html", gegevens), "alles-over-mij.html")
    data = {
        "gemaakt_op": alles.gemaakt_op.isoformat(),
        "organisatie": huis().naam,
        "tabellen": [_tabel(tabel) for tabel in alles.tabellen],
        "niet_gegeven": [{"gegevens": wat, "reden": reden} for wat, reden in alles.afgeschermd],
        "ontvangers": list(alles.ontvangers),
        "logboek": bestanden.ldv(alles.regels, pseudoniem(partij_id), partij_id),
    }
    return _saved(_json(data), "alles-over-mij.json")


@require_GET
@alleen_klant
def meenemen(request: HttpRequest) -> HttpResponse:
    """What was collected with consent or for an agreement, to take along to somebody else."""
    ctx, partij_id = ik(request)
    tabellen = [_tabel(t) for t in rechten.meenemen(ctx, partij_id)]
    data = {"gemaakt_op": timezone.now().isoformat(), "organisatie": huis().naam}
    if not tabellen:
        data["uitleg"] = _("Wij hebben nu niets dat u ons gaf met uw toestemming of voor een overeenkomst.")
    return _saved(_json(data | {"tabellen": tabellen}), "mijn-gegevens.json")


def _tabel(tabel: Tabel) -> dict[str, Any]:
    return {
        "naam": tabel.naam,
        "gegevens": tabel.soort.name.lower(),
        "rijen": [
            {
                "waarden": rij.waarden,
                "herkomst": rij.herkomst,
                "verkregen_voor": rij.doel,
                "verkregen_op": rij.verkregen_op.isoformat(),
                "bewaard_tot": rij.bewaard_tot.isoformat(),
            }
            for rij in tabel.rijen
        ],
        "weggelaten_over_een_ander": list(tabel.weggelaten),
        "er_is_meer": tabel.meer,
    }


def _json(data: dict[str, Any]) -> HttpResponse:
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _saved(response: HttpResponse, naam: str) -> HttpResponse:
    """As a file of the customer's own, kept by nobody in between."""
    response["Content-Disposition"] = f'attachment; filename="{naam}"'
    response["Cache-Control"] = "no-store"
    return response
