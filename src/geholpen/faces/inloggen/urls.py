"""Addresses of logging in and out."""

from django.urls import path, re_path

from geholpen.faces.inloggen import view

app_name = "inloggen"
urlpatterns = [
    path("", view.begin, name="begin"),
    path("inloggen/", view.keuze, name="keuze"),
    path("inloggen/medewerker/", view.naar_aanbieder, {"wie": "medewerker"}, name="medewerker"),
    path("inloggen/klant/", view.naar_aanbieder, {"wie": "klant"}, name="klant"),
    path("inloggen/opnieuw/", view.opnieuw, name="opnieuw"),
    re_path(r"^inloggen/terug/(?P<wie>medewerker|klant)/$", view.terug, name="terug"),
    path("inloggen/blijf/", view.blijf, name="blijf"),
    path("uitloggen/", view.uitloggen, name="uitloggen"),
    path("taal/<slug:code>/", view.taal, name="taal"),
]
