"""The room klantbeeld as a Django app."""

from django.apps import AppConfig


class KlantbeeldConfig(AppConfig):
    name = "geholpen.domain.klantbeeld"
    label = "klantbeeld"
