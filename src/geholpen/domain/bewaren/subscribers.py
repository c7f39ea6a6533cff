"""A question that was closed: from now on its term runs."""

from __future__ import annotations

from geholpen.domain.bewaren.commands import count_term
from geholpen.domain.klantcontacten.events import KlantvraagChanged
from geholpen.platform.context import system
from geholpen.platform.events import subscribe


@subscribe(KlantvraagChanged)
def term_runs(gebeurtenis: KlantvraagChanged) -> None:
    """Safe to do twice."""
    if gebeurtenis.wat == "afgesloten":
        ctx = system("werk", "bewaren").over({gebeurtenis.partij_id})
        count_term(ctx, gebeurtenis.partij_id, gebeurtenis.klantvraag_id)
