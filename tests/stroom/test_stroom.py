"""The live stream as a real process: delivery, rights, replay, origin, and the end when the right is gone."""

from __future__ import annotations

import time
from uuid import UUID, uuid4

import httpx
import pytest
from django.db import transaction

from geholpen.domain.berichten.events import BezorgingChanged, EnvelopQuarantined
from geholpen.domain.klantcontacten.events import InterneTaakChanged, KlantvraagChanged
from geholpen.domain.organisatie.models import Medewerker
from geholpen.platform import events
from tests import cast
from tests.stroom.conftest import CONTROLE

#: Each waits for a real stream process: not for the quick part.
pytestmark = pytest.mark.slow

JOLANDA, SORAYA, ROBBERT, BRAM = (m.code for m in (cast.JOLANDA, cast.SORAYA, cast.ROBBERT, cast.BRAM))


def vraag(afdeling: str = "kcc", gevoelig: bool = False, wat: str = "bericht_in") -> UUID:
    """Something happened to a question of this department. Returns the id of the question."""
    id = uuid4()
    tell(KlantvraagChanged(uuid4(), id, afdeling, gevoelig, wat))
    return id


def tell(*gebeurtenissen: object) -> None:
    with transaction.atomic():
        events.record(gebeurtenissen)


def ids(nieuws: list[dict]) -> list[str]:
    return [e["data"].get("klantvraag_id", "") for e in nieuws]


def test_news_of_the_department_arrives_with_ids_only(stroom):
    with stroom.listen(JOLANDA) as jolanda:
        eigen, _ander = vraag("kcc"), vraag("parkeren")
        taak = InterneTaakChanged(uuid4(), eigen, uuid4(), "kcc", False, "toegewezen")
        tell(taak)
        nieuws = jolanda.wait_for(2)
    assert [(e["event"], e["data"]["wat"]) for e in nieuws] == [("klantvraag", "bericht_in"), ("taak", "toegewezen")]
    assert ids(nieuws) == [str(eigen), str(eigen)]
    assert set(nieuws[0]["data"]) == {"partij_id", "klantvraag_id", "wat"}
    assert jolanda.headers["x-accel-buffering"] == "no"
    assert jolanda.headers["content-type"].startswith("text/event-stream")


def test_sensitive_news_is_for_specialists_of_that_department(stroom):
    with stroom.listen(SORAYA) as soraya, stroom.listen(JOLANDA) as jolanda, stroom.listen(ROBBERT) as robbert:
        gevoelig, gewoon = vraag("jeugd", gevoelig=True), vraag("kcc", gevoelig=True)
        last = vraag("kcc")
        tell(EnvelopQuarantined(uuid4()))
        assert ids(soraya.wait_for(1)) == [str(gevoelig)]
        assert ids(jolanda.wait_for(1)) == [str(last)]
        assert [e["event"] for e in robbert.wait_for(2)] == ["klantvraag", "kwarantaine"]
    assert str(gewoon) not in ids(robbert.nieuws)


def test_a_promise_on_a_sensitive_subject_is_for_specialists_only(stroom):
    geheim, gewoon = (InterneTaakChanged(uuid4(), uuid4(), uuid4(), "kcc", g, "toegewezen") for g in (True, False))
    with stroom.listen(JOLANDA) as jolanda:
        tell(geheim, gewoon)
        assert ids(jolanda.wait_for(1)) == [str(gewoon.klantvraag_id)]


def test_a_delivery_says_that_something_happened_and_not_to_whom(stroom):
    with stroom.listen(JOLANDA) as jolanda:
        tell(BezorgingChanged(uuid4(), uuid4(), uuid4(), "jeugd", "verstuurd"))
        tell(BezorgingChanged(uuid4(), uuid4(), uuid4(), "kcc", "verstuurd"))
        (nieuws,) = jolanda.wait_for(1)
    assert (nieuws["event"], nieuws["data"]) == ("klantvraag", {})


