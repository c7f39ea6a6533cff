"""The faults and attacks of the list on text messages, by their number; each says what is expected."""

from __future__ import annotations

import httpx
import pytest

from geholpen.platform.tweeling import Storing
from tests.kanalen.test_whatsapp import answer

WIE = "+31612345678"


def texts(lijn, tekst="Ik wil graag een parkeervergunning."):
    httpx.post(f"{lijn.twin.adres}/klant/{WIE}/bericht", json={"tekst": tekst}, timeout=60).raise_for_status()
    lijn.work()


@pytest.fixture(params=["sms", "notify"])
def lijn(request):
    return request.getfixturevalue(request.param)


def test_a_text_message_becomes_a_question_of_a_number_that_is_not_proven_and_is_answered(lijn):
    texts(lijn)
    (b,) = lijn.berichten()
    assert (b["kanaal"], b["van"], b["niveau"]) == ("sms", WIE, "asserted")
    assert [w for w in b["waarschuwingen"] if "niet zeker" in w]
    id = answer(lijn, "Kom langs aan de balie.")
    lijn.work()
    assert lijn.bezorging(id)["staat"] == "bezorgd"


def test_a6_a_call_that_is_not_signed_stores_nothing(lijn):
    """401 without a signature or token, and with a wrong one."""
    for headers in ({}, {"X-Twilio-Signature": "x"}, {"Authorization": "Bearer x"}):
        assert (
            httpx.post(lijn.webhook, content=b"MessageSid=SM1&From=%2B31612345678", headers=headers).status_code == 401
        )
    assert lijn.post.count("envelop") == 0


def test_f9_taken_and_then_silence_is_asked_for_at_notify_and_not_sent_again(notify):
    """Unknown, then known by our reference; one message at the provider."""
    texts(notify)
    notify.twin.storingen.append(Storing("/sms$", "weg"))
    notify.twin.vanzelf = False
    id = answer(notify, "Kom langs.")
    notify.post.run("bezorg")
    assert notify.bezorging(id)["staat"] == "onbekend"
    (row,) = notify.twin.berichten.values()
    row["status"] = "delivered"
    notify.work()
    assert notify.bezorging(id)["staat"] == "bezorgd"
    assert len(notify.twin.berichten) == 1


def test_f9_what_the_provider_never_had_stays_unknown_and_says_so_to_who_may_send_it_again(notify):
    texts(notify)
    notify.twin.storingen.append(Storing("/sms$", "verbreek"))
    id = answer(notify, "Kom langs.")
    notify.work()
    row = notify.bezorging(id)
    assert (row["staat"], len(notify.twin.berichten)) == ("onbekend", 0)
    assert "niet gekregen" in row["uitleg"]


def test_stop_is_kept_with_the_number_and_an_answer_to_a_question_still_goes(notify):
    """Only what was not asked for is held back: who asks something is answered."""
    texts(notify)
    texts(notify, "STOP")
    assert notify.post.one("SELECT afgemeld_op FROM digitaal_adres")["afgemeld_op"] is not None
    assert len(notify.berichten()) == 1
    id = answer(notify, "Uw vergunning is klaar.")
    notify.work()
    assert notify.bezorging(id)["staat"] == "bezorgd"
    texts(notify, "AAN")
    assert notify.post.one("SELECT afgemeld_op FROM digitaal_adres")["afgemeld_op"] is None
