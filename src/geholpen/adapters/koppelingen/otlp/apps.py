"""The adapter plugs itself into the port of verantwoording."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


def check_adres(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """A line that goes out says where the register of purposes is."""
    if not settings.OTLP_ADRES or settings.ADRES:
        return []
    hint = "Set it to where others find this installation, for instance https://klantcontact.waterdam.nl."
    return [Error("GEHOLPEN_OTLP_ADRES is set and GEHOLPEN_ADRES is not.", hint=hint, id="geholpen.E020")]


class OtlpConfig(AppConfig):
    name = "geholpen.adapters.koppelingen.otlp"
    label = "otlp_koppeling"

    def ready(self) -> None:
        """Register the way out, and what must be set for it."""
        from geholpen.adapters.koppelingen.otlp.ontvanger import from_settings  # noqa: PLC0415  (settings come first)
        from geholpen.domain.verantwoording.ports import register_ontvanger  # noqa: PLC0415

        register_ontvanger(from_settings)
        register(check_adres)
