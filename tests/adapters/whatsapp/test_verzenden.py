"""Sending, files and templates against the twin, over HTTP; each code of the platform and what is done about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from geholpen.adapters.kanalen.whatsapp.kanaal import WhatsAppKanaal
from geholpen.adapters.kanalen.whatsapp.twin import Instelling, Platform
from geholpen.domain.berichten.ports import (
    Geaccepteerd,
    Geweigerd,
    Kanaalaccount,
    Kanaalidentiteit,
    Mediaverwijzing,
    Onbekend,
    Postadres,
    Sjabloonvulling,
    UitgaandBericht,
    UitgaandeBijlage,
)
from geholpen.platform import outbound
from geholpen.platform.tweeling import Storing

KANAAL = WhatsAppKanaal()
WIE = "31612345678"
PDF = b"%PDF-1.4 besluit"


@pytest.fixture
def twin():
    outbound.forget()
    with Platform(Instelling(telefoons=[{"wa_id": WIE, "user_id": "NL.77"}])) as platform:
        platform.answer(_customer("hallo"))
        yield platform
    outbound.forget()


def _customer(tekst: str):
    from geholpen.platform.tweeling import Vraag  # noqa: PLC0415

    return Vraag("POST", f"/klant/{WIE}/bericht", {}, {}, f'{{"tekst": "{tekst}"}}'.encode())


@pytest.fixture
def account(twin):
    return Kanaalaccount(
        uuid4(),
        "whatsapp",
        "WhatsApp",
        "",
        {"phone_number_id": "1001", "waba_id": "2001", "basis": f"{twin.adres}/v23.0"},
        {"token": "sleutel"},
    )


def send(account, tekst="Uw vergunning is klaar.", wie=WIE, **more):
    bericht = UitgaandBericht(
        bezorging_id=uuid4(),
        message_id="q.m@x",
        van=Postadres("a@b"),
        aan=Postadres(""),
        onderwerpregel="",
        tekst=tekst,
        account=account,
        bestemming=Kanaalidentiteit("whatsapp", wie),
        **more,
    )
    return KANAAL.send(bericht), bericht


def posted(twin):
    return [o.json for o in twin.op("/messages$")]


@pytest.mark.parametrize(("wie", "veld"), [(WIE, "to"), ("NL.77", "recipient")])
def test_a_text_goes_to_number_or_user_id_with_our_own_id_and_what_it_answers(twin, account, wie, veld):
    uitkomst, bericht = send(account, wie=wie, in_reply_to="wamid.IN")
    assert isinstance(uitkomst, Geaccepteerd)
    (said,) = posted(twin)
    assert said[veld] == wie and {"to", "recipient"} - {veld} - set(said)
    assert said["text"] == {"body": "Uw vergunning is klaar.", "preview_url": False}
    assert said["biz_opaque_callback_data"] == str(bericht.bezorging_id)
    assert said["context"] == {"message_id": "wamid.IN"}
    (on_phone,) = [b for b in twin.telefoons[WIE].berichten if not b.van_klant]
    assert on_phone.id == uitkomst.kenmerk


def test_the_window_is_shut_after_a_day_and_a_template_still_goes(twin, account):
    twin.telefoons[WIE].berichten[0].moment -= 25 * 3600
    uitkomst, _ = send(account)
    assert isinstance(uitkomst, Geweigerd) and uitkomst.blijvend and uitkomst.code == "venster-dicht"
    assert "sjabloon" in uitkomst.uitleg
    uitkomst, _ = send(account, sjabloon=Sjabloonvulling("vraag_beantwoord", "nl", ("WD-1",)))
    assert isinstance(uitkomst, Geaccepteerd)
    assert "WD-1" in twin.telefoons[WIE].berichten[-1].tekst


@pytest.mark.parametrize(
    ("vulling", "code"),
    [(Sjabloonvulling("bestaat_niet"), "132001"), (Sjabloonvulling("vraag_beantwoord", "nl", ()), "132000")],
)
@pytest.mark.geval("A16")
def test_a_template_that_does_not_fit_is_work_for_management(twin, account, vulling, code):
    uitkomst, _ = send(account, sjabloon=vulling)
    assert isinstance(uitkomst, Geweigerd) and uitkomst.blijvend and uitkomst.code == code
    assert "beheerder" in uitkomst.uitleg


@pytest.mark.parametrize(
    ("code", "blijvend", "dicht", "onbruikbaar"),
    [
        (131047, True, False, False),
        (131026, True, False, True),
        (130429, False, False, False),
        (80007, False, False, False),
        (4, False, False, False),
        (131048, False, False, False),
        (368, False, True, False),
        (131049, False, False, False),
        (131051, True, False, False),
        (132000, True, False, False),
        (132015, True, False, False),
        (131000, False, False, False),
        (131016, False, False, False),
        (190, False, True, False),
        (999999, True, False, False),
    ],
)
@pytest.mark.parametrize("status", [400, 500])
def test_the_code_decides_and_not_the_status(twin, account, code, blijvend, dicht, onbruikbaar, status):
    twin.storingen.append(Storing("/messages$", status=status, inhoud={"error": {"code": code, "message": "x"}}))
    uitkomst, _ = send(account)
    assert isinstance(uitkomst, Geweigerd)
    assert (uitkomst.blijvend, uitkomst.kanaal_dicht, uitkomst.adres_onbruikbaar) == (blijvend, dicht, onbruikbaar)
    assert uitkomst.uitleg.endswith(".")


def test_waits_are_those_of_the_platform(twin, account):
    twin.storingen.append(Storing("/messages$", status=429, koppen={"Retry-After": "90"}))
    uitkomst, _ = send(account)
    assert isinstance(uitkomst, Geweigerd) and not uitkomst.blijvend and uitkomst.na == timedelta(seconds=90)
    twin.storingen.append(Storing("/messages$", status=400, inhoud={"error": {"code": 131049}}))
    uitkomst, _ = send(account)
    assert isinstance(uitkomst, Geweigerd) and uitkomst.na == timedelta(hours=24)


@pytest.mark.parametrize("storing", [Storing("/messages$", "weg"), Storing("/messages$", status=502)])
def test_taken_and_then_silence_is_unknown(twin, account, storing):
    twin.storingen.append(storing)
    uitkomst, _ = send(account)
    assert isinstance(uitkomst, Onbekend)


def test_nobody_there_is_tried_later(account):
    dood = replace(account, instellingen={**account.instellingen, "basis": "http://127.0.0.1:9/v23.0"})
    uitkomst, _ = send(dood)
    assert isinstance(uitkomst, Geweigerd) and not uitkomst.blijvend and not uitkomst.kanaal_dicht


def test_a_text_that_is_too_long_is_not_sent(twin, account):
    uitkomst, _ = send(account, "x" * 4097)
    assert isinstance(uitkomst, Geweigerd) and "4096" in uitkomst.uitleg and posted(twin) == []


def test_a_file_is_brought_before_anything_is_said(twin, account):
    bijlage = UitgaandeBijlage('besl"uit.pdf', "application/pdf", PDF)
    uitkomst, _ = send(account, bijlagen=(bijlage,))
    assert isinstance(uitkomst, Geaccepteerd)
    file, words = posted(twin)
    assert (file["type"], words["type"]) == ("document", "text")
    assert twin.bestanden[file["document"]["id"]].inhoud == PDF
    assert file["document"]["filename"] == 'besl"uit.pdf'


def test_a_file_that_is_not_taken_is_tried_once_more_and_nothing_is_said(twin, account):
    twin.storingen.append(Storing("/media$", status=500, keer=1))
    assert isinstance(send(account, bijlagen=(UitgaandeBijlage("a.pdf", "application/pdf", PDF),))[0], Geaccepteerd)
    before = len(posted(twin))
    twin.storingen.append(Storing("/media$", status=400, inhoud={"error": {"code": 131053}}, keer=2))
    uitkomst, _ = send(account, bijlagen=(UitgaandeBijlage("a.pdf", "application/pdf", PDF),))
    assert isinstance(uitkomst, Geweigerd) and uitkomst.blijvend and len(posted(twin)) == before


def test_half_a_message_is_unknown_and_not_sent_again(twin, account):
    twin.storingen.append(Storing("/messages$", "traag", seconden=0.0))
    twin.storingen.append(Storing("/messages$", status=400, inhoud={"error": {"code": 131000}}))
    uitkomst, _ = send(account, bijlagen=(UitgaandeBijlage("a.pdf", "application/pdf", PDF),))
    assert isinstance(uitkomst, Onbekend) and "deel" in uitkomst.uitleg


def media(twin, inhoud=PDF, sha=None):
    import hashlib  # noqa: PLC0415

    id = twin.keep("application/pdf", "x.pdf", inhoud)
    return Mediaverwijzing(id, "application/pdf", "x.pdf", sha or hashlib.sha256(inhoud).hexdigest())


def test_a_customers_file_is_fetched_and_checked(twin, account):
    bijlage = KANAAL.fetch(media(twin), account)
    assert bijlage is not None and (bijlage.inhoud, bijlage.naam) == (PDF, "x.pdf")
    before = len(twin.op("/bestand/"))
    assert KANAAL.fetch(media(twin, sha="0" * 64), account) is None  # another file than the message named
    assert len(twin.op("/bestand/")) == before + 2  # asked for once more, at a new address
    assert KANAAL.fetch(Mediaverwijzing("404404", "x"), account) is None


def test_an_address_that_has_expired_is_asked_for_again(twin, account):
    twin.storingen.append(Storing("/bestand/", status=404))
    wanted = media(twin)
    with pytest.raises(OSError):
        KANAAL.fetch(wanted, account)
    assert KANAAL.fetch(wanted, account) is not None


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest",
        "https://evil.example/f",
        "https://fbsbx.com.evil.example/f",
        "file:///etc/passwd",
        "https://lookaside.fbsbx.com:8443/f",
        "http://lookaside.fbsbx.com/f",
    ],
)
@pytest.mark.geval("A14")
def test_our_key_goes_to_no_other_machine(twin, account, url):
    m = media(twin)
    twin.storingen.append(Storing(f"/{m.id}$", status=200, inhoud={"url": url, "file_size": "1", "sha256": ""}))
    assert KANAAL.fetch(m, account) is None


def test_templates_and_the_number_are_asked_of_the_platform(twin, account):
    rows = KANAAL.templates(account)
    assert rows is not None
    named = {r.naam: r for r in rows}
    assert (named["afspraak_herinnering"].plekken, named["afspraak_herinnering"].staat) == (2, "goedgekeurd")
    assert named["nieuwsbrief"].soort == "reclame"
    assert KANAAL.probe(account).stand == "goed"
    wrong = replace(account, geheimen={"token": "oud"})
    assert KANAAL.templates(wrong) is None
    assert "sleutel" in KANAAL.probe(wrong).uitleg
