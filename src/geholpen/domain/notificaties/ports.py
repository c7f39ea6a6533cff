"""DOOR. What brings a message to a subscriber; filled by `adapters/koppelingen/notificaties`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from geholpen.platform.outbound import Denied, Outcome


@dataclass(frozen=True, slots=True)
class Zending:
    """One message on its way: where to, what, and how the receiver knows that it is ours."""

    adres: str
    auth: str  # value of the Authorization header; "" for none
    geheim: str  # to sign with
    bericht_id: UUID  # the same at every attempt
    cloudevent: bool
    inhoud: bytes


Bezorger = Callable[[Zending], Outcome]
_bezorger: list[Bezorger] = []


def register_bezorger(bezorger: Bezorger) -> None:
    """Plug it in; called when the adapter is ready."""
    _bezorger[:] = [bezorger]


def bezorg(zending: Zending) -> Outcome:
    """Bring it. Never raises; without an adapter nothing leaves."""
    return _bezorger[0](zending) if _bezorger else Denied("VERBINDING")
