"""MDTO 1.0 (Nationaal Archief) as XML: what a dossier is and what a file is. Pure.

The order of elements is that of the schema. Terms are our own where MDTO has no list of its own; the archive says what
it wants to be called otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from xml.etree import ElementTree as ET

NAAMRUIMTE = "https://www.nationaalarchief.nl/mdto"
#: Records about people: the archive keeps them closed for as long as the law says.
_BEPERKT = (
    "beperkt openbaar; eerbiediging van de persoonlijke levenssfeer (Archiefwet 1995)",
    "Openbaarheid/AW1995/BeperktOpenbaar-levenssfeer/1.0",
    "Begrippenlijst openbaarheid, Archiefwet 1995",
)
_EVENTS = "Begrippenlijst eventtypen MDTO"
_NIVEAUS = "MDTO begrippenlijst aggregatieniveaus"


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is said of one question: its reference, subject, law and time."""

    kenmerk: str
    naam: str
    taak: str
    selectielijst: str
    van: date
    tot: date | None
    archiefvormer: str
    overgebracht: datetime


@dataclass(frozen=True, slots=True)
class Bestand:
    """What is said of one file."""

    pad: str
    omvang: int
    formaat: str
    sha256: str
    gemaakt: datetime


def dossier(d: Dossier, bestanden: Iterable[str]) -> bytes:
    """An informatieobject of the level Dossier; `bestanden`: the files that are it."""
    root, object_ = _root("informatieobject", d.kenmerk, d.naam)
    _begrip(object_, "aggregatieniveau", "Dossier", lijst=_NIVEAUS)
    tijd = ET.SubElement(object_, "dekkingInTijd")
    _begrip(tijd, "dekkingInTijdType", "Looptijd", lijst="Begrippenlijst dekking in tijd MDTO")
    _text(tijd, "dekkingInTijdBegindatum", d.van.isoformat())
    if d.tot:
        _text(tijd, "dekkingInTijdEinddatum", d.tot.isoformat())
    _text(object_, "taal", "nl")
    event = ET.SubElement(object_, "event")
    _begrip(event, "eventType", "Overbrenging", lijst=_EVENTS)
    _text(event, "eventTijd", d.overgebracht.isoformat(timespec="seconds"))
    _begrip(object_, "waardering", "Blijvend te bewaren", "B", lijst="Begrippenlijst waarderingen MDTO")
    _begrip(object_, "informatiecategorie", d.selectielijst, lijst="Selectielijst")
    for pad in bestanden:
        _verwijzing(object_, "heeftRepresentatie", pad, pad)
    _verwijzing(object_, "archiefvormer", d.archiefvormer)
    _verwijzing(object_, "activiteit", d.taak)
    label, code, lijst = _BEPERKT
    _begrip(ET.SubElement(object_, "beperkingGebruik"), "beperkingGebruikType", label, code, lijst=lijst)
    return _bytes(root)


def bestand(b: Bestand, kenmerk: str, naam: str) -> bytes:
    """A bestand; `kenmerk` and `naam` are of the dossier that it is a part of."""
    root, object_ = _root("bestand", b.pad, b.pad.rpartition("/")[2])
    _text(object_, "omvang", str(b.omvang))
    _begrip(object_, "bestandsformaat", b.formaat, lijst="IANA media types")
    som = ET.SubElement(object_, "checksum")
    _begrip(som, "checksumAlgoritme", "SHA-256", lijst="Begrippenlijst checksumalgoritmes MDTO")
    _text(som, "checksumWaarde", b.sha256)
    _text(som, "checksumDatum", b.gemaakt.isoformat(timespec="seconds"))
    _verwijzing(object_, "isRepresentatieVan", naam, kenmerk)
    return _bytes(root)


def _root(soort: str, kenmerk: str, naam: str) -> tuple[ET.Element, ET.Element]:
    root = ET.Element("MDTO", {"xmlns": NAAMRUIMTE})
    object_ = ET.SubElement(root, soort)
    _identificatie(object_, "identificatie", kenmerk)
    _text(object_, "naam", naam)
    return root, object_


def _identificatie(parent: ET.Element, tag: str, kenmerk: str) -> None:
    found = ET.SubElement(parent, tag)
    _text(found, "identificatieKenmerk", kenmerk)
    _text(found, "identificatieBron", "Geholpen")


def _verwijzing(parent: ET.Element, tag: str, naam: str, kenmerk: str = "") -> None:
    found = ET.SubElement(parent, tag)
    _text(found, "verwijzingNaam", naam)
    if kenmerk:
        _identificatie(found, "verwijzingIdentificatie", kenmerk)


def _begrip(parent: ET.Element, tag: str, label: str, code: str = "", *, lijst: str) -> None:
    found = ET.SubElement(parent, tag)
    _text(found, "begripLabel", label)
    if code:
        _text(found, "begripCode", code)
    _verwijzing(found, "begripBegrippenlijst", lijst)


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = "".join(c for c in text if c >= " " or c in "\t\n\r")


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