@pytest.mark.geval("F16")
def test_what_was_missed_is_replayed_after_the_last_event_seen(stroom):
    with stroom.listen(JOLANDA) as eerst:
        gezien = vraag()
        cursor = eerst.wait_for(1)[-1]["id"]
    gemist = [vraag(), vraag("parkeren"), vraag()]
    with stroom.listen(JOLANDA, **{"Last-Event-ID": cursor}) as weer:
        nieuws = weer.wait_for(2)
        erna = vraag()
        assert ids(weer.wait_for(3))[-1] == str(erna)
    assert ids(nieuws)[:2] == [str(gemist[0]), str(gemist[2])]
    assert str(gezien) not in ids(weer.nieuws)


@pytest.mark.geval("F16")
def test_a_gap_that_is_too_large_says_fetch_again(stroom):
    with stroom.listen(JOLANDA) as eerst:
        vraag()
        cursor = eerst.wait_for(1)[-1]["id"]
    tell(*(KlantvraagChanged(uuid4(), uuid4(), "kcc", False, "contact") for _ in range(600)))
    with stroom.listen(JOLANDA, **{"Last-Event-ID": cursor}) as weer:
        assert weer.wait_for(1)[0]["event"] == "resync"


def test_an_event_of_a_transaction_that_ended_later_is_not_skipped(stroom, beheer):
    """Ids become visible out of order: the older transaction commits last and must still arrive."""
    laat = uuid4()
    with stroom.listen(JOLANDA) as jolanda:
        with beheer.transaction():
            beheer.execute(
                "INSERT INTO gebeurtenis (id, soort, partij_id, gegevens) VALUES (gen_random_uuid(),"
                " 'KlantvraagChanged', gen_random_uuid(),"
                " jsonb_build_object('afdeling', 'kcc', 'gevoelig', false, 'klantvraag_id', %s::text,"
                " 'wat', 'contact'))",
                [laat],
            )
            vroeg = vraag()
            time.sleep(1.5)  # longer than the reader's poll: it looked, and waited for the older one
        assert ids(jolanda.wait_for(2)) == [str(laat), str(vroeg)]


@pytest.mark.parametrize("origin", ["https://elders.example", "http://127.0.0.1:1", "null"])
@pytest.mark.geval("A10")
def test_another_origin_gets_nothing(stroom, origin):
    answer = httpx.get(stroom.url, headers=stroom.headers(JOLANDA, origin))
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


def test_our_own_pages_may_listen_with_their_session(stroom):
    with stroom.listen(JOLANDA) as jolanda:
        assert jolanda.status == 200
        assert jolanda.headers["access-control-allow-origin"] == stroom.web
        assert jolanda.headers["access-control-allow-credentials"] == "true"


@pytest.mark.parametrize("cookie", ["", "geholpen_sessie=bestaatniet", "geholpen_sessie=;;;"])
@pytest.mark.geval("A10")
def test_without_a_session_there_is_nothing(stroom, cookie):
    assert httpx.get(stroom.url, headers={"Cookie": cookie, "Origin": stroom.web}).status_code == 401


def test_who_has_no_role_hears_nothing(stroom):
    assert httpx.get(stroom.url, headers=stroom.headers(BRAM)).status_code == 401


@pytest.mark.geval("A11")
def test_only_this_address_exists(stroom):
    base = stroom.url.removesuffix("werkplek")
    assert httpx.get(f"{base}anders", headers=stroom.headers(JOLANDA)).status_code == 404
    assert httpx.post(stroom.url, headers=stroom.headers(JOLANDA)).status_code == 404


@pytest.mark.geval("A12")
def test_the_stream_ends_when_the_employee_is_no_longer_active(stroom):
    with stroom.listen(JOLANDA) as jolanda:
        Medewerker.objects.filter(code=JOLANDA).update(actief=False)
        assert jolanda.einde.wait(CONTROLE * 4)


@pytest.mark.geval("A12")
def test_who_changes_department_hears_the_new_one_and_no_longer_the_old(stroom):
    with stroom.listen(JOLANDA) as jolanda:
        Medewerker.objects.filter(code=JOLANDA).update(afdeling_code="parkeren")
        assert not jolanda.einde.wait(CONTROLE * 2)
        vraag("kcc")
        nieuw = vraag("parkeren")
        assert ids(jolanda.wait_for(1)) == [str(nieuw)]
