"""Case 23: the log itself must not become a way to follow somebody; who reads it needs a reason, and is in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from geholpen.domain.doelbinding.queries import inzage
from geholpen.domain.organisatie.models import Medewerker
from geholpen.domain.verantwoording import pseudoniem
from geholpen.platform.context import Context
from geholpen.platform.errors import Refused
from tests import bed
from tests.api.klanten import ADA_BSN
from tests.api.oproep import Beller
from tests.verantwoording.conftest import ada as ada
from tests.verantwoording.conftest import beller as beller
from tests.verantwoording.conftest import koppeling as koppeling
from tests.verantwoording.logregels import kijk

VRAAG = {"dpl.core.data_subject_id": ADA_BSN, "dpl.core.data_subject_id_type": "BSN"}
PADEN = ("/ldv/api/v1/processing-activities", "/verwerkingenlogging/api/v1/verwerkingsacties/zoek")
VNG = {"objecttype": "persoon", "soortObjectId": "BSN", "objectId": ADA_BSN}
LEZEN = ("ldv:lezen", "read:normal", "read:confidential", "adl:lezen")


def _in_the_audit(deur: str) -> str:
    [(resultaat,)] = kijk("SELECT resultaat FROM audit WHERE handeling = %s ORDER BY id DESC LIMIT 1", deur)
    return str(resultaat)


@pytest.mark.parametrize("code", ["mdw-001", "mdw-003"])
def test_an_employee_cannot_browse_the_log_of_a_customer(ada: UUID, code: str) -> None:
    wie: Context = bed.medewerker(code).over({ada})
    with pytest.raises(Refused):
        inzage(wie, ada)
    deur = inzage.door.name.removeprefix("geholpen.domain.")
    assert _in_the_audit(deur) != "geleverd"
    assert kijk("SELECT count(*) FROM dataverwerking WHERE deur = %s", deur) == [(0,)]


def test_software_without_the_right_gets_nothing_and_that_is_on_record(
    beller: Callable[..., Beller], koppeling: Beller, ada: UUID
) -> None:
    koppeling.get(f"partijen/{ada}")
    zonder = beller("zonder")
    for pad, vraag in zip(PADEN, (VRAAG, VNG), strict=True):
        found = zonder.post(pad, vraag)
        assert found.status == 403
        assert b"processingActivities" not in found.lichaam
    assert kijk("SELECT count(*) FROM audit WHERE resultaat = 'SCOPE' AND NOT besluit") == [(2,)]


def test_who_may_read_it_does_so_under_a_purpose_of_its_own_and_stands_in_the_log_of_the_person(
    beller: Callable[..., Beller], koppeling: Beller, ada: UUID
) -> None:
    koppeling.get(f"partijen/{ada}")
    lezer = beller("ldv", *LEZEN)
    assert lezer.post(PADEN[0], VRAAG).json["processingActivities"]
    rows = kijk(
        "SELECT w.code FROM dataverwerking d JOIN verwerkingsactiviteit w ON w.nummer = d.activiteit"
        " WHERE d.partij_id = %s AND d.deur LIKE 'verantwoording.%%'",
        ada,
    )
    assert rows
    assert {code for (code,) in rows} == {"verantwoording"}


def test_what_is_given_away_follows_nobody_who_works_here_and_names_no_customer(
    beller: Callable[..., Beller], koppeling: Beller, ada: UUID
) -> None:
    koppeling.get(f"partijen/{ada}")
    lezer: Any = beller("ldv", *LEZEN)
    given = lezer.post(PADEN[0], VRAAG).lichaam + lezer.post(PADEN[1], VNG).lichaam
    given += lezer.get("/beslissingen/api/v1/beslissingen").lichaam
    text = given.decode()
    assert pseudoniem.alle_van_partij(ada)[0][:40] in text
    assert str(ada) not in text
    assert ADA_BSN not in text
    for wie in Medewerker.objects.all():
        assert str(wie.id) not in text
