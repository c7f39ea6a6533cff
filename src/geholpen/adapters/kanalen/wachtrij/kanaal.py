"""CloudEvents 1.0 in, with an HMAC over the raw body. What a system sends about people is not read."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop

from geholpen.domain.balie.ports import Wachtrijnieuws
from geholpen.domain.berichten.ports import (
    Geweigerd,
    Gezondheid,
    Instelveld,
    Kanaalaccount,
    Mogelijkheden,
    Niets,
    OnleesbaarBericht,
    UitgaandBericht,
    Verzenduitkomst,
    Webontvangst,
    Webverzoek,
)

#: Where the signature stands, and what it is called there.
KOP, ALGORITME = "x-signature", "sha256="
_WAT = ("created", "checked_in", "called", "transferred", "completed", "no_show", "cancelled")


class WachtrijKanaal:
    """Any queue system that tells what happens to a ticket."""

    code = "wachtrij"
    identiteitsoort = ""
    naam = gettext_noop("Wachtrijsysteem van de balie")
    velden = (Instelveld("geheim", "Geheim voor de handtekening", geheim=True),)

    def receive(self, verzoek: Webverzoek, account: Kanaalaccount) -> Webontvangst:
        """The signature first, on the raw bytes."""
        geheim, given = account.geheimen.get("geheim", ""), verzoek.koppen.get(KOP, "")
        ours = ALGORITME + hmac.new(geheim.encode(), verzoek.lichaam, hashlib.sha256).hexdigest()
        if not geheim or not hmac.compare_digest(given.encode(), ours.encode()):
            return Webontvangst(401, (), "")
        return Webontvangst(202, (verzoek.lichaam,), "") if verzoek.methode == "POST" else Webontvangst(405, (), "")

    def parse(
        self,
        raw: bytes,
        *,
        eigen_adressen: frozenset[str] = frozenset(),
        vertrouwd: bool = False,
        ontvangers: tuple[str, ...] = (),
    ) -> Wachtrijnieuws | Niets:
        """One event. Raises OnleesbaarBericht."""
        try:
            event = json.loads(raw)
        except (ValueError, RecursionError) as error:
            raise OnleesbaarBericht("Dit bericht van het wachtrijsysteem is niet te lezen.") from error
        data = event.get("data") if isinstance(event, dict) else None
        if not isinstance(data, dict) or event.get("specversion") != "1.0":
            raise OnleesbaarBericht("Dit bericht van het wachtrijsysteem is geen CloudEvent 1.0.")
        _prefix, _dot, wat = str(event.get("type", "")).rpartition("ticket.")
        if wat not in _WAT:
            return Niets("Een melding van het wachtrijsysteem waar wij niets mee doen.")
        code, locatie = _word(data, "ticket_no"), _word(data, "location", 40)
        if not code or not locatie:
            raise OnleesbaarBericht("In dit bericht staat niet om welk volgnummer het gaat, of waar.")
        loket, medewerker = _word(data, "counter"), _word(data, "employee", 60)
        op = _moment(data.get("at") or event.get("time"))
        return Wachtrijnieuws("", wat, code, locatie, loket, medewerker, _word(data, "service", 60), op)

    def send(self, bericht: UitgaandBericht) -> Verzenduitkomst:
        """Nothing is sent to a queue."""
        return Geweigerd("geen-berichten", "Aan een wachtrij sturen wij niets.", blijvend=True)

    def capabilities(self) -> Mogelijkheden:
        """Nothing."""
        return Mogelijkheden(max_tekens=0, bijlagen=False, onderwerpregel=False)

    def health(self) -> Gezondheid:
        """It calls us."""
        return Gezondheid("goed", "Wacht op berichten van het wachtrijsysteem.")

    def probe(self, account: Kanaalaccount) -> Gezondheid:
        """It calls us, so there is nothing to try from here."""
        return Gezondheid("let_op", "Dit systeem belt ons. Laat het een proefbericht sturen.")


def _word(data: dict[str, Any], naam: str, lang: int = 20) -> str:
    value = data.get(naam)
    return str(value).replace("\x00", "").strip()[:lang] if isinstance(value, str | int) else ""


def _moment(said: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(said))
    except ValueError:
        return None
    return found if found.tzinfo else None
