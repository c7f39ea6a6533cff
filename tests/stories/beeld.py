"""A picture of what a story shows, for whoever wants to look: GEHOLPEN_BEELDEN names the folder."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page


def picture(page: Page, naam: str) -> None:
    """Of what is on the screen now; nothing when no folder is named."""
    if folder := os.environ.get("GEHOLPEN_BEELDEN", ""):
        page.screenshot(
            path=Path(folder) / f"{naam}.png", caret="initial"
        )  # hiding it adds a style, which the page forbids
