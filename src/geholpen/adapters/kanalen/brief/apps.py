"""The letter plugs itself into the port of berichten."""

from django.apps import AppConfig


class BriefConfig(AppConfig):
    name = "geholpen.adapters.kanalen.brief"
    label = "brief"

    def ready(self) -> None:
        """Register the channel."""
        from geholpen.adapters.kanalen.brief.kanaal import BriefKanaal  # noqa: PLC0415  (settings are not ready at import)
        from geholpen.domain.berichten.ports import register_kanaal  # noqa: PLC0415

        register_kanaal(BriefKanaal.code, BriefKanaal)
