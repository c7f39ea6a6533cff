"""The tree of parts turned into one text, one harmless HTML and a list of attachments."""

from __future__ import annotations

import html as htmllib
from dataclasses import dataclass, field

from geholpen.adapters.kanalen.email import veilig
from geholpen.adapters.kanalen.email.bestandsnaam import bestandsnaam, content_id, parameter
from geholpen.adapters.kanalen.email.deel import Deel
from geholpen.adapters.kanalen.email.tekens import decodeer, maak_schoon
from geholpen.domain.berichten.ports import OntvangenBijlage
from geholpen.domain.berichten.ports.bijlagen import maak_bijlage

MAX_TEKST = 1_000_000
_TEKENSET = "De tekst noemde geen, een verkeerde of een onbekende tekenset; de tekst is hersteld."
_TE_GROOT = "Een deel van de tekst was te lang om te tonen; het staat als bijlage bij het bericht."
_BEPERKT = "De opmaak was te ingewikkeld om veilig te tonen; alleen de tekst is overgenomen."
_VERSLEUTELD = "Dit bericht is versleuteld. De inhoud is hier niet te lezen."
_VERPAKT = "Dit bericht zit verpakt in een digitale handtekening. De inhoud staat in de bijlage."
_UITNODIGING = "Dit bericht bevat een agenda-uitnodiging; die staat als bijlage bij het bericht."
_WINMAIL = "De bijlagen zitten in een Outlook-pakket (winmail.dat) en zijn hier niet te openen."
_PKCS7 = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_TNEF = ("application/ms-tnef", "application/vnd.ms-tnef")


@dataclass(frozen=True, slots=True)
class Stuk:
    """A piece of the body in reading order: the text always, the HTML when it had one."""

    tekst: str
    html: str = ""
    externe_beelden: int = 0


@dataclass(slots=True)
class Inhoud:
    """Everything read from the parts. `waarschuwingen` is a dict to keep order and say each thing once."""

    stukken: list[Stuk] = field(default_factory=list)
    bijlagen: list[OntvangenBijlage] = field(default_factory=list)
    waarschuwingen: dict[str, None] = field(default_factory=dict)
    ondertekend: bool = False
    versleuteld: bool = False
    over: int = MAX_TEKST

    def waarschuw(self, reden: str) -> None:
        self.waarschuwingen[reden] = None


def lees_inhoud(boom: Deel) -> tuple[Stuk, Inhoud]:
    """The tree in; the body as one piece, and the rest. Never raises: the tree has been limited before."""
    inhoud = Inhoud()
    _lees(boom, inhoud)
    geheel = _voeg_samen(inhoud.stukken)
    _merk_pgp(geheel.tekst, inhoud)
    return geheel, inhoud


def _lees(deel: Deel, inhoud: Inhoud) -> None:
    soort = deel.soort
    inhoud.ondertekend |= soort == "multipart/signed"
    if soort == "multipart/encrypted":
        _merk_versleuteld(inhoud)
    if soort == "multipart/alternative":
        _lees_keuze(deel.kinderen(), inhoud)
    elif kinderen := deel.kinderen():
        for kind in kinderen:
            _lees(kind, inhoud)
    else:
        _lees_blad(deel, soort, inhoud)


def _lees_keuze(kinderen: list[Deel], inhoud: Inhoud) -> None:
    """The same message in several forms: the first text and the last (richest) HTML belong together."""
    eerder, inhoud.stukken = inhoud.stukken, []
    vormen: list[Stuk] = []
    for kind in kinderen:
        _lees(kind, inhoud)
        vormen.append(_voeg_samen(inhoud.stukken))
        inhoud.stukken = []
    rijk = next((vorm for vorm in reversed(vormen) if vorm.html or vorm.externe_beelden), Stuk(""))
    kaal = next((vorm.tekst for vorm in vormen if vorm.tekst and not vorm.html), rijk.tekst)
    inhoud.stukken = [*eerder, Stuk(kaal, rijk.html, rijk.externe_beelden)]


def _lees_blad(deel: Deel, soort: str, inhoud: Inhoud) -> None:
    if soort.startswith("multipart/"):
        soort = "text/plain"  # a multipart without boundary: read what is there
    naam = bestandsnaam(deel)
    los = deel.kop("content-disposition").strip().lower().partition(";")[0].strip()
    # A name alone makes an attachment, except on the first text: some programs name the body itself.
    is_bijlage = los == "attachment" or (naam and (los == "inline" or bool(inhoud.stukken)))
    if soort == "text/plain" and not is_bijlage:
        _lees_tekst(deel, inhoud)
    elif soort == "text/html" and not is_bijlage:
        _lees_html(deel, inhoud)
    elif soort != "text/x-amp-html":  # a third copy of the same text, for one mail program
        _lees_bijlage(deel, soort, naam, inhoud)


