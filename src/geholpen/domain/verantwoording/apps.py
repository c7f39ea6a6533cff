"""The room verantwoording: what we tell others about what was done with data, in the forms of the standards."""

from django.apps import AppConfig


class VerantwoordingConfig(AppConfig):
    name = "geholpen.domain.verantwoording"
    label = "verantwoording"
