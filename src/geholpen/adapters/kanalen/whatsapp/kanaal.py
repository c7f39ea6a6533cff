"""WhatsApp behind the port of berichten."""

from __future__ import annotations

from datetime import timedelta

from geholpen.adapters.kanalen.whatsapp import graph, lezen, media, ontvangst, sjablonen, verzenden, vorm
from geholpen.adapters.kanalen.whatsapp.fouten import outcome
from geholpen.domain.berichten.ports import (
    Gelezen,
    Gezondheid,
    Instelveld,
    Kanaalaccount,
    Mediaverwijzing,
    Mogelijkheden,
    OntvangenBijlage,
    Sjabloon,
    UitgaandBericht,
    Verzenduitkomst,
    Webontvangst,
    Webverzoek,
)
from geholpen.platform.outbound import Accepted

#: How long after the customer's last message we may write what we like.
VENSTER = timedelta(hours=24)


class WhatsAppKanaal:
    """Takes signed webhooks in, parses them purely, sends over the Graph API."""

    code = "whatsapp"
    identiteitsoort = vorm.SOORT
    naam = "WhatsApp"
    velden = (
        Instelveld("phone_number_id", "Nummer-id", uitleg="Staat bij Meta onder API Setup: Phone number ID."),
        Instelveld("waba_id", "Account-id", uitleg="WhatsApp Business Account ID. Nodig voor sjablonen."),
        Instelveld(
            "verder_sjabloon",
            "Sjabloon om verder te praten",
            verplicht=False,
            uitleg="Naam van een sjabloon met twee plekken: {{1}} wie wij zijn, {{2}} wat de klant kan doen.",
        ),
        Instelveld("basis", "Adres van de API", verplicht=False, standaard=graph.BASIS),
        Instelveld(
            "token", "Toegangssleutel", geheim=True, uitleg="Een sleutel van een systeemgebruiker verloopt niet."
        ),
        Instelveld("app_secret", "App-geheim", geheim=True, uitleg="Hiermee ondertekent Meta wat het ons stuurt."),
        Instelveld(
            "verify_token", "Controlewoord", geheim=True, uitleg="Bedenk zelf een lang woord, vul het ook bij Meta in."
        ),
    )

    def receive(self, verzoek: Webverzoek, account: Kanaalaccount) -> Webontvangst:
        """A handshake, or a signed notification."""
        return ontvangst.receive(verzoek, account)

    def split(self, raw: bytes) -> list[bytes]:
        """A notification holds several messages and statuses, over several entries."""
        return vorm.parts(raw)

    def parse(
        self,
        raw: bytes,
        *,
        eigen_adressen: frozenset[str] = frozenset(),
        vertrouwd: bool = False,
        ontvangers: tuple[str, ...] = (),
    ) -> Gelezen:
        """One thing of a notification. Raises OnleesbaarBericht."""
        return lezen.parse(raw)

    def send(self, bericht: UitgaandBericht) -> Verzenduitkomst:
        """Hand one message to the platform."""
        return verzenden.verzend(bericht)

    def fetch(self, verwijzing: Mediaverwijzing, account: Kanaalaccount) -> OntvangenBijlage | None:
        """A file of a customer. Raises OSError to be tried again."""
        return media.fetch(verwijzing, account)

    def templates(self, account: Kanaalaccount) -> list[Sjabloon] | None:
        """The templates that lie with the platform."""
        return sjablonen.templates(account)

    def capabilities(self) -> Mogelijkheden:
        """Text and files within 24 hours of the customer's last message; after that a template."""
        return Mogelijkheden(
            max_tekens=verzenden.MAX_TEKENS,
            bijlagen=True,
            onderwerpregel=False,
            venster=VENSTER,
            sjablonen=True,
            doorlopend=timedelta(days=3),
        )

    def health(self) -> Gezondheid:
        """What can be said without an account."""
        return Gezondheid("goed", "Ingesteld per nummer.")

    def probe(self, account: Kanaalaccount) -> Gezondheid:
        """Ask the platform for our number."""
        done = graph.call(
            account, "GET", f"{graph.number(account)}?fields=display_phone_number,verified_name,quality_rating"
        )
        if not isinstance(done, Accepted):
            return Gezondheid("storing", outcome(done).uitleg)
        said = graph.answer(done)
        nummer, oordeel = vorm.text(said, "display_phone_number", most=30), vorm.text(said, "quality_rating", most=20)
        if oordeel == "RED":
            return Gezondheid("let_op", f"Nummer {nummer} werkt, maar klanten beoordelen onze berichten slecht.")
        return Gezondheid("goed", f"Nummer {nummer} werkt.")
