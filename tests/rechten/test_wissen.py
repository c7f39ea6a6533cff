"""An erasure in part leaves the request; a legal hold is told to people, and what waits for it goes on by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from geholpen.domain.bewaren.commands import lift_bewaarplicht, set_bewaarplicht, wis_partij
from geholpen.domain.doelbinding import ports
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import activiteit_nummer
from geholpen.domain.klantcontacten.queries import vragen_van
from geholpen.domain.partijen.queries import Zoekvraag, find_personen
from geholpen.domain.rechten.commands import Deel
from geholpen.domain.rechten.queries import verzoek
from geholpen.domain.rechten.tasks import look_at_verzoeken
from geholpen.platform.context import Aanleiding
from tests import bed, browser, cast
from tests.rechten.verzoek import ask, grant, run_jobs

CONTACT = (G.CONTACTHISTORIE, G.CONTACTINHOUD)


@pytest.fixture
def samira(echte_stad):
    return echte_stad.stad.partij_id("samira")


@pytest.fixture
def mails(monkeypatch):
    """What colleagues get."""
    sent: list[tuple[str, str, str]] = []
    monkeypatch.setattr(ports, "_melders", [lambda *mail: sent.append(mail) or ports.Weg.WEG])
    return sent


def _erase(partij_id, *soorten):
    id = ask(partij_id, "verwijdering", onderdelen=soorten)
    grant(partij_id, id, delen=tuple(Deel(s, "toegewezen") for s in soorten))
    return id


def _uitvoering(partij_id, id) -> str:
    return verzoek(bed.klant(partij_id), partij_id, id).verzoek.uitvoering


def test_what_was_erased_in_part_is_said_so(samira, beheer):
    id = ask(samira, "verwijdering", onderdelen=(15, 21))
    nee = Deel(21, "afgewezen", "Wij moeten weten welke taal u spreekt.", "Archiefwet 1995, artikel 3")
    grant(samira, id, "deels", (Deel(15, "toegewezen"), nee))
    run_jobs(beheer, "voer_besluit_uit")
    page = browser.text(browser.klant("samira").get(f"/mijn/rechten/{id}/"))
    assert "Waar ‘Ja’ bij staat, is gewist." in page and "De gegevens zijn gewist." not in page


def test_the_request_outlives_what_it_erased(samira, beheer):
    eerder = ask(samira)
    grant(samira, eerder)
    assert len(vragen_van(bed.klant(samira), samira)) > 3
    id = _erase(samira, *CONTACT)
    assert run_jobs(beheer, "voer_besluit_uit") == 2
    assert {v.klantvraag_id for v in vragen_van(bed.klant(samira), samira)} == {eerder, id}
    assert _uitvoering(samira, id) == "gedaan"
    page = browser.text(browser.klant("samira").get(f"/mijn/rechten/{id}/"))
    assert "De gegevens zijn gewist." in page and "Zo is het." in page
    gesprek = browser.text(browser.klant("samira").get(f"/mijn/vraag/{id}/"))
    assert "Graag." in gesprek
    left = "SELECT count(*) FROM klantcontact WHERE partij_id = %s AND klantvraag_id <> ALL (%s)"
    assert beheer.execute(left, [samira, [id, eerder]]).fetchone() == (0,)


def _known_by_login(beheer, partij_id) -> bool:
    count = "SELECT count(*) FROM burgerservicenummer WHERE partij_id = %s"
    return beheer.execute(count, [partij_id]).fetchone() == (1,)


def test_who_has_the_bsn_erased_can_log_in_to_read_the_decision_first(samira, beheer):
    """The letter says "lees het in Mijn": with the BSN the login goes, and the decision was out of reach for good."""
    form = browser.text(browser.klant("samira").get("/mijn/rechten/vragen/verwijdering/"))
    assert "Dan kunt u na ons besluit niet meer inloggen." in form
    id = ask(samira, "verwijdering", onderdelen=(G.BSN, G.ADRES))
    officer, url = browser.medewerker(cast.CARLIJN.code), f"/beheer/rechten/{samira}/{id}/"
    assert "kan de klant na veertien dagen niet meer inloggen" in browser.text(officer.get(url))
    grant(samira, id, delen=(Deel(int(G.BSN), "toegewezen"), Deel(int(G.ADRES), "toegewezen")))
    run_jobs(beheer, "voer_besluit_uit")
    left = "SELECT count(*) FROM adres WHERE partij_id = %s"
    assert beheer.execute(left, [samira]).fetchone() == (0,), "the rest went at once"
    assert _known_by_login(beheer, samira)
    assert _uitvoering(samira, id) == "aangehouden"
    dag = verzoek(bed.klant(samira), samira, id).verzoek.inlog_tot
    assert dag.date() == (timezone.now() + timedelta(days=14)).date()
    page = browser.text(browser.klant("samira").get(f"/mijn/rechten/{id}/"))
    assert "U kunt hier straks niet meer inloggen" in page and "Wij wissen dit nog niet" not in page
    assert "Het BSN gaat weg op" in browser.text(officer.get(url))
    assert "Gedaan, behalve het BSN" in browser.text(officer.get("/beheer/rechten/"))
    start = browser.text(officer.get("/beheer/"))
    assert "1 besluit om te wissen gaat later vanzelf in" in start and "nog niet uitgevoerd" not in start
    assert look_at_verzoeken() == 0

    beheer.execute("UPDATE rechtenverzoek SET besloten_op = besloten_op - interval '14 days' WHERE id = %s", [id])
    assert look_at_verzoeken() == 1
    run_jobs(beheer, "voer_besluit_uit")
    assert not _known_by_login(beheer, samira)
    assert _uitvoering(samira, id) == "gedaan"
    assert "Het BSN gaat weg op" not in browser.text(officer.get(url))
    assert "gaat later vanzelf in" not in browser.text(officer.get("/beheer/"))


def test_a_bsn_that_was_refused_keeps_nothing_waiting(samira, beheer):
    id = ask(samira, "verwijdering", onderdelen=(G.BSN, G.ADRES))
    nee = Deel(int(G.BSN), "afgewezen", "Wij moeten weten wie u bent.", "Wabb, artikel 10")
    grant(samira, id, "deels", (nee, Deel(int(G.ADRES), "toegewezen")))
    run_jobs(beheer, "voer_besluit_uit")
    assert _known_by_login(beheer, samira)
    assert _uitvoering(samira, id) == "gedaan"


def test_all_of_somebody_is_all(samira, beheer):
    ask(samira)
    wis_partij(bed.medewerker(cast.CARLIJN.code), samira)
    for table in ("rechtenverzoek", "rechtenverzoek_inhoud", "klantvraag", "partij"):
        assert beheer.execute(f"SELECT count(*) FROM {table} WHERE partij_id = %s", [samira]).fetchone() == (0,)  # noqa: S608


def test_who_keeps_an_address_is_still_found_by_it(samira, beheer):
    mail = next(d.waarde for d in cast.SAMIRA.digitale_adressen if d.soort == "email")
    zoeker = bed.medewerker("mdw-001")

    def found(vraag: Zoekvraag) -> set:
        return {hit.partij_id for hit in find_personen(zoeker, vraag).hits}

    straat = Zoekvraag(postcode="9999 BK", huisnummer="12")
    naam = Zoekvraag(achternaam=cast.SAMIRA.naam.achternaam, geboortedatum=cast.SAMIRA.geboortedatum)
    assert samira in found(straat) & found(naam)
    _erase(samira, G.ADRES)
    run_jobs(beheer, "voer_besluit_uit")
    assert samira in found(Zoekvraag(email=mail)) & found(naam) & found(Zoekvraag(bsn=cast.SAMIRA.bsn))
    assert samira not in found(straat)
    said = "SELECT DISTINCT activiteit FROM dataverwerking WHERE partij_id = %s AND naam LIKE '%%waarmee u te vinden%%'"
    assert beheer.execute(said, [samira]).fetchall() == [(activiteit_nummer("rechten_uitvoeren"),)]


def _held(partij_id) -> tuple:
    """A complaint runs about one question of this customer."""
    vraag = next(v for v in vragen_van(bed.klant(partij_id), partij_id) if v.onderwerp_code == "parkeervergunning")
    fg = bed.medewerker(cast.CARLIJN.code)
    plicht = set_bewaarplicht(
        fg,
        vraag.kenmerk,
        "klacht",
        "Klacht over de parkeervergunning.",
        timezone.localdate() + timedelta(days=30),
        alles=False,
    )
    return plicht, vraag


def test_a_hold_is_told_once_and_the_erasure_goes_on_when_it_ends(samira, beheer, mails):
    plicht, vraag = _held(samira)
    id = _erase(samira, *CONTACT)
    run_jobs(beheer, "voer_besluit_uit")
    assert _uitvoering(samira, id) == "aangehouden"
    assert len(vragen_van(bed.klant(samira), samira)) > 3
    run_jobs(beheer, "meld_aangehouden")
    adressen = {adres for adres, _onderwerp, _tekst in mails}
    assert adressen == {cast.CARLIJN.mailadres, "kcc@waterdam.example"}
    assert all(vraag.kenmerk in tekst for _adres, _onderwerp, tekst in mails)
    assert cast.SAMIRA.naam.achternaam not in str(mails)
    page = browser.text(browser.klant("samira").get(f"/mijn/rechten/{id}/"))
    assert "Wij wissen dit nog niet" in page and "Er loopt een klacht." in page
    said = browser.text(browser.klant("samira").get(f"/mijn/vraag/{id}/"))
    assert "Dat gaan wij doen, maar nu nog niet." in said and "er een klacht loopt" in said
    beheerpagina = browser.text(browser.medewerker(cast.CARLIJN.code).get("/beheer/rechten/"))
    assert "Wacht op het einde van een bewaarplicht" in beheerpagina

    before = len(mails)
    assert look_at_verzoeken() == 0  # nothing is tried in silence
    run_jobs(beheer, "voer_besluit_uit")  # a job may come twice, and then tells nobody again
    assert len(mails) == before and _uitvoering(samira, id) == "aangehouden"

    lift_bewaarplicht(bed.medewerker(cast.CARLIJN.code), plicht.id, "De klacht is afgehandeld.")
    assert run_jobs(beheer, "hervat_wissen") == 1
    assert run_jobs(beheer, "voer_besluit_uit") == 1
    assert _uitvoering(samira, id) == "gedaan"
    assert {v.klantvraag_id for v in vragen_van(bed.klant(samira), samira)} == {id}


def test_a_hold_that_runs_out_ends_the_waiting_too(samira, beheer, mails):
    _held(samira)
    id = _erase(samira, G.CONTACTINHOUD)
    run_jobs(beheer, "voer_besluit_uit")
    assert _uitvoering(samira, id) == "aangehouden"
    beheer.execute("UPDATE bewaarplicht SET tot = current_date - 1")
    assert look_at_verzoeken() == 1
    run_jobs(beheer, "voer_besluit_uit")
    assert _uitvoering(samira, id) == "gedaan"


def test_the_officer_hears_a_week_before_and_when_it_is_over(samira, beheer, mails):
    id = ask(samira)
    assert look_at_verzoeken() == 0
    for dagen, onderwerp in ((7, "binnen een week"), (-1, "is te laat")):
        beheer.execute("UPDATE rechtenverzoek SET uiterlijk_op = current_date + %s WHERE id = %s", [dagen, id])
        assert look_at_verzoeken() == 1
        assert look_at_verzoeken() == 0
        assert run_jobs(beheer, "meld_termijn") == 1
        adres, kop, tekst = mails[-1]
        assert onderwerp in kop and "WD-" in tekst and adres.endswith("@waterdam.example")
        assert cast.SAMIRA.naam.achternaam not in tekst + kop
    page = browser.text(browser.medewerker(cast.CARLIJN.code).get("/beheer/"))
    assert "Bij 1 verzoek is de termijn voorbij." in page
    assert "verzoek is de termijn" not in browser.text(browser.medewerker("mdw-007").get("/beheer/"))


def test_nobody_at_the_desk_starts_what_the_system_does(samira):
    from geholpen.domain.rechten.commands import hervat_wissen, rond_wissen_af  # noqa: PLC0415
    from geholpen.platform.errors import Refused  # noqa: PLC0415

    id = ask(samira)
    ctx = bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", samira, id))
    with pytest.raises(Refused):
        hervat_wissen(ctx)
    with pytest.raises(Refused):
        rond_wissen_af(ctx, samira, id)
