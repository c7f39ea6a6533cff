"""Ask Asterisk to ring a telephone and then dial the customer by its own dial plan."""

from __future__ import annotations

from uuid import UUID

from geholpen.adapters.kanalen.telefoon.asterisk.lezen import UIT
from geholpen.adapters.kanalen.telefoon.asterisk.rest import call
from geholpen.adapters.kanalen.telefoon.gedeeld import outcome
from geholpen.domain.berichten.ports import Kanaalaccount, Verzenduitkomst


def bel(account: Kanaalaccount, toestel: str, nummer: str, ref: UUID) -> Verzenduitkomst:
    """Originate with an id of our own: asked twice it is one call."""
    id = f"{UIT}{ref}"
    answer = call(
        account,
        "POST",
        "/channels",
        endpoint=(account.instellingen.get("techniek") or "PJSIP/{toestel}").replace("{toestel}", toestel),
        extension=nummer.removeprefix("+"),
        context=account.instellingen.get("context") or "uitbellen",
        priority="1",
        channelId=id,
        timeout="30",
    )
    return outcome(answer, id)
