"""Appointments and tickets on the database."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from geholpen.domain.balie import tasks
from geholpen.domain.balie.commands import (
    Aanvraag,
    book_afspraak,
    call_next,
    cancel_afspraak,
    check_in,
    close_day,
    close_volgnummer,
    draw_volgnummer,
    miss_volgnummer,
    move_afspraak,
    record_wachtrijnieuws,
    report_in,
    send_bevestiging,
)
from geholpen.domain.balie.ports import Wachtrijnieuws
from geholpen.domain.balie.queries import (
    afspraken_op,
    afspraken_van,
    mijn_bezoekers,
    op_het_scherm,
    vrije_dagen,
    vrije_tijden,
    wachtrij,
)
from geholpen.domain.berichten.queries import gesprek
from geholpen.domain.klantcontacten.queries import lopende_gesprekken
from geholpen.platform.errors import Invalid, Refused
from tests import bed

pytestmark = pytest.mark.django_db
PASPOORT, STADHUIS = "paspoort_aanvragen", "stadhuis"


def first_time(soort: str = PASPOORT, plek: str = STADHUIS) -> datetime:
    dag = vrije_dagen(soort, plek, timezone.localdate() + timedelta(days=2))[0]
    return vrije_tijden(soort, plek, dag)[0]


def book(stad: object, sleutel: str = "roos", plek: str = STADHUIS, begin: datetime | None = None) -> tuple[UUID, UUID]:
    id = stad.partij_id(sleutel)  # type: ignore[attr-defined]
    aanvraag = Aanvraag(PASPOORT, plek, begin or first_time(plek=plek))
    return id, book_afspraak(bed.klant(id), id, aanvraag)


def test_a_customer_makes_one_and_nobody_else_sees_it(waterdam):
    roos, afspraak = book(waterdam.stad)
    [regel] = afspraken_van(bed.klant(roos), roos)
    assert (regel.id, regel.stand, regel.staat) == (afspraak, "bevestigd", True)
    wouter = waterdam.stad.partij_id("wouter")
    assert afspraken_van(bed.klant(wouter), wouter) == []
    with pytest.raises(Refused):
        book_afspraak(bed.klant(wouter), roos, Aanvraag(PASPOORT, STADHUIS, first_time()))


def test_sent_twice_is_one(waterdam):
    id = waterdam.stad.partij_id("roos")
    aanvraag = Aanvraag(PASPOORT, STADHUIS, first_time())
    assert book_afspraak(bed.klant(id), id, aanvraag) == book_afspraak(bed.klant(id), id, aanvraag)
    assert len(afspraken_van(bed.klant(id), id)) == 1


def test_two_at_the_same_moment_are_made_only_by_who_means_both(waterdam):
    begin = first_time()
    roos, eerste = book(waterdam.stad, "roos", STADHUIS, begin)
    dag = vrije_tijden(PASPOORT, "wijkhuis", begin.date())
    assert begin in dag
    with pytest.raises(Invalid, match="Op dit moment staat al een afspraak") as dubbel:
        book(waterdam.stad, "roos", "wijkhuis", begin)
    assert dubbel.value.field == "dubbel"
    assert begin in vrije_tijden(PASPOORT, "wijkhuis", begin.date())  # nothing was taken
    later = next(t for t in dag if t >= begin + timedelta(minutes=30))
    tweede = book(waterdam.stad, "roos", "wijkhuis", later)[1]
    with pytest.raises(Invalid, match="Op dit moment staat al een afspraak"):
        move_afspraak(bed.klant(roos), roos, tweede, begin)
    move_afspraak(bed.klant(roos), roos, tweede, begin, ook_dubbel=True)
    assert {a.begin for a in afspraken_van(bed.klant(roos), roos)} == {begin}
    cancel_afspraak(bed.klant(roos), roos, eerste)
    book(waterdam.stad, "roos", STADHUIS, later)  # beside what was cancelled there is room


def test_a_place_with_one_counter_is_full_after_one(waterdam):
    begin = first_time(plek="wijkhuis")
    book(waterdam.stad, "roos", "wijkhuis", begin)
    assert begin not in vrije_tijden(PASPOORT, "wijkhuis", begin.date())
    with pytest.raises(Invalid, match="net door iemand anders"):
        book(waterdam.stad, "wouter", "wijkhuis", begin)


def test_three_counters_take_three(waterdam):
    begin = first_time()
    for sleutel in ("roos", "wouter", "kofi"):
        book(waterdam.stad, sleutel, begin=begin)
    with pytest.raises(Invalid):
        book(waterdam.stad, "lotte", begin=begin)


def test_moved_and_cancelled_gives_the_time_back(waterdam):
    begin = first_time(plek="wijkhuis")
    roos, afspraak = book(waterdam.stad, "roos", "wijkhuis", begin)
    later = vrije_tijden(PASPOORT, "wijkhuis", begin.date())[-1]
    move_afspraak(bed.klant(roos), roos, afspraak, later)
    assert begin in vrije_tijden(PASPOORT, "wijkhuis", begin.date())
    assert afspraken_van(bed.klant(roos), roos)[0].begin == later
    cancel_afspraak(bed.klant(roos), roos, afspraak)
    assert later in vrije_tijden(PASPOORT, "wijkhuis", begin.date())
    with pytest.raises(Invalid):
        cancel_afspraak(bed.klant(roos), roos, afspraak)


def test_a_moment_that_is_not_offered_is_refused(waterdam):
    for begin in (
        first_time() + timedelta(minutes=3),
        timezone.now() - timedelta(days=1),
        first_time() + timedelta(days=90),
    ):
        with pytest.raises(Invalid):
            book(waterdam.stad, begin=begin)


def test_the_confirmation_has_a_calendar_entry_and_goes_once_more_as_reminder(waterdam):
    roos, afspraak = book(waterdam.stad)
    ctx = bed.systeem("balie").over({roos})
    send_bevestiging(ctx, roos, afspraak)
    regel = afspraken_van(bed.klant(roos), roos)[0]
    [mail] = [b for b in gesprek(bed.klant(roos), roos, regel.klantvraag_id) if b.richting == "uit"]
    assert "Uw afspraak staat." in mail.tekst
    assert mail.onderwerpregel.startswith("Uw afspraak bij Gemeente Waterdam [WD-")
    assert "pasfoto" in mail.tekst
    assert [b.naam for b in mail.bijlagen] == ["afspraak.ics"]
    assert "Verzetten of afzeggen kan in Mijn" in mail.tekst
    tasks.herinner_afspraak(ctx, str(roos), str(afspraak))
    assert len([b for b in gesprek(bed.klant(roos), roos, regel.klantvraag_id) if b.richting == "uit"]) == 1, (
        "too early"
    )


def test_what_is_off_is_not_told_how_to_cancel(waterdam):
    roos, afspraak = book(waterdam.stad)
    vraag = afspraken_van(bed.klant(roos), roos)[0].klantvraag_id
    cancel_afspraak(bed.klant(roos), roos, afspraak)
    send_bevestiging(bed.systeem("balie").over({roos}), roos, afspraak)
    [mail] = [b for b in gesprek(bed.klant(roos), roos, vraag) if b.richting == "uit"]
    assert "Uw afspraak is afgezegd." in mail.tekst
    assert "afzeggen kan" not in mail.tekst


def test_the_desk_sees_who_comes_and_calls_them_first(waterdam):
    roos, afspraak = book(waterdam.stad)
    jolanda = bed.medewerker("mdw-001")
    [regel] = afspraken_op(jolanda, STADHUIS, afspraken_van(bed.klant(roos), roos)[0].begin.date())
    assert regel.naam == "Roos Verdonk"
    code = check_in(jolanda.over({roos}), roos, afspraak)
    loper = draw_volgnummer(jolanda, STADHUIS, PASPOORT)
    assert code != loper
    assert [w.code for w in wachtrij(jolanda, STADHUIS)] == [code, loper]
    first = call_next(jolanda, STADHUIS, "2")
    assert first is not None
    assert mijn_bezoekers(jolanda)[0].code == loper, "the appointment is not due yet"
    assert op_het_scherm(STADHUIS)[0].code == loper
    [mijn] = lopende_gesprekken(jolanda)
    assert mijn.kanaal == "balie"
    direct = next(w.id for w in wachtrij(jolanda, STADHUIS))
    assert call_next(bed.medewerker("mdw-002"), STADHUIS, "3", direct) == direct
    assert [o.loket for o in op_het_scherm(STADHUIS)] == ["3", "2"]


def test_two_counters_never_call_the_same(waterdam):
    jolanda, dylan = bed.medewerker("mdw-001"), bed.medewerker("mdw-002")
    draw_volgnummer(jolanda, STADHUIS, PASPOORT)
    assert call_next(jolanda, STADHUIS, "1") is not None
    assert call_next(dylan, STADHUIS, "2") is None


def test_done_and_not_come_leave_the_screen(waterdam):
    jolanda = bed.medewerker("mdw-001")
    for _ in range(2):
        draw_volgnummer(jolanda, STADHUIS, PASPOORT)
        call_next(jolanda, STADHUIS, "1")
    [een, twee] = mijn_bezoekers(jolanda)
    miss_volgnummer(jolanda, een.id)
    assert twee.gesprek_id is not None
    close_volgnummer(bed.systeem("balie"), twee.gesprek_id)
    assert mijn_bezoekers(jolanda) == op_het_scherm(STADHUIS) == []


def test_who_was_not_there_when_called_can_report_in_again_and_is_else_not_come(waterdam):
    """The ticket that nobody calls any more was given once more, and the appointment stayed as if they sat there."""
    roos, afspraak = book(waterdam.stad)
    regel = afspraken_van(bed.klant(roos), roos)[0]
    jolanda, ctx = bed.medewerker("mdw-001"), bed.systeem("balie")
    eerst = report_in(ctx, STADHUIS, regel.meldcode, regel.begin.date())
    [ticket] = wachtrij(jolanda, STADHUIS)
    call_next(jolanda, STADHUIS, "2", ticket.id)
    miss_volgnummer(jolanda, ticket.id)
    tasks.verwacht_afspraak(ctx.over({roos}), str(roos), str(afspraak))
    assert afspraken_van(bed.klant(roos), roos)[0].stand == "bevestigd"
    weer = report_in(ctx, STADHUIS, regel.meldcode, regel.begin.date())
    assert weer.code != eerst.code
    [ticket] = wachtrij(jolanda, STADHUIS)
    assert ticket.code == weer.code
    call_next(jolanda, STADHUIS, "2", ticket.id)
    miss_volgnummer(jolanda, ticket.id)
    tasks.verwacht_afspraak(ctx.over({roos}), str(roos), str(afspraak))
    assert close_day(ctx, regel.eind + timedelta(minutes=31)) == [roos]
    assert afspraken_van(bed.klant(roos), roos)[0].stand == "niet_verschenen"


def test_nobody_came(waterdam):
    roos, _ = book(waterdam.stad)
    eind = afspraken_van(bed.klant(roos), roos)[0].eind
    assert close_day(bed.systeem("balie"), eind + timedelta(minutes=29)) == []
    assert close_day(bed.systeem("balie"), eind + timedelta(minutes=31)) == [roos]
    assert afspraken_van(bed.klant(roos), roos)[0].stand == "niet_verschenen"


def test_another_queue_system_brings_it_on_the_right_screen(waterdam):
    systeem, jolanda = bed.systeem("wachtrij"), bed.medewerker("mdw-001")
    for wat in ("created", "called", "called"):
        record_wachtrijnieuws(systeem, Wachtrijnieuws("acc", wat, "A012", STADHUIS, "4", "201"))
    [mijn] = mijn_bezoekers(jolanda)
    assert (mijn.code, mijn.loket) == ("A012", "4")
    assert len(lopende_gesprekken(jolanda)) == 1
    assert mijn_bezoekers(bed.medewerker("mdw-002")) == []
    record_wachtrijnieuws(systeem, Wachtrijnieuws("acc", "completed", "A012", STADHUIS))
    record_wachtrijnieuws(systeem, Wachtrijnieuws("acc", "called", "A012", STADHUIS, "4", "202"))
    assert mijn_bezoekers(jolanda) == mijn_bezoekers(bed.medewerker("mdw-002")) == []
