"""Refuses to start when a real installation would trust the simulator, or a provider over an open line."""

from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class SimulatorConfig(AppConfig):
    name = "geholpen.adapters.koppelingen.identiteit.simulator"
    label = "inlogsimulator"

    def ready(self) -> None:
        check_issuers(settings.DEMO, (settings.OIDC_MEDEWERKERS, settings.OIDC_KLANTEN))


def check_issuers(demo: bool, issuers: tuple[str, ...]) -> None:
    """Outside the demo: no simulator and only https. Raises ImproperlyConfigured."""
    if demo:
        return
    for issuer in filter(None, issuers):
        parts = urlsplit(issuer)
        if "/simulator/" in f"{parts.path}/":
            raise ImproperlyConfigured(f"De inlogsimulator mag alleen in de demo: {issuer}")
        if parts.scheme != "https":
            raise ImproperlyConfigured(f"De inlogdienst moet https gebruiken: {issuer}")
