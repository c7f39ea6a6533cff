"""The settings that people change on a page: how each is read from a form, and what is wrong with it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from geholpen.platform.errors import Invalid, every

#: The groups, as the database has them: one change is about one of them.
DELEN = ("gegevens", "nummer", "post")
ADRES = ("straat", "huisnummer", "postcode", "plaats")
#: Where the system mails colleagues: setting → the lists in it that must not be empty.
POST = {
    "register_mail": ("fg", "beheer"),
    "controle_mail": ("teamleider", "fg"),
    "toezicht_mail": ("fg",),
    "afdeling_mail": (),
}
MAX_ADRESSEN = 10
_POSTCODE = re.compile(r"(\d{4})\s*([A-Za-z]{2})")


def read_instellingen(deel: str, velden: Mapping[str, str]) -> dict[str, Any]:
    """What was filled in, as the settings hold it. Raises Invalid with every fault, by the name of the field."""
    if deel == "nummer":
        return {"oin": _oin(velden.get("oin", ""))}
    return _gegevens(velden) if deel == "gegevens" else _post(velden)


def _gegevens(velden: Mapping[str, str]) -> dict[str, Any]:
    def given(naam: str) -> str:
        return " ".join(velden.get(naam, "").split())

    naam, mail, telefoon, website, snel_weg, adres = every(
        lambda: _words("naam", given("naam"), 3, 120, "Vul de naam van de organisatie in."),
        lambda: _mail("mailadres", given("mailadres")),
        lambda: _telefoon(given("telefoon")),
        lambda: _web("website", given("website")),
        lambda: _web("snel_weg", given("snel_weg")) if given("snel_weg") else "",
        lambda: _adres(given),
    )
    return {
        "naam": naam,
        "mailadres": mail,
        "telefoon": telefoon,
        "website": website,
        "snel_weg": snel_weg,
        "adres": adres,
    }


def _adres(given: Any) -> dict[str, str]:
    straat, nummer, code, plaats = every(
        lambda: _words("straat", given("straat"), 2, 80, "Vul de straat in."),
        lambda: _words("huisnummer", given("huisnummer"), 1, 10, "Vul het huisnummer in, bijvoorbeeld 1 of 12a."),
        lambda: _postcode(given("postcode")),
        lambda: _words("plaats", given("plaats"), 2, 80, "Vul de plaats in."),
    )
    return {"straat": straat, "huisnummer": nummer, "postcode": code, "plaats": plaats}


def _post(velden: Mapping[str, str]) -> dict[str, Any]:
    """Fields are called `setting.list`; a list has one address per line. A department has one address of its own."""
    lists: dict[str, dict[str, Any]] = {setting: {} for setting in POST}
    faults: list[Invalid] = []
    for veld, text in sorted(velden.items()):
        setting, punt, naam = veld.partition(".")
        if not punt or setting not in POST:
            continue
        try:
            found = _mails(veld, text, needed=naam in POST[setting])
        except Invalid as fault:
            faults.append(fault)
            continue
        if setting == "afdeling_mail" and len(found) > 1:
            faults.append(Invalid(veld, "Een afdeling heeft één mailadres."))
        elif found:
            lists[setting][naam] = found[0] if setting == "afdeling_mail" else found
    if faults:
        raise Invalid.several(faults)
    return lists


def _mails(veld: str, text: str, *, needed: bool) -> list[str]:
    found = list(dict.fromkeys(part for part in re.split(r"[\s,;]+", text) if part))
    if needed and not found:
        raise Invalid(veld, "Vul minstens één mailadres in. Zonder adres hoort niemand het als er iets is.")
    if len(found) > MAX_ADRESSEN:
        raise Invalid(veld, f"Vul hoogstens {MAX_ADRESSEN} adressen in.")
    return [_mail(veld, adres) for adres in found]


def _mail(veld: str, adres: str) -> str:
    try:
        validate_email(adres)
    except ValidationError:
        said = f"“{adres[:60]}” is geen mailadres." if adres else "Vul een mailadres in."
        raise Invalid(veld, f"{said} Schrijf het zo: naam@gemeente.nl.") from None
    return adres


def _oin(text: str) -> str:
    clean = re.sub(r"[\s.-]", "", text)
    if not re.fullmatch(r"\d{20}", clean, re.ASCII):
        told = f" Dit zijn er {len(clean)}." if re.fullmatch(r"\d+", clean, re.ASCII) else " Letters staan er niet in."
        raise Invalid("oin", "Een OIN heeft 20 cijfers." + (told if clean else ""))
    if not clean.strip("0"):
        raise Invalid("oin", "Een OIN van alleen nullen bestaat niet.")
    return clean


def _telefoon(text: str) -> str:
    if not re.fullmatch(r"(\+31|0)[\d\s-]{8,14}|14\s?0\d{2,3}", text, re.ASCII):
        raise Invalid("telefoon", "Vul een telefoonnummer in, bijvoorbeeld 085 000 01 00 of 14 020.")
    return text


def _web(veld: str, text: str) -> str:
    """A whole address that nobody between can read along with."""
    parts = urlsplit(text)
    if parts.scheme != "https" or "." not in (parts.hostname or "") or parts.username or len(text) > 200:
        raise Invalid(veld, "Vul een heel webadres in dat begint met https://, bijvoorbeeld https://www.gemeente.nl.")
    return text


def _postcode(text: str) -> str:
    found = _POSTCODE.fullmatch(text)
    if not found:
        raise Invalid("postcode", "Een postcode heeft vier cijfers en twee letters, bijvoorbeeld 1234 AB.")
    return f"{found[1]} {found[2].upper()}"


def _words(veld: str, text: str, least: int, most: int, said: str) -> str:
    if len(text) < least:
        raise Invalid(veld, said)
    if len(text) > most:
        raise Invalid(veld, f"Dit is te lang. Er passen hoogstens {most} tekens in.")
    return text
