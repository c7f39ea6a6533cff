"""The room balie as a Django app."""

from django.apps import AppConfig


class BalieConfig(AppConfig):
    name = "geholpen.domain.balie"
    label = "balie"

    def ready(self) -> None:
        """Make the jobs known, listen to conversations, take in what queue systems tell."""
        from geholpen.domain.balie import subscribers, tasks  # noqa: PLC0415, F401
        from geholpen.domain.balie.indelen import indelen  # noqa: PLC0415
        from geholpen.domain.balie.ports import Wachtrijnieuws  # noqa: PLC0415
        from geholpen.domain.berichten.ports import register_indeling  # noqa: PLC0415

        register_indeling(Wachtrijnieuws, indelen)
