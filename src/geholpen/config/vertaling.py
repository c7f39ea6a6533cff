"""Translations without gettext tools: read the .po and make the .mo that Python reads.

The .mo is made when a process starts and when the wheel is built; it is not in the repository. Only the standard
library: the build has nothing else. New texts are collected by `config/teksten.py`.
"""

from __future__ import annotations

import ast
import contextlib
import os
import struct
import tempfile
from pathlib import Path

BRON = Path(__file__).resolve().parents[1]
PO = BRON / "locale" / "en" / "LC_MESSAGES" / "django.po"
#: A pack brings the English of its own data; Django reads it because the pack is an app.
PAKKET = BRON / "packs" / "waterdam"
PAKKET_PO = PAKKET / "locale" / "en" / "LC_MESSAGES" / "django.po"
HEAD = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\nLanguage: en\n"

#: A text, or singular and plural.
Tekst = tuple[str, ...]


def read(po: Path = PO) -> dict[Tekst, Tekst]:
    """The translations in a .po file, without its head; untranslated texts have empty ones."""
    entries: list[dict[str, str]] = []
    field = ""
    for line in po.read_text(encoding="utf-8").splitlines():
        if line.startswith("msgid "):
            entries.append({})
        if line.startswith("msg"):
            field, _space, value = line.partition(" ")
            entries[-1][field] = ast.literal_eval(value)
        elif line.startswith('"'):
            entries[-1][field] += ast.literal_eval(line)
    return {_key(e): _value(e) for e in entries if e["msgid"]}


def _key(entry: dict[str, str]) -> Tekst:
    return tuple(entry[name] for name in ("msgid", "msgid_plural") if name in entry)


def _value(entry: dict[str, str]) -> Tekst:
    return tuple(entry[name] for name in ("msgstr", "msgstr[0]", "msgstr[1]") if name in entry)


def compiled(known: dict[Tekst, Tekst]) -> bytes:
    """The .mo: texts sorted by their bytes, with a table of places before them (GNU gettext manual, 10.3)."""
    pairs = {"\0".join(key).encode(): "\0".join(value).encode() for key, value in known.items() if all(value)}
    pairs[b""] = HEAD.encode()
    keys = sorted(pairs)
    start = 28 + 16 * len(keys)
    body, tables = b"", [b"", b""]
    for number, texts in enumerate((keys, [pairs[key] for key in keys])):
        for text in texts:
            tables[number] += struct.pack("<II", len(text), start + len(body))
            body += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0)
    return head + tables[0] + tables[1] + body


def ensure_all() -> None:
    """Make every .mo that is missing or older: ours and that of the pack."""
    for po in (PO, PAKKET_PO):
        ensure(po)


def ensure(po: Path = PO) -> None:
    """Make the .mo beside the .po when it is missing or older. An installation that cannot be written to has it."""
    mo = po.with_suffix(".mo")
    if not po.exists() or (mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime):
        return
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(dir=po.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(compiled(read(po)))
        os.replace(name, mo)
