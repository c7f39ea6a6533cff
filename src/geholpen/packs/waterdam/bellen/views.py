"""One plays the caller, and the exchange: who picks up, and when it is over."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from geholpen.domain.berichten.queries import kanaalaccounts
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.oproepen.queries import toestellen
from geholpen.domain.organisatie.queries import medewerkers, organisatie
from geholpen.packs.waterdam.laden import pack
from geholpen.platform import outbound
from geholpen.platform.errors import Unavailable
from geholpen.platform.taal import vertaald
from geholpen.platform.telefoonnummer import leesbaar

#: What can be done with a call that runs.
KNOPPEN = ("gaat_over", "neem_op", "wacht", "hervat", "kies", "hang_op", "geef_op")


@require_http_methods(["GET", "POST"])
def kiezen(request: HttpRequest) -> HttpResponse:
    """Who calls, from which number."""
    if request.method == "POST":
        oproep = _play({"doe": "bel", "nummer": request.POST.get("nummer", "")[:20]})
        return redirect("bellen:lijn", oproep)
    bellers = [
        (d.waarde, f"{leesbaar(d.waarde)}, {k.weergavenaam}")
        for k in pack().klanten
        for d in k.digitale_adressen
        if d.soort == "telefoonnummer"
    ]
    extra = [("+31850000999", "085 000 09 99, iemand die wij niet kennen"), ("anonymous", "Afgeschermd nummer")]
    return _page(request, "kiezen", {"bellers": [*bellers, *extra]})


@require_http_methods(["GET", "POST"])
def lijn(request: HttpRequest, oproep: str) -> HttpResponse:
    """A call that runs."""
    doe = request.POST.get("doe", "")
    if doe in KNOPPEN:
        velden = {k: request.POST[k] for k in ("toestel", "keuze") if request.POST.get(k)}
        _play({"doe": doe, "oproep": oproep, **velden})
        if doe in {"hang_op", "geef_op"}:
            return redirect("bellen:kiezen")
        return redirect(f"{request.path}?gedaan={doe}")
    namen = {m.id: m.naam for m in medewerkers()}
    gegevens = {
        "toestellen": [(t, f"{namen[id]} ({t})") for t, id in toestellen() if id in namen],
        "onderwerpen": [(o.code, vertaald(o.naam)) for o in onderwerpen()],
        "gedaan": request.GET.get("gedaan", ""),
    }
    return _page(request, "lijn", gegevens)


def _page(request: HttpRequest, naam: str, gegevens: dict[str, Any]) -> HttpResponse:
    context = {"organisatie": organisatie(), **gegevens}
    return render(request, f"waterdam/bellen/{naam}.html", context, using="jinja2")


def _play(wat: dict[str, str]) -> str:
    """Tell the twin of the exchange. Raises Unavailable when it does not run."""
    found = [a.instellingen.get("bel_adres", "") for a in kanaalaccounts("telefonie")]
    basis = next((adres for adres in found if adres), "").removesuffix("/bel")
    headers = {"Content-Type": "application/json"}
    answer = outbound.send("POST", f"{basis}/_/speel", body=json.dumps(wat).encode(), headers=headers)
    if not isinstance(answer, outbound.Accepted):
        raise Unavailable("telefooncentrale van de demo")
    return str(json.loads(answer.body)["oproep"])
