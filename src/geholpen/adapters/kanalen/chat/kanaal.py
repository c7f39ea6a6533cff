"""The chat behind the port of berichten. It has no provider: what is said is kept by the room `chat` at once."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from geholpen.domain.berichten.ports import (
    Gelezen,
    Geweigerd,
    Gezondheid,
    Instelveld,
    Kanaalaccount,
    Mogelijkheden,
    OnleesbaarBericht,
    UitgaandBericht,
    Verzenduitkomst,
)
from geholpen.domain.chat.queries import chat_opening, chatsleutel_van, laatst_geschreven
from geholpen.platform.ui.tijd import moment

_REGELS = "Zet een puntkomma tussen de mogelijkheden: Bel 14 099; Kom langs op het stadhuis."
_GEEN_DAG = "Noem geen dag. Het venster zet erbij wanneer de bezoeker uiterlijk antwoord krijgt."
_REGEL = '<script src="{}/static/geholpen/chatvenster.js" data-sleutel="{}" async></script>'


class ChatKanaal:
    """Says what a chat key can be told, and how the chat is doing."""

    code = "chat"
    identiteitsoort = ""  # nobody is reached at an address of the chat: an answer goes to the window that is open
    naam = "Chat"
    velden = (
        Instelveld(
            "herkomsten",
            "Websites waar de chat mag staan",
            uitleg="Het begin van het adres: https://www.waterdam.example. Meer websites: met een spatie ertussen.",
        ),
        Instelveld("begroeting", "Begroeting", standaard="Goedendag. Waarmee kunnen wij u helpen?"),
        Instelveld(
            "begroeting_en", "Begroeting in het Engels", verplicht=False, standaard="Hello. How can we help you?"
        ),
        Instelveld("wachttekst", "Tekst tijdens het wachten", standaard="U krijgt zo een medewerker."),
        Instelveld(
            "wachttekst_en", "Wachttekst in het Engels", verplicht=False, standaard="Somebody will be with you shortly."
        ),
        Instelveld(
            "dicht",
            "Tekst als de chat dicht is",
            standaard="Laat uw vraag achter.",
            uitleg=_GEEN_DAG,
        ),
        Instelveld(
            "dicht_en",
            "Tekst als de chat dicht is, in het Engels",
            verplicht=False,
            standaard="Leave your question.",
            uitleg=_GEEN_DAG,
        ),
        Instelveld("alternatieven", "Wat iemand ook kan doen", verplicht=False, uitleg=_REGELS),
        Instelveld("alternatieven_en", "Hetzelfde in het Engels", verplicht=False, uitleg=_REGELS),
        Instelveld("privacy_url", "Adres van uw privacyverklaring", verplicht=False),
        Instelveld(
            "wacht_minuten",
            "Na hoeveel minuten zonder antwoord wordt een chat een belofte",
            verplicht=False,
            standaard="10",
        ),
        Instelveld("starts_per_uur", "Hoeveel chats er in een uur mogen beginnen", verplicht=False, standaard="2000"),
        Instelveld(
            "portaalgeheim",
            "Geheim van uw portaal",
            geheim=True,
            verplicht=False,
            uitleg="Hiermee tekent uw eigen portaal wie er is ingelogd. Minstens 32 tekens. Leeg: dat doet niemand.",
        ),
    )

    def parse(
        self,
        raw: bytes,
        *,
        eigen_adressen: frozenset[str] = frozenset(),
        vertrouwd: bool = False,
        ontvangers: tuple[str, ...] = (),
    ) -> Gelezen:
        """A chat has no envelopes. Raises OnleesbaarBericht."""
        raise OnleesbaarBericht("Een chat komt niet als los bericht binnen.")

    def send(self, bericht: UitgaandBericht) -> Verzenduitkomst:
        """Nothing leaves by this way."""
        return Geweigerd("CHAT", "Een chatbericht gaat alleen naar een venster dat open is.", blijvend=True)

    def capabilities(self) -> Mogelijkheden:
        """Text that goes at once, and we see whether it was read."""
        return Mogelijkheden(20_000, bijlagen=False, onderwerpregel=False)

    def health(self) -> Gezondheid:
        """Open or closed, and when somebody wrote last."""
        return Gezondheid("goed", _opening(), laatst_ontvangen=laatst_geschreven())

    def probe(self, account: Kanaalaccount) -> Gezondheid:
        """Whether the window of this key can stand anywhere."""
        sleutel = chatsleutel_van(account)
        if not sleutel.herkomsten:
            return Gezondheid("storing", "Er staat geen goed webadres bij. De chat kan op geen enkele website staan.")
        if sleutel.portaalgeheim and len(sleutel.portaalgeheim) < 32:
            return Gezondheid("let_op", "Het geheim van uw portaal is korter dan 32 tekens. Kies een langer geheim.")
        waar = ", ".join(sorted(sleutel.herkomsten))
        regel = _REGEL.format(settings.ADRES, account.id)
        return Gezondheid("goed", f"De chat mag staan op: {waar}. {_opening()} Zet deze regel in uw website: {regel}")


def _opening() -> str:
    nu = chat_opening()
    if nu.open:
        return "De chat is nu open."
    weer = f" Hij gaat weer open op {moment(timezone.localtime(nu.weer_op))}." if nu.weer_op else ""
    return f"De chat is nu dicht.{weer}"
