"""The auditor's mailbox: now and then the newest checkpoint, and every alarm. No personal data in either."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from geholpen.domain.berichten.ports import Geaccepteerd, Postadres, UitgaandBericht, UitgaandeBijlage, kanaal
from geholpen.platform.errors import Unavailable
from geholpen.platform.models import uuid7


class Mail:
    """Sends the newest checkpoint as text and as a file that `geholpen controleer-log --tegen` reads."""

    code = "mail"
    leesbaar = False

    def __init__(self, adres: str, minuten: int) -> None:
        self._adres = adres
        self.minuten = minuten

    def keep(self, regels: Sequence[str]) -> None:
        """Send it. Raises Unavailable when the mail server did not take it."""
        newest = regels[-1]
        tekst = _(
            "Dit is een controlepunt van het logboek van Geholpen. Bewaar dit bericht: met de bijlage is later te"
            " bewijzen dat niemand het logboek heeft veranderd.\n\nKomt dit bericht een keer niet? Vraag dan waarom.\n"
        )
        bijlage = UitgaandeBijlage("controlepunt.jsonl", "application/x-ndjson", f"{newest}\n".encode())
        _send(self._adres, _("Controlepunt van het logboek"), f"{tekst}\n{newest}\n", (bijlage,))

    def read(self) -> Iterable[str]:
        """Nothing: it is somebody else's mailbox."""
        return ()

    def keys(self) -> dict[str, bytes]:
        """None."""
        return {}


def _send(adres: str, onderwerp: str, tekst: str, bijlagen: tuple[UitgaandeBijlage, ...] = ()) -> None:
    id = uuid7()
    bericht = UitgaandBericht(
        bezorging_id=id,
        message_id=f"{id.hex}@{settings.MAIL_ADRES.rpartition('@')[2]}",
        van=Postadres(settings.MAIL_ADRES, "Geholpen"),
        aan=Postadres(adres),
        onderwerpregel=onderwerp,
        tekst=tekst,
        bijlagen=bijlagen,
        automatisch=True,
    )
    said = kanaal("email").send(bericht)
    if not isinstance(said, Geaccepteerd):
        raise Unavailable(said.uitleg)


def from_settings() -> Mail | None:
    """The address of GEHOLPEN_ZEGEL_MAIL, when there is a mail server."""
    if not settings.ZEGEL_MAIL or not settings.UITGANG:
        return None
    return Mail(settings.ZEGEL_MAIL, settings.ZEGEL_MAIL_MINUTEN)


def alarm_from_settings() -> Callable[[str, str], None] | None:
    """How the auditor is told that something is wrong."""
    if not settings.ZEGEL_MAIL or not settings.UITGANG:
        return None
    return lambda onderwerp, tekst: _send(settings.ZEGEL_MAIL, onderwerp, tekst)
