"""The room notificaties as a Django app."""

from django.apps import AppConfig


class NotificatiesConfig(AppConfig):
    name = "geholpen.domain.notificaties"
    label = "notificaties"

    def ready(self) -> None:
        """Listen to what changes in the rooms below."""
        from geholpen.domain.notificaties import subscribers, tasks  # noqa: PLC0415, F401
