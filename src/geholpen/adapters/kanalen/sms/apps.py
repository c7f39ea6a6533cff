"""The channel for text messages plugs itself into the port of berichten."""

from django.apps import AppConfig


class SmsConfig(AppConfig):
    name = "geholpen.adapters.kanalen.sms"
    label = "sms"

    def ready(self) -> None:
        """Register the channel."""
        from geholpen.adapters.kanalen.sms.kanaal import SmsKanaal  # noqa: PLC0415  (settings are not ready at import)
        from geholpen.domain.berichten.ports import register_kanaal  # noqa: PLC0415

        register_kanaal(SmsKanaal.code, SmsKanaal)
