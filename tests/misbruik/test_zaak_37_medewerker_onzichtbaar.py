"""Case 37: who works here is no performance data: no face that gives the log away says which employee it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from geholpen.adapters.koppelingen.otlp import bericht
from geholpen.domain.doelbinding.queries import actieve_versies
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.commands import import_klantvraag
from geholpen.domain.organisatie.models import Medewerker
from geholpen.domain.verantwoording import ldv, regels
from geholpen.platform.context import Aanleiding
from tests import bed
from tests.api.klanten import ADA_BSN
from tests.api.oproep import Beller
from tests.doelbinding.proef import open_, token
from tests.hot.conftest import _vraag
from tests.verantwoording.conftest import ada as ada
from tests.verantwoording.conftest import beller as beller
from tests.verantwoording.logregels import kijk

WIE = "mdw-003"
VNG = {"objecttype": "persoon", "soortObjectId": "BSN", "objectId": ADA_BSN}
#: How each face names the look.
LOOK = dict.fromkeys(("LDV", "VNG", "burger"), "Uw gegevens en vragen bekeken") | {"ADL": "klantbeeld"}
PERIODE = {"beginDatum": "2020-01-01", "eindDatum": "2030-01-01"}


@pytest.fixture
def gekeken(ada: UUID) -> UUID:
    """An employee of parking opened the klantbeeld of Ada for her question."""
    oud = _vraag("parkeervergunning")
    import_klantvraag(bed.systeem().over({ada}), ada, oud)
    klantbeeld(bed.medewerker(WIE).voor(Aanleiding("klantvraag", ada, oud.id)), ada)
    return ada


def _names(wie: Medewerker) -> tuple[str, ...]:
    return str(wie.id), wie.id.hex, wie.code, wie.naam, wie.groetnaam


def test_no_face_that_gives_the_log_away_names_an_employee(beller: Callable[..., Beller], gekeken: UUID) -> None:
    wie = Medewerker.objects.get(code=WIE)
    assert kijk("SELECT count(*) FROM audit WHERE actor_id = %s", wie.id)[0][0] > 0  # the audit does know
    lezer: Any = beller("ldv", "ldv:lezen", "read:normal", "read:confidential", "adl:lezen")
    bsn = {"dpl.core.data_subject_id": ADA_BSN, "dpl.core.data_subject_id_type": "BSN"}
    given = {
        "LDV": lezer.post("processing-activities", bsn),
        "VNG": lezer.post("/verwerkingenlogging/api/v1/verwerkingsacties/zoek", VNG),
        "burger": lezer.post("/verwerkingeninzage/api/v1/verwerkte-objecten/zoek", {**VNG, **PERIODE}),
        "ADL": lezer.get("/beslissingen/api/v1/beslissingen"),
    }
    for face, found in given.items():
        assert found.status == 200, (face, found.json)
        text = found.lichaam.decode()
        assert LOOK[face] in text, face
        assert not [n for n in _names(wie) if n in text], face
    acties = given["VNG"].json["results"]
    assert acties
    assert all("gebruiker" not in a for a in acties)


def test_what_is_brought_to_another_log_names_no_employee(beller: Callable[..., Beller], gekeken: UUID) -> None:
    wie = Medewerker.objects.get(code=WIE)
    open_(token(partijen=None))
    from geholpen.platform.doors import backstage  # noqa: PLC0415

    with backstage():
        rijen = regels.zoek(regels.Regelvraag(partijen=(gekeken,)), 100)
    text = bericht.request(list(ldv.regels(rijen, met_bovenregel=True))).decode()
    assert json.loads(text)["resourceSpans"]
    assert not [n for n in _names(wie) if n in text]


def test_measuring_people_is_no_activity_of_the_register(register: Any, db: None) -> None:
    words = ("prestatie", "functioneren van medewerkers", "productiviteit", "beoordelen van medewerkers")
    for v in actieve_versies():
        assert not [w for w in words if w in f"{v.inhoud.naam} {v.inhoud.doel}".lower()], v.code
