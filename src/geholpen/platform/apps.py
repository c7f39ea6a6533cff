"""The platform as a Django app, so that it can have tables and checks."""

from django.apps import AppConfig


class PlatformConfig(AppConfig):
    name = "geholpen.platform"
    label = "platform"
    verbose_name = "Platform"
