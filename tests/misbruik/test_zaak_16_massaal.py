"""Mass copying by somebody who may: counted over pages and lists, then a second factor, and two people are told."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from django.urls import reverse
from psycopg.types.json import Jsonb

from geholpen.domain.doelbinding.toezicht import veel
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.commands import start_gesprek
from geholpen.platform import onthouden
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.errors import Refused
from geholpen.platform.tasks import planned
from tests import bed, cast
from tests.faces_werkplek.bureau import Bureau, begin, import_klant, mail, plain

#: A small limit, so that the test is quick: a warning from 3, a second factor after 5.
KLEIN = {"grens_inzage": {"kcm": [3, 5], "teamleider": [50, 90]}}


@pytest.fixture
def klein(echt, register, beheer):
    """The organisation has small limits; everybody is counted again. Gives customers nobody saw yet."""
    beheer.execute("UPDATE organisatie SET instellingen = instellingen || %s", [Jsonb(KLEIN)])
    onthouden.forget()
    veel.forget()
    yield iter([import_klant(k) for k in MENSEN[:16] if k.sleutel not in echt])
    beheer.execute("UPDATE organisatie SET instellingen = instellingen - 'grens_inzage'")
    onthouden.forget()
    veel.forget()


#: Nobody of these is shielded.
MENSEN = [k for k in cast.PACK.klanten if k.soort == "persoon" and k not in (cast.NADINE, cast.LOT, cast.DYLAN_THUIS)]


def see(ctx: Context, gesprek: UUID, mensen: Iterator[UUID]) -> None:
    """Open one more customer this employee did not see before."""
    klant = next(mensen)
    klantbeeld(ctx.voor(Aanleiding("gesprek", klant, gesprek)), klant)


def confirmed(ctx: Context) -> Context:
    return replace(ctx, actor=replace(ctx.actor, bevestigd_op=int(time.time()) + 1))


@pytest.mark.geval("A20")
def test_past_the_limit_a_second_factor_is_asked_and_the_alarm_goes_once(klein, beheer):
    ctx = bed.medewerker(cast.JOLANDA.code)
    gesprek = start_gesprek(ctx, "telefoon")
    for _ in range(5):
        see(ctx, gesprek, klein)
    for _ in range(2):
        with pytest.raises(Refused) as refusal:
            see(ctx, gesprek, klein)
        assert refusal.value.code == "VEEL_INZAGE"
    lines = "SELECT count(DISTINCT partij_id) FROM dataverwerking WHERE aanleiding_id = %s"
    assert beheer.execute(lines, [gesprek]).fetchone() == (5,)  # each person who was shown, and nobody else
    assert beheer.execute("SELECT count(*) FROM audit WHERE resultaat = 'VEEL_INZAGE'").fetchone() == (2,)
    assert beheer.execute("SELECT count(*), max(aantal) FROM veel_inzage").fetchone() == (1, 5)
    assert planned("meld_veel_inzage", "afdeling") == {"kcc"}
    see(confirmed(ctx), gesprek, klein)
    assert beheer.execute("SELECT count(*), max(aantal) FROM veel_inzage").fetchone() == (1, 6)


def test_the_same_customer_counts_once_and_what_is_an_hour_old_counts_no_more(klein, beheer):
    ctx = bed.medewerker(cast.JOLANDA.code)
    gesprek, klant = start_gesprek(ctx, "telefoon"), next(klein)
    for _ in range(9):
        klantbeeld(ctx.voor(Aanleiding("gesprek", klant, gesprek)), klant)
        veel.forget()
    for _ in range(4):
        see(ctx, gesprek, klein)
    beheer.execute("UPDATE bekeken SET moment = moment - interval '61 minutes'")
    veel.forget()
    for _ in range(5):
        see(ctx, gesprek, klein)


def test_logging_in_again_and_again_escapes_the_question_and_not_the_alarm(klein, beheer):
    ctx = bed.medewerker(cast.JOLANDA.code)
    gesprek = start_gesprek(ctx, "telefoon")
    for _ in range(4):
        see(ctx, gesprek, klein)
    beheer.execute("UPDATE bekeken SET moment = moment - interval '1 minute'")
    ctx = replace(ctx, actor=replace(ctx.actor, bevestigd_op=int(time.time()) - 5))
    for _ in range(4):
        see(ctx, gesprek, klein)
    assert beheer.execute("SELECT aantal FROM veel_inzage").fetchone() == (8,)


def test_scrolling_a_list_counts_every_customer_in_it(klein, beheer):
    """The inbox shows names: six questions of six people are six customers."""
    for number in range(6):
        mail(van=f"Iemand {number} <iemand{number}@voorbeeld.example>", onderwerp=f"Parkeervergunning {number}")
    jolanda = Bureau(cast.JOLANDA.code)
    tekst = plain(jolanda.get("postvak", status=403))
    assert "U zag in een uur gegevens van heel veel klanten." in tekst
    assert "iemand0" not in tekst
    assert "/inloggen/opnieuw/?next=/werkplek/" in jolanda.laatste.content.decode().replace("%2F", "/")


def test_the_screen_warns_first_and_oversight_reads_a_department_and_a_number(klein, beheer):
    ctx = bed.medewerker(cast.JOLANDA.code)
    jolanda = Bureau(cast.JOLANDA.code)
    gesprek = begin(jolanda)
    for _ in range(3):
        see(ctx, gesprek, klein)
    assert "U zag het afgelopen uur gegevens van 3 klanten." in plain(jolanda.get("taken"))
    for _ in range(2):
        see(ctx, gesprek, klein)
    with pytest.raises(Refused):
        see(ctx, gesprek, klein)
    for wie in (cast.ROBBERT, cast.CARLIJN):
        bureau = Bureau(wie.code)
        tekst = plain(bureau.see(bureau.client.get(reverse("beheer:veel_inzage")), 200))
        assert "Vraag wie het was" in tekst
        assert "Jolanda" not in tekst
    assert "Jolanda" not in plain(Bureau(cast.ROBBERT.code).client.get(reverse("beheer:toezicht")).content.decode())
