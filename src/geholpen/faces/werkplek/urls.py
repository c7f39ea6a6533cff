"""Addresses of the desk. An address holds ids and nothing that somebody typed."""

from django.urls import path

from geholpen.faces.werkplek.gesprek import klant as gesprek_klant
from geholpen.faces.werkplek.gesprek import view as gesprek
from geholpen.faces.werkplek.nood import view as nood
from geholpen.faces.werkplek.postvak import view as postvak
from geholpen.faces.werkplek.taak import view as taak
from geholpen.faces.werkplek.uitleg import view as uitleg
from geholpen.faces.werkplek.vertegenwoordiging import view as vertegenwoordiging
from geholpen.faces.werkplek.vraag import antwoord, bsn, doen, identiteit, nieuws, post
from geholpen.faces.werkplek.vraag import view as vraag
from geholpen.faces.werkplek.zoeken import view as zoeken

app_name = "werkplek"
_VRAAG = "vraag/<uuid:partij_id>/<uuid:vraag_id>/"
_GESPREK = "gesprek/<uuid:gesprek_id>/"

urlpatterns = [
    path("", postvak.view, name="postvak"),
    path("lijst/", postvak.lijst, name="postvaklijst"),
    path("poll/", postvak.poll, name="poll"),
    path("zoeken/", zoeken.view, name="zoeken"),
    path("klant/<uuid:partij_id>/", vraag.klant, name="klant"),
    path("doorgezet/<slug:code>/", vraag.doorgezet, name="doorgezet"),
    path(_VRAAG, vraag.view, name="vraag"),
    path(f"{_VRAAG}nieuws/", nieuws.nieuws, name="nieuws"),
    path(f"{_VRAAG}antwoord/", antwoord.antwoord, name="antwoord"),
    path(f"{_VRAAG}concept/", antwoord.concept, name="concept"),
    path(f"{_VRAAG}bezorging/<uuid:bezorging_id>/", antwoord.opnieuw, name="opnieuw"),
    path(f"{_VRAAG}bericht/<uuid:bericht_id>/", post.mail, name="html"),
    path(f"{_VRAAG}bijlage/<uuid:bijlage_id>/", post.download, name="bijlage"),
    path(f"{_VRAAG}bsn/", bsn.view, name="bsn"),
    path(f"{_VRAAG}identiteit/", identiteit.identiteit, name="identiteit"),
    path(f"{_VRAAG}doen/<slug:actie>/", doen.doen, name="doen"),
    path("gesprek/", gesprek.begin, name="gesprek"),
    path(_GESPREK, gesprek.zoek, name="gesprek_zoek"),
    path(f"{_GESPREK}stoppen/", gesprek.stop, name="gesprek_stop"),
    path(f"{_GESPREK}onbekend/", gesprek.onbekend, name="gesprek_onbekend"),
    path(f"{_GESPREK}klant/<uuid:partij_id>/", gesprek_klant.view, name="gesprek_klant"),
    path(f"{_GESPREK}klant/<uuid:partij_id>/namens/", gesprek_klant.begin, name="gesprek_begin_namens"),
    path(f"{_GESPREK}namens/<uuid:partij_id>/<uuid:namens_id>/", gesprek_klant.namens, name="gesprek_namens"),
    path(f"{_GESPREK}klant/<uuid:partij_id>/vertegenwoordiging/", vertegenwoordiging.gesprek, name="gesprek_mag"),
    path(f"{_VRAAG}vertegenwoordiging/", vertegenwoordiging.vraag, name="vraag_mag"),
    path("uitleg/", uitleg.view, name="uitleg"),
    path("nood/<uuid:partij_id>/", nood.vraag, name="noodtoegang_vragen"),
    path("nood/<uuid:partij_id>/<uuid:noodtoegang_id>/", nood.view, name="noodtoegang"),
    path("nood/stoppen/<uuid:noodtoegang_id>/", nood.stoppen, name="noodtoegang_stoppen"),
    path("beloften/", taak.lijst, name="taken"),
    path("belofte/<uuid:partij_id>/<uuid:taak_id>/", taak.view, name="taak"),
]
