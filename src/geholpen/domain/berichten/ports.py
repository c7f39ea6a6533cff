"""What a channel plugs into: a Kanaal receives raw envelopes, parses them purely and sends with three outcomes.

The adapters in `adapters/kanalen/` fill this port. Nothing here touches the network, the clock or the database.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class Aard(StrEnum):
    """What kind of sender wrote it; decides whether anything may be sent back by itself."""

    PERSOON = "persoon"
    AUTOMATISCH = "automatisch"  # out-of-office, auto-reply, machine mail (RFC 3834)
    LIJST = "lijst"  # mailing list or bulk
    BOUNCE = "bounce"  # delivery status notification
    EIGEN = "eigen"  # sent by one of our own addresses, or our own Message-ID came back


@dataclass(frozen=True, slots=True)
class Postadres:
    """One address of a header: the display name as typed and the normalised addr-spec (lower case)."""

    adres: str
    naam: str = ""


@dataclass(frozen=True, slots=True)
class OntvangenBijlage:
    """One attachment or inline part. `inhoud` is exactly what was sent."""

    naam: str  # cleaned: no path, control, zero-width or bidi characters, no leading dots; never empty
    opgegeven_type: str  # as declared by the sender
    herkend_type: str  # as sniffed from the content; "application/octet-stream" when unknown
    inhoud: bytes
    sha256: str
    content_id: str = ""  # without angle brackets; "" when not inline
    waarschuwing: str = ""  # plain Dutch, "" when nothing is wrong

    @property
    def grootte(self) -> int:
        """Size in bytes."""
        return len(self.inhoud)


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a delivery status notification says (RFC 3464)."""

    ontvanger: str  # the address that could not be reached, lower case; "" when the notice does not say
    status: str  # "5.1.1"; "" when absent
    actie: str  # failed, delayed, delivered, relayed, expanded
    uitleg: str = ""
    oorspronkelijk_message_id: str = ""

    @property
    def blijvend(self) -> bool:
        """True when the address does not work (class 5), not when it is only slow."""
        return self.status.startswith("5") or (not self.status and self.actie == "failed")


@dataclass(frozen=True, slots=True)
class Echtheid:
    """What our own mail server measured. Each value is pass, fail, softfail, neutral, none, temperror, permerror."""

    spf: str = "none"
    dkim: str = "none"
    dmarc: str = "none"

    @property
    def afzender_klopt(self) -> bool:
        """True only when DMARC passed: the domain in From is proven by an aligned SPF or DKIM."""
        return self.dmarc == "pass"


@dataclass(frozen=True, slots=True)
class OntvangenBericht:
    """A parsed inbound message of any channel. Every text is already decoded, free of NUL and safe to store."""

    message_id: str  # normalised, without angle brackets; synthetic "<sha256>@local.invalid" when missing
    van: Postadres | None
    aan: tuple[Postadres, ...] = ()
    cc: tuple[Postadres, ...] = ()
    antwoord_aan: tuple[Postadres, ...] = ()
    bezorgd_aan: tuple[str, ...] = ()  # Delivered-To / X-Original-To / envelope recipients, lower case
    in_reply_to: tuple[str, ...] = ()  # normalised ids
    references: tuple[str, ...] = ()  # normalised ids, oldest first, at most 100
    onderwerpregel: str = ""
    datum: datetime | None = None  # as claimed by the sender: never sort on it
    aard: Aard = Aard.PERSOON
    bounce: Bounce | None = None
    echtheid: Echtheid = field(default_factory=Echtheid)
    tekst: str = ""  # the whole text
    nieuwe_tekst: str = ""  # the text without quoted history and signature block; never empty when `tekst` is not
    html_veilig: str = ""  # sanitised; "" when there was no HTML part
    externe_beelden: int = 0  # remote images left out of html_veilig
    bijlagen: tuple[OntvangenBijlage, ...] = ()
    antwoordsleutels: tuple[str, ...] = ()  # "<ref>.<mac>" taken from plus-addresses of recipients, unverified
    onderwerpsleutels: tuple[str, ...] = ()  # references like "WD-2K7Q-9F3M" found in the subject, unverified
    taal: str = ""  # "nl", "en" … from Content-Language; "" when not said
    ondertekend: bool = False
    versleuteld: bool = False
    synthetisch_id: bool = False
    waarschuwingen: tuple[str, ...] = ()  # plain Dutch, one per oddity that did not stop the parse


class OnleesbaarBericht(Exception):
    """The raw bytes cannot be turned into a message. `reden` is plain Dutch for the quarantine page."""

    def __init__(self, reden: str) -> None:
        super().__init__(reden)
        self.reden = reden


@dataclass(frozen=True, slots=True)
class UitgaandeBijlage:
    """A file that goes out."""

    naam: str
    type: str
    inhoud: bytes


@dataclass(frozen=True, slots=True)
class UitgaandBericht:
    """One message to one person. `message_id` is fixed before the first attempt, a resend keeps it."""

    bezorging_id: UUID
    message_id: str  # without angle brackets
    van: Postadres
    aan: Postadres
    onderwerpregel: str
    tekst: str
    html: str = ""
    antwoord_aan: str = ""  # signed reply address
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    bijlagen: tuple[UitgaandeBijlage, ...] = ()
    automatisch: bool = False  # adds Auto-Submitted, X-Auto-Response-Suppress and Precedence
    retouradres: str = ""  # envelope sender; "" means the address in `van`


@dataclass(frozen=True, slots=True)
class Geaccepteerd:
    """The other side took responsibility for it."""

    kenmerk: str = ""


@dataclass(frozen=True, slots=True)
class Geweigerd:
    """The other side said no. `blijvend` False means: try again later."""

    code: str
    uitleg: str
    blijvend: bool


@dataclass(frozen=True, slots=True)
class Onbekend:
    """It left us and no answer came: it may have arrived. Never resend this by itself."""

    uitleg: str


Verzenduitkomst = Geaccepteerd | Geweigerd | Onbekend


@dataclass(frozen=True, slots=True)
class Mogelijkheden:
    """What a channel can carry, for the composer."""

    max_tekens: int | None
    bijlagen: bool
    opmaak: bool
    onderwerpregel: bool


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

    def parse(
        self,
        raw: bytes,
        *,
        eigen_adressen: frozenset[str] = frozenset(),
        vertrouwd: bool = False,
        ontvangers: tuple[str, ...] = (),
    ) -> OntvangenBericht: ...

    def send(self, bericht: UitgaandBericht) -> Verzenduitkomst: ...

    def capabilities(self) -> Mogelijkheden: ...

    def health(self) -> Gezondheid: ...


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
