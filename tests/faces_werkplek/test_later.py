"""Later: a question is out of the inbox until a moment that one chooses, and back at once when the customer writes."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tests import browser
from tests.berichten.conftest import post as post
from tests.berichten.post import SAMIRA, mail, partij


def test_until_a_moment_of_ones_own_and_back_when_the_customer_writes(post):
    partij(SAMIRA)
    vraag = post.vraag(post.bring(mail(mid="later@inwoner.example")))
    jolanda = browser.medewerker("mdw-003")
    sleutels = [vraag["partij_id"], vraag["id"]]
    post.db.execute("UPDATE klantvraag SET afdeling_code = 'parkeren' WHERE id = %s", [vraag["id"]])
    lijst = reverse("werkplek:postvaklijst")
    assert vraag["kenmerk"] in browser.text(jolanda.get(reverse("werkplek:vraag", args=sleutels)))
    assert str(vraag["id"]) in browser.text(jolanda.get(lijst))
    doe = reverse("werkplek:doen", args=[*sleutels, "later"])
    assert jolanda.post(doe, {"moment": "gisteren"}).status_code == 422
    assert jolanda.post(doe, {"moment": "2020-01-01T09:00"}).status_code == 422  # that is over
    morgen = timezone.localtime(timezone.now() + timedelta(days=3))
    assert jolanda.post(doe, {"tot": "uur", "moment": f"{morgen:%Y-%m-%dT%H:%M}"}).status_code == 302
    assert str(vraag["id"]) not in browser.text(jolanda.get(lijst))
    (row,) = post.all("SELECT tot FROM uitgesteld WHERE klantvraag_id = %s", vraag["id"])
    assert abs(row["tot"] - morgen) < timedelta(minutes=1)
    post.bring(mail("Nog iets.", In_Reply_To="<later@inwoner.example>", mid="nog@inwoner.example"))
    assert str(vraag["id"]) in browser.text(jolanda.get(lijst))
