"""Case 35: whoever is superuser cannot be stopped, but reads no BSN in the whole database, nor by moving a value.

What cannot be prevented is written down in docs/decisions/a-bsn-in-text-is-masked-when-it-is-stored.md.
"""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.queries import bsn_uit
from geholpen.platform import bsn
from geholpen.platform.checks import own_models
from tests import bed, cast
from tests.faces_werkplek.bureau import import_klant
from tests.partijen.schilden import personeelslijst

pytestmark = pytest.mark.usefixtures("register")


def test_no_table_holds_a_bsn_that_can_be_read(echte_commits, beheer):
    for klant in (cast.SAMIRA, cast.DYLAN_THUIS):
        import_klant(klant)
    personeelslijst((cast.DYLAN, cast.DYLAN_THUIS))
    tables = bed.filled_tables(beheer)
    assert {"burgerservicenummer", "personeelssleutel", "partij_opzoek", "dataverwerking"} <= set(tables)
    for table in tables:
        found = bsn.find(bed.copy_out(beheer, table).decode(errors="replace"))
        assert not found, table


def test_a_value_moved_to_another_customer_does_not_open(echte_commits, beheer):
    samira, wouter = import_klant(cast.SAMIRA), import_klant(cast.WOUTER)
    (kept,) = beheer.execute("SELECT versleuteld FROM burgerservicenummer WHERE partij_id = %s", [samira]).fetchone()
    assert bsn_uit(bytes(kept), samira) == cast.SAMIRA.bsn
    with pytest.raises(InvalidTag):
        bsn_uit(bytes(kept), wouter)


def test_health_and_criminal_records_have_no_table():
    """Nothing is stored under them, so there is nothing to encrypt yet; a table that comes must say how."""
    assert not [m.__name__ for m in own_models() if m.gegevenssoort in (G.GEZONDHEID, G.STRAFRECHTELIJK)]
