"""The WhatsApp channel plugs itself into the port of berichten."""

from django.apps import AppConfig


class WhatsAppConfig(AppConfig):
    name = "geholpen.adapters.kanalen.whatsapp"
    label = "whatsapp"

    def ready(self) -> None:
        """Register the channel."""
        from geholpen.adapters.kanalen.whatsapp.kanaal import WhatsAppKanaal  # noqa: PLC0415  (settings are not ready)
        from geholpen.domain.berichten.ports import register_kanaal  # noqa: PLC0415

        register_kanaal(WhatsAppKanaal.code, WhatsAppKanaal)
