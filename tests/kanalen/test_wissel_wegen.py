"""Any channel to any other: each with its own proof, and what was said stays in the one question."""

from __future__ import annotations

import re

import httpx
import pytest
from django.test import Client
from django.urls import reverse

from geholpen.domain.kanaalwissel.commands import NieuweWissel, begin_wissel
from geholpen.domain.kanaalwissel.queries import belmomenten, wissels_van
from geholpen.domain.klantcontacten.commands import Controle, complete_interne_taak, verify_identiteit
from geholpen.domain.klantcontacten.queries import taken_van
from geholpen.domain.partijen.queries import Antwoorden
from geholpen.packs.waterdam.vullen import fill_chat
from geholpen.platform import onthouden
from geholpen.platform.errors import Invalid
from tests import bed, browser, cast
from tests.berichten.conftest import post  # noqa: F401
from tests.berichten.post import WOUTER, mail, partij, werkt_aan
from tests.faces_werkplek.bureau import import_klant
from tests.kanalen.brief.conftest import account, brieven, drukker  # noqa: F401

NIEUW = "+31612345678"
WEET = Antwoorden(cast.SAMIRA.geboortedatum, cast.SAMIRA.adres.postcode, str(cast.SAMIRA.adres.huisnummer))


def asked(post, van=cast.SAMIRA.mail):  # noqa: F811
    """A question that came in by mail."""
    return post.vraag(post.bring(mail(van=str(van))))


def go_on(vraag, kanaal, adres="", **meer):
    nieuw = NieuweWissel(kanaal, adres, **meer)
    return begin_wissel(werkt_aan(vraag), vraag["partij_id"], vraag["id"], nieuw)


def state(vraag):
    return [w.staat for w in wissels_van(werkt_aan(vraag), vraag["partij_id"], vraag["id"])]


def test_to_a_text_message_with_a_link_and_the_answer_is_in_the_same_question(sms):
    partij("samira@inwoner.example")
    vraag = asked(sms.post, "samira@inwoner.example")
    assert not go_on(vraag, "sms", "06 12 34 56 78").bewezen
    sms.work("stuur_wissel")
    (bewijs,) = sms.twin.berichten
    assert "parkeer" not in bewijs.tekst.lower() and vraag["kenmerk"] not in bewijs.tekst
    Client().post(re.search(r"/verder/[\w-]+/", bewijs.tekst)[0])
    sms.work()
    assert vraag["kenmerk"] in sms.twin.berichten[-1].tekst
    httpx.post(f"{sms.twin.adres}/klant/{NIEUW}/bericht", json={"tekst": "Hier ben ik."}, timeout=60)
    sms.work()
    assert {b["klantvraag_id"] for b in sms.berichten()} == {vraag["id"]}


def test_to_whatsapp_asks_by_template_and_yes_from_that_number_is_the_proof(whatsapp):
    whatsapp.work()
    partij("samira@inwoner.example")
    vraag = asked(whatsapp.post, "samira@inwoner.example")
    with pytest.raises(Invalid) as eerst:
        go_on(vraag, "whatsapp", "06 12 34 56 78")
    assert eerst.value.field == "toestemming"
    assert not go_on(vraag, "whatsapp", "06 12 34 56 78", toestemming=True).bewezen
    whatsapp.work("stuur_wissel")
    telefoon = whatsapp.twin.telefoons[NIEUW[1:]]
    assert "Antwoord dan JA" in telefoon.berichten[-1].tekst and vraag["kenmerk"] not in telefoon.berichten[-1].tekst
    httpx.post(f"{whatsapp.twin.adres}/klant/{NIEUW[1:]}/bericht", json={"tekst": "Ja"}).raise_for_status()
    whatsapp.work()
    ja = next(b for b in whatsapp.berichten() if b["richting"] == "in" and b["kanaal"] == "whatsapp")
    assert (ja["klantvraag_id"], ja["niveau"]) == (vraag["id"], "verified")
    assert vraag["kenmerk"] in telefoon.berichten[-1].tekst
    assert state(vraag) == ["verder"]


def test_without_a_template_whatsapp_is_no_way_and_another_number_that_says_yes_proves_nothing(whatsapp):
    partij("samira@inwoner.example")
    vraag = asked(whatsapp.post, "samira@inwoner.example")
    with pytest.raises(Invalid) as geen:  # the templates of the platform were not fetched yet
        go_on(vraag, "whatsapp", "06 12 34 56 78", toestemming=True)
    assert "andere weg" in geen.value.reason
    whatsapp.work()
    go_on(vraag, "whatsapp", "06 12 34 56 78", toestemming=True)
    whatsapp.work("stuur_wissel")
    httpx.post(f"{whatsapp.twin.adres}/klant/31687654321/bericht", json={"tekst": "ja"}).raise_for_status()
    whatsapp.work()
    assert state(vraag) == ["wacht"]


def test_a_switch_that_is_asked_twice_at_once_is_one(sms):
    partij("samira@inwoner.example")
    vraag = asked(sms.post, "samira@inwoner.example")
    een, twee = (go_on(vraag, "sms", "06 12 34 56 78") for _ in range(2))
    assert een == twee
    go_on(vraag, "sms", "06 87 65 43 21")
    assert len(state(vraag)) == 2


