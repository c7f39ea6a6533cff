"""Addresses of the management pages."""

from django.urls import path

from geholpen.faces.beheer.abonnementen import view as abonnementen
from geholpen.faces.beheer.applicaties import view as applicaties
from geholpen.faces.beheer.kanalen import view as kanalen
from geholpen.faces.beheer.kwarantaine import view as kwarantaine
from geholpen.faces.beheer.logboek import view as logboek
from geholpen.faces.beheer.onderwerpen import view as onderwerpen
from geholpen.faces.beheer.overnames import view as overnames
from geholpen.faces.beheer.register import view as register
from geholpen.faces.beheer.start import view as start
from geholpen.faces.beheer.weigeringen import view as weigeringen

app_name = "beheer"
urlpatterns = [
    path("", start.view, name="start"),
    path("kwarantaine/", kwarantaine.lijst, name="kwarantaine"),
    path("kwarantaine/<uuid:envelop_id>/", kwarantaine.view, name="envelop"),
    path("kwarantaine/<uuid:envelop_id>/bron/", kwarantaine.bron, name="envelop_bron"),
    path("kanalen/", kanalen.view, name="kanalen"),
    path("onderwerpen/", onderwerpen.view, name="onderwerpen"),
    path("register/", register.lijst, name="register"),
    path("register/<slug:code>/", register.view, name="activiteit"),
    path("applicaties/", applicaties.lijst, name="applicaties"),
    path("applicaties/<uuid:applicatie_id>/", applicaties.view, name="applicatie"),
    path("logboek/", logboek.view, name="logboek"),
    path("logboek/controles/", logboek.controles, name="logcontroles"),
    path("logboek/controleren/", logboek.controleren, name="logcontrole"),
    path("overnames/", overnames.view, name="overnames"),
    path("applicaties/<uuid:applicatie_id>/abonnement/", abonnementen.nieuw, name="abonnement_nieuw"),
    path("abonnementen/<uuid:abonnement_id>/", abonnementen.view, name="abonnement"),
    path("weigeringen/", weigeringen.view, name="weigeringen"),
]
