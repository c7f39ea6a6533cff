"""Addresses of the customer's own environment."""

from django.urls import path

from geholpen.faces.mijn.afspraak import view as afspraak
from geholpen.faces.mijn.chat.inloggen import inloggen as chatinloggen
from geholpen.faces.mijn.chat.view import chat, chatbewijs
from geholpen.faces.mijn.contact.view import contact
from geholpen.faces.mijn.inzage.view import inzage, inzage_bestand, klopt_niet
from geholpen.faces.mijn.machtigingen.view import machtigingen
from geholpen.faces.mijn.namens.toestemming import namens_toestemming
from geholpen.faces.mijn.namens.view import namens, namens_vraag
from geholpen.faces.mijn.nieuw.view import nieuw
from geholpen.faces.mijn.overzicht.view import overzicht
from geholpen.faces.mijn.rechten.pakket import meenemen, pakket
from geholpen.faces.mijn.rechten.view import bewijs, toestemming, verzoek, vragen
from geholpen.faces.mijn.rechten.view import overzicht as rechten
from geholpen.faces.mijn.vraag.brief import brief
from geholpen.faces.mijn.vraag.view import bijlage, vraag

app_name = "mijn"
urlpatterns = [
    path("", overzicht, name="overzicht"),
    path("vraag/nieuw/", nieuw, name="nieuw"),
    path("vraag/<uuid:klantvraag_id>/", vraag, name="vraag"),
    path("brief/<str:sleutel>/", brief, name="brief"),
    path("bijlage/<uuid:bijlage_id>/", bijlage, name="bijlage"),
    path("chat/", chat, name="chat"),
    path("chat/bewijs/", chatbewijs, name="chatbewijs"),
    path("chat/inloggen/", chatinloggen, name="chatinloggen"),
    path("afspraken/", afspraak.lijst, name="afspraken"),
    path("afspraken/nieuw/", afspraak.nieuw, name="afspraak"),
    path("afspraken/<uuid:afspraak_id>/verzetten/", afspraak.verzetten, name="afspraak_verzetten"),
    path("afspraken/<uuid:afspraak_id>/afzeggen/", afspraak.afzeggen, name="afspraak_afzeggen"),
    path("afspraken/<uuid:afspraak_id>/agenda/", afspraak.agenda, name="afspraak_agenda"),
    path("contact/", contact, name="contact"),
    path("inzage/", inzage, name="inzage"),
    path("inzage/bestand/<slug:vorm>/", inzage_bestand, name="inzage_bestand"),
    path("inzage/<uuid:trace>/<uuid:activiteit>/klopt-niet/", klopt_niet, name="klopt_niet"),
    path("rechten/", rechten, name="rechten"),
    path("rechten/toestemming/<int:nummer>/", toestemming, name="toestemming"),
    path("rechten/bewijs/<uuid:toestemming_id>/", bewijs, name="bewijs"),
    path("rechten/meenemen/", meenemen, name="meenemen"),
    path("rechten/vragen/<slug:soort>/", vragen, name="recht_vragen"),
    path("rechten/<uuid:verzoek_id>/", verzoek, name="recht"),
    path("rechten/<uuid:verzoek_id>/pakket/<slug:vorm>/", pakket, name="pakket"),
    path("machtigingen/", machtigingen, name="machtigingen"),
    path("namens/", namens, name="namens"),
    path(
        "namens/<uuid:vertegenwoordiging_id>/toestemming/<int:nummer>/", namens_toestemming, name="namens_toestemming"
    ),
    path("namens/<uuid:vertegenwoordiging_id>/<uuid:klantvraag_id>/", namens_vraag, name="namens_vraag"),
]
