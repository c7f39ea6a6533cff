"""A visitor and an employee talk: over the interface of the window, the doors of the desk and the real stream."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from geholpen.domain.berichten.commands import NieuwAntwoord, send_antwoord
from geholpen.domain.chat.commands import Chatantwoord, answer_chat
from geholpen.domain.klantcontacten.queries import regel_van
from tests import cast

pytestmark = pytest.mark.slow

JOLANDA = cast.JOLANDA.code


def test_what_is_asked_lands_in_the_inbox_and_the_answer_on_the_visitors_screen(venster, stroom, bezoek, aan_het_werk):
    with venster.luister(stroom) as hoort:
        gezegd = venster.zeg("Mijn parkeervergunning is verlopen, hoe verleng ik die?", name="Sem de Wit")
        assert gezegd.status_code == 201 and gezegd.json()["seq"] == 1
        hier = bezoek(venster)
        ctx = aan_het_werk(JOLANDA, hier)
        vraag = regel_van(ctx, hier.partij_id, hier.klantvraag_id)
        assert (vraag.laatste_kanaal, vraag.status, vraag.niveau) == ("chat", "nieuw", "asserted")
        nummer = answer_chat(ctx, hier.partij_id, hier.klantvraag_id, Chatantwoord("Dat kan online.", 1))
        hoort.wacht("message.created", 2)
    assert nummer == 2
    eigen, antwoord = hoort.soort("message.created")
    assert (eigen["id"], eigen["data"]["from"]) == ("1", "visitor")
    assert (antwoord["id"], antwoord["data"]["from"], antwoord["data"]["text"]) == ("2", "person", "Dat kan online.")
    assert antwoord["data"]["name"] and "@" not in antwoord["data"]["name"]
    assert hoort.headers["access-control-allow-origin"] == venster.herkomst
    assert "access-control-allow-credentials" not in hoort.headers


def test_what_went_by_mail_is_a_short_line_in_the_window(venster, bezoek, aan_het_werk):
    venster.zeg("Mag mijn schuur weg?", email="sem@inwoner.example")
    hier = bezoek(venster)
    brief = (
        "Beste Sem de Wit,\n\nDat mag zonder vergunning.\nKijk wel naar de regels.\n\nMet vriendelijke groet,\nJolanda"
    )
    ctx = aan_het_werk(JOLANDA, hier)
    aan = "sem@inwoner.example"
    send_antwoord(ctx, hier.partij_id, hier.klantvraag_id, NieuwAntwoord(brief, 1, aan, kanaal="email"))
    answer_chat(ctx, hier.partij_id, hier.klantvraag_id, Chatantwoord("Beste Sem,\nHet staat in uw mail.", 1))
    gezegd = [e["data"]["text"] for e in venster.get("events").json()["events"] if e["event"] == "message.created"]
    assert gezegd[0] == "Mag mijn schuur weg?"
    assert re.fullmatch(r"Wij mailden u op \w+ \d+ \w+, \d\d\.\d\d uur\.\nDat mag zonder vergunning\. …", gezegd[1])
    assert gezegd[2] == "Beste Sem,\nHet staat in uw mail."  # what was said here stands here in full
    page = Client().post(f"/chat/{venster.sleutel}/", {"token": venster.token, "doe": "ververs"}).content.decode()
    assert "Wij mailden u op" in page and "Kijk wel naar de regels" not in page
