"""A telephone number is written as people read it out."""

import pytest

from geholpen.platform.telefoonnummer import leesbaar


@pytest.mark.parametrize(
    ("nummer", "leest"),
    [
        ("+31850000111", "085 000 01 11"),
        ("0612345678", "06 12 34 56 78"),
        ("0031 6 12345678", "06 12 34 56 78"),
        ("+31201234567", "020 123 45 67"),
        ("0321-123456", "0321 12 34 56"),
        ("0800 1234", "0800 1234"),
        ("14020", "14 020"),
        ("+32471123456", "+32 471 12 34 56"),
        ("+493012345678", "+49 30 12345678"),
        ("123", "123"),
        ("toestel 12", "toestel 12"),
        ("", ""),
    ],
)
def test_a_number_reads_easily(nummer, leest):
    assert leesbaar(nummer) == leest
    assert leesbaar(leest) == leest
