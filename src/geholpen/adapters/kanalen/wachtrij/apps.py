"""Queue systems plug themselves into the port of berichten."""

from django.apps import AppConfig


class WachtrijConfig(AppConfig):
    name = "geholpen.adapters.kanalen.wachtrij"
    label = "wachtrij"

    def ready(self) -> None:
        """Register the channel."""
        from geholpen.adapters.kanalen.wachtrij.kanaal import WachtrijKanaal  # noqa: PLC0415
        from geholpen.domain.berichten.ports import register_kanaal  # noqa: PLC0415

        register_kanaal(WachtrijKanaal.code, WachtrijKanaal)
