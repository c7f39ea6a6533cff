"""Addresses of the demo's video rooms."""

from django.urls import path

from geholpen.packs.waterdam.video import views

app_name = "video"
urlpatterns = [path("<str:sleutel>", views.kamer, name="kamer")]
