"""Looking things up in a report."""

from __future__ import annotations

from typing import Any

from geholpen.adapters.koppelingen.openklant.verslag import Verslag


def aantallen(v: Verslag) -> dict[str, tuple[int, int]]:
    return {r.resource: (r.bron, r.hier) for r in v.regels}


def regel(v: Verslag, resource: str) -> Any:
    return next(r for r in v.regels if r.resource == resource)
