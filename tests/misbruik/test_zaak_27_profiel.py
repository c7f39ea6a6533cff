"""Case 27: a proxy that discriminates. No purpose may make a profile of people, whatever it would choose them by, and
the database holds that for whoever draws one up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import psycopg
import pytest

from geholpen.domain.doelbinding.commands import Concept, Gegeven, begin_activiteit
from geholpen.domain.doelbinding.register import register
from geholpen.faces.beheer.register.lezen import leeg
from geholpen.platform.errors import Invalid
from tests import bed, cast

NAAM = "Nieuws over uw wijk sturen"


def nieuws(soort: int, *handelingen: str, **anders: Any) -> Concept:
    """A purpose that sends news to people who asked nothing, chosen by one category."""
    gegeven = Gegeven(soort, "Daarmee kiezen wij wie dit bericht krijgt.", handelingen, "geen", "asserted", (0,))
    velden: dict[str, Any] = {
        "naam": NAAM,
        "doel": "Mensen nieuws sturen over werk aan de straat in hun eigen wijk",
        "grondslag": "toestemming",
        "alternatief": "Het staat ook in de krant en aan de balie.",
        "betrokkenen": ("mensen in een wijk",),
        "rollen": ("kcm",),
        "vereist_aanleiding": ("lijst",),
        "selectielijst": "Selectielijst gemeenten 2020, procestype 11",
        "gegevens": (gegeven,),
    }
    return replace(leeg(), **velden | anders)


@pytest.fixture
def anneke(echte_commits):
    register.forget()
    yield bed.medewerker(cast.ANNEKE.code)
    register.forget()


@pytest.mark.parametrize("soort", [1, 3, 4])  # a name, a postcode, an age
def test_nobody_is_chosen_by_what_stands_for_something_else(anneke, beheer, soort):
    with pytest.raises(Invalid) as wrong:
        begin_activiteit(anneke, nieuws(soort, "lezen", "profileren"))
    assert wrong.value.field == "gegevens"
    with pytest.raises(psycopg.errors.CheckViolation, match="geen_profielen"):
        beheer.execute("UPDATE verwerkingsactiviteit_gegeven SET handelingen = '{lezen,profileren}' WHERE nummer = 20")
    assert beheer.execute("SELECT count(*) FROM verwerkingsactiviteit_versie WHERE naam = %s", [NAAM]).fetchone() == (
        0,
    )
    assert beheer.execute("SELECT count(*) FROM activiteit_stap WHERE door = %s", [anneke.actor.id]).fetchone() == (0,)


def test_writing_to_people_out_of_a_list_rests_on_their_consent(anneke, beheer):
    """Refused in words, by the database too; with consent it can be drawn up, and the register keeps who did."""
    taak = {
        "taak_titel": "Inwoners inlichten",
        "taak_artikel": "Gemeentewet, artikel 168",
        "taak_bijdrage": "Wie weet dat er werk aan de straat is, kan er rekening mee houden. Daarom sturen wij"
        " een bericht.",
        "meetpunt": "80 procent van de mensen wist ervan.",
    }
    with pytest.raises(Invalid, match="alleen met hun toestemming"):
        begin_activiteit(anneke, nieuws(2, "lezen", "benaderen", grondslag="publieke_taak", **taak))
    code = begin_activiteit(anneke, nieuws(2, "lezen", "benaderen"))
    (nummer,) = beheer.execute("SELECT nummer FROM verwerkingsactiviteit WHERE code = %s", [code]).fetchone()
    beheer.execute("SET session_replication_role = origin")
    with pytest.raises(psycopg.errors.CheckViolation, match="toestemming"):
        beheer.execute(
            "UPDATE verwerkingsactiviteit_versie SET grondslag = 'vitaal_belang' WHERE nummer = %s", [nummer]
        )
    steps = beheer.execute("SELECT stap, door FROM activiteit_stap WHERE nummer = %s", [nummer]).fetchall()
    assert steps == [("opgesteld", anneke.actor.id)]
