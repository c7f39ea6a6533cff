"""One page of a resource of the source, over HTTP: patient with a source that fails, never with one that says no."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import orjson

PADEN = ("/klantinteracties/api/v1", "/contactgegevens/api/v1")
CONTACTGEGEVENS = frozenset({"persoon", "organisatie"})
#: Answers after which asking again can help.
TIJDELIJK = frozenset({408, 425, 429, 500, 502, 503, 504})
#: Tries for one page, the longest pause between two, and the longest a source may ask us to wait; in seconds.
POGINGEN, LANGSTE_PAUZE, LANGSTE_WACHT = 6, 30.0, 300.0
#: A page that cannot be had is asked for in smaller parts, down to one record.
DELEN = (100, 10, 1)
#: So many records in a row that cannot be had: then it is not the records.
TE_VEEL = 20
#: Bytes of one page; a page of 500 of the busiest customers is some ten million.
GROOTSTE = 100_000_000


class BronFout(Exception):
    """The source cannot be read. The text is plain Dutch for who started it, without anything of anybody."""


class GeenToegang(BronFout):
    """The source does not let this token in."""


class Afwezig(BronFout):
    """The source has no such resource: an older version."""


class Onleesbaar(BronFout):
    """This page fails every time."""


@dataclass(frozen=True, slots=True)
class Bladzijde:
    """Records with their place in the list (from 0), and how many there are in all."""

    regels: tuple[tuple[int, Any], ...]
    aantal: int
    volgende: int | None  # number of the next page, None at the end
    onleesbaar: tuple[str, ...] = ()


@dataclass(slots=True)
class Bron:
    """A source behind one address with one token."""

    url: str
    token: str = field(repr=False)
    per_seconde: float = 20.0
    wacht: float = 60.0  # seconds for one answer
    pogingen: int = POGINGEN
    slaap: Callable[[float], None] = time.sleep
    _client: httpx.Client = field(init=False, repr=False)
    _laatst: float = field(default=0.0, init=False)
    _op_rij: int = field(default=0, init=False)  # records in a row that could not be had

    def __post_init__(self) -> None:
        self.url = normalised(self.url)
        headers = {"Authorization": f"Token {self.token}", "Accept": "application/json"}
        self._client = httpx.Client(headers=headers, timeout=self.wacht, follow_redirects=False)

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def lees(self, resource: str, nummer: int, grootte: int) -> Bladzijde:
        """A page. What cannot be had of it, record by record, is in `onleesbaar`. Raises BronFout."""
        try:
            return self._page(resource, nummer, grootte, self.pogingen)
        except Onleesbaar:
            if grootte == 1:
                raise
            return self._in_parts(resource, nummer, grootte)

    def _in_parts(self, resource: str, nummer: int, grootte: int) -> Bladzijde:
        """The same page in smaller pages; only what keeps failing is left out."""
        deel = next(d for d in DELEN if d < grootte and grootte % d == 0)
        begin, aantal = (nummer - 1) * grootte, 0
        regels: list[tuple[int, Any]] = []
        kapot: list[str] = []
        for plek in range(begin, begin + grootte, deel):
            try:
                part = self._page(resource, plek // deel + 1, deel, min(self.pogingen, 2))
            except Afwezig:
                break
            except Onleesbaar as fout:
                if deel > 1:
                    part = self._in_parts(resource, plek // deel + 1, deel)
                else:
                    kapot.append(f"regel {plek + 1} van de lijst: {fout}")
                    self._op_rij += 1
                    if self._op_rij >= TE_VEEL:
                        raise BronFout(f"De bron geeft bij {resource} alleen fouten: {fout}") from fout
                    continue
            regels += part.regels
            kapot += part.onleesbaar
            aantal = part.aantal
            if part.volgende is None:
                return Bladzijde(tuple(regels), aantal, None, tuple(kapot))
        return Bladzijde(tuple(regels), max(aantal, begin + grootte), nummer + 1, tuple(kapot))

    def _page(self, resource: str, nummer: int, grootte: int, pogingen: int) -> Bladzijde:
        answer = self._ask(resource, {"page": nummer, "pageSize": grootte}, pogingen)
        self._op_rij = 0
        regels, aantal = answer["results"], answer["count"]
        volgende = _next(answer.get("next"), nummer)
        # A source may give smaller pages than asked: then its own size says where in the list we are.
        begin = (nummer - 1) * len(regels) if volgende else aantal - len(regels)
        return Bladzijde(tuple((begin + i, regel) for i, regel in enumerate(regels)), aantal, volgende)

    def _ask(self, resource: str, params: dict[str, int], pogingen: int) -> dict[str, Any]:
        pad = PADEN[resource in CONTACTGEGEVENS]
        reden = ""
        for poging in range(pogingen):
            if poging:
                self.slaap(min(LANGSTE_PAUZE, 0.5 * 2**poging) * random.uniform(0.75, 1.25))  # noqa: S311  spreads, no secret
            self._keep_pace()
            try:
                response = self._client.get(f"{self.url}{pad}/{resource}", params=params)
            except httpx.TimeoutException:
                reden = f"geen antwoord binnen {self.wacht:.0f} seconden"
                continue
            except httpx.TransportError as fout:
                reden = f"geen verbinding ({type(fout).__name__})"
                continue
            if response.status_code in TIJDELIJK:
                reden = f"antwoord {response.status_code}"
                self._obey(response)
                continue
            _check(response, resource)
            answer = _parsed(response)
            if answer is not None:
                return answer
            reden = "het antwoord is geen bladzijde van het contract"
        if reden.startswith("geen verbinding"):
            raise BronFout(f"De bron is niet te bereiken: {reden}.")
        raise Onleesbaar(reden)

    def _keep_pace(self) -> None:
        if self.per_seconde > 0:
            wait = self._laatst + 1 / self.per_seconde - time.monotonic()
            if wait > 0:
                self.slaap(wait)
        self._laatst = time.monotonic()

    def _obey(self, response: httpx.Response) -> None:
        """Wait as long as the source asks, within reason."""
        seconds = retry_after(response.headers.get("Retry-After", ""), datetime.now(UTC))
        if seconds > 0:
            self.slaap(min(seconds, LANGSTE_WACHT))


def normalised(url: str) -> str:
    """The root of the source, also when somebody gave the address of one of its interfaces."""
    url = url.strip().rstrip("/")
    for pad in PADEN:
        url = url.removesuffix(pad)
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise BronFout("Geef het adres van de bron, bijvoorbeeld https://openklant.gemeente.example.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise BronFout("Zet geen wachtwoord, vraagteken of # in het adres van de bron.")
    return url


def retry_after(value: str, now: datetime) -> float:
    """Seconds out of a Retry-After header: a number, or a moment; 0 for anything else."""
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    except (TypeError, ValueError):
        return 0.0


def _next(link: Any, nummer: int) -> int | None:
    """The number of the next page. Only that is taken from the link: behind a proxy its host may be another."""
    if not isinstance(link, str) or not link:
        return None
    found = parse_qs(urlsplit(link).query).get("page", [""])[0]
    return int(found) if found.isdigit() and int(found) > nummer else nummer + 1


def _check(response: httpx.Response, resource: str) -> None:
    status = response.status_code
    if status in {401, 403}:
        raise GeenToegang(f"De bron weigert het token ({status}). Controleer het token en zijn rechten.")
    if status == 404:
        raise Afwezig(f"De bron heeft {resource} niet, of niet zoveel bladzijden.")
    if status != 200:
        raise BronFout(f"De bron gaf een antwoord dat niet bij het contract past ({status}) op {resource}.")
    if len(response.content) > GROOTSTE:
        raise Onleesbaar("de bladzijde is te groot")


def _parsed(response: httpx.Response) -> dict[str, Any] | None:
    """The page, or None when it is none."""
    try:
        answer = orjson.loads(response.content)
    except orjson.JSONDecodeError:
        return None
    ok = isinstance(answer, dict) and isinstance(answer.get("results"), list) and isinstance(answer.get("count"), int)
    return answer if ok else None
