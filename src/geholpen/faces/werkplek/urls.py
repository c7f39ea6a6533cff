"""Addresses of the desk. An address holds ids and nothing that somebody typed."""

from django.urls import path

from geholpen.faces.werkplek.afspraak import view as afspraak
from geholpen.faces.werkplek.balie import view as balie
from geholpen.faces.werkplek.brieven import view as brieven
from geholpen.faces.werkplek.brp import view as brp
from geholpen.faces.werkplek.chat import van_wie
from geholpen.faces.werkplek.chat import view as chat
from geholpen.faces.werkplek.gesprek import klant as gesprek_klant
from geholpen.faces.werkplek.gesprek import view as gesprek
from geholpen.faces.werkplek.nood import view as nood
from geholpen.faces.werkplek.oproep import view as oproep
from geholpen.faces.werkplek.postvak import bulk, ordenen
from geholpen.faces.werkplek.postvak import view as postvak
from geholpen.faces.werkplek.taak import view as taak
from geholpen.faces.werkplek.uitleg import view as uitleg
from geholpen.faces.werkplek.verdelen import view as verdelen
from geholpen.faces.werkplek.vertegenwoordiging import view as vertegenwoordiging
from geholpen.faces.werkplek.vraag import (
    aanwezig,
    antwoord,
    bsn,
    doen,
    identiteit,
    naderhand,
    nieuws,
    post,
    sjabloon,
    splitsen,
    wissel,
)
from geholpen.faces.werkplek.vraag import view as vraag
from geholpen.faces.werkplek.zoeken import view as zoeken

app_name = "werkplek"
_VRAAG = "vraag/<uuid:partij_id>/<uuid:vraag_id>/"
_GESPREK = "gesprek/<uuid:gesprek_id>/"

urlpatterns = [
    path("", postvak.view, name="postvak"),
    path("brieven/", brieven.lijst, name="brieven"),
    path("brieven/<uuid:envelop_id>/", brieven.view, name="brief"),
    path("brieven/<uuid:envelop_id>/blad/<int:nummer>/", brieven.blad, name="brief_blad"),
    path("lijst/", postvak.lijst, name="postvaklijst"),
    path("poll/", postvak.poll, name="poll"),
    path("postvak/zoeken/", ordenen.zoek, name="postvakzoek"),
    path("postvak/bulk/", bulk.bulk, name="bulk"),
    path("postvak/bulk/terug/", bulk.terugdraaien, name="bulk_terug"),
    path("postvak/weergave/", ordenen.weergave_bewaren, name="weergave_bewaren"),
    path("postvak/weergave/<uuid:weergave_id>/weg/", ordenen.weergave_weg, name="weergave_weg"),
    path("vraag/<uuid:vraag_id>/aanwezig/", aanwezig.aanwezig, name="aanwezig"),
    path("stand/", verdelen.stand, name="stand"),
    path("volgende/", verdelen.volgende, name="volgende"),
    path("aanbod/<uuid:toewijzing_id>/aannemen/", verdelen.aannemen, name="aannemen"),
    path("aanbod/<uuid:toewijzing_id>/teruggeven/", verdelen.teruggeven, name="teruggeven"),
    path("zoeken/", zoeken.view, name="zoeken"),
    path("klant/<uuid:partij_id>/", vraag.klant, name="klant"),
    path("doorgezet/<slug:code>/", vraag.doorgezet, name="doorgezet"),
    path(_VRAAG, vraag.view, name="vraag"),
    path(f"{_VRAAG}nieuws/", nieuws.nieuws, name="nieuws"),
    path(f"{_VRAAG}briefvoorbeeld/", antwoord.briefvoorbeeld, name="briefvoorbeeld"),
    path(f"{_VRAAG}brief/<uuid:bezorging_id>/tegenhouden/", antwoord.tegenhouden, name="tegenhouden"),
    path(f"{_VRAAG}antwoord/", antwoord.antwoord, name="antwoord"),
    path(f"{_VRAAG}chat/nieuws/", chat.nieuws, name="chat_nieuws"),
    path(f"{_VRAAG}chat/antwoord/", chat.antwoord, name="chat_antwoord"),
    path(f"{_VRAAG}chat/typt/", chat.typt, name="chat_typt"),
    path(f"{_VRAAG}chat/sluit/", chat.sluit, name="chat_sluit"),
    path(f"{_VRAAG}chat/hoort-bij/", van_wie.hoort_bij, name="chat_hoort_bij"),
    path(f"{_VRAAG}chat/terugzetten/", van_wie.terugzetten, name="chat_terugzetten"),
    path(f"{_VRAAG}sjabloon/", sjabloon.view, name="sjabloon"),
    path(f"{_VRAAG}concept/", antwoord.concept, name="concept"),
    path(f"{_VRAAG}bezorging/<uuid:bezorging_id>/", antwoord.opnieuw, name="opnieuw"),
    path(f"{_VRAAG}bezorging/<uuid:bezorging_id>/terug/", naderhand.terughalen, name="terughalen"),
    path(f"{_VRAAG}bericht/<uuid:bericht_id>/verbeteren/", naderhand.verbeteren, name="verbeteren"),
    path(f"{_VRAAG}bericht/<uuid:bericht_id>/doorsturen/", naderhand.doorsturen, name="doorsturen"),
    path(f"{_VRAAG}bericht/<uuid:bericht_id>/splitsen/", splitsen.splitsen, name="splitsen"),
    path(f"{_VRAAG}bericht/<uuid:bericht_id>/hoort-hier/", splitsen.hoort_hier, name="hoort_hier"),
    path(f"{_VRAAG}bericht/<uuid:bericht_id>/terugzetten/", splitsen.terugzetten, name="terugzetten"),
    path(f"{_VRAAG}afloop/", naderhand.afloop, name="afloop"),
    path(f"{_VRAAG}bericht/<uuid:bericht_id>/", post.mail, name="html"),
    path(f"{_VRAAG}bijlage/<uuid:bijlage_id>/", post.download, name="bijlage"),
    path(f"{_VRAAG}bsn/", bsn.view, name="bsn"),
    path(f"{_VRAAG}afspraak/", afspraak.vraag, name="afspraak"),
    path(f"{_GESPREK}klant/<uuid:partij_id>/afspraak/", afspraak.gesprek, name="gesprek_afspraak"),
    path(f"{_GESPREK}klant/<uuid:partij_id>/bel/", oproep.bel_in_gesprek, name="gesprek_bel"),
    path(f"{_VRAAG}bel/", oproep.bel_nummer, name="bel_nummer"),
    path(f"{_VRAAG}brp/", brp.view, name="brp"),
    path(f"{_VRAAG}identiteit/", identiteit.identiteit, name="identiteit"),
    path(f"{_VRAAG}doen/<slug:actie>/", doen.doen, name="doen"),
    path(f"{_VRAAG}wissel/", wissel.wissel, name="wissel"),
    path("oproep/", oproep.paneel, name="oproepen"),
    path("balie/", balie.view, name="balie"),
    path("balie/bezoekers/", balie.bezoekers, name="bezoekers"),
    path("balie/<slug:actie>/", balie.doen, name="balie_doen"),
    path("belofte/<uuid:partij_id>/<uuid:taak_id>/bel/", oproep.bel, name="bel"),
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
