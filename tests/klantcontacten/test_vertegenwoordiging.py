"""What each kind of acting for another reaches, until when, and that claims that exclude each other reach nothing."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from geholpen.domain.klantcontacten.commands import Controle, start_gesprek, try_controle
from geholpen.domain.klantcontacten.queries import machtiging_van
from geholpen.domain.partijen.commands import (
    NieuwePartij,
    NieuweVertegenwoordiging,
    decide_vertegenwoordiging,
    import_partij,
    record_vertegenwoordiging,
)
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Invalid, Refused
from tests import bed, cast

pytestmark = pytest.mark.django_db
CONTACTGEGEVENS = 6
GELD, ZORG = {"gemeentebelasting", "bijstand", "schuldhulp"}, {"wmo"}


@pytest.fixture(autouse=True)
def _register(db, register):
    register.forget()


def _jaren(aantal: int, dagen: int = 0) -> str:
    """The date of birth of somebody who turns this old in `dagen` days."""
    dag = timezone.localdate() + timedelta(dagen)
    return f"{dag.year - aantal}-{dag:%m-%d}" if (dag.month, dag.day) != (2, 29) else f"{dag.year - aantal}-03-01"


def _mens(*kanten: dict, geboren: str = "1970-01-01", overleden: date | None = None) -> UUID:
    """Somebody for whom others act."""
    id = uuid4()
    nieuw = NieuwePartij(
        id, "persoon", CONTACTGEGEVENS, geboortedatum=geboren, overleden_op=overleden, vertegenwoordigt=kanten
    )
    import_partij(bed.systeem().over({id}), nieuw)
    return id


def _kant(soort: str, *omvang: str, door: UUID | None = None, **ander: object) -> dict:
    """The represented's side of one representation."""
    return {
        "id": uuid4(),
        "kant": "vertegenwoordigd",
        "andere_partij_id": door or uuid4(),
        "soort": soort,
        "omvang": list(omvang),
        "geldig_van": timezone.localdate() - timedelta(10),
        **ander,
    }


def _holds(kant: dict, **wie: object):
    return machtiging_van(_mens(kant, **wie), kant["id"])


@pytest.mark.parametrize(
    ("soort", "omvang", "wel", "niet"),
    [
        ("bewind", (), GELD, ZORG | {"parkeervergunning", "paspoort", "klacht"}),
        ("bewind", ("bijstand", "wmo"), {"bijstand"}, ZORG | {"gemeentebelasting"}),
        ("mentorschap", (), ZORG, GELD | {"parkeervergunning", "klacht", "verhuizing"}),
        ("curatele", (), GELD | ZORG | {"parkeervergunning", "paspoort", "trouwen"}, {"jeugdhulp"}),
        ("machtiging", ("parkeervergunning",), {"parkeervergunning"}, {"afval", "gemeentebelasting"}),
        ("machtiging", (), {"parkeervergunning", "wmo"}, {"paspoort", "trouwen"}),
    ],
)
def test_what_a_kind_reaches(soort, omvang, wel, niet):
    found = _holds(_kant(soort, *omvang))
    assert found.code == ""
    assert wel <= found.onderwerpen
    assert not niet & found.onderwerpen
    assert "onbekend" not in found.onderwerpen


@pytest.mark.parametrize(
    ("geboren", "wel", "niet"),
    [
        (_jaren(9), {"jeugdhulp", "verhuizing", "paspoort"}, set()),
        (_jaren(12), {"verhuizing", "paspoort"}, {"jeugdhulp"}),  # a voice of their own
        (_jaren(12, 1), {"jeugdhulp"}, set()),  # tomorrow
        (_jaren(16), {"paspoort"}, {"jeugdhulp", "verhuizing"}),
    ],
)
@pytest.mark.parametrize("soort", ["gezag", "voogdij"])
def test_gezag_ends_per_subject_at_the_age_that_its_purpose_says(soort, geboren, wel, niet):
    found = _holds(_kant(soort), geboren=geboren)
    assert found.code == ""
    assert wel <= found.onderwerpen
    assert not niet & found.onderwerpen


