"""The e-mail channel behind the port of berichten."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings

from geholpen.adapters.kanalen.email.ontleder import parse_within
from geholpen.adapters.kanalen.email.opstellen import opstellen
from geholpen.adapters.kanalen.email.smtp import Uitgang, verzend
from geholpen.domain.berichten.ports import (
    Geweigerd,
    Gezondheid,
    Mogelijkheden,
    OntvangenBericht,
    UitgaandBericht,
    Verzenduitkomst,
)


class EmailKanaal:
    """Parses purely; sends over the configured SMTP server."""

    code = "email"

    def parse(
        self,
        raw: bytes,
        *,
        eigen_adressen: frozenset[str] = frozenset(),
        vertrouwd: bool = False,
        ontvangers: tuple[str, ...] = (),
    ) -> OntvangenBericht:
        """One raw mail as a message. Raises OnleesbaarBericht when a person must look at it, or it takes too long.

        `vertrouwd`: our own server wrote the top headers; `ontvangers`: the recipients on the envelope.
        """
        return parse_within(
            raw,
            settings.LEESTIJD,
            eigen_adressen=eigen_adressen,
            mijn_authserv_id=settings.AUTHSERV_ID,
            ontvangst_vertrouwd=vertrouwd,
            ontvangers=ontvangers,
        )

    def send(self, bericht: UitgaandBericht) -> Verzenduitkomst:
        """Hand one message to the SMTP server; never raises for what the other side does."""
        if not settings.UITGANG:
            return Geweigerd("geen-uitgang", "Er is geen mailserver ingesteld om mee te versturen.", blijvend=False)
        raw = opstellen(bericht, datum=datetime.now(UTC))
        van = bericht.retouradres or bericht.van.adres
        uitgang = Uitgang.from_url(settings.UITGANG)
        return verzend(uitgang, raw, van=van, aan=bericht.aan.adres, message_id=bericht.message_id)

    def capabilities(self) -> Mogelijkheden:
        """Mail carries everything."""
        return Mogelijkheden(max_tekens=None, bijlagen=True, opmaak=True, onderwerpregel=True)

    def health(self) -> Gezondheid:
        """What the settings allow; how the mailbox is doing stands in the room's kanaalstand."""
        if not settings.POSTBUS and not settings.LMTP_POORT:
            return Gezondheid("let_op", "Er is geen postbus ingesteld. Er komt geen mail binnen.")
        if not settings.UITGANG:
            return Gezondheid("let_op", "Er is geen mailserver om mee te versturen ingesteld.")
        return Gezondheid("goed", "Ingesteld.")
