"""Small pieces: sizes may only shrink. And words that have no place here."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.huis import ROOT, SRC, functions, length, nodes, short, sources

FILE_LINES, FUNCTION_LINES = 400, 40
#: Older sins, with their size at that time: lower a number when it shrinks, never raise one.
EXCEPTIONS = tomllib.loads((Path(__file__).parent / "te_groot.toml").read_text())
EVERY_TEXT = sorted(
    p
    for folder in ("src", "tests", "bench", "bin", "docs")
    for p in (ROOT / folder).rglob("*")
    if p.suffix in {".py", ".sql", ".html", ".css", ".js", ".md", ".toml"} and "static/nlds" not in p.as_posix()
)


@cache
def _too_big() -> tuple[dict[str, int], dict[str, int]]:
    files = {short(p): len(p.read_text(encoding="utf-8").splitlines()) for p in sources()}
    lengths = {f"{short(p)}::{name}": length(node) for p in sources() for name, node in functions(p)}
    return (
        {name: lines for name, lines in files.items() if lines > FILE_LINES},
        {name: lines for name, lines in lengths.items() if lines > FUNCTION_LINES},
    )


@pytest.mark.parametrize(("kind", "number"), [("bestanden", 0), ("functies", 1)])
def test_sizes_only_shrink(kind, number):
    found, allowed = _too_big()[number], EXCEPTIONS[kind]
    assert not {n: v for n, v in found.items() if v > allowed.get(n, 0)}, "too big: cut it in pieces with true names"
    assert not {n: v for n, v in allowed.items() if found.get(n, 0) < v}, "it shrank: lower the number in te_groot.toml"


def test_no_branch_per_sector():
    """What differs per kind of organisation is data in packs."""
    for path in sources():
        if "sector" not in path.read_text(encoding="utf-8"):
            continue
        for node in nodes(path):
            if isinstance(node, ast.Compare | ast.Match):
                said = ast.unparse(node.left if isinstance(node, ast.Compare) else node.subject)
                assert not re.search(r"\bsector\b", said), f"{short(path)}:{node.lineno}"


def test_nothing_is_left_for_later():
    left = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b(?!-)")
    found = [
        f"{short(path)}:{number}: {line.strip()}"
        for path in EVERY_TEXT
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if left.search(line)
    ]
    assert not found, "\n".join(found)


def test_an_import_inside_a_function_says_so():
    for path in sources():
        lines = path.read_text(encoding="utf-8").splitlines()
        for inner in nodes(path):
            if not isinstance(inner, ast.Import | ast.ImportFrom):
                continue
            inside = any(node.lineno <= inner.lineno <= (node.end_lineno or 0) for _, node in functions(path))
            said = "\n".join(lines[inner.lineno - 1 : inner.end_lineno])
            assert not inside or "noqa: PLC0415" in said, f"{short(path)}:{inner.lineno}"


@pytest.mark.parametrize("floor", ["domain", "faces", "adapters/kanalen", "adapters/koppelingen"])
def test_the_map_of_the_house_names_every_folder(floor):
    map_ = (ROOT / "docs/house.md").read_text(encoding="utf-8").split("```")[1]
    folders = {p.name for p in (SRC / floor).iterdir() if (p / "__init__.py").exists()}
    assert folders
    assert not {name for name in folders if not re.search(rf"\b{name}\b", map_)}, "name it in docs/house.md"


def test_a_folder_with_code_is_a_package():
    """Else the import contracts do not see it."""
    for path in sources():
        folder = path.parent
        while folder != SRC.parent:
            assert (folder / "__init__.py").exists(), f"{short(folder)} has no __init__.py"
            folder = folder.parent
