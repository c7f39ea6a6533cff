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
