"""Templates of our own: what may be kept, the way of a version, and which version a message names."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from geholpen.domain.berichten.antwoordsjablonen import regels
from geholpen.domain.berichten.commands import (
    NieuwSjabloon,
    save_antwoordsjabloon,
    use_sjabloonversie,
    withdraw_sjabloonversie,
)
from geholpen.domain.berichten.models import Sjabloonversie
from geholpen.domain.berichten.queries import sjabloonversies, te_kiezen_sjablonen
from geholpen.platform.errors import Invalid, Refused
from tests import bed


@pytest.fixture
def manager(db, register):
    """The functional manager."""
    register.forget()
    return bed.medewerker("mdw-007")


def nieuw(tekst: str, *kanalen: str, **anders: object) -> NieuwSjabloon:
    return NieuwSjabloon(
        **{"naam": "Proef", "kanalen": kanalen or ("email",), "onderwerpen": (), "tekst": tekst} | anders
    )


@pytest.mark.parametrize(
    ("tekst", "kanaal", "zin"),
    [
        ("", "email", "Schrijf de tekst"),
        ("Beste {naam}", "email", "{naam} kennen wij niet"),
        ("Kenmerk {kenmerk", "email", "accolade"),
        ("Wij belden u.", "sms", "Zet {organisatie} in de tekst"),
        ("Lees dit.", "berichtenbox", "Zet {telefoon} in de tekst"),
        ("{organisatie} " + "a" * 600, "sms", "sms'jes"),
        ("a" * 2001, "chat", "2000"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_what_to_do(manager, tekst, kanaal, zin):
    with pytest.raises(Invalid) as gezegd:
        save_antwoordsjabloon(manager, nieuw(tekst, kanaal))
    assert gezegd.value.field == "tekst"
    assert zin in gezegd.value.reason


def test_a_version_goes_one_way_and_its_words_stay(manager):
    id = save_antwoordsjabloon(manager, nieuw("Eerste tekst met {kenmerk}."))
    eerste = sjabloonversies(id)[0]
    assert (eerste.staat, eerste.nummer, eerste.gemaakt_door) == ("concept", 1, manager.actor.id)
    assert "Proef" not in {k.naam for k in te_kiezen_sjablonen("afval", ["email"])}, "a concept is for nobody"
    use_sjabloonversie(manager, eerste.id)
    assert [k.versie_id for k in te_kiezen_sjablonen("afval", ["email"]) if k.naam == "Proef"] == [eerste.id]
    save_antwoordsjabloon(manager, nieuw("Tweede tekst met {kenmerk}."), id)
    use_sjabloonversie(manager, sjabloonversies(id)[0].id)
    tweede, oud = sjabloonversies(id)
    assert (tweede.staat, oud.staat, oud.tekst) == ("in_gebruik", "ingetrokken", "Eerste tekst met {kenmerk}.")
    assert [v for v in tweede.verschil if v[0] != "gelijk"] == [("weg", "Eerste"), ("erbij", "Tweede")]
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        Sjabloonversie.objects.filter(id=tweede.id).update(tekst="Anders")
    with pytest.raises(Invalid, match="Alleen een concept"):
        use_sjabloonversie(manager, oud.id)
    withdraw_sjabloonversie(manager, tweede.id)
    assert "Proef" not in {k.naam for k in te_kiezen_sjablonen("afval", ["email"])}


def test_only_the_functional_manager_makes_templates(manager):
    with pytest.raises(Refused):
        save_antwoordsjabloon(bed.medewerker("mdw-001"), nieuw("Tekst."))


def test_a_template_is_for_its_subject_and_channel_only(manager):
    id = save_antwoordsjabloon(manager, nieuw("{organisatie}: ja.", "sms", "email", onderwerpen=("afval",)))
    use_sjabloonversie(manager, sjabloonversies(id)[0].id)
    assert [k.kanalen for k in te_kiezen_sjablonen("afval", ["sms"]) if k.naam == "Proef"] == [("sms",)]
    assert not [k for k in te_kiezen_sjablonen("paspoort", ["sms"]) if k.naam == "Proef"]
    assert not [k for k in te_kiezen_sjablonen("afval", ["brief"]) if k.naam == "Proef"]


def test_the_other_way_of_speaking_to_somebody_is_seen():
    assert regels.mixed_tone("Kunt u je pas meenemen?", "u", "nld") == "je"
    assert regels.mixed_tone("Neem uw pas mee.", "u", "nld") == ""
    assert regels.mixed_tone("Neem uw pas mee.", "je", "nld") == "uw"
    assert regels.fill("{aanhef}: {kenmerk}", {"aanhef": "{kenmerk}", "kenmerk": "X"}) == "{kenmerk}: X"
