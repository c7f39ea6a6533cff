"""The same mail more than once, at once, over two ways; and two mails that only look the same (fault case F1)."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from geholpen.domain.berichten.commands import process_envelop
from tests import bed
from tests.berichten.post import SAMIRA, mail, partij


def at_once(functions):
    """All functions in a thread of their own, started together. Returns their results."""
    start = threading.Barrier(len(functions))

    def run(function):
        start.wait()
        try:
            return function()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(functions)) as pool:
        return list(pool.map(run, functions))


@pytest.mark.geval("F1")
def test_five_deliveries_at_once_are_one_message(post):
    raw = mail()
    ids = set(at_once([lambda: post.store(raw)] * 5))
    assert len(ids) == 1
    assert len(post.waiting("verwerk_envelop")) == 1
    (envelop_id,) = ids
    at_once([lambda: process_envelop(bed.systeem(), envelop_id)] * 5)
    assert (post.count("bericht"), post.count("klantvraag"), post.count("klantcontact")) == (1, 1, 1)


@pytest.mark.geval("F1")
def test_the_same_mail_over_two_accounts_at_once_is_one_message(post):
    partij(SAMIRA)
    for ronde in range(5):
        raw = mail(f"Ronde {ronde}")
        ids = [post.store(b"Received: from %d\r\n" % n + raw, account=f"weg-{n}") for n in range(5)]
        at_once([lambda i=i: process_envelop(bed.systeem(), i) for i in ids])
        states = sorted(post.envelop(i)["staat"] for i in ids)
        assert states == ["dubbel"] * 4 + ["verwerkt"]
        assert len({post.envelop(i)["bericht_id"] for i in ids}) == 1
    assert post.count("bericht") == 5


def test_one_message_id_with_two_texts_is_two_messages(post):
    first = post.bring(mail("Eerste tekst", mid="zelfde@inwoner.example"))
    second = post.bring(mail("Tweede tekst", mid="zelfde@inwoner.example"))
    assert (first["staat"], second["staat"]) == ("verwerkt", "verwerkt")
    assert first["bericht_id"] != second["bericht_id"]


def test_two_strangers_mails_at_once_make_one_customer(post):
    ids = [post.store(mail(f"Vraag {n}")) for n in range(5)]
    at_once([lambda i=i: process_envelop(bed.systeem(), i) for i in ids])
    assert post.count("partij") == 1
    assert post.count("klantvraag") == 5


def test_ten_mails_in_one_conversation_at_once_get_their_own_number(post):
    partij(SAMIRA)
    begin = post.bring(mail(mid="eerste@inwoner.example"))
    ids = [post.store(mail(f"Meer {n}", In_Reply_To="<eerste@inwoner.example>")) for n in range(10)]
    at_once([lambda i=i: process_envelop(bed.systeem(), i) for i in ids])
    numbers = [r["volgnummer"] for r in post.all("SELECT volgnummer FROM bericht ORDER BY volgnummer")]
    assert numbers == list(range(1, 12))
    assert post.vraag(begin)["laatste_volgnummer"] == 11
