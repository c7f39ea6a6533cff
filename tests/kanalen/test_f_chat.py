"""Faults around the chat, by the number of the list of faults."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from geholpen.adapters.koppelingen.clamav.instream import Clamav
from geholpen.domain.berichten import queries as berichten
from geholpen.domain.berichten.ports import bestandscontrole
from geholpen.domain.chat import tasks
from geholpen.domain.chat.commands import Chatantwoord, answer_chat
from geholpen.platform.errors import Refused
from geholpen.platform.kindproces import Proces, tcp_ready
from tests import bed, cast
from tests.chat.conftest import aan_het_werk as aan_het_werk
from tests.chat.conftest import bezoek as bezoek
from tests.chat.conftest import sleutel as sleutel
from tests.chat.conftest import stroom as stroom
from tests.chat.conftest import stroomproces as stroomproces
from tests.chat.conftest import venster as venster
from tests.chat.venster import Venster
from tests.storingen.proces import free_port, wait_until

pytestmark = pytest.mark.slow
JOLANDA = cast.JOLANDA.code
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def test_f1_the_same_message_five_times_is_one(venster):
    """Two of them at the same moment: one message, the same number every time."""
    data = {"client_message_id": str(uuid4()), "text": "Maar een keer."}
    start = threading.Barrier(5)

    def send(_: int):
        start.wait()
        try:
            return venster.post("messages", data)
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as many:
        antwoorden = list(many.map(send, range(5)))
    assert sorted(a.status_code for a in antwoorden) == [200, 200, 200, 200, 201]
    assert {(a.json()["message_id"], a.json()["seq"]) for a in antwoorden} == {(antwoorden[0].json()["message_id"], 1)}
    events = venster.get("events").json()["events"]
    assert sum(e["event"] == "message.created" for e in events) == 1


@pytest.fixture
def scanner(tmp_path, monkeypatch):
    """A running scanner, with its switch."""
    poort, schakelaar = free_port(), tmp_path / "storing"
    opdracht = [sys.executable, "-m", "geholpen.adapters.koppelingen.clamav.twin", "--poort", str(poort)]
    proces = Proces("clamav", [*opdracht, "--schakelaar", str(schakelaar)], tmp_path / "clamav.log")
    proces.start()
    wait_until(tcp_ready(poort), 20, "the scanner")
    had = list(bestandscontrole._controle)
    bestandscontrole.register_bestandscontrole(lambda: Clamav(f"tcp://127.0.0.1:{poort}", tijd=1.0))
    yield schakelaar
    bestandscontrole._controle[:] = had
    proces.stop(5)


def upload(venster: Venster, inhoud: bytes):
    data = {"client_message_id": str(uuid4()), "file": SimpleUploadedFile("bon.txt", inhoud, "text/plain")}
    return venster.client.post("/chat/v1/uploads", data, **venster._koppen(None))


def test_f15_a_clean_file_opens_and_one_with_a_virus_is_never_kept(scanner, venster, bezoek):
    assert upload(venster, b"gewone tekst").json()["state"] == "clean"
    mis = upload(venster, EICAR)
    assert mis.status_code == 422 and mis.json()["error"] == "virus"
    events = [e for e in venster.get("events").json()["events"] if e["event"] == "message.created"]
    assert [f["warning"] for e in events for f in e["data"]["files"]] == [""]


@pytest.mark.parametrize("storing", ["traag", "fout"])
def test_f15_with_the_scanner_away_the_file_stays_shut_until_it_was_looked_at(
    scanner, venster, bezoek, aan_het_werk, storing
):
    """Not yet checked: fail closed; looked at again when the scanner is back."""
    scanner.write_text(storing)
    assert upload(venster, b"gewone tekst").json()["state"] == "scanning"
    hier = bezoek(venster)
    ctx = aan_het_werk(JOLANDA, hier)
    (regel,) = berichten.gesprek(bed.systeem("chat").over({hier.partij_id}), hier.partij_id, hier.klantvraag_id)
    assert bestandscontrole.stays_shut(regel.bijlagen[0].waarschuwing)
    with pytest.raises(OSError):
        tasks.controleer_bestanden(bed.systeem("chat").over({hier.partij_id}), str(hier.partij_id), str(regel.id))
    scanner.write_text("")
    tasks.controleer_bestanden(bed.systeem("chat").over({hier.partij_id}), str(hier.partij_id), str(regel.id))
    (regel,) = berichten.gesprek(bed.systeem("chat").over({hier.partij_id}), hier.partij_id, hier.klantvraag_id)
    assert regel.bijlagen[0].waarschuwing == ""
    assert ctx.partijen == {hier.partij_id}


def test_f16_a_window_that_slept_gets_what_it_missed_once(venster, stroom, bezoek, aan_het_werk):
    """Replay by Last-Event-ID; no double."""
    venster.zeg("Eerste.")
    hier = bezoek(venster)
    ctx = aan_het_werk(JOLANDA, hier)
    with venster.luister(stroom) as hoort:
        hoort.wacht("message.created", 1)
        laatste = hoort.soort("message.created")[-1]["id"]
    for n in range(2, 5):
        answer_chat(ctx, hier.partij_id, hier.klantvraag_id, Chatantwoord(f"Antwoord {n}.", n))
    with venster.luister(stroom, **{"Last-Event-ID": laatste}) as hoort:
        hoort.wacht("message.created", 3)
        answer_chat(ctx, hier.partij_id, hier.klantvraag_id, Chatantwoord("Antwoord 5.", 9))
        hoort.wacht("message.created", 4)
    assert hoort.teksten() == ["Antwoord 2.", "Antwoord 3.", "Antwoord 4.", "Antwoord 5."]


def test_f16_two_tabs_hear_the_same_and_a_fifth_is_refused(venster, stroom, bezoek, aan_het_werk):
    venster.zeg("Twee tabs.")
    hier = bezoek(venster)
    with venster.luister(stroom) as een, venster.luister(stroom) as twee:
        answer_chat(aan_het_werk(JOLANDA, hier), hier.partij_id, hier.klantvraag_id, Chatantwoord("Voor beide.", 1))
        een.wacht("message.created", 2)
        twee.wacht("message.created", 2)
        with venster.luister(stroom), venster.luister(stroom), venster.luister(stroom) as vijf:
            assert vijf.status == 429
    assert een.teksten() == twee.teksten() == ["Twee tabs.", "Voor beide."]


def test_f16_no_blind_answer_past_a_newer_message(venster, bezoek, aan_het_werk):
    """Refused, unless the employee says so."""
    venster.zeg("Een.")
    venster.zeg("Twee.")
    hier = bezoek(venster)
    ctx = aan_het_werk(JOLANDA, hier)
    with pytest.raises(Refused) as no:
        answer_chat(ctx, hier.partij_id, hier.klantvraag_id, Chatantwoord("Blind.", 1))
    assert no.value.code == "NIEUWER_BERICHT"
    assert answer_chat(ctx, hier.partij_id, hier.klantvraag_id, Chatantwoord("Toch.", 1, toch_versturen=True)) == 3


def test_f16_long_poll_gets_the_same_where_no_stream_comes_through(venster, stroom, bezoek, aan_het_werk):
    import httpx  # noqa: PLC0415

    venster.zeg("Zonder stroom.")
    hier = bezoek(venster)
    headers = {"Authorization": f"Bearer {venster.token}", "Origin": venster.herkomst}
    meteen = httpx.get(f"{stroom}/chat/v1/events?after=0&wait=25", headers=headers, timeout=30).json()["events"]
    assert [e["data"]["text"] for e in meteen if e["event"] == "message.created"] == ["Zonder stroom."]
    with ThreadPoolExecutor(1) as ernaast:
        wacht = ernaast.submit(httpx.get, f"{stroom}/chat/v1/events?after=1&wait=20", headers=headers, timeout=30)
        gehoord: list[str] = []
        answer_chat(aan_het_werk(JOLANDA, hier), hier.partij_id, hier.klantvraag_id, Chatantwoord("Daar ben ik.", 1))
        for _ in range(5):
            gehoord += [e["data"].get("text", "") for e in wacht.result(25).json()["events"]]
            if "Daar ben ik." in gehoord:
                break
            wacht = ernaast.submit(httpx.get, f"{stroom}/chat/v1/events?after=1&wait=20", headers=headers, timeout=30)
    assert "Daar ben ik." in gehoord


def test_f18_two_employees_answer_at_once_and_one_has_the_question(venster, bezoek, aan_het_werk):
    """Whoever answers first has it; nobody's answer is lost or doubled."""
    from geholpen.domain.klantcontacten.queries import regel_van  # noqa: PLC0415

    venster.zeg("Wie helpt mij?")
    hier = bezoek(venster)
    start = threading.Barrier(2)

    def answer(wie: str) -> int:
        ctx = aan_het_werk(wie, hier)
        start.wait()
        try:
            return answer_chat(ctx, hier.partij_id, hier.klantvraag_id, Chatantwoord(f"Ik ben {wie}.", 1))
        finally:
            connection.close()

    ander = next(m.code for m in cast.PACK.medewerkers if m.afdeling == cast.JOLANDA.afdeling and m.code != JOLANDA)
    with ThreadPoolExecutor(2) as both:
        nummers = list(both.map(answer, [JOLANDA, ander]))
    assert sorted(nummers) == [2, 3]
    eerste = [JOLANDA, ander][nummers.index(2)]
    regel = regel_van(aan_het_werk(JOLANDA, hier), hier.partij_id, hier.klantvraag_id)
    assert regel.behandelaar_id == bed.medewerker(eerste).actor.id
    assert isinstance(hier.klantvraag_id, UUID)
