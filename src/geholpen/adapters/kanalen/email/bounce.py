"""Delivery reports: the standard form (RFC 3464) and the free text of servers that never learned it."""

from __future__ import annotations

import re

from geholpen.adapters.kanalen.email.adressen import normaliseer
from geholpen.adapters.kanalen.email.deel import Deel
from geholpen.adapters.kanalen.email.kopwaarde import decodeer_kop
from geholpen.adapters.kanalen.email.tekens import decodeer, maak_regel, maak_schoon
from geholpen.domain.berichten.ports import Bounce

_RAPPORT = ("message/delivery-status", "message/global-delivery-status")
_ORIGINEEL = (
    "message/rfc822",
    "message/global",
    "text/rfc822-headers",
    "message/rfc822-headers",
    "message/global-headers",
)
_MAX_TEKST = 100_000
_ACTIES = ("failed", "delayed", "delivered", "relayed", "expanded")
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_MESSAGE_ID = re.compile(r"^message-id:\s{0,5}<([^<>\s]{1,500})>", re.IGNORECASE | re.MULTILINE)
_UITGESTELD = re.compile(
    r"delayed|has not yet been delivered|will be retried|will keep trying|vertraagd", re.IGNORECASE
)
# How the free-text dialects introduce the address that failed: qmail, Exim, old Gmail, old Exchange, sendmail.
_VRIJE_TEKST = re.compile(
    r"This is the qmail-send program|I wasn't able to deliver your message to the following addresses|"
    r"message was created automatically by mail delivery software|could not be delivered to (?:one or more|all) of its|"
    r"Delivery to the following recipients? (?:has been |have )?(?:failed|delayed)|"
    r"did not reach the following recipient|The following addresses had (?:permanent fatal|transient non-fatal) errors|"
    r"Uw bericht kon niet worden bezorgd|kon niet worden afgeleverd bij",
    re.IGNORECASE,
)
_ADRES_IN_TEKST = re.compile(
    r"^[ \t]{0,20}<?([^\s<>@,;:()]{1,64}@[a-z0-9.-]{3,253})>?[ \t]{0,5}(?::| on |$|\()", re.I | re.M
)


def lees_bounce(delen: list[Deel], tekst: str) -> Bounce | None:
    """All parts and the text of a message in; what the report says out, None when it is no delivery report."""
    for deel in delen:
        if deel.soort in _RAPPORT:
            return _uit_rapport(deel, delen, tekst)
    return _uit_tekst(delen, tekst)


def _uit_rapport(rapport: Deel, delen: list[Deel], tekst: str) -> Bounce:
    """The standard form; of several recipients the first that failed."""
    blokken = [_velden(blok) for blok in re.split(r"\n[ \t]*\n", _tekst_van(rapport))]
    blokken = [
        blok for blok in blokken if "final-recipient" in blok or "original-recipient" in blok or "action" in blok
    ]
    blok = next((b for b in blokken if b.get("action", "").lower() == "failed"), blokken[0] if blokken else {})
    status = _STATUS.search(blok.get("status", ""))
    actie = blok.get("action", "").lower().strip()
    return Bounce(
        ontvanger=_adres(blok.get("final-recipient", "")) or _adres(blok.get("original-recipient", "")),
        status=status.group(1) if status else "",
        actie=actie if actie in _ACTIES else "failed",
        uitleg=maak_regel(blok.get("diagnostic-code", "").partition(";")[2] or tekst)[:500],
        oorspronkelijk_message_id=_oorspronkelijk(delen, tekst),
    )


def _uit_tekst(delen: list[Deel], tekst: str) -> Bounce | None:
    """Free text, believed only from a machine: the caller's own words may quote a report."""
    boom, tekst = delen[0], tekst[:_MAX_TEKST]
    mislukt = decodeer_kop(boom.kop("x-failed-recipients"))
    herkend = _VRIJE_TEKST.search(tekst)
    if not (mislukt or (herkend and is_postmeester(boom))):
        return None
    verslag = re.split(r"^-{2,}\s.*(?:copy of the message|original message)", tekst, maxsplit=1, flags=re.I | re.M)[0]
    adres = _ADRES_IN_TEKST.search(verslag, herkend.end() if herkend else 0)
    status = _STATUS.search(verslag)
    return Bounce(
        ontvanger=normaliseer(mislukt.partition(",")[0]) or (normaliseer(adres.group(1)) if adres else ""),
        status=status.group(1) if status else "",
        actie="delayed" if _UITGESTELD.search(verslag) else "failed",
        uitleg=maak_regel(verslag[adres.end() :] if adres else verslag)[:500],
        oorspronkelijk_message_id=_oorspronkelijk(delen, tekst),
    )


def is_postmeester(boom: Deel) -> bool:
    """True when the sender is a mail server: an empty return path, MAILER-DAEMON or postmaster."""
    if boom.kop("return-path").strip() == "<>":
        return True
    return bool(
        re.search(r"(?:mailer-daemon|postmaster|microsoftexchange[0-9a-f]+)@|^mailer-daemon", boom.kop("from"), re.I)
    )


def _velden(blok: str) -> dict[str, str]:
    velden: dict[str, str] = {}
    for regel in re.sub(r"\n[ \t]+", " ", blok).split("\n"):
        naam, dubbelpunt, waarde = regel.partition(":")
        if dubbelpunt:
            velden.setdefault(naam.strip().lower(), waarde.strip())
    return velden


def _adres(veld: str) -> str:
    """`rfc822; Jan@X.example` in, `jan@x.example` out."""
    return normaliseer(veld.partition(";")[2] or veld)


def _tekst_van(deel: Deel) -> str:
    return maak_schoon(decodeer(deel.inhoud()[:_MAX_TEKST])[0])


def _oorspronkelijk(delen: list[Deel], tekst: str) -> str:
    """The Message-ID of the mail that came back: from the attached original, else from the copy in the text."""
    for deel in delen:
        if deel.soort in _ORIGINEEL and (gevonden := _MESSAGE_ID.search(_tekst_van(deel))):
            return gevonden.group(1)
    gevonden = _MESSAGE_ID.search(tekst[:_MAX_TEKST])
    return gevonden.group(1) if gevonden else ""
