"""What a twin remembers over a restart, in a file beside its settings that only we can read."""

from __future__ import annotations

import json
import os
from pathlib import Path

from geholpen.platform.tweeling.server import Tweeling


class Geheugen:
    """The memory of one twin. A file that cannot be read is left aside: the twin begins empty."""

    def __init__(self, twin: Tweeling, pad: Path) -> None:
        self.twin, self.pad, self._laatst = twin, pad, ""

    def recall(self) -> None:
        """Bring back what was kept."""
        if not self.pad.exists():
            return
        try:
            self.twin.recall(json.loads(self.pad.read_text(encoding="utf-8")))
        except (ValueError, TypeError, KeyError):
            self.pad.replace(self.pad.with_suffix(".onleesbaar"))

    def keep(self) -> None:
        """Write it down when it changed."""
        with self.twin.slot:
            said = json.dumps(self.twin.kept())
        if said == self._laatst:
            return
        nieuw = self.pad.with_suffix(".nieuw")
        nieuw.unlink(missing_ok=True)
        with open(os.open(nieuw, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as handle:
            handle.write(said)
        nieuw.replace(self.pad)
        self._laatst = said
