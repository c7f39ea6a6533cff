"""The room berichten as a Django app: tells klantcontacten when a customer wrote last."""

from django.apps import AppConfig


class BerichtenConfig(AppConfig):
    name = "geholpen.domain.berichten"
    label = "berichten"

    def ready(self) -> None:
        """Plug in what klantcontacten asks of the messages."""
        from geholpen.domain.berichten.inschrijven import last_words_in  # noqa: PLC0415
        from geholpen.domain.klantcontacten.ports import register_laatste_van_klant  # noqa: PLC0415

        register_laatste_van_klant(last_words_in)
