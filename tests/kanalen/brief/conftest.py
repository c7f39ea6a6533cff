"""The path of letters on a real database, with a folder of scans and a print provider of our own."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest

from geholpen.adapters.kanalen.brief.twin import Drukkerij
from geholpen.domain.berichten.commands import save_kanaalaccount
from geholpen.platform import outbound
from tests import bed
from tests.berichten.post import Post
from tests.kanalen.brief.brieven import Brieven

SLEUTEL, GEHEIM = "sleutel-van-de-drukker", "geheim-van-de-drukker"


@pytest.fixture
def brieven(echte_commits, beheer, register, tmp_path, settings) -> Brieven:
    """A folder that is watched, in a town that is filled with who works there."""
    folder = tmp_path / "scans"
    folder.mkdir()
    settings.SCANMAP = str(folder)
    return Brieven(folder, Post(beheer))


@pytest.fixture
def drukker(settings) -> Iterator[Drukkerij]:
    """A print provider on this machine."""
    settings.UITGAAND_TOEGESTAAN = ["127.0.0.1"]
    outbound.forget()
    with Drukkerij(SLEUTEL, geheim=GEHEIM) as twin:
        yield twin
    outbound.forget()


@pytest.fixture
def account(brieven, drukker) -> UUID:
    """The provider as management set it up."""
    waarden = {"naam": "Drukker", "url": drukker.adres, "sleutel": SLEUTEL, "geheim": GEHEIM, "sluit": "17:30"}
    return save_kanaalaccount(bed.medewerker("mdw-007"), "brief", waarden)
