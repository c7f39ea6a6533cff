"""Sending one e-mail over SMTP, with an answer that says whether it may be tried again.

The dialogue is driven step by step, because everything depends on one fact: did the final dot leave us? Before it,
a failure is a refusal that may be retried. After it, silence means it may well have arrived: never resend by itself.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from geholpen.domain.berichten.ports import Geaccepteerd, Geweigerd, Onbekend, Verzenduitkomst

TLS, STARTTLS, GEEN = "tls", "starttls", "geen"
BYTES_PER_SECONDE = 20_000  # slowest line we wait for while the body goes out
# These 5xx answers are about us (log in first, wrong password), not about the message or its recipient.
OVER_ONS = frozenset({530, 534, 535, 538})
#: Enhanced codes that say that nobody is reached at this address (RFC 3463): no such mailbox, no such system, not an
#: address, moved, takes no mail at all (RFC 7505), closed. A refusal without such a code can be about anything.
ADRES_WEG = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})


@dataclass(frozen=True, slots=True)
class Mailserver:
    """Where a mail server is and how to log in; read from a settings URL."""

    host: str
    poort: int
    gebruiker: str
    wachtwoord: str = field(repr=False)
    tls: str
    ca: str
    pad: str


def read_mail_url(url: str, schema: str, poort: int, tls_poort: int) -> Mailserver:
    """Read `schema://user:pass@host:port/path?tls=…&ca=file`; with `s` behind the schema for TLS from the start.

    Without `tls` a server on another machine must speak STARTTLS: a password never crosses a network in the clear
    unless the setting says `tls=geen`. Raises ValueError; its text never repeats the URL, which holds a password.
    """
    delen = urlsplit(url)
    if delen.scheme not in (schema, f"{schema}s") or not delen.hostname:
        raise ValueError(f"expected {schema}://user:password@host:port or {schema}s://…")
    keuzes = parse_qs(delen.query)
    standaard = GEEN if _is_loopback(delen.hostname) else STARTTLS
    tls = TLS if delen.scheme != schema else keuzes.get("tls", [standaard])[0]
    if tls not in (TLS, STARTTLS, GEEN):
        raise ValueError(f"tls must be {STARTTLS} or {GEEN}")
    return Mailserver(
        host=delen.hostname,
        poort=delen.port or (tls_poort if tls == TLS else poort),
        gebruiker=unquote(delen.username or ""),
        wachtwoord=unquote(delen.password or ""),
        tls=tls,
        ca=keuzes.get("ca", [""])[0],
        pad=unquote(delen.path.lstrip("/")),
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def tls_context(ca: str) -> ssl.SSLContext:
    """Certificates are always checked; `ca` names a file with the organisation's own authority, "" the system's."""
    return ssl.create_default_context(cafile=ca or None)


@dataclass(frozen=True, slots=True)
class Uitgang:
    """The outgoing mail server. Waiting times are in seconds and hold for each network step by itself."""

    host: str
    poort: int
    gebruiker: str = ""
    wachtwoord: str = field(default="", repr=False)
    tls: str = GEEN
    ca: str = ""
    wacht_verbinden: float = 20.0
    wacht_antwoord: float = 60.0
    wacht_bezorgen: float = 600.0  # after the final dot; RFC 5321 4.5.3.2.6 asks for ten minutes

    @classmethod
    def from_url(cls, url: str) -> Self:
        """From `smtp://user:pass@host:port` or `smtps://…`, optionally `?tls=starttls|geen&ca=file`; or ValueError."""
        server = read_mail_url(url, "smtp", poort=587, tls_poort=465)
        return cls(server.host, server.poort, server.gebruiker, server.wachtwoord, server.tls, server.ca)


class _Weigering(Exception):
    """Ends the dialogue with this outcome."""

    def __init__(self, uitkomst: Geweigerd) -> None:
        super().__init__(uitkomst.code)
        self.uitkomst = uitkomst


def verzend(uitgang: Uitgang, raw: bytes, *, van: str, aan: str, message_id: str) -> Verzenduitkomst:
    """Send one message to one recipient.

    In: `raw` the complete message, `van` the envelope sender ("" for none), `aan` the recipient, `message_id` without
    angle brackets. Out: accepted with the queue id of the server, refused (for good or for now), or unknown. Whatever
    the other side does, it does not raise.
    """
    for adres in (van, aan):
        if re.search(r"[\s<>\x00-\x1f\x7f]", adres):
            return Geweigerd("5.1.3", "Het e-mailadres bevat tekens die niet mogen.", blijvend=True)
    poging = _Poging(uitgang)
    try:
        poging.log_in(van)
        poging.say_envelope(raw, van, aan, message_id)
        return poging.hand_over(raw)
    except _Weigering as weigering:
        return weigering.uitkomst
    except (OSError, ValueError) as fout:  # smtplib's own errors are OSErrors; a name that cannot exist is a ValueError
        return poging.explain(fout)
    finally:
        poging.close()


class _Poging:
    """One conversation with the server; knows whether the final dot has left."""

    def __init__(self, uitgang: Uitgang) -> None:
        self.uitgang = uitgang
        self.server = smtplib.SMTP(local_hostname="localhost")  # connected to nothing until `log_in`
        self.punt_verzonden = False

    def log_in(self, van: str) -> None:
        """Connect, secure the line and authenticate."""
        uitgang = self.uitgang
        domein = van.rpartition("@")[2] if van.isascii() else ""
        waar, wacht = (uitgang.host, uitgang.poort, domein or "localhost"), uitgang.wacht_verbinden
        if uitgang.tls == TLS:
            self.server = smtplib.SMTP_SSL(*waar, timeout=wacht, context=tls_context(uitgang.ca))
        else:
            self.server = smtplib.SMTP(*waar, timeout=wacht)
        self._wait(uitgang.wacht_antwoord)
        self.server.ehlo_or_helo_if_needed()
        if uitgang.tls == STARTTLS:
            self.server.starttls(context=tls_context(uitgang.ca))
            self.server.ehlo_or_helo_if_needed()
        if uitgang.gebruiker:
            self.server.login(uitgang.gebruiker, uitgang.wachtwoord)

    def say_envelope(self, raw: bytes, van: str, aan: str, message_id: str) -> None:
        """MAIL, RCPT and DATA; raises _Weigering on the first no."""
        opties = self._mail_options(raw, van, aan, message_id)
        self._expect(self.server.mail(van, opties), 250)
        self._expect(self.server.rcpt(aan), 250, 251)
        self._expect(self.server.docmd("DATA"), 354)

    def hand_over(self, raw: bytes) -> Verzenduitkomst:
        """Send the body, then the dot, then listen."""
        regels = re.sub(rb"\r\n|\r|\n", b"\r\n", raw)  # one kind of line end: nothing to smuggle a second mail in with
        if not regels.endswith(b"\r\n"):
            regels += b"\r\n"
        self._wait(self.uitgang.wacht_antwoord + len(regels) / BYTES_PER_SECONDE)
        self.server.send(re.sub(rb"(?m)^\.", b"..", regels))
        self.server.send(b".\r\n")  # when this fails nothing of it left, and the server cannot have accepted
        self.punt_verzonden = True
        self._wait(self.uitgang.wacht_bezorgen)
        code, tekst = self.server.getreply()
        if code == 250:
            nummer = re.search(r"queued as (\S+)", gelezen := _readable(tekst))
            return Geaccepteerd(nummer[1] if nummer else gelezen)
        if 400 <= code <= 599:
            return _refusal(code, tekst)
        return Onbekend(f"De mailserver gaf na het versturen een onbegrijpelijk antwoord ({code}).")

    def explain(self, fout: OSError | ValueError) -> Verzenduitkomst:
        """What a broken conversation means for the message."""
        if self.punt_verzonden:
            return Onbekend(
                f"Het bericht is verstuurd, maar de mailserver bevestigde het niet ({type(fout).__name__})."
            )
        if isinstance(
            fout, smtplib.SMTPResponseException
        ):  # greeting, EHLO, STARTTLS, AUTH: about us, so never for good
            return Geweigerd(str(fout.smtp_code), _readable(fout.smtp_error), blijvend=False)
        if isinstance(fout, socket.gaierror):
            return Geweigerd("dns", "De naam van de mailserver is niet gevonden.", blijvend=False)
        if isinstance(fout, smtplib.SMTPNotSupportedError):
            return Geweigerd(
                "mogelijkheid", "De mailserver kan niet wat is ingesteld (TLS of aanmelden).", blijvend=False
            )
        return Geweigerd("verbinding", f"De mailserver is niet bereikbaar ({type(fout).__name__}).", blijvend=False)

    def close(self) -> None:
        """Say goodbye when somebody is listening; the outcome is known already."""
        with suppress(OSError):
            if self.server.sock is not None:  # smtplib drops the socket itself when the line broke
                self._wait(2.0)
                self.server.docmd("QUIT")
        self.server.close()

    def _mail_options(self, raw: bytes, van: str, aan: str, message_id: str) -> list[str]:
        """The parameters of MAIL FROM this server understands; refuses here what it cannot carry."""
        kan = self.server.has_extn
        opties = [f"SIZE={len(raw)}"] if kan("size") else []
        grens = self.server.esmtp_features.get("size", "")
        if grens.isdigit() and 0 < int(grens) < len(raw):
            uitleg = f"Het bericht is te groot: {len(raw)} bytes, de mailserver neemt er {grens} aan."
            raise _Weigering(Geweigerd("5.3.4", uitleg, blijvend=True))
        if not (van + aan).isascii():
            if not kan("smtputf8"):
                uitleg = "De mailserver kan geen adressen met bijzondere letters aan."
                raise _Weigering(Geweigerd("5.6.7", uitleg, blijvend=True))
            opties.append("SMTPUTF8")
        if not raw.isascii() and kan("8bitmime"):
            opties.append("BODY=8BITMIME")
        if kan("dsn") and (envid := _xtext(message_id)) and len(envid) <= 100:
            opties += ["RET=HDRS", f"ENVID={envid}"]  # a bounce then names our own Message-ID (RFC 3461)
        return opties

    def _expect(self, antwoord: tuple[int, bytes], *goed: int) -> None:
        if antwoord[0] not in goed:
            raise _Weigering(_refusal(*antwoord))

    def _wait(self, seconden: float) -> None:
        if self.server.sock is not None:
            self.server.sock.settimeout(seconden)


def _refusal(code: int, tekst: bytes) -> Geweigerd:
    """What a refusal means: for good or for now, about the address or about something else."""
    zei, blijvend = _readable(tekst), 500 <= code <= 599 and code not in OVER_ONS
    if blijvend and zei.partition(" ")[0] in ADRES_WEG:
        return Geweigerd(
            str(code), f"Dit e-mailadres werkt niet. De mailserver zei: {zei}", True, adres_onbruikbaar=True
        )
    return Geweigerd(str(code), zei, blijvend)


def _readable(tekst: bytes | str) -> str:
    """The server's own words as one short line without control characters."""
    if isinstance(tekst, bytes):
        tekst = tekst.decode("utf-8", "replace")
    return " ".join("".join(teken if teken.isprintable() else " " for teken in tekst).split())[:300]


def _xtext(waarde: str) -> str:
    """RFC 3461 section 4; "" when it has characters outside ASCII."""
    if not waarde.isascii():
        return ""
    return "".join(t if "!" <= t <= "~" and t not in "+=" else f"+{ord(t):02X}" for t in waarde)
