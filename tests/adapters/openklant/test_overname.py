"""A whole register is taken over, as often as one likes, and nothing is lost on the way."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection

from geholpen.adapters.koppelingen.openklant import overname
from geholpen.adapters.koppelingen.openklant.verslag import markdown
from geholpen.domain.overnemen.queries import RESOURCES
from tests.adapters.openklant.gemeente import (
    betrokkene,
    key,
    nummer,
    partij,
)
from tests.adapters.openklant.uitkomst import aantallen, regel
from tests.api.conftest import TOKEN
from tests.api.oproep import CG, Beller


def _bare(value: Any) -> Any:
    """Without addresses and without what is expanded: these are of where a record is read."""
    if isinstance(value, dict):
        return {naam: _bare(waarde) for naam, waarde in value.items() if naam not in {"url", "_expand"}}
    return [_bare(een) for een in value] if isinstance(value, list) else value


@pytest.mark.parametrize("grootte", [500, pytest.param(1, marks=pytest.mark.slow)])
def test_every_object_is_here_under_its_own_key_as_it_was(neem_over, twin, api, grootte):
    verslag = neem_over(grootte=grootte)
    assert verslag.klopt, markdown(verslag)
    assert aantallen(verslag) == {r: (len(twin.records[r]),) * 2 for r in RESOURCES}
    for resource, records in twin.records.items():
        beller = Beller(TOKEN, basis=CG) if resource in {"persoon", "organisatie"} else api
        for record in records:
            here = _bare(beller.get(f"{resource}/{record['uuid']}").json)
            back = {"betrokkenen", "categorieRelaties", "digitaleAdressen", "vertegenwoordigden", "rekeningnummers"}
            back |= {"partijIdentificatoren", "volledigeNaam", "categorie", "partijIdentificatie", "nummer"}
            for naam, waarde in _bare(record).items():
                if naam not in back:
                    assert here[naam] == waarde, (resource, naam)


def test_every_customer_has_a_line_under_the_purpose_of_taking_over(neem_over, rijen):
    neem_over()
    ((activiteit,),) = rijen("SELECT nummer FROM verwerkingsactiviteit WHERE code = 'overnemen'")
    logged = {id for (id,) in rijen("SELECT DISTINCT partij_id FROM dataverwerking WHERE activiteit = %s", activiteit)}
    customers = {id for (id,) in rijen("SELECT partij_id FROM partij")}
    assert customers <= logged


def test_a_second_time_changes_nothing(neem_over, rijen):
    neem_over()
    tables = [t for (t,) in rijen("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    own = [
        t
        for t in tables
        if rijen(f"SELECT 1 FROM information_schema.columns WHERE table_name = '{t}' AND column_name = 'verkregen_op'")
    ]
    before = {t: rijen(f"SELECT * FROM {t} ORDER BY 1, 2") for t in own}
    assert sum(map(len, before.values())) > 50
    assert neem_over().klopt
    assert {t: rijen(f"SELECT * FROM {t} ORDER BY 1, 2") for t in own} == before


def test_poison_stops_nothing_and_is_in_the_report_with_its_reason(neem_over, twin):
    twin.add("partijen", partij("dier", soortPartij="dier"), {"zonder": "uuid"}, "geen record")
    twin.add("partijen", partij("lang", voorkeurstaal="nederlands"), partij("na het gif"))
    twin.add("betrokkenen", betrokkene("hoort bij gif", "eerste", "dier"))
    twin.add("partij-identificatoren", nummer("fout", "zaak", ("inp", "brp", "bsn"), "123456789"))
    twin.add("partij-identificatoren", nummer("dubbel", "filiaal", ("natuurlijk_persoon", "brp", "bsn"), "999990019"))
    verslag = neem_over()
    assert not verslag.klopt
    redenen = dict(regel(verslag, "partijen").geweigerd)
    assert len(redenen) == 4
    assert "soortPartij" in redenen[key("dier")]
    assert "langer dan hier past" in redenen[key("lang")]
    assert sum("geen geldige uuid" in reden for reden in redenen.values()) == 2
    assert regel(verslag, "partijen").hier == 5
    assert dict(regel(verslag, "betrokkenen").geweigerd) == {
        key("hoort bij gif"): "De partij die erbij was is niet overgenomen."
    }
    assert {id for id, _ in regel(verslag, "partij-identificatoren").geweigerd} == {key("fout"), key("dubbel")}
    assert "123456789" not in markdown(verslag)
    assert "999990019" not in markdown(verslag)


def test_nobody_else_takes_over_at_the_same_time(neem_over):
    refused: list[str] = []

    def second() -> None:
        """In a thread of its own: that has a connection of its own."""
        try:
            with overname.alone():
                pass
        except overname.AlBezig as fout:
            refused.append(str(fout))
        finally:
            connection.close()

    def try_it() -> None:
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(timeout=30)

    with overname.alone():
        try_it()
    assert refused == ["Er loopt al een overname op deze database. Wacht tot die klaar is."]
    try_it()
    assert len(refused) == 1, "free again"
