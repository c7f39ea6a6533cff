"""The e-mail channel plugs itself into the port of berichten."""

from django.apps import AppConfig


class EmailConfig(AppConfig):
    name = "geholpen.adapters.kanalen.email"
    label = "email"
