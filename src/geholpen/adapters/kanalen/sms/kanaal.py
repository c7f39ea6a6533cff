"""Text messages behind the port of berichten. Each account says which form its provider has."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.conf import settings

from geholpen.adapters.kanalen.sms import twilio
from geholpen.adapters.kanalen.sms.woorden import wish
from geholpen.adapters.koppelingen import notify
from geholpen.domain.berichten.ports import (
    Afmelding,
    Bezorgnieuws,
    Geaccepteerd,
    Gelezen,
    Geweigerd,
    Gezondheid,
    Instelveld,
    Kanaalaccount,
    Mogelijkheden,
    Niets,
    OntvangenBericht,
    UitgaandBericht,
    Verzenduitkomst,
    Webontvangst,
    Webverzoek,
)
from geholpen.platform.telefoonnummer import can_text

#: Ten parts: more than that is a letter.
MAX_TEKENS = 1530
_VAST = "Dit is een vast nummer. Daar komt een sms niet aan. Bel de klant, of kies een andere weg."
_GEEN_WEG = "Er is geen sms-provider ingesteld om mee te versturen."


class SmsKanaal:
    """Takes signed callbacks in, parses them purely, sends over the provider of the account."""

    code = "sms"
    identiteitsoort = "telefoonnummer"
    naam = "Sms"
    velden = (
        Instelveld("aanbieder", "Provider", keuzes=(("twilio", "Twilio of zelfde vorm"), ("notify", "NotifyNL")),
                   standaard="twilio"),
        Instelveld("account_sid", "Account-id", verplicht=False, uitleg="Twilio: Account SID."),
        Instelveld("dienst_sid", "Dienst-id", verplicht=False, uitleg="Twilio: alleen bij een Messaging Service."),
        Instelveld("basis", "Adres van de API", verplicht=False, standaard=twilio.BASIS, uitleg="Niet voor Notify."),
        Instelveld("token", "Sleutel", geheim=True, verplicht=False, uitleg="Twilio: Auth Token."),
        Instelveld("notify_sjabloon", "Sjabloon", verplicht=False, uitleg="Notify: id van een sjabloon met ((tekst))."),
        Instelveld("notify_afzender", "Afzender-id", verplicht=False, uitleg="Notify: mag leeg blijven."),
        *notify.VELDEN,
    )  # fmt: skip

    def receive(self, verzoek: Webverzoek, account: Kanaalaccount) -> Webontvangst:
        """A signed callback of the account's provider."""
        if verzoek.methode != "POST":
            return Webontvangst(405, lichaam="Alleen POST.")
        return notify.ontvang(verzoek, account) if _notify(account) else twilio.receive(verzoek, account)

    def parse(
        self,
        raw: bytes,
        *,
        eigen_adressen: frozenset[str] = frozenset(),
        vertrouwd: bool = False,
        ontvangers: tuple[str, ...] = (),
    ) -> Gelezen:
        """One callback: Notify speaks JSON, the other form fields. Raises OnleesbaarBericht."""
        if not raw.lstrip().startswith(b"{"):
            return twilio.parse(raw)
        found = notify.lees(raw)
        if isinstance(found, OntvangenBericht):
            asked = wish(found.tekst)
            return Afmelding(found.identiteiten[0], weer=asked == "weer") if asked else found
        return found

    def send(self, bericht: UitgaandBericht) -> Verzenduitkomst:
        """Hand one text message to the provider."""
        account, aan = bericht.account, bericht.bestemming
        if account is None or aan is None:
            return Geweigerd("geen-weg", _GEEN_WEG, blijvend=False)
        if len(bericht.tekst) > MAX_TEKENS:
            return Geweigerd("te-lang", f"Een sms heeft hoogstens {MAX_TEKENS} tekens.", blijvend=True)
        if not can_text(aan.waarde):
            return Geweigerd("vast-nummer", _VAST, blijvend=True)
        if _notify(account):
            return notify.verzend_sms(bericht)
        return twilio.verzend(bericht, account, aan.waarde, callback(account))

    def inquire(self, bezorging_id: UUID, account: Kanaalaccount) -> Geaccepteerd | Bezorgnieuws | Niets | None:
        """What became of a message. Only Notify can be asked by our id."""
        return notify.vraag_na(bezorging_id, account) if _notify(account) else None

    def capabilities(self) -> Mogelijkheden:
        """Short text only."""
        return Mogelijkheden(max_tekens=MAX_TEKENS, bijlagen=False, onderwerpregel=False, doorlopend=timedelta(days=3))

    def health(self) -> Gezondheid:
        """What can be said without an account."""
        return Gezondheid("goed", "Ingesteld per nummer.")

    def probe(self, account: Kanaalaccount) -> Gezondheid:
        """Ask the provider whether it knows our key."""
        found = notify.probeer(account) if _notify(account) else twilio.probe(account)
        if found.stand == "goed" and not settings.ADRES:
            return replace(
                found, stand="let_op", uitleg=f"{found.uitleg} Ons eigen adres is niet ingesteld (GEHOLPEN_ADRES)."
            )
        return found


def callback(account: Kanaalaccount) -> str:
    """The public address that providers call for this account, with a slash at the end; "" when we have none."""
    return f"{settings.ADRES}/kanaal/{SmsKanaal.code}/{account.id}/" if settings.ADRES else ""


def _notify(account: Kanaalaccount) -> bool:
    return account.instellingen.get("aanbieder") == "notify"
