"""The room bewaren as a Django app."""

from django.apps import AppConfig


class BewarenConfig(AppConfig):
    name = "geholpen.domain.bewaren"
    label = "bewaren"

    def ready(self) -> None:
        """Make the jobs known, and listen to questions that are closed."""
        from geholpen.domain.bewaren import subscribers, tasks  # noqa: PLC0415, F401
