"""What happens here because of what happened elsewhere."""

from __future__ import annotations

from geholpen.domain.klantcontacten.events import KlantVerlaten
from geholpen.domain.partijen.commands import sweep_niemand
from geholpen.platform.context import system
from geholpen.platform.events import subscribe


@subscribe(KlantVerlaten)
def sweep(gebeurtenis: KlantVerlaten) -> None:
    """Forty foreign keys are asked before a customer goes: not while somebody waits for an answer."""
    sweep_niemand(system("api", "opruimen"), gebeurtenis.partij_id)
