"""Addresses of the demo's telephone."""

from django.urls import path

from geholpen.packs.waterdam.mobiel import views

app_name = "mobiel"
urlpatterns = [
    path("", views.kiezen, name="kiezen"),
    path("<slug:sleutel>/<slug:app>/", views.toestel, name="toestel"),
]
