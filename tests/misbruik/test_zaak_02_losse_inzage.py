"""A reason that was made up: somebody begins a conversation to look, and never has one."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse

from geholpen.domain.doelbinding.queries import losse_inzagen
from geholpen.domain.doelbinding.queries_toezicht import REGELS
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.commands import start_gesprek
from geholpen.domain.klantcontacten.toezicht import look_at_losse_inzage
from geholpen.platform.context import Aanleiding
from tests import bed, browser, cast
from tests.faces_werkplek.bureau import Bureau, begin, plain


def looked(klant: UUID, code: str = cast.DYLAN.code) -> UUID:
    """A conversation in which this customer was looked at. Returns its id."""
    ctx = bed.medewerker(code)
    gesprek = start_gesprek(ctx, "telefoon")
    klantbeeld(ctx.voor(Aanleiding("gesprek", klant, gesprek)), klant)
    return gesprek


def later(beheer, minutes: int) -> None:
    """As if every conversation, and what was looked at in it, were this long ago."""
    beheer.execute("UPDATE gesprek SET begonnen_op = begonnen_op - make_interval(mins => %s)", [minutes])
    beheer.execute(
        "UPDATE dataverwerking SET moment = moment - make_interval(mins => %s) WHERE aanleiding_soort = 'gesprek'",
        [minutes],
    )


def see(bureau: Bureau, naam: str, *args: object, status: int = 200, **velden: str) -> str:
    url = reverse(f"beheer:{naam}", args=args)
    answer = bureau.client.post(url, velden, follow=True) if velden else bureau.client.get(url)
    return plain(bureau.see(answer, status))


def test_it_is_flagged_asked_answered_judged_and_the_citizen_reads_it(echt, beheer):
    looked(echt["samira"])
    later(beheer, 29)
    assert look_at_losse_inzage() == 0
    later(beheer, 2)
    assert look_at_losse_inzage() == 1
    assert look_at_losse_inzage() == 0
    citizen = browser.log_in("klant", echt["samira"])
    mijn = plain(browser.text(citizen.get("/mijn/inzage/")))
    assert "Van dit gesprek is niets vastgelegd. Wij vragen na waarom er is gekeken." in mijn
    robbert, dylan = Bureau(cast.ROBBERT.code), Bureau(cast.DYLAN.code)
    lijst = see(robbert, "losse_inzage")
    assert "Nieuw" in lijst
    assert "Dylan" not in lijst
    (id,) = beheer.execute("SELECT id FROM losse_inzage").fetchone()
    assert "De vraag staat nu op het scherm" in see(robbert, "losse_inzage_bekijken", id, actie="vragen")
    assert "Leg uit waarom u in gegevens keek." in plain(dylan.get("postvak"))
    assert "Leg uit waarom" not in plain(Bureau(cast.JOLANDA.code).get("postvak"))
    assert "Waarom keek u op" in plain(dylan.get("uitleg"))
    assert "minstens 10 tekens" in plain(dylan.post("uitleg", status=422, inzage=str(id), antwoord="weg"))
    Bureau(cast.JOLANDA.code).post("uitleg", status=404, inzage=str(id), antwoord="Ik was het, echt waar.")
    assert "Uw antwoord is vastgelegd" in plain(
        dylan.post("uitleg", inzage=str(id), antwoord="Zij hing meteen weer op.")
    )
    pagina = see(robbert, "losse_inzage_bekijken", id)
    assert "Zij hing meteen weer op." in pagina
    assert "Uw gegevens en vragen bekeken naam" in pagina, "what was done, and with which data"
    assert cast.SAMIRA.mail not in pagina, "and never the data"
    assert "Dylan" not in pagina
    oordeel = {"uitkomst": "onterecht", "bevinding": "Er is die dag niet gebeld."}
    assert "Uw oordeel is vastgelegd" in see(robbert, "losse_inzage_bekijken", id, **oordeel)
    tweede = see(Bureau(cast.CARLIJN.code), "losse_inzage_bekijken", id, uitkomst="terecht", bevinding="Er is gebeld.")
    assert "niet vastgelegd: hierover is al geoordeeld" in tweede
    mijn = plain(browser.text(citizen.get("/mijn/inzage/")))
    assert "Wij hebben dit nagevraagd: er was geen goede reden." in mijn
    doors = "SELECT count(*) FROM audit WHERE handeling LIKE '%%losse_inzage' AND resultaat = 'geleverd'"
    assert beheer.execute(doors).fetchone()[0] >= 4


def test_a_conversation_that_was_recorded_is_no_signal(echt, beheer):
    jolanda = Bureau(cast.JOLANDA.code)
    gesprek = begin(jolanda)
    klantbeeld(bed.medewerker(cast.JOLANDA.code).voor(Aanleiding("gesprek", echt["samira"], gesprek)), echt["samira"])
    jolanda.post(
        "gesprek_klant",
        gesprek,
        echt["samira"],
        aantal="1",
        v0_waarover="nieuw:parkeervergunning",
        v0_inhoud="Mevrouw vroeg naar de prijs van een vergunning.",
        actie="afronden",
    )
    assert beheer.execute("SELECT count(*) FROM klantcontact WHERE gesprek_id = %s", [gesprek]).fetchone() == (1,)
    later(beheer, 45)
    assert look_at_losse_inzage() == 0


def test_what_waits_for_a_verdict_stays_on_top_however_much_was_judged_since(echt, beheer):
    looked(echt["samira"])
    later(beheer, 31)
    assert look_at_losse_inzage() == 1
    beheer.execute(
        "INSERT INTO losse_inzage (id, gesprek_id, partij_id, medewerker_id, afdeling, gezien_op, regels, antwoord,"
        " uitkomst, bevinding, beoordeeld_op) SELECT gen_random_uuid(), gen_random_uuid(), partij_id, medewerker_id,"
        " afdeling, now(), 1, '', 'terecht', 'Er was die dag gebeld.', now() FROM losse_inzage, generate_series(1, %s)",
        [REGELS],
    )
    found = losse_inzagen(bed.medewerker(cast.ROBBERT.code))
    assert [r.uitkomst for r in found] == ["", *["terecht"] * (REGELS - 1)]
    (oudste,) = beheer.execute(
        "SELECT id FROM losse_inzage WHERE uitkomst <> '' AND id <> ALL(%s)", [[r.id for r in found]]
    ).fetchone()
    assert "Er was die dag gebeld." in see(Bureau(cast.ROBBERT.code), "losse_inzage_bekijken", oudste)


@pytest.mark.parametrize("wie", [cast.JOLANDA, cast.ANNEKE, cast.BRAM], ids=lambda w: w.code)
def test_only_oversight_reads_the_list(echt, wie):
    bureau = Bureau(wie.code)
    bureau.see(bureau.client.get(reverse("beheer:losse_inzage")), 403)
