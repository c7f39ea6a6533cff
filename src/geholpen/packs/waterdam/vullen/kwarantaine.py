"""One mail that cannot be read, so that whoever looks at the demo sees what the quarantine is for."""

from __future__ import annotations

from uuid import UUID

from geholpen.domain.berichten.commands import RuwBericht, store_envelop
from geholpen.packs.waterdam.laden import pack
from geholpen.platform.context import system

#: More than the parser takes; the worker finds that out by itself, as with any mail.
DELEN = 600
_KOP = (
    "From: Pakketservice <pakket@overal.example>\r\n"
    "To: {wij}\r\n"
    "Subject: Uw pakket staat klaar: bekijk de {delen} bijlagen\r\n"
    "Message-ID: <pakket-600@overal.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=deel\r\n\r\n"
)


def fill_kwarantaine() -> tuple[UUID, bool]:
    """Hand the mail in as any other; returns its id and whether it was new.

    The same bytes again change nothing, so a demo that starts again adds none.
    """
    wij = pack().organisatie.mailadres
    delen = "".join(f"--deel\r\nContent-Type: text/plain\r\n\r\nBijlage {n}\r\n" for n in range(1, DELEN + 1))
    ruw = (_KOP.format(wij=wij, delen=DELEN) + delen + "--deel--\r\n").encode()
    return store_envelop(system("email", "demo"), RuwBericht("email", wij, ruw))
