"""The room notificaties as a Django app."""

from django.apps import AppConfig


class NotificatiesConfig(AppConfig):
    name = "geholpen.domain.notificaties"
    label = "notificaties"

    def ready(self) -> None:
        """Listen to what changes in the rooms below; tell software that received something which was not right."""
        from geholpen.domain.doelbinding.ports import register_verteller  # noqa: PLC0415
        from geholpen.domain.notificaties import subscribers, tasks  # noqa: PLC0415, F401
        from geholpen.domain.notificaties.rechtzetten import Rechtzetter  # noqa: PLC0415

        register_verteller(Rechtzetter())
