"""Addresses of the demo's telephone."""

from django.urls import path

from geholpen.packs.waterdam.bellen import views

app_name = "bellen"
urlpatterns = [
    path("", views.kiezen, name="kiezen"),
    path("<str:oproep>/", views.lijn, name="lijn"),
]
