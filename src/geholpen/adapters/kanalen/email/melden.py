"""A short mail to a colleague about the work itself: nothing about any customer."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings

from geholpen.adapters.kanalen.email.kanaal import EmailKanaal
from geholpen.domain.berichten.ports import Geaccepteerd, Geweigerd, Postadres, UitgaandBericht
from geholpen.domain.doelbinding.ports import Weg
from geholpen.platform.errors import Unavailable


def meld(adres: str, onderwerp: str, tekst: str) -> Weg:
    """Send it once. Raises Unavailable when the other side said no; an unknown outcome is not sent again."""
    if not settings.UITGANG:
        return Weg.GEEN
    id = uuid4()
    domein = settings.MAIL_ADRES.rpartition("@")[2]
    bericht = UitgaandBericht(
        bezorging_id=id,
        message_id=f"register.{id}@{domein}",
        van=Postadres(settings.MAIL_ADRES),
        aan=Postadres(adres),
        onderwerpregel=onderwerp,
        tekst=tekst,
        automatisch=True,
    )
    uitkomst = EmailKanaal().send(bericht)
    if isinstance(uitkomst, Geweigerd):
        raise Unavailable("mail", permanent=uitkomst.blijvend)
    return Weg.WEG if isinstance(uitkomst, Geaccepteerd) else Weg.ONBEKEND
