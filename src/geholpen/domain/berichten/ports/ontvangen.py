"""What a channel makes of what it received: messages, news of a delivery, news of an identity. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Aard(StrEnum):
    """What kind of sender wrote it; decides whether anything may be sent back by itself."""

    PERSOON = "persoon"
    AUTOMATISCH = "automatisch"  # out-of-office, auto-reply, machine mail (RFC 3834)
    LIJST = "lijst"  # mailing list or bulk
    BOUNCE = "bounce"  # delivery status notification
    TEKEN = "teken"  # a thumb up, a call that was missed: belongs to what was said, asks nothing by itself
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
class Kanaalidentiteit:
    """Who a channel says somebody is. `soort`: email, telefoonnummer or a kind of its own; `waarde` normalised."""

    soort: str
    waarde: str
    naam: str = ""


@dataclass(frozen=True, slots=True)
class Mediaverwijzing:
    """A file that still lies with the provider; a job fetches it and checks what came."""

    id: str
    opgegeven_type: str
    naam: str = ""
    sha256: str = ""  # hex; "" when the provider does not say
    grootte: int | None = None


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
    identiteiten: tuple[Kanaalidentiteit, ...] = ()  # whom to answer first; empty: the mail address in `van`
    bewezen: bool | None = None  # the channel proves the sender; None: as `echtheid` says
    media: tuple[Mediaverwijzing, ...] = ()
    papiersleutels: tuple[str, ...] = ()  # "<ref>.<check letters>" read from paper with certainty, unverified
    door_mens: bool = False  # a person files it, unless a key says to which klantvraag it belongs
    paginabeelden: tuple[bytes, ...] = ()  # for that person: pages as JPEG

    @property
    def afzender(self) -> tuple[Kanaalidentiteit, ...]:
        """Whom the sender says to be, the one to answer first; () when nobody is named."""
        if self.identiteiten or self.van is None:
            return self.identiteiten
        return (Kanaalidentiteit("email", self.van.adres, self.van.naam),)

    @property
    def afzender_klopt(self) -> bool:
        """The channel proves who sent it. Whose that address is among our customers is another matter."""
        return self.echtheid.afzender_klopt if self.bewezen is None else self.bewezen


class Bezorgstand(StrEnum):
    """What a provider says about a message of ours. Not in any order: the room keeps the furthest."""

    VERSTUURD = "verstuurd"
    BEZORGD = "bezorgd"
    GELEZEN = "gelezen"
    UITGESTELD = "uitgesteld"  # not yet; the provider goes on trying
    MISLUKT = "mislukt"


@dataclass(frozen=True, slots=True)
class Bezorgnieuws:
    """News of one delivery. Found by our own id when the provider gave it back, else by the provider's `kenmerk`."""

    stand: Bezorgstand
    kenmerk: str = ""
    bezorging_id: UUID | None = None
    moment: datetime | None = None  # as the provider says
    code: str = ""
    uitleg: str = ""  # plain Dutch
    adres_onbruikbaar: bool = False  # this customer cannot be reached there (any more)


@dataclass(frozen=True, slots=True)
class Identiteitsnieuws:
    """The provider says that somebody goes by another identity from now on. `naar` None: the old one has ended."""

    van: Kanaalidentiteit
    naar: Kanaalidentiteit | None


@dataclass(frozen=True, slots=True)
class Afmelding:
    """Somebody wants no messages that they did not ask for; `weer` True: they want them again."""

    wie: Kanaalidentiteit
    weer: bool = False


@dataclass(frozen=True, slots=True)
class Wijziging:
    """The customer changed or took back a message. What was said first is kept, and marked."""

    message_id: str  # of the message that it is about
    wie: tuple[Kanaalidentiteit, ...]  # who says so; must be whoever wrote it
    tekst: str | None = None  # what it says now; None: taken back
    moment: datetime | None = None  # as the provider says


@dataclass(frozen=True, slots=True)
class Sjabloonnieuws:
    """The provider says how a template stands: goedgekeurd, wacht, afgekeurd, gepauzeerd or uit."""

    naam: str
    taal: str
    staat: str
    uitleg: str = ""


@dataclass(frozen=True, slots=True)
class Niets:
    """Nothing for us: of another product, or a sign of life. `uitleg` is plain Dutch."""

    uitleg: str


#: What one envelope can hold. Rooms above add kinds of their own with `register_indeling`.
Gelezen = OntvangenBericht | Bezorgnieuws | Identiteitsnieuws | Afmelding | Wijziging | Sjabloonnieuws | Niets


class OnleesbaarBericht(Exception):
    """The raw bytes cannot be turned into a message. `reden` is plain Dutch for the quarantine page."""

    def __init__(self, reden: str) -> None:
        super().__init__(reden)
        self.reden = reden
