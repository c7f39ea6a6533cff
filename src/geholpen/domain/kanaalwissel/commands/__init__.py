"""DOOR. Let a question go on in another channel."""

from geholpen.domain.kanaalwissel.commands.bewijzen import (
    Ingelost,
    arrive_in_mijn,
    open_in_mijn,
    prove_calls,
    redeem_antwoord,
    redeem_wissel,
)
from geholpen.domain.kanaalwissel.commands.papier import ask_who, redeem_by_login
from geholpen.domain.kanaalwissel.commands.versturen import send_bewijs
from geholpen.domain.kanaalwissel.commands.wisselen import (
    Begonnen,
    begin_wissel,
    begin_wissel_uit_chat,
    promise_call,
)
from geholpen.domain.kanaalwissel.doelen import NieuweWissel

__all__ = [
    "Begonnen",
    "Ingelost",
    "NieuweWissel",
    "arrive_in_mijn",
    "ask_who",
    "begin_wissel",
    "begin_wissel_uit_chat",
    "open_in_mijn",
    "promise_call",
    "prove_calls",
    "redeem_antwoord",
    "redeem_by_login",
    "redeem_wissel",
    "send_bewijs",
]
