"""Addresses of the customer's own environment."""

from django.urls import path

from geholpen.faces.mijn.contact.view import contact
from geholpen.faces.mijn.inzage.view import inzage, inzage_bestand
from geholpen.faces.mijn.namens.view import namens, namens_vraag
from geholpen.faces.mijn.nieuw.view import nieuw
from geholpen.faces.mijn.overzicht.view import overzicht
from geholpen.faces.mijn.vraag.view import bijlage, vraag

app_name = "mijn"
urlpatterns = [
    path("", overzicht, name="overzicht"),
    path("vraag/nieuw/", nieuw, name="nieuw"),
    path("vraag/<uuid:klantvraag_id>/", vraag, name="vraag"),
    path("bijlage/<uuid:bijlage_id>/", bijlage, name="bijlage"),
    path("contact/", contact, name="contact"),
    path("inzage/", inzage, name="inzage"),
    path("namens/", namens, name="namens"),
    path("namens/<uuid:vertegenwoordiging_id>/<uuid:klantvraag_id>/", namens_vraag, name="namens_vraag"),
    path("inzage/bestand/", inzage_bestand, name="inzage_bestand"),
]
