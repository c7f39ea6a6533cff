"""The scanner plugs itself in where a scanner is named."""

from django.apps import AppConfig
from django.conf import settings


class ClamavConfig(AppConfig):
    name = "geholpen.adapters.koppelingen.clamav"
    label = "clamav"

    def ready(self) -> None:
        """Register the scanner of the settings."""
        from geholpen.adapters.koppelingen.clamav.instream import Clamav  # noqa: PLC0415
        from geholpen.domain.berichten.ports.bestandscontrole import register_bestandscontrole  # noqa: PLC0415

        if settings.CLAMAV:
            register_bestandscontrole(lambda: Clamav(settings.CLAMAV))
