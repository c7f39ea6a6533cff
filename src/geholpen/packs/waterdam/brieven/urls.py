"""Addresses of the demo's post room."""

from django.urls import path

from geholpen.packs.waterdam.brieven import views

app_name = "postkamer"
urlpatterns = [
    path("", views.postkamer, name="postkamer"),
    path("<uuid:bezorging_id>/", views.bekijk, name="bekijk"),
]
