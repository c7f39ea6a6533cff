"""Who calls: the handshake and the signature over raw bytes."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from geholpen.adapters.kanalen.whatsapp.kanaal import WhatsAppKanaal
from geholpen.adapters.kanalen.whatsapp.ontvangst import signature
from geholpen.domain.berichten.ports import Kanaalaccount, Webverzoek
from tests.adapters.whatsapp.berichten import PNID, WABA, dump, hook, message, one, value

KANAAL = WhatsAppKanaal()
LEEG = b'{"object":"whatsapp_business_account","entry":[]}'
ACCOUNT = Kanaalaccount(
    uuid4(), "whatsapp", "WhatsApp", "+31970000000",
    {"phone_number_id": PNID, "waba_id": WABA},
    {"app_secret": "test-app-secret", "verify_token": "woord", "token": "t"},
)  # fmt: skip


def call(lichaam: bytes, kop: str = "", account: Kanaalaccount = ACCOUNT):
    return KANAAL.receive(Webverzoek("POST", "", "", {}, {"x-hub-signature-256": kop}, lichaam), account)


def test_the_published_vector():
    kop = "sha256=c84a394cc475525991e78ff16e430b02e47f953877d2af0ade26956ce6f384dc"
    assert signature(LEEG, "test-app-secret") == kop
    answer = call(LEEG, kop)
    assert (answer.status, answer.ruw) == (200, (LEEG,))


@pytest.mark.parametrize("kop", ["", "sha256=", "sha256=" + "0" * 64, "c84a394c", "é"])
def test_without_a_signature_that_fits_nothing_is_stored(kop):
    answer = call(LEEG, kop)
    assert (answer.status, answer.ruw) == (401, ())


def test_a_signature_over_other_bytes_does_not_fit():
    kop = signature(one(message()), "test-app-secret")
    assert call(one(message(mid="wamid.ander")), kop).status == 401


def test_no_secret_believes_nobody():
    leeg = replace(ACCOUNT, geheimen={"app_secret": ""})
    assert call(LEEG, signature(LEEG, ""), leeg).status == 401
    assert call(LEEG, "", replace(ACCOUNT, geheimen={})).status == 401


@pytest.mark.parametrize(
    "thing", [hook(value("9999", messages=[message()])), hook(value(messages=[message()]), waba="7")]
)
def test_a_valid_call_about_another_number_or_account_is_refused(thing):
    raw = dump(thing)
    answer = call(raw, signature(raw, "test-app-secret"))
    assert (answer.status, answer.ruw) == (403, ())


@pytest.mark.parametrize(
    ("token", "mode", "status", "said"),
    [("woord", "subscribe", 200, "abc"), ("fout", "subscribe", 403, ""), ("", "subscribe", 403, ""),
     ("woord", "unsubscribe", 403, "")],
)  # fmt: skip
def test_the_handshake(token, mode, status, said):
    vraag = {"hub.mode": mode, "hub.verify_token": token, "hub.challenge": "abc"}
    answer = KANAAL.receive(Webverzoek("GET", "", "", vraag, {}, b""), ACCOUNT)
    assert answer.status == status and answer.ruw == ()
    assert answer.lichaam == said or status == 403
    nobody = replace(ACCOUNT, geheimen={})
    assert KANAAL.receive(Webverzoek("GET", "", "", vraag, {}, b""), nobody).status == 403
