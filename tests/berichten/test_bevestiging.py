"""The confirmation of receipt: of no use as a mail bomb, and no partner for another machine (attack case A5)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes, policy

import pytest
from django.db import connections

from geholpen.platform import tasks
from geholpen.platform.context import Context
from tests.berichten.post import SAMIRA, WOUTER, mail

BOM = "KOOP NU http://slecht.example"


def run_at_once(post, *names, workers=8):
    """The waiting jobs, all together, as several workers would."""
    jobs = [job for name in names for job in post.waiting(name)]
    post.db.execute("DELETE FROM procrastinate_jobs WHERE id = ANY(%s)", [[job["id"] for job in jobs]])

    def work(share):
        try:
            for job in share:
                args = dict(job["args"])
                tasks.run_now(job["task_name"], Context.from_json(args.pop("context")), **args)
        finally:
            connections.close_all()  # one connection per worker, as in life

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(work, [jobs[number::workers] for number in range(workers)]))


def test_a_person_gets_a_confirmation_with_reference_and_term(post, posthuis):
    envelop = post.bring(mail(BOM, onderwerp=BOM, van=f'"{BOM}" <{SAMIRA}>', mid="slecht.example@inwoner.example"))
    post.run("bevestig_ontvangst", "bezorg")
    (raw,) = posthuis.berichten(SAMIRA)
    bericht = message_from_bytes(raw, policy=policy.default)
    assert post.vraag(envelop)["kenmerk"] in bericht["Subject"]
    assert post.vraag(envelop)["kenmerk"] in bericht.get_content()
    assert bericht["Auto-Submitted"].startswith("auto-")
    assert bericht["X-Auto-Response-Suppress"] == "All"
    assert bericht["In-Reply-To"] == "<slecht.example@inwoner.example>"
    assert "KOOP" not in raw.decode().partition("In-Reply-To")[0] + bericht.get_content()
    assert "KOOP" not in str(bericht["Subject"]) + str(bericht["To"])


def test_the_subject_of_a_confirmation_does_not_tell_what_it_is_about(post, posthuis):
    """An address may be shared; that somebody asks about youth care is nobody's business."""
    post.bring(mail("Ik zoek jeugdhulp voor mijn zoon.", onderwerp="Jeugdhulp"))
    post.run("bevestig_ontvangst", "bezorg")
    (raw,) = posthuis.berichten(SAMIRA)
    bericht = message_from_bytes(raw, policy=policy.default)
    assert "jeugd" not in (str(bericht["Subject"]) + bericht.get_content()).lower()


@pytest.mark.parametrize("adres", [SAMIRA, "samira+{n}@inwoner.example"], ids=["same", "plus"])
@pytest.mark.geval("A5")
def test_many_forged_mails_give_one_confirmation(post, posthuis, adres):
    for n in range(15):
        post.bring(mail(f"{BOM} {n}", van=adres.format(n=n), dmarc="fail"))
    run_at_once(post, "bevestig_ontvangst")
    run_at_once(post, "bezorg")
    assert len(posthuis.berichten(SAMIRA)) == 1
    assert post.count("klantvraag") == 15  # nothing is lost by the brake


@pytest.mark.slow
@pytest.mark.geval("A5")
def test_two_hundred_at_once_give_one_confirmation(post, posthuis, settings):
    settings.STORM_AFZENDER = 1_000  # the brake of once a day must hold by itself
    ids = [post.store(mail(f"{BOM} {n}", dmarc="fail")) for n in range(200)]
    run_at_once(post, "verwerk_envelop")
    run_at_once(post, "bevestig_ontvangst")
    run_at_once(post, "bezorg")
    assert len(posthuis.berichten(SAMIRA)) == 1
    assert post.count("envelop", "staat = 'verwerkt'") == len(ids)


def test_after_a_day_there_may_be_another_one(post, posthuis):
    for _ in range(2):
        post.bring(mail())
        post.run("bevestig_ontvangst", "bezorg")
        post.db.execute("UPDATE automatisch_antwoord SET laatst_op = now() - interval '25 hours'")
    assert len(posthuis.berichten(SAMIRA)) == 2


@pytest.mark.parametrize("koppen", [{}, {"Auto_Submitted": "auto-replied"}], ids=["says-nothing", "says-so"])
@pytest.mark.geval("A5")
def test_two_machines_that_answer_each_other_stop(post, posthuis, koppen):
    """The other side answers everything it gets, as a person would or as a machine says it does."""
    post.bring(mail("Hallo", van=WOUTER))
    answered = 0
    for _ in range(10):
        post.run("bevestig_ontvangst", "bezorg")
        new = posthuis.berichten(WOUTER)[answered:]
        if not new:
            break
        for raw in new:
            answered += 1
            kop = message_from_bytes(raw)
            post.bring(mail(f"Ik ben er niet {answered}", van=WOUTER, onderwerp="Afwezig", aan=kop["Reply-To"],
                            In_Reply_To=kop["Message-ID"], **koppen))  # fmt: skip
    assert answered == 1


def test_without_threading_they_stop_as_well(post, posthuis):
    for n in range(5):
        post.bring(mail(f"Nieuw bericht {n}", van=WOUTER))
        post.run("bevestig_ontvangst", "bezorg")
    assert len(posthuis.berichten(WOUTER)) == 1
