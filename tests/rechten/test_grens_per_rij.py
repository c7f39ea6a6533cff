"""One mail address of three: not used, or perhaps wrong. The other two stay, at the desk, in Mijn and elsewhere."""

from __future__ import annotations

from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection, transaction

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.partijen.commands import change_kanaalvoorkeur
from geholpen.domain.partijen.queries import adressering, heeft_postadres, te_beperken, te_verbeteren
from geholpen.domain.rechten.commands import Deel, hef_grens_op
from geholpen.domain.rechten.queries import rijen_met_grens
from geholpen.packs.waterdam.vullen.catalogi import key
from geholpen.platform import doors
from geholpen.platform.context import Context, system
from geholpen.platform.doors import backstage
from geholpen.platform.errors import Invalid
from geholpen.platform.telefoonnummer import leesbaar
from tests import bed, browser, cast
from tests.doelbinding.proef import put
from tests.rechten.toestemming import aan_het_werk, samira
from tests.rechten.verzoek import ask, grant

__all__ = ["aan_het_werk", "samira"]
WERK, OUD = "samira@werk.example", "samira@oud.example"
NUMMER = "+31850000111"
JA = (Deel(int(G.CONTACTADRESSEN), "toegewezen"),)


@pytest.fixture
def drie(samira: UUID, beheer: psycopg.Connection) -> dict[str, str]:
    """Samira has three mail addresses. Their keys, by address."""
    [(doel, einde)] = beheer.execute(
        "SELECT verkregen_voor, vervalt_op FROM digitaal_adres WHERE partij_id = %s AND soort_digitaal_adres = 'email'",
        [samira],
    ).fetchall()
    for adres in (WERK, OUD):
        columns = {"adres": adres, "soort_digitaal_adres": "email", "verkregen_voor": doel, "vervalt_op": einde}
        columns |= {"identiteitsoort": "", "onbestelbaar_sinds": None, "afgemeld_op": None, "betrokkene_id": None}
        put(
            beheer,
            "digitaal_adres",
            samira,
            **columns,
            herkomst="proef",
            id=uuid4(),
            referentie=adres,
            niveau="verified",
        )
    return {v.tekst: v.doel for v in te_verbeteren(bed.klant(samira), samira) if v.veld == "email"}


def mails(ctx: Context, wie: UUID) -> set[str]:
    return {a.adres for a in klantbeeld(ctx, wie).digitale_adressen if a.soort == "email"}


def restrict(wie: UUID, *rijen: str) -> UUID:
    """The customer asks not to use these rows, and it is granted."""
    id = ask(wie, "beperking", rijen=rijen)
    grant(wie, id, delen=JA)
    return id


def test_one_address_is_not_used_and_the_others_are(samira, aan_het_werk, drie):
    all_ = mails(aan_het_werk, samira)
    assert {WERK, OUD} < all_
    id = ask(samira, "beperking", rijen=(drie[OUD],))
    assert mails(aan_het_werk, samira) == all_, "asked is not decided"
    grant(samira, id, delen=JA)
    found = klantbeeld(aan_het_werk, samira)
    assert {a.adres for a in found.digitale_adressen if a.soort == "email"} == all_ - {OUD}
    assert "BEPERKT" not in {a.code for a in found.afgeschermd}, "the category itself is not limited"
    assert mails(bed.klant(samira), samira) == all_, "one's own look goes on"
    hef_grens_op(bed.medewerker(cast.CARLIJN.code).over({samira}), samira, id)
    assert mails(aan_het_werk, samira) == all_


def test_nobody_is_told_to_prefer_a_channel_that_is_not_to_be_used(samira, drie):
    change_kanaalvoorkeur(bed.klant(samira), samira, "email")
    vraag = f"/werkplek/vraag/{samira}/{key('gesprek', 'samira-kenteken')}/"

    def pane() -> str:
        return browser.text(browser.medewerker("mdw-001").get(vraag))

    restrict(samira, drie[OUD])
    assert "Liefst via" in pane(), "two addresses are left"
    restrict(samira, *(doel for adres, doel in drie.items() if adres != OUD))
    page = pane()
    assert "vroeg ons om een deel" in page
    assert "Liefst via" not in page


@pytest.mark.parametrize("gekozen", ["telefoon", "whatsapp"])
def test_one_number_is_not_used_in_whatsapp_either(samira, aan_het_werk, drie, beheer, gekozen):
    """A number that is not to be used is not called there, nor written to in the app, whichever was chosen."""
    for adres, soort, app, id in (
        (NUMMER, "telefoonnummer", "", drie[WERK]),
        (NUMMER[1:], "overig", "whatsapp", drie[OUD]),
    ):
        beheer.execute(
            "UPDATE digitaal_adres SET adres = %s, soort_digitaal_adres = %s, identiteitsoort = %s WHERE id = %s",
            [adres, soort, app, id],
        )
    page = browser.text(browser.klant("samira").get("/mijn/rechten/vragen/beperking/"))
    assert f"{leesbaar(NUMMER)} (WhatsApp)" in page and NUMMER not in page
    doelen = {v.veld: v.doel for v in te_beperken(bed.klant(samira), samira) if leesbaar(NUMMER) in v.tekst}
    assert set(doelen) == {"telefoon", "whatsapp"}
    assert adressering(aan_het_werk, samira).van("whatsapp") == (NUMMER[1:],)
    id = ask(samira, "beperking", rijen=(doelen[gekozen],))
    fg = browser.text(browser.medewerker(cast.CARLIJN.code).get(f"/beheer/rechten/{samira}/{id}/"))
    assert f"{leesbaar(NUMMER)}, {leesbaar(NUMMER)} (WhatsApp)" in fg, "who decides sees that it is about both"
    grant(samira, id, delen=JA)
    ways = adressering(aan_het_werk, samira)
    assert NUMMER not in ways.telefoonnummers
    assert ways.van("whatsapp") == ()
    found = {a.adres for a in klantbeeld(aan_het_werk, samira).digitale_adressen}
    assert found
    assert not {NUMMER, NUMMER[1:]} & found


