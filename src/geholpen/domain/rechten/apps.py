"""The room rechten as a Django app."""

from django.apps import AppConfig


class RechtenConfig(AppConfig):
    name = "geholpen.domain.rechten"
    label = "rechten"
