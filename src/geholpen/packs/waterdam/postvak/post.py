"""Read mail as a customer or a colleague of the demo, and send it as a customer, over the real protocols."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, make_msgid

from django.conf import settings
from imapclient.exceptions import IMAPClientError

from geholpen.adapters.kanalen.email.imap import Postbus, connect
from geholpen.adapters.kanalen.email.parse import parse
from geholpen.adapters.kanalen.email.smtp import Uitgang, verzend
from geholpen.domain.berichten.ports import Geaccepteerd, OnleesbaarBericht, OntvangenBericht
from geholpen.packs.waterdam.laden import pack
from geholpen.packs.waterdam.vullen import postbussen
from geholpen.platform.errors import Invalid, Unavailable

MAX_BERICHTEN = 50


@dataclass(frozen=True, slots=True)
class Post:
    """One mail in a customer's mailbox."""

    uid: int
    bericht: OntvangenBericht


@dataclass(frozen=True, slots=True)
class Bus:
    """One mailbox of the demo. `schrijft`: a customer, who can mail us; a colleague reads what the system tells."""

    sleutel: str
    naam: str
    mail: str
    schrijft: bool


def bewoners() -> list[Bus]:
    """People of the pack who have a mailbox."""
    return [Bus(k.sleutel, k.weergavenaam, k.mail, schrijft=True) for k in pack().klanten if k.mail]


def collegas() -> list[Bus]:
    """Whom the system tells something: employees and departments."""
    bron = pack()
    mensen = [Bus(m.code, m.naam, m.mailadres, schrijft=False) for m in bron.medewerkers if m.rollen]
    return mensen + [Bus(a.code, a.naam, a.mailadres, schrijft=False) for a in bron.organisatie.afdelingen]


def bus(sleutel: str) -> Bus | None:
    """One of them by key."""
    return next((b for b in (*bewoners(), *collegas()) if b.sleutel == sleutel), None)


def read(bus: Bus) -> list[Post]:
    """The newest mails of a mailbox, newest first. Raises Unavailable when the mail server is away."""
    try:
        with connect(_postbus(bus)) as client:
            client.select_folder("INBOX", readonly=True)
            uids = sorted(client.search("ALL"))[-MAX_BERICHTEN:]
            raws = client.fetch(uids, ["BODY.PEEK[]"]) if uids else {}
    except (OSError, IMAPClientError) as error:
        raise Unavailable("mailserver van de demo") from error
    found = []
    for uid in reversed(uids):
        try:
            found.append(Post(uid, parse(raws[uid][b"BODY[]"])))
        except OnleesbaarBericht:
            continue
    return found


def send(klant: Bus, onderwerp: str, tekst: str, antwoord_op: OntvangenBericht | None = None) -> None:
    """Mail the municipality. Raises Invalid for an empty text, Unavailable when it cannot be handed over."""
    if not tekst.strip():
        raise Invalid("tekst", "Schrijf eerst uw bericht.")
    mail = EmailMessage()
    mail["From"] = formataddr((klant.naam, klant.mail))
    mail["Subject"] = " ".join(onderwerp.split())[:200] or "(geen onderwerp)"
    mail["Date"] = format_datetime(datetime.now(UTC))
    mail["Message-ID"] = make_msgid(domain=klant.mail.rpartition("@")[2])
    aan = settings.MAIL_ADRES
    if antwoord_op is not None:
        aan = antwoord_op.antwoord_aan[0].adres if antwoord_op.antwoord_aan else aan
        mail["In-Reply-To"] = f"<{antwoord_op.message_id}>"
        mail["References"] = " ".join(f"<{mid}>" for mid in (*antwoord_op.references, antwoord_op.message_id))
        tekst = f"{tekst.strip()}\n\n{_quoted(antwoord_op)}"
    mail["To"] = aan
    mail.set_content(tekst)
    uitgang = replace(Uitgang.from_url(settings.UITGANG), gebruiker=klant.mail, wachtwoord=_password(klant))
    uitkomst = verzend(uitgang, mail.as_bytes(), van=klant.mail, aan=aan, message_id=mail["Message-ID"].strip("<>"))
    if not isinstance(uitkomst, Geaccepteerd):
        raise Unavailable("mailserver van de demo")


def _quoted(bericht: OntvangenBericht) -> str:
    van = bericht.van.naam or bericht.van.adres if bericht.van else ""
    lines = "\n".join(f"> {line}" for line in bericht.tekst.splitlines())
    return f"Op {bericht.datum:%d-%m-%Y om %H:%M} schreef {van}:\n{lines}" if bericht.datum else lines


def _password(bus: Bus) -> str:
    return dict(postbussen())[bus.mail]


def _postbus(bus: Bus) -> Postbus:
    return replace(Postbus.from_url(settings.POSTBUS), gebruiker=bus.mail, wachtwoord=_password(bus), map="INBOX")
