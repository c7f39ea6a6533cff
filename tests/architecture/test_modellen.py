"""Every model says what it holds, and has a word in the glossary (case 39)."""

from __future__ import annotations

import itertools
import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import models

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform import checks
from geholpen.platform.models import EenPerPartij, KlantEigen, Verdeling
from tests.architecture.huis import ROOT

OURS = checks.own_models()
GLOSSARY = ROOT / "docs" / "woordenlijst.md"


def _ids(model: type[models.Model]) -> list[str]:
    return [message.id for message in checks.check_model(model)]


@pytest.fixture
def planted():
    """Make a model in a registry of its own, so that the product never sees it."""
    from django.test.utils import isolate_apps  # noqa: PLC0415

    with isolate_apps("geholpen.platform"):
        numbers = itertools.count()

        def make(base: type[models.Model], **attributes: object) -> type[models.Model]:
            meta = type("Meta", (), {"app_label": "platform"})
            return type(f"Proef{next(numbers)}", (base,), {"__module__": "geholpen.proef", "Meta": meta, **attributes})

        yield make


@pytest.mark.parametrize("model", OURS, ids=lambda m: m.__name__)
def test_every_model_says_its_category_and_how_it_spreads(model):
    assert _ids(model) == []
    assert model.gegevenssoort in set(Gegevenssoort)


def test_a_model_without_category_is_found(planted):
    assert _ids(planted(models.Model, verdeling=Verdeling.CATALOGUS)) == ["geholpen.E001"]
    assert _ids(planted(KlantEigen)) == ["geholpen.E001"]


def test_a_model_that_does_not_say_how_it_spreads_is_found(planted):
    assert _ids(planted(models.Model, gegevenssoort=0)) == ["geholpen.E002"]


def test_a_customer_table_without_the_customer_in_its_key_is_found(planted):
    assert _ids(planted(models.Model, gegevenssoort=9, verdeling=Verdeling.PARTIJ)) == ["geholpen.E003"]


def test_a_customer_row_must_live_with_its_customer(planted):
    assert _ids(planted(EenPerPartij, gegevenssoort=1, verdeling=Verdeling.CATALOGUS)) == ["geholpen.E004"]


def test_a_secret_column_must_exist(planted):
    assert _ids(planted(EenPerPartij, gegevenssoort=3, geheim_kolom="gehiem")) == ["geholpen.E005"]


def test_start_up_refuses_a_model_without_category(planted, monkeypatch):
    from django.apps import apps  # noqa: PLC0415

    wrong = planted(models.Model, verdeling=Verdeling.CATALOGUS)
    monkeypatch.setattr(checks, "own_models", lambda: [wrong])
    with pytest.raises(ImproperlyConfigured, match="no gegevenssoort"):
        apps.get_app_config("platform").ready()


def test_a_missing_secret_is_found(settings):
    settings.GEHEIM = "kort"
    assert [m.id for m in checks.check_secret()] == ["geholpen.E010"]


def _glossary() -> dict[str, str]:
    """class → table, as the glossary says."""
    rows = {}
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
        if len(cells) == 5 and re.fullmatch(r"[A-Z]\w+", cells[3]):
            assert all(cells[:2]), f"{cells[3]}: a word and a gloss"
            rows[cells[3]] = cells[4]
    return rows


def test_every_model_has_a_row_in_the_glossary():
    missing = {m.__name__: m._meta.db_table for m in OURS}.items() - _glossary().items()
    assert not missing, f"not in docs/woordenlijst.md: {sorted(missing)}"


def test_the_glossary_names_no_model_that_is_gone():
    gone = _glossary().items() - {m.__name__: m._meta.db_table for m in OURS}.items()
    assert not gone, f"in docs/woordenlijst.md only: {sorted(gone)}"
