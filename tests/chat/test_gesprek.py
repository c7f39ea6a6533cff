"""A visitor and an employee talk: over the interface of the window, the doors of the desk and the real stream."""

from __future__ import annotations

import pytest

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
