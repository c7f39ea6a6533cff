"""A message over a channel with accounts: called, split, filed, answered, told of, and recovered when it fails."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from geholpen.adapters.kanalen.sms.ondertekening import signature
from geholpen.adapters.kanalen.sms.twin import Instelling, Provider
from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.commands import (
    NieuwAntwoord,
    correct_antwoord,
    save_kanaalaccount,
    send_antwoord,
    switch_kanaalaccount,
)
from geholpen.domain.berichten.commands.herstellen import TAAK
from geholpen.domain.berichten.models import BezorgStaat
from geholpen.domain.berichten.queries import Verkeer, kanaalaccount, kanaalaccounts, verkeer
from geholpen.domain.doelbinding.queries import activiteit_nummer
from geholpen.domain.partijen.commands import NieuwePartij, import_partij
from geholpen.platform import outbound
from geholpen.platform.errors import Invalid, Refused
from tests import bed, browser, cast
from tests.berichten.post import ONS, SAMIRA, mail, werkt_aan
from tests.berichten.test_versturen import bounce

WIE, ADRES = "+31612345678", "https://kcc.waterdam.example"


@pytest.fixture
def twin():
    outbound.forget()
    with Provider(Instelling()) as provider:
        provider.vanzelf = False
        yield provider
    outbound.forget()


def beheerder():
    return bed.medewerker(cast.ANNEKE.code)


@pytest.fixture
def account_id(post, twin, settings):
    settings.ADRES = ADRES
    values = {"naam": "Sms", "adres": twin.zoals.nummer, "account_sid": twin.zoals.account_sid}
    return save_kanaalaccount(beheerder(), "sms", values | {"basis": twin.adres, "token": twin.zoals.token})


def call(twin, account_id, said, pad="", token="", handtekening=""):
    """The provider calls; its answer."""
    path = f"/kanaal/sms/{account_id}/{pad}"
    said = {"AccountSid": twin.zoals.account_sid, **said}
    sign = handtekening or signature(ADRES + path, list(said.items()), token or twin.zoals.token)
    headers = {"X-Twilio-Signature": sign}
    return Client().post(path, urlencode(said), content_type="application/x-www-form-urlencoded", headers=headers)


def sms(tekst="Hoi, wanneer is mijn paspoort klaar?", sid="SM1", van=WIE):
    return {"MessageSid": sid, "From": van, "To": "+3197010000000", "Body": tekst, "NumMedia": "0"}


def envelopes(post):
    return post.all("SELECT * FROM envelop WHERE kanaal = 'sms' ORDER BY ontvangen_op, id")


def last(post):
    post.run("verwerk_envelop", wait=False)
    return envelopes(post)[-1]


@pytest.mark.geval("F1")
def test_a_signed_call_is_stored_before_it_is_answered_and_once(post, twin, account_id):
    assert call(twin, account_id, sms()).status_code in {200, 204}
    assert [e["staat"] for e in envelopes(post)] == ["nieuw"]
    call(twin, account_id, sms())
    assert len(envelopes(post)) == 1
    assert last(post)["staat"] == "verwerkt"
    bericht = post.bericht(envelopes(post)[0])
    assert (bericht["kanaal"], bericht["van"], bericht["niveau"]) == ("sms", WIE, "asserted")


@pytest.mark.parametrize("hoe", ["verkeerd", "geen"])
def test_a_call_that_is_not_signed_stores_nothing(post, twin, account_id, hoe):
    answer = call(twin, account_id, sms(), handtekening="x" if hoe == "verkeerd" else " ")
    assert answer.status_code in {401, 403}
    assert envelopes(post) == []


def test_an_account_that_is_off_or_not_there_is_not_found(post, twin, account_id):
    assert call(twin, "0199aaaa-0000-7000-8000-000000000000", sms()).status_code == 404
    switch_kanaalaccount(beheerder(), account_id, actief=False)
    assert call(twin, account_id, sms()).status_code == 404
    assert envelopes(post) == []


@pytest.mark.geval("A6")
def test_the_secret_of_an_account_is_sealed_and_not_in_the_list(post, account_id, twin):
    (regel,) = kanaalaccounts("sms")
    assert "token" in regel.ingevuld
    assert twin.zoals.token not in str(regel)
    assert twin.zoals.token not in repr(kanaalaccount(account_id))
    assert kanaalaccount(account_id).geheimen["token"] == twin.zoals.token
    [row] = post.all("SELECT instellingen, geheimen FROM kanaalaccount")
    assert twin.zoals.token.encode() not in bytes(row["geheimen"])
    assert "token" not in row["instellingen"]


def test_only_the_functional_manager_sets_a_channel_up(post, account_id):
    with pytest.raises(Refused):
        switch_kanaalaccount(bed.medewerker("mdw-003"), account_id, actief=False)


def ask_and_answer(post, twin, account_id, tekst="Morgen vanaf 9 uur.", **how):
    call(twin, account_id, sms())
    vraag = post.vraag(last(post))
    bezorging = send_antwoord(werkt_aan(vraag), vraag["partij_id"], vraag["id"], NieuwAntwoord(tekst, 1, **how))
    return vraag, bezorging


def staat(post, bezorging_id):
    return post.one("SELECT staat FROM bezorging WHERE id = %s", bezorging_id)["staat"]


def test_an_answer_goes_back_where_the_question_came_from(post, twin, account_id):
    _vraag, bezorging = ask_and_answer(post, twin, account_id)
    post.run("bezorg", wait=False)
    assert [(s.nummer, s.tekst) for s in twin.berichten] == [(WIE, "Morgen vanaf 9 uur.")]
    assert staat(post, bezorging) == BezorgStaat.VERSTUURD


def news(post, twin, stand, code=""):
    """The provider tells of our last message, at the address that we gave it for that."""
    sent = twin.berichten[-1]
    address = sent.terug.removeprefix(ADRES)
    said = {"MessageSid": sent.id, "MessageStatus": stand, "To": WIE, "From": twin.zoals.nummer}
    said |= {"AccountSid": twin.zoals.account_sid} | ({"ErrorCode": code} if code else {})
    sign = signature(sent.terug, list(said.items()), twin.zoals.token)
    form = "application/x-www-form-urlencoded"
    answer = Client().post(address, urlencode(said), content_type=form, headers={"X-Twilio-Signature": sign})
    assert answer.status_code < 300
    post.run("verwerk_envelop", wait=False)


@pytest.mark.geval("F3")
def test_news_in_any_order_keeps_the_furthest_state(post, twin, account_id):
    _vraag, bezorging = ask_and_answer(post, twin, account_id)
    post.run("bezorg", wait=False)
    for stand in ("delivered", "sent", "sending"):
        news(post, twin, stand)
        assert staat(post, bezorging) == BezorgStaat.BEZORGD
    kinds = [r["soort"] for r in post.all("SELECT soort FROM bezorggebeurtenis ORDER BY moment, id")]
    assert kinds[:3] == ["onderweg", "verstuurd", "bezorgd"]


def test_an_account_that_is_off_still_hears_what_became_of_what_it_sent(post, twin, account_id):
    _vraag, bezorging = ask_and_answer(post, twin, account_id)
    post.run("bezorg", wait=False)
    switch_kanaalaccount(beheerder(), account_id, actief=False)
    assert call(twin, account_id, sms(sid="SM2")).status_code == 404
    sent = twin.berichten[-1]
    status = {"MessageSid": sent.id, "MessageStatus": "delivered"}
    assert call(twin, account_id, status, sent.terug.rpartition(f"{account_id}/")[2], token="x").status_code == 404
    news(post, twin, "delivered")
    assert staat(post, bezorging) == BezorgStaat.BEZORGD
    assert len(envelopes(post)) == 2, "what a customer sent then did not come in, nor what nobody signed"


@pytest.fixture
def bereikbaar(post, account_id):
    """Samira, by mail and by telephone."""
    partij_id = uuid4()
    adressen = (("email", SAMIRA, "verified"), ("telefoonnummer", WIE, "verified"))
    nieuw = NieuwePartij(partij_id, "persoon", activiteit_nummer("contactgegevens"), digitaal=adressen)
    import_partij(bed.systeem("import").over({partij_id}), nieuw)
    return partij_id


def beurt(post):
    """Whose turn it is; who waits for us is waiting since a moment."""
    row = post.one("SELECT status, wacht_sinds FROM klantvraag")
    assert (row["wacht_sinds"] is None) is (row["status"] == "wacht_op_klant")
    return row["status"]


def ways(post):
    rows = post.all("SELECT kanaal, volgorde, staat FROM bezorging ORDER BY volgorde")
    return [(w["kanaal"], w["volgorde"], w["staat"]) for w in rows]


@pytest.mark.geval("F7")
def test_what_failed_goes_on_over_the_next_channel_where_it_says_only_where_to_look(
    post, posthuis, twin, bereikbaar, settings
):
    settings.HERSTEL_NA = 0
    vraag = post.vraag(post.bring(mail()))
    assert vraag["partij_id"] == bereikbaar
    first = send_antwoord(werkt_aan(vraag), bereikbaar, vraag["id"], NieuwAntwoord("Uw geheime antwoord.", 1))
    posthuis.storingen.smtp_rcpt = "550 5.1.1 No such user"
    post.run("bezorg", wait=False)
    assert staat(post, first) == BezorgStaat.NIET_BEZORGD
    assert beurt(post) == "in_behandeling"  # ours, until it goes on
    post.run("herstel_contact", "bezorg", wait=False)
    assert beurt(post) == "wacht_op_klant"
    (out,) = twin.berichten
    assert out.nummer == WIE
    assert vraag["kenmerk"] in out.tekst
    assert "geheime" not in out.tekst
    assert ways(post) == [("email", 1, "niet_bezorgd"), ("sms", 2, "verstuurd")]


@pytest.mark.geval("F5")
def test_late_success_cancels_the_other_way(post, posthuis, twin, account_id, bereikbaar, settings):
    settings.HERSTEL_NA = 0
    _vraag, first = ask_and_answer(post, twin, account_id)
    post.run("bezorg", wait=False)
    news(post, twin, "undelivered", "30003")
    assert staat(post, first) == BezorgStaat.NIET_BEZORGD
    assert beurt(post) == "in_behandeling"
    post.run("herstel_contact", wait=False)
    assert ways(post) == [("sms", 1, "niet_bezorgd"), ("email", 2, "wachtrij")]
    news(post, twin, "delivered")
    post.run("bezorg", wait=False)
    assert ways(post) == [("sms", 1, "bezorgd"), ("email", 2, "vervallen")]
    assert beurt(post) == "wacht_op_klant"
    assert posthuis.berichten(SAMIRA) == []


def correct(post, vraag, bezorging_id, tekst):
    """The message of this delivery is put right; how many follow."""
    bericht_id = post.one("SELECT bericht_id FROM bezorging WHERE id = %s", bezorging_id)["bericht_id"]
    return correct_antwoord(werkt_aan(vraag), vraag["partij_id"], vraag["id"], bericht_id, tekst)


def correction_page(post, vraag, bezorging_id):
    """What is read before the message of this delivery is put right."""
    bericht_id = post.one("SELECT bericht_id FROM bezorging WHERE id = %s", bezorging_id)["bericht_id"]
    adres = reverse("werkplek:verbeteren", args=[vraag["partij_id"], vraag["id"], bericht_id])
    return browser.text(browser.medewerker("mdw-003").get(adres))


def comes_back(post, bezorging_id):
    """The mail of this delivery bounces."""
    terug = antwoordadres.bounce_address(ONS, bezorging_id)
    raw = bounce(f"{bezorging_id}@inwoner.example")
    post.bring(raw.replace(f"To: {ONS}".encode(), f"To: {terug}".encode(), 1))


def test_where_somebody_was_only_told_where_to_look_no_correction_follows(post, posthuis, twin, bereikbaar, settings):
    """They never read the wrong words there, and the right ones may not go there either."""
    settings.HERSTEL_NA = 0
    vraag = post.vraag(post.bring(mail()))
    first = send_antwoord(werkt_aan(vraag), bereikbaar, vraag["id"], NieuwAntwoord("Kom op 12 mei.", 1))
    posthuis.storingen.smtp_rcpt = "550 5.1.1 No such user"
    post.run("bezorg", "herstel_contact", wait=False)
    assert [w[0] for w in ways(post)] == ["email", "sms"]
    assert "Er gaat geen tweede bericht uit: de klant kreeg alleen te horen" in correction_page(post, vraag, first)
    assert correct(post, vraag, first, "Kom op 14 mei.") == 0
    post.run("bezorg", wait=False)
    assert len(twin.berichten) == 1


@pytest.mark.parametrize("volgorde", [1, -1])
def test_a_mail_and_its_correction_that_both_bounce_go_on_as_one(post, posthuis, twin, bereikbaar, settings, volgorde):
    settings.HERSTEL_NA = 0
    vraag = post.vraag(post.bring(mail()))
    first = send_antwoord(werkt_aan(vraag), bereikbaar, vraag["id"], NieuwAntwoord("Kom op 12 mei.", 1))
    post.run("bezorg", wait=False)
    assert correct(post, vraag, first, "Kom op 14 mei.") == 1
    post.run("bezorg", wait=False)
    for way in post.all("SELECT id FROM bezorging ORDER BY volgorde")[::volgorde]:
        comes_back(post, way["id"])
    assert beurt(post) == "in_behandeling"
    post.run("herstel_contact", "bezorg", wait=False)
    assert ways(post) == [("email", 1, "niet_bezorgd"), ("email", 2, "niet_bezorgd"), ("sms", 3, "verstuurd")]
    assert len(twin.berichten) == 1
    assert beurt(post) == "wacht_op_klant"


@pytest.mark.geval("F7")
def test_where_no_channel_is_left_it_becomes_work_of_whoever_answered(post, posthuis, settings):
    """Once, however many messages of the question failed: of this sender only a mail address is known."""
    settings.HERSTEL_NA = 0
    begin = post.bring(mail())
    vraag = post.vraag(begin)
    ctx = werkt_aan(vraag)
    posthuis.storingen.smtp_rcpt = "550 5.1.1 No such user"
    wegen = [
        send_antwoord(
            ctx, vraag["partij_id"], vraag["id"], NieuwAntwoord(f"Uw pas ligt klaar ({volgnummer}).", volgnummer)
        )
        for volgnummer in (1, 2)
    ]
    post.run("bezorg", wait=False)
    assert {staat(post, w) for w in wegen} == {BezorgStaat.NIET_BEZORGD}
    mail_in, sms_in = verkeer(bed.systeem("beheer"), ["email", "sms"])
    assert (mail_in.in_te_delen, mail_in.te_versturen, mail_in.onbekend, mail_in.mislukt) == (0, 0, 0, 2)
    assert mail_in.laatst_ontvangen is not None
    assert sms_in == Verkeer("sms")
    post.run("herstel_contact", "bezorg", wait=False)
    assert ways(post)[:1] == [("email", 1, "niet_bezorgd")]
    (taak,) = post.all("SELECT * FROM interne_taak JOIN interne_taak_inhoud USING (partij_id, id, klantvraag_id)")
    assert taak["gevraagde_handeling"] == TAAK
    assert (taak["soort"], taak["status"], taak["afdeling_code"]) == (
        "antwoord",
        "te_verwerken",
        vraag["afdeling_code"],
    )


@pytest.mark.geval("F8")
def test_a_channel_that_is_closed_keeps_the_message_and_rests(post, twin, account_id):
    _vraag, bezorging = ask_and_answer(post, twin, account_id)
    twin.zoals.token = "ander"  # noqa: S105
    post.run("bezorg", wait=False)
    row = post.one("SELECT staat, pogingen FROM bezorging WHERE id = %s", bezorging)
    assert (row["staat"], row["pogingen"]) == ("wachtrij", 0)
    (regel,) = kanaalaccounts("sms")
    assert regel.rust_tot is not None
    switch_kanaalaccount(beheerder(), account_id, actief=True)  # mended: at once again
    assert kanaalaccounts("sms")[0].rust_tot is None


def test_what_waits_for_a_channel_that_was_switched_off_waits_until_it_is_on(post, twin, account_id):
    """As the page says that switches it off; its writer can still take it back."""
    _vraag, bezorging = ask_and_answer(post, twin, account_id)
    bladzij, adres = browser.medewerker(cast.ANNEKE.code), f"/beheer/kanalen/{account_id}/"
    assert "Of een bericht van eerder is aangekomen, horen wij nog wel." in browser.text(bladzij.get(adres))
    assert "blijft wachten" in browser.text(bladzij.post(adres, {"actie": "uit"}, follow=True))
    post.run("bezorg", wait=False)
    assert twin.berichten == []
    row = post.one("SELECT staat, pogingen FROM bezorging WHERE id = %s", bezorging)
    assert (row["staat"], row["pogingen"]) == ("wachtrij", 0)
    switch_kanaalaccount(beheerder(), account_id, actief=True)
    post.run("bezorg")
    assert len(twin.berichten) == 1


def test_a_text_too_long_for_the_channel_says_so(post, twin, account_id):
    with pytest.raises(Invalid) as problem:
        ask_and_answer(post, twin, account_id, tekst="x" * 2000)
    assert "1530" in problem.value.reason
