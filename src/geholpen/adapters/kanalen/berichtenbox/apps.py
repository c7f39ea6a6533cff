"""The message box plugs itself into the port of berichten."""

from django.apps import AppConfig


class BerichtenboxConfig(AppConfig):
    name = "geholpen.adapters.kanalen.berichtenbox"
    label = "berichtenbox"

    def ready(self) -> None:
        """Register the channel."""
        from geholpen.adapters.kanalen.berichtenbox.kanaal import BerichtenboxKanaal  # noqa: PLC0415
        from geholpen.domain.berichten.ports import register_kanaal  # noqa: PLC0415

        register_kanaal(BerichtenboxKanaal.code, BerichtenboxKanaal)
