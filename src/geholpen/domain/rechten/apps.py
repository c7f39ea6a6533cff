"""The room rechten as a Django app."""

from django.apps import AppConfig


class RechtenConfig(AppConfig):
    name = "geholpen.domain.rechten"
    label = "rechten"

    def ready(self) -> None:
        """Tell the guard what limits somebody's data; listen to requests."""
        from geholpen.domain.doelbinding.ports import register_grenzen  # noqa: PLC0415
        from geholpen.domain.rechten import subscribers, tasks  # noqa: PLC0415, F401

        register_grenzen("grenzen_van")
