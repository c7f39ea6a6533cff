"""Addresses of the public register. The address with a key stands for that activity for ever: the log points to it."""

from django.urls import path

from geholpen.faces.verwerkingen import var, view

app_name = "verwerkingen"
urlpatterns = [
    path("", view.lijst, name="lijst"),
    path("pseudoniem/<int:nummer>", view.pseudoniem, name="pseudoniem"),
    path("<uuid:uuid>", view.activiteit, name="activiteit"),
    path("var/api/v0/verwerkingsactiviteiten", var.lijst, name="var_lijst"),
    path("var/api/v0/verwerkingsactiviteit/<uuid:uuid>", var.activiteit, name="var_activiteit"),
]
