"""Going on in another channel, with everything that was said."""

from django.apps import AppConfig


class KanaalwisselConfig(AppConfig):
    name = "geholpen.domain.kanaalwissel"
    label = "kanaalwissel"

    def ready(self) -> None:
        """Register the jobs, and where an answer that is a proof belongs."""
        from geholpen.domain.berichten.ports import register_wijzer  # noqa: PLC0415
        from geholpen.domain.kanaalwissel import subscribers, tasks  # noqa: PLC0415, F401
        from geholpen.domain.kanaalwissel.wijzen import find_wissel  # noqa: PLC0415

        register_wijzer(find_wissel)
