"""Faults of the telephone (F1, F2, F4, F6, F7, F9, F17), over our real address and against real counterparts."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from websockets.sync.client import connect

from geholpen.adapters.kanalen.telefoon.asterisk import bellen as ari
from geholpen.adapters.kanalen.telefoon.asterisk import ontvangst
from geholpen.adapters.kanalen.telefoon.asterisk.lezen import read as read_ari
from geholpen.adapters.kanalen.telefoon.asterisk.ontvangst import listen
from geholpen.adapters.kanalen.telefoon.cti import bellen as webhook_bellen
from geholpen.adapters.kanalen.telefoon.twin.asterisk import Asterisk
from geholpen.adapters.kanalen.telefoon.twin.cti import Centrale
from geholpen.domain.berichten.ports import Geaccepteerd, Geweigerd, Onbekend
from geholpen.domain.berichten.queries import kanaalaccount, kanaalstanden
from geholpen.domain.klantcontacten.queries import lopende_gesprekken
from geholpen.domain.oproepen.commands import close_silent
from geholpen.domain.oproepen.ports import Overzicht
from geholpen.domain.oproepen.queries import mijn_oproepen
from geholpen.platform import outbound
from geholpen.platform.tweeling import Storing
from tests import bed
from tests.kanalen.centrale import ROOS, account, calls, file_all, voice, webhook
from tests.storingen.proces import wait_until

pytestmark = pytest.mark.django_db
JOLANDA = "mdw-001"


@pytest.fixture(autouse=True)
def fresh(settings) -> Iterator[None]:
    settings.UITGAAND_TOEGESTAAN = ["127.0.0.1"]
    outbound.forget()
    yield
    outbound.forget()


def test_f1_the_same_event_five_times_is_one_call_and_one_conversation(waterdam):
    """One call; 200 each time."""
    id = account("telefonie")
    for event in ("newCall", "answer"):
        for _ in range(5):
            body = {"event": event, "callId": "c1", "from": ROOS, "direction": "in", "answeringNumber": "201"}
            assert webhook(id, **body).status_code == 200
    assert len(calls()) == 1
    assert len(lopende_gesprekken(bed.medewerker(JOLANDA))) == 1


def test_f2_what_cannot_be_read_is_set_apart_and_the_next_is_filed(waterdam):
    """Malformed: quarantined with the raw bytes kept; others processed."""
    id = account("telefonie")
    assert webhook(id, raw=b"{nee").status_code == 200
    assert webhook(id, event="newCall").status_code == 200
    assert calls() == []
    webhook(id, event="newCall", callId="c2", direction="in", **{"from": ROOS})
    assert [c.stand for c in calls()] == ["aangeboden"]


def test_on_hold_taken_off_and_on_hold_again_counts_without_a_number_or_a_moment(waterdam):
    """The second hold is the same bytes as the first; a copy right after it changes nothing."""
    id = account("telefonie")
    webhook(id, event="answer", callId="c1", direction="in", answeringNumber="201", **{"from": ROOS})
    for event, stand in (("hold", "in_wacht"), ("resume", "in_gesprek"), ("hold", "in_wacht"), ("hold", "in_wacht")):
        webhook(id, event=event, callId="c1", direction="in")
        assert [c.stand for c in calls()] == [stand]
    assert len(lopende_gesprekken(bed.medewerker(JOLANDA))) == 1


def test_f17_a_hangup_before_the_call_began_and_a_double_answer(waterdam):
    """The call exists and has ended; a late answer only fills in that there was one."""
    id = account("telefonie")
    webhook(id, event="hangup", callId="c1", direction="in", cause="cancel", sequence=9, **{"from": ROOS})
    assert [(c.stand, c.uitkomst) for c in calls()] == [("beeindigd", "opgehangen")]
    webhook(id, event="newCall", callId="c1", direction="in", sequence=1, **{"from": ROOS})
    webhook(id, event="ringing", callId="c1", direction="in", sequence=2)
    assert [c.stand for c in calls()] == ["beeindigd"]
    for sequence in (3, 4):
        webhook(id, event="answer", callId="c1", direction="in", answeringNumber="201", sequence=sequence)
    assert [(c.stand, c.uitkomst) for c in calls()] == [("beeindigd", "gesproken")]
    assert lopende_gesprekken(bed.medewerker(JOLANDA)) == [], "nobody's screen for a call that is over"


def test_f17_never_a_hangup(waterdam):
    """Closed by a timer, as unknown."""
    webhook(account("telefonie"), event="queued", callId="c1", direction="in", **{"from": ROOS})
    assert close_silent(bed.systeem("telefoon"), timezone.now() + timedelta(minutes=31)) == 1
    assert [(c.stand, c.uitkomst) for c in calls()] == [("beeindigd", "onbekend")]


def test_f17_a_clock_that_is_wrong_changes_no_order(waterdam):
    """Order by sequence, then by when it reached us; the exchange's clock is not believed."""
    id = account("telefonie")
    laat, vroeg = (timezone.now() + timedelta(minutes=m) for m in (3, -3))
    webhook(id, event="answer", callId="c1", direction="in", answeringNumber="201", timestamp=laat.isoformat())
    webhook(id, event="hold", callId="c1", direction="in", timestamp=vroeg.isoformat())
    assert [c.stand for c in calls()] == ["in_wacht"]
    [mijn] = mijn_oproepen(bed.medewerker(JOLANDA))
    assert abs(mijn.opgenomen_op - timezone.now()) < timedelta(seconds=30)


