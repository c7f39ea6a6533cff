"""The test bed serves `tests/` and the page tests beside the pages in `src/`."""

from geholpen.config import vertaling

pytest_plugins = ["tests.opstelling", "tests.toneel"]


def pytest_configure() -> None:
    """Make the translations before anything is imported that reads them; they are not in the repository."""
    vertaling.ensure_all()
