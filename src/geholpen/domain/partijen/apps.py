"""The room partijen as a Django app."""

from django.apps import AppConfig


class PartijenConfig(AppConfig):
    name = "geholpen.domain.partijen"
    label = "partijen"