@pytest.mark.parametrize(
    ("kant", "wie", "code"),
    [
        (_kant("gezag"), {"geboren": _jaren(18)}, "meerderjarig"),
        (_kant("gezag"), {"geboren": ""}, "leeftijd_onbekend"),
        (_kant("gezag"), {"geboren": "0000-00-00"}, "leeftijd_onbekend"),
        (_kant("gezag"), {"geboren": f"{timezone.localdate().year - 18}-00-00"}, "meerderjarig"),  # perhaps 17: no
        (_kant("erfgenaam", "gemeentebelasting"), {}, "leeft"),
        (_kant("erfgenaam", "gemeentebelasting"), {"overleden": date(2026, 9, 1)}, ""),
        (_kant("bewind"), {"overleden": date(2026, 9, 1)}, "overleden"),
        (_kant("curatele", geldig_tot=timezone.localdate() - timedelta(1)), {}, "voorbij"),
        (_kant("curatele", geldig_tot=timezone.localdate()), {}, ""),
        (_kant("curatele", geldig_van=timezone.localdate() + timedelta(1)), {}, "nog_niet"),
        (_kant("opgegeven"), {}, "opgegeven"),
    ],
)
def test_when_it_does_not_hold(kant, wie, code):
    assert _holds(kant, **wie).code == code


def test_an_heir_has_a_scope_and_a_term_ends_after_it_begins():
    for wrong in (_kant("erfgenaam"), _kant("bewind", geldig_tot=date(2000, 1, 1)), _kant("voorspraak")):
        with pytest.raises(IntegrityError), transaction.atomic():
            _mens(wrong)


@pytest.mark.parametrize(
    ("een", "ander", "botst"),
    [
        (_kant("bewind"), _kant("bewind"), True),
        (_kant("bewind", "bijstand"), _kant("bewind", "gemeentebelasting"), False),  # they leave each other alone
        (_kant("curatele"), _kant("machtiging", "afval"), True),
        (_kant("curatele"), _kant("bewind"), True),
        (_kant("bewind"), _kant("machtiging", "afval"), False),  # no money
        (_kant("bewind"), _kant("machtiging", "gemeentebelasting"), True),
        (_kant("mentorschap"), _kant("mentorschap"), True),
        (_kant("mentorschap"), _kant("bewind"), False),
        (_kant("machtiging", "afval"), _kant("machtiging", "afval"), False),
        (_kant("bewind"), _kant("bewind", geldig_tot=timezone.localdate() - timedelta(1)), False),
        (_kant("curatele"), _kant("opgegeven"), False),
    ],
)
def test_claims_that_exclude_each_other_leave_nobody(een, ander, botst):
    klant = _mens(een, ander)
    codes = {machtiging_van(klant, kant["id"]).code for kant in (een, ander)}
    assert ("tegenstrijdig" in codes) is botst
    if botst:
        assert codes == {"tegenstrijdig"}
        assert machtiging_van(klant, een["id"]).botst_met == (ander["id"],)


def test_one_person_does_not_exclude_themselves():
    wie = uuid4()
    een, ander = _kant("curatele", door=wie), _kant("bewind", door=wie)
    klant = _mens(een, ander)
    assert [machtiging_van(klant, kant["id"]).code for kant in (een, ander)] == ["", ""]


def test_both_parents_have_gezag():
    een, ander = _kant("gezag"), _kant("gezag")
    kind = _mens(een, ander, geboren=_jaren(9))
    assert [machtiging_van(kind, kant["id"]).code for kant in (een, ander)] == ["", ""]


def _aan_balie(klant: UUID, wie: str = cast.JOLANDA.code):
    """Somebody at the counter who showed a proof."""
    medewerker = bed.medewerker(wie)
    gesprek_id = start_gesprek(medewerker, "balie")
    ctx = medewerker.voor(Aanleiding("gesprek", klant, gesprek_id))
    assert try_controle(ctx, klant, gesprek_id, Controle(bewijs_gezien=True)).voldoende
    return ctx


