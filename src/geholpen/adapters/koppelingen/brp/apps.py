"""The adapter plugs itself into the port of partijen."""

from __future__ import annotations

from django.apps import AppConfig


class BrpConfig(AppConfig):
    name = "geholpen.adapters.koppelingen.brp"
    label = "brp_koppeling"

    def ready(self) -> None:
        """Register the way to the BRP."""
        from geholpen.adapters.koppelingen.brp.personen import from_settings  # noqa: PLC0415  (settings come first)
        from geholpen.domain.partijen.ports import register_personenregister  # noqa: PLC0415

        register_personenregister(from_settings)
