"""Other agendas and queue systems: what is not known stays unknown, and nothing is booked twice (A6, F6, F9)."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from geholpen.adapters.koppelingen.jcc.agenda import JccAgenda
from geholpen.adapters.koppelingen.jcc.twin import Jcc
from geholpen.adapters.koppelingen.qmatic.agenda import QmaticAgenda
from geholpen.adapters.koppelingen.qmatic.twin import Orchestra
from geholpen.domain.balie import tasks
from geholpen.domain.balie.commands import Aanvraag, book_afspraak, cancel_afspraak, load_agenda
from geholpen.domain.balie.ports import Geboekt, NietGeboekt, Onzeker, Vraag
from geholpen.domain.balie.queries import afspraken_van, mijn_bezoekers, vrije_dagen, vrije_tijden
from geholpen.domain.berichten.commands import save_kanaalaccount
from geholpen.packs.waterdam.vullen.catalogi import key
from geholpen.platform import outbound
from geholpen.platform.models import uuid7
from geholpen.platform.tweeling import Storing
from tests import bed, browser
from tests.kanalen.centrale import file_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(settings) -> Iterator[None]:
    settings.UITGAAND_TOEGESTAAN = ["127.0.0.1"]
    settings.JCC_SLEUTEL, settings.QMATIC_SLEUTEL = "jcc:geheim", "geholpen:geheim"
    outbound.forget()
    yield
    outbound.forget()


def asked(andere: JccAgenda | QmaticAgenda) -> Vraag:
    dag = andere.days("a1", "l1", timezone.localdate() + timedelta(days=1), timezone.localdate() + timedelta(days=12))[
        0
    ]
    begin = andere.times("a1", "l1", dag)[0]
    return Vraag("ons-kenmerk", "a1", "l1", begin, begin + timedelta(minutes=15))


@pytest.mark.parametrize("wie", ["jcc", "qmatic"])
def test_another_agenda_from_days_to_cancelling(wie):
    with Jcc() if wie == "jcc" else Orchestra() as twin:
        andere = JccAgenda({"adres": twin.adres}) if wie == "jcc" else QmaticAgenda({"adres": twin.adres})
        vraag = asked(andere)
        assert vraag.begin.utcoffset() is not None
        made = andere.book(vraag)
        assert isinstance(made, Geboekt)
        assert vraag.begin not in andere.times("a1", "l1", vraag.begin.date())
        assert isinstance(andere.book(vraag), NietGeboekt), "the time is taken"
        assert andere.cancel(made.extern_id)
        assert andere.cancel(made.extern_id), "gone is gone"
        assert vraag.begin in andere.times("a1", "l1", vraag.begin.date())


@pytest.mark.parametrize("wie", ["jcc", "qmatic"])
def test_f9_an_answer_that_never_comes_is_unknown(wie):
    """It may have been booked: said so, and no second booking."""
    with Jcc() if wie == "jcc" else Orchestra() as twin:
        andere = JccAgenda({"adres": twin.adres}) if wie == "jcc" else QmaticAgenda({"adres": twin.adres})
        vraag = asked(andere)
        pad = "/appointment$" if wie == "jcc" else "/book$"
        twin.storingen.append(Storing(pad, doe="weg"))
        assert isinstance(andere.book(vraag), Onzeker)
        assert len(twin.geboekt) == 1, "the other side had it"
        assert isinstance(andere.find(vraag), Onzeker)
        twin.storingen.append(Storing(pad, status=500))
        assert isinstance(andere.book(vraag), Onzeker)
        twin.storingen.append(Storing(pad, status=503))
        later = andere.book(vraag)
        assert isinstance(later, NietGeboekt)
        assert later.later


def place(twin: Jcc, **meer: str) -> None:
    """A place whose agenda is JCC."""
    plek = {"code": "dorpshuis", "naam": "Dorpshuis", "adres": "Plein 2", "agenda": "jcc", **meer}
    load_agenda([{**plek, "instellingen": {"adres": twin.adres, "locatie": "l1"}}], [])


def test_f9_an_agenda_that_is_silent_leaves_the_other_places_to_choose(waterdam):
    """For the customer, for the desk, and when the choice is sent in; management can ask it, live."""
    nieuw = "/mijn/afspraken/nieuw/"
    desk = f"/werkplek/vraag/{waterdam.stad.partij_id('samira')}/{key('gesprek', 'samira-kenteken')}/afspraak/"
    beheer = "/beheer/balie/plek/dorpshuis/"
    kies = {"soort": "paspoort_aanvragen", "plek": "dorpshuis"}
    samira, jolanda, anneke = browser.klant("samira"), browser.medewerker("mdw-001"), browser.medewerker("mdw-007")
    with Jcc() as twin:
        place(twin, adres="")
        page = browser.text(samira.get(nieuw, kies))
        assert "Welke dag?" in page
        assert len(twin.op("availabletimelist")) <= 2, "asked once for two weeks, and for what is left of today"
        assert "De agenda antwoordt. Voor" in browser.text(anneke.post(beheer, {"actie": "proberen"}))
        twin.storingen.append(Storing("/appointment/availabletimelist$", status=500, keer=-1))
        for client, pad in ((samira, nieuw), (jolanda, desk)):
            for answer in (client.get(pad, kies), client.post(pad, _filled(kies))):
                page = browser.text(answer)
                assert answer.status_code == 422
                assert "De agenda van Dorpshuis antwoordt nu niet. Kies een andere plek" in page
                assert 'value="stadhuis"' in page
                assert "Dorpshuis," not in page, "a place without an address has no comma"
        assert "De agenda antwoordt niet" in browser.text(anneke.post(beheer, {"actie": "proberen"}))
    video = browser.text(samira.get(nieuw, {"soort": "verhuizing_bespreken"}))
    assert "Welke balie belt met u?" in video
    assert "Raadhuisplein" not in video, "nobody comes anywhere for a video call"


def _filled(kies: dict[str, str]) -> dict[str, str]:
    begin = timezone.localtime() + timedelta(days=3)
    return {**kies, "dag": begin.date().isoformat(), "begin": begin.isoformat(), "sleutel": str(uuid7())}


def booked(stad: object, twin: Jcc) -> tuple[UUID, UUID]:
    """Roos books at a place whose agenda is JCC."""
    place(twin)
    roos = stad.partij_id("roos")  # type: ignore[attr-defined]
    dag = vrije_dagen("paspoort_aanvragen", "dorpshuis", timezone.localdate() + timedelta(days=1))[0]
    begin: datetime = vrije_tijden("paspoort_aanvragen", "dorpshuis", dag)[0]
    return roos, book_afspraak(bed.klant(roos), roos, Aanvraag("paspoort_aanvragen", "dorpshuis", begin))


def stand(roos: UUID) -> str:
    return afspraken_van(bed.klant(roos), roos)[0].stand


def test_f9_what_is_not_sure_is_shown_so_and_never_booked_twice(waterdam):
    with Jcc() as twin:
        roos, afspraak = booked(waterdam.stad, twin)
        assert stand(roos) == "gevraagd"
        twin.storingen.append(Storing("/appointment$", doe="weg"))
        ctx = bed.systeem("balie").over({roos})
        tasks.boek_extern(ctx, str(roos), str(afspraak))
        assert stand(roos) == "onbekend"
        for _ in range(3):
            tasks.boek_extern(ctx, str(roos), str(afspraak), "1")
        assert len(twin.geboekt) == 1
        assert len([o for o in twin.op("/appointment$") if o.methode == "POST"]) == 1


def test_another_agenda_confirms_and_gets_the_time_back(waterdam):
    with Jcc() as twin:
        roos, afspraak = booked(waterdam.stad, twin)
        ctx = bed.systeem("balie").over({roos})
        tasks.boek_extern(ctx, str(roos), str(afspraak))
        assert stand(roos) == "bevestigd"
        assert [b["message"] for b in twin.geboekt.values()] == [str(afspraak)]
        assert "Verdonk" not in json.dumps(list(twin.geboekt.values())), "no more than is needed"
        cancel_afspraak(bed.klant(roos), roos, afspraak)
        tasks.zeg_extern_af(ctx, str(roos), str(afspraak))
        assert twin.geboekt == {}


def tell(id: UUID, geheim: str = "geheim-van-de-rij", raw: bytes | None = None, **data: str) -> int:
    """One CloudEvent of a queue system."""
    wat = data.pop("wat", "called")
    event = {"specversion": "1.0", "id": "1", "source": "rij", "type": f"nl.rij.ticket.{wat}", "data": data}
    body = json.dumps(event).encode() if raw is None else raw
    mac = "sha256=" + hmac.new(geheim.encode(), body, hashlib.sha256).hexdigest()
    answer = Client().post(
        f"/kanaal/wachtrij/{id}/", body, content_type="application/cloudevents+json", headers={"X-Signature": mac}
    )
    file_all()
    return answer.status_code


def test_a6_a_queue_system_is_believed_with_its_signature_only(waterdam):
    waarden = {"naam": "Rij", "geheim": "geheim-van-de-rij"}
    id = save_kanaalaccount(bed.medewerker("mdw-007", "beheer"), "wachtrij", waarden)
    data = {
        "ticket_no": "A012",
        "location": "stadhuis",
        "counter": "4",
        "employee": "201",
        "customer_ref": "Roos Verdonk",
    }
    jolanda = bed.medewerker("mdw-001")
    assert tell(id, "verkeerd", **data) == 401
    assert Client().post(f"/kanaal/wachtrij/{id}/", b"{}", content_type="application/json").status_code == 401
    assert mijn_bezoekers(jolanda) == []
    assert [tell(id, **data) for _ in range(3)] == [202, 202, 202]
    [mijn] = mijn_bezoekers(jolanda)
    assert (mijn.code, mijn.loket, mijn.partij_id) == ("A012", "4", None)
    assert tell(id, raw=b"{nee") == 202
    assert tell(id, wat="completed", **data) == 202
    assert mijn_bezoekers(jolanda) == []
