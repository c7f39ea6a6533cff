"""How every way in and out is doing, and what waits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from geholpen.domain.berichten.ports import Instelbaar, kanaal, kanalen
from geholpen.domain.berichten.queries import (
    Accountregel,
    Kanaalregel,
    Verkeer,
    kanaalaccounts,
    kanaalstanden,
    storm,
    verkeer,
    voorraad,
)
from geholpen.faces.beheer.kanalen.account import BEHEERDER
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.platform.context import Context, system


@alleen_beheer("kanalen")
@require_GET
def view(request: Any) -> HttpResponse:
    """The state per channel. Counting what waits is work of the system: no message is shown."""
    ctx = system("beheer", oorsprong="beheer/kanalen")
    accounts = kanaalaccounts()
    plugs = [(code, kanaal(code)) for code in kanalen()]
    gegevens = {
        "standen": _in_use(accounts),
        "voorraad": voorraad(ctx),
        "verkeer": _traffic(ctx, plugs),
        "storm": storm(ctx),
        "accounts": accounts,
        "namen": {code: plug.naam for code, plug in plugs if isinstance(plug, Instelbaar)},
        "te_maken": _to_make(plugs) if request.medewerker.rollen & BEHEERDER else [],
        "grens": {"postbus": settings.STORM_POSTBUS, "afzender": settings.STORM_AFZENDER},
    }
    return pagina(request, "kanalen/page.html", gegevens, actief="kanalen")


def _in_use(accounts: list[Accountregel]) -> list[tuple[Kanaalregel, str]]:
    """The state of each way in and out with the name of its account; what was switched off has none."""
    known = {str(a.id): a for a in accounts}
    found = [(k, known.get(k.account)) for k in kanaalstanden()]
    return [(k, a.naam if a else "") for k, a in found if a is None or a.actief]


def _traffic(ctx: Context, plugs: list[tuple[str, Any]]) -> list[Verkeer]:
    """What goes through each channel; one that has no envelopes says itself when something came in last."""
    known = dict(plugs)
    rows = verkeer(ctx, sorted(known))
    return [
        r if r.laatst_ontvangen else replace(r, laatst_ontvangen=known[r.kanaal].health().laatst_ontvangen)
        for r in rows
    ]


def _to_make(plugs: list[tuple[str, Any]]) -> list[tuple[str, str]]:
    """Code and name of each channel that accounts can be made of."""
    return sorted(((code, plug.naam) for code, plug in plugs if isinstance(plug, Instelbaar)), key=lambda k: k[1])
