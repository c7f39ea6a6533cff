"""Addresses of the simulator; mounted in the demo only."""

from django.urls import re_path

from geholpen.adapters.koppelingen.identiteit.simulator import view

app_name = "simulator"
SOORT = r"^(?P<soort>medewerkers|klanten)/"
urlpatterns = [
    re_path(rf"{SOORT}\.well-known/openid-configuration$", view.discovery, name="discovery"),
    re_path(rf"{SOORT}jwks$", view.jwks, name="jwks"),
    re_path(rf"{SOORT}authorize$", view.authorize, name="authorize"),
    re_path(rf"{SOORT}token$", view.token, name="token"),
    re_path(rf"{SOORT}einde$", view.einde, name="einde"),
]
