"""What a decision costs: the rule table and the signature, against an empty call and a bare HMAC."""

from __future__ import annotations

import hmac
import sys
import timeit
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.ports import Reden
from geholpen.domain.doelbinding.regels import Activiteit, GegevenRegel, decide
from geholpen.platform import tokens

VANDAAG = date(2026, 11, 23)
SOORTEN = frozenset({1, 2, 3, 9, 10})
SLEUTEL = bytes(range(32))
REGEL = GegevenRegel(frozenset({"lezen", "zoeken"}), "geen", 2, "{1,6,20}")
ACTIVITEIT = Activiteit(
    nummer=20,
    versie=1,
    code="parkeren",
    naam="Vragen over parkeren beantwoorden",
    doel="Uw vraag over parkeren beantwoorden",
    artikel="Gemeentewet, artikel 225",
    status="actief",
    evaluatiedatum=VANDAAG,
    rollen=frozenset({"kcm", "specialist"}),
    afdelingen=frozenset(),
    aanleidingen=frozenset({"klantvraag", "taak"}),
    gegevens={soort: replace(REGEL) for soort in SOORTEN},
    bewaardagen=1095,
    mag_geheim_adres=False,
    mag_bsn_tonen=False,
    gevoelig=False,
    lees_bronnen=tokens.sources(dict.fromkeys(range(1, 29), "{1,6,20}")),
    schrijf_bronnen="{20}",
)
VRAAG: dict[str, Any] = {
    "soorten": SOORTEN,
    "handeling": "lezen",
    "rollen": frozenset({"kcm"}),
    "afdeling": "kcc",
    "aanleiding": "klantvraag",
    "reden": Reden(20, True),
    "niveau": 4,
    "vandaag": VANDAAG,
}
PARTIJ = (UUID(int=1),)


def _empty(activiteit: Activiteit, **vraag: Any) -> None:
    """The floor: a call with the same arguments that does nothing."""


def _sign() -> str:
    return tokens.sign(
        SLEUTEL,
        actor="7",
        activiteit=20,
        lezen=tokens.bits(SOORTEN),
        schrijven=0,
        partijen=PARTIJ,
        geheim=False,
        trace="0" * 32,
        lees_bronnen=ACTIVITEIT.lees_bronnen,
        schrijf_bronnen=ACTIVITEIT.schrijf_bronnen,
    )


def _micros(function: Callable[[], object], number: int = 20_000, repeat: int = 7) -> float:
    """Microseconds a call: the best of `repeat` runs, so that other work on the machine counts least."""
    return min(timeit.repeat(function, number=number, repeat=repeat)) / number * 1e6


def _row(naam: str, waarde: float, vloer: float, doel: float) -> dict[str, Any]:
    return {
        "naam": naam,
        "waarde": round(waarde, 2),
        "eenheid": "µs",
        "vloer": round(vloer, 2),
        "verhouding": round(waarde / vloer, 3),
        "doel": doel,
        "gehaald": waarde <= doel,
    }


def measure() -> list[dict[str, Any]]:
    """The rows for `bin/bench`: name, value, unit, floor, ratio, target and whether it was met."""
    assert decide(ACTIVITEIT, **VRAAG).toegestaan == SOORTEN
    payload = _sign()[:-64].encode()
    besluit = _micros(lambda: decide(ACTIVITEIT, **VRAAG))
    token = _micros(_sign)
    return [
        _row("beslissing over vijf gegevenssoorten", besluit, _micros(lambda: _empty(ACTIVITEIT, **VRAAG)), 5.0),
        _row("getekende context", token, _micros(lambda: hmac.digest(SLEUTEL, payload, "sha256")), 15.0),
        {
            **_row("beslissingen per seconde", 1e6 / besluit, 1e6 / _micros(lambda: VRAAG.get("soorten")), 0),
            "eenheid": "/s",
            "doel": 200_000,
            "gehaald": 1e6 / besluit >= 200_000,
        },
    ]


if __name__ == "__main__":
    rows = measure()
    for row in rows:
        print(" | ".join(str(value) for value in row.values()))
    sys.exit(0 if all(row["gehaald"] for row in rows) else 1)
