"""Reading our own source: which files, functions and imports there are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "geholpen"
ROOMS = tuple(sorted(p.name for p in (SRC / "domain").iterdir() if (p / "__init__.py").exists()))


@cache
def sources() -> tuple[Path, ...]:
    """Every Python file of the product, without tests and without what Django wrote."""
    files = (p for p in SRC.rglob("*.py") if "migrations" not in p.parts)
    return tuple(sorted(p for p in files if not p.name.startswith("test_")))


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file, read once."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a file, walked once."""
    return tuple(ast.walk(tree(path)))


def short(path: Path) -> str:
    """The path as people say it."""
    return path.relative_to(ROOT).as_posix()


@cache
def functions(path: Path) -> tuple[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef], ...]:
    """Every function and method of a file, with its qualified name."""

    def walk(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
        for child in ast.iter_child_nodes(node):
            name = f"{prefix}{getattr(child, 'name', '')}"
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                yield name, child
                yield from walk(child, f"{name}.")
            else:
                yield from walk(child, f"{name}." if isinstance(child, ast.ClassDef) else prefix)

    return tuple(walk(tree(path), ""))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the last one; the docstring does not count."""
    total = (node.end_lineno or 0) - node.lineno + 1
    first = node.body[0]
    said = ast.get_docstring(node) is not None
    return total - ((first.end_lineno or 0) - first.lineno + 1 if said else 0)
