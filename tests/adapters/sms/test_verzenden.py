"""Sending over a provider of the Twilio form: each answer, and the callback it makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from geholpen.adapters.kanalen.sms.kanaal import SmsKanaal
from geholpen.adapters.kanalen.sms.twin import Instelling, Provider
from geholpen.domain.berichten.ports import (
    Geaccepteerd,
    Geweigerd,
    Kanaalaccount,
    Kanaalidentiteit,
    Onbekend,
    Postadres,
    UitgaandBericht,
)
from geholpen.platform import outbound
from geholpen.platform.tweeling import Storing

KANAAL = SmsKanaal()
WIE = "+31612345678"


@pytest.fixture
def twin():
    outbound.forget()
    with Provider(Instelling()) as provider:
        yield provider
    outbound.forget()


@pytest.fixture
def account(twin):
    open_ = {"aanbieder": "twilio", "account_sid": twin.zoals.account_sid, "basis": twin.adres}
    return Kanaalaccount(uuid4(), "sms", "Sms", twin.zoals.nummer, open_, {"token": twin.zoals.token})


def send(account, tekst="Uw paspoort ligt klaar.", wie=WIE):
    bericht = UitgaandBericht(
        bezorging_id=uuid4(),
        message_id="q.m@x",
        van=Postadres("a@b"),
        aan=Postadres(""),
        onderwerpregel="",
        tekst=tekst,
        account=account,
        bestemming=Kanaalidentiteit("telefoonnummer", wie),
    )
    return KANAAL.send(bericht), bericht


def test_it_goes_out_with_an_address_to_call_back_that_names_our_id(twin, account, settings):
    settings.ADRES = "https://kcc.example.nl"
    uitkomst, bericht = send(account)
    assert isinstance(uitkomst, Geaccepteerd)
    (sms,) = twin.berichten
    assert (sms.id, sms.nummer, sms.tekst) == (uitkomst.kenmerk, WIE, bericht.tekst)
    assert sms.terug == f"https://kcc.example.nl/kanaal/sms/{account.id}/status/{bericht.bezorging_id}"
    settings.ADRES = ""
    assert isinstance(send(account)[0], Geaccepteerd) and twin.berichten[1].terug == ""


@pytest.mark.parametrize(
    ("code", "blijvend", "dicht", "onbruikbaar"),
    [
        (21211, True, False, True),
        (21610, True, False, False),
        (21614, True, False, False),
        (21408, True, False, False),
        (20003, False, True, False),
        (21606, False, True, False),
        (20429, False, False, False),
        (99999, True, False, False),
    ],
)
@pytest.mark.geval("F7")
def test_the_code_decides(twin, account, code, blijvend, dicht, onbruikbaar):
    twin.storingen.append(Storing("/Messages", status=400, inhoud={"code": code, "message": "x", "status": 400}))
    uitkomst, _ = send(account)
    assert isinstance(uitkomst, Geweigerd)
    assert (uitkomst.blijvend, uitkomst.kanaal_dicht, uitkomst.adres_onbruikbaar) == (blijvend, dicht, onbruikbaar)


@pytest.mark.geval("F6")
def test_busy_wrong_key_silence_and_nobody(twin, account):
    twin.storingen.append(Storing("/Messages", status=429, koppen={"Retry-After": "5"}, inhoud={"code": 20429}))
    uitkomst, _ = send(account)
    assert isinstance(uitkomst, Geweigerd) and uitkomst.na == timedelta(seconds=5) and not uitkomst.blijvend
    uitkomst, _ = send(replace(account, geheimen={"token": "oud"}))
    assert isinstance(uitkomst, Geweigerd) and uitkomst.kanaal_dicht
    for storing in (Storing("/Messages", "weg"), Storing("/Messages", status=500, inhoud={"code": 20500})):
        twin.storingen.append(storing)
        assert isinstance(send(account)[0], Onbekend)
    outbound.forget()
    uitkomst, _ = send(replace(account, instellingen={**account.instellingen, "basis": "http://127.0.0.1:9"}))
    assert isinstance(uitkomst, Geweigerd) and not uitkomst.blijvend and not uitkomst.kanaal_dicht


def test_a_landline_and_a_long_text_do_not_leave_the_house(twin, account):
    uitkomst, _ = send(account, wie="+31201234567")
    assert isinstance(uitkomst, Geweigerd) and "vast nummer" in uitkomst.uitleg and not uitkomst.adres_onbruikbaar
    uitkomst, _ = send(account, "x" * 1531)
    assert isinstance(uitkomst, Geweigerd) and "1530" in uitkomst.uitleg
    assert twin.berichten == []


def test_who_sent_stop_is_refused_by_the_provider_too(twin, account):
    twin.writes(WIE, "STOP")
    uitkomst, _ = send(account)
    assert isinstance(uitkomst, Geweigerd) and "STOP" in uitkomst.uitleg and not uitkomst.adres_onbruikbaar
    twin.writes(WIE, "START")
    assert isinstance(send(account)[0], Geaccepteerd)


def test_the_live_test(account, settings):
    settings.ADRES = "https://kcc.example.nl"
    assert KANAAL.probe(account).stand == "goed"
    assert "sleutel" in KANAAL.probe(replace(account, geheimen={"token": "x"})).uitleg
    settings.ADRES = ""
    assert KANAAL.probe(account).stand == "let_op"
