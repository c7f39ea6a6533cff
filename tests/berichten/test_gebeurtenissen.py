"""Every change leaves an event, in the same transaction, with ids and moments only."""

from __future__ import annotations

import json
import re

import pytest

from geholpen.domain.berichten.commands import NieuwAntwoord, send_antwoord
from geholpen.domain.klantcontacten.commands import close_klantvraag
from geholpen.platform.errors import Refused
from tests.berichten.post import SAMIRA, mail, partij, werkt_aan

#: What may stand in an event: keys, codes and numbers.
HARMLESS = re.compile(r"[0-9a-f-]{36}|[a-z_]{1,40}|True|False|\d+")


@pytest.fixture
def begin(post):
    partij(SAMIRA)
    return post.bring(mail("GEHEIM-1", onderwerp="Parkeervergunning GEHEIM-2", mid="eerste@inwoner.example"))


def events(post):
    return post.all("SELECT * FROM gebeurtenis ORDER BY tx, id")


def wat(post):
    return [e["gegevens"].get("wat") or e["gegevens"].get("staat") or e["soort"] for e in events(post)]


def test_each_step_of_a_conversation_leaves_its_event(post, posthuis, begin):
    assert wat(post) == ["gestart", "bericht_in"]
    vraag = post.vraag(begin)
    ctx = werkt_aan(vraag)
    send_antwoord(ctx, vraag["partij_id"], vraag["id"], NieuwAntwoord("GEHEIM-3", 1))
    post.run("bezorg")
    close_klantvraag(ctx, vraag["partij_id"], vraag["id"], "beantwoord")
    post.bring(mail("GEHEIM-4", In_Reply_To="<eerste@inwoner.example>"))
    post.bring(b"")
    after = ["bericht_uit", "onderweg", "verstuurd", "afgesloten", "bericht_in", "EnvelopQuarantined"]
    assert wat(post)[2:] == after


def test_no_event_carries_a_name_or_a_text(post, posthuis, begin):
    vraag = post.vraag(begin)
    send_antwoord(werkt_aan(vraag), vraag["partij_id"], vraag["id"], NieuwAntwoord("GEHEIM-3", 1))
    post.run("bezorg", "bevestig_ontvangst")
    found = events(post)
    assert len(found) > 4
    for event in found:
        assert not re.search("GEHEIM|inwoner", json.dumps(event["gegevens"]))
        assert all(HARMLESS.fullmatch(str(value)) for value in event["gegevens"].values()), event["gegevens"]


def test_what_is_refused_leaves_no_event(post, begin):
    post.bring(mail("Nog iets.", In_Reply_To="<eerste@inwoner.example>"))
    before = len(events(post))
    vraag = post.vraag(begin)
    with pytest.raises(Refused):
        send_antwoord(werkt_aan(vraag), vraag["partij_id"], vraag["id"], NieuwAntwoord("Te laat", 1))
    assert len(events(post)) == before


def test_a_job_carries_keys_only(post, begin):
    jobs = post.all("SELECT args FROM procrastinate_jobs")
    assert jobs
    for job in jobs:
        assert not re.search("GEHEIM|inwoner", json.dumps(job["args"]))