def test_f17_form_and_json_say_the_same(waterdam):
    id = account("telefonie")
    webhook(id, raw=b"event=newCall&callId=c1&direction=in&from=%2B31850000121&user[]=201&user[]=202")
    assert [c.stand for c in calls()] == ["aangeboden"]


def test_f6_an_exchange_that_is_away_refuses_and_one_that_hangs_is_unknown(waterdam):
    """Refused, or unknown and never asked again by itself."""
    with Centrale(sleutel="s") as twin:
        id = account("telefonie", bel_adres=f"{twin.adres}/bel", bel_token="s")
        acc = kanaalaccount(id)
        assert acc is not None
        goed = webhook_bellen.bel(acc, "201", ROOS, uuid4())
        assert isinstance(goed, Geaccepteerd)
        assert goed.kenmerk in twin.gesprekken
        twin.storingen.append(Storing("/bel", status=503))
        druk = webhook_bellen.bel(acc, "201", ROOS, uuid4())
        assert isinstance(druk, Geweigerd)
        assert not druk.blijvend
        twin.storingen.append(Storing("/bel", status=400))
        nee = webhook_bellen.bel(acc, "201", ROOS, uuid4())
        assert isinstance(nee, Geweigerd)
        assert nee.blijvend
        twin.storingen.append(Storing("/bel", doe="weg"))
        assert isinstance(webhook_bellen.bel(acc, "201", ROOS, uuid4()), Onbekend)
    weg = webhook_bellen.bel(acc, "201", ROOS, uuid4())
    assert isinstance(weg, Geweigerd)


def test_f1_a_turn_of_the_menu_gets_the_same_answer_however_often(waterdam):
    """A duplicate callback of the same turn: the same answer, one call."""
    id = account("spraak")
    eerste = voice(id, "begin", CallSid="CA1", CallStatus="ringing")
    beurt = action(eerste)
    twee = [voice(id, beurt, CallSid="CA1", CallStatus="in-progress", Digits="1").content for _ in range(3)]
    assert len(set(twee)) == 1
    assert b"<Enqueue" in twee[0]
    assert len(calls()) == 1


def test_f17_voice_somebody_answers_the_queue(waterdam):
    id = account("spraak")
    beurt = action(voice(id, "begin", CallSid="CA1", CallStatus="ringing"))
    voice(id, beurt, CallSid="CA1", CallStatus="in-progress", SpeechResult="mijn rijbewijs is weg", Confidence="0.8")
    leg = {"CallSid": "CA2", "ParentCallSid": "CA1", "To": "client:201", "Direction": "outbound-dial"}
    voice(id, "status", CallStatus="in-progress", SequenceNumber="2", **leg)
    [mijn] = mijn_oproepen(bed.medewerker(JOLANDA))
    assert (mijn.nummer, mijn.keuze) == (ROOS, "rijbewijs")
    voice(id, "status", CallStatus="completed", SequenceNumber="3", **leg)
    assert [c.stand for c in calls()] == ["in_gesprek"], "the leg of a telephone is not the call"
    voice(id, "status", CallSid="CA1", CallStatus="completed", SequenceNumber="4")
    assert [(c.stand, c.uitkomst) for c in calls()] == [("beeindigd", "gesproken")]


def action(answer: object) -> str:
    """Where the next turn goes to."""
    from html import unescape  # noqa: PLC0415  only here

    text = answer.content.decode()  # type: ignore[attr-defined]
    return unescape(text.partition('action="')[2].partition('"')[0]).partition("/kanaal")[2].join(("/kanaal", ""))


@pytest.fixture
def luisteren(waterdam) -> Iterator[tuple[Asterisk, UUID]]:
    with Asterisk() as twin:
        yield twin, account("asterisk", api=twin.adres)


