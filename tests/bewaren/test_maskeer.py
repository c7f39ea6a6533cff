"""A BSN in a text of before masking is masked afterwards: in steps, resumable, counted, and nothing else changes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connections

from geholpen.config import maskeer
from geholpen.domain.klantcontacten.models import KlantcontactInhoud
from tests import cast
from tests.api.inzien import alles
from tests.faces_werkplek.bureau import import_klant
from tests.partijen.schilden import met_vraag


@pytest.fixture
def oud(echte_commits: None, register: Any, beheer: Any) -> Any:
    """Contacts whose words were stored as they came, past the fields that mask."""
    partij_id, _ = met_vraag(cast.WOUTER)
    import_klant(cast.ROOS)
    beheer.execute("UPDATE klantcontact_inhoud SET inhoud = %s", [f"Mijn nummer is {cast.SAMIRA.bsn}, groet"])
    yield partij_id
    connections["eigenaar"].close()


def test_old_texts_are_masked_and_counted(oud: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert maskeer.main() == 0
    assert {r.inhoud for r in alles(KlantcontactInhoud, partij_id=oud)} == {"Mijn nummer is •••••••50, groet"}
    said = capsys.readouterr().out
    assert "klantcontact_inhoud: 1 rijen bekeken, 1 rijen gemaskeerd" in said
    assert cast.SAMIRA.bsn not in said
    maskeer.main()
    assert "klantcontact_inhoud: 1 rijen bekeken, 0 rijen gemaskeerd" in capsys.readouterr().out


def test_cut_off_it_goes_on_where_it_stopped(oud: Any, beheer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    met_vraag(cast.NAIMA)
    beheer.execute("UPDATE klantcontact_inhoud SET inhoud = %s", [f"BSN {cast.SAMIRA.bsn}"])
    monkeypatch.setattr(maskeer, "STAP", 1)
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute(maskeer._STAND)
    tabel = next(t for t in maskeer.tabellen() if t.naam == "klantcontact_inhoud")
    next(maskeer.steps(tabel))  # one row, and then the power goes
    assert maskeer.stand(tabel.naam) == (1, 1)
    assert len(list(maskeer.steps(tabel))) == 1  # the other one only
    assert maskeer.stand(tabel.naam) == (2, 2)
    assert {r.inhoud for r in alles(KlantcontactInhoud)} == {"BSN •••••••50"}


def test_every_table_is_closed_again_with_its_triggers(oud: Any, beheer: Any) -> None:
    triggers = "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'"
    before = beheer.execute(triggers).fetchone()
    maskeer.main()
    names = [t.naam for t in maskeer.tabellen()]
    closed = "SELECT count(*) FROM pg_class WHERE relname = ANY (%s) AND relforcerowsecurity"
    assert beheer.execute(closed, [names]).fetchone() == (len(names),)
    assert beheer.execute(triggers).fetchone() == before
