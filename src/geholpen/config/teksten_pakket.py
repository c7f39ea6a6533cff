"""The texts of a pack that screens show: names of subjects, departments and purposes, and what the register says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from geholpen.config.vertaling import PAKKET, Tekst

#: File, table and the fields that people read. What customers wrote in the demo is nobody's interface.
_LEESBAAR = {
    "organisatie": ("afdelingen", ("naam",)),
    "medewerkers": ("medewerkers", ("functie",)),
    "onderwerpen": ("onderwerpen", ("naam", "domein")),
    "balie": ("soorten", ("naam", "meenemen")),
    "bewaartermijnen": ("bewaartermijnen", ("waarom",)),
    "verwerkingsactiviteiten": (
        "activiteiten",
        ("naam", "doel", "selectielijst", "ontvangers", "alternatief", "taak", "categorieen"),
    ),
}
_TAAK, _CATEGORIE = ("titel", "artikel", "bijdrage", "meetpunt"), ("waarom",)


def collect_pack() -> dict[Tekst, str]:
    """Every text to translate, with the file it is in."""
    found: dict[Tekst, str] = {}
    for name, (table, fields) in _LEESBAAR.items():
        place = PAKKET / "data" / f"{name}.toml"
        for row in tomllib.loads(place.read_text(encoding="utf-8"))[table]:
            for text in _texts(row, fields):
                found.setdefault((text,), place.relative_to(PAKKET).as_posix())
    return found


def _texts(row: dict[str, Any], fields: tuple[str, ...]) -> Iterator[str]:
    for field in fields:
        value = row.get(field, "")
        if field == "taak":
            yield from _texts(value, _TAAK)
        elif field == "categorieen":
            for categorie in value:
                yield from _texts(categorie, _CATEGORIE)
        elif field == "domein":
            yield value.replace("_", " ").capitalize()
        else:
            yield from (text for text in ([value] if isinstance(value, str) else value) if text)
