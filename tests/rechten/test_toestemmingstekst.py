"""The question for consent in plain words; who answered it in other words is not asked again."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from django.utils import translation

from geholpen.domain.doelbinding.queries import actieve_versies
from geholpen.domain.rechten.commands import Antwoord, antwoord_toestemming
from geholpen.domain.rechten.queries import toestemmingen_van
from geholpen.domain.rechten.toestemmingstekst import _text, vraag_van
from geholpen.platform.taal import vertaald
from tests import bed
from tests.rechten.toestemming import samira

__all__ = ["samira"]
PANEL = 45


@pytest.mark.parametrize(
    ("dagen", "nl", "en"), [(365, "1 jaar", "1 year"), (730, "2 jaar", "2 years"), (90, "90 dagen", "90 days")]
)
def test_a_term_of_whole_years_is_said_in_years(samira, dagen, nl, en):
    versie = next(v for v in actieve_versies() if v.nummer == PANEL)
    versie = replace(versie, inhoud=replace(versie.inhoud, bewaardagen=dagen))
    assert f"Wij bewaren het {nl}. " in _text(versie, str)
    with translation.override("en"):
        assert f"We keep it for {en}. " in _text(versie, vertaald)
        assert f"Wij bewaren het {nl}. " in _text(versie, str), "the record is in the language that counts"


def test_an_answer_to_the_old_words_counts_on(samira, beheer):
    vraag = vraag_van(PANEL)
    assert vraag is not None
    antwoord_toestemming(bed.klant(samira), samira, Antwoord(PANEL, "ja", vraag.hash))
    oud = vraag.tekst.replace("1 jaar. Wilt", "365 dagen. Wilt")
    old = [oud, hashlib.sha256(oud.encode()).hexdigest(), samira]
    beheer.execute("UPDATE toestemming SET tekst = %s, tekst_hash = %s WHERE partij_id = %s", old)
    (found,) = (t for t in toestemmingen_van(bed.klant(samira), samira) if t.vraag.nummer == PANEL)
    assert found.staat == "gegeven"
