"""The attacks of the list on WhatsApp, by their number; each says what is expected."""

from __future__ import annotations

import base64

import httpx
from django.urls import reverse

from geholpen.adapters.kanalen.whatsapp import twin as whatsapp_twin
from geholpen.adapters.kanalen.whatsapp.ontvangst import signature
from geholpen.adapters.kanalen.whatsapp.twin import Platform
from tests.adapters.whatsapp.berichten import dump, hook, message, one, value
from tests.faces_werkplek.bureau import Bureau
from tests.kanalen.huis import account
from tests.kanalen.test_whatsapp import vraag, writes

RAW = one(message())


def call(lijn, raw=RAW, kop=None, adres=""):
    headers = {} if kop is None else {"X-Hub-Signature-256": kop}
    return httpx.post(adres or lijn.webhook, content=raw, headers=headers, timeout=60)


def good(lijn, raw=RAW) -> str:
    return signature(raw, lijn.twin.zoals.app_secret)


def test_a6_without_a_signature_with_a_wrong_one_or_over_another_body_nothing_is_stored(whatsapp):
    """401 and no change of anything; a replay of a valid call is answered as the first and changes nothing."""
    for kop in (None, "", "sha256=" + "0" * 64, good(whatsapp, b"{}"), signature(RAW, "ander geheim")):
        assert call(whatsapp, kop=kop).status_code == 401
    assert whatsapp.post.count("envelop") == 0
    for _ in range(3):
        assert call(whatsapp, kop=good(whatsapp)).status_code == 200
    whatsapp.work()
    assert (whatsapp.post.count("bericht"), whatsapp.post.count("klantvraag")) == (1, 1)
    assert call(whatsapp, kop=good(whatsapp)).status_code == 200
    whatsapp.work()
    assert (whatsapp.post.count("envelop"), whatsapp.post.count("bericht")) == (1, 1)


def test_a7_a_valid_call_for_the_number_of_another_account_is_refused(whatsapp, huis):
    """The secret is that of the account in the address; a body about another number does not pass with it."""
    with Platform(whatsapp_twin.Instelling(app_secret="van-de-ander")) as ander:
        other = account(
            "whatsapp", naam="Ander", phone_number_id="9001", waba_id="9002", basis=f"{ander.adres}/v23.0",
            token="t", app_secret="van-de-ander", verify_token="v",
        )  # fmt: skip
        adres = f"{huis.adres}/kanaal/whatsapp/{other}/"
        assert call(whatsapp, kop=signature(RAW, "van-de-ander"), adres=adres).status_code == 403
        mine = dump(hook(value("9001", messages=[message()]), waba="9002"))
        assert call(whatsapp, mine, good(whatsapp, mine)).status_code == 403
        assert call(whatsapp, RAW, good(whatsapp), adres).status_code == 401
    assert whatsapp.post.count("envelop") == 0


def test_a9_an_account_that_is_not_there_looks_like_one_of_another_channel(whatsapp, huis):
    """404 with nothing in it, for an id that was guessed and for the right id under another channel."""
    said = [
        httpx.post(f"{huis.adres}/kanaal/{kanaal}/{id}/", content=RAW, headers={"X-Hub-Signature-256": good(whatsapp)})
        for kanaal, id in (
            ("whatsapp", "01a00000-0000-7000-8000-000000000001"),
            ("sms", whatsapp.account_id),
            ("bestaatniet", whatsapp.account_id),
        )
    ]
    assert [(s.status_code, s.content) for s in said] == [(404, b"")] * 3


def test_a11_what_is_too_large_or_no_json_does_no_harm(whatsapp):
    """413 past the limit; a signed body that cannot be read is kept for a person, and the next one is processed."""
    groot = b"x" * (4 * 1024 * 1024 + 1)
    assert call(whatsapp, groot, good(whatsapp, groot)).status_code == 413
    diep = b'{"entry":' + b"[" * 200_000
    assert call(whatsapp, diep, good(whatsapp, diep)).status_code == 200
    assert call(whatsapp, kop=good(whatsapp)).status_code == 200
    whatsapp.work()
    assert whatsapp.post.count("envelop", "staat = 'kwarantaine'") == 1
    assert whatsapp.post.count("bericht") == 1


def test_a1_markup_in_a_message_stays_text_at_the_desk(whatsapp):
    """What was sent can be read as it was sent, in the message and in the name; nothing of it is an element."""
    kwaad = "<script>alert(1)</script> {{ 7*7 }}"
    writes(whatsapp, tekst=kwaad)
    v = vraag(whatsapp)
    tekst = Bureau("mdw-001").get("vraag", v["partij_id"], v["id"])
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in tekst
    assert "<script>alert(1)" not in tekst


def test_a15_a_file_is_what_its_bytes_say_and_its_name_does_no_harm(whatsapp):
    """A page that calls itself a picture: kept under a harmless name, with a warning, and never opened in the desk."""
    pagina = base64.b64encode(b"<!DOCTYPE html><html><script>1").decode()
    kwaad = {"naam": "../..\u202egnp.htaccess", "type": "image/png", "inhoud": pagina}
    writes(whatsapp, tekst="Kijk", bestand=kwaad)
    bijlage = whatsapp.post.one("SELECT * FROM bijlage")
    assert "/" not in bijlage["naam"] and "\u202e" not in bijlage["naam"] and not bijlage["naam"].startswith(".")
    assert bijlage["herkend_type"] != "image/png"
    assert bijlage["waarschuwing"]
    v = vraag(whatsapp)
    answer = Bureau("mdw-001").client.get(reverse("werkplek:bijlage", args=[v["partij_id"], v["id"], bijlage["id"]]))
    assert answer.status_code != 200 or answer["Content-Disposition"].startswith("attachment")
