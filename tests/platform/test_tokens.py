"""The signed context as text: bits, sources, and the same HMAC as everybody's."""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from geholpen.platform import tokens

SOORTEN = st.sets(st.integers(1, tokens.MAX_SOORT))


@given(SOORTEN)
def test_a_category_is_one_bit(soorten):
    mask = tokens.bits(soorten)
    assert {n for n in range(1, tokens.MAX_SOORT + 1) if mask & (1 << (n - 1))} == soorten


@given(st.dictionaries(st.integers(1, tokens.MAX_SOORT), st.just("{1,2}")))
def test_the_sources_of_a_category_stand_at_its_number(per_soort):
    parts = tokens.sources(per_soort).split(";")
    for number, part in enumerate(parts, 1):
        assert part == per_soort.get(number, "{}")
    assert len(parts) >= max(per_soort, default=1)


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_the_pads_make_the_hmac_of_the_library(sleutel, message):
    """The database computes sha256(outer || sha256(inner || message)); that must be HMAC for keys of any length."""
    binnen, buiten = tokens.pads(sleutel)
    ours = hashlib.sha256(buiten + hashlib.sha256(binnen + message).digest()).digest()
    assert ours == hmac.digest(sleutel, message, "sha256")


def test_a_token_says_who_what_and_until_when():
    signed = tokens.sign(
        b"sleutel",
        actor="7",
        activiteit=20,
        lezen=5,
        schrijven=1,
        partijen=[UUID(int=1), UUID(int=2)],
        geheim=True,
        trace="t",
        lees_bronnen="{1}",
        schrijf_bronnen="{20}",
        now=1000.9,
    )
    *parts, mac = signed.split("|")
    assert parts[:6] == ["1", str(1000 + tokens.LEVENSDUUR), "7", "20", "5", "1"]
    assert parts[6] == "{00000000-0000-0000-0000-000000000001,00000000-0000-0000-0000-000000000002}"
    assert parts[7:] == ["t", "t", "{1}", "{20}"]
    assert len(mac) == 64


def test_no_customers_named_means_all():
    common = {"actor": "", "activiteit": 1, "lezen": 0, "schrijven": 0, "geheim": False, "trace": ""}
    signed = tokens.sign(b"s", partijen=None, lees_bronnen="{}", schrijf_bronnen="{}", **common)
    assert signed.split("|")[6] == "*"
    nobody = tokens.sign(b"s", partijen=[], lees_bronnen="{}", schrijf_bronnen="{}", **common)
    assert nobody.split("|")[6] == "{}"
