"""A call has one end, in whatever order and however often an exchange tells about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from geholpen.domain.oproepen.stand import GEMIST, Feit, Stand, Uitkomst, Verloop, apply

T0 = datetime(2026, 11, 29, 10, 0, tzinfo=UTC)


def at(seconds: int) -> datetime:
    return T0 + timedelta(seconds=seconds)


def told(*feiten: Feit) -> Verloop:
    verloop = Verloop()
    for feit in feiten:
        verloop = apply(verloop, feit)
    return verloop


BEGIN = Feit(Stand.AANGEBODEN, at(0), 1)
RIJ = Feit(Stand.WACHTRIJ, at(1), 2)
GAAT = Feit(Stand.GAAT_OVER, at(5), 3, toestel="201")
NEEMT_OP = Feit(Stand.IN_GESPREK, at(9), 4, toestel="201", antwoord=True)
WACHT = Feit(Stand.IN_WACHT, at(20), 5)
HERVAT = Feit(Stand.IN_GESPREK, at(30), 6)
EINDE = Feit(Stand.BEEINDIGD, at(60), 7, oorzaak="normalClearing")


def test_a_call_that_goes_as_it_should():
    assert told(BEGIN, RIJ).stand == Stand.WACHTRIJ
    assert told(BEGIN, RIJ, GAAT).toestel == ""
    assert told(BEGIN, RIJ, GAAT, NEEMT_OP).toestel == "201"
    assert told(BEGIN, RIJ, GAAT, NEEMT_OP, WACHT).stand == Stand.IN_WACHT
    einde = told(BEGIN, RIJ, GAAT, NEEMT_OP, WACHT, HERVAT, EINDE)
    assert (einde.stand, einde.uitkomst) == (Stand.BEEINDIGD, Uitkomst.GESPROKEN)
    assert (einde.opgenomen_op, einde.beeindigd_op) == (at(9), at(60))


def test_an_end_is_never_left():
    einde = told(BEGIN, EINDE, RIJ, GAAT, WACHT)
    assert (einde.stand, einde.uitkomst) == (Stand.BEEINDIGD, Uitkomst.OPGEHANGEN)
    assert einde.uitkomst in GEMIST


def test_a_late_answer_only_says_that_there_was_one():
    einde = told(BEGIN, EINDE, NEEMT_OP)
    assert (einde.stand, einde.uitkomst, einde.opgenomen_op) == (Stand.BEEINDIGD, Uitkomst.GESPROKEN, at(9))
    assert einde.toestel == "201"


def test_every_cause_has_its_outcome():
    ends = {
        c: told(BEGIN, Feit(Stand.BEEINDIGD, at(3), oorzaak=c)).uitkomst for c in ("busy", "noAnswer", "cancel", "")
    }
    assert ends == {
        "busy": Uitkomst.BEZET,
        "noAnswer": Uitkomst.NIET_OPGENOMEN,
        "cancel": Uitkomst.OPGEHANGEN,
        "": Uitkomst.OPGEHANGEN,
    }
    assert told(BEGIN, Feit(Stand.BEEINDIGD, at(3), oorzaak="forwarded")).uitkomst not in GEMIST


def test_who_answered_last_has_the_caller():
    ander = Feit(Stand.IN_GESPREK, at(40), 9, toestel="202", antwoord=True)
    assert told(BEGIN, NEEMT_OP, ander).toestel == told(BEGIN, ander, NEEMT_OP).toestel == "202"
    assert told(BEGIN, ander, NEEMT_OP).opgenomen_op == at(9)


def test_all_orders_of_a_whole_call_end_alike():
    feiten = (BEGIN, GAAT, NEEMT_OP, WACHT, HERVAT, EINDE)
    ends = {replace(told(*order), orde=Verloop().orde) for order in permutations(feiten)}
    assert len(ends) == 1


_feit = st.builds(
    Feit,
    st.sampled_from(list(Stand)),
    st.integers(0, 300).map(at),
    st.integers(1, 9),
    toestel=st.sampled_from(["", "201", "202"]),
    oorzaak=st.sampled_from(["", "busy", "noAnswer"]),
    antwoord=st.booleans(),
).map(
    lambda f: Feit(
        f.stand,
        f.op,
        f.volgorde,
        f.toestel if f.stand in (Stand.IN_GESPREK, Stand.GAAT_OVER) else "",
        f.oorzaak if f.stand == Stand.BEEINDIGD else "",
        f.stand == Stand.IN_GESPREK and f.antwoord,
    )
)


@given(st.lists(_feit, max_size=7, unique_by=lambda f: (f.stand, f.volgorde, f.op)), st.randoms())
def test_the_order_and_the_number_of_times_change_nothing_that_counts(feiten, toeval):
    anders = [*feiten, *feiten[:3]]
    toeval.shuffle(anders)
    one, other = told(*feiten), told(*anders)
    assert (one.stand, one.uitkomst, one.opgenomen_op) == (other.stand, other.uitkomst, other.opgenomen_op)
    assert (one.beeindigd_op, one.oorzaak) == (other.beeindigd_op, other.oorzaak)
