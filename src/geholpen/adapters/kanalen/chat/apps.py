"""The chat plugs itself into the port of berichten."""

from django.apps import AppConfig


class ChatKanaalConfig(AppConfig):
    name = "geholpen.adapters.kanalen.chat"
    label = "chatkanaal"

    def ready(self) -> None:
        """Register the channel."""
        from geholpen.adapters.kanalen.chat.kanaal import ChatKanaal  # noqa: PLC0415  (settings are not ready at import)
        from geholpen.domain.berichten.ports import register_kanaal  # noqa: PLC0415

        register_kanaal(ChatKanaal.code, ChatKanaal)
