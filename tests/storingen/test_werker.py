"""The worker is killed between two steps: what it did is not done again, what it did not do is done."""

from __future__ import annotations

import time

import psycopg
import pytest
from django.db import connection

from geholpen.config.werk import Ritme
from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.commands import NieuwAntwoord, send_antwoord
from geholpen.domain.berichten.tasks import sweep
from tests.berichten.post import SAMIRA, mail, partij, werkt_aan
from tests.storingen.proces import wait_until

pytestmark = pytest.mark.slow


def test_a_dead_workers_job_is_taken_over_within_a_minute():
    ritme = Ritme()
    assert ritme.dood_na + ritme.oogst + ritme.hartslag <= 60
    assert ritme.hartslag * 2 < ritme.dood_na  # one missed sign of life is not death


@pytest.fixture
def bezorging_id(post):
    """An answer that waits to be sent."""
    partij(SAMIRA)
    vraag = post.vraag(post.bring(mail()))
    post.db.execute("DELETE FROM procrastinate_jobs")  # the processing is done, no confirmation in this test
    ctx = werkt_aan(vraag)
    return send_antwoord(ctx, vraag["partij_id"], vraag["id"], NieuwAntwoord("Uw vergunning is klaar.", 1))


def staat(post, bezorging_id):
    return post.one("SELECT staat FROM bezorging WHERE id = %s", bezorging_id)["staat"]


def running(post):
    return post.count("procrastinate_jobs", "status = 'doing'")


def blocked(post):
    """Somebody waits for a lock."""
    return post.count("pg_stat_activity", "datname = current_database() AND wait_event_type = 'Lock'")


def restart(post, werker, ready):
    """A new worker; returns when `ready()` and no job is left."""
    with werker:
        wait_until(lambda: ready() and not post.count("procrastinate_jobs"), 30, "the new worker's work")
        assert werker.stop() == 0


@pytest.mark.geval("F9")
def test_killed_between_accept_and_booking_is_unknown_and_arrived_once(post, posthuis, werker, bezorging_id):
    posthuis.storingen.smtp_na_punt = "zwijg"  # the server has it; the worker waits for the answer
    werker.start()
    wait_until(lambda: posthuis.berichten(SAMIRA), 30, "the delivery")
    werker.kill()
    assert staat(post, bezorging_id) == "onderweg"
    posthuis.storingen.herstel()
    restart(post, werker, lambda: staat(post, bezorging_id) == "onbekend")
    assert len(posthuis.berichten(SAMIRA)) == 1


def test_killed_before_sending_arrives_once(post, posthuis, werker, bezorging_id, admin_url):
    with psycopg.connect(admin_url) as other:
        other.execute("SELECT 1 FROM bezorging WHERE id = %s FOR UPDATE", [bezorging_id])
        werker.start()
        wait_until(lambda: running(post) and blocked(post), 30, "the attempt")
        werker.kill()
    assert posthuis.berichten(SAMIRA) == []
    restart(post, werker, lambda: staat(post, bezorging_id) == "verstuurd")
    assert len(posthuis.berichten(SAMIRA)) == 1


def test_a_server_that_is_down_gets_it_when_it_is_back(post, posthuis, werker, bezorging_id):
    posthuis.storingen.smtp_weiger = True
    posthuis.apply_storingen()
    with werker:
        wait_until(lambda: post.count("bezorggebeurtenis", "soort = 'uitgesteld'"), 30, "the refusal")
        assert staat(post, bezorging_id) == "wachtrij"
        posthuis.storingen.herstel()
        posthuis.apply_storingen()
        post.db.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")
        wait_until(lambda: staat(post, bezorging_id) == "verstuurd", 30, "the delivery")
    assert len(posthuis.berichten(SAMIRA)) == 1


def test_killed_halfway_filing_is_filed_once(post, werker, admin_url):
    envelop_id = post.store(mail(mid="halverwege@inwoner.example"))
    key = int.from_bytes(antwoordadres.message_key("halverwege@inwoner.example")[:8], "big", signed=True)
    with psycopg.connect(admin_url) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [key])  # the worker stops inside its transaction
        werker.start()
        wait_until(lambda: running(post) and blocked(post), 30, "the filing")
        werker.kill()
    restart(post, werker, lambda: post.envelop(envelop_id)["staat"] == "verwerkt")
    assert post.envelop(envelop_id)["pogingen"] == 2
    assert (post.count("klantvraag"), post.count("bericht", "richting = 'in'")) == (1, 1)


def test_an_envelope_without_a_job_is_found(post, werker):
    envelop_id = post.store(mail())
    post.db.execute("DELETE FROM procrastinate_jobs")
    with werker:
        wait_until(lambda: post.envelop(envelop_id)["staat"] == "verwerkt", 30, "the sweep")


def test_the_sweep_plans_only_what_has_no_job(post):
    ids = [post.store(mail(f"Vraag {n}")) for n in range(3)]
    post.db.execute("DELETE FROM procrastinate_jobs WHERE args->>'envelop_id' = %s", [str(ids[0])])
    post.db.execute("UPDATE envelop SET ontvangen_op = now() - interval '10 minutes'")
    assert [sweep(), sweep(), len(post.waiting("verwerk_envelop"))] == [1, 0, 3]


def test_every_connection_cut_at_once_does_not_end_the_worker(post, posthuis, werker):
    """What an administrator or a pooler does; the heartbeat, the queue, the jobs and the sweep each have one."""
    with werker:
        for ronde in range(3):
            post.store(mail(f"Vraag {ronde}"))
            wait_until(lambda n=ronde + 1: post.count("envelop", "staat = 'verwerkt'") == n, 40, f"round {ronde}")
            post.db.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND usename = 'geholpen_app'"
            )
            connection.close()  # ours was cut as well
            time.sleep(1.0)
        assert werker.alive()
        assert werker.stop() == 0
