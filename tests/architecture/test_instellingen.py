"""Every setting that comes from outside has a description, and every description a setting."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from tests.architecture.huis import ROOT, nodes, sources

DOC = ROOT / "docs" / "instellingen.md"
#: Of Django and of the machine, not ours to describe.
FOREIGN = {"DJANGO_SETTINGS_MODULE"}


@cache
def _read_from_environment(path: Path) -> set[str]:
    found = set()
    says = re.search(r"os\.environ|os\.getenv|_flag|_list", path.read_text(encoding="utf-8"))
    for node in nodes(path) if says else ():
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            found.add(node.slice)
        elif isinstance(node, ast.Call) and node.args:
            said = ast.unparse(node.func)
            if said in {"_flag", "_list", "os.getenv"} or re.fullmatch(r"os\.environ\.\w+", said):
                found.add(node.args[0])
    return {n.value for n in found if isinstance(n, ast.Constant) and isinstance(n.value, str)} - FOREIGN


def _described() -> set[str]:
    return set(re.findall(r"^\| `([A-Z][A-Z_]+)` \|", DOC.read_text(encoding="utf-8"), re.MULTILINE))


def test_every_setting_has_a_description():
    used = {name for path in sources() for name in _read_from_environment(path)}
    assert not used - _described(), f"not in docs/instellingen.md: {sorted(used - _described())}"


def test_no_description_of_a_setting_that_is_gone():
    used = {name for path in sources() for name in _read_from_environment(path)}
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources())
    gone = {name for name in _described() - used if name not in text}
    assert not gone, f"only in docs/instellingen.md: {sorted(gone)}"
