"""Case 34: erasing a person breaks the chain of the log, or leaves copies. It does neither."""

from __future__ import annotations

import pytest

from geholpen.domain.bewaren.commands import wis_partij
from geholpen.domain.bewaren.queries import is_onderdrukt
from geholpen.domain.bewaren.tabellen import tabellen
from geholpen.domain.bewaren.tasks import clean_up
from geholpen.domain.doelbinding.zegel.controle import check
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.partijen import sleutels
from geholpen.packs.waterdam.vullen.stad import partij_id
from geholpen.platform.context import Aanleiding
from tests import bed, cast
from tests.bewaren.rijen import MAG_BLIJVEN, only_of, tables_with
from tests.doelbinding.zegelproef import checkpoint, seal_all

SAMIRA, WOUTER = partij_id("samira"), partij_id("wouter")


@pytest.fixture
def stad(echte_stad, beheer, register, tmp_path, settings):
    """The town, sealed, with a checkpoint and a destruction book outside."""
    settings.ZEGEL_MAP, settings.ZEGEL_MAIL = str(tmp_path), ""
    _look_at(beheer)
    seal_all(beheer)
    checkpoint(0)
    return beheer


def _look_at(beheer) -> None:
    """A line in the log about her: somebody opened her question."""
    vraag = beheer.execute(
        "SELECT id FROM klantvraag WHERE partij_id = %s AND status <> 'afgehandeld' LIMIT 1", [SAMIRA]
    ).fetchone()
    if vraag:
        klantbeeld(bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", SAMIRA, vraag[0])), SAMIRA)


def test_nothing_is_left_and_the_chain_verifies(stad, tmp_path):
    values = only_of(stad, SAMIRA) | {cast.SAMIRA.bsn}
    mail = next(d.waarde for d in cast.SAMIRA.digitale_adressen if d.soort == "email")
    assert len(values) > 20
    assert mail in values
    before = stad.execute("SELECT count(*) FROM dataverwerking WHERE partij_id = %s", [SAMIRA]).fetchone()[0]
    verklaring = wis_partij(bed.medewerker("mdw-008"), SAMIRA)

    assert {v: found for v in values if (found := tables_with(stad, v) - {"vernietigbesluit"})} == {}
    # `bekeken`: that whoever erased looked at her counts for an hour, and then goes by itself
    assert tables_with(stad, str(SAMIRA)) - {"audit", "bekeken"} <= MAG_BLIJVEN
    assert verklaring.logregels == before
    assert check().bevindingen == []

    seal_all(stad)
    checkpoint(2)
    clean_up()
    seal_all(stad)
    uitslag = check()
    assert uitslag.bevindingen == []
    assert uitslag.gewist >= verklaring.logregels > 0

    assert stad.execute("SELECT naam FROM dataverwerking WHERE partij_id = %s", [SAMIRA]).fetchall() == []
    assert is_onderdrukt([sleutels.email(mail)])
    assert not is_onderdrukt([sleutels.email("iemand@anders.example")])
    audit = stad.execute("SELECT actor_id IS NOT NULL FROM audit WHERE handeling LIKE '%wis_partij' AND besluit")
    assert audit.fetchall() == [(True,)]
    assert any(str(SAMIRA) in path.read_text() for path in tmp_path.glob("vernietigd-*.jsonl"))
    assert not any(v in path.read_text() for path in tmp_path.rglob("*") if path.is_file() for v in values)


def test_somebody_else_keeps_everything(stad):
    tables = [naam for naam, t in tabellen().items() if t.van_klanten]
    before = {n: stad.execute(f"SELECT count(*) FROM {n} WHERE partij_id = %s", [WOUTER]).fetchone() for n in tables}
    wis_partij(bed.medewerker("mdw-008"), SAMIRA)
    after = {n: stad.execute(f"SELECT count(*) FROM {n} WHERE partij_id = %s", [WOUTER]).fetchone() for n in tables}
    assert after == before
