"""Collect the texts to translate. `python -m geholpen.config.teksten` adds new ones to the .po, drops what is gone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import jinja2
from jinja2.ext import extract_from_ast

from geholpen.config.teksten_pakket import collect_pack
from geholpen.config.vertaling import BRON, HEAD, PAKKET_PO, PO, Tekst, ensure_all, read

#: Whose texts are translated: every screen, and what doors say. Pictures of components are not screens.
DELEN = ("faces", "adapters", "domain", "platform", "packs/waterdam")
_GEEN_SCHERM = ("voorbeeld", "test_", "galerij")
_CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext"}
#: What else holds a sentence for people: a door (its log line), a refusal, an input that cannot be used, a mail that
#: cannot be read; with the place of the sentence among the arguments.
_ZINNEN: dict[str, str | int] = {
    "command": "naam",
    "query": "naam",
    "_deur": 2,
    "only_roles": 0,
    "Refused": 1,
    "Invalid": 1,
    "OnleesbaarBericht": 0,
    "Gezondheid": 1,
    "Blocked": 1,
}
#: Tables of sentences, by the name they have in the code.
_TABELLEN = {"REDENEN", "_OMSCHRIJVING", "UITLEG", "UITLEG_EEN", "WEIGERING", "NAMEN", "PLEKKEN", "ALARMEN", "TEKENS"}


def collect(root: Path = BRON) -> dict[Tekst, str]:
    """Every text to translate, with the file it is in."""
    found: dict[Tekst, str] = {}
    for part in DELEN:
        place = root / part
        files = [place] if place.is_file() else sorted(p for p in place.rglob("*") if p.suffix in {".py", ".html"})
        for file in files:
            if not any(part in file.relative_to(root).as_posix() for part in _GEEN_SCHERM):
                for text in _texts(file):
                    found.setdefault(text, file.relative_to(root).as_posix())
    return found


def _texts(file: Path) -> Iterator[Tekst]:
    source = file.read_text(encoding="utf-8")
    yield from _from_python(source) if file.suffix == ".py" else _from_template(source)


def _from_python(source: str) -> Iterator[Tekst]:
    tree = ast.parse(source)
    named = _constants(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from _from_call(node, node.func.id, named)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict) and _is_table(node):
            yield from ((said,) for value in node.value.values if (said := _said(value)))


def _is_table(node: ast.Assign) -> bool:
    return any(isinstance(target, ast.Name) and target.id in _TABELLEN for target in node.targets)


def _constants(tree: ast.Module) -> dict[str, ast.expr]:
    """What the names of this file stand for, of those that are given a value once at its top."""
    rows = [node for node in tree.body if isinstance(node, ast.Assign)]
    return {goal.id: node.value for node in rows for goal in node.targets if isinstance(goal, ast.Name)}


def _from_call(call: ast.Call, name: str, named: dict[str, ast.expr]) -> Iterator[Tekst]:
    if name in _CALLS:
        amount = 2 if name == "ngettext" else 1
        texts = [a.value for a in call.args[:amount] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if len(texts) == amount:
            yield tuple(texts)
    elif name in _ZINNEN:
        place = _ZINNEN[name]
        values = call.args[place : place + 1] if isinstance(place, int) else _keyword(call, place)
        yield from ((said,) for value in values for one in _either(value, named) if (said := _said(one)))


def _either(value: ast.expr, named: dict[str, ast.expr]) -> Iterator[ast.expr]:
    """The sentence itself, where it goes by a name or is one of two."""
    if isinstance(value, ast.IfExp):
        yield from _either(value.body, named)
        yield from _either(value.orelse, named)
    else:
        yield named.get(value.id, value) if isinstance(value, ast.Name) else value


def _keyword(call: ast.Call, name: str) -> list[ast.expr]:
    return [k.value for k in call.keywords if k.arg == name]


def _said(value: ast.expr) -> str:
    """The sentence; with {} where a number comes (see `platform.taal`); "" when it is no sentence."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    if isinstance(value, ast.JoinedStr):
        return "".join(_said(part) if isinstance(part, ast.Constant) else "{}" for part in value.values)
    return ""


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
    missing = 0
    for po, texts in ((PO, collect()), (PAKKET_PO, collect_pack())):
        write(texts, read(po) if po.exists() else {}, po)
        missing += sum(1 for value in read(po).values() if not all(value))
    ensure_all()
    return missing


if __name__ == "__main__":
    raise SystemExit(min(main(), 100))
