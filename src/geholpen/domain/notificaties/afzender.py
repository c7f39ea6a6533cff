"""Who we are to the outside, from the settings: nobody who calls us decides what we tell others."""

from __future__ import annotations

from django.conf import settings

from geholpen.domain.notificaties.opmaak import Afzender


def afzender() -> Afzender | None:
    """Our address and name, or None when the installation does not know its own address."""
    return Afzender(settings.ADRES, settings.GEBEURTENIS_BRON) if settings.ADRES else None
