"""The test bed serves `tests/` and the page tests beside the pages in `src/`."""

from hypothesis import HealthCheck, settings

from geholpen.config import vertaling

pytest_plugins = ["tests.opstelling", "tests.toneel"]


def pytest_configure() -> None:
    """Make the translations before anything is imported that reads them; they are not in the repository."""
    vertaling.ensure_all()
    # How busy the machine is says nothing about the code: no test fails on time.
    settings.register_profile("geholpen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("geholpen")
