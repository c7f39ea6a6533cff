"""Pages are drawn without settings of the product and without a database."""

from pathlib import Path

import pytest

from geholpen.platform.ui import galerij
from geholpen.platform.ui.assets import ensure_assets

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def env():
    galerij.configure()
    ensure_assets(ROOT)
    return galerij.galerij_omgeving()
