"""Management of shielding: a file, the groups, the staff list; what each role has of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from geholpen.domain.klantcontacten.commands import OudContact, OudeKlantvraag, import_klantvraag
from geholpen.domain.klantcontacten.queries import vragen_van
from geholpen.domain.organisatie.queries import medewerker_met_code
from geholpen.domain.partijen.afscherming.models import Afschermgroep, Afscherming
from geholpen.platform.tasks import run_now
from tests import bed, cast
from tests.api.inzien import alles
from tests.faces_werkplek.bureau import Bureau, import_klant, plain
from tests.partijen import schilden

REDEN = "De politie meldt dat deze klant gevaar loopt."


@pytest.fixture
def carlijn(stad) -> Bureau:
    return Bureau(cast.CARLIJN.code)


def at(bureau: Bureau, pagina: str, /, *, status: int = 200, **velden: object) -> str:
    """The page under this name; with fields: what comes back after sending them."""
    url = reverse(f"beheer:{pagina}")
    answer = bureau.client.post(url, velden, follow=True) if velden else bureau.client.get(url)
    return plain(bureau.see(answer, status))


def groep(bureau: Bureau) -> None:
    leden = [str(medewerker_met_code(cast.HENK_JAN.code).id)]
    at(bureau, "afschermgroepen", naam="Bedreigde mensen", meldadres="hoofd@waterdam.example", leden=leden)


def test_a_file_is_shielded_and_that_ends_with_a_reason(carlijn, stad):
    assert "Geen dossier is afgeschermd" in at(carlijn, "afscherming")
    assert "Maak eerst een groep" in at(carlijn, "afscherming")
    groep(carlijn)
    done = at(carlijn, "afscherming", wie=cast.SAMIRA.bsn, groep="bedreigde-mensen", reden=REDEN)
    assert "Het dossier is afgeschermd" in done
    assert "Samira Belhadi" in done
    assert cast.SAMIRA.bsn not in carlijn.laatste.content.decode()
    (label,) = alles(Afscherming)
    einde = {"actie": "einde", "partij": str(stad["samira"]), "afscherming": str(label.id)}
    assert "Minstens 20 tekens" in at(carlijn, "afscherming", status=422, einde="klaar", **einde)
    assert "Niet meer afgeschermd" in at(
        carlijn, "afscherming", einde="Het gevaar is voorbij, zegt de politie.", **einde
    )


def test_faults_stand_at_the_field_and_a_number_of_a_person_does_not_come_back(carlijn):
    groep(carlijn)
    tekst = at(carlijn, "afscherming", status=422, wie=cast.NADINE.bsn, groep="bedreigde-mensen", reden=REDEN)
    assert "Wij vinden niet één klant met dit gegeven" in tekst
    assert cast.NADINE.bsn not in carlijn.laatste.content.decode()
    assert "Kies een groep" in at(carlijn, "afscherming", status=422, wie=cast.SAMIRA.bsn, groep="", reden=REDEN)
    assert "Geef de groep een naam" in at(carlijn, "afschermgroepen", status=422, naam="", meldadres="a@b.example")


def test_a_new_group_never_takes_the_place_of_another(carlijn):
    groep(carlijn)
    (first,) = Afschermgroep.objects.all()
    velden = {"meldadres": "a@b.example", "leden": [str(medewerker_met_code(cast.DYLAN.code).id)]}
    again = at(carlijn, "afschermgroepen", status=422, naam="bedreigde mensen", **velden)
    assert "Er is al een groep met deze naam" in again
    for naam in ("Bedreigde-mensen!", "!!!", "???"):  # other names that make the same code
        at(carlijn, "afschermgroepen", naam=naam, **velden)
    first.refresh_from_db()
    assert first.leden == [medewerker_met_code(cast.HENK_JAN.code).id]
    assert Afschermgroep.objects.count() == 4
    at(carlijn, "afschermgroepen", naam="Bedreigde mensen", code=first.code, **velden)
    first.refresh_from_db()
    assert first.leden == [medewerker_met_code(cast.DYLAN.code).id]
    at(carlijn, "afschermgroepen", status=404, naam="Nog een", code="bestaat-niet", **velden)
    fout = at(carlijn, "afschermgroepen", status=422, naam="", meldadres="x")
    assert "Er zijn 3 dingen die nog niet kloppen" in fout


def test_the_staff_list_is_placed_and_approved_by_three_people(carlijn):
    anneke, sjoerd = Bureau(cast.ANNEKE.code), Bureau(cast.SJOERD.code)
    regel = f"{cast.DYLAN.code};{cast.DYLAN_THUIS.bsn};9999 BK;14;"
    assert "Regel 1 heeft geen vijf delen" in at(anneke, "personeelslijst", status=422, actie="plaatsen", lijst="x;y")
    assert "Wacht op akkoord" in at(anneke, "personeelslijst", actie="plaatsen", lijst=regel)
    assert cast.DYLAN_THUIS.bsn not in anneke.laatste.content.decode()
    html = sjoerd.client.get(reverse("beheer:personeelslijst")).content.decode()
    lijst_id = html.partition('name="lijst_id" value="')[2][:36]
    assert "Akkoord geven als privacy officer" not in html
    for bureau in (sjoerd, carlijn):
        assert "akkoord geven" in at(bureau, "start")
    at(sjoerd, "personeelslijst", actie="or", lijst_id=lijst_id)
    assert "akkoord geven" not in at(sjoerd, "start")
    assert "Telt" in at(carlijn, "personeelslijst", actie="fg", lijst_id=lijst_id)
    assert "akkoord geven" not in at(carlijn, "start")


def test_the_works_council_sees_the_list_and_no_file(carlijn):
    sjoerd = Bureau(cast.SJOERD.code)
    at(sjoerd, "personeelslijst")
    at(sjoerd, "afscherming", status=403)
    at(sjoerd, "afschermgroepen", status=403)
    for wie in (cast.ROBBERT, cast.WIETSKE):
        for pagina in ("afscherming", "afschermgroepen", "personeelslijst"):
            at(Bureau(wie.code), pagina, status=403)


def test_the_owner_of_a_group_gets_a_mail_that_says_who_and_not_whose(carlijn, monkeypatch):
    from geholpen.domain.doelbinding import ports  # noqa: PLC0415

    groep(carlijn)
    sent: list[tuple[str, str, str]] = []
    monkeypatch.setattr(ports, "_melders", [lambda *wat: sent.append(wat)])
    henk_jan = medewerker_met_code(cast.HENK_JAN.code)
    run_now("meld_afscherming", bed.systeem("beheer"), groep="bedreigde-mensen", medewerker_id=str(henk_jan.id))
    ((adres, onderwerp, tekst),) = sent
    assert (adres, onderwerp) == ("hoofd@waterdam.example", "Een afgeschermd dossier is geopend")
    assert cast.HENK_JAN.naam in tekst
    assert "Samira" not in tekst
    assert not mail.outbox


ZONDER = "Vragen die niemand mag zien"


def _question(partij_id) -> str:
    """An open question of this customer; the department it went to."""
    contact = OudContact("email", "klant", timezone.now() - timedelta(hours=1), "Een vraag.", "Vraag")
    oud = OudeKlantvraag("parkeervergunning", "in_behandeling", (contact,))
    import_klantvraag(bed.systeem().over({partij_id}), partij_id, oud)
    (vraag,) = [v for v in vragen_van(bed.klant(partij_id), partij_id) if v.klantvraag_id == oud.id]
    return vraag.afdeling_code


def test_a_question_that_nobody_of_its_department_may_see_is_told_to_the_privacy_officer(carlijn, stad, beheer):
    """For the department it is not there: without this nobody would ever know, and the customer waits."""
    afdeling = _question(stad["samira"])
    erbij, elders = (
        next(m for m in cast.PACK.medewerkers if (m.afdeling == afdeling) == gelijk and m.rollen)
        for gelijk in (True, False)
    )
    assert ZONDER not in at(carlijn, "start")
    schilden.groep(elders)
    schilden.label(stad["samira"])
    page = at(carlijn, "start")
    assert ZONDER in page and "vraag bij" in page
    assert "Samira" not in page
    for wie in (cast.ANNEKE, cast.ROBBERT, cast.WIETSKE):
        assert ZONDER not in at(Bureau(wie.code), "start")
    schilden.groep(elders, erbij)
    assert ZONDER not in at(carlijn, "start")


def test_so_is_a_question_of_a_colleague(carlijn, stad):
    dylan = import_klant(cast.DYLAN_THUIS)
    afdeling = _question(dylan)
    schilden.personeelslijst((cast.DYLAN, cast.DYLAN_THUIS))
    assert ZONDER in at(carlijn, "start")
    erbij = next(m for m in cast.PACK.medewerkers if m.afdeling == afdeling and m.rollen and m.code != cast.DYLAN.code)
    schilden.groep(erbij)
    assert ZONDER in at(carlijn, "start"), "a group that is not for colleagues"
    schilden.groep(erbij, voor_personeel=True)
    assert ZONDER not in at(carlijn, "start")
