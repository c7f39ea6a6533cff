"""Change a setting of the organisation: at once, or by two people."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from geholpen.domain.organisatie.instellingen import read_instellingen
from geholpen.domain.organisatie.policy import may_change_settings
from geholpen.domain.organisatie.ports import decide_wijziging, propose_wijziging
from geholpen.platform.context import Context
from geholpen.platform.doors import command

DOEL = "registerbeheer"


@command(may=may_change_settings, gegevens=(), voor=DOEL, naam="Een wijziging van de organisatie voorgesteld",
         betrokkenen=lambda _: [])  # fmt: skip
def propose_instelling(ctx: Context, deel: str, velden: Mapping[str, str], waarom: str) -> str:
    """Change who we are, our number or where the system mails. Returns "toegepast", or "open": somebody has to agree.

    `deel` and `velden` as `instellingen.read_instellingen` reads them. Raises Invalid.
    """
    return propose_wijziging("organisatie", deel, read_instellingen(deel, velden), waarom)


@command(may=may_change_settings, gegevens=(), voor=DOEL, naam="Over een wijziging van de organisatie besloten",
         betrokkenen=lambda _: [])  # fmt: skip
def decide_instelling(ctx: Context, wijziging_id: UUID, ja: bool, waarom: str) -> str:
    """Agree, refuse, or take your own back. Returns where it stands. Raises Invalid and Missing."""
    return decide_wijziging(wijziging_id, ja=ja, waarom=waarom)
