"""An employee looks up the neighbour: refused, oversight reads it without a name, the citizen sees nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse

from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.platform.errors import Refused
from tests import bed, browser, cast
from tests.faces_werkplek.bureau import Bureau, plain


def page(wie, naam: str) -> str:
    bureau = Bureau(wie.code)
    return plain(bureau.see(bureau.client.get(reverse(f"beheer:{naam}")), 200))


@pytest.mark.geval("A20")
def test_the_neighbour_stays_closed_and_the_team_lead_hears_that_somebody_tried(stad):
    ctx = bed.medewerker(cast.DYLAN.code)
    with pytest.raises(Refused) as refusal:
        klantbeeld(ctx.over({stad["samira"]}), stad["samira"])
    assert refusal.value.code == "GEEN_AANLEIDING"
    for wie in (cast.ROBBERT, cast.CARLIJN):
        tekst = page(wie, "weigeringen")
        assert "Uw gegevens en vragen bekeken" in tekst
        assert "Klantcontactcentrum" in tekst
        assert "Zonder aanleiding mag u de gegevens niet zien." in tekst
        assert "Dylan" not in tekst
    mijn = plain(browser.text(browser.log_in("klant", stad["samira"]).get("/mijn/inzage/?wie=medewerker")))
    assert "Geen medewerker keek in deze periode in uw gegevens." in mijn


def test_a_team_lead_reads_the_refusals_of_the_own_department_only(stad):
    with pytest.raises(Refused):
        klantbeeld(bed.medewerker(cast.TAMAR.code).over({stad["samira"]}), stad["samira"])
    assert "Niemand is geweigerd" in page(cast.ROBBERT, "weigeringen")
    assert "Uw gegevens en vragen bekeken" in page(cast.CARLIJN, "weigeringen")
