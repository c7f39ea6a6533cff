"""JCC plugs itself into the port of the counter."""

from django.apps import AppConfig


class JccConfig(AppConfig):
    name = "geholpen.adapters.koppelingen.jcc"
    label = "jcc"

    def ready(self) -> None:
        """Register the agenda."""
        from geholpen.adapters.koppelingen.jcc.agenda import JccAgenda  # noqa: PLC0415
        from geholpen.domain.balie.ports import register_agenda  # noqa: PLC0415

        register_agenda("jcc", JccAgenda)
