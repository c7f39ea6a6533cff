"""Notify against its twin: text messages, mail and letters; errors; asking back by reference; callbacks."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from geholpen.adapters.kanalen.sms.kanaal import SmsKanaal
from geholpen.adapters.koppelingen import notify
from geholpen.adapters.koppelingen.notify.twin import Dienst, Instelling
from geholpen.adapters.koppelingen.notify.twin.dienst import SLEUTEL
from geholpen.domain.berichten.ports import (
    Afmelding,
    Bezorgnieuws,
    Bezorgstand,
    Geaccepteerd,
    Geweigerd,
    Kanaalaccount,
    Kanaalidentiteit,
    Niets,
    Onbekend,
    OnleesbaarBericht,
    OntvangenBericht,
    Postadres,
    UitgaandBericht,
    UitgaandeBijlage,
    Webverzoek,
)
from geholpen.platform import outbound
from geholpen.platform.tweeling import Storing

SMS = SmsKanaal()
WIE = "+31612345678"


@pytest.fixture
def twin():
    outbound.forget()
    with Dienst(Instelling()) as dienst:
        yield dienst
    outbound.forget()


@pytest.fixture
def account(twin):
    open_ = {"aanbieder": "notify", "notify_basis": twin.adres, "notify_sjabloon": twin.zoals.sjablonen[0]}
    return Kanaalaccount(
        uuid4(), "sms", "Notify", "", open_, {"notify_sleutel": SLEUTEL, "notify_terugmeldsleutel": "terugmeld"}
    )


def bericht(account, wie=("telefoonnummer", WIE), **more) -> UitgaandBericht:
    return UitgaandBericht(
        bezorging_id=uuid4(),
        message_id="q.m@x",
        van=Postadres("a@b"),
        aan=Postadres("jan@inwoner.example"),
        onderwerpregel="Uw vraag",
        tekst="Uw paspoort ligt klaar.",
        account=account,
        bestemming=Kanaalidentiteit(*wie),
        **more,
    )


def test_a_text_message_carries_our_id_as_reference(twin, account):
    b = bericht(account)
    uitkomst = SMS.send(b)
    assert isinstance(uitkomst, Geaccepteerd)
    row = twin.berichten[uitkomst.kenmerk]
    assert (row["reference"], row["phone_number"], row["body"]) == (str(b.bezorging_id), WIE, b.tekst)


def test_a_mail_and_a_letter(twin, account):
    mail = notify.verzend_mail(bericht(account, ("email", "jan@inwoner.example")))
    assert isinstance(mail, Geaccepteerd) and twin.berichten[mail.kenmerk]["email_address"] == "jan@inwoner.example"
    lines = ("Jan Jansen", "Dorpsstraat 1", "9999 AB Waterdam")
    brief = notify.verzend_brief(bericht(account, ("postadres", ""), adresregels=lines))
    assert isinstance(brief, Geaccepteerd) and twin.berichten[brief.kenmerk]["line_1"] == "Jan Jansen"
    pdf = UitgaandeBijlage("brief.pdf", "application/pdf", b"%PDF-1.7 x")
    assert isinstance(notify.verzend_brief(bericht(account, ("postadres", ""), bijlagen=(pdf,))), Geaccepteerd)
    said = twin.op("/letter$")[-1].json
    assert base64.b64decode(said["content"]) == pdf.inhoud and said["postage"] == "second"
    assert isinstance(notify.verzend_brief(bericht(account, ("postadres", ""), adresregels=lines[:1])), Geweigerd)


@pytest.mark.parametrize(
    ("status", "soort", "tekst", "blijvend", "dicht", "onbruikbaar"),
    [(400, "ValidationError", "phone_number Not enough digits", True, False, True),
     (400, "BadRequestError", "Template not found", True, False, False),
     (400, "BadRequestError", "Can't send to this recipient using a team-only API key", False, True, False),
     (400, "BadRequestError", "iets anders", True, False, False),
     (403, "AuthError", "Invalid token", False, True, False),
     (429, "RateLimitError", "Exceeded rate limit", False, False, False),
     (429, "TooManyRequestsError", "Exceeded send limits (50) for today", False, False, False)],
)  # fmt: skip
def test_errors(twin, account, status, soort, tekst, blijvend, dicht, onbruikbaar):
    said = {"status_code": status, "errors": [{"error": soort, "message": tekst}]}
    twin.storingen.append(Storing("/sms$", status=status, inhoud=said))
    uitkomst = SMS.send(bericht(account))
    assert isinstance(uitkomst, Geweigerd)
    assert (uitkomst.blijvend, uitkomst.kanaal_dicht, uitkomst.adres_onbruikbaar) == (blijvend, dicht, onbruikbaar)
    assert status != 429 or uitkomst.na in {timedelta(minutes=1), timedelta(hours=1)}
    assert tekst not in uitkomst.uitleg


@pytest.mark.parametrize("sleutel", ["", "kort", "x" * 200])
def test_a_key_that_cannot_be_one_closes_the_channel_without_a_call(twin, account, sleutel):
    uitkomst = SMS.send(bericht(replace(account, geheimen={"notify_sleutel": sleutel})))
    assert isinstance(uitkomst, Geweigerd) and uitkomst.kanaal_dicht and not twin.oproepen
    geen = replace(account, instellingen={**account.instellingen, "notify_sjabloon": ""})
    uitkomst = SMS.send(bericht(geen))
    assert isinstance(uitkomst, Geweigerd) and uitkomst.kanaal_dicht and "sjabloon" in uitkomst.uitleg


def test_an_unknown_outcome_is_asked_for_by_reference(twin, account):
    twin.storingen.append(Storing("/sms$", "weg"))
    taken = bericht(account)
    assert isinstance(SMS.send(taken), Onbekend)
    found = SMS.inquire(taken.bezorging_id, account)
    assert isinstance(found, Bezorgnieuws)
    assert (found.stand, found.bezorging_id) == (Bezorgstand.BEZORGD, taken.bezorging_id)
    twin.vanzelf = False
    twin.storingen.append(Storing("/sms$", "weg"))
    waits = bericht(account)
    assert isinstance(SMS.send(waits), Onbekend)
    assert isinstance(SMS.inquire(waits.bezorging_id, account), Niets | Geaccepteerd)
    twin.storingen.append(Storing("/sms$", "verbreek"))
    lost = bericht(account)
    assert isinstance(SMS.send(lost), Onbekend)
    assert SMS.inquire(lost.bezorging_id, account) == Niets("Notify kent dit bericht niet.")
    twin.storingen.append(Storing("/v2/notifications$", status=500))
    assert SMS.inquire(lost.bezorging_id, account) is None
    twilio = replace(account, instellingen={"aanbieder": "twilio"})
    assert SMS.inquire(lost.bezorging_id, twilio) is None


def call(lichaam: bytes, kop: str, account):
    return SMS.receive(Webverzoek("POST", "", "", {}, {"authorization": kop}, lichaam), account)


@pytest.mark.geval("A6")
def test_a_callback_is_believed_with_our_own_token_only(account):
    raw = b'{"id":"a"}'
    assert call(raw, "Bearer terugmeld", account).ruw == (raw,)
    for kop in ("", "Bearer x", "terugmeld"):
        answer = call(raw, kop, account)
        assert (answer.status, answer.ruw) == (401, ())
    assert call(raw, "Bearer ", replace(account, geheimen={})).status == 401


@pytest.mark.parametrize(
    ("status", "stand", "onbruikbaar"),
    [("delivered", Bezorgstand.BEZORGD, False), ("permanent-failure", Bezorgstand.MISLUKT, True),
     ("temporary-failure", Bezorgstand.MISLUKT, False), ("technical-failure", Bezorgstand.MISLUKT, False),
     ("virus-scan-failed", Bezorgstand.MISLUKT, False), ("validation-failed", Bezorgstand.MISLUKT, False),
     ("cancelled", Bezorgstand.MISLUKT, False)],
)  # fmt: skip
def test_statuses(status, stand, onbruikbaar):
    ours = "01a00000-0000-7000-8000-000000000001"
    said = {"id": "n1", "reference": ours, "to": WIE, "status": status, "completed_at": "2026-11-29T10:00:00Z",
            "notification_type": "sms", "template_version": 1}  # fmt: skip
    found = SMS.parse(json.dumps(said).encode())
    assert isinstance(found, Bezorgnieuws)
    assert (found.stand, found.adres_onbruikbaar) == (stand, onbruikbaar)
    assert (found.bezorging_id, found.kenmerk, found.code) == (UUID(ours), "n1", status)
    assert found.moment == datetime(2026, 11, 29, 10, tzinfo=UTC)


def test_on_its_way_is_nothing_and_a_letter_that_came_back_marks_the_address():
    assert isinstance(SMS.parse(b'{"id":"n1","status":"sending"}'), Niets)
    found = notify.lees(b'{"notification_id":"n1","reference":"x","date_sent":"2026-11-29"}')
    assert isinstance(found, Bezorgnieuws) and found.adres_onbruikbaar and found.code == "returned-letter"


def test_a_customer_texts_and_stops():
    said = {"id": "n9", "source_number": "31612345678", "destination_number": "+3197010000000", "message": "Hallo é",
            "date_received": "2026-11-29T10:00:00.000000Z"}  # fmt: skip
    found = SMS.parse(json.dumps(said).encode())
    assert isinstance(found, OntvangenBericht) and not found.afzender_klopt
    assert found.afzender == (Kanaalidentiteit("telefoonnummer", WIE),) and found.message_id == "notify.n9"
    found = SMS.parse(json.dumps(said | {"message": "Stop"}).encode())
    assert found == Afmelding(Kanaalidentiteit("telefoonnummer", WIE))


@pytest.mark.parametrize("raw", [b"{", b"{}", b'{"id":7,"status":"delivered"}', b'{"source_number":1}', b"[]"])
def test_what_is_no_callback_is_for_a_person_to_look_at(raw):
    with pytest.raises(OnleesbaarBericht):
        notify.lees(raw)


def test_the_live_test(account, settings):
    settings.ADRES = "https://kcc.example.nl"
    assert SMS.probe(account).stand == "goed"
    wrong = replace(account, geheimen={"notify_sleutel": SLEUTEL[:-1] + "3"})
    assert SMS.probe(wrong).stand == "storing"
