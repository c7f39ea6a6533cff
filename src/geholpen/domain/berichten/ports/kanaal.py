"""What a channel can do, and the registry it plugs itself into."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, runtime_checkable
from uuid import UUID

from geholpen.domain.berichten.ports.ontvangen import (
    Bezorgnieuws,
    Gelezen,
    Mediaverwijzing,
    Niets,
    OnleesbaarBericht,
    OntvangenBericht,
    OntvangenBijlage,
)
from geholpen.domain.berichten.ports.uitgaand import Geaccepteerd, Kanaalaccount, UitgaandBericht, Verzenduitkomst
from geholpen.platform.context import Context


@dataclass(frozen=True, slots=True)
class Mogelijkheden:
    """What a channel can carry, for the composer."""

    max_tekens: int | None
    bijlagen: bool
    onderwerpregel: bool
    venster: timedelta | None = None  # free text only this long after the customer's last message; then by template
    sjablonen: bool = False  # the provider has templates that it approved
    doorlopend: timedelta | None = None  # what comes within it belongs to the question that is going on


@dataclass(frozen=True, slots=True)
class Gezondheid:
    """State of a channel. `stand` is goed, let_op or storing; `uitleg` is plain Dutch."""

    stand: str
    uitleg: str
    laatst_ontvangen: datetime | None = None
    laatste_fout: str = ""


class Kanaal(Protocol):
    """A way in and out. `parse` is pure; `send` never raises for what the other side does."""

    code: str
    #: Which identity a customer is reached at: email, telefoonnummer, a kind of its own; "" where nothing is sent.
    identiteitsoort: str

    def parse(
        self,
        raw: bytes,
        *,
        eigen_adressen: frozenset[str] = frozenset(),
        vertrouwd: bool = False,
        ontvangers: tuple[str, ...] = (),
    ) -> Gelezen | Any: ...

    def send(self, bericht: UitgaandBericht) -> Verzenduitkomst: ...

    def capabilities(self) -> Mogelijkheden: ...

    def health(self) -> Gezondheid: ...


@dataclass(frozen=True, slots=True)
class Webverzoek:
    """One call of a provider as it came: `lichaam` are the raw bytes that a signature is over."""

    methode: str
    pad: str  # what stands behind the account in the address
    adres: str  # the public address that was called, with its query, as a signature needs it
    vraag: Mapping[str, str]
    koppen: Mapping[str, str]  # names in lower case
    lichaam: bytes
    van: str = ""  # the IP address that called


@dataclass(frozen=True, slots=True)
class Webontvangst:
    """What to store and what to answer once it is stored. A wrong signature: 401 and nothing to store.

    `eigen_sleutel`: the same bytes again are news again, for this kind of news says the same each time.
    """

    status: int = 200
    ruw: tuple[bytes, ...] = ()
    lichaam: str = ""
    soort: str = "text/plain; charset=utf-8"
    eigen_sleutel: bool = False


@runtime_checkable
class Webkanaal(Protocol):
    """A channel that a provider calls, at `/kanaal/<code>/<account>/…`."""

    def receive(self, verzoek: Webverzoek, account: Kanaalaccount) -> Webontvangst: ...


@runtime_checkable
class Bundelkanaal(Protocol):
    """Raw input may hold several messages: `split` is pure, each part becomes an envelope of its own."""

    def split(self, raw: bytes) -> list[bytes]: ...


@runtime_checkable
class Mediakanaal(Protocol):
    """A channel whose files must be fetched. None: it is not there any more. Raises OSError to be tried again."""

    def fetch(self, media: Mediaverwijzing, account: Kanaalaccount) -> OntvangenBijlage | None: ...


@dataclass(frozen=True, slots=True)
class Instelveld:
    """One setting of an account, as management asks for it."""

    naam: str
    label: str
    geheim: bool = False
    verplicht: bool = True
    uitleg: str = ""
    standaard: str = ""
    keuzes: tuple[tuple[str, str], ...] = ()  # (value, words); () for free text
    elders: bool = False  # has a page of its own: the form says so in `uitleg` and keeps what is there


@runtime_checkable
class Instelbaar(Protocol):
    """A channel with accounts that management makes. `probe` asks the other side whether it works, live."""

    naam: str
    velden: tuple[Instelveld, ...]

    def probe(self, account: Kanaalaccount) -> Gezondheid: ...


@runtime_checkable
class Navraagkanaal(Protocol):
    """A channel whose provider can be asked, by our own id, what became of a message of which we heard nothing.

    Niets: it says that it never had it. None: it could not be asked now, or this account has no way to ask.
    """

    def inquire(self, bezorging_id: UUID, account: Kanaalaccount) -> Geaccepteerd | Bezorgnieuws | Niets | None: ...


@dataclass(frozen=True, slots=True)
class Sjabloon:
    """A template that lies with the provider. `plekken`: how many values are filled in; `tekst` has {{1}}, {{2}} …"""

    naam: str
    taal: str
    staat: str  # goedgekeurd, wacht, afgekeurd, gepauzeerd, uit
    tekst: str = ""
    soort: str = ""  # dienst, reclame or code
    plekken: int = 0
    uitleg: str = ""


@runtime_checkable
class Sjabloonkanaal(Protocol):
    """A channel whose provider keeps templates. None: they could not be asked now."""

    def templates(self, account: Kanaalaccount) -> list[Sjabloon] | None: ...


_kanalen: dict[str, Callable[[], Kanaal]] = {}


def register_kanaal(code: str, maak: Callable[[], Kanaal]) -> None:
    """Plug a channel in under its code; called once by the adapter's AppConfig.ready()."""
    _kanalen[code] = maak


def kanaal(code: str) -> Kanaal:
    """The channel registered under `code`. Raises KeyError when nobody plugged it in."""
    return _kanalen[code]()


def kanalen() -> tuple[str, ...]:
    """The codes of all channels that are plugged in."""
    return tuple(_kanalen)


#: Where a message belongs that points at nothing itself: (customer, klantvraag), or None. Runs inside the intake door.
Wijzer = Callable[[Context, str, OntvangenBericht], tuple[UUID, UUID] | None]
_wijzers: list[Wijzer] = []


def register_wijzer(wijzer: Wijzer) -> None:
    """A room above knows that it asked something of a number; called once by its AppConfig.ready()."""
    _wijzers.append(wijzer)


def wijzers() -> tuple[Wijzer, ...]:
    """Who to ask where a message belongs."""
    return tuple(_wijzers)


#: What files content of a kind of its own: `indelen(ctx, envelop_id, content)`, safe to call twice.
Indeler = Callable[[Context, UUID, Any], None]
_indelers: dict[type, Indeler] = {}


def register_indeling(soort: type, indelen: Indeler) -> None:
    """A room above files what `parse` gave when it is of this class; called once by its AppConfig.ready()."""
    _indelers[soort] = indelen


def indeler(soort: type) -> Indeler | None:
    """Who files content of this class; None: nobody."""
    return _indelers.get(soort)


def delivery_news(code: str, raw: bytes) -> tuple[list[bytes], bool]:
    """The parts of one call that only tell what became of a message of ours, and whether there is more in it."""
    plug = kanaal(code)
    parts = plug.split(raw) if isinstance(plug, Bundelkanaal) else [raw]
    news = [part for part in parts if _is_news(code, part)]
    return news, len(news) < len(parts)


def _is_news(code: str, part: bytes) -> bool:
    try:
        return isinstance(kanaal(code).parse(part, vertrouwd=True), Bezorgnieuws)
    except OnleesbaarBericht:
        return False
