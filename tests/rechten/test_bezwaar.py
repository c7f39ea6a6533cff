"""An objection: since when it counts, also when it came by letter, and against several purposes at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from geholpen.domain.berichten.commands import RuwBericht, process_envelop, store_envelop
from geholpen.domain.doelbinding.queries import activiteit_nummer
from geholpen.domain.doelbinding.register import register
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.rechten.commands import Deel, Opname, hef_grens_op, neem_op
from geholpen.domain.rechten.queries import bezwaar_tegen, geldende_grenzen, stilstand_bij, verzoek
from geholpen.platform.errors import Invalid, Refused
from tests import bed, browser, cast
from tests.rechten.toestemming import PARKEREN, aan_het_werk, samira
from tests.rechten.verzoek import ask, fg, grant

__all__ = ["aan_het_werk", "samira"]
MAIL = """From: Samira Belhadi <{van}>
To: klantcontact@waterdam.example
Subject: persoonsgegevens AVG
Message-ID: <bezwaar-1@voorbeeld.example>
Date: Mon, 23 Nov 2026 10:00:00 +0100
Content-Type: text/plain; charset=utf-8

Ik maak op grond van de AVG bezwaar: gebruik mijn persoonsgegevens niet voor het parkeren en niet voor het afval.
"""


@pytest.fixture
def gemaild(samira: UUID, beheer: Any) -> UUID:
    """Samira mailed her objection. Returns the question."""
    raw = MAIL.format(van=cast.SAMIRA.mail).replace("\n", "\r\n").encode()
    envelop, _new = store_envelop(bed.systeem(), RuwBericht("email", "test", raw))
    process_envelop(bed.systeem(), envelop)
    row = beheer.execute("SELECT partij_id, klantvraag_id FROM bericht WHERE envelop_id = %s", [envelop]).fetchone()
    assert row[0] == samira
    return row[1]


def _pages(samira: UUID, id: UUID) -> tuple[str, str]:
    """What the customer reads of it, and the privacy officer."""
    mijn = browser.text(browser.klant("samira").get(f"/mijn/rechten/{id}/"))
    return mijn, browser.text(browser.medewerker(cast.CARLIJN.code).get(f"/beheer/rechten/{samira}/{id}/"))


@pytest.mark.parametrize(
    ("uitkomst", "mijn", "beheer"),
    [
        ("afgewezen", "Daarna gebruiken wij ze weer.", "Daarna worden de gegevens weer gebruikt."),
        ("toegewezen", "Dat blijft zo.", "Dat blijft zo, tot u de grens opheft."),
    ],
)
def test_its_page_says_since_when_the_data_are_used_again_or_not(samira, aan_het_werk, uitkomst, mijn, beheer):
    id = ask(samira, "bezwaar", activiteit=PARKEREN)
    before = _pages(samira, id)
    assert "Dat blijft zo tot wij besluiten." in before[0] and "tot u besluit." in before[1]
    assert mijn not in before[0] and beheer not in before[1]
    grant(samira, id, uitkomst)
    after = _pages(samira, id)
    assert mijn in after[0] and beheer in after[1]
    (stil,) = stilstand_bij(bed.klant(samira), samira, id)
    assert (stil.tot is None) == (uitkomst == "toegewezen")


def test_one_that_came_by_mail_stops_each_purpose_that_it_names(samira, aan_het_werk, gemaild):
    assert klantbeeld(aan_het_werk, samira).naam
    client, form = browser.medewerker(cast.CARLIJN.code), f"/beheer/rechten/{samira}/{gemaild}/opnemen/"
    assert "Waartegen maakt de klant bezwaar?" in browser.text(client.get(form))
    ander = next(a.nummer for a in bezwaar_tegen() if a.nummer != PARKEREN)
    sent = {"soort": "bezwaar", "doelen": [str(PARKEREN), str(ander)], "redenen": "Zij wil geen post hierover."}
    answer = client.post(form, sent, follow=True)
    assert answer.status_code == 200 and "Zij wil geen post hierover." in browser.text(answer)
    with pytest.raises(Refused) as refusal:
        klantbeeld(aan_het_werk, samira)
    assert refusal.value.code == "BEZWAAR"
    mijn, _beheer = _pages(samira, gemaild)
    namen = {a.nummer: a.naam for a in bezwaar_tegen()}
    assert namen[PARKEREN] in mijn and namen[ander] in mijn and "Zij wil geen post hierover." in mijn

    nee = Deel(ander, "afgewezen", "Dit moet voor de veiligheid.", "AVG, artikel 21, lid 1")
    with pytest.raises(Invalid, match="Besluit over elk onderdeel"):
        grant(samira, gemaild, "toegewezen")
    grant(samira, gemaild, "deels", (Deel(PARKEREN, "toegewezen"), nee))
    stand = {s.activiteit: s.tot is None for s in stilstand_bij(bed.klant(samira), samira, gemaild)}
    assert stand == {PARKEREN: True, ander: False}
    with pytest.raises(Refused):
        klantbeeld(aan_het_werk, samira)
    mijn, beheer = _pages(samira, gemaild)
    assert "Dit moet voor de veiligheid. (AVG, artikel 21, lid 1)" in mijn and "Dit moet voor de veiligheid." in beheer


def test_nobody_objects_to_a_draft(samira, beheer):
    """It uses nothing, and is not public yet."""
    assert PARKEREN in {a.nummer for a in bezwaar_tegen()}
    beheer.execute("UPDATE verwerkingsactiviteit_versie SET status = 'concept' WHERE nummer = %s", [PARKEREN])
    register.forget()
    try:
        assert PARKEREN not in {a.nummer for a in bezwaar_tegen()}
    finally:
        register.forget()


def test_one_purpose_of_two_is_used_again_and_the_other_is_not(samira, aan_het_werk, gemaild, beheer):
    ander = next(a.nummer for a in bezwaar_tegen() if a.nummer != PARKEREN)
    neem_op(fg(samira, gemaild), samira, gemaild, Opname("bezwaar", doelen=(PARKEREN, ander), redenen="Geen zin."))
    grant(samira, gemaild, delen=(Deel(PARKEREN, "toegewezen"), Deel(ander, "toegewezen")))
    client = browser.medewerker(cast.CARLIJN.code)
    kies = "SELECT id FROM grens WHERE verzoek_id = %s AND activiteit = %s"
    (grens,) = beheer.execute(kies, [gemaild, PARKEREN]).fetchone()
    (kenmerk,) = beheer.execute("SELECT kenmerk FROM klantvraag WHERE id = %s", [gemaild]).fetchone()
    lijst = client.get("/beheer/rechten/").content.decode().partition("Grenzen die nu gelden")[2]
    assert lijst.partition("</table>")[0].count(f"/beheer/rechten/{samira}/{gemaild}/opheffen/") == 2
    assert lijst.partition("</table>")[0].count(f">{kenmerk}") == 2, "each row says which request it is of"
    opheffen = f"/beheer/rechten/{samira}/{gemaild}/opheffen/{grens}/"
    vraag = browser.text(client.get(opheffen))
    assert "gebruiken de gegevens van deze klant dan meteen weer voor:" in vraag and kenmerk in vraag
    assert all(s.tot is None for s in stilstand_bij(bed.klant(samira), samira, gemaild)), "only asked"
    assert client.post(opheffen, follow=True).status_code == 200
    stand = {s.activiteit: s.tot is None for s in stilstand_bij(bed.klant(samira), samira, gemaild)}
    assert stand == {PARKEREN: False, ander: True}
    assert klantbeeld(aan_het_werk, samira).naam
    mijn, officer = _pages(samira, gemaild)
    assert "Daarna gebruiken wij ze weer." in mijn and "Dat blijft zo." in mijn
    assert "Daarna worden de gegevens weer gebruikt." in officer and "tot u de grens opheft." in officer
    assert client.get(opheffen).status_code == 404
    assert "geldt geen grens meer" in browser.text(client.post(opheffen, follow=True))


@pytest.mark.parametrize("code", ["noodtoegang", "werkvoorraad", "werkvoorraad_gevoelig", "post_indelen"])
def test_nobody_objects_to_what_finds_their_question_or_saves_them(code, samira, gemaild, beheer):
    """Their open questions would vanish from every list, and break-glass would show nothing."""
    nummer = activiteit_nummer(code)
    assert nummer not in {a.nummer for a in bezwaar_tegen()}
    with pytest.raises(Invalid, match="Kies waartegen u bezwaar maakt"):
        ask(samira, "bezwaar", activiteit=nummer)
    with pytest.raises(Invalid, match="Kies waartegen de klant bezwaar maakt"):
        neem_op(fg(samira, gemaild), samira, gemaild, Opname("bezwaar", doelen=(PARKEREN, nummer), redenen="Geen zin."))
    assert beheer.execute("SELECT count(*) FROM grens WHERE partij_id = %s", [samira]).fetchone() == (0,)


def test_what_an_objection_needs_is_asked(samira, gemaild, beheer):
    client, form = browser.medewerker(cast.CARLIJN.code), f"/beheer/rechten/{samira}/{gemaild}/opnemen/"
    answer = client.post(form, {"soort": "bezwaar", "redenen": "Geen zin."})
    assert answer.status_code == 422 and "Kies waartegen de klant bezwaar maakt." in browser.text(answer)
    answer = client.post(form, {"soort": "bezwaar", "doelen": str(PARKEREN)})
    assert answer.status_code == 422 and "Schrijf op waarom de klant dit niet wil." in browser.text(answer)
    with pytest.raises(Invalid):  # what the law obliges cannot be objected to
        neem_op(fg(samira, gemaild), samira, gemaild, Opname("bezwaar", doelen=(21,), redenen="Geen zin."))
    assert beheer.execute("SELECT count(*) FROM rechtenverzoek WHERE id = %s", [gemaild]).fetchone() == (0,)


def test_the_form_says_what_nobody_can_object_to_and_drops_nothing_that_was_ticked(samira, gemaild, beheer):
    client, form = browser.medewerker(cast.CARLIJN.code), f"/beheer/rechten/{samira}/{gemaild}/opnemen/"
    page = client.get(form).content.decode()
    assert "Tegen wat van de wet moet, kan dat niet." in page
    assert page.count("(niet verplicht)") == 1, "only the single address"
    sent = {"soort": "bezwaar", "doelen": str(PARKEREN), "redenen": "Geen zin.", "onderdelen": "2"}
    answer = client.post(form, sent)
    assert answer.status_code == 422 and "Haal de vinkjes hier weg" in browser.text(answer)
    answer = client.post(form, {**sent, "onderdelen": [], "rijen": "a@voorbeeld.example"})
    assert answer.status_code == 422 and "kan alleen bij niet gebruiken en bij wissen" in browser.text(answer)
    assert beheer.execute("SELECT count(*) FROM rechtenverzoek WHERE id = %s", [gemaild]).fetchone() == (0,)
    assert client.post(form, {**sent, "onderdelen": []}).status_code == 302


def test_a_request_has_the_number_of_its_question_everywhere(samira, beheer):
    id = ask(samira)
    (kenmerk,) = beheer.execute("SELECT kenmerk FROM klantvraag WHERE id = %s", [id]).fetchone()
    officer = browser.medewerker(cast.CARLIJN.code)
    assert kenmerk in browser.text(browser.klant("samira").get("/mijn/rechten/"))
    assert all(kenmerk in page for page in _pages(samira, id))
    assert kenmerk in browser.text(officer.get("/beheer/rechten/"))
    grant(samira, id)
    assert kenmerk in browser.text(officer.get("/beheer/rechten/"))


def test_a_second_objection_against_the_same_is_the_first_one(samira, gemaild, beheer):
    """In Mijn and at the desk somebody reads its number; after the decision it is a new one."""
    id = ask(samira, "bezwaar", activiteit=PARKEREN)
    kenmerk = verzoek(bed.klant(samira), samira, id).verzoek.kenmerk
    post = {"activiteit": str(PARKEREN), "tekst": "Nog een keer."}
    client = browser.klant("samira")
    again = browser.text(client.post("/mijn/rechten/vragen/bezwaar/", post))
    assert f"U maakte hier al bezwaar tegen, met nummer {kenmerk}." in again and f"/mijn/rechten/{id}/" in again
    assert "Nog een keer." in again, "what was typed stays"
    ander = next(a.nummer for a in bezwaar_tegen() if a.nummer != PARKEREN)
    opnemen = f"/beheer/rechten/{samira}/{gemaild}/opnemen/"
    post = {"soort": "bezwaar", "doelen": [str(PARKEREN), str(ander)], "redenen": "Geen zin."}
    fg_client = browser.medewerker(cast.CARLIJN.code)
    desk = browser.text(fg_client.post(opnemen, post))
    assert f"Hiertegen loopt al een bezwaar van deze klant, met nummer {kenmerk}:" in desk
    assert f"/beheer/rechten/{samira}/{id}/" in desk
    eigen = "SELECT count(*) FROM rechtenverzoek WHERE partij_id = %s AND soort = 'bezwaar'"
    assert beheer.execute(eigen, [samira]).fetchone() == (1,)
    assert fg_client.post(opnemen, post | {"doelen": [str(ander)]}).status_code == 302
    grant(samira, id, "afgewezen")
    post = {"activiteit": str(PARKEREN), "tekst": "Toch weer."}
    nieuw = client.post("/mijn/rechten/vragen/bezwaar/", post)
    assert nieuw.status_code == 302
    nieuw_id = UUID(nieuw["Location"].rstrip("/").rpartition("/")[2])
    assert client.post("/mijn/rechten/vragen/bezwaar/", post).status_code == 422
    hef_grens_op(bed.medewerker(cast.CARLIJN.code).over({samira}), samira, nieuw_id)
    assert client.post("/mijn/rechten/vragen/bezwaar/", post).status_code == 302, "it did not stand still any more"


def test_a_yes_stops_a_purpose_that_was_lifted_before_the_decision(samira, aan_het_werk):
    """The customer read "ja" and the data were used all the same."""
    id = ask(samira, "bezwaar", activiteit=PARKEREN)
    officer = browser.medewerker(cast.CARLIJN.code)
    assert "Open vragen staan stil" in browser.text(officer.get(f"/beheer/rechten/{samira}/{id}/"))
    (grens,) = [g for g in geldende_grenzen(bed.medewerker(cast.CARLIJN.code)) if g.verzoek_id == id]
    opheffen = f"/beheer/rechten/{samira}/{id}/opheffen/{grens.id}/"
    assert "De grens is opgeheven." in browser.text(officer.post(opheffen, follow=True))
    twice = officer.post(opheffen, follow=True)
    assert twice.status_code == 200 and "geldt geen grens meer" in browser.text(twice)
    assert "Open vragen staan stil" not in browser.text(officer.get(f"/beheer/rechten/{samira}/{id}/"))
    assert klantbeeld(aan_het_werk, samira).naam
    grant(samira, id)
    with pytest.raises(Refused) as refusal:
        klantbeeld(aan_het_werk, samira)
    assert refusal.value.code == "BEZWAAR"
    assert [s.tot is None for s in stilstand_bij(bed.klant(samira), samira, id)] == [False, True]
