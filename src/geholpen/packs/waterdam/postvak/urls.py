"""Addresses of the demo's mail program."""

from django.urls import path

from geholpen.packs.waterdam.postvak import views

app_name = "postvak"
urlpatterns = [
    path("", views.kiezen, name="kiezen"),
    path("<slug:sleutel>/", views.postvak, name="postvak"),
]
