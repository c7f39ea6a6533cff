"""The room kennis as a Django app."""

from django.apps import AppConfig


class KennisConfig(AppConfig):
    name = "geholpen.domain.kennis"
    label = "kennis"
