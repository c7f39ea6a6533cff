"""Waiting envelopes go along with one that is due: nothing is lost, doubled or held up by one that is bad."""

from __future__ import annotations

import psycopg
import pytest

from geholpen.domain.berichten import antwoordadres
from tests.berichten.post import mail
from tests.storingen.proces import wait_until

pytestmark = pytest.mark.slow


def done(post, aantal):
    return post.count("envelop", "staat = 'verwerkt'") == aantal and not post.count(
        "procrastinate_jobs", "task_name = 'verwerk_envelop'"
    )


@pytest.mark.geval("F2")
def test_many_are_filed_once_each_and_poison_among_them_is_set_apart(post, werker):
    for n in range(40):
        post.store(mail(f"Vraag {n}", van=f"iemand{n}@elders.example") if n % 10 else b"\x00" + bytes([n]))
    with werker:
        wait_until(lambda: done(post, 36), 60, "the filing")
    assert post.count("envelop", "staat = 'kwarantaine'") == 4
    assert (post.count("klantvraag"), post.count("bericht", "richting = 'in'")) == (36, 36)
    assert post.one("SELECT max(pogingen) AS n FROM envelop")["n"] == 1


def test_killed_halfway_a_series_every_one_is_filed_once(post, werker, admin_url):
    for n in range(12):
        post.store(mail(f"Vraag {n}", mid=f"nummer{n}@inwoner.example"))
    key = int.from_bytes(antwoordadres.message_key("nummer7@inwoner.example")[:8], "big", signed=True)
    with psycopg.connect(admin_url) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [key])  # the series stops inside this one
        werker.start()
        wait_until(lambda: post.count("pg_stat_activity", "wait_event_type = 'Lock'"), 30, "the seventh")
        werker.kill()
    with werker:
        wait_until(lambda: done(post, 12), 40, "the rest")
    assert (post.count("klantvraag"), post.count("bericht", "richting = 'in'")) == (12, 12)


def test_a_mistake_of_ours_in_one_of_them_is_tried_again_by_itself(post, werker, beheer):
    fout = post.store(mail("Vraag die het niet doet", mid="fout@inwoner.example"))
    for n in range(6):
        post.store(mail(f"Vraag {n}", van=f"iemand{n}@elders.example"))
    beheer.execute(
        "CREATE FUNCTION proef() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF NEW.message_id LIKE 'fout@%' THEN RAISE EXCEPTION 'proef'; END IF; RETURN NEW; END $$;"
        "CREATE TRIGGER proef BEFORE INSERT ON bericht_inhoud FOR EACH ROW EXECUTE FUNCTION proef()"
    )
    try:
        with werker:
            wait_until(lambda: post.count("envelop", "staat = 'verwerkt'") == 6, 30, "the others")
            wait_until(lambda: post.envelop(fout)["pogingen"] == 2, 30, "the second attempt")
    finally:
        beheer.execute("DROP TRIGGER proef ON bericht_inhoud; DROP FUNCTION proef()")
    with werker:
        wait_until(lambda: done(post, 7), 90, "the third attempt")
