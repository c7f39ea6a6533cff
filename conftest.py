"""The test bed serves `tests/` and the page tests beside the pages in `src/`."""

import os

import pytest
from hypothesis import HealthCheck, settings

from geholpen.config import vertaling

pytest_plugins = ["tests.opstelling", "tests.toneel"]


def pytest_configure(config: pytest.Config) -> None:
    """Make the translations before anything is imported that reads them; they are not in the repository."""
    vertaling.ensure_all()
    # How busy the machine is says nothing about the code: no test fails on time.
    settings.register_profile("geholpen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("geholpen")
    if "PYTEST_XDIST_WORKER" not in os.environ:
        config.pluginmanager.register(NamesAtOnce(config))


class NamesAtOnce:
    """Says which test failed when it fails: who stops a long run, or is stopped in it, has the names."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        terminal = self.config.pluginmanager.get_plugin("terminalreporter")
        if report.failed and terminal:
            terminal.write_line(f" {report.nodeid} ({report.when})", red=True)


#: Stories that look at everything a customer has: each begins in a town where nobody did anything yet.
EERST = ("test_wandeling.py", "test_berichtapps.py")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring those to the front; two workers have one town each, which later stories share."""
    items.sort(key=lambda item: EERST.index(item.path.name) if item.path.name in EERST else len(EERST))
