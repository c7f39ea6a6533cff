"""The storm brake: far more mail than normal is kept and filed, nothing goes back by itself, and managers see it."""

from __future__ import annotations

import pytest

from geholpen.domain.berichten.queries import storm
from geholpen.domain.berichten.tasks import sweep
from geholpen.faces import gezond
from geholpen.platform import onthouden
from tests import bed
from tests.berichten.post import ONS, SAMIRA, WOUTER, mail


@pytest.fixture
def grenzen(settings):
    settings.STORM_AFZENDER, settings.STORM_POSTBUS = 3, 1000


def now(post):
    """What the managers see when they look."""
    onthouden.forget()
    return storm(bed.systeem())


def later(post):
    post.db.execute("UPDATE automatisch_antwoord SET uur_op = uur_op - interval '61 minutes'")
    post.db.execute("UPDATE envelop SET ontvangen_op = ontvangen_op - interval '61 minutes'")
    onthouden.forget()


@pytest.mark.geval("A5")
def test_too_much_from_one_sender_is_filed_and_not_confirmed(post, posthuis, grenzen):
    for n in range(4):  # one more than a person writes; plus-addresses are one mailbox
        post.bring(mail(f"Vraag {n}", van=f"samira+{n}@inwoner.example"))
    post.bring(mail(van=WOUTER))
    assert (now(post).afzenders, now(post).meeste_van_een, now(post).postbussen) == (1, 4, ())
    post.run("bevestig_ontvangst", "bezorg")
    assert posthuis.berichten(SAMIRA) == []
    assert len(posthuis.berichten(WOUTER)) == 1  # a storm of one sender is nobody else's
    assert post.count("klantvraag") == 5


@pytest.mark.geval("A5", "F12")
def test_too_much_in_one_mailbox_is_filed_and_nobody_gets_a_confirmation(post, posthuis, settings):
    settings.STORM_POSTBUS = 3
    for n in range(4):
        post.bring(mail(van=f"iemand{n}@elders.example"))
    post.bring(mail(van=WOUTER))
    assert now(post).postbussen == ((ONS, 5),)
    post.run("bevestig_ontvangst", "bezorg")
    assert posthuis.berichten(WOUTER) == []
    assert post.count("klantvraag") == 5


def test_what_came_in_by_another_mailbox_does_not_count(post, settings):
    settings.STORM_POSTBUS = 3
    for n in range(4):
        post.bring(mail(), account=f"postbus{n % 2}@waterdam.example")
    assert now(post).postbussen == ()


def test_after_an_hour_it_is_quiet_again(post, posthuis, grenzen):
    for _ in range(4):
        post.bring(mail())
    later(post)
    assert now(post).aantal == 0
    post.bring(mail())
    post.run("bevestig_ontvangst", "bezorg")
    assert len(posthuis.berichten(SAMIRA)) == 1


def test_the_health_page_says_that_it_works_but_somebody_must_look(post, grenzen):
    for _ in range(5):
        post.bring(mail())
    onthouden.forget()
    said = gezond.state()
    assert said["berichten"]["storm"] == 5
    assert said["berichten"]["goed"] is True
    assert said["stand"] != "goed"


def test_the_brakes_of_a_quiet_sender_are_forgotten(post):
    post.bring(mail())
    sweep()
    assert post.count("automatisch_antwoord") == 1
    later(post)
    sweep()
    assert post.count("automatisch_antwoord") == 0
