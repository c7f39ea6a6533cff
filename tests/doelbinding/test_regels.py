"""The rule table: pure, first denial wins, every code with a reason in plain Dutch."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from geholpen.domain.doelbinding.ports import Grens, Reden
from geholpen.domain.doelbinding.regels import (
    NIVEAUS,
    REDENEN,
    STIL,
    Activiteit,
    GegevenRegel,
    decide,
    limited,
    narrowed,
)

VANDAAG = date(2026, 11, 23)
REGEL = GegevenRegel(frozenset({"lezen", "zoeken"}), "geen", NIVEAUS["matched"], "{1}")
PARKEREN = Activiteit(
    nummer=20,
    versie=1,
    code="parkeren",
    naam="Vragen over parkeervergunningen beantwoorden",
    doel="Uw vraag over parkeren beantwoorden",
    artikel="Gemeentewet, artikel 225",
    status="actief",
    evaluatiedatum=VANDAAG,
    rollen=frozenset({"kcm"}),
    afdelingen=frozenset(),
    aanleidingen=frozenset({"klantvraag", "lijst"}),
    gegevens={1: REGEL, 3: replace(REGEL, masker="deels", niveau=NIVEAUS["verified"])},
    bewaardagen=30,
    mag_geheim_adres=False,
    mag_bsn_tonen=False,
    gevoelig=False,
    lees_bronnen="{1};{};{1}",
    schrijf_bronnen="{20}",
)
OPEN = Reden(20, True)


def _decide(activiteit=PARKEREN, **anders):
    asked = {
        "soorten": [1],
        "handeling": "lezen",
        "rollen": frozenset({"kcm"}),
        "afdeling": "kcc",
        "aanleiding": "klantvraag",
        "reden": OPEN,
        "niveau": 4,
        "vandaag": VANDAAG,
    }
    return decide(activiteit, **{**asked, **anders})


NAMENS = {"aanleidingen": frozenset({"machtiging"})}
DENIED = [
    ("ONBEKENDE_ACTIVITEIT", None, {}),
    ("ACTIVITEIT_NIET_ACTIEF", {"status": "concept"}, {}),
    ("ACTIVITEIT_NIET_ACTIEF", {"status": "geschorst"}, {}),
    ("ACTIVITEIT_VERLOPEN", {"status": "verlopen"}, {}),
    ("ACTIVITEIT_NIET_ACTIEF", {"status": "ingetrokken"}, {}),
    ("ACTIVITEIT_VERLOPEN", {"evaluatiedatum": VANDAAG - timedelta(days=1)}, {}),
    ("ROL", {}, {"rollen": frozenset()}),
    ("ROL", {}, {"rollen": frozenset({"fg", "systeem", "functioneel_beheerder"})}),
    ("AFDELING", {"afdelingen": frozenset({"jeugd"})}, {}),
    *((code, {}, {"schild": code, "reden": None}) for code in sorted(STIL)),  # before the reason is looked at
    ("ROL", {}, {"schild": "EIGEN_DOSSIER", "rollen": frozenset()}),
    ("GEEN_AANLEIDING", {}, {"aanleiding": "geen", "reden": None}),
    ("GEEN_AANLEIDING", {}, {"aanleiding": "taak"}),
    ("GEEN_AANLEIDING", {}, {"aanleiding": "systeem"}),
    ("GEEN_AANLEIDING", {}, {"reden": None}),
    ("AANLEIDING_GESLOTEN", {}, {"reden": Reden(20, False)}),
    ("GEEN_MACHTIGING", NAMENS, {"aanleiding": "machtiging", "reden": None}),
    ("GEEN_MACHTIGING", NAMENS, {"aanleiding": "machtiging", "reden": Reden(20, False)}),
]


@pytest.mark.parametrize(("code", "anders", "asked"), DENIED)
def test_the_whole_call_is_denied(code, anders, asked):
    besluit = _decide(None if anders is None else replace(PARKEREN, **anders), **asked)
    assert (besluit.code, besluit.toegestaan) == (code, frozenset())


DENIED_PART = [
    ("NIET_NODIG", {"soorten": [6]}, 6),
    ("NIET_NODIG", {"soorten": [22]}, 22),
    ("HANDELING", {"handeling": "wijzigen"}, 1),
    ("HANDELING", {"handeling": "exporteren"}, 1),
    ("NIVEAU", {"niveau": NIVEAUS["asserted"]}, 1),
    ("NIVEAU", {"soorten": [3], "niveau": NIVEAUS["matched"]}, 3),
]


@pytest.mark.parametrize(("code", "asked", "soort"), DENIED_PART)
def test_one_category_is_denied(code, asked, soort):
    besluit = _decide(**asked)
    assert (besluit.code, besluit.toegestaan, besluit.geweigerd) == ("", frozenset(), {soort: code})


def test_some_are_given_and_the_others_say_why_not():
    besluit = _decide(soorten=[1, 3, 6], niveau=NIVEAUS["matched"])
    assert besluit.toegestaan == {1}
    assert besluit.maskers == {1: "geen"}
    assert besluit.geweigerd == {3: "NIVEAU", 6: "NIET_NODIG"}


def test_the_mask_comes_with_the_category():
    assert _decide(soorten=[3]).maskers == {3: "deels"}


def test_the_day_of_evaluation_itself_still_counts_and_a_purpose_without_data_has_nothing_to_lose():
    assert _decide().code == ""
    late = replace(PARKEREN, evaluatiedatum=VANDAAG - timedelta(days=400))
    assert _decide(late).code == "ACTIVITEIT_VERLOPEN"
    assert _decide(replace(late, gegevens={}), soorten=[]).code == ""
    assert _decide(replace(PARKEREN, status="verlopen")).code == "ACTIVITEIT_VERLOPEN"


def test_a_list_needs_no_row_as_reason_and_a_department_that_is_named_may():
    assert _decide(aanleiding="lijst", reden=None).code == ""
    assert _decide(replace(PARKEREN, afdelingen=frozenset({"kcc", "jeugd"}))).code == ""


def test_the_first_denial_wins():
    everything_wrong = replace(PARKEREN, status="geschorst", evaluatiedatum=date(2020, 1, 1))
    assert _decide(everything_wrong, rollen=frozenset(), reden=None).code == "ACTIVITEIT_NIET_ACTIEF"
    assert _decide(rollen=frozenset(), aanleiding="geen", reden=None).code == "ROL"


def test_a_mandate_keeps_only_its_own_sources_for_what_is_about_a_subject():
    breed = replace(REGEL, bronnen="{1,20,21}")
    activiteit = replace(PARKEREN, gegevens={1: breed, 9: breed, 10: replace(REGEL, bronnen="{21}")})
    per_soort = narrowed(activiteit, frozenset({20})).split(";")
    assert (per_soort[0], per_soort[8], per_soort[9]) == ("{1,20,21}", "{20}", "{}")
    assert narrowed(activiteit, frozenset()).split(";")[8] == "{}"


def test_nothing_asked_is_nothing_given():
    assert _decide(soorten=[]).toegestaan == frozenset()


LIMITED = [
    ([Grens("BEZWAAR", 0)], "BEZWAAR", set(), {}),
    ([Grens("TOESTEMMING_ONTBREEKT", 0)], "TOESTEMMING_ONTBREEKT", set(), {}),
    ([Grens("BEPERKT", 1)], "", {3}, {1: "BEPERKT"}),
    ([Grens("BEPERKT", 9)], "", {1, 3}, {}),  # not asked
    ([Grens("BEPERKT", 1), Grens("BEZWAAR", 0)], "BEZWAAR", set(), {}),
    ([], "", {1, 3}, {}),
]


@pytest.mark.parametrize(("grenzen", "code", "gegeven", "geweigerd"), LIMITED)
def test_what_a_customer_does_not_want_is_taken_off(grenzen, code, gegeven, geweigerd):
    besluit = limited(_decide(soorten=[1, 3]), grenzen)
    assert (besluit.code, besluit.toegestaan, besluit.geweigerd) == (code, gegeven, geweigerd)


def test_every_code_has_a_reason_a_person_understands_and_is_tried_here():
    # test_deuren.py, test_zaak_19_ex_partner.py, test_zaak_12_bsn.py, test_zaak_25_noodtoegang.py
    elsewhere = {"ANDERE_KLANT", "ALLEEN_LEZEN", "TE_VAAK_FOUT", "BSN_NIET_TONEN", "EIGEN_WERK"}
    elsewhere |= {f"NOOD_{wat}" for wat in ("BEVESTIG", "UIT", "GEEN_RECHT", "LOOPT_AL", "VOORBIJ")}
    elsewhere |= {"VEEL_INZAGE", "ANDERE_ROL", "INCIDENT"}  # test_zaak_16_massaal.py, _23_logboek.py, _07_incident.py
    elsewhere |= {"GEEN_PAKKET", "PAKKET_VERLOPEN", "SCOPE"}  # tests/rechten/test_verzoeken.py, tests/verantwoording
    tried = {code for code, *_ in DENIED} | {code for code, *_ in DENIED_PART} | elsewhere
    tried |= {grens.code for grenzen, *_ in LIMITED for grens in grenzen}
    assert tried == set(REDENEN)
    for reason in REDENEN.values():
        assert reason[0].isupper()
        assert reason.endswith(".")
