"""The demo town as a Django app."""

from django.apps import AppConfig
from django.conf import settings


class WaterdamConfig(AppConfig):
    name = "geholpen.packs.waterdam"
    label = "waterdam"

    def ready(self) -> None:
        if settings.DEMO:
            from geholpen.packs.waterdam import inloggers  # noqa: PLC0415  (only the demo has made-up logins)

            inloggers.register()
