"""What the code on a letter says, and what an address in a channel is called: for rooms and pages above."""

from __future__ import annotations

from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.ports import kanaal, kanalen
from geholpen.platform.doors import catalogue


@catalogue
def identiteitsoort(code: str) -> str:
    """What kind of address somebody has in a channel; "" for one that is not there."""
    return kanaal(code).identiteitsoort if code in kanalen() else ""


@catalogue
def read_briefcode(sleutel: str) -> str:
    """The code on a letter of ours in; the reference with its check letters out, "" when it is not ours."""
    ref = antwoordadres.read_reply_key(sleutel).upper()
    return antwoordadres.paper_kenmerk(f"{ref[:2]}-{ref[2:6]}-{ref[6:]}") if ref else ""
