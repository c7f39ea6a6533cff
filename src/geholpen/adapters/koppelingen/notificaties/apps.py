"""The adapter plugs itself into the port of notificaties."""

from django.apps import AppConfig


class NotificatiesAdapterConfig(AppConfig):
    name = "geholpen.adapters.koppelingen.notificaties"
    label = "notificaties_koppeling"

    def ready(self) -> None:
        """Register the way out."""
        from geholpen.adapters.koppelingen.notificaties.bezorger import bezorg  # noqa: PLC0415
        from geholpen.domain.notificaties.ports import register_bezorger  # noqa: PLC0415

        register_bezorger(bezorg)