def test_to_the_telephone_is_a_promise_and_who_it_is_is_asked_at_the_call(post):  # noqa: F811
    import_klant(cast.SAMIRA)
    vraag = asked(post)
    ctx, sleutels = werkt_aan(vraag), (vraag["partij_id"], vraag["id"])
    with pytest.raises(Invalid) as nooit:
        go_on(vraag, "telefoon", "06 12 34 56 78", wanneer="2020-01-01 ochtend")
    assert nooit.value.field == "wanneer"
    moment = belmomenten()[0]
    assert go_on(vraag, "telefoon", "06 12 34 56 78", wanneer=moment.code).staat == "belofte"
    (taak,) = taken_van(ctx, *sleutels)
    assert (taak.soort, taak.telefoonnummer, taak.uiterlijk_op) == ("terugbellen", NIEUW, moment.dag)
    assert "tussen 9 en 12 uur" in taak.tekst
    assert state(vraag) == ["belofte"]
    later = belmomenten()[-1]  # at another moment, on another number: nobody is called twice
    go_on(vraag, "telefoon", "06 87 65 43 21", wanneer=later.code)
    (anders,) = taken_van(ctx, *sleutels)
    assert (anders.taak_id, anders.telefoonnummer, anders.uiterlijk_op) == (taak.taak_id, "+31687654321", later.dag)
    assert anders.tekst != taak.tekst
    complete_interne_taak(ctx, vraag["partij_id"], taak.taak_id, "bereikt", "Besproken.")
    go_on(vraag, "telefoon", "06 12 34 56 78", wanneer=moment.code)  # what was kept stays as it is
    assert len(taken_van(ctx, *sleutels)) == 2
    post.db.execute("UPDATE klantvraag SET niveau = 'asserted'")
    verify_identiteit(ctx, *sleutels, Controle(WEET))
    bed.deliver_events()
    assert set(state(vraag)) == {"verder"}


def test_to_a_letter_goes_only_to_an_address_that_we_know(post, account):  # noqa: F811
    onbekend = asked(post, WOUTER)
    with pytest.raises(Invalid) as geen:
        go_on(onbekend, "brief", "Kerkstraat 1, Waterdam")
    assert "geen postadres" in geen.value.reason
    import_klant(cast.SAMIRA)
    vraag = asked(post)
    assert go_on(vraag, "brief").bewezen
    post.run("stuur_wissel")
    brief = post.one("SELECT b.*, i.aan FROM bezorging b JOIN bezorg_inhoud i USING (partij_id, id)")
    assert (brief["kanaal"], brief["klantvraag_id"]) == ("brief", vraag["id"])
    assert cast.SAMIRA.adres.straat in brief["aan"]
    zin = post.one("SELECT tekst, aan FROM bericht_inhoud WHERE tekst LIKE %s", "Wij praten hier verder%")
    assert "de code" in zin["tekst"] and zin["aan"] == []  # where somebody lives stands with the delivery only


def test_to_mijn_logging_in_is_the_proof(post):  # noqa: F811
    with pytest.raises(Invalid) as wie:
        go_on(asked(post, WOUTER), "mijn")
    assert "inloggen" in wie.value.reason
    id = import_klant(cast.SAMIRA)
    vraag = asked(post)
    assert go_on(vraag, "mijn").staat == "wacht"
    post.run("stuur_wissel")
    uitnodiging = post.one("SELECT tekst FROM bericht_inhoud WHERE tekst LIKE %s", "%Log in en open%")
    assert vraag["kenmerk"] not in uitnodiging["tekst"]
    ik = browser.log_in("klant", id)
    adres = reverse("mijn:vraag", args=[vraag["id"]])
    assert "Schrijf uw bericht gewoon op deze bladzijde" in browser.text(ik.get(adres))
    assert state(vraag) == ["verder"]
    ik.get(adres)
    assert post.count("bericht_inhoud", "tekst LIKE %s", "Wij praten hier verder%") == 1


def test_to_a_chat_opens_an_empty_window_in_the_same_question(post):  # noqa: F811
    fill_chat("https://wijk.example")
    onthouden.forget()
    partij("samira@inwoner.example")
    vraag = asked(post, "samira@inwoner.example")
    assert go_on(vraag, "chat", "samira@inwoner.example").staat == "wacht"
    post.run("stuur_wissel")
    link = post.one("SELECT tekst FROM bezorg_inhoud WHERE tekst LIKE %s", "%verder te chatten%")["tekst"]
    adres = re.search(r"/verder/[\w-]+/", link)[0]
    vooraf = Client().get(adres).content.decode()
    assert vooraf.count("<button") == 1 and "Er opent een leeg" not in vooraf
    door = Client().post(adres)
    assert door.status_code == 307 and door["Location"].startswith("/chat/verder/")  # one press: the form goes along
    chat = Client().post(door["Location"]).content.decode()
    assert "parkeer" not in chat.lower()
    assert f"U praat hier verder over uw vraag {vraag['kenmerk']}." in chat
    assert "Uw e-mailadres" not in chat and "Uw naam" not in chat  # we know who it is about
    token = re.search(r'name="token" value="([\w-]+)"', chat)[1]
    from geholpen.domain.chat.queries import bezoek_met  # noqa: PLC0415

    assert bezoek_met(token).klantvraag_id == vraag["id"]
