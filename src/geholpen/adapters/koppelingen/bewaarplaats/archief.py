"""A folder for transfer packages: one folder per package, there as a whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings


class Archief:
    """Packages as folders. What is being written has a name that ends in `.bezig`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, naam: str, bestanden: Iterable[tuple[str, bytes]]) -> str:
        """Write every file; only when the disk has all of them the folder gets its name. Raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        bezig, klaar = self._folder / f"{naam}.bezig", self._folder / naam
        shutil.rmtree(bezig, ignore_errors=True)
        try:
            for pad, inhoud in bestanden:
                _write(bezig / pad, inhoud)
            for folder in {p.parent for p in bezig.rglob("*")}:
                _sync(folder)
            bezig.rename(klaar)
        except BaseException:
            shutil.rmtree(bezig, ignore_errors=True)  # personal data does not stay behind
            raise
        _sync(self._folder)
        return str(klaar)

    def read(self, naam: str) -> Iterator[tuple[str, bytes]]:
        """Every file with its path in the package. Raises OSError."""
        root = self._folder / naam
        for path in sorted(root.rglob("*")):
            if path.is_file():
                yield path.relative_to(root).as_posix(), path.read_bytes()


def _write(path: Path, inhoud: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("xb") as file:
        file.write(inhoud)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def from_settings() -> Archief | None:
    """The folder of GEHOLPEN_ARCHIEF_MAP, or None."""
    return Archief(Path(settings.ARCHIEF_MAP)) if settings.ARCHIEF_MAP else None
