"""The plain webhook: one call of ours per event, JSON or form."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from geholpen.adapters.kanalen.telefoon.cti import lezen
from geholpen.adapters.kanalen.telefoon.gedeeld import NEE, Belkanaal, is_same, may_come_from
from geholpen.domain.berichten.ports import Gezondheid, Instelveld, Kanaalaccount, Niets, Webontvangst, Webverzoek
from geholpen.domain.oproepen.ports import Oproepnieuws
from geholpen.platform import outbound


class CtiKanaal(Belkanaal):
    """Any exchange that can call an address for every event."""

    code = "telefonie"
    naam = gettext_noop("Telefooncentrale (webhook)")
    velden = (
        Instelveld("token", "Geheime sleutel in het adres", geheim=True, uitleg="Maak er een van minstens 24 tekens."),
        Instelveld("oud_token", "Vorige sleutel, zolang u overstapt", geheim=True, verplicht=False),
        Instelveld("ip", "IP-adressen van de centrale", verplicht=False, uitleg="Leeg: van overal, met de sleutel."),
        Instelveld("bel_adres", "Adres waarmee wij laten bellen", verplicht=False),
        Instelveld("bel_token", "Sleutel bij dat adres", geheim=True, verplicht=False),
    )

    def receive(self, verzoek: Webverzoek, account: Kanaalaccount) -> Webontvangst:
        """Whoever has the key in the address, or as a bearer token, and calls from an address of the exchange."""
        given = verzoek.pad.strip("/") or verzoek.koppen.get("authorization", "").removeprefix("Bearer ")
        known = [is_same(given, account.geheimen.get(naam, "")) for naam in ("token", "oud_token")]
        if not any(known) or not may_come_from(verzoek.van, account.instellingen.get("ip", "")):
            return NEE
        if verzoek.methode != "POST":
            return Webontvangst(405, (), "")
        again = lezen.says_the_same_each_time(verzoek.lichaam)
        return Webontvangst(200, (verzoek.lichaam,), "{}", "application/json", eigen_sleutel=again)

    def parse(
        self,
        raw: bytes,
        *,
        eigen_adressen: frozenset[str] = frozenset(),
        vertrouwd: bool = False,
        ontvangers: tuple[str, ...] = (),
    ) -> Oproepnieuws | Niets:
        """One event. Raises OnleesbaarBericht for what is no event of a call."""
        return lezen.read(raw)

    def health(self) -> Gezondheid:
        """An exchange that calls us says nothing by itself."""
        return Gezondheid("goed", "Wacht op berichten van de centrale.")

    def probe(self, account: Kanaalaccount) -> Gezondheid:
        """Whether the exchange can be asked to call; hearing from it, only it can show."""
        adres = account.instellingen.get("bel_adres", "")
        if not adres:
            return Gezondheid("let_op", "Wij kunnen gesprekken ontvangen. Bellen vanaf het scherm is niet ingesteld.")
        headers = {"Authorization": f"Bearer {account.geheimen.get('bel_token', '')}"}
        answer = outbound.send("GET", adres, headers=headers)
        if isinstance(answer, outbound.Accepted):
            return Gezondheid("goed", "De centrale antwoordt.")
        return Gezondheid("storing", "De centrale antwoordt niet op het adres om te bellen.")
