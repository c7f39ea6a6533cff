"""The message box against its twin: what is delivered, what is refused, and what stays unknown."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import uuid4

import httpx
import pytest

from geholpen.adapters.kanalen.berichtenbox.kanaal import BerichtenboxKanaal
from geholpen.adapters.kanalen.berichtenbox.nummers import valid
from geholpen.adapters.kanalen.berichtenbox.twin import Berichtenbox, Instelling
from geholpen.domain.berichten.ports import (
    Geaccepteerd,
    Geweigerd,
    Kanaalaccount,
    Kanaalidentiteit,
    Onbekend,
    OnleesbaarBericht,
    Postadres,
    UitgaandBericht,
    UitgaandeBijlage,
)
from geholpen.platform import outbound
from geholpen.platform.tweeling import Storing

KANAAL = BerichtenboxKanaal()
OIN, BSN = "00000001003214345000", "999990019"
PDF = UitgaandeBijlage("besluit.pdf", "application/pdf", b"%PDF-1.7 besluit")


@pytest.fixture
def twin():
    outbound.forget()
    with Berichtenbox(Instelling(token="sleutel", zonder_box=["999990020"])) as box:
        yield box
    outbound.forget()


@pytest.fixture
def account(twin):
    return Kanaalaccount(
        uuid4(), "berichtenbox", "Berichtenbox", "", {"basis": twin.adres, "oin": OIN}, {"token": "sleutel"}
    )


def send(account, soort="BSN", waarde=BSN, tekst="Uw vergunning is verleend.", **more):
    return KANAAL.send(
        UitgaandBericht(
            bezorging_id=uuid4(),
            message_id="q.m@x",
            van=Postadres("a@b"),
            aan=Postadres(""),
            onderwerpregel="Uw vraag [WD-1]",
            tekst=tekst,
            account=account,
            bestemming=Kanaalidentiteit(soort, waarde),
            **more,
        )
    )


def test_what_is_delivered_can_be_read_by_whoever_it_is_for_and_nobody_else(twin, account):
    uitkomst = send(account, bijlagen=(PDF,))
    assert isinstance(uitkomst, Geaccepteerd)
    base = f"{twin.adres}/api/v1/berichten"
    mine, other = {"X-Ontvanger": f"BSN:{BSN}"}, {"X-Ontvanger": "BSN:999990020"}
    listed = httpx.get(base, headers=mine).json()
    assert (listed["totalElements"], listed["berichten"][0]["onderwerp"]) == (1, "Uw vraag [WD-1]")
    read = httpx.get(f"{base}/{uitkomst.kenmerk}", headers=mine).json()
    assert read["inhoud"] == "Uw vergunning is verleend." and read["afzender"] == OIN
    file = httpx.get(f"{base}/{uitkomst.kenmerk}/bijlagen/0", headers=mine)
    assert file.content == PDF.inhoud and file.headers["content-disposition"] == "attachment"
    assert httpx.get(f"{base}/{uitkomst.kenmerk}", headers=other).status_code == 404
    assert httpx.get(base, headers=other).json()["totalElements"] == 0
    assert httpx.patch(f"{base}/{uitkomst.kenmerk}", headers=mine, json={"gelezen": True}).json()["gelezen"] is True
    assert httpx.delete(f"{base}/{uitkomst.kenmerk}", headers=mine).status_code == 204
    assert httpx.get(f"{base}/{uitkomst.kenmerk}", headers=mine).status_code == 404


def test_the_number_of_a_person_stands_in_the_body_and_in_no_address(twin, account):
    send(account)
    (call,) = twin.op("/aanleveringen$")
    assert BSN not in call.pad and BSN not in json.dumps(dict(call.koppen)) and BSN.encode() in call.lichaam


@pytest.mark.parametrize(
    ("soort", "waarde", "kan"),
    [
        ("BSN", "999990019", True),
        ("BSN", "999990018", False),
        ("RSIN", "999990019", True),
        ("KVK", "12345678", True),
        ("KVK", "1234567", False),
        ("OIN", OIN, True),
        ("email", "a@b", False),
        ("BSN", "", False),
        ("KVK", "١٢٣٤٥٦٧٨", False),
    ],
)
def test_numbers(soort, waarde, kan):
    assert valid(soort, waarde) is kan


def test_a_number_that_cannot_be_one_and_somebody_without_a_box_go_on_to_another_way(twin, account):
    uitkomst = send(account, waarde="999990018")
    assert isinstance(uitkomst, Geweigerd) and uitkomst.blijvend and not twin.oproepen
    uitkomst = send(account, waarde="999990020")
    assert isinstance(uitkomst, Geweigerd) and uitkomst.blijvend and uitkomst.adres_onbruikbaar


@pytest.mark.parametrize(
    ("status", "blijvend", "dicht"), [(400, True, False), (401, False, True), (406, False, True), (415, True, False)]
)
@pytest.mark.geval("F6", "F7", "F8")
def test_refusals(twin, account, status, blijvend, dicht):
    twin.storingen.append(Storing("/aanleveringen$", status=status, inhoud={"title": "x", "detail": "over 999990019"}))
    uitkomst = send(account)
    assert isinstance(uitkomst, Geweigerd) and (uitkomst.blijvend, uitkomst.kanaal_dicht) == (blijvend, dicht)
    assert "999990019" not in uitkomst.uitleg


@pytest.mark.geval("F9")
def test_without_a_key_against_sending_twice_silence_is_unknown(twin, account):
    for storing in (Storing("/aanleveringen$", "weg"), Storing("/aanleveringen$", status=500),
                    Storing("/aanleveringen$", status=409)):  # fmt: skip
        twin.storingen.append(storing)
        assert isinstance(send(account), Onbekend)
    twin.storingen.append(Storing("/aanleveringen$", status=503))
    uitkomst = send(account)
    assert isinstance(uitkomst, Geweigerd) and not uitkomst.blijvend


def test_what_is_too_large_does_not_leave_the_house(twin, account):
    assert isinstance(send(account, tekst="€" * 400_000), Geweigerd)
    groot = replace(PDF, inhoud=b"x" * 10_000_001)
    assert isinstance(send(account, bijlagen=(groot,)), Geweigerd)
    assert not twin.oproepen


def test_the_live_test_delivers_nothing(twin, account):
    assert KANAAL.probe(account).stand == "goed" and twin.berichten == {}
    assert KANAAL.probe(replace(account, geheimen={})).stand == "storing"
    assert "twintig" in KANAAL.probe(replace(account, instellingen={"basis": twin.adres, "oin": "1"})).uitleg


def test_nothing_comes_in():
    with pytest.raises(OnleesbaarBericht):
        KANAAL.parse(b"{}")
