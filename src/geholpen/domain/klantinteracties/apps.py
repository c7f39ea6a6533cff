from django.apps import AppConfig


class KlantinteractiesConfig(AppConfig):
    name = "geholpen.domain.klantinteracties"
    label = "klantinteracties"
