"""Codes of numbers in other registers: those of now, and those of before Open Klant 2.6 where they can mean one thing.

Pure. Before 2.6 codes were free text; software wrote inp, nnp, vtn, kvk and spellings of those. Together with a number
that passes the check of its kind there is one thing they can be.
"""

from __future__ import annotations

from geholpen.adapters.koppelingen.openklant.vertaald import Onplaatsbaar

BSN = ("natuurlijk_persoon", "brp", "bsn")
RSIN = ("niet_natuurlijk_persoon", "hr", "rsin")
KVK = ("niet_natuurlijk_persoon", "hr", "kvk_nummer")
VESTIGING = ("vestiging", "hr", "vestigingsnummer")
GELDIG = frozenset({BSN, RSIN, KVK, VESTIGING})
#: What older software called the kind of number, written in small letters without dashes and spaces.
OUD = {
    **dict.fromkeys(("bsn", "inp.bsn", "burgerservicenummer"), BSN),
    **dict.fromkeys(("rsin", "nnp.rsin", "innnnpid"), RSIN),
    **dict.fromkeys(("kvk", "kvknummer", "nnp.kvk", "kvk_nummer"), KVK),
    **dict.fromkeys(("vtn", "vestigingsnummer", "vestiging", "vtn.vestigingsnummer"), VESTIGING),
}
_LENGTE = {BSN: 9, RSIN: 9, KVK: 8, VESTIGING: 12}


def codes(objecttype: str, register: str, soort: str, nummer: str) -> tuple[tuple[str, str, str], bool]:
    """((objecttype, register, soort) of the contract, whether they were written otherwise). Raises Onplaatsbaar."""
    given = (objecttype, register, soort)
    if given in GELDIG:
        return given, False
    found = OUD.get(soort.lower().replace("-", "").replace(" ", ""))
    if found is None or not fits(found, nummer):
        raise Onplaatsbaar("partijIdentificator heeft codes die het contract niet kent, en het is niet zeker welke")
    return found, True


def fits(kind: tuple[str, str, str], nummer: str) -> bool:
    """Whether a number can be one of this kind."""
    if not (nummer.isascii() and nummer.isdigit() and len(nummer) == _LENGTE[kind]):
        return False
    if kind not in {BSN, RSIN}:
        return True
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    som = sum(int(cijfer) * weging for cijfer, weging in zip(nummer, weights, strict=True))
    return som != 0 and som % 11 == 0
