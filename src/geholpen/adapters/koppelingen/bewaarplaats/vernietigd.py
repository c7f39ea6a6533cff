"""The destruction book in the folder of the checkpoints: one file per day that only grows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from geholpen.adapters.koppelingen.bewaarplaats.bestand import append, whole_lines


class Boek:
    """Lines in `vernietigd-<day>.jsonl`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, regels: Sequence[str]) -> None:
        """Add the lines to the file of today (UTC). Raises OSError."""
        append(self._folder, "vernietigd", regels)

    def read(self) -> list[str]:
        """Every whole line of every day."""
        return list(whole_lines(self._folder, "vernietigd"))


def from_settings() -> Boek | None:
    """In the folder of GEHOLPEN_ZEGEL_MAP, or None."""
    return Boek(Path(settings.ZEGEL_MAP)) if settings.ZEGEL_MAP else None
