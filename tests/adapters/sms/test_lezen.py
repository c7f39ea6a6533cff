"""What providers call with: who signed it, and what it says."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest

from geholpen.adapters.kanalen.sms.kanaal import SmsKanaal
from geholpen.adapters.kanalen.sms.ondertekening import signature
from geholpen.adapters.kanalen.sms.woorden import wish
from geholpen.domain.berichten.ports import (
    Afmelding,
    Bezorgnieuws,
    Bezorgstand,
    Kanaalaccount,
    Kanaalidentiteit,
    Niets,
    OnleesbaarBericht,
    OntvangenBericht,
    Webverzoek,
)

KANAAL = SmsKanaal()
SID, ONS = "AC1", UUID("01a00000-0000-7000-8000-000000000001")
ADRES = "https://kcc.example.nl/kanaal/sms/inkomend?x=1"
ACCOUNT = Kanaalaccount(
    uuid4(),
    "sms",
    "Sms",
    "+3197010000000",
    {"aanbieder": "twilio", "account_sid": SID},
    {"token": "test-auth-token", "notify_terugmeldsleutel": "geheim"},
)


def form(**velden: str) -> bytes:
    return urlencode({"AccountSid": SID, **velden}).encode()


def call(lichaam: bytes, kop: str, pad: str = "", adres: str = ADRES, account: Kanaalaccount = ACCOUNT):
    return KANAAL.receive(Webverzoek("POST", pad, adres, {}, {"x-twilio-signature": kop}, lichaam), account)


def sign(lichaam: bytes, adres: str = ADRES, token: str = "test-auth-token") -> str:
    from geholpen.adapters.kanalen.sms.ondertekening import fields  # noqa: PLC0415

    return signature(adres, fields(lichaam), token)


def test_the_published_vector():
    velden = {
        "Body": "Hallo é",
        "From": "+31612345678",
        "MessageSid": "SM00000000000000000000000000000001",
        "NumMedia": "0",
        "To": "+3197010000000",
    }
    assert signature(ADRES, list(velden.items()), "test-auth-token") == "8lJUZHn+TdRPtGSRTuW+kc2QvDI="


def test_a_signed_call_is_stored_as_it_came_and_answered_in_the_form_of_the_provider():
    raw = form(MessageSid="SM1", From="+31612345678", Body="Hallo é", Nieuw="later bedacht")
    answer = call(raw, sign(raw))
    assert (answer.status, answer.ruw, answer.lichaam) == (200, (raw,), "<Response/>")
    assert answer.soort.startswith("text/xml")


@pytest.mark.parametrize("kop", ["", "x", "8lJUZHn+TdRPtGSRTuW+kc2QvDI="])
def test_without_a_signature_that_fits_nothing_is_stored(kop):
    answer = call(form(MessageSid="SM1", From="+31612345678", Body="x"), kop)
    assert (answer.status, answer.ruw) == (401, ())


def test_no_token_another_address_or_other_fields_do_not_fit():
    raw = form(MessageSid="SM1", From="+31612345678", Body="x")
    assert call(raw, sign(raw, token=""), account=replace(ACCOUNT, geheimen={"token": ""})).status == 401
    assert call(raw, sign(raw), adres=ADRES + "&y=2").status == 401
    assert call(raw + b"&Extra=1", sign(raw)).status == 401


@pytest.mark.geval("A7")
def test_a_valid_call_for_another_account_is_refused():
    raw = urlencode({"AccountSid": "AC2", "MessageSid": "SM1", "From": "+31612345678"}).encode()
    assert (call(raw, sign(raw)).status, call(raw, sign(raw)).ruw) == (403, ())


def test_a_status_brings_our_id_from_the_signed_address():
    raw, adres = form(MessageSid="SM1", MessageStatus="delivered", To="+31612345678"), f"https://x/status/{ONS}"
    answer = call(raw, sign(raw, adres), f"status/{ONS}", adres)
    assert answer.status == 204
    (stored,) = answer.ruw
    assert stored.startswith(raw)
    found = KANAAL.parse(stored)
    assert isinstance(found, Bezorgnieuws)
    assert (found.stand, found.kenmerk, found.bezorging_id) == (Bezorgstand.BEZORGD, "SM1", ONS)


@pytest.mark.parametrize(
    ("status", "code", "stand", "onbruikbaar"),
    [("sent", "", Bezorgstand.VERSTUURD, False), ("undelivered", "30005", Bezorgstand.MISLUKT, True),
     ("failed", "30003", Bezorgstand.MISLUKT, False), ("failed", "", Bezorgstand.MISLUKT, False),
     ("failed", "zz", Bezorgstand.MISLUKT, False)],
)  # fmt: skip
def test_statuses(status, code, stand, onbruikbaar):
    found = KANAAL.parse(form(MessageSid="SM1", MessageStatus=status, ErrorCode=code))
    assert isinstance(found, Bezorgnieuws) and (found.stand, found.adres_onbruikbaar) == (stand, onbruikbaar)
    assert found.bezorging_id is None


@pytest.mark.parametrize("status", ["queued", "sending", "teleported"])
def test_a_status_in_between_is_nothing(status):
    assert isinstance(KANAAL.parse(form(MessageSid="SM1", MessageStatus=status)), Niets)


def test_a_text_message_is_of_a_number_that_is_not_proven():
    found = KANAAL.parse(form(MessageSid="SM1", From="+31612345678", Body="Hallo é", NumMedia="0"))
    assert isinstance(found, OntvangenBericht)
    assert found.afzender == (Kanaalidentiteit("telefoonnummer", "+31612345678"),)
    assert (found.tekst, found.message_id, found.afzender_klopt) == ("Hallo é", "twilio.SM1", False)
    named = KANAAL.parse(form(MessageSid="SM1", From="Bank", Body="Klik"))
    assert named.afzender == (Kanaalidentiteit("sms_naam", "Bank"),)
    media = KANAAL.parse(form(MessageSid="SM1", From="+31612345678", Body="", NumMedia="1"))
    assert media.tekst == "(lege sms)" and "bestand" in media.waarschuwingen[0]


@pytest.mark.parametrize(("body", "optout", "weer"), [("STOP", "", False), ("stop.", "", False), ("Aan", "", True),
                                                      ("genoeg", "STOP", False), ("x", "START", True)])  # fmt: skip
def test_stop_is_a_wish_and_no_message(body, optout, weer):
    found = KANAAL.parse(form(MessageSid="SM1", From="+31612345678", Body=body, OptOutType=optout))
    assert found == Afmelding(Kanaalidentiteit("telefoonnummer", "+31612345678"), weer)


@pytest.mark.parametrize("tekst", ["Stop er maar mee", "bus stop", "stop stop", "", "S T O P", "afvalinzameling stop"])
def test_a_sentence_with_the_word_in_it_is_a_message(tekst):
    assert wish(tekst) == ""


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"Body=x", b"MessageSid=SM1", b"a=1&" * 300, b"Body=%FF&From=%2B31"])
@pytest.mark.geval("A11", "F13")
def test_what_is_no_call_of_a_provider_is_for_a_person_to_look_at(raw):
    with pytest.raises(OnleesbaarBericht):
        KANAAL.parse(raw)
    assert call(raw, "").status in {400, 401}
