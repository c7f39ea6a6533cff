"""Volume on demand: many made-up customers with contacts, written in batches under one purpose."""

from __future__ import annotations

from collections.abc import Callable

from geholpen.platform.models import Gebeurtenis


def is_filled(wat: str) -> bool:
    """True when this part was loaded before."""
    return Gebeurtenis.objects.filter(soort=f"demo_{wat}").exists()


def mark_filled(wat: str) -> None:
    """Remember that this part was loaded."""
    Gebeurtenis.objects.create(soort=f"demo_{wat}")


def fill_volume(aantal: int, report: Callable[[str], object] = print) -> None:
    """Add `aantal` made-up customers."""
