"""The e-mail channel behind the port of berichten."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from imapclient.exceptions import IMAPClientError, LoginError

from geholpen.adapters.kanalen.email import via_notify
from geholpen.adapters.kanalen.email.imap import Postbus, connect
from geholpen.adapters.kanalen.email.ontleder import parse_within
from geholpen.adapters.kanalen.email.opstellen import opstellen
from geholpen.adapters.kanalen.email.smtp import Uitgang, verzend
from geholpen.adapters.koppelingen import notify
from geholpen.domain.berichten.ports import (
    Bezorgnieuws,
    Geaccepteerd,
    Gelezen,
    Geweigerd,
    Gezondheid,
    Instelveld,
    Kanaalaccount,
    Mogelijkheden,
    Niets,
    UitgaandBericht,
    Verzenduitkomst,
    Webontvangst,
    Webverzoek,
)


class EmailKanaal:
    """Parses purely; sends over the configured SMTP server."""

    code = "email"
    naam = "E-mail"
    identiteitsoort = "email"
    velden = (
        Instelveld("afzender", "Naam van de afzender", verplicht=False, uitleg="Zo ziet de klant wie mailt."),
        Instelveld(
            "handtekening",
            "Ondertekening",
            verplicht=False,
            uitleg="Gebruik {medewerker}, {afdeling} en {organisatie} waar dat ingevuld moet worden.",
        ),
        Instelveld("postbus", "Postbus om te lezen", geheim=True, uitleg="imaps://gebruiker:wachtwoord@server/INBOX"),
        Instelveld(
            "uitgang",
            "Mailserver om te versturen",
            geheim=True,
            verplicht=False,
            uitleg="smtps://gebruiker:wachtwoord@server. Leeg: de algemene mailserver.",
        ),
        *via_notify.VELDEN,
    )

    def parse(
        self,
        raw: bytes,
        *,
        eigen_adressen: frozenset[str] = frozenset(),
        vertrouwd: bool = False,
        ontvangers: tuple[str, ...] = (),
    ) -> Gelezen:
        """One raw mail as a message. Raises OnleesbaarBericht when a person must look at it, or it takes too long.

        `vertrouwd`: our own server wrote the top headers; `ontvangers`: the recipients on the envelope.
        """
        if raw.startswith(b"geholpen-notify ") and (found := via_notify.callback(raw)):
            return found
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
        if via_notify.by_notify(bericht.account):
            return via_notify.send(bericht)
        eigen = bericht.account.geheimen.get("uitgang", "") if bericht.account else ""
        if not (eigen or settings.UITGANG):
            return Geweigerd("geen-uitgang", "Er is geen mailserver ingesteld om mee te versturen.", blijvend=False)
        raw = opstellen(bericht, datum=datetime.now(UTC))
        van = bericht.retouradres or bericht.van.adres
        uitgang = Uitgang.from_url(eigen or settings.UITGANG)
        aan = bericht.bestemming.waarde if bericht.bestemming else bericht.aan.adres
        return verzend(uitgang, raw, van=van, aan=aan, message_id=bericht.message_id)

    def receive(self, verzoek: Webverzoek, account: Kanaalaccount) -> Webontvangst:
        """How a mail fares that went over Notify."""
        return via_notify.receive(verzoek, account)

    def inquire(self, bezorging_id: UUID, account: Kanaalaccount) -> Geaccepteerd | Bezorgnieuws | Niets | None:
        """What became of a mail. Only Notify can be asked by our id."""
        return notify.vraag_na(bezorging_id, account) if via_notify.by_notify(account) else None

    def probe(self, account: Kanaalaccount) -> Gezondheid:
        """Whether the mailbox opens with this name and password, now, and whether Notify knows us where it sends."""
        found = _mailbox(account)
        if found.stand != "goed" or not via_notify.by_notify(account):
            return found
        weg = notify.probeer(account)
        return replace(weg, uitleg=f"{found.uitleg} {weg.uitleg}")

    def capabilities(self) -> Mogelijkheden:
        """Mail carries everything."""
        return Mogelijkheden(max_tekens=None, bijlagen=True, onderwerpregel=True)

    def health(self) -> Gezondheid:
        """What the settings allow; how the mailbox is doing stands in the room's kanaalstand."""
        if not settings.POSTBUS and not settings.LMTP_POORT:
            return Gezondheid("let_op", "Er is geen postbus ingesteld. Er komt geen mail binnen.")
        if not settings.UITGANG:
            return Gezondheid("let_op", "Er is geen mailserver om mee te versturen ingesteld.")
        return Gezondheid("goed", "Ingesteld.")


def _mailbox(account: Kanaalaccount) -> Gezondheid:
    """Whether the mailbox opens with this name and password, now."""
    try:
        postbus = Postbus.from_url(account.geheimen.get("postbus", ""))
        with connect(replace(postbus, wacht_verbinden=5.0, wacht_lezen=10.0)) as client:
            client.select_folder(postbus.map, readonly=True)
    except ValueError:
        return Gezondheid("storing", "Het adres van de postbus klopt niet. Schrijf imaps://naam:wachtwoord@server.")
    except LoginError:
        return Gezondheid("storing", "De mailserver kent deze naam met dit wachtwoord niet.")
    except (OSError, IMAPClientError):
        return Gezondheid("storing", "De mailserver is niet te bereiken, of de map is er niet.")
    return Gezondheid("goed", "De postbus is te lezen.")
