"""Claims that exclude each other are found and told; a customer ends a mandate, and it ends for both."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.queries import machtiging_van, vragen_van, wachtende_aanspraken
from geholpen.domain.partijen.commands import (
    NieuweVertegenwoordiging,
    decide_vertegenwoordiging,
    end_mijn_machtiging,
    record_vertegenwoordiging,
)
from geholpen.domain.partijen.models import Vertegenwoordiging
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Invalid, Missing, Refused
from tests import bed, browser, cast
from tests.api.inzien import alles
from tests.doelbinding.proef import sql
from tests.faces_werkplek.bureau import Bureau, import_klant, plain
from tests.partijen.schilden import met_vraag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


def claim(ctx, soort: str, wie: UUID, voor: UUID) -> UUID:
    """Somebody at the desk writes down that `wie` acts for `voor`."""
    nieuw = NieuweVertegenwoordiging(
        soort, wie, voor, (), timezone.localdate() - timedelta(1), None, "Beschikking van 3 mei", "uitspraak"
    )
    return record_vertegenwoordiging(ctx.over({wie, voor}), nieuw)


@pytest.fixture
def twee() -> tuple[UUID, Aanleiding, UUID, UUID]:
    """Wouter, who has a question, and two mentors of his."""
    wouter, reden = met_vraag(cast.WOUTER)
    roos, jeroen = import_klant(cast.ROOS), import_klant(cast.JEROEN)
    ctx = bed.medewerker(cast.JOLANDA.code).voor(reden)
    return wouter, reden, claim(ctx, "mentorschap", roos, wouter), claim(ctx, "mentorschap", jeroen, wouter)


def teamleider():
    return bed.medewerker(cast.ROBBERT.code)


def test_what_waits_is_on_the_list_until_somebody_decides(twee):
    wouter, reden, een, ander = twee
    (found,) = wachtende_aanspraken(teamleider())
    assert (found.partij_id, found.soorten, found.klantvraag_id) == (wouter, ("mentorschap",), reden.id)
    rows = {r.id: r.andere_partij_id for r in alles(Vertegenwoordiging, partij_id=wouter)}
    ctx = bed.medewerker(cast.TAMAR.code).voor(reden).over({wouter, rows[een], rows[ander]})
    decide_vertegenwoordiging(ctx, [een], [ander], "De rechter ontsloeg de ander")
    assert wachtende_aanspraken(teamleider()) == []


def test_the_page_names_the_customer_and_leads_to_where_it_is_decided(twee):
    wouter, reden, _een, _ander = twee
    leider = Bureau(cast.ROBBERT.code)
    html = leider.see(leider.client.get("/beheer/vertegenwoordiging/"), 200)
    assert cast.WOUTER.weergavenaam in plain(html)
    assert f"/werkplek/vraag/{wouter}/{reden.id}/vertegenwoordiging/" in html
    jolanda = Bureau(cast.JOLANDA.code)
    jolanda.see(jolanda.client.get("/beheer/vertegenwoordiging/"), 403)


def test_telling_it_is_planned_for_every_claim_and_names_nobody_else(twee):
    wouter, _reden, een, ander = twee
    rows = sql("SELECT args FROM procrastinate_jobs WHERE task_name = 'meld_aanspraak' ORDER BY id")
    told = [(args["partij_id"], args["id"]) for args in (json.loads(row[0]) for row in rows)]
    assert told == [(str(wouter), str(een)), (str(wouter), str(ander))]


def test_a_customer_ends_a_mandate_and_it_ends_at_the_next_read_for_both():
    naima, samira = import_klant(cast.NAIMA), import_klant(cast.SAMIRA)
    row = next(r for r in alles(Vertegenwoordiging, partij_id=naima) if r.andere_partij_id == samira)
    acting = bed.klant(samira).voor(Aanleiding("machtiging", naima, row.id))
    assert vragen_van(acting, naima) == []  # she may look
    end_mijn_machtiging(bed.klant(naima), naima, row.id)
    for read in (vragen_van, klantbeeld):
        with pytest.raises(Refused):
            read(acting, naima, *([5] if read is klantbeeld else []))
    assert machtiging_van(naima, row.id).code == "beeindigd"
    assert {r.beeindigd_op is not None for r in alles(Vertegenwoordiging, id=row.id)} == {True}
    with pytest.raises(Missing):
        end_mijn_machtiging(bed.klant(naima), naima, row.id)


def test_the_customer_reads_that_two_who_claim_the_same_may_do_nothing_now(twee):
    wouter, reden, een, ander = twee
    client = browser.log_in("klant", wouter)
    page = browser.text(client.get("/mijn/machtigingen/"))
    assert page.count("Dit geldt nu niet") == 2
    assert "Iemand anders zegt ook dat die voor u mag optreden." in page
    rows = {r.id: r.andere_partij_id for r in alles(Vertegenwoordiging, partij_id=wouter)}
    ctx = bed.medewerker(cast.TAMAR.code).voor(reden).over({wouter, rows[een], rows[ander]})
    decide_vertegenwoordiging(ctx, [een], [ander], "De rechter ontsloeg de ander")
    page = browser.text(client.get("/mijn/machtigingen/"))
    assert page.count("Dit geldt nu niet") == 1
    assert "Wij hebben besloten dat dit niet geldt." in page


def test_what_a_judge_decided_a_customer_does_not_end(twee):
    wouter, _reden, een, _ander = twee
    with pytest.raises(Invalid):
        end_mijn_machtiging(bed.klant(wouter), wouter, een)
    assert machtiging_van(wouter, een).code == "tegenstrijdig"


def test_who_acts_for_somebody_ends_nothing_of_somebody_else():
    naima, samira = import_klant(cast.NAIMA), import_klant(cast.SAMIRA)
    row = next(r for r in alles(Vertegenwoordiging, partij_id=naima) if r.andere_partij_id == samira)
    with pytest.raises(Missing):
        end_mijn_machtiging(bed.klant(samira), samira, row.id)
    with pytest.raises(Refused):
        end_mijn_machtiging(bed.klant(samira).over({naima}), naima, row.id)


def test_the_page_asks_first_and_says_what_happened():
    naima = import_klant(cast.NAIMA)
    samira = import_klant(cast.SAMIRA)
    row = next(r for r in alles(Vertegenwoordiging, partij_id=naima) if r.andere_partij_id == samira)
    client = Client()
    sessie = client.session
    sessie["wie"] = {"soort": "klant", "id": str(naima), "laatst": int(timezone.now().timestamp())}
    sessie.save()
    page = client.get("/mijn/machtigingen/").content.decode()
    assert "Iemand die u machtigde" in page
    asked = client.post("/mijn/machtigingen/", {"stop": str(row.id)}).content.decode()
    assert "Weet u het zeker?" in asked
    assert machtiging_van(naima, row.id).code == ""
    done = client.post("/mijn/machtigingen/", {"stop": str(row.id), "zeker": "ja"}, follow=True).content.decode()
    assert "De machtiging is gestopt" in done
    assert "Niemand mag voor u optreden" in done
    assert machtiging_van(naima, row.id).code == "beeindigd"
    wrong = client.post("/mijn/machtigingen/", {"stop": "nee", "zeker": "ja"})
    assert wrong.status_code == 422
