"""The room chat as a Django app."""

from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "geholpen.domain.chat"
    label = "chat"

    def ready(self) -> None:
        """Bring the events and jobs of this room."""
        from geholpen.domain.chat import events, subscribers  # noqa: PLC0415, F401
