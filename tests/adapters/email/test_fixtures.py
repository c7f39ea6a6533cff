"""Every mail in tests/fixtures/mail against the expectation beside it; a key that nobody checks is a mistake."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from geholpen.adapters.kanalen.email.parse import parse
from geholpen.domain.berichten.ports import Bounce, OnleesbaarBericht, OntvangenBericht, OntvangenBijlage

MAP = Path(__file__).parents[2] / "fixtures" / "mail"
MAILS = sorted(MAP.glob("*.eml"))


def _gelijk(veld: str) -> Callable[[OntvangenBericht, Any], None]:
    def kijk(bericht: OntvangenBericht, verwacht: Any) -> None:
        gevonden = getattr(bericht, veld)
        assert (list(gevonden) if isinstance(gevonden, tuple) else gevonden) == verwacht

    return kijk


def _bevat(veld: str, *, wel: bool = True) -> Callable[[OntvangenBericht, list[str]], None]:
    def kijk(bericht: OntvangenBericht, verwacht: list[str]) -> None:
        gevonden = getattr(bericht, veld)
        gevonden = gevonden if isinstance(gevonden, str) else "\n".join(gevonden)
        assert verwacht, "an empty list checks nothing"
        assert [stuk for stuk in verwacht if (stuk in gevonden) is not wel] == [], gevonden

    return kijk


def _bijlagen(bericht: OntvangenBericht, verwacht: list[dict[str, Any]]) -> None:
    assert len(bericht.bijlagen) == len(verwacht)
    for bijlage, eisen in zip(bericht.bijlagen, verwacht, strict=True):
        for veld, eis in eisen.items():
            _bijlage(bijlage, veld, eis)


def _bijlage(bijlage: OntvangenBijlage, veld: str, eis: Any) -> None:
    if veld == "waarschuwing_bevat":
        assert eis in bijlage.waarschuwing, bijlage.naam
    elif veld == "begint_met":
        assert bijlage.inhoud.startswith(eis.encode()), bijlage.inhoud[:80]
    else:
        assert getattr(bijlage, veld) == eis, (bijlage.naam, bijlage.waarschuwing)


def _bounce(bericht: OntvangenBericht, eisen: dict[str, Any]) -> None:
    assert isinstance(bericht.bounce, Bounce)
    for veld, eis in eisen.items():
        if veld == "uitleg_bevat":
            assert eis in bericht.bounce.uitleg
        else:
            assert getattr(bericht.bounce, veld) == eis


def _echtheid(bericht: OntvangenBericht, eisen: dict[str, str]) -> None:
    assert {veld: getattr(bericht.echtheid, veld) for veld in eisen} == eisen


def _van(bericht: OntvangenBericht, verwacht: str) -> None:
    assert bericht.van is not None and bericht.van.adres == verwacht


def _van_naam(bericht: OntvangenBericht, verwacht: str) -> None:
    assert bericht.van is not None and bericht.van.naam == verwacht


def _adressen(veld: str) -> Callable[[OntvangenBericht, list[str]], None]:
    def kijk(bericht: OntvangenBericht, verwacht: list[str]) -> None:
        assert [adres.adres for adres in getattr(bericht, veld)] == verwacht

    return kijk


def _niets(veld: str) -> Callable[[OntvangenBericht, bool], None]:
    def kijk(bericht: OntvangenBericht, verwacht: bool) -> None:
        assert (getattr(bericht, veld) is None) is verwacht

    return kijk


def _datum(bericht: OntvangenBericht, verwacht: str) -> None:
    assert bericht.datum == datetime.fromisoformat(verwacht)


def _id_eind(bericht: OntvangenBericht, verwacht: str) -> None:
    assert bericht.message_id.endswith(verwacht)


def _aantal(bericht: OntvangenBericht, verwacht: int) -> None:
    assert len(bericht.bijlagen) == verwacht


def _namen(bericht: OntvangenBericht, verwacht: list[str]) -> None:
    assert [bijlage.naam for bijlage in bericht.bijlagen] == verwacht


_ZELFDE = (
    "message_id onderwerpregel aard taal tekst nieuwe_tekst html_veilig externe_beelden in_reply_to references"
    " bezorgd_aan antwoordsleutels onderwerpsleutels ondertekend versleuteld synthetisch_id waarschuwingen"
)
CONTROLES: dict[str, Callable[[OntvangenBericht, Any], None]] = {
    **{veld: _gelijk(veld) for veld in _ZELFDE.split()},
    **{veld: _adressen(veld) for veld in ("aan", "cc", "antwoord_aan")},
    "van": _van,
    "van_naam": _van_naam,
    "datum": _datum,
    "message_id_eindigt_op": _id_eind,
    "tekst_bevat": _bevat("tekst"),
    "nieuwe_tekst_bevat": _bevat("nieuwe_tekst"),
    "nieuwe_tekst_bevat_niet": _bevat("nieuwe_tekst", wel=False),
    "html_bevat": _bevat("html_veilig"),
    "html_bevat_niet": _bevat("html_veilig", wel=False),
    "waarschuwing_bevat": _bevat("waarschuwingen"),
    "zonder_van": _niets("van"),
    "zonder_datum": _niets("datum"),
    "zonder_bounce": _niets("bounce"),
    "bounce": _bounce,
    "bijlagen": _bijlagen,
    "aantal_bijlagen": _aantal,
    "bijlagen_namen": _namen,
    "echtheid": _echtheid,
}


def _lees(pad: Path, opties: dict[str, Any]) -> OntvangenBericht:
    eigen = frozenset(opties.pop("eigen_adressen", []))
    return parse(pad.read_bytes(), eigen_adressen=eigen, **opties)


@pytest.mark.parametrize("pad", MAILS, ids=lambda pad: pad.stem)
def test_mail_gives_what_stands_beside_it(pad: Path) -> None:
    beschrijving = tomllib.loads(pad.with_suffix(".toml").read_text(encoding="utf-8"))
    verwacht = beschrijving["verwacht"]
    assert beschrijving["omschrijving"] and verwacht
    if reden := verwacht.get("onleesbaar_bevat"):
        with pytest.raises(OnleesbaarBericht, match=reden):
            _lees(pad, beschrijving.get("parse", {}))
        return
    bericht = _lees(pad, beschrijving.get("parse", {}))
    for sleutel, eis in verwacht.items():
        CONTROLES[sleutel](bericht, eis)


@pytest.mark.parametrize("pad", MAILS, ids=lambda pad: pad.stem)
def test_every_mail_keeps_the_promises_of_the_port(pad: Path) -> None:
    try:
        bericht = parse(pad.read_bytes())
    except OnleesbaarBericht as fout:
        assert fout.reden.endswith(".")
        return
    assert bool(bericht.nieuwe_tekst) == bool(bericht.tekst.strip())
    assert "\x00" not in repr(bericht).replace("\\x00", "")
    assert all(bijlage.naam and not bijlage.naam.startswith(".") for bijlage in bericht.bijlagen)
    assert bericht == parse(pad.read_bytes())


def test_there_are_enough_mails_and_each_has_its_expectation() -> None:
    assert len(MAILS) >= 65
    assert {pad.stem for pad in MAILS} == {pad.stem for pad in MAP.glob("*.toml")}


def test_only_made_up_domains() -> None:
    for pad in MAILS:
        domeinen = set(re.findall(rb"@([a-z0-9.-]+\.[a-z]{2,})\b", pad.read_bytes().lower()))
        assert {d for d in domeinen if not d.endswith(b".example")} == set(), pad.name


def test_same_id_with_other_text_stays_two_messages() -> None:
    eerste, tweede = (parse(pad.read_bytes()) for pad in MAILS if "dubbel-id" in pad.stem)
    assert eerste.message_id == tweede.message_id
    assert eerste.tekst != tweede.tekst
