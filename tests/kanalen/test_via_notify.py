"""Mail and letters over Notify: an account says so, and how they fare comes back from its callbacks."""

from __future__ import annotations

import httpx
import pytest

from geholpen.adapters.kanalen.email.kanaal import EmailKanaal
from geholpen.adapters.koppelingen.notify import twin as notify_twin
from geholpen.adapters.koppelingen.notify.twin import Dienst
from geholpen.adapters.koppelingen.notify.twin.dienst import SLEUTEL
from geholpen.domain.berichten.commands import NieuwAntwoord, send_antwoord
from geholpen.domain.berichten.ports import OnleesbaarBericht, kanaal
from geholpen.domain.berichten.queries import kanaalaccount
from tests import cast
from tests.berichten.post import ONS, Post, mail, werkt_aan
from tests.faces_werkplek.bureau import import_klant
from tests.kanalen.brief.test_in_en_uit import naar_de_post
from tests.kanalen.huis import Lijn, account


def set_up(huis, beheer, twin, soort, **meer):
    sleutels = {"notify_basis": twin.adres, "notify_sleutel": SLEUTEL}
    sleutels |= {"notify_terugmeldsleutel": twin.zoals.terugmeldsleutel}
    id = account(soort, aanbieder="notify", **sleutels, **meer)
    lijn = Lijn(Post(beheer), huis, soort, id, twin)
    twin.zoals.terug = dict.fromkeys(("sms", "email", "letter", "inkomend"), lijn.webhook)
    return lijn


@pytest.fixture
def twin():
    with Dienst(notify_twin.Instelling()) as dienst:
        yield dienst


def answered(lijn, kanaal_code):
    import_klant(cast.SAMIRA)
    vraag = lijn.post.vraag(lijn.post.bring(mail(van=str(cast.SAMIRA.mail))))
    nieuw = NieuwAntwoord("Uw vergunning is verleend.", 99, kanaal=kanaal_code)
    return send_antwoord(werkt_aan(vraag), vraag["partij_id"], vraag["id"], nieuw)


def test_a_mail_goes_by_template_and_its_delivery_comes_back(huis, beheer, twin):
    postbus = "imaps://niemand:geheim@127.0.0.1:9/INBOX"
    lijn = set_up(huis, beheer, twin, "email", adres=ONS, postbus=postbus, notify_sjabloon=twin.zoals.sjablonen[0])
    id = answered(lijn, "email")
    lijn.work()
    (sent,) = twin.berichten.values()
    assert (sent["type"], sent["email_address"]) == ("email", str(cast.SAMIRA.mail))
    assert lijn.bezorging(id)["staat"] == "bezorgd"
    assert httpx.post(lijn.webhook, json={"id": "x", "status": "delivered"}).status_code == 401
    made_up = b'geholpen-notify 00\n{"id": "x", "status": "delivered"}'  # a mail that wants to pass for a callback
    with pytest.raises(OnleesbaarBericht):
        EmailKanaal().parse(made_up, vertrouwd=True)


def test_a_letter_goes_with_the_post_of_the_day_and_comes_back(huis, beheer, twin):
    lijn = set_up(huis, beheer, twin, "brief")
    twin.vanzelf = False
    assert kanaal("brief").probe(kanaalaccount(lijn.account_id)).stand == "goed"
    id = answered(lijn, "brief")
    lijn.post.run("bezorg")
    naar_de_post(lijn.post)
    lijn.work()
    (sent,) = twin.berichten.values()
    assert (sent["type"], sent["reference"]) == ("letter", str(id))
    twin.finish(sent["id"], "received")  # printed
    lijn.work()
    assert lijn.bezorging(id)["staat"] == "verstuurd"
    httpx.post(f"{twin.adres}/brief/{sent['id']}/terug").raise_for_status()
    lijn.work()
    assert lijn.bezorging(id)["staat"] == "niet_bezorgd"
    assert lijn.post.count("adres", "onbestelbaar_sinds IS NOT NULL") == 1
