"""Case 18: one number for a family. Whoever calls from it is nobody yet: a list to choose from, and no data."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geholpen.domain.berichten.commands import EigenVraag, stel_vraag
from geholpen.domain.doelbinding.queries import inzage, weigeringen
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.queries import vragen_van
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Refused
from tests import bed, cast
from tests.faces_werkplek.bureau import Bureau, begin, import_klant, plain, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def gezin(register):
    """Lotte and Kofi share their telephone; Lotte has a question."""
    register.forget()
    nummer = next(d for d in cast.LOTTE.digitale_adressen if d.soort == "telefoonnummer")
    kofi = replace(cast.KOFI, digitale_adressen=(*cast.KOFI.digitale_adressen, nummer))
    ids = {"lotte": import_klant(cast.LOTTE), "kofi": import_klant(kofi)}
    stel_vraag(bed.klant(ids["lotte"]), ids["lotte"], EigenVraag("paspoort", "Mijn paspoort verloopt."))
    return nummer.waarde, ids


def test_a_shared_number_gives_a_list_and_links_nobody(gezin):
    nummer, ids = gezin
    jolanda = Bureau(cast.JOLANDA.code)
    gesprek_id = begin(jolanda)
    hits = jolanda.post("gesprek_zoek", gesprek_id, telefoon=nummer)
    assert "2 klanten gevonden" in plain(hits)
    assert all(f"/klant/{id}/" in hits for id in ids.values())
    assert not jolanda.laatste.redirect_chain  # nobody was chosen for her


def test_nothing_is_shown_before_it_is_clear_who_calls(gezin):
    _nummer, ids = gezin
    lotte, jolanda = ids["lotte"], Bureau(cast.JOLANDA.code)
    gesprek_id = begin(jolanda)
    page = jolanda.get("gesprek_klant", gesprek_id, lotte)
    assert "Gesprek met Lotte Brouwershof" in plain(page)
    known = (cast.LOTTE.mail, cast.LOTTE.geboortedatum, cast.LOTTE.bsn, cast.LOTTE.adres.postcode, "WD-", "Loopt al")
    assert not [value for value in known if value in page]
    assert "Na controle van wie de klant is:" in plain(page)

    ctx = bed.medewerker(cast.JOLANDA.code).voor(Aanleiding("gesprek", lotte, gesprek_id))
    beeld = klantbeeld(ctx, lotte)
    assert (beeld.digitale_adressen, beeld.tijdlijn) == ((), ())
    with pytest.raises(Refused) as refused:
        vragen_van(ctx, lotte)
    assert refused.value.code == "NIVEAU"
    geweigerd = [w for w in weigeringen(bed.medewerker(cast.CARLIJN.code)) if w.code == "NIVEAU"]
    assert {w.afdeling for w in geweigerd} == {ctx.actor.afdeling}
    wat = [zin for regel in inzage(bed.klant(lotte), lotte).regels if regel.door == "kcc" for zin in regel.wat]
    assert "Uw gegevens en vragen bekeken" in wat


def test_right_answers_of_one_say_nothing_about_the_other(gezin):
    _nummer, ids = gezin
    jolanda = Bureau(cast.JOLANDA.code)
    gesprek_id = begin(jolanda)
    assert "U weet met wie u spreekt" in verify(jolanda, gesprek_id, ids["lotte"], cast.LOTTE)
    assert "Loopt al" in jolanda.get("gesprek_klant", gesprek_id, ids["lotte"])
    other = jolanda.get("gesprek_klant", gesprek_id, ids["kofi"])  # the same call, the other of the family
    assert "Wie is er aan de lijn?" in other
    assert cast.LOTTE.mail not in other
