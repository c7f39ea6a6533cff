"""A correction that was granted is carried out, and everybody who received the old value hears of it."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from geholpen.domain.berichten.queries import gesprek
from geholpen.domain.doelbinding import ports
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.register import register
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.queries import correcties_van, vragen_van
from geholpen.domain.partijen.queries import Verbeterbaar, Zoekvraag, checked_verbetering, find_personen, te_verbeteren
from geholpen.domain.partijen.sleutels import registernummer
from geholpen.domain.rechten.commands import Deel, NieuwVerzoek, doe_verzoek
from geholpen.domain.rechten.queries import verbetering_bij, verzoek
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Invalid, Unavailable
from tests import bed, browser, cast
from tests.doelbinding.proef import put
from tests.rechten.verzoek import ask, fg, grant, run_jobs


@pytest.fixture
def samira(echte_stad):
    return echte_stad.stad.partij_id("samira")


def _correct(db, partij_id: UUID, veld: str, deel: int, **waarden: str) -> UUID:
    """Ask for another value of this field, and grant it; what was decided is carried out."""
    nu = next(v for v in te_verbeteren(bed.klant(partij_id), partij_id) if v.veld == veld)
    nieuw = NieuwVerzoek("correctie", "", veld=veld, doel=nu.doel, waarden={**nu.waarden, **waarden})
    id = doe_verzoek(bed.klant(partij_id), partij_id, nieuw)
    grant(partij_id, id, delen=(Deel(deel, "toegewezen"),))
    run_jobs(db, "voer_besluit_uit")
    return id


def _ask_again(partij_id: UUID, nu: Verbeterbaar) -> UUID:
    """Ask for what stands there already."""
    nieuw = NieuwVerzoek("correctie", "", veld=nu.veld, doel=nu.doel, waarden=nu.waarden)
    return doe_verzoek(bed.klant(partij_id), partij_id, nieuw)


def _parking(partij_id: UUID) -> Aanleiding:
    """The open question about parking of this customer, as the reason to work."""
    vragen = vragen_van(bed.klant(partij_id), partij_id)
    vraag = next(v for v in vragen if v.open and v.onderwerp_code == "parkeervergunning")
    return Aanleiding("klantvraag", partij_id, vraag.klantvraag_id)


def _told(partij_id: UUID, id: UUID) -> dict[str, str]:
    found = verbetering_bij(bed.klant(partij_id), partij_id, id)
    assert found is not None
    return {m.naam: m.stand for m in found.mededelingen}


def _melder(monkeypatch: pytest.MonkeyPatch, melder: object) -> None:
    monkeypatch.setattr(ports, "_melders", [melder])


def test_an_address_changes_and_only_the_new_one_finds_the_customer(samira, beheer):
    oud = next(v for v in te_verbeteren(bed.klant(samira), samira) if v.veld == "adres")
    _correct(beheer, samira, "adres", G.ADRES, straatnaam="Lindenpad", huisnummer="99", postcode="9999cd")
    nieuw = next(v for v in te_verbeteren(bed.klant(samira), samira) if v.veld == "adres")
    assert nieuw.tekst == "Lindenpad 99, 9999 CD Waterdam"
    zoeker = bed.medewerker("mdw-001").voor(_parking(samira)).over(())

    def found(postcode: str, huisnummer: str) -> set[UUID]:
        vraag = Zoekvraag(postcode=postcode, huisnummer=huisnummer)
        return {hit.partij_id for hit in find_personen(zoeker, vraag).hits}

    assert samira in found("9999 CD", "99")
    assert samira not in found(oud.waarden["postcode"], oud.waarden["huisnummer"])


def test_a_name_changes_with_the_key_of_name_and_birth(samira, beheer):
    geboren = cast.SAMIRA.geboortedatum
    id = _correct(beheer, samira, "naam", G.NAAM, achternaam="Verbeterd")
    zoeker = bed.medewerker("mdw-001").voor(_parking(samira)).over(())

    def found(naam: str) -> set[UUID]:
        return {h.partij_id for h in find_personen(zoeker, Zoekvraag(achternaam=naam, geboortedatum=geboren)).hits}

    assert found("Verbeterd") == {samira}
    assert samira not in found(cast.SAMIRA.naam.achternaam)
    done = verbetering_bij(bed.klant(samira), samira, id)
    assert done is not None
    assert cast.SAMIRA.naam.achternaam in done.oud
    assert "Verbeterd" in done.nieuw


def test_another_mail_address_is_as_sure_as_who_says_so(samira, beheer):
    nu = next(v for v in te_verbeteren(bed.klant(samira), samira) if v.veld == "email")
    _correct(beheer, samira, "email", G.CONTACTADRESSEN, adres="nieuw@samira.example")
    row = beheer.execute("SELECT adres, niveau FROM digitaal_adres WHERE id = %s", [nu.doel]).fetchone()
    assert row == ("nieuw@samira.example", "asserted")


def test_what_cannot_be_is_said_at_its_box(samira):
    nu = next(v for v in te_verbeteren(bed.klant(samira), samira) if v.veld == "adres")
    for kolom, waarde in (("postcode", "12 AB"), ("huisnummer", "twaalf"), ("straatnaam", "")):
        nieuw = NieuwVerzoek("correctie", "", veld="adres", doel=nu.doel, waarden={**nu.waarden, kolom: waarde})
        with pytest.raises(Invalid) as wrong:
            doe_verzoek(bed.klant(samira), samira, nieuw)
        assert wrong.value.field == kolom
    with pytest.raises(Invalid, match="Dit staat er al"):
        doe_verzoek(
            bed.klant(samira), samira, NieuwVerzoek("correctie", "", veld="adres", doel=nu.doel, waarden=nu.waarden)
        )


def test_nobody_corrects_the_row_of_somebody_else(samira, echte_stad):
    ander = echte_stad.stad.partij_id("roos")
    nu = next(v for v in te_verbeteren(bed.klant(ander), ander) if v.veld == "adres")
    with pytest.raises(Invalid, match="staat er niet meer"):
        doe_verzoek(
            bed.klant(samira), samira, NieuwVerzoek("correctie", "", veld="adres", doel=nu.doel, waarden=nu.waarden)
        )
    url = f"/mijn/rechten/vragen/correctie/?veld=adres&doel={nu.doel}"
    assert browser.klant("samira").get(url).status_code == 404


def test_a_refused_correction_changes_nothing(samira, beheer):
    nu = next(v for v in te_verbeteren(bed.klant(samira), samira) if v.veld == "naam")
    nieuw = NieuwVerzoek("correctie", "", veld="naam", waarden={**nu.waarden, "achternaam": "Anders"})
    id = doe_verzoek(bed.klant(samira), samira, nieuw)
    grant(samira, id, "afgewezen", (Deel(G.NAAM, "afgewezen", "Uw naam klopt.", "AVG, artikel 16"),))
    run_jobs(beheer, "voer_besluit_uit")
    assert next(v for v in te_verbeteren(bed.klant(samira), samira) if v.veld == "naam") == nu
    assert verzoek(bed.klant(samira), samira, id).verzoek.uitvoering == ""


def test_what_was_said_stays_and_the_correction_stands_beside_it(samira, beheer):
    vraag_id = _parking(samira).id
    before = [b.tekst for b in gesprek(bed.klant(samira), samira, vraag_id)]
    nieuw = NieuwVerzoek(
        "correctie", "", veld="gesprek", doel=str(vraag_id), nu="Mijn moeder is 60", moet="Mijn moeder is 66"
    )
    id = doe_verzoek(bed.klant(samira), samira, nieuw)
    grant(samira, id, delen=(Deel(G.CONTACTINHOUD, "toegewezen"),))
    run_jobs(beheer, "voer_besluit_uit")
    run_jobs(beheer, "voer_besluit_uit")
    assert [b.tekst for b in gesprek(bed.klant(samira), samira, vraag_id)] == before
    (beside,) = correcties_van(bed.klant(samira), samira, vraag_id)
    assert (beside.over, beside.tekst) == ("Mijn moeder is 60", "Mijn moeder is 66")
    assert "Mijn moeder is 66" in browser.text(browser.klant("samira").get(f"/mijn/vraag/{vraag_id}/"))
    desk = browser.text(browser.medewerker("mdw-001").get(f"/werkplek/vraag/{samira}/{vraag_id}/"))
    assert "Verbeterd op verzoek van de klant" in desk


def test_history_is_added_to_and_never_changed(samira, beheer):
    id = _correct(beheer, samira, "naam", G.NAAM, voornaam="Sam")
    for table in ("verbetering", "correctie"):
        rights = "SELECT privilege_type FROM information_schema.role_table_grants WHERE grantee = 'geholpen_app'"
        found = {r[0] for r in beheer.execute(f"{rights} AND table_name = %s", [table]).fetchall()}
        assert found == {"SELECT", "INSERT"}, table
    run_jobs(beheer, "voer_besluit_uit")
    assert beheer.execute("SELECT count(*) FROM verbetering WHERE verzoek_id = %s", [id]).fetchone() == (1,)


def test_departments_that_looked_get_a_mail_without_a_name(samira, beheer, monkeypatch):
    mails: list[tuple[str, str, str]] = []
    _melder(monkeypatch, lambda *mail: mails.append(mail) or "weg")
    klantbeeld(bed.medewerker("mdw-003").voor(_parking(samira)), samira)
    id = _correct(beheer, samira, "adres", G.ADRES, huisnummer="14")
    run_jobs(beheer, "vertel_verbetering")
    assert _told(samira, id)["Parkeren"] == "verteld"
    (tekst,) = [tekst for adres, _onderwerp, tekst in mails if adres == "parkeren@waterdam.example"]
    assert "adres" in tekst and re.search(r"vraag WD-", tekst)
    said = str(mails)
    assert cast.SAMIRA.naam.achternaam not in said and "Turfkade" not in said
    assert _told(samira, id)["RDW"] == "onmogelijk"


def test_a_mail_that_does_not_leave_is_tried_again_until_a_person_must_look(samira, beheer, monkeypatch):
    def down(*mail: str) -> str:
        raise Unavailable("mail")

    _melder(monkeypatch, down)
    klantbeeld(bed.medewerker("mdw-003").voor(_parking(samira)), samira)
    id = _correct(beheer, samira, "adres", G.ADRES, huisnummer="14")
    run_jobs(beheer, "vertel_verbetering")
    assert _told(samira, id)["Parkeren"] == "wacht"
    for _again in range(5):
        assert run_jobs(beheer, "vertel_verbetering")
    assert _told(samira, id)["Parkeren"] == "mislukt"
    assert run_jobs(beheer, "vertel_verbetering") == 0
    carlijn = browser.medewerker(cast.CARLIJN.code)
    url = f"/beheer/rechten/{samira}/{id}/"
    rows = beheer.execute("SELECT wie, id FROM mededeling WHERE verzoek_id = %s", [id]).fetchall()
    ids = dict(rows)
    _melder(monkeypatch, lambda *mail: "weg")
    carlijn.post(url, {"doe": "opnieuw", "mededeling": str(ids["parkeren"])})
    run_jobs(beheer, "vertel_verbetering")
    carlijn.post(url, {"doe": "verteld", "mededeling": str(ids["RDW"])})
    assert {_told(samira, id)[naam] for naam in ("Parkeren", "RDW")} == {"verteld"}
    page = browser.text(browser.klant("samira").get(f"/mijn/rechten/{id}/"))
    assert "Aan wie wij dit vertelden" in page and "RDW" in page and "Weet het" in page


def test_what_the_system_cannot_change_waits_for_the_officer(samira, beheer):
    id = ask(samira, "correctie", onderdelen=(G.GEBOORTEDATUM,), nu="1 mei", moet="2 mei")
    grant(samira, id, delen=(Deel(G.GEBOORTEDATUM, "toegewezen"),))
    run_jobs(beheer, "voer_besluit_uit")
    assert verzoek(fg(samira, id), samira, id).verzoek.uitvoering == "met_de_hand"
    carlijn, url = browser.medewerker(cast.CARLIJN.code), f"/beheer/rechten/{samira}/{id}/"
    assert "Het is verbeterd" in browser.text(carlijn.get(url))
    carlijn.post(url, {"doe": "verbeterd", "nieuw": "2 mei 1990"})
    run_jobs(beheer, "voer_besluit_uit")
    assert verzoek(fg(samira, id), samira, id).verzoek.uitvoering == "gedaan"
    assert "2 mei 1990" in browser.text(browser.klant("samira").get(f"/mijn/rechten/{id}/"))


def test_a_value_that_is_gone_waits_for_the_officer(samira, beheer):
    nu = next(v for v in te_verbeteren(bed.klant(samira), samira) if v.veld == "email")
    nieuw = NieuwVerzoek("correctie", "", veld="email", doel=nu.doel, waarden={"adres": "ander@samira.example"})
    id = doe_verzoek(bed.klant(samira), samira, nieuw)
    beheer.execute("DELETE FROM digitaal_adres WHERE id = %s", [nu.doel])
    grant(samira, id, delen=(Deel(G.CONTACTADRESSEN, "toegewezen"),))
    run_jobs(beheer, "voer_besluit_uit")
    assert verzoek(fg(samira, id), samira, id).verzoek.uitvoering == "met_de_hand"


def test_a_page_per_value_in_mijn(samira):
    client = browser.klant("samira")
    page = browser.text(client.get("/mijn/rechten/vragen/correctie/"))
    assert "Kies wat er niet klopt" in page and "Uw adres" in page
    doel = next(v.doel for v in te_verbeteren(bed.klant(samira), samira) if v.veld == "adres")
    form = browser.text(client.get(f"/mijn/rechten/vragen/correctie/?veld=adres&doel={doel}"))
    assert 'value="Turfkade"' in form


@pytest.fixture
def kenmerken(samira, beheer):
    """What other software recorded: an account, two company numbers and how to address her."""
    later = {"vervalt_op": timezone.now() + timedelta(days=300), "verkregen_voor": 6, "herkomst": "api"}
    put(beheer, "rekeningnummer", samira, iban="NL91ABNA0417164300", bic="", **later)
    put(beheer, "partij_identificator", samira, code_soort_object_id="kvk_nummer", object_id="12345678", **later)
    put(beheer, "partij_identificator", samira, code_soort_object_id="rsin", object_id="123456789", **later)
    beheer.execute("DELETE FROM aanhef WHERE partij_id = %s", [samira])
    put(beheer, "aanhef", samira, aanhef="de heer", geslacht="", **later)
    return samira


def test_birth_address_account_and_numbers_are_corrected_and_recipients_hear_of_it(kenmerken, beheer):
    """Each through the door, with what stood and stands there, and a line for whoever received the old value."""
    klantbeeld(bed.medewerker("mdw-003").voor(_parking(kenmerken)), kenmerken)
    saw = "UPDATE dataverwerking SET soorten = soorten | %s WHERE partij_id = %s AND actor_soort = 'medewerker'"
    beheer.execute(saw, [1 << (G.GEBOORTEDATUM - 1) | 1 << (G.FINANCIEEL - 1), kenmerken])  # as if it was shown
    wanted = {
        "geboorte": (G.GEBOORTEDATUM, {"geboortedatum": "1-2-1980"}, "01-02-1980"),
        "aanhef": (G.GESLACHT, {"aanhef": "mevrouw"}, "mevrouw"),
        "rekening": (G.FINANCIEEL, {"iban": "nl02 abna 0123 4567 89"}, "NL02ABNA0123456789"),
        "kvk": (G.RECHTSPERSOON, {"object_id": "87654321"}, "87654321"),
        "rsin": (G.RECHTSPERSOON, {"object_id": "987654321"}, "987654321"),
    }
    for veld, (soort, waarden, tekst) in wanted.items():
        old = next(v for v in te_verbeteren(bed.klant(kenmerken), kenmerken) if v.veld == veld)
        id = _correct(beheer, kenmerken, veld, soort, **waarden)
        assert next(v for v in te_verbeteren(bed.klant(kenmerken), kenmerken) if v.veld == veld).tekst == tekst
        done = verbetering_bij(bed.klant(kenmerken), kenmerken, id)
        assert done is not None and (done.oud, done.nieuw) == (old.tekst, tekst)
        assert verzoek(bed.klant(kenmerken), kenmerken, id).verzoek.uitvoering == "gedaan"
    said = "SELECT count(*) FROM dataverwerking WHERE partij_id = %s AND naam LIKE 'Een kenmerk van u verbeterd%%'"
    assert beheer.execute(said, [kenmerken]).fetchone() == (5,)
    told = "SELECT DISTINCT gegeven FROM mededeling WHERE gegeven IN (4, 14)"
    assert {g for (g,) in beheer.execute(told).fetchall()} == {4, 14}  # who saw it hears
    mine = "SELECT sleutel FROM partij_identificator WHERE partij_id = %s AND code_soort_object_id = 'kvk_nummer'"
    sleutel = beheer.execute(mine, [kenmerken])
    assert bytes(sleutel.fetchone()[0]) == registernummer("87654321")
    zoeker = bed.medewerker("mdw-001").voor(_parking(kenmerken)).over(())
    vraag = Zoekvraag(achternaam=cast.SAMIRA.naam.achternaam, geboortedatum="1980-02-01")
    assert {h.partij_id for h in find_personen(zoeker, vraag).hits} == {kenmerken}


@pytest.mark.parametrize(
    ("veld", "kolom", "waarde"),
    [
        ("geboorte", "geboortedatum", "31-02-1980"),
        ("geboorte", "geboortedatum", "gisteren"),
        ("rekening", "iban", "NL92ABNA0417164300"),
        ("rekening", "bic", "NEP"),
        ("kvk", "object_id", "123"),
    ],
)
def test_what_cannot_be_a_date_account_or_number_is_said_in_the_form(kenmerken, veld, kolom, waarde):
    nu = next(v for v in te_verbeteren(bed.klant(kenmerken), kenmerken) if v.veld == veld)
    sent = {"veld": veld, "doel": nu.doel, **nu.waarden, kolom: waarde}
    page = browser.klant("samira").post("/mijn/rechten/vragen/correctie/", sent)
    assert page.status_code == 422
    assert f'id="id_{kolom}"' in page.content.decode()
    assert browser.text(page).count("Wat er moet staan") == 1


def test_a_register_that_does_not_give_it_leaves_it_to_a_person(kenmerken, beheer):
    beheer.execute("SET session_replication_role = replica")
    beheer.execute("DELETE FROM verwerkingsactiviteit_gegeven WHERE soort = 14 AND nummer = %s", [
        next(a.nummer for a in cast.PACK.activiteiten if a.code == "rechten_uitvoeren")])  # fmt: skip
    beheer.execute("SET session_replication_role = origin")
    beheer.execute("UPDATE kern.sleutel SET stand = stand + 1")  # as the trigger would have done
    register.forget()
    id = _correct(beheer, kenmerken, "rekening", G.FINANCIEEL, iban="NL02ABNA0123456789")
    assert verzoek(bed.klant(kenmerken), kenmerken, id).verzoek.uitvoering == "met_de_hand"
    register.forget()


@pytest.mark.parametrize(
    ("veld", "kolom", "geschreven", "staat"),
    [
        ("telefoon", "adres", "(085) 000 01 87", "+31850000187"),
        ("telefoon", "adres", "tel. 085-000 01 87 (thuis)", "+31850000187"),
        ("telefoon", "adres", "+31 (0)85 000.01.87", "+31850000187"),
        ("email", "adres", "Samira <samira@nieuw.example>", "samira@nieuw.example"),
        ("email", "adres", "mail: samira@nieuw.example (werk)", "samira@nieuw.example"),
        ("adres", "postcode", "9999-cd", "9999 CD"),
        ("adres", "postcode", " 9999  CD ,", "9999 CD"),
        ("rekening", "iban", "IBAN: nl91 abna 0417 1643 00", "NL91ABNA0417164300"),
    ],
)
def test_a_value_is_taken_as_people_write_it(veld, kolom, geschreven, staat):
    """As in a request about one address or number: one spelling is not right there and wrong here."""
    basis = {"straatnaam": "Lindenpad", "huisnummer": "7", "postcode": "9999 AB", "stad": "Waterdam"}
    assert checked_verbetering(veld, basis | {kolom: geschreven})[kolom] == staat


@pytest.mark.parametrize("geschreven", ["mijn oude nummer", "085", "tel. (thuis)", "samira@nieuw.example"])
def test_what_is_no_number_is_no_number_in_whatever_spelling(geschreven):
    with pytest.raises(Invalid, match="geen telefoonnummer"):
        checked_verbetering("telefoon", {"adres": geschreven})


def test_the_same_number_in_another_spelling_is_no_correction(samira, beheer):
    nu = next(v for v in te_verbeteren(bed.klant(samira), samira) if v.veld == "telefoon")
    nieuw = NieuwVerzoek("correctie", "", veld=nu.veld, doel=nu.doel, waarden={"adres": f"tel. {nu.tekst} (thuis)"})
    with pytest.raises(Invalid, match="Dit staat er al"):
        doe_verzoek(bed.klant(samira), samira, nieuw)
