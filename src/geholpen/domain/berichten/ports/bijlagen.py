"""Attachments of strangers: a harmless name, what the file really is, and a warning in plain Dutch."""

# ruff: noqa: SIM905  (lists of names read better as words than as a column of strings)

from __future__ import annotations

import hashlib
import re
import unicodedata

from geholpen.domain.berichten.ports.ontvangen import OntvangenBijlage
from geholpen.platform.bestanden import herken as h
from geholpen.platform.bestanden.pixels import te_groot

MAX_NAAM = 150
_EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!"
_GERESERVEERD = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|clock\$)", re.IGNORECASE)
# Letters by category, empty to the eye.
_LEEG = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5")
_RISICO = frozenset(
    "exe com scr pif bat cmd msi msp ps1 psm1 vbs vbe js jse mjs wsf wsh hta cpl jar lnk reg url scf dll sys app apk"
    " chm iso img vhd vhdx one xll docm dotm xlsm xltm xlam pptm potm ppam ppsm htm html xhtml mht mhtml svg svgz shtml"
    " php phtml phar asp aspx jsp cgi sh htaccess".split()
)
_PER_TYPE = {
    "application/pdf": ("pdf",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
    "application/zip": ("zip",),
    "text/plain": ("txt", "csv", "log", "md", "asc", "ics", "vcf", "eml", "json", "xml", "yml", "yaml", "p7s", "sig"),
    "text/calendar": ("ics", "vcs"),
    "message/rfc822": ("eml",),
    h.TNEF: ("dat",),
}
_GELIJK = {"image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "application/x-pdf": "application/pdf"}
_WAARSCHUWING = {
    "text/html": "Dit is een webpagina. Open deze niet als u de afzender niet vertrouwt.",
    "image/svg+xml": "Dit is een SVG-tekening; daar kan programmacode in zitten. Alleen te downloaden.",
    h.PROGRAMMA: "Dit is een programma. Open dit bestand niet.",
    h.SCRIPT: "Dit is een script. Open dit bestand niet.",
    h.SNELKOPPELING: "Dit is een Windows-snelkoppeling. Open dit bestand niet.",
    h.OFFICE_MACRO: "Dit Office-bestand bevat macro's. Open het niet als u de afzender niet vertrouwt.",
    "application/java-archive": "Dit is een Java-programma. Open dit bestand niet.",
    "application/zip": "Dit is een archief. Het is niet uitgepakt en de inhoud is niet bekeken.",
    "application/vnd.rar": "Dit is een archief. Het is niet uitgepakt en de inhoud is niet bekeken.",
    "application/x-7z-compressed": "Dit is een archief. Het is niet uitgepakt en de inhoud is niet bekeken.",
    "application/gzip": "Dit is een archief. Het is niet uitgepakt en de inhoud is niet bekeken.",
    h.TNEF: "Dit is een Outlook-pakket (winmail.dat). Vraag de afzender de bijlagen los te sturen.",
}


def maak_bijlage(naam: str, opgegeven_type: str, inhoud: bytes, content_id: str = "") -> OntvangenBijlage:
    """The parts of an attachment as sent in; the checked attachment out. Never raises; `inhoud` stays untouched."""
    herkend = h.herken(inhoud)
    schoon = schone_naam(naam)
    return OntvangenBijlage(
        naam=schoon,
        opgegeven_type=opgegeven_type,
        herkend_type=herkend,
        inhoud=inhoud,
        sha256=hashlib.sha256(inhoud).hexdigest(),
        content_id=content_id,
        waarschuwing=_waarschuwing(schoon, naam, opgegeven_type, herkend, inhoud),
    )


def schone_naam(naam: str) -> str:
    """A file name as sent in; out: no path, no invisible or control characters, no leading dot, at most 150 long."""
    zichtbaar = "".join(t for t in unicodedata.normalize("NFC", naam[:2000]) if not _onzichtbaar(t))
    laatste = re.split(r"[/\\]", zichtbaar)[-1]
    schoon = re.sub(r"\s+", " ", re.sub(r'[<>:"|?*]', "_", laatste)).strip(" ").lstrip(". ").rstrip(". ")
    if not schoon:
        return "bijlage"
    if _GERESERVEERD.fullmatch(schoon.partition(".")[0].strip()):
        schoon = "_" + schoon
    return _kort_in(schoon)


def _onzichtbaar(teken: str) -> bool:
    soort = unicodedata.category(teken)
    return (soort in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") and teken != "\t") or teken in _LEEG


def _kort_in(naam: str) -> str:
    if len(naam) <= MAX_NAAM:
        return naam
    stam, punt, extensie = naam.rpartition(".")
    if not punt or len(extensie) > 20:
        return naam[:MAX_NAAM].rstrip(". ")
    return stam[: MAX_NAAM - len(extensie) - 1].rstrip(". ") + "." + extensie


def _waarschuwing(naam: str, ruwe_naam: str, opgegeven: str, herkend: str, inhoud: bytes) -> str:
    """Everything a colleague should know before opening it, in sentences; "" when there is nothing."""
    redenen = []
    if _EICAR in inhoud[:200]:
        redenen.append("Dit bestand bevat het EICAR-testvirus.")
    if not inhoud:
        redenen.append("Dit bestand is leeg.")
    if herkend in _WAARSCHUWING:
        redenen.append(_WAARSCHUWING[herkend])
    elif (extensie := _extensie(naam)) in _RISICO:
        redenen.append(f"Bestanden die op .{extensie} eindigen kunnen schade doen. Open dit bestand niet zomaar.")
    if herkend == "application/pdf" and re.search(rb"/(?:JavaScript|JS|Launch|OpenAction)\b", inhoud):
        redenen.append("Deze PDF voert bij het openen zelf iets uit.")
    if herkend == "application/zip" and inhoud[6:7] and inhoud[6] & 1:
        redenen.append("Het archief is met een wachtwoord gesloten.")
    if te_groot(inhoud):
        redenen.append("Deze afbeelding is zo groot dat zij niet wordt getoond.")
    if any(unicodedata.category(t) == "Cf" for t in ruwe_naam):
        redenen.append("In de bestandsnaam stonden onzichtbare tekens; die zijn verwijderd.")
    if inhoud and (afwijking := _afwijking(naam, opgegeven, herkend)):
        redenen.append(afwijking)
    return " ".join(redenen)


def _afwijking(naam: str, opgegeven: str, herkend: str) -> str:
    """What the sender says against what it is; text and unknown formats are given the benefit of the doubt."""
    opgegeven = _GELIJK.get(opgegeven, opgegeven)
    bekend = {soort for soort, extensies in _PER_TYPE.items() if _extensie(naam) in extensies}
    if herkend == h.ONBEKEND:
        mis = bool(bekend & {"application/pdf", "image/png", "image/jpeg", "image/gif"})
        return "De inhoud past niet bij de bestandsnaam." if mis else ""
    streng = opgegeven.startswith("image/") or opgegeven in ("application/pdf", "text/plain", "audio/mpeg")
    if streng and herkend != opgegeven and not _beide_tekst(opgegeven, herkend):
        return f"De afzender noemt dit {opgegeven}, maar de inhoud is {herkend}."
    if bekend and herkend not in bekend and not _beide_tekst(next(iter(bekend)), herkend):
        return f"De bestandsnaam eindigt op .{_extensie(naam)}, maar de inhoud is {herkend}."
    return ""


def _beide_tekst(een: str, ander: str) -> bool:
    tekst = ("text/plain", "text/calendar", "text/vcard", "message/rfc822", "application/xml")
    return een in tekst and ander in tekst


def _extensie(naam: str) -> str:
    return naam.rpartition(".")[2].lower() if "." in naam else ""
