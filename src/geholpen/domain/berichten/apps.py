"""The room berichten as a Django app."""

from django.apps import AppConfig


class BerichtenConfig(AppConfig):
    name = "geholpen.domain.berichten"
    label = "berichten"
