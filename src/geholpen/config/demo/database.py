"""The private database server as something the supervisor can watch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from geholpen.platform.postgres import Cluster, start


class Database:
    """Starts, and starts again when it falls."""

    naam = "database"

    def __init__(self, data: Path, report: Callable[[str], object]) -> None:
        self._data = data
        self._report = report
        self.cluster: Cluster

    def start(self) -> None:
        self.cluster = start(self._data, report=self._report)

    def alive(self) -> bool:
        return self.cluster.alive()

    def stop(self, genade: float) -> None:
        if hasattr(self, "cluster"):
            self.cluster.stop()

    def kill(self) -> None:
        """Left alone: an orderly end takes a moment and spares the next start a recovery."""

    def waar(self) -> str:
        return str(self._data / "log")
