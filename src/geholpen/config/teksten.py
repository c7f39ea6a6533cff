"""Collect the texts to translate. `python -m geholpen.config.teksten` adds new ones to the .po, drops what is gone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import jinja2
from jinja2.ext import extract_from_ast

from geholpen.config.vertaling import BRON, HEAD, PO, Tekst, ensure, read

#: Whose screens are translated: what customers see. The desk works in Dutch.
DELEN = (
    *("faces/mijn", "faces/inloggen", "faces/fout", "faces/grens.py", "adapters/koppelingen"),
    "platform/ui/geboortedatum.py",
    *("platform/ui/schil/basis.html", "platform/ui/schil/mijn.html", "platform/ui/schil/kaal.html"),
    *("platform/ui/schil/navigatie.html", "platform/ui/actie", "platform/ui/badge", "platform/ui/belofte"),
    *("platform/ui/bericht", "platform/ui/formulier", "platform/ui/gegevens", "platform/ui/inzage"),
    *("platform/ui/knop", "platform/ui/kop", "platform/ui/kruimelpad", "platform/ui/leeg", "platform/ui/melding"),
)
_CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext"}


def collect(root: Path = BRON) -> dict[Tekst, str]:
    """Every text to translate, with the file it is in."""
    found: dict[Tekst, str] = {}
    for part in DELEN:
        place = root / part
        files = [place] if place.is_file() else sorted(p for p in place.rglob("*") if p.suffix in {".py", ".html"})
        for file in files:
            if not file.name.startswith(("test_", "voorbeeld")) and "galerij" not in file.as_posix():
                for text in _texts(file):
                    found.setdefault(text, file.relative_to(root).as_posix())
    return found


def _texts(file: Path) -> Iterator[Tekst]:
    source = file.read_text(encoding="utf-8")
    yield from _from_python(source) if file.suffix == ".py" else _from_template(source)


def _from_python(source: str) -> Iterator[Tekst]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
            amount = 2 if node.func.id == "ngettext" else 1
            texts = [a.value for a in node.args[:amount] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if len(texts) == amount:
                yield tuple(texts)


def _from_template(source: str) -> Iterator[Tekst]:
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)
    environment.policies["ext.i18n.trimmed"] = True
    for _line, name, said in extract_from_ast(environment.parse(source)):
        texts = (
            (said,) if isinstance(said, str) else tuple(t for t in said or () if t)[: 2 if name == "ngettext" else 1]
        )
        if texts:
            yield texts


def write(texts: dict[Tekst, str], known: dict[Tekst, Tekst], po: Path = PO) -> None:
    """Write the .po: these texts in the order of their files, with what was known about them."""
    parts = ['msgid ""\nmsgstr ""\n' + "\n".join(f"{_quoted(line)}" for line in HEAD.splitlines(keepends=True))]
    for text, place in sorted(texts.items(), key=lambda item: (item[1], item[0])):
        said = known.get(text) or ("",) * len(text)
        lines = [f"#: {place}", f"msgid {_quoted(text[0])}"]
        if len(text) == 2:
            lines += [f"msgid_plural {_quoted(text[1])}"]
            lines += [f"msgstr[{n}] {_quoted(one)}" for n, one in enumerate(said)]
        else:
            lines += [f"msgstr {_quoted(said[0])}"]
        parts.append("\n".join(lines))
    po.parent.mkdir(parents=True, exist_ok=True)
    po.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def main() -> int:
    """Bring the .po up to date; returns how many texts still have no translation."""
    known = read() if PO.exists() else {}
    write(collect(), known)
    ensure()
    return sum(1 for value in read().values() if not all(value))


if __name__ == "__main__":
    raise SystemExit(min(main(), 100))
