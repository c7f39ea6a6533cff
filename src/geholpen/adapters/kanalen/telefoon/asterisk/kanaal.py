"""Asterisk: nobody calls us, we listen."""

from __future__ import annotations

from geholpen.adapters.kanalen.telefoon.asterisk import lezen
from geholpen.adapters.kanalen.telefoon.asterisk.rest import call
from geholpen.adapters.kanalen.telefoon.gedeeld import Belkanaal
from geholpen.domain.berichten.ports import Gezondheid, Instelveld, Kanaalaccount, Niets
from geholpen.domain.oproepen.ports import Oproepnieuws, Overzicht
from geholpen.platform import outbound


class AsteriskKanaal(Belkanaal):
    """One Asterisk server."""

    code = "asterisk"
    naam = "Asterisk (ARI)"
    velden = (
        Instelveld("api", "Adres van ARI", uitleg="Zoals https://centrale.example:8089/ari"),
        Instelveld("app", "Naam van de toepassing", standaard="geholpen"),
        Instelveld("gebruiker", "Gebruiker"),
        Instelveld("wachtwoord", "Wachtwoord", geheim=True),
        Instelveld("techniek", "Hoe een toestel heet", standaard="PJSIP/{toestel}"),
        Instelveld("context", "Kiesplan om naar buiten te bellen", standaard="uitbellen"),
    )

    def parse(
        self,
        raw: bytes,
        *,
        eigen_adressen: frozenset[str] = frozenset(),
        vertrouwd: bool = False,
        ontvangers: tuple[str, ...] = (),
    ) -> Oproepnieuws | Overzicht | Niets:
        """One event, or the list of channels after we were away. Raises OnleesbaarBericht."""
        return lezen.read(raw)

    def health(self) -> Gezondheid:
        """How the connection is doing stands with the account."""
        return Gezondheid("goed", "Luistert naar de centrale.")

    def probe(self, account: Kanaalaccount) -> Gezondheid:
        """Whether the server answers and knows our user."""
        answer = call(account, "GET", "/asterisk/info")
        if isinstance(answer, outbound.Accepted):
            return Gezondheid("goed", "De centrale antwoordt.")
        if isinstance(answer, outbound.Denied) and answer.status in (401, 403):
            return Gezondheid("storing", "De centrale kent deze gebruiker niet of het wachtwoord klopt niet.")
        return Gezondheid("storing", "De centrale antwoordt niet.")
