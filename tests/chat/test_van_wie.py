"""Somebody chats as nobody, logs in, and an employee gives the question to the customer it turned out to be."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import ProgrammingError, connections

from geholpen.domain.berichten.commands import schrijf_bericht
from geholpen.domain.berichten.queries import gesprek
from geholpen.domain.chat import bewijs
from geholpen.domain.chat.commands import Chatantwoord, answer_chat, place_back, place_with_proven
from geholpen.domain.chat.commands.verhuizen import move_to_proven
from geholpen.domain.chat.models import Chatbezoek
from geholpen.domain.chat.queries import van_wie
from geholpen.domain.doelbinding.queries import inzage
from geholpen.domain.klantcontacten.queries import regel_van, vragen_van
from geholpen.packs.waterdam.vullen.chat import PORTAALGEHEIM
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Refused
from tests import bed, browser, cast
from tests.chat.venster import Venster
from tests.toneel_klanten import maak_klant

pytestmark = pytest.mark.slow
JOLANDA = cast.JOLANDA.code
VRAAG = "Mijn parkeervergunning is verlopen, hoe verleng ik die?"


def prove(venster: Venster, klant: Any) -> None:
    """The visitor logs in while the chat goes on."""
    token = bewijs.make(klant.id, venster.sleutel, PORTAALGEHEIM.encode(), datetime.now(UTC), "portaal")
    assert venster.post("identify", {"identity": token}).status_code == 200


@pytest.fixture
def samira(venster: Venster) -> Any:
    """A customer with a question of before, who asks another one without saying who she is, and then logs in."""
    klant = maak_klant("samira", vraag="Een oude vraag van Samira.")
    assert venster.zeg(VRAAG, name="Sam", email="sam@elders.example").status_code == 201
    prove(venster, klant)
    return klant


def at(partij_id: Any, hier: Any) -> Any:
    return bed.medewerker(JOLANDA).voor(Aanleiding("klantvraag", partij_id, hier.klantvraag_id))


def heard(venster: Venster) -> list[str]:
    events = venster.get("events", {"after": "0"}).json()["events"]
    return [e["data"]["text"] for e in events if e["event"] == "message.created"]


def test_the_question_goes_to_who_proved_it_with_all_that_was_said(venster, samira, bezoek, aan_het_werk):
    hier = bezoek(venster)
    ctx = aan_het_werk(JOLANDA, hier)
    answer_chat(ctx, hier.partij_id, hier.klantvraag_id, Chatantwoord("Dat kan online.", 1))
    wie = van_wie(ctx, hier.partij_id, hier.klantvraag_id)
    assert (wie.partij_id, wie.bewezen_hoe, wie.verhuisd_op) == (samira.id, "portaal", None)
    assert place_with_proven(ctx, hier.partij_id, hier.klantvraag_id) == samira.id
    bij_samira = at(samira.id, hier)
    vraag = regel_van(bij_samira, samira.id, hier.klantvraag_id)
    assert (vraag.niveau, vraag.behandelaar_id) == ("authenticated", ctx.actor.id)
    regels = gesprek(bij_samira, samira.id, hier.klantvraag_id)
    assert [(r.tekst, r.niveau) for r in regels if r.richting == "in"] == [(VRAAG, "asserted")]
    assert van_wie(bij_samira, samira.id, hier.klantvraag_id).medewerker_id == ctx.actor.id
    mijn = [v.klantvraag_id for v in vragen_van(bed.klant(samira.id), samira.id)]
    assert hier.klantvraag_id in mijn and len(mijn) == 2
    with pytest.raises(Refused):
        regel_van(ctx, hier.partij_id, hier.klantvraag_id)


def test_the_window_goes_on_and_shows_nothing_of_before(venster, samira, bezoek, aan_het_werk):
    hier = bezoek(venster)
    place_with_proven(aan_het_werk(JOLANDA, hier), hier.partij_id, hier.klantvraag_id)
    assert heard(venster) == [VRAAG]
    assert venster.zeg("En hoe lang duurt dat?").status_code == 201
    answer_chat(at(samira.id, hier), samira.id, hier.klantvraag_id, Chatantwoord("Een week.", 2))
    assert heard(venster) == [VRAAG, "En hoe lang duurt dat?", "Een week."]
    regels = gesprek(at(samira.id, hier), samira.id, hier.klantvraag_id)
    assert [r.niveau for r in regels if r.richting == "in"] == ["asserted", "authenticated"]


def test_a_window_in_which_nobody_logged_in_ends_and_reads_nothing_more(venster, samira, bezoek, aan_het_werk):
    hier = bezoek(venster)
    ander = Venster(venster.sleutel)
    ander.start()
    Chatbezoek.objects.filter(id=bezoek(ander).id).update(
        partij_id=hier.partij_id, klantvraag_id=hier.klantvraag_id, vanaf=1
    )
    assert heard(ander) == [VRAAG]
    place_with_proven(aan_het_werk(JOLANDA, hier), hier.partij_id, hier.klantvraag_id)
    answer_chat(at(samira.id, hier), samira.id, hier.klantvraag_id, Chatantwoord("Alleen voor Samira.", 1))
    assert heard(ander) == []
    assert ander.zeg("Hallo?").status_code == 410
    assert heard(venster)[-1] == "Alleen voor Samira."


def test_it_goes_back_as_it_was(venster, samira, bezoek, aan_het_werk, beheer):
    hier = bezoek(venster)
    beheer.execute("UPDATE partij SET soort_partij = 'persoon' WHERE partij_id = %s", [samira.id])
    place_with_proven(aan_het_werk(JOLANDA, hier), hier.partij_id, hier.klantvraag_id)
    venster.zeg("Nog iets.")
    assert place_back(at(samira.id, hier), samira.id, hier.klantvraag_id) == hier.partij_id
    ctx = aan_het_werk(JOLANDA, hier)
    assert regel_van(ctx, hier.partij_id, hier.klantvraag_id).niveau == "asserted"
    assert len(gesprek(ctx, hier.partij_id, hier.klantvraag_id)) == 2
    assert len(vragen_van(bed.klant(samira.id), samira.id)) == 1
    assert heard(venster) == [VRAAG, "Nog iets."]
    assert place_with_proven(ctx, hier.partij_id, hier.klantvraag_id) == samira.id


def test_what_never_moved_is_not_put_back(venster, samira, bezoek, aan_het_werk):
    """Not a question of the chat that nobody moved, nor one that came another way; putting back twice is once."""
    hier = bezoek(venster)
    ctx = aan_het_werk(JOLANDA, hier)
    with pytest.raises(Refused, match="niet bij een andere klant gelegd"):
        place_back(ctx, hier.partij_id, hier.klantvraag_id)
    (oud,) = vragen_van(bed.klant(samira.id), samira.id)
    desk = browser.medewerker(JOLANDA)
    page = browser.text(desk.post(f"/werkplek/vraag/{samira.id}/{oud.klantvraag_id}/chat/terugzetten/", follow=True))
    assert "Er is niets om terug te zetten." in page
    assert "staat weer waar hij vandaan kwam" not in page
    place_with_proven(ctx, hier.partij_id, hier.klantvraag_id)
    place_back(at(samira.id, hier), samira.id, hier.klantvraag_id)
    assert place_back(ctx, hier.partij_id, hier.klantvraag_id) == hier.partij_id


def test_who_logged_in_reads_why_their_name_was_shown(venster, samira, bezoek):
    hier = bezoek(venster)
    page = browser.text(browser.medewerker(JOLANDA).get(f"/werkplek/vraag/{hier.partij_id}/{hier.klantvraag_id}/"))
    assert "In deze chat logde" in page
    gelezen = [wat for keer in inzage(bed.klant(samira.id), samira.id).regels for wat in keer.wat]
    assert [wat for wat in gelezen if "naam getoond" in wat] == [
        "Uw naam getoond, omdat u inlogde in een chat waarin nog niet bekend was wie u bent"
    ]


def test_what_the_customer_went_on_with_in_mijn_stays_theirs(venster, samira, bezoek, aan_het_werk):
    hier = bezoek(venster)
    place_with_proven(aan_het_werk(JOLANDA, hier), hier.partij_id, hier.klantvraag_id)
    schrijf_bericht(bed.klant(samira.id), samira.id, hier.klantvraag_id, "Ik vul dit aan in Mijn.")
    with pytest.raises(Refused, match="zelf al meer"):
        place_back(at(samira.id, hier), samira.id, hier.klantvraag_id)
    assert len(vragen_van(bed.klant(samira.id), samira.id)) == 2


def test_nobody_moves_what_nobody_proved(venster, bezoek, aan_het_werk):
    venster.zeg(VRAAG)
    hier = bezoek(venster)
    with pytest.raises(Refused, match="niemand laten zien"):
        place_with_proven(aan_het_werk(JOLANDA, hier), hier.partij_id, hier.klantvraag_id)


def test_the_database_moves_it_to_nobody_else(venster, samira, bezoek, aan_het_werk):
    """Also not for who may work for both: only to who proved it."""
    roos = maak_klant("roos")
    hier = bezoek(venster)
    vraag = regel_van(aan_het_werk(JOLANDA, hier), hier.partij_id, hier.klantvraag_id)
    systeem = bed.systeem("chat").over({hier.partij_id, roos.id})
    with pytest.raises(ProgrammingError, match="niet van die klant"):
        move_to_proven(systeem, vraag, Chatbezoek(bewezen_partij_id=roos.id), bed.medewerker(JOLANDA).actor.person)
    assert len(vragen_van(bed.klant(roos.id), roos.id)) == 0


def test_two_colleagues_at_once_move_it_once(venster, samira, bezoek, aan_het_werk):
    hier = bezoek(venster)
    klaar: list[Any] = []
    samen = threading.Barrier(2)

    def move(code: str) -> None:
        ctx = aan_het_werk(code, hier)
        samen.wait(10)
        try:
            klaar.append(place_with_proven(ctx, hier.partij_id, hier.klantvraag_id))
        except Refused as no:
            klaar.append(no.code)
        finally:
            connections.close_all()

    beiden = [threading.Thread(target=move, args=[code]) for code in (JOLANDA, cast.HENK_JAN.code)]
    for een in beiden:
        een.start()
    for een in beiden:
        een.join(30)
    assert klaar.count(samira.id) >= 1 and set(klaar) <= {samira.id, "GEEN_AANLEIDING"}
    assert len(vragen_van(bed.klant(samira.id), samira.id)) == 2
