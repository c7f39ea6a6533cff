"""The room organisatie as a Django app."""

from django.apps import AppConfig


class OrganisatieConfig(AppConfig):
    name = "geholpen.domain.organisatie"
    label = "organisatie"
