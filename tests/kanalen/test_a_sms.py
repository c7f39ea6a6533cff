"""The attacks of the list on text messages, by their number; each says what is expected."""

from __future__ import annotations

import httpx

from geholpen.adapters.kanalen.sms import twin as sms_twin
from geholpen.adapters.kanalen.sms.ondertekening import signature
from geholpen.adapters.kanalen.sms.twin import Provider
from tests.faces_werkplek.bureau import Bureau
from tests.kanalen.huis import account
from tests.kanalen.test_f_sms import WIE, texts
from tests.kanalen.test_whatsapp import vraag

KWAAD = "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} javascript:alert(1)"


def test_a1_markup_in_a_text_message_stays_text_at_the_desk(sms):
    """What was sent can be read as it was sent; nothing of it is an element of the page."""
    texts(sms, KWAAD)
    v = vraag(sms)
    tekst = Bureau("mdw-001").get("vraag", v["partij_id"], v["id"])
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in tekst
    assert "<script>alert(1)" not in tekst and "<img src=x" not in tekst
    assert "{{ 7*7 }}" in tekst


def test_a7_a_valid_call_of_one_account_opens_no_other(sms, huis):
    """Signed with the token of the account it was given to: refused at the address of another, and nothing is kept."""
    with Provider(sms_twin.Instelling(account_sid="ACander", token="van-de-ander", nummer="+31970000099")) as ander:  # noqa: S106
        id = account(
            "sms", naam="Ander", adres="+31970000099", account_sid="ACander", basis=ander.adres, token="van-de-ander"
        )
        adres = f"{huis.adres}/kanaal/sms/{id}/"
        said = {"AccountSid": sms.twin.zoals.account_sid, "MessageSid": "SM9", "From": WIE, "Body": "Hoi"}
        for doel, token in ((adres, sms.twin.zoals.token), (adres, "van-de-ander"), (sms.webhook, "van-de-ander")):
            kop = {"X-Twilio-Signature": signature(doel, list(said.items()), token)}
            assert httpx.post(doel, data=said, headers=kop).status_code in {401, 403}, (doel, token)
    assert sms.post.count("envelop") == 0
