"""The questions by which we make sure who somebody is: what is said is compared here, and only yes or no leaves."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen import sleutels
from geholpen.domain.partijen.models import (
    Adres,
    Burgerservicenummer,
    DigitaalAdres,
    Geboorte,
    Niveau,
    Partij,
    SoortPartij,
)
from geholpen.domain.partijen.versleuteling import decrypt
from geholpen.platform.context import Context
from geholpen.platform.doors import query
from geholpen.platform.errors import Invalid
from geholpen.platform.keys import keyed_hash

#: So many digits of a citizen service number are asked: enough to tell a household apart, too few to learn it.
BSN_CIJFERS = 4


@dataclass(frozen=True, slots=True)
class Antwoorden:
    """What somebody answered to the questions by which we recognise them; "" is not asked."""

    geboortedatum: str = ""  # ISO, unknown parts as 00
    postcode: str = ""
    huisnummer: str = ""
    telefoon: str = ""
    bsn: str = ""  # the last digits


@query(
    gegevens={G.GEBOORTEDATUM, G.ADRES, G.CONTACTADRESSEN, G.BSN},
    voor="zoeken",
    handeling="zoeken",
    naam="Vergeleken of wat u antwoordde klopt",
)
def compare_antwoorden(ctx: Context, partij_id: UUID, antwoorden: Antwoorden) -> dict[str, bool]:
    """For each question that was asked: right, or not. What we do not know, or keep secret, is never right.

    Every value is looked up whether it was asked or not, so that neither answer nor time tells what we have. Raises
    Invalid for whom there is nobody they could turn out to be: somebody we do not know, or who died.
    """
    partij = Partij.objects.filter(partij_id=partij_id).first()
    geboorte = Geboorte.objects.filter(partij_id=partij_id).first()
    _check_possible(partij, geboorte)
    known = _known(partij_id, geboorte)
    if partij is None or partij.adres_geheim:  # no answer may tell where somebody is
        known["adres"], known["telefoon"] = [], []
    return {vraag: _among(zegt, known[vraag]) for vraag, zegt in _said(antwoorden).items()}


def _check_possible(partij: Partij | None, geboorte: Geboorte | None) -> None:
    if partij is not None and partij.soort_partij == SoortPartij.ONBEKEND:
        raise Invalid("controle", "Deze klant is nog niet bekend bij ons. Er zijn geen gegevens om te controleren.")
    if geboorte is not None and geboorte.overleden_op:
        raise Invalid(
            "controle", "Deze klant is overleden. Zoek op wie u spreekt en of die namens de klant mag spreken."
        )


def _said(a: Antwoorden) -> dict[str, str]:
    said = {}
    if a.geboortedatum:
        said["geboortedatum"] = a.geboortedatum
    if a.postcode and a.huisnummer:
        nummer = "".join(takewhile(str.isdigit, a.huisnummer.strip()))  # 12 of "12 a"
        said["adres"] = _adres(a.postcode, nummer)
    if a.telefoon:
        said["telefoon"] = sleutels.normalise_telefoon(a.telefoon)
    if a.bsn:
        said["bsn"] = "".join(filter(str.isdigit, a.bsn))[-BSN_CIJFERS:]
    return said


def _adres(postcode: str, huisnummer: int | str) -> str:
    return f"{postcode.replace(' ', '').upper()}|{huisnummer}"


def _known(partij_id: UUID, geboorte: Geboorte | None) -> dict[str, list[str]]:
    adressen = Adres.objects.filter(partij_id=partij_id)  # a secret one is not given for this purpose
    nummers = DigitaalAdres.objects.filter(partij_id=partij_id, soort_digitaal_adres="telefoonnummer")
    bsn = Burgerservicenummer.objects.filter(partij_id=partij_id)
    return {
        "geboortedatum": [geboorte.geboortedatum] if geboorte else [],
        "adres": [_adres(a.postcode, a.huisnummer) for a in adressen if a.postcode and a.huisnummer],
        "telefoon": [row.adres for row in nummers if row.niveau != Niveau.ASSERTED],
        "bsn": [decrypt(bytes(row.versleuteld), partij_id)[-BSN_CIJFERS:] for row in bsn],
    }


def _among(said: str, known: Iterable[str]) -> bool:
    """Compared as hashes of one length, all of them to the end; nothing known is compared with nothing."""
    wanted, found = keyed_hash("controle", said), False
    for value in [*known, ""]:
        found |= hmac.compare_digest(wanted, keyed_hash("controle", value))
    return found and bool(said)
