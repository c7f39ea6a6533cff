"""The demo town as a Django app."""

from django.apps import AppConfig


class WaterdamConfig(AppConfig):
    name = "geholpen.packs.waterdam"
    label = "waterdam"
