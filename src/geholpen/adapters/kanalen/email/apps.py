"""The e-mail channel plugs itself into the port of berichten."""

from django.apps import AppConfig


class EmailConfig(AppConfig):
    name = "geholpen.adapters.kanalen.email"
    label = "email"

    def ready(self) -> None:
        """Register the channel."""
        from geholpen.adapters.kanalen.email.kanaal import EmailKanaal  # noqa: PLC0415  (settings are not ready at import)
        from geholpen.adapters.kanalen.email.melden import meld  # noqa: PLC0415
        from geholpen.domain.berichten.ports import register_kanaal  # noqa: PLC0415
        from geholpen.domain.doelbinding.ports import register_melder  # noqa: PLC0415

        register_kanaal(EmailKanaal.code, EmailKanaal)
        register_melder(meld)
