"""A pack proposes to an installation that runs: concepts that people finish; what they decided is not asked again."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import psycopg
import pytest
from django.utils import timezone

from geholpen.config import doelen
from geholpen.domain.doelbinding.commands import (
    Voorgesteld,
    activate,
    advise,
    approve,
    ask_advice,
    begin_versie,
    discard_concept,
    propose_activiteiten,
)
from geholpen.domain.doelbinding.queries import stappen_van, versies
from geholpen.domain.doelbinding.regels import check_activiteit
from geholpen.domain.doelbinding.register import register as regels
from geholpen.packs.waterdam.vullen.catalogi import versie_uit
from geholpen.platform.errors import Invalid, Refused
from tests import bed, cast

WAAROM = "Dit staat in het nieuwe pakket en past bij hoe wij werken."
BEHEERDER, FG, EIGENAAR = cast.ANNEKE.code, cast.CARLIJN.code, "mdw-013"


@pytest.fixture(autouse=True)
def stad(echte_commits, beheer, register):
    """An installation as the pack made it."""
    regels.forget()
    yield beheer
    regels.forget()


def pakket(**anders):
    """The purposes of the pack; `anders`: per code what the pack says differently by now."""
    found = [versie_uit(cast.PACK, a) for a in cast.PACK.activiteiten]
    return [replace(v, velden={**v.velden, **anders.get(v.code, {})}) for v in found]


def propose(given) -> list[Voorgesteld]:
    return propose_activiteiten(bed.systeem(), given)


NIEUW = {"parkeren": {"meetpunt": "Aandeel van de aanvragen dat binnen drie dagen is beantwoord; doel 95 procent."}}


def test_the_same_pack_proposes_nothing(capsys):
    assert propose(pakket()) == []
    assert doelen.main() == 0
    assert "niets nieuws" in capsys.readouterr().out


def test_what_changed_becomes_a_concept_and_nothing_else_does():
    [v] = propose(pakket(**NIEUW))
    assert (v.code, v.versie, v.reden) == ("parkeren", 2, "")
    newest, active = versies("parkeren")
    assert (newest.status, active.status) == ("concept", "actief")
    assert newest.inhoud.meetpunt == NIEUW["parkeren"]["meetpunt"]
    assert newest.inhoud.gegevens == active.inhoud.gegevens
    step = stappen_van("parkeren")[0]
    assert (step.stap, step.door, step.waarom) == ("opgesteld", None, "Voorgesteld uit een pakket")
    assert propose(pakket(**NIEUW)) == [], "once is enough"


def test_people_take_it_from_there_and_it_is_not_asked_again():
    propose(pakket(**NIEUW))
    for code, door, more in (
        (BEHEERDER, ask_advice, ()),
        (FG, advise, (True,)),
        (EIGENAAR, approve, ()),
        (_holder(), activate, ()),
    ):
        door(bed.medewerker(code), "parkeren", 2, WAAROM, *more)
    assert versies("parkeren")[0].status == "actief"
    assert propose(pakket(**NIEUW)) == []


def test_what_was_thrown_away_comes_back_only_when_the_pack_says_something_else():
    propose(pakket(**NIEUW))
    discard_concept(bed.medewerker(BEHEERDER), "parkeren", 2, WAAROM)
    assert propose(pakket(**NIEUW)) == []
    anders = {"parkeren": {"meetpunt": "Aandeel van de aanvragen dat in een keer goed is beantwoord; doel 90 procent."}}
    [v] = propose(pakket(**anders))
    assert v.versie == 3


def test_a_concept_of_people_goes_first():
    begin_versie(bed.medewerker(BEHEERDER), "parkeren", 1)
    [v] = propose(pakket(**NIEUW))
    assert v.versie == 0
    assert "onderweg" in v.reden


def test_a_new_purpose_comes_as_a_concept_with_its_own_code(stad: psycopg.Connection):
    """As `rechten_uitvoeren` and `overbrenging` came after the first installations."""
    for table in ("activiteit_stap", "verwerkingsactiviteit_gegeven", "verwerkingsactiviteit_versie"):
        stad.execute(
            f"DELETE FROM {table} WHERE nummer IN (SELECT nummer FROM verwerkingsactiviteit"
            " WHERE code IN ('rechten_uitvoeren', 'overbrenging'))"
        )
    stad.execute("DELETE FROM verwerkingsactiviteit WHERE code IN ('rechten_uitvoeren', 'overbrenging')")
    regels.forget()
    assert {(v.code, v.versie) for v in propose(pakket())} == {("rechten_uitvoeren", 1), ("overbrenging", 1)}
    assert {versies(c)[0].status for c in ("rechten_uitvoeren", "overbrenging")} == {"concept"}
    waiting = check_activiteit(regels.code("rechten_uitvoeren"), timezone.localdate())
    assert waiting, "nobody may use it until people turned it on"


def test_a_number_that_a_purpose_of_our_own_has_is_not_taken(stad: psycopg.Connection):
    given = pakket()
    new = replace(
        given[0],
        nummer=given[1].nummer,
        uuid=uuid4(),
        code="iets_nieuws",
        velden={**given[0].velden, "naam": "Iets nieuws"},
    )
    [v] = propose([*given[1:], given[0], new])
    assert (v.code, v.versie) == ("iets_nieuws", 1)
    assert versies("iets_nieuws")[0].nummer > max(g.nummer for g in given)
    [double] = propose([replace(new, uuid=uuid4(), code="parkeren")])
    assert (double.versie, double.reden) == (0, "Een eigen doel heeft deze code al.")


def test_only_the_system_proposes():
    with pytest.raises(Refused):
        propose_activiteiten(bed.medewerker(BEHEERDER), pakket(**NIEUW))
    with pytest.raises(Invalid):
        propose(pakket(**NIEUW))
        begin_versie(bed.medewerker(BEHEERDER), "parkeren", 1)


def _holder() -> str:
    """Whoever turns purposes on."""
    return next(m.code for m in cast.PACK.medewerkers if "registerhouder" in m.rollen)