def _lees_tekst(deel: Deel, inhoud: Inhoud) -> None:
    tekst = _decodeer(deel, inhoud)
    if len(tekst) > inhoud.over:
        return _te_groot(deel, "bericht.txt", inhoud)
    inhoud.over -= len(tekst)
    if tekst.strip():
        inhoud.stukken.append(Stuk(tekst.strip("\n")))
    return None


def _lees_html(deel: Deel, inhoud: Inhoud) -> None:
    bron = _decodeer(deel, inhoud)
    if len(bron) > inhoud.over:
        return _te_groot(deel, "bericht.html", inhoud)
    inhoud.over -= len(bron)
    schoon = veilig.maak_veilig(bron)
    if schoon.beperkt:
        inhoud.waarschuw(_BEPERKT)
    if schoon.html or schoon.tekst or schoon.externe_beelden:
        inhoud.stukken.append(Stuk(schoon.tekst, schoon.html, schoon.externe_beelden))
    return None


def _te_groot(deel: Deel, naam: str, inhoud: Inhoud) -> None:
    inhoud.waarschuw(_TE_GROOT)
    inhoud.bijlagen.append(maak_bijlage(naam, deel.soort, deel.inhoud()))


def _lees_bijlage(deel: Deel, soort: str, naam: str, inhoud: Inhoud) -> None:
    bijlage = maak_bijlage(naam or _standaardnaam(soort), soort, deel.inhoud(), content_id(deel))
    inhoud.bijlagen.append(bijlage)
    if soort in _PKCS7:
        if parameter(deel, "smime-type").lower() in ("signed-data", "certs-only", "compressed-data"):
            inhoud.ondertekend = True
            inhoud.waarschuw(_VERPAKT)
        else:
            _merk_versleuteld(inhoud)
    elif soort == "text/calendar":
        inhoud.waarschuw(_UITNODIGING)
    elif soort in _TNEF or bijlage.herkend_type in _TNEF:
        inhoud.waarschuw(_WINMAIL)


def _decodeer(deel: Deel, inhoud: Inhoud) -> str:
    tekst, hersteld = decodeer(deel.inhoud(), parameter(deel, "charset"))
    if hersteld:
        inhoud.waarschuw(_TEKENSET)
    return maak_schoon(tekst)


def _voeg_samen(stukken: list[Stuk]) -> Stuk:
    tekst = "\n\n".join(stuk.tekst for stuk in stukken if stuk.tekst)
    extern = sum(stuk.externe_beelden for stuk in stukken)
    if not any(stuk.html for stuk in stukken):
        return Stuk(tekst, "", extern)
    html = "\n".join(stuk.html or _als_html(stuk.tekst) for stuk in stukken)
    return Stuk(tekst, html, extern)


def _als_html(tekst: str) -> str:
    return "<div>" + htmllib.escape(tekst).replace("\n", "<br>") + "</div>"


def _merk_versleuteld(inhoud: Inhoud) -> None:
    inhoud.versleuteld = True
    inhoud.waarschuw(_VERSLEUTELD)


def _merk_pgp(tekst: str, inhoud: Inhoud) -> None:
    """PGP inside the text itself, the old way."""
    if "-----BEGIN PGP MESSAGE-----" in tekst:
        _merk_versleuteld(inhoud)
    inhoud.ondertekend |= "-----BEGIN PGP SIGNED MESSAGE-----" in tekst


def _standaardnaam(soort: str) -> str:
    """A name for a part that has none."""
    return _NAMEN.get(soort) or ("afbeelding." + soort[6:] if soort in _BEELDEN else "bijlage")


_BEELDEN = ("image/png", "image/jpeg", "image/gif", "image/webp")
_NAMEN = {
    "message/rfc822": "doorgestuurd-bericht.eml",
    "message/global": "doorgestuurd-bericht.eml",
    "text/calendar": "uitnodiging.ics",
    "text/html": "bericht.html",
    "text/plain": "bericht.txt",
    "message/delivery-status": "afleverbericht.txt",
    "message/disposition-notification": "leesbevestiging.txt",
    "text/rfc822-headers": "kopregels.txt",
    "application/pgp-signature": "handtekening.asc",
    "application/pkcs7-signature": "smime.p7s",
    "application/pkcs7-mime": "smime.p7m",
    "application/ms-tnef": "winmail.dat",
    "application/pdf": "bijlage.pdf",
}
