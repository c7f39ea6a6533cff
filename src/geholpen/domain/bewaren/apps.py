"""The room bewaren as a Django app."""

from django.apps import AppConfig


class BewarenConfig(AppConfig):
    name = "geholpen.domain.bewaren"
    label = "bewaren"
