"""What each table of raw rows is called by people who are no programmers."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

TABELLEN: dict[str, Any] = {
    "aanwezig": _("Wie een vraag open heeft"),
    "afschermmelding": _("Meldingen over afgeschermde dossiers"),
    "bezet": _("Bezette tijden aan een loket"),
    "bezorggebeurtenis": _("Wat een mailserver over een bezorging zei"),
    "chatbezoek": _("Bezoeken aan het chatvenster"),
    "concept": _("Antwoorden die niet zijn verstuurd"),
    "controlemelding": _("Meldingen over foute antwoorden bij wie-bent-u"),
    "envelop": _("Originele berichten zoals ze binnenkwamen"),
    "gebeurtenis": _("Gebeurtenissen binnen het systeem"),
    "genoemd": _("Collega's die in een notitie zijn genoemd"),
    "gesprek": _("Gesprekken van een medewerker, zonder klant"),
    "gevraagd_besluit": _("Besluiten over toegang die andere software vroeg"),
    "logcontrole": _("Controles van het logboek"),
    "losse_inzage": _("Losse inzage"),
    "noodtoegang": _("Noodtoegang"),
    "onthulling": _("Verzoeken om de naam van een collega"),
    "oproep": _("Wat de telefooncentrale over een oproep zei"),
    "overname_record": _("Gegevens uit een ander register, zoals ze binnenkwamen"),
    "scan": _("Scans van brieven"),
    "toewijzing": _("Wie welke vraag kreeg"),
    "veel_inzage": _("Zeer veel inzage"),
    "verwerkingsactie": _("Regels van het logboek die andere software schreef (VNG)"),
    "volgnummer": _("Volgnummers aan de balie"),
    "vreemde_regel": _("Regels van het logboek die andere software schreef (LDV)"),
}
WAARDERINGEN: dict[str, Any] = {"vernietigen": _("Vernietigen"), "bewaren": _("Blijvend bewaren")}


def tabelnaam(tabel: str) -> str:
    """The words, or the name of the table when a pack brought one that is not here."""
    return str(TABELLEN.get(tabel, tabel))
