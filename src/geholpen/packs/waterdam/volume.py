"""Any number of made-up customers for `geholpen demo --klanten 100000` and the benches. Same seed, same people.

A longer run starts with the people of a shorter one. Numbers are skewed as in life: a few first and last names are very
common, 2 % of the people have about sixty contacts and the rest about four (together about five each).
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, islice
from typing import NamedTuple

from stdnum.nl import bsn as bsn_nummer

from geholpen.packs.waterdam.laden import DATA, pack

_DELEN: dict[str, list[str]] = tomllib.loads((DATA / "volume.toml").read_text(encoding="utf-8"))
_LETTERS = "ABCDEGHJKLMNPRSTVWXZ"
_BLOK = 2_000
#: Telephone numbers are of the kind for machines (097): valid in form, nobody answers them.
_TELEFOONS = 1_000_000


class VolumeKlant(NamedTuple):
    """One made-up person. `bsn` and `telefoon` are "" when the made-up numbers ran out.

    A tuple: a frozen dataclass takes much longer to make.
    """

    nummer: int
    voorletters: str
    voornaam: str
    voorvoegsel: str
    achternaam: str
    geboortedatum: str
    straat: str
    huisnummer: int
    postcode: str
    plaats: str
    mail: str
    telefoon: str
    bsn: str
    aantal_contacten: int


def klanten(aantal: int, zaad: int = 1) -> Iterator[VolumeKlant]:
    """Yield `aantal` people, numbered from 1. Deterministic in `zaad`."""
    rng = random.Random(zaad)  # noqa: S311  made-up people, no secrets
    for begin in range(0, aantal, _BLOK):
        yield from islice(_block(rng, begin), aantal - begin)


def _block(rng: random.Random, begin: int) -> Iterator[VolumeKlant]:
    """The people of one block. The draws are made at once, that is several times faster than one by one."""
    voornamen = rng.choices(_DELEN["voornamen"], cum_weights=_zipf(len(_DELEN["voornamen"])), k=_BLOK)
    achternamen = rng.choices(_achternamen(), cum_weights=_zipf(len(_achternamen())), k=_BLOK)
    voorvoegsels = rng.choices(_DELEN["voorvoegsels"], k=_BLOK)
    straten = rng.choices(_straten(), k=_BLOK)
    getallen = rng.choices(range(1 << 30), k=_BLOK)
    return map(_person, range(begin + 1, begin + _BLOK + 1), voornamen, voorvoegsels, achternamen, straten, getallen)


def _person(
    nummer: int, voornaam: str, voorvoegsel: str, achternaam: str, straat: tuple[str, str], g: int
) -> VolumeKlant:
    """One person; `g` is 30 random bits, cut up for the small things."""
    return VolumeKlant(
        nummer,
        voornaam[0] + ".",
        voornaam,
        voorvoegsel,
        achternaam,
        f"{1932 + g % 75}-{g // 75 % 12 + 1:02d}-{g // 900 % 28 + 1:02d}",
        straat[0],
        g // 25_200 % 140 + 1,
        straat[1],
        "Waterdam",
        f"klant{nummer}@voorbeeld.example",
        f"+3197000{nummer:06d}" if nummer < _TELEFOONS else "",
        _bsn()[nummer - 1] if nummer <= len(_bsn()) else "",
        40 + g % 41 if g // 75 % 50 == 0 else 1 + g % 7,
    )


@cache
def _zipf(aantal: int) -> list[float]:
    return list(accumulate(1 / (rang + 8) for rang in range(1, aantal + 1)))


@cache
def _achternamen() -> list[str]:
    namen = [stam + uitgang for uitgang in _DELEN["uitgangen"] for stam in _DELEN["stammen"]]
    return sorted(dict.fromkeys(namen), key=lambda naam: (sum(map(ord, naam)) * 7919) % 1009)


@cache
def _straten() -> list[tuple[str, str]]:
    namen = [begin + eind for begin in _DELEN["straatbegin"] for eind in _DELEN["straateind"]]
    return [
        (naam, f"9999 {_LETTERS[plek // len(_LETTERS) + 5]}{_LETTERS[plek % len(_LETTERS)]}")
        for plek, naam in enumerate(namen)
    ]


@cache
def _bsn() -> list[str]:
    """All test numbers that pass the eleven-check, without those of the cast (about nine thousand)."""
    cast = {klant.bsn for klant in pack().klanten}
    nummers = (f"9999{n:05d}" for n in range(100_000))
    return [nummer for nummer in nummers if nummer not in cast and bsn_nummer.is_valid(nummer)]
