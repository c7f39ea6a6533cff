"""The room oproepen as a Django app."""

from django.apps import AppConfig


class OproepenConfig(AppConfig):
    name = "geholpen.domain.oproepen"
    label = "oproepen"

    def ready(self) -> None:
        """Take in what exchanges tell; listen to conversations that were recorded."""
        from geholpen.domain.berichten.ports import register_indeling  # noqa: PLC0415
        from geholpen.domain.oproepen import subscribers, tasks  # noqa: PLC0415, F401
        from geholpen.domain.oproepen.indelen import INDELERS  # noqa: PLC0415

        for soort, indelen in INDELERS.items():
            register_indeling(soort, indelen)
