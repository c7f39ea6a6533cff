from django.apps import AppConfig


class OvernemenConfig(AppConfig):
    """The room overnemen."""

    name = "geholpen.domain.overnemen"
    label = "overnemen"
