"""Own, household and colleague files, and files with a label: who opens them, who does not, and what is left of it."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection

from geholpen.domain.doelbinding.models import Audit
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.queries import vragen_van, werkvoorraad, zoek_kenmerk
from geholpen.domain.partijen import commands
from geholpen.domain.partijen.afscherming.models import Afschermmelding, Personeelssleutel
from geholpen.domain.partijen.queries import (
    Zoekvraag,
    afschermingen,
    find_personen,
    naam_van,
    personeelslijsten,
    read_lijst,
)
from geholpen.platform.doors import backstage
from geholpen.platform.errors import Invalid, Missing, Refused
from tests import bed, cast
from tests.api.inzien import alles
from tests.partijen.schilden import aan, groep, label, met_vraag, personeelslijst

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
AFDELINGEN = frozenset({"parkeren", "kcc"})


def refused(door, *args) -> str:
    """What the screen reads; the code of the log is checked by the caller."""
    with pytest.raises(Refused) as caught:
        door(*args)
    assert caught.value.code == "GEEN_AANLEIDING"
    return caught.value.reason


def codes() -> list[str]:
    """Codes of what was refused, as the privacy officer sees them."""
    return [a.resultaat for a in alles(Audit) if not a.besluit]


def test_an_employee_never_opens_the_own_file(register):
    partij_id, reden = met_vraag(cast.DYLAN_THUIS)
    assert klantbeeld(aan(cast.DYLAN, reden), partij_id).naam == "Dylan Oostrum"
    personeelslijst((cast.DYLAN, cast.DYLAN_THUIS))
    refused(klantbeeld, aan(cast.DYLAN, reden), partij_id)
    assert codes() == ["EIGEN_DOSSIER"]


def test_nor_that_of_somebody_at_home():
    partij_id, reden = met_vraag(cast.NAIMA)
    personeelslijst((cast.DYLAN, cast.SAMIRA))  # as if he lived with Samira and her mother
    refused(klantbeeld, aan(cast.DYLAN, reden), partij_id)
    assert codes() == ["HUISGENOOT"]
    assert klantbeeld(aan(cast.JOLANDA, reden), partij_id).naam


def test_next_door_is_not_at_home():
    partij_id, reden = met_vraag(cast.SAMIRA)
    personeelslijst((cast.DYLAN, cast.DYLAN_THUIS))
    assert klantbeeld(aan(cast.DYLAN, reden), partij_id).naam


def test_the_file_of_a_colleague_is_for_the_group_only():
    partij_id, reden = met_vraag(cast.DYLAN_THUIS)
    personeelslijst((cast.DYLAN, cast.DYLAN_THUIS))
    refused(klantbeeld, aan(cast.JOLANDA, reden), partij_id)
    assert codes() == ["COLLEGA"]
    groep(cast.HENK_JAN, code="personeel", voor_personeel=True)
    assert klantbeeld(aan(cast.HENK_JAN, reden), partij_id).naam
    assert [m.groep_code for m in alles(Afschermmelding)] == ["personeel"]


def test_being_in_the_group_does_not_open_the_own_file():
    partij_id, reden = met_vraag(cast.DYLAN_THUIS)
    personeelslijst((cast.DYLAN, cast.DYLAN_THUIS))
    groep(cast.DYLAN, code="personeel", voor_personeel=True)
    refused(klantbeeld, aan(cast.DYLAN, reden), partij_id)
    assert codes() == ["EIGEN_DOSSIER"]


def test_a_label_closes_a_file_for_everybody_but_the_group_and_ending_it_opens_it():
    partij_id, reden = met_vraag(cast.SAMIRA)
    groep(cast.HENK_JAN)
    label(partij_id)
    refused(klantbeeld, aan(cast.JOLANDA, reden), partij_id)
    refused(naam_van, aan(cast.JOLANDA, reden), partij_id)
    assert codes() == ["AFGESCHERMD", "AFGESCHERMD"]
    assert klantbeeld(aan(cast.HENK_JAN, reden), partij_id).naam == "Samira Belhadi"
    fg = bed.medewerker(cast.CARLIJN.code)
    (regel,) = afschermingen(fg)
    assert (regel.naam, regel.groep_code) == ("Samira Belhadi", "veilig")
    commands.end_shield(fg.over({partij_id}), partij_id, regel.id, "De dreiging is voorbij, zegt de politie.")
    assert klantbeeld(aan(cast.JOLANDA, reden), partij_id).naam == "Samira Belhadi"
    with pytest.raises(Missing):
        commands.end_shield(fg.over({partij_id}), partij_id, regel.id, "De dreiging is voorbij, zegt de politie.")


def test_each_opening_by_the_group_is_told_once_per_request():
    partij_id, reden = met_vraag(cast.SAMIRA)
    groep(cast.HENK_JAN)
    label(partij_id)
    ctx = aan(cast.HENK_JAN, reden)
    klantbeeld(ctx, partij_id)
    vragen_van(ctx, partij_id)
    assert len(alles(Afschermmelding)) == 1
    klantbeeld(aan(cast.HENK_JAN, reden), partij_id)
    assert len(alles(Afschermmelding)) == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT args->>'groep' FROM procrastinate_jobs WHERE task_name = 'meld_afscherming'")
        assert cursor.fetchall() == [("veilig",), ("veilig",)]


def test_lists_and_searches_leave_a_shielded_file_out_as_if_it_were_not_there():
    partij_id, _reden = met_vraag(cast.SAMIRA)
    ander, _ = met_vraag(cast.WOUTER)
    groep(cast.HENK_JAN)
    jolanda, henk_jan = bed.medewerker(cast.JOLANDA.code), bed.medewerker(cast.HENK_JAN.code)
    vraag = Zoekvraag(bsn=cast.SAMIRA.bsn)
    assert [h.partij_id for h in find_personen(jolanda, vraag).hits] == [partij_id]
    kenmerk = next(r.vraag.kenmerk for r in werkvoorraad(jolanda, AFDELINGEN).regels if r.vraag.partij_id == partij_id)
    assert zoek_kenmerk(jolanda, kenmerk)
    label(partij_id)
    assert find_personen(jolanda, vraag) == find_personen(jolanda, Zoekvraag(bsn=cast.NADINE.bsn))
    assert zoek_kenmerk(jolanda, kenmerk) is None
    assert {r.vraag.partij_id for r in werkvoorraad(jolanda, AFDELINGEN).regels} == {ander}
    assert {r.vraag.partij_id for r in werkvoorraad(henk_jan, AFDELINGEN).regels} == {partij_id, ander}
    assert [h.partij_id for h in find_personen(henk_jan, vraag).hits] == [partij_id]


def test_a_staff_list_counts_only_when_three_people_made_it_so():
    partij_id, reden = met_vraag(cast.DYLAN_THUIS)
    tekst = f"{cast.DYLAN.code};{cast.DYLAN_THUIS.bsn};9999 BK;14;"
    anneke, sjoerd, carlijn = (bed.medewerker(m.code) for m in (cast.ANNEKE, cast.SJOERD, cast.CARLIJN))
    lijst_id = commands.place_personeelslijst(anneke, read_lijst(tekst))
    assert klantbeeld(aan(cast.DYLAN, reden), partij_id).naam
    commands.approve_personeelslijst(carlijn, lijst_id, "fg")
    assert not personeelslijsten()[0].telt
    assert klantbeeld(aan(cast.DYLAN, reden), partij_id).naam
    for ctx, deel in ((anneke, "or"), (carlijn, "or"), (sjoerd, "fg"), (anneke, "x")):
        with pytest.raises(Refused):
            commands.approve_personeelslijst(ctx, lijst_id, deel)
    commands.approve_personeelslijst(sjoerd, lijst_id, "or")
    assert personeelslijsten()[0].telt
    refused(klantbeeld, aan(cast.DYLAN, reden), partij_id)
    commands.withdraw_personeelslijst(anneke, lijst_id)
    assert klantbeeld(aan(cast.DYLAN, reden), partij_id).naam


def test_the_same_person_cannot_give_both_approvals_whatever_roles_they_have():
    from geholpen.domain.organisatie.models import Medewerker  # noqa: PLC0415

    Medewerker.objects.filter(code=cast.SJOERD.code).update(rollen=["ondernemingsraad", "fg"])
    tekst = f"{cast.DYLAN.code};{cast.DYLAN_THUIS.bsn};9999 BK;14;"
    lijst_id = commands.place_personeelslijst(bed.medewerker(cast.ANNEKE.code), read_lijst(tekst))
    commands.approve_personeelslijst(bed.medewerker(cast.SJOERD.code), lijst_id, "or")
    with pytest.raises(Invalid, match="drie verschillende mensen"):
        commands.approve_personeelslijst(bed.medewerker(cast.SJOERD.code), lijst_id, "fg")


@pytest.mark.parametrize("kolom", ["sleutel", "medewerker_id", "soort", "*"])
def test_of_the_staff_list_the_application_can_read_nothing(kolom):
    personeelslijst((cast.DYLAN, cast.DYLAN_THUIS))
    with backstage(), connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute(f"SELECT {kolom} FROM personeelssleutel")


def test_of_the_staff_list_only_keyed_hashes_are_kept(db):
    assert [f.name for f in Personeelssleutel._meta.concrete_fields] == [
        "sleutel",
        "medewerker_id",
        "lijst_id",
        "soort",
    ]
    assert Personeelssleutel._meta.get_field("sleutel").get_internal_type() == "BinaryField"


@pytest.mark.parametrize(
    ("tekst", "zegt"),
    [
        ("", "Plak de lijst"),
        ("mdw-002;999903342", "Regel 1 heeft geen vijf delen"),
        ("niemand;999903342;9999 BK;14;", "Regel 1: deze code"),
        ("mdw-002;999903342;9999 BK;14;\nmdw-001;123456789;9999 BK;14;", "Regel 2: het tweede deel"),
    ],
)
def test_a_list_that_cannot_be_read_says_in_which_line_and_repeats_no_number(tekst, zegt):
    with pytest.raises(Invalid, match=zegt) as caught:
        read_lijst(tekst)
    assert "999903342" not in caught.value.reason
    assert "123456789" not in caught.value.reason


def test_only_the_privacy_officer_and_the_functional_manager_set_and_see_labels():
    partij_id, _ = met_vraag(cast.SAMIRA)
    groep(cast.HENK_JAN)
    for wie in (cast.JOLANDA, cast.ROBBERT, cast.SJOERD, cast.BRAM):
        ctx = bed.medewerker(wie.code)
        with pytest.raises(Refused):
            commands.shield(ctx.over({partij_id}), partij_id, "veilig", "Omdat ik dat graag zou willen.")
        with pytest.raises(Refused):
            afschermingen(ctx)
    with pytest.raises(Invalid, match="hele zin"):
        commands.shield(bed.medewerker(cast.ANNEKE.code).over({partij_id}), partij_id, "veilig", "VIP")