def test_nothing_is_sent_there_whoever_sends(samira, aan_het_werk, drie):
    """The system may read the row when a mail comes in; it does not write to it."""
    ways = lambda ctx: set(adressering(ctx, samira).emailadressen)  # noqa: E731
    machine = system("email", oorsprong="test").over({samira})
    assert OUD in ways(aan_het_werk) & ways(machine)
    restrict(samira, drie[OUD])
    for ctx in (aan_het_werk, machine):
        assert OUD not in ways(ctx)
        assert WERK in ways(ctx)


def test_the_letter_box_is_one_row_too(samira, aan_het_werk):
    rijen = {v.doel for v in te_verbeteren(bed.klant(samira), samira) if v.veld == "adres"}
    assert heeft_postadres(aan_het_werk, samira)
    id = ask(samira, "beperking", rijen=tuple(rijen))
    grant(samira, id, delen=(Deel(int(G.ADRES), "toegewezen"),))
    assert not heeft_postadres(aan_het_werk, samira)
    assert klantbeeld(aan_het_werk, samira).adressen == ()


def test_the_database_keeps_to_it_when_the_decision_is_older(samira, aan_het_werk, drie):
    """Between the decision and the read it is granted: the signed context is good, the row is not there."""
    granted = doors.guard.decide(aan_het_werk, klantbeeld.door)
    for expected in (3, 2):
        with backstage(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT kern.open(%s)", [granted.token])
            cursor.execute(
                "SELECT count(*) FROM digitaal_adres WHERE partij_id = %s AND soort_digitaal_adres = 'email'", [samira]
            )
            assert cursor.fetchone()[0] == expected
        if expected == 3:
            restrict(samira, drie[WERK])


def test_the_desk_says_that_something_is_left_out_and_not_what(samira, aan_het_werk, drie):
    restrict(samira, drie[OUD])
    desk = browser.medewerker("mdw-001")
    page = browser.text(desk.get(f"/werkplek/vraag/{samira}/{aan_het_werk.aanleiding.id}/"))
    assert "De klant vroeg ons om een deel van deze gegevens niet te gebruiken" in page
    assert OUD not in page
    assert WERK in page.replace("<wbr>", "")


def test_an_address_that_may_be_wrong_is_marked_and_the_others_are_not(samira, aan_het_werk, drie):
    id = ask(samira, "correctie", veld="email", doel=drie[OUD], waarden={"adres": "samira@nieuw.example"})
    assert [(r.soort, r.rij) for r in rijen_met_grens(samira)] == [("onderzoek", drie[OUD])]
    desk = browser.medewerker("mdw-001")
    page = browser.text(desk.get(f"/werkplek/vraag/{samira}/{aan_het_werk.aanleiding.id}/"))
    assert page.count("klopt misschien niet") == 1
    mine = browser.text(browser.klant("samira").get("/mijn/contact/"))
    assert f"{OUD} (wij zoeken uit of dit klopt)" in mine
    assert mine.count("wij zoeken uit of dit klopt") == 1
    assert OUD in mails(aan_het_werk, samira), "an inquiry hides nothing"
    grant(samira, id, delen=JA)
    assert rijen_met_grens(samira) == []


def test_a_customer_chooses_it_on_the_page_and_reads_it_back(samira, drie):
    client = browser.klant("samira")
    page = browser.text(client.get("/mijn/rechten/vragen/beperking/"))
    assert f"Uw mailadres: {OUD}" in page
    gone = client.post("/mijn/rechten/vragen/beperking/", {"rijen": [str(uuid4())], "sleutel": str(uuid4())})
    assert gone.status_code == 422
    sent = client.post("/mijn/rechten/vragen/beperking/", {"rijen": [drie[OUD]], "sleutel": str(uuid4())}, follow=True)
    assert OUD in browser.text(sent)
    id = UUID(sent.redirect_chain[-1][0].rstrip("/").rpartition("/")[2])
    fg = browser.medewerker(cast.CARLIJN.code)
    page = browser.text(fg.get(f"/beheer/rechten/{samira}/{id}/"))
    assert OUD in page
    assert WERK not in page
    grant(samira, id, delen=JA)
    page = browser.text(fg.get("/beheer/rechten/"))
    assert "telefoon en e-mail (één daarvan)" in page
    assert "op tijd" in page, "what was decided stays in the register of requests"
    mine = browser.text(browser.klant("samira").get("/mijn/contact/"))
    assert f"{OUD} (gebruiken wij niet, omdat u dat vroeg)" in mine
    assert f"Uitzetten voor {OUD}" not in mine


def test_a_row_of_somebody_else_is_refused_and_a_whole_category_covers_its_rows(samira, aan_het_werk, drie, echte_stad):
    ander = echte_stad.stad.partij_id("roos")
    anders = next(v.doel for v in te_verbeteren(bed.klant(ander), ander) if v.doel)
    with pytest.raises(Invalid, match="^rijen: .*staat er niet meer"):
        ask(samira, "beperking", rijen=(anders,))
    id = ask(samira, "beperking", onderdelen=(int(G.CONTACTADRESSEN),), rijen=(drie[OUD],))
    grant(samira, id, delen=JA)
    assert mails(aan_het_werk, samira) == set()
    assert rijen_met_grens(samira) == []
