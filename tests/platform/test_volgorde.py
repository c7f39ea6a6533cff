"""In which order the tests run: stories that need an untouched town first, with several workers too."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.opstelling import EERST, pytest_collection_modifyitems


def item(naam: str, *kinds: str) -> Any:
    marks = [SimpleNamespace(name=kind) for kind in kinds]
    return SimpleNamespace(path=Path(naam), fixturenames=[], iter_markers=lambda: marks)


@pytest.mark.parametrize("werker", [True, False])
def test_stories_of_an_untouched_town_go_first_and_then_the_longest(werker):
    files = ["test_kort.py", *["test_lang.py"] * 9, *reversed(EERST)]
    items = [item(naam, "browser" if naam != "test_kort.py" else "") for naam in files]
    config: Any = SimpleNamespace(workerinput={}) if werker else SimpleNamespace()
    pytest_collection_modifyitems(config, items)
    lang, kort = ["test_lang.py"] * 9, ["test_kort.py"]
    assert [i.path.name for i in items] == [*EERST, *(lang + kort if werker else kort + lang)]
