"""Addresses of the management pages."""

from django.urls import path

from geholpen.faces.beheer.aanspraken import view as aanspraken
from geholpen.faces.beheer.abonnementen import view as abonnementen
from geholpen.faces.beheer.afscherming import view as afscherming
from geholpen.faces.beheer.applicaties import view as applicaties
from geholpen.faces.beheer.balie import view as balie
from geholpen.faces.beheer.bewaarplicht import view as bewaarplicht
from geholpen.faces.beheer.bewaartermijnen import view as bewaartermijnen
from geholpen.faces.beheer.bewaren import view as bewaren
from geholpen.faces.beheer.brp import view as brp
from geholpen.faces.beheer.controles import view as controles
from geholpen.faces.beheer.doelgebruik import view as doelgebruik
from geholpen.faces.beheer.kanaalwissels import view as kanaalwissels
from geholpen.faces.beheer.kanalen import account as kanaalaccount
from geholpen.faces.beheer.kanalen import view as kanalen
from geholpen.faces.beheer.kwarantaine import view as kwarantaine
from geholpen.faces.beheer.logboek import view as logboek
from geholpen.faces.beheer.losse_inzage import view as losse_inzage
from geholpen.faces.beheer.noodtoegang import view as noodtoegang
from geholpen.faces.beheer.onderwerpen import view as onderwerpen
from geholpen.faces.beheer.onthullingen import view as onthullingen
from geholpen.faces.beheer.openingstijden import view as openingstijden
from geholpen.faces.beheer.organisatie import view as organisatie
from geholpen.faces.beheer.overnames import view as overnames
from geholpen.faces.beheer.rechten import opnemen
from geholpen.faces.beheer.rechten import view as rechten
from geholpen.faces.beheer.register import bestand, bewerken, dpia
from geholpen.faces.beheer.register import view as register
from geholpen.faces.beheer.sjablonen import view as sjablonen
from geholpen.faces.beheer.start import view as start
from geholpen.faces.beheer.telefoon import view as telefoon
from geholpen.faces.beheer.toezicht import view as toezicht
from geholpen.faces.beheer.veel_inzage import view as veel_inzage
from geholpen.faces.beheer.verdeling import view as verdeling
from geholpen.faces.beheer.weigeringen import view as weigeringen