def test_f17_asterisk_tells_of_a_whole_call(waterdam):
    """Events of ARI as they are on the wire."""
    id = str(account("asterisk", api="http://127.0.0.1:1/ari"))
    with Asterisk() as twin:
        told: list[bytes] = []
        twin.emit = lambda event: told.append(json.dumps(event).encode())  # type: ignore[method-assign]
        file_events(id, [b'{"type": "DeviceStateChanged"}'])
        assert not any(k.laatst_ontvangen for k in kanaalstanden() if k.account == id)  # no call yet
        kanaal = twin.ring(ROOS)
        twin.answer(kanaal, "201")
        file_events(id, told)
        [mijn] = mijn_oproepen(bed.medewerker(JOLANDA))
        assert mijn.nummer == ROOS
        assert all(k.laatst_ontvangen for k in kanaalstanden() if k.account == id)
        told.clear()
        twin.hang_up(kanaal)
        file_events(id, told)
    assert [(c.stand, c.uitkomst) for c in calls()] == [("beeindigd", "gesproken")]


def test_f17_after_asterisk_was_away_what_it_no_longer_has_is_over(waterdam):
    """Reconnect: the list of channels closes what ended unseen, and finds what began unseen."""
    id = str(account("asterisk", api="http://127.0.0.1:1/ari"))
    with Asterisk() as twin:
        told: list[bytes] = []
        twin.emit = lambda event: told.append(json.dumps(event).encode())  # type: ignore[method-assign]
        oud = twin.ring(ROOS)
        file_events(id, told)
        twin.channels.pop(oud)
        nieuw = twin.ring("+31850000131")
        lijst = json.dumps({"type": "Overzicht", "channels": list(twin.channels.values())}).encode()
        gelezen = read_ari(lijst)
        assert isinstance(gelezen, Overzicht)
        assert gelezen.lopend == {nieuw}
        file_events(id, [lijst])
    assert sorted(c.stand for c in calls()) == ["aangeboden", "beeindigd"]


def test_f17_the_exchange_answers_a_sign_of_life():
    """As a real one does: without an answer the other side ends the connection after forty seconds."""
    with (
        Asterisk() as twin,
        connect(
            f"{twin.adres.replace('http', 'ws', 1)}/events",
            additional_headers={"Authorization": twin.basic},
            proxy=None,
        ) as link,
    ):
        for bericht in (b"leef je", b""):
            assert link.ping(bericht).wait(10)
        twin.ring(ROOS)
        assert json.loads(link.recv(timeout=10))["type"] == "StasisStart"


def file_events(id: str, told: list[bytes]) -> None:
    acc = kanaalaccount(UUID(id))
    assert acc is not None
    with patch.object(ontvangst, "close_old_connections"):  # this is the connection of the test
        for ruw in told:
            ontvangst.store(acc, ruw)
    file_all()


def test_f9_asterisk_asked_twice_is_one_call(waterdam):
    """The id of the channel is ours: a repeated request names the same call."""
    with Asterisk() as twin:
        acc = kanaalaccount(account("asterisk", api=twin.adres))
        assert acc is not None
        ref = uuid4()
        uitkomst = ari.bel(acc, "201", ROOS, ref)
        assert uitkomst == Geaccepteerd(f"uit-{ref}")
        assert twin.gevraagd[0]["extension"] == ["31850000121"]
        twin.storing = 500
        assert isinstance(ari.bel(acc, "201", ROOS, ref), Onbekend)


@pytest.mark.django_db(transaction=False)
def test_f11_a_connection_that_drops_begins_again_with_what_runs(echte_stad, beheer):
    """A WebSocket that ends: nothing is lost, nothing is double."""
    with Asterisk() as twin:
        acc = kanaalaccount(account("asterisk", api=twin.adres))
        assert acc is not None
        stop = threading.Event()
        twin.ring(ROOS)
        for _ in range(2):
            thread = threading.Thread(target=_listen, args=(acc, stop), daemon=True)
            thread.start()
            wait_until(lambda: bool(twin.links), 10, "somebody who listens")
            twin.ring("+31850000131")
            wait_until(lambda: _stored(beheer) >= 2, 10, "events in the database")
            twin.drop()
            thread.join(10)
            assert not thread.is_alive()
        stop.set()
    file_all()
    assert len(calls()) == 3


def _listen(acc: object, stop: threading.Event) -> None:
    from contextlib import suppress  # noqa: PLC0415  only here

    from django.db import connection  # noqa: PLC0415
    from websockets.exceptions import WebSocketException  # noqa: PLC0415

    with suppress(OSError, WebSocketException):
        listen(acc, stop)  # type: ignore[arg-type]
    connection.close()


def _stored(beheer: object) -> int:
    return beheer.execute("SELECT count(*) FROM envelop WHERE kanaal = 'asterisk'").fetchone()[0]  # type: ignore[attr-defined]
