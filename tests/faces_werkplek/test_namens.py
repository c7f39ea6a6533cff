"""At the desk: speaking for another, writing down who may, ending it and deciding between claims."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.urls import reverse

from geholpen.domain.berichten.commands import EigenVraag, stel_vraag
from geholpen.domain.klantcontacten.models import KlantcontactInhoud
from geholpen.domain.klantcontacten.queries import machtiging_van, vragen_van
from geholpen.domain.partijen.commands import end_vertegenwoordiging
from geholpen.packs.waterdam.vullen.catalogi import key
from geholpen.platform.context import Aanleiding
from tests import bed, browser, cast
from tests.api.inzien import alles
from tests.faces_werkplek.bureau import Bureau, begin, import_klant, plain, verify

BEWIND = {
    "actie": "opschrijven",
    "kant": "door",
    "soort": "bewind",
    "geldig_van": "2026-01-01",
    "bron": "uitspraak",
    "bewijs": "Beschikking 2026/44",
}


@pytest.fixture
def sukran(db, register):
    """Şükran with a question about taxes and one about waste, and Hilde, who is her bewindvoerder."""
    register.forget()
    import_klant(cast.HILDE)
    import_klant(cast.ROMY)
    id = import_klant(cast.SUKRAN)
    for onderwerp in ("gemeentebelasting", "afval"):
        stel_vraag(bed.klant(id), id, EigenVraag(onderwerp, "Hoe staat het?"))
    return id


@pytest.fixture
def hilde(sukran):
    from geholpen.packs.waterdam.vullen.stad import partij_id  # noqa: PLC0415  (after django.setup)

    return partij_id("hilde")


@pytest.fixture
def jolanda(sukran):
    return Bureau(cast.JOLANDA.code)


def _speak(jolanda, hilde):
    """Hilde makes clear who she is and speaks for Şükran. Returns (conversation, page)."""
    gesprek_id = begin(jolanda)
    page = verify(jolanda, gesprek_id, hilde, cast.HILDE)
    waarde = re.search(r'name="namens" value="([^"]+)"[^>]*>(?:(?!</button>).)*Çelikoğlu', page, re.S)[1]
    return gesprek_id, jolanda.post("gesprek_begin_namens", gesprek_id, hilde, namens=waarde)


def test_the_page_says_for_whom_and_about_what_only_after_the_check(jolanda, hilde):
    gesprek_id = begin(jolanda)
    assert "Çelikoğlu" not in jolanda.get("gesprek_klant", gesprek_id, hilde)
    page = plain(verify(jolanda, gesprek_id, hilde, cast.HILDE))
    assert "Şükran Çelikoğlu (bewind): " in page
    assert "Bijstandsuitkering" in page
    assert "Romy" in page  # of whom she is curator
    assert "Belt de klant namens iemand anders?" in page


def test_a_mandate_that_ends_in_the_conversation_keeps_what_was_typed(jolanda, hilde, sukran):
    gesprek_id, _page = _speak(jolanda, hilde)
    namens = jolanda.laatste.redirect_chain[-1][0].rstrip("/").rpartition("/")[2]
    ctx = bed.medewerker(cast.JOLANDA.code).voor(Aanleiding("gesprek", hilde, gesprek_id)).over({hilde, sukran})
    end_vertegenwoordiging(ctx, key("vertegenwoordiging", "bewind:hilde:sukran"), "De rechter hief het bewind op.")
    where, typed = ("gesprek_namens", gesprek_id, sukran, namens), "Vraagt kwijtschelding voor dit jaar."
    for actie in ("afronden", "rij"):
        velden = {"aantal": "1", "v0_inhoud": typed, "v0_waarover": "nieuw:gemeentebelasting", "actie": actie}
        page = jolanda.post(*where, status=403, **velden)
        assert "Wie u spreekt, mag niet (meer) voor deze klant optreden." in plain(page)
        assert typed in page
        assert reverse("werkplek:gesprek_zoek", args=[gesprek_id]) in page
    assert "Wie u spreekt" in plain(jolanda.get(*where, status=403))
    assert typed not in {i.inhoud for i in alles(KlantcontactInhoud, partij_id=sukran)}


def test_speaking_for_another_shows_that_scope_and_records_at_the_other(jolanda, hilde, sukran):
    gesprek_id, page = _speak(jolanda, hilde)
    tekst = plain(page)
    assert "Gesprek met Hilde Brandsema, namens Şükran Çelikoğlu" in tekst
    assert "Hilde Brandsema is bewindvoerder van Şükran Çelikoğlu" in tekst
    assert "Aanslag gemeentelijke belasting" in tekst
    assert "Afval" not in tekst
    assert cast.SUKRAN.bsn not in page
    namens = jolanda.laatste.redirect_chain[-1][0].rstrip("/").rpartition("/")[2]
    velden = {"aantal": "1", "v0_inhoud": "Vraagt kwijtschelding.", "actie": "afronden"}
    where = ("gesprek_namens", gesprek_id, sukran, namens)
    wrong = jolanda.post(*where, status=422, v0_waarover="nieuw:afval", **velden)
    assert "Hierover mag deze persoon niet voor de klant spreken." in wrong
    done = jolanda.post(*where, v0_waarover="nieuw:gemeentebelasting", **velden)
    assert "Het gesprek is vastgelegd: 1 vraag." in plain(done)
    assert [v.onderwerp_code for v in vragen_van(bed.klant(sukran), sukran)].count("gemeentebelasting") == 2
    assert not vragen_van(bed.klant(hilde), hilde)

    vraag = next(v for v in vragen_van(bed.klant(sukran), sukran) if v.laatste_kanaal == "telefoon")
    assert "Hilde Brandsema, bewindvoerder" in jolanda.get("vraag", sukran, vraag.klantvraag_id)
    van_sukran = browser.log_in("klant", sukran)
    page = browser.text(van_sukran.get(f"/mijn/vraag/{vraag.klantvraag_id}/"))
    assert "Uw bewindvoerder belde ons" in page
    assert "U belde ons" not in page
    gezien = browser.text(van_sukran.get("/mijn/inzage/"))
    assert "gevraagd door uw bewindvoerder" in gezien
    assert "Brandsema" not in gezien
    eigen = browser.text(browser.log_in("klant", hilde).get("/mijn/inzage/"))
    assert "toen u voor iemand anders sprak" in eigen
    assert "ukran" not in eigen


def test_who_has_nobody_reads_no_choice(jolanda, hilde, sukran):
    gesprek_id = begin(jolanda, "balie")
    page = jolanda.post("gesprek_klant", gesprek_id, sukran, actie="controle", aantal="1", c_bewijs="on")
    assert "U weet met wie u spreekt" in page
    assert "namens iemand anders" not in page
    for waarde, status in (("", 404), ("geen:sleutel", 404), (f"{hilde}:{hilde}", 403)):
        jolanda.post("gesprek_begin_namens", gesprek_id, sukran, namens=waarde, status=status)


def _counter(bureau, klant):
    """(the conversation, the page about representation) of a customer at the counter who showed a proof."""
    gesprek_id = begin(bureau, "balie")
    bureau.post("gesprek_klant", gesprek_id, klant, actie="controle", aantal="1", c_bewijs="on")
    return gesprek_id, bureau.get("gesprek_mag", gesprek_id, klant)


def test_a_claim_is_found_written_down_and_ended(jolanda, hilde, sukran):
    gesprek_id, page = _counter(jolanda, sukran)
    assert "Hilde Brandsema is bewindvoerder van Şükran Çelikoğlu" in plain(page)
    where = ("gesprek_mag", gesprek_id, sukran)
    hits = jolanda.post(*where, actie="zoek", bsn=cast.ROMY.bsn)
    romy = re.search(r'name="ander"[^>]*value="([0-9a-f-]{36})"', hits)[1]
    assert cast.ROMY.bsn not in jolanda.laatste.request["QUERY_STRING"]
    form = {"ander": romy, **BEWIND, "soort": "machtiging", "omvang": ["afval"], "bron": "formulier"}
    assert "Schrijf op welk bewijs u zag" in jolanda.post(*where, status=422, **form | {"bewijs": ""})
    done = plain(jolanda.post(*where, **form))
    assert "Het is opgeschreven." in done
    assert "is gemachtigde van Şükran Çelikoğlu Geldt" in done
    id = re.search(r'value="einde:([0-9a-f-]{36})"', jolanda.get(*where))[1]
    assert "Schrijf op waarom het stopt." in jolanda.post(*where, status=422, actie=f"einde:{id}")
    ended = plain(jolanda.post(*where, actie=f"einde:{id}", **{f"waarom_{id}": "Zij wil het niet meer."}))
    assert "Het is beëindigd." in ended
    assert "Dit is beëindigd." in ended


def test_two_claims_stand_side_by_side_until_a_colleague_decides(jolanda, hilde, sukran):
    from geholpen.packs.waterdam.vullen.stad import partij_id  # noqa: PLC0415  (after django.setup)

    gesprek_id, _page = _counter(jolanda, sukran)
    where = ("gesprek_mag", gesprek_id, sukran)
    page = jolanda.post(*where, ander=str(partij_id("romy")), **BEWIND)
    assert "Twee aanspraken sluiten elkaar uit" in page
    assert "Het geldt nu nog niet: Iemand anders zegt dit ook te mogen." in plain(page)
    sleutel = re.search(r'value="besluit:([0-9a-f-]{36}\+[0-9a-f-]{36})"', page)[1]
    keuze = {f"keuze_{sleutel}": "een", f"waarom_{sleutel}": "Het vonnis van januari geldt."}
    own = jolanda.post(*where, status=409, actie=f"besluit:{sleutel}", **keuze)
    assert "U schreef een van deze aanspraken zelf op." in own
    _gesprek, speaks = gesprek_and_page(jolanda, hilde)
    assert "Tot een collega beslist, mag niemand." in plain(speaks)

    dylan = Bureau(cast.DYLAN.code)
    daar, _page = _counter(dylan, sukran)
    where = ("gesprek_mag", daar, sukran)
    assert "Kies wie mag spreken." in dylan.post(*where, status=422, actie=f"besluit:{sleutel}")
    assert "Schrijf op waarom u dit besluit." in dylan.post(
        *where, status=422, actie=f"besluit:{sleutel}", **{f"keuze_{sleutel}": "een"}
    )
    done = dylan.post(*where, actie=f"besluit:{sleutel}", **keuze)
    assert "Uw besluit is opgeschreven en werkt meteen." in plain(done)
    assert "Twee aanspraken" not in done
    codes = {machtiging_van(sukran, re_id).code for re_id in sleutel_ids(sleutel)}
    assert codes == {"", "geldt_niet"}


def gesprek_and_page(bureau, klant):
    gesprek_id = begin(bureau)
    return gesprek_id, verify(bureau, gesprek_id, klant, cast.HILDE)


def sleutel_ids(sleutel):

    return [UUID(deel) for deel in sleutel.split("+")]


def test_at_a_question_the_pane_says_what_holds_and_leads_to_the_page(jolanda, hilde, sukran):
    gesprek_id, _page = _counter(jolanda, hilde)
    velden = {"aantal": "1", "v0_waarover": "nieuw:gemeentebelasting", "v0_inhoud": "Voor zichzelf.", "actie": "verder"}
    page = jolanda.post("gesprek_klant", gesprek_id, hilde, **velden)
    assert "Mag spreken voor Şükran Çelikoğlu (bewind): Aanslag gemeentelijke belasting" in plain(page)
    where = re.search(r'href="(/werkplek/vraag/[^"]+/vertegenwoordiging/)"', page)[1]
    lijst = jolanda.see(jolanda.client.get(where), 200)
    assert "Hilde Brandsema is curator van Romy" in plain(lijst)
    id = re.search(r'value="einde:([0-9a-f-]{36})"', lijst)[1]
    ended = jolanda.client.post(where, {"actie": f"einde:{id}", f"waarom_{id}": "Opgeheven door de rechter."})
    assert ended.status_code == 302
    (vraag,) = vragen_van(bed.klant(hilde), hilde)
    beeld = plain(jolanda.get("vraag", hilde, vraag.klantvraag_id))
    assert beeld.count("Mag spreken voor") == 1


def test_without_a_check_the_page_stays_shut(jolanda, sukran):
    gesprek_id = begin(jolanda)
    jolanda.get("gesprek_mag", gesprek_id, sukran, status=403)
    jolanda.post("gesprek_mag", gesprek_id, sukran, status=403, **BEWIND)


def test_what_was_typed_before_goes_along_and_is_recorded_at_the_other(jolanda, hilde, sukran):
    gesprek_id = begin(jolanda)
    page = verify(jolanda, gesprek_id, hilde, cast.HILDE)
    button = re.search(r'<button[^>]*name="namens" value="([^"]+)"[^>]*>(?:(?!</button>).)*Çelikoğlu', page, re.S)
    assert 'form="gesprekformulier"' in button[0]  # one form, so the browser sends what stands in it
    typed = {"aantal": "1", "v0_inhoud": "Mevrouw vraagt naar de aanslag.", "c_geboortedatum": "1970-01-01"}
    page = jolanda.post("gesprek_begin_namens", gesprek_id, hilde, namens=button[1], **typed)
    assert "namens Şükran Çelikoğlu" in plain(page)
    assert "Mevrouw vraagt naar de aanslag." in page
    assert "1970-01-01" not in page
    action = re.search(r'<form method="post" action="([^"]+)" id="gesprekformulier"', page)[1]
    assert f"/namens/{sukran}/" in action
    recorded = {"aantal": "1", "v0_inhoud": typed["v0_inhoud"], "v0_waarover": "nieuw:gemeentebelasting"}
    done = jolanda.client.post(action, recorded | {"v0_uitkomst": "beantwoord"}, follow=True)
    assert done.status_code == 200, plain(done.content.decode())[:400]
    assert any("aanslag" in rij.inhoud for rij in alles(KlantcontactInhoud, partij_id=sukran))
