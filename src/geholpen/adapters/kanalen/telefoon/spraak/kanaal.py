"""Voice webhooks: the menu is answered at once, everything that came is stored first and filed after."""

from __future__ import annotations

import re
from base64 import b64encode
from urllib.parse import parse_qs, urlencode, urlsplit

from django.utils import timezone
from django.utils.translation import gettext_noop

from geholpen.adapters.kanalen.telefoon.gedeeld import NEE, Belkanaal
from geholpen.adapters.kanalen.telefoon.spraak import dialoog, lezen, werkwoorden
from geholpen.adapters.kanalen.telefoon.spraak.ondertekening import Beurt, is_signed, read_beurt
from geholpen.domain.berichten.ports import Gezondheid, Instelveld, Kanaalaccount, Niets, Webontvangst, Webverzoek
from geholpen.domain.oproepen.ports import Meer, Oproepnieuws
from geholpen.domain.organisatie.queries import kalender, wachttekst
from geholpen.platform import outbound

_NUMMER = re.compile(r"\+[0-9]{6,15}")
WACHTTEKST = "Een ogenblik geduld. U spreekt zo een medewerker."
API = "https://api.twilio.com"


class SpraakKanaal(Belkanaal):
    """Twilio, and who speaks its language."""

    code = "spraak"
    naam = gettext_noop("Telefoon met keuzemenu (Twilio)")
    velden = (
        Instelveld("account_sid", "Account SID"),
        Instelveld("token", "Auth Token", geheim=True),
        Instelveld("api", "Adres van de aanbieder", verplicht=False, standaard=API),
        Instelveld("wachtrij", "Naam van de wachtrij", standaard="klantcontact"),
        Instelveld("begroeting", "Naam in de begroeting", standaard="de gemeente"),
        Instelveld(
            "menu", "Keuzemenu", verplicht=False, elders=True, uitleg="Stelt u in bij Telefoon, bij wat bellers horen."
        ),
        Instelveld("medewerkers", "Adres van een toestel", verplicht=False, standaard="client:{toestel}"),
    )

    def receive(self, verzoek: Webverzoek, account: Kanaalaccount) -> Webontvangst:
        """Check the signature on the raw bytes, then say what the provider must do."""
        if not is_signed(verzoek, account.geheimen.get("token", "")):
            return NEE
        velden = parse_qs(verzoek.lichaam.decode("utf-8", "replace"), max_num_fields=200)
        if _first(velden, "AccountSid") != account.instellingen.get("account_sid"):
            return NEE
        stap = self._step(verzoek, account, velden)
        if stap is None:
            return Webontvangst(404, (), "")
        keuze = stap.keuze if isinstance(stap, dialoog.Wachtrij) else None
        antwoord = stap if isinstance(stap, str) else self._spoken(verzoek, account, velden, stap)
        return Webontvangst(200, (lezen.pack(verzoek, keuze),), antwoord, werkwoorden.SOORT)

    def _step(
        self, verzoek: Webverzoek, account: Kanaalaccount, velden: dict[str, list[str]]
    ) -> dialoog.Vraag | dialoog.Wachtrij | str | None:
        """The next step of the menu, or the answer itself; None for what is not there."""
        match verzoek.pad.strip("/"):
            case "" | "begin" if dicht := _closed():
                return werkwoorden.goodbye(dicht)
            case "" | "begin":
                return dialoog.begin(_menu(account), account.instellingen.get("begroeting") or "de gemeente")
            case "beurt":
                nu = read_beurt(verzoek.vraag.get("c", ""), _first(velden, "CallSid"), account.geheimen["token"])
                return dialoog.step(_menu(account), nu.beurt, nu.mis, lezen.read_input(velden)) if nu else None
            case "wachten":
                return werkwoorden.wait(wachttekst("telefoon", "wacht") or WACHTTEKST)
            case "verbind":
                nummer = verzoek.vraag.get("naar", "")
                return werkwoorden.dial(nummer, account.adres) if _NUMMER.fullmatch(nummer) else None
            case "status":
                return werkwoorden.nothing()
        return None

    def _spoken(
        self,
        verzoek: Webverzoek,
        account: Kanaalaccount,
        velden: dict[str, list[str]],
        stap: dialoog.Vraag | dialoog.Wachtrij,
    ) -> str:
        basis = _base(verzoek, account)
        if isinstance(stap, dialoog.Wachtrij):
            naam = account.instellingen.get("wachtrij") or "klantcontact"
            return werkwoorden.queue(stap.zin, naam, f"{basis}/wachten")
        mark = Beurt(_first(velden, "CallSid"), stap.beurt, stap.mis).mark(account.geheimen["token"])
        return werkwoorden.ask(stap.zin, f"{basis}/beurt?{urlencode({'c': mark})}")

    def parse(
        self,
        raw: bytes,
        *,
        eigen_adressen: frozenset[str] = frozenset(),
        vertrouwd: bool = False,
        ontvangers: tuple[str, ...] = (),
    ) -> Oproepnieuws | Meer | Niets:
        """What one call of the provider says about a call. Raises OnleesbaarBericht."""
        return lezen.read(raw)

    def health(self) -> Gezondheid:
        """What the provider thinks, only a probe of an account can tell."""
        return Gezondheid("goed", "Wacht op gesprekken.")

    def probe(self, account: Kanaalaccount) -> Gezondheid:
        """Whether the account exists and its token is right."""
        adres = f"{api(account)}/2010-04-01/Accounts/{account.instellingen.get('account_sid', '')}.json"
        answer = outbound.send("GET", adres, headers={"Authorization": basic(account)})
        if isinstance(answer, outbound.Accepted):
            return Gezondheid("goed", "De aanbieder kent dit account en de sleutel klopt.")
        if isinstance(answer, outbound.Denied) and answer.status in (401, 403):
            return Gezondheid("storing", "De sleutel klopt niet (meer). Vul een nieuwe in.")
        return Gezondheid("storing", "De aanbieder antwoordt niet.")


def _closed() -> str:
    """What a caller hears outside our hours; "" while we are open, or when management wrote nothing for it."""
    dicht = wachttekst("telefoon", "dicht")
    return "" if not dicht or kalender().is_open("telefoon", timezone.localtime()) else dicht


def _menu(account: Kanaalaccount) -> tuple[dialoog.Keuze, ...]:
    return dialoog.read_menu(account.instellingen.get("menu", ""))


def _first(velden: dict[str, list[str]], naam: str) -> str:
    return (velden.get(naam) or [""])[0]


def _base(verzoek: Webverzoek, account: Kanaalaccount) -> str:
    """Our address of this account, as the provider called it."""
    parts = urlsplit(verzoek.adres)
    return f"{parts.scheme}://{parts.netloc}/kanaal/spraak/{account.id}"


def api(account: Kanaalaccount) -> str:
    """Where the provider is asked something."""
    return (account.instellingen.get("api") or API).rstrip("/")


def basic(account: Kanaalaccount) -> str:
    """The Authorization header."""

    pair = f"{account.instellingen.get('account_sid', '')}:{account.geheimen.get('token', '')}"
    return f"Basic {b64encode(pair.encode()).decode()}"
