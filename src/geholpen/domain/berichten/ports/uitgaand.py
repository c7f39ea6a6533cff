"""What goes out through a channel, over which account, and the three outcomes. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from geholpen.domain.berichten.ports.ontvangen import Kanaalidentiteit, Postadres


@dataclass(frozen=True, slots=True)
class UitgaandeBijlage:
    """A file that goes out."""

    naam: str
    type: str
    inhoud: bytes


@dataclass(frozen=True, slots=True)
class Sjabloonvulling:
    """A template of the provider and what is filled in."""

    naam: str
    taal: str = "nl"
    waarden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kanaalaccount:
    """One way in and out of a channel: a number, a mailbox, a key. `geheimen` are for the adapter only, never shown."""

    id: UUID
    kanaal: str
    naam: str
    adres: str = ""  # what customers see: the number, the mail address
    instellingen: Mapping[str, str] = field(default_factory=dict)
    geheimen: Mapping[str, str] = field(default_factory=dict, repr=False)
    actief: bool = True


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
    account: Kanaalaccount | None = None  # the way out; None: the channel has one of its own
    bestemming: Kanaalidentiteit | None = None  # None: the mail address in `aan`
    sjabloon: Sjabloonvulling | None = None  # for channels that send by template; `tekst` is what it says
    adresregels: tuple[str, ...] = ()  # of a letter, at most seven
    kenmerk: str = ""  # of the klantvraag, as the customer knows it
    cc: tuple[str, ...] = ()  # who else gets it, each in a delivery of its own; `bestemming` says whose this one is
    papierkenmerk: str = ""  # the same with check letters, for what a scanner must read


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
    na: timedelta | None = None  # how long the other side asks to wait
    adres_onbruikbaar: bool = False  # this customer cannot be reached there
    kanaal_dicht: bool = False  # nothing can go out here until somebody mends it: keep all and tell


@dataclass(frozen=True, slots=True)
class Onbekend:
    """It left us and no answer came: it may have arrived. Never resend this by itself."""

    uitleg: str


Verzenduitkomst = Geaccepteerd | Geweigerd | Onbekend
