"""Qmatic plugs itself into the port of the counter."""

from django.apps import AppConfig


class QmaticConfig(AppConfig):
    name = "geholpen.adapters.koppelingen.qmatic"
    label = "qmatic"

    def ready(self) -> None:
        """Register the agenda."""
        from geholpen.adapters.koppelingen.qmatic.agenda import QmaticAgenda  # noqa: PLC0415
        from geholpen.domain.balie.ports import register_agenda  # noqa: PLC0415

        register_agenda("qmatic", QmaticAgenda)