def _nieuw(wie: UUID, voor: UUID, **ander: object) -> NieuweVertegenwoordiging:
    velden = {
        "soort": "bewind",
        "omvang": (),
        "geldig_van": timezone.localdate(),
        "geldig_tot": None,
        "bewijs": "Beschikking 2026/44",
        "bron": "uitspraak",
    }
    return NieuweVertegenwoordiging(vertegenwoordiger_id=wie, vertegenwoordigde_id=voor, **velden | ander)


def test_a_person_decides_and_not_the_one_who_wrote_it_down():
    klant, een, ander = _mens(), _mens(), _mens()
    jolanda = _aan_balie(klant)
    a = record_vertegenwoordiging(jolanda.over({klant, een}), _nieuw(een, klant))
    b = record_vertegenwoordiging(jolanda.over({klant, ander}), _nieuw(ander, klant))
    assert machtiging_van(klant, a).code == machtiging_van(klant, b).code == "tegenstrijdig"
    drie = {klant, een, ander}
    with pytest.raises(Refused) as refused:
        decide_vertegenwoordiging(jolanda.over(drie), [a], [b], "Ik denk dat het zo is.")
    assert refused.value.code == "ZELF_OPGESCHREVEN"
    dylan = _aan_balie(klant, cast.DYLAN.code).over(drie)
    with pytest.raises(Invalid):
        decide_vertegenwoordiging(dylan, [a], [b], " ")
    decide_vertegenwoordiging(dylan, [a], [b], "De rechtbank bevestigde het eerste bewind.")
    assert [machtiging_van(klant, id).code for id in (a, b)] == ["", "geldt_niet"]
    c = record_vertegenwoordiging(jolanda.over({klant, ander}), _nieuw(ander, klant))  # a new claim, a new decision
    assert machtiging_van(klant, a).code == machtiging_van(klant, c).code == "tegenstrijdig"
    decide_vertegenwoordiging(dylan, [a, c], [], "Zij zijn samen benoemd.")
    assert [machtiging_van(klant, id).code for id in (a, c)] == ["", ""]


def test_the_database_itself_wants_another_person():
    """Past the door: whoever recorded a claim cannot stand as who decided it."""
    with pytest.raises(IntegrityError), transaction.atomic():
        wie = uuid4()
        _mens(_kant("bewind", vastgelegd_door=wie, besluit="geldt", besloten_door=wie, besloten_waarom="Zelf"))
    with pytest.raises(IntegrityError), transaction.atomic():
        _mens(_kant("bewind", besluit="geldt"))


@pytest.mark.parametrize(
    ("ander", "veld"),
    [
        ({"soort": "opgegeven"}, "soort"),
        ({"soort": "buurman"}, "soort"),
        ({"soort": "erfgenaam"}, "omvang"),
        ({"bewijs": "ja"}, "bewijs"),
        ({"bron": "horen zeggen"}, "bron"),
        ({"geldig_tot": date(2020, 1, 1)}, "geldig_tot"),
    ],
)
def test_nothing_is_written_down_without_ground(ander, veld):
    klant, wie = _mens(), _mens()
    with pytest.raises(Invalid) as wrong:
        record_vertegenwoordiging(_aan_balie(klant).over({klant, wie}), _nieuw(wie, klant, **ander))
    assert wrong.value.field == veld


def test_only_with_a_customer_who_made_clear_who_they_are():
    klant, wie = _mens(), _mens()
    jolanda = bed.medewerker(cast.JOLANDA.code)
    ctx = jolanda.voor(Aanleiding("gesprek", klant, start_gesprek(jolanda, "telefoon"))).over({klant, wie})
    with pytest.raises(Refused) as refused:
        record_vertegenwoordiging(ctx, _nieuw(wie, klant))
    assert refused.value.code == "NIVEAU"
    with pytest.raises(Refused):
        record_vertegenwoordiging(bed.klant(klant).over({klant, wie}), _nieuw(wie, klant))
