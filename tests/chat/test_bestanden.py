"""Files in a chat, and who has read what."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone, translation

from geholpen.domain.berichten.commands import NieuwAntwoord, correct_antwoord, record_uitkomst, send_antwoord
from geholpen.domain.berichten.ports import Geaccepteerd, bestandscontrole
from geholpen.domain.berichten.ports.meesturen import judge
from geholpen.domain.chat.commands import Chatantwoord, answer_chat, mark_door_ons_gelezen
from geholpen.domain.chat.queries import Chatregel
from geholpen.faces.chat import vorm
from tests import bed, cast
from tests.chat.venster import Venster

pytestmark = pytest.mark.slow
JOLANDA = cast.JOLANDA.code
KAART = ("kaart.txt", "text/plain", b"Zo loopt u om.")


def heard(venster: Venster, naam: str) -> list[dict[str, Any]]:
    return [e["data"] for e in venster.get("events", {"after": "0"}).json()["events"] if e["event"] == naam]


def test_a_file_of_ours_opens_for_the_visit_it_was_sent_in_only(venster, bezoek, aan_het_werk):
    venster.zeg("Waar is de ingang?")
    hier = bezoek(venster)
    ctx = aan_het_werk(JOLANDA, hier)
    answer_chat(ctx, hier.partij_id, hier.klantvraag_id, Chatantwoord("", 1, bijlagen=judge([KAART])))
    (bestand,) = heard(venster, "message.created")[1]["files"]
    assert (bestand["name"], bestand["size"]) == ("kaart.txt", len(KAART[2]))
    gehaald = venster.get(f"files/{bestand['id']}")
    assert (gehaald.status_code, gehaald.content) == (200, KAART[2])
    assert gehaald["Content-Disposition"].startswith("attachment")
    assert gehaald["Content-Type"] == "application/octet-stream"
    vreemde = Venster(venster.sleutel)
    vreemde.start()
    vreemde.zeg("Ik wil dat bestand ook.")
    assert vreemde.get(f"files/{bestand['id']}").status_code == 404
    assert venster.get(f"files/{bestand['id']}", token="x" * 43).status_code == 401


def test_without_script_the_file_is_a_button(venster, bezoek, aan_het_werk):
    venster.zeg("Waar is de ingang?")
    hier = bezoek(venster)
    answer_chat(
        aan_het_werk(JOLANDA, hier),
        hier.partij_id,
        hier.klantvraag_id,
        Chatantwoord("Zie de kaart.", 1, bijlagen=judge([KAART])),
    )
    (bestand,) = heard(venster, "message.created")[1]["files"]
    pagina = venster.client.post(f"/chat/{venster.sleutel}/", {"token": venster.token, "doe": "ververs"})
    assert "Download kaart.txt" in pagina.content.decode()
    gehaald = venster.client.post(f"/chat/{venster.sleutel}/", {"token": venster.token, "bestand": bestand["id"]})
    assert gehaald.content == KAART[2]


def test_the_visitor_sees_how_far_we_have_read_and_never_less(venster, bezoek, aan_het_werk):
    venster.zeg("Leest u dit?")
    assert heard(venster, "read") == []
    hier = bezoek(venster)
    ctx = aan_het_werk(JOLANDA, hier)
    mark_door_ons_gelezen(ctx, hier.partij_id, hier.klantvraag_id, 1)
    assert heard(venster, "read") == [{"up_to_seq": 1}]
    mark_door_ons_gelezen(ctx, hier.partij_id, hier.klantvraag_id, 0)
    assert heard(venster, "read") == [{"up_to_seq": 1}]


@pytest.mark.parametrize("zin", bestandscontrole.UITLEG.values())
def test_what_is_said_about_a_file_is_english_for_who_reads_english(zin):
    regel = Chatregel(1, "klant", "", timezone.now(), "", (("kaart.txt", 5, zin, uuid4()),))
    assert vorm.bericht(regel)["files"][0]["warning"] == zin
    with translation.override("en"):
        assert "virus" in vorm.bericht(regel)["files"][0]["warning"] != zin


def test_a_file_that_was_left_out_of_a_correction_opens_no_more(venster, bezoek, aan_het_werk, settings, beheer):
    settings.VERZENDPAUZE = 0
    venster.zeg("Waar is de ingang?", email="noor@inwoner.example")
    hier = bezoek(venster)
    ctx, wie = aan_het_werk(JOLANDA, hier), (hier.partij_id, hier.klantvraag_id)
    nieuw = NieuwAntwoord("Zie de kaart.", 1, "noor@inwoner.example", kanaal="email", bijlagen=judge([KAART]))
    bezorging = send_antwoord(ctx, *wie, nieuw)
    record_uitkomst(bed.systeem("email").over({hier.partij_id}), hier.partij_id, bezorging, Geaccepteerd("k"))
    (bestand,) = heard(venster, "message.created")[1]["files"]
    assert venster.get(f"files/{bestand['id']}").status_code == 200
    (bericht_id,) = beheer.execute("SELECT bericht_id FROM bezorging WHERE id = %s", [bezorging]).fetchone()
    correct_antwoord(ctx, *wie, bericht_id, "De ingang is links.", zonder={bestand["id"]})
    assert venster.get(f"files/{bestand['id']}").status_code == 404
