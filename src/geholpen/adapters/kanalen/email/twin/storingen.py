"""The switchboard of things that go wrong at a mail server, for tests and the demo's fault page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(slots=True)
class Storingen:
    """What the post house does wrong right now. Every field may be changed while it runs; the default is healthy."""

    smtp_weiger: bool = False  # nobody listens: connection refused
    imap_weiger: bool = False
    smtp_rcpt: str = ""  # answer to RCPT, such as "451 4.7.1 greylisted"
    smtp_data: str = ""  # answer after the final dot, such as "552 5.2.2 mailbox full"; nothing is delivered
    # After the final dot the mail is delivered, and then the client hears nothing or loses its connection.
    smtp_na_punt: Literal["", "zwijg", "verbreek"] = ""
    smtp_verbreek_tijdens_data: bool = False  # connection lost before the dot arrived
    imap_breek_fetch: int = 0  # this many answers that carry a body are cut off halfway
    imap_zonder: set[str] = field(default_factory=set)  # capabilities not offered at login: MOVE, IDLE, UIDPLUS
    imap_geen_mappen: bool = False  # CREATE is refused

    def herstel(self) -> None:
        """Make everything healthy again."""
        gezond = Storingen()
        for naam in self.__slots__:
            setattr(self, naam, getattr(gezond, naam))
