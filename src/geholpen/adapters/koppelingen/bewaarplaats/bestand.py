"""A folder that only grows: one file of checkpoints per day, and the public keys they were signed with.

Meant for another machine, or for storage that cannot be written twice. A file is opened for adding only, and a line
counts when the disk says that it has it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from geholpen.domain.doelbinding.queries import zegelsleutels


class Bestand:
    """Checkpoints as lines in `controlepunten-<day>.jsonl`, keys in `sleutel-<id>.hex`."""

    code = "bestand"
    leesbaar = True
    minuten = 1

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, regels: Sequence[str]) -> None:
        """Add the lines to the file of today (UTC). Raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for name, public in zegelsleutels().items():
            self._keep_key(name, public)
        append(self._folder, "controlepunten", regels)

    def read(self) -> Iterator[str]:
        """Every whole line of every day."""
        return whole_lines(self._folder, "controlepunten")

    def keys(self) -> dict[str, bytes]:
        """The public keys in the folder."""
        found = {}
        for path in self._folder.glob("sleutel-*.hex"):
            found[path.stem.removeprefix("sleutel-")] = bytes.fromhex(path.read_text().strip())
        return found

    def _keep_key(self, name: str, public: bytes) -> None:
        path = self._folder / f"sleutel-{name}.hex"
        if not path.exists():
            path.write_text(public.hex() + "\n")


def append(folder: Path, soort: str, regels: Sequence[str]) -> None:
    """Add lines to the file of this kind of today (UTC); they are on the disk when it returns. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{soort}-{datetime.now(UTC):%Y-%m-%d}.jsonl"
    known = path.exists()
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        # A line that was cut off by a crash stays as it is; ours begins on a line of its own.
        file.write((_newline_first(path) + "".join(f"{line}\n" for line in regels)).encode())
        file.flush()
        os.fsync(file.fileno())
    if not known:
        _sync_folder(folder)


def whole_lines(folder: Path, soort: str) -> Iterator[str]:
    """Every whole line of the files of this kind, oldest first."""
    for path in sorted(folder.glob(f"{soort}-*.jsonl")):
        with path.open(encoding="utf-8", errors="replace") as file:
            yield from (line.rstrip("\n") for line in file if line.endswith("\n"))


def _newline_first(path: Path) -> str:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        if size == 0:
            return ""
        file.seek(size - 1)
        return "" if file.read(1) == b"\n" else "\n"


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def from_settings() -> Bestand | None:
    """The folder of GEHOLPEN_ZEGEL_MAP, or None."""
    return Bestand(Path(settings.ZEGEL_MAP)) if settings.ZEGEL_MAP else None
