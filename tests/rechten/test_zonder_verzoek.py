"""A mail about privacy that nobody wrote down as a request yet: the month of the law runs from the day it came in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from geholpen.domain.berichten.commands import RuwBericht, process_envelop, store_envelop
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.domain.rechten.commands import Opname, neem_op, verleng
from geholpen.domain.rechten.queries import tel_verzoeken, verzoek, zonder_verzoek
from geholpen.domain.rechten.termijn import uiterlijk, verlengd
from geholpen.platform.ui.tijd import datum
from tests import bed, browser, cast
from tests.rechten.toestemming import samira
from tests.rechten.verzoek import ask, fg

__all__ = ["samira"]
MAIL = f"""From: Samira Belhadi <{cast.SAMIRA.mail}>
To: klantcontact@waterdam.example
Subject: persoonsgegevens AVG
Message-ID: <laat-1@voorbeeld.example>
Date: Mon, 30 Nov 2026 10:00:00 +0100
Content-Type: text/plain; charset=utf-8

Ik wil op grond van de AVG weten welke persoonsgegevens u van mij heeft.
"""


@pytest.fixture
def gemaild(samira: UUID, beheer: Any) -> UUID:
    """The question of that mail."""
    envelop, _new = store_envelop(bed.systeem(), RuwBericht("email", "test", MAIL.replace("\n", "\r\n").encode()))
    process_envelop(bed.systeem(), envelop)
    return beheer.execute("SELECT klantvraag_id FROM bericht WHERE envelop_id = %s", [envelop]).fetchone()[0]


def asked(samira: UUID, id: UUID) -> Any:
    return regel_van(bed.klant(samira), samira, id)


def days_ago(beheer: Any, id: UUID, dagen: int) -> None:
    beheer.execute("UPDATE klantvraag SET gestart_op = now() - %s WHERE id = %s", [timedelta(days=dagen), id])


def test_the_month_runs_before_it_is_written_down(samira, gemaild):
    dag = uiterlijk(timezone.localdate(asked(samira, gemaild).gestart_op))
    assert asked(samira, gemaild).uiterlijk_op == dag, "as the confirmation and Mijn say it"
    assert [(v.klantvraag_id, v.uiterlijk_op) for v in zonder_verzoek(bed.medewerker(cast.CARLIJN.code))] == [
        (gemaild, dag)
    ]


def test_late_and_not_written_down_is_late(samira, gemaild, beheer):
    ctx = bed.medewerker(cast.CARLIJN.code)
    before = tel_verzoeken(ctx)
    days_ago(beheer, gemaild, 40)
    after = tel_verzoeken(ctx)
    assert (after.te_laat - before.te_laat, after.open - before.open, after.zonder_verzoek) == (1, 0, 1)
    client = browser.medewerker(cast.CARLIJN.code)
    first = browser.text(client.get("/beheer/"))
    assert "Bij 1 verzoek is de termijn voorbij." in first
    assert "wacht op een besluit" not in first, "counted once, as a question"
    assert "1 vraag over privacy is nog niet opgenomen als verzoek." in first
    listed = browser.text(client.get("/beheer/rechten/"))
    assert "Bij 1 verzoek is de termijn voorbij." in listed
    assert "te laat" in listed.partition("Vragen zonder verzoek")[2].partition("</table>")[0]


def test_what_is_written_down_waits_there_no_more(samira, gemaild):
    neem_op(fg(samira, gemaild), samira, gemaild, Opname("inzage"))
    ctx = bed.medewerker(cast.CARLIJN.code)
    assert zonder_verzoek(ctx) == [] and tel_verzoeken(ctx).zonder_verzoek == 0
    assert tel_verzoeken(ctx).open == 1
    ask(samira)
    assert zonder_verzoek(ctx) == []


def test_it_was_asked_when_the_mail_came_in(samira, gemaild, beheer):
    days_ago(beheer, gemaild, 20)
    moment = asked(samira, gemaild).gestart_op
    neem_op(fg(samira, gemaild), samira, gemaild, Opname("inzage"))
    made = verzoek(fg(samira, gemaild), samira, gemaild).verzoek
    assert (made.ingediend_op, made.uiterlijk_op) == (moment, uiterlijk(timezone.localdate(moment)))
    assert asked(samira, gemaild).uiterlijk_op == made.uiterlijk_op, "one last day everywhere"
    page = browser.text(browser.medewerker(cast.CARLIJN.code).get(f"/beheer/rechten/{samira}/{gemaild}/"))
    assert datum(moment) in page.partition("Gevraagd op")[2].partition("Besluit uiterlijk")[0]
    verleng(fg(samira, gemaild), samira, gemaild, "Wij wachten op een ander.")
    assert asked(samira, gemaild).uiterlijk_op == verlengd(timezone.localdate(moment))
