"""The adapter plugs itself into the port of verantwoording."""

from django.apps import AppConfig


class OtlpConfig(AppConfig):
    name = "geholpen.adapters.koppelingen.otlp"
    label = "otlp_koppeling"

    def ready(self) -> None:
        """Register the way out."""
        from geholpen.adapters.koppelingen.otlp.ontvanger import from_settings  # noqa: PLC0415  (settings come first)
        from geholpen.domain.verantwoording.ports import register_ontvanger  # noqa: PLC0415

        register_ontvanger(from_settings)
