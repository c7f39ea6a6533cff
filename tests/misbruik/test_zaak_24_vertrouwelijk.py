"""Case 24: an investigation nobody may know of is in no page and no number, and appears when its last day is over."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from geholpen.domain.doelbinding.models import Audit, Dataverwerking
from geholpen.domain.doelbinding.queries import inzage, openbare_versies, sleutels
from geholpen.domain.doelbinding.register import register
from geholpen.domain.klantbeeld.queries import klantbeeld
from tests import bed, cast
from tests.doelbinding.proef import ALLES, open_, sql, token
from tests.partijen.schilden import aan, met_vraag

PARKEREN = 20


@pytest.fixture
def onderzoek(echte_commits, beheer):
    """Set the last day of the activity parkeren, past what keeps a version as it is; counted from today."""
    register.forget()

    def until(dagen: int | None) -> None:
        beheer.execute("SET session_replication_role = replica")
        dag = "NULL" if dagen is None else f"(now() AT TIME ZONE 'Europe/Amsterdam')::date + {dagen}"
        beheer.execute(f"UPDATE verwerkingsactiviteit_versie SET vertrouwelijk_tot = {dag} WHERE nummer = {PARKEREN}")
        register.forget()

    yield until
    register.forget()


def _looked(partij_id: UUID) -> list[str]:
    """What the customer reads."""
    return [regel for entry in inzage(bed.klant(partij_id), partij_id) for regel in entry.wat]


def _lines(model, partijen: list[UUID] | None) -> int:
    """How many lines of this activity an application or a customer could count, with every category and source."""
    open_(token(lezen=ALLES, partijen=partijen))
    return sql(f"SELECT count(*) FROM {model._meta.db_table} WHERE activiteit = %s", PARKEREN)[0][0]


def test_it_is_invisible_and_the_number_of_lines_does_not_change_until_it_is_over(onderzoek, beheer, django_db_blocker):
    partij_id, reden = met_vraag(cast.SAMIRA)
    onderzoek(30)
    before = _looked(partij_id)
    klantbeeld(aan(cast.HENK_JAN, reden), partij_id)
    assert "Uw gegevens en vragen bekeken" not in _looked(partij_id)
    assert len([w for w in _looked(partij_id) if w != "U keek wie uw gegevens bekeek"]) == len(before) - before.count(
        "U keek wie uw gegevens bekeek"
    )
    stored = beheer.execute("SELECT count(*) FROM dataverwerking WHERE activiteit = 20").fetchone()[0]
    assert stored >= 1
    from django.db import transaction  # noqa: PLC0415

    with transaction.atomic():
        assert _lines(Dataverwerking, [partij_id]) == _lines(Dataverwerking, None) == _lines(Audit, None) == 0
    onderzoek(-1)
    assert "Uw gegevens en vragen bekeken" in _looked(partij_id)
    with transaction.atomic():
        assert _lines(Dataverwerking, [partij_id]) == stored


def test_the_privacy_officer_sees_it_under_the_purpose_of_oversight(onderzoek):
    from django.db import transaction  # noqa: PLC0415

    partij_id, reden = met_vraag(cast.SAMIRA)
    onderzoek(30)
    klantbeeld(aan(cast.HENK_JAN, reden), partij_id)
    toezicht = register.code("toezicht").nummer
    with transaction.atomic():
        open_(token(lezen=ALLES, partijen=None, activiteit=toezicht))
        assert sql("SELECT count(*) FROM dataverwerking WHERE activiteit = %s", PARKEREN)[0][0] == 1
        open_(token(lezen=ALLES, partijen=[partij_id], activiteit=toezicht))
        assert sql("SELECT count(*) FROM dataverwerking WHERE activiteit = %s", PARKEREN)[0][0] == 0


def test_the_public_register_does_not_name_it_until_then(onderzoek):
    def public() -> str:
        return Client().get("/verwerkingen/").content.decode()

    naam = next(v.inhoud.naam for v in openbare_versies() if v.nummer == PARKEREN)
    assert naam in public()
    onderzoek(0)  # its last day counts
    assert naam not in public()
    assert PARKEREN not in sleutels(openbaar=True)
    onderzoek(-1)
    assert naam in public()
