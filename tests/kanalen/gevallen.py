"""Which test proves which attack (A1 to A20) and which fault (F1 to F20), on which channel: read from the tests.

A test says it in its name (`test_a6_…`, `test_f3_f5_…`) or with the mark `@pytest.mark.geval("A6")`; its
channel follows from its file. `python -m tests.kanalen.gevallen` writes the list into docs/aanvallen-en-storingen.md.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGINA = ROOT / "docs/aanvallen-en-storingen.md"
BEGIN = "<!-- made by python -m tests.kanalen.gevallen -->"
NUMMERS = [f"{letter}{n}" for letter in "AF" for n in range(1, 21)]
_NAAM = re.compile(r"^test((?:_[af]\d+)+)_")
#: Beginning of a path below tests/ to the channel (or the side of the house) that it is about; the longest counts.
KANALEN = {
    "adapters/berichtenbox": "berichtenbox",
    "adapters/email": "email",
    "adapters/mailtransport": "email",
    "adapters/notify": "sms",
    "adapters/sms": "sms",
    "adapters/whatsapp": "whatsapp",
    "api": "koppelvlak",
    "balie": "balie",
    "berichten": "email",
    "berichten/test_wegen.py": "sms",
    "chat": "chat",
    "faces_mijn": "mijn",
    "faces_werkplek": "werkplek",
    "kanalen/brief": "brief",
    "kanalen/test_a_chat.py": "chat",
    "kanalen/test_a_sms.py": "sms",
    "kanalen/test_a_telefoon.py": "telefoon",
    "kanalen/test_a_whatsapp.py": "whatsapp",
    "kanalen/test_brief_whatsapp.py": "whatsapp",
    "kanalen/test_f_chat.py": "chat",
    "kanalen/test_f_sms.py": "sms",
    "kanalen/test_f_telefoon.py": "telefoon",
    "kanalen/test_f_verdeling.py": "verdeling",
    "kanalen/test_f_whatsapp.py": "whatsapp",
    "kanalen/test_whatsapp.py": "whatsapp",
    "misbruik": "werkplek",
    "oproepen": "telefoon",
    "platform": "uitgaand",
    "storingen": "email",
    "stroom": "werkplek",
}


def proved() -> dict[str, dict[str, list[str]]]:
    """Number → channel → tests, as `path::name`. A test in a place without a channel raises KeyError."""
    found: dict[str, dict[str, list[str]]] = {nummer: {} for nummer in NUMMERS}
    for pad in sorted((ROOT / "tests").rglob("test_*.py")):
        plek = pad.relative_to(ROOT / "tests").as_posix()
        for naam, nummers in _cases(pad):
            for nummer in nummers:
                found.setdefault(nummer, {}).setdefault(_channel(plek), []).append(f"{plek}::{naam}")
    return found


def _channel(plek: str) -> str:
    return KANALEN[max((p for p in KANALEN if plek == p or plek.startswith(f"{p}/")), key=len, default=plek)]


def _cases(pad: Path) -> Iterator[tuple[str, list[str]]]:
    """(name, numbers) of every test function in a file that has a number."""
    bron = pad.read_text(encoding="utf-8")
    if not re.search(r"def test_[af]\d|mark\.geval", bron):
        return
    for deel in ast.walk(ast.parse(bron)):
        if isinstance(deel, ast.FunctionDef | ast.AsyncFunctionDef) and deel.name.startswith("test_"):
            named = _NAAM.match(deel.name)
            nummers = named[1].strip("_").upper().split("_") if named else []
            nummers += [n for mark in deel.decorator_list for n in _marked(mark)]
            if nummers:
                yield deel.name, list(dict.fromkeys(nummers))


def _marked(mark: ast.expr) -> list[str]:
    if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.geval":
        return [str(arg.value) for arg in mark.args if isinstance(arg, ast.Constant)]
    return []


def as_list() -> str:
    """The list as it stands in the page."""
    regels = []
    for nummer, kanalen in proved().items():
        regels.append(f"\n**{nummer}**\n")
        regels += [f"- {kanaal}: {', '.join(_short(t) for t in tests)}" for kanaal, tests in sorted(kanalen.items())]
    return "\n".join(regels) + "\n"


def _short(test: str) -> str:
    plek, _, naam = test.partition("::")
    return f"[`{naam}`](../tests/{plek})"


def main() -> None:
    """Write the list into the page."""
    boven = PAGINA.read_text(encoding="utf-8").partition(BEGIN)[0]
    PAGINA.write_text(f"{boven}{BEGIN}\n{as_list()}", encoding="utf-8")


if __name__ == "__main__":
    main()
