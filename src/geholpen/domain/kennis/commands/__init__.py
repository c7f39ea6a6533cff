"""DOOR. Set up the subject catalogue. No customer, so no purpose."""

from __future__ import annotations

from typing import Any

from geholpen.domain.kennis.models import Onderwerp
from geholpen.platform import onthouden
from geholpen.platform.doors import catalogue


@catalogue
def load_onderwerp(**velden: Any) -> None:
    """Load one subject from a pack; fields of Onderwerp. What is already there stays as it is."""
    Onderwerp.objects.bulk_create([Onderwerp(**velden)], ignore_conflicts=True)
    onthouden.forget()