app_name = "beheer"
urlpatterns = [
    path("", start.view, name="start"),
    path("kwarantaine/", kwarantaine.lijst, name="kwarantaine"),
    path("kwarantaine/<uuid:envelop_id>/", kwarantaine.view, name="envelop"),
    path("kwarantaine/<uuid:envelop_id>/bron/", kwarantaine.bron, name="envelop_bron"),
    path("kanalen/", kanalen.view, name="kanalen"),
    path("kanalen/nieuw/<slug:code>/", kanaalaccount.nieuw, name="kanaalaccount_nieuw"),
    path("kanalen/<uuid:account_id>/", kanaalaccount.view, name="kanaalaccount"),
    path("sjablonen/", sjablonen.lijst, name="sjablonen"),
    path("sjablonen/nieuw/", sjablonen.bewerken, name="sjabloon_nieuw"),
    path("sjablonen/proef/", sjablonen.proef, name="sjabloon_proef"),
    path("sjablonen/<uuid:sjabloon_id>/", sjablonen.view, name="sjabloon"),
    path("sjablonen/<uuid:sjabloon_id>/bewerken/", sjablonen.bewerken, name="sjabloon_bewerken"),
    path("openingstijden/", openingstijden.lijst, name="openingstijden"),
    path("openingstijden/<slug:soort>/", openingstijden.view, name="openingstijd"),
    path("verdeling/", verdeling.view, name="verdeling"),
    path("verdeling/medewerker/<uuid:medewerker_id>/", verdeling.profiel, name="verdeling_profiel"),
    path("verdeling/kanaal/<slug:code>/", verdeling.kanaal, name="verdeling_kanaal"),
    path("balie/", balie.view, name="balie"),
    path("balie/plek/", balie.plek, name="balie_plek_nieuw"),
    path("balie/plek/<slug:code>/", balie.plek, name="balie_plek"),
    path("balie/soort/", balie.soort, name="balie_soort_nieuw"),
    path("balie/soort/<slug:code>/", balie.soort, name="balie_soort"),
    path("telefoon/", telefoon.view, name="telefoon"),
    path("telefoon/menu/<uuid:account_id>/", telefoon.menu, name="telefoonmenu"),
    path("kanaalwissels/", kanaalwissels.view, name="kanaalwissels"),
    path("onderwerpen/", onderwerpen.view, name="onderwerpen"),
    path("register/", register.lijst, name="register"),
    path("register/nieuw/", bewerken.nieuw, name="activiteit_nieuw"),
    path("register/dpia/", dpia.view, name="register_dpia"),
    path("register/invoeren/", bestand.invoeren, name="register_invoeren"),
    path("register/uitvoeren/", bestand.uitvoeren, name="register_uitvoeren"),
    path("register/<slug:code>/", register.view, name="activiteit"),
    path("register/<slug:code>/dpia/", dpia.view, name="activiteit_dpia"),
    path("register/<slug:code>/<int:versie>/", register.view, name="activiteit_versie"),
    path("register/<slug:code>/<int:versie>/bewerken/", bewerken.bewerken, name="activiteit_bewerken"),
    path("register/<slug:code>/<int:versie>/gegeven/", bewerken.gegeven, name="activiteit_gegeven"),
    path("register/<slug:code>/<int:versie>/gegeven/<int:soort>/", bewerken.gegeven, name="activiteit_gegeven_soort"),
    path("organisatie/", organisatie.view, name="organisatie"),
    path("organisatie/<slug:deel>/", organisatie.wijzigen, name="organisatie_deel"),
    path("applicaties/", applicaties.lijst, name="applicaties"),
    path("applicaties/<uuid:applicatie_id>/", applicaties.view, name="applicatie"),
    path("applicaties/<uuid:applicatie_id>/abonnement/", abonnementen.nieuw, name="abonnement_nieuw"),
    path("abonnementen/<uuid:abonnement_id>/", abonnementen.view, name="abonnement"),
    path("bewaren/", bewaren.overzicht, name="bewaren"),
    path("bewaren/lijst/<uuid:lijst_id>/", bewaren.lijst, name="vernietigingslijst"),
    path("bewaren/verklaring/<uuid:verklaring_id>/", bewaren.verklaring, name="verklaring"),
    path("bewaren/verklaring/<uuid:verklaring_id>.json", bewaren.verklaring_json, name="verklaring_json"),
    path("bewaartermijnen/", bewaartermijnen.lijst, name="bewaartermijnen"),
    path("bewaartermijnen/<slug:tabel>/", bewaartermijnen.view, name="bewaartermijn"),
    path("bewaarplicht/", bewaarplicht.view, name="bewaarplicht"),
    path("brp/", brp.view, name="brp"),
    path("overnames/", overnames.view, name="overnames"),
    path("logboek/", logboek.view, name="logboek"),
    path("logboek/controles/", logboek.controles, name="logcontroles"),
    path("logboek/controleren/", logboek.controleren, name="logcontrole"),
    path("vertegenwoordiging/", aanspraken.view, name="aanspraken"),
    path("controles/", controles.view, name="controles"),
    path("controles/<uuid:melding_id>/", controles.gezien, name="controle_gezien"),
    path("noodtoegang/", noodtoegang.lijst, name="noodtoegang"),
    path("noodtoegang/<uuid:noodtoegang_id>/", noodtoegang.view, name="noodtoegang_beoordelen"),
    path("afscherming/", afscherming.view, name="afscherming"),
    path("afscherming/groepen/", afscherming.groepen, name="afschermgroepen"),
    path("afscherming/personeel/", afscherming.personeel, name="personeelslijst"),
    path("toezicht/", toezicht.view, name="toezicht"),
    path("losse-inzage/", losse_inzage.lijst, name="losse_inzage"),
    path("losse-inzage/<uuid:inzage_id>/", losse_inzage.view, name="losse_inzage_bekijken"),
    path("veel-inzage/", veel_inzage.view, name="veel_inzage"),
    path("doelgebruik/", doelgebruik.view, name="doelgebruik"),
    path("onthullingen/", onthullingen.lijst, name="onthullingen"),
    path("onthullingen/<slug:bron>/<uuid:bron_id>/", onthullingen.vragen, name="onthulling_vragen"),
    path("onthullingen/<uuid:onthulling_id>/", onthullingen.besluiten, name="onthulling_besluiten"),
    path("weigeringen/", weigeringen.view, name="weigeringen"),
    path("rechten/", rechten.lijst, name="rechten"),
    path("rechten/<uuid:partij_id>/<uuid:verzoek_id>/", rechten.view, name="recht"),
    path("rechten/<uuid:partij_id>/<uuid:klantvraag_id>/opnemen/", opnemen.opnemen, name="opnemen"),
    path("rechten/<uuid:partij_id>/<uuid:verzoek_id>/opheffen/<uuid:grens_id>/", rechten.opheffen, name="grens"),
]
