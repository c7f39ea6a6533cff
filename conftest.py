"""The test bed serves `tests/` and the page tests beside the pages in `src/`."""

pytest_plugins = ["tests.opstelling", "tests.toneel"]
