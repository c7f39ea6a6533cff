"""A letter that was made by a computer has text of its own: it is read as it looks, like any other."""

from __future__ import annotations

import pytest

from geholpen.adapters.kanalen.brief import ocr
from tests.kanalen.brief.brieven import needs_ocr, typed

pytestmark = [needs_ocr, pytest.mark.slow]


def test_a_pdf_with_text_of_its_own_is_read_like_paper():
    tekst = ocr.read(typed(), 1).tekst
    assert "parkeervergunning" in tekst
    assert "OCR skipped" not in tekst
