"""Addresses that providers call."""

from django.urls import path

from geholpen.faces.kanalen import view

app_name = "kanaal"
urlpatterns = [
    path("<slug:code>/<uuid:account_id>/", view.view, name="roep"),
    path("<slug:code>/<uuid:account_id>/<path:pad>", view.view, name="roep_pad"),
]
