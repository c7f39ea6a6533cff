"""What an account of the chat says: where its window may stand, what it says, who may prove visitors. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from uuid import UUID

from geholpen.domain.berichten.ports import Kanaalaccount

TALEN = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Chatsleutel:
    """One chat key. Its id stands in the web page and is no secret. `teksten`: by name and language."""

    id: UUID
    naam: str
    herkomsten: frozenset[str]
    teksten: Mapping[str, Mapping[str, str]]
    alternatieven: Mapping[str, tuple[str, ...]]
    privacy_url: str = ""
    starts_per_uur: int = 2000
    wacht_minuten: int = 10
    portaalgeheim: str = field(default="", repr=False)

    def tekst(self, naam: str, taal: str) -> str:
        """A text in this language; in Dutch when it was not translated."""
        return self.teksten[naam].get(taal) or self.teksten[naam].get("nl", "")

    def staat_op(self, herkomst: str) -> bool:
        """Whether the window of this key may stand on a page of this origin."""
        return herkomst in self.herkomsten


def read_sleutel(account: Kanaalaccount) -> Chatsleutel:
    """The key of an account. A number that is none counts as its default: management cannot switch the chat off so."""
    i = account.instellingen
    return Chatsleutel(
        account.id,
        account.naam,
        frozenset(filter(None, map(origin, i.get("herkomsten", "").split()))),
        {naam: _texts(i, naam) for naam in ("begroeting", "wachttekst", "dicht")},
        {taal: _lines(i.get(f"alternatieven{_suffix(taal)}", "")) for taal in TALEN},
        i.get("privacy_url", ""),
        _number(i.get("starts_per_uur", ""), 2000),
        _number(i.get("wacht_minuten", ""), 10),
        account.geheimen.get("portaalgeheim", ""),
    )


def origin(adres: str) -> str:
    """Scheme, host and port as a browser writes them in Origin; "" when it is no web address."""
    try:
        delen = urlsplit(adres.strip().lower())
        poort = delen.port
    except ValueError:
        return ""
    if delen.scheme not in ("http", "https") or not delen.hostname:
        return ""
    gewoon = {"http": 80, "https": 443}[delen.scheme]
    host = f"[{delen.hostname}]" if ":" in delen.hostname else delen.hostname
    return f"{delen.scheme}://{host}" + (f":{poort}" if poort and poort != gewoon else "")


def _texts(i: Mapping[str, str], naam: str) -> dict[str, str]:
    return {taal: i.get(f"{naam}{_suffix(taal)}", "").strip() for taal in TALEN}


def _suffix(taal: str) -> str:
    return "" if taal == "nl" else f"_{taal}"


def _lines(tekst: str) -> tuple[str, ...]:
    regels = tekst.replace(";", "\n").splitlines()
    return tuple(regel.strip() for regel in regels if regel.strip())[:6]


def _number(tekst: str, anders: int) -> int:
    return int(tekst) if tekst.isascii() and tekst.isdigit() and 0 < int(tekst) < 1_000_000 else anders
