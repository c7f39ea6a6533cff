"""Any number of made-up people: the same for everybody, lazily made, skewed as in life."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import phonenumbers
from stdnum.nl import bsn

from geholpen.packs.waterdam.laden import pack
from geholpen.packs.waterdam.volume import klanten

MENSEN = list(klanten(20_000))


def test_the_same_seed_gives_the_same_people() -> None:
    assert list(klanten(20_000)) == MENSEN
    assert list(klanten(20, zaad=2)) != MENSEN[:20]


def test_a_longer_run_begins_with_a_shorter_one() -> None:
    assert list(klanten(2_345)) == MENSEN[:2_345]


def test_exactly_as_many_as_asked() -> None:
    assert [len(list(klanten(n))) for n in (0, 1, 1_999, 2_000, 2_001)] == [0, 1, 1_999, 2_000, 2_001]
    assert [k.nummer for k in MENSEN] == list(range(1, 20_001))


def test_nothing_is_made_before_it_is_asked_for() -> None:
    assert len(list(islice(klanten(10**12), 5))) == 5


def test_numbers_are_test_numbers_and_not_of_the_cast() -> None:
    nummers = [k.bsn for k in MENSEN if k.bsn]
    assert all(k.bsn for k in MENSEN[:9_000])
    assert not any(k.bsn for k in MENSEN[10_000:])
    assert len(set(nummers)) == len(nummers)
    assert all(n.startswith("9999") and bsn.is_valid(n) for n in nummers)
    assert not {k.bsn for k in pack().klanten} & set(nummers)


def test_contacts_are_skewed() -> None:
    zwaar = [k for k in MENSEN if k.aantal_contacten >= 40]
    assert 0.015 < len(zwaar) / len(MENSEN) < 0.025
    assert 4.5 < sum(k.aantal_contacten for k in MENSEN) / len(MENSEN) < 5.5
    assert min(k.aantal_contacten for k in MENSEN) == 1


def test_names_are_skewed_and_addresses_are_ours() -> None:
    (_, meest), *_, (_, minst) = Counter(k.achternaam for k in MENSEN).most_common()
    assert meest > 20 * minst
    assert all(k.postcode.startswith("9999 ") and k.plaats == "Waterdam" for k in MENSEN)
    assert len({k.mail for k in MENSEN}) == len(MENSEN)
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(k.telefoon)) for k in MENSEN[::1_000])
