"""A source on loopback and the taking over of it into the test database, with real commits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from geholpen.adapters.koppelingen.openklant import overname
from geholpen.adapters.koppelingen.openklant.bron import Bron
from geholpen.adapters.koppelingen.openklant.twin import Twin
from geholpen.adapters.koppelingen.openklant.verslag import Verslag
from geholpen.domain.organisatie import applicaties
from geholpen.domain.organisatie.commands import load_applicatie
from tests.adapters.openklant.gemeente import fill
from tests.api.conftest import TOKEN
from tests.api.oproep import Beller

Neem = Callable[..., Verslag]


@pytest.fixture
def twin() -> Iterator[Twin]:
    """A source with one of everything."""
    with Twin() as made:
        yield fill(made)


@pytest.fixture
def neem_over(echte_commits: None, twin: Twin) -> Neem:
    """Take over; returns the report."""

    def run(**meer: Any) -> Verslag:
        bron = Bron(twin.url, twin.token, per_seconde=0, wacht=2, slaap=lambda _s: None)
        try:
            return overname.run(bron, meer.pop("grootte", 500), meer.pop("melden", lambda _t: None))
        finally:
            bron.close()

    return run


@pytest.fixture
def rijen(neem_over: Neem, beheer: Any) -> Callable[..., list[tuple[Any, ...]]]:
    """Committed rows, whatever the policies say."""
    return lambda statement, *values: beheer.execute(statement, values).fetchall()


@pytest.fixture
def api(neem_over: Neem) -> Iterator[Beller]:
    """Our own interfaces on what was taken over."""
    load_applicatie("Proef van de overname", ["koppelingen"], TOKEN)
    applicaties.forget()
    yield Beller(TOKEN)
    applicaties.forget()
