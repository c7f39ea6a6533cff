"""A request that came by mail can be about one address or number: it is copied, and nothing else is shown."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from geholpen.domain.berichten.commands import RuwBericht, process_envelop, store_envelop
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.commands import OudContact, OudeKlantvraag, import_klantvraag
from geholpen.domain.partijen.queries import vormen
from geholpen.domain.rechten.commands import Deel, Opname, neem_op
from geholpen.domain.rechten.queries import herken_rijen, rijen_met_grens
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Invalid, Refused
from tests import bed, browser, cast
from tests.doelbinding.proef import sql
from tests.rechten.test_grens_op_woord import erbij
from tests.rechten.test_grens_per_rij import mails
from tests.rechten.toestemming import aan_het_werk, samira
from tests.rechten.verzoek import fg, grant

__all__ = ["aan_het_werk", "erbij", "samira"]
OUD, WERK, NUMMER, IBAN = "samira@oud.example", "samira@werk.example", "+31850000187", "NL91ABNA0417164300"
MAIL = """From: Samira Belhadi <{van}>
To: klantcontact@waterdam.example
Subject: persoonsgegevens AVG
Message-ID: <beperk-1@voorbeeld.example>
Date: Mon, 23 Nov 2026 10:00:00 +0100
Content-Type: text/plain; charset=utf-8

Ik wil op grond van de AVG dat u deze persoonsgegevens niet meer gebruikt: samira@oud.example en 085 000 01 87.
"""


@pytest.fixture
def gemaild(samira: UUID, erbij: Any, beheer: Any) -> UUID:
    """Samira mailed the request; she has two mail addresses more, a number and an account. Returns the question."""
    for adres in (OUD, WERK):
        erbij("digitaal_adres", adres=adres, soort_digitaal_adres="email")
    erbij("digitaal_adres", adres=NUMMER, soort_digitaal_adres="telefoonnummer")
    erbij("digitaal_adres", adres=NUMMER[1:], soort_digitaal_adres="overig", identiteitsoort="whatsapp")
    erbij("rekeningnummer", iban=IBAN)
    raw = MAIL.format(van=cast.SAMIRA.mail).replace("\n", "\r\n").encode()
    envelop, _new = store_envelop(bed.systeem(), RuwBericht("email", "test", raw))
    process_envelop(bed.systeem(), envelop)
    row = beheer.execute("SELECT partij_id, klantvraag_id FROM bericht WHERE envelop_id = %s", [envelop]).fetchone()
    assert row[0] == samira
    return row[1]


def looked(beheer: Any, samira: UUID) -> int:
    counted = "SELECT count(*) FROM dataverwerking WHERE partij_id = %s AND deur LIKE '%%herken_rijen'"
    return beheer.execute(counted, [samira]).fetchone()[0]


def test_what_was_copied_is_not_used_and_nothing_else_is_shown(samira, aan_het_werk, gemaild, beheer):
    client, form = browser.medewerker(cast.CARLIJN.code), f"/beheer/rechten/{samira}/{gemaild}/opnemen/"
    page = browser.text(client.get(form))
    assert "Gaat het om één adres of nummer?" in page
    sent = {"soort": "beperking", "rijen": f"{OUD}\r\n 085 000 01 87 \r\n"}
    answer = client.post(form, sent, follow=True)
    shown = page + browser.text(answer)
    assert f"{OUD}, 085 000 01 87" in browser.text(answer), "as it was copied, and once"
    assert not {w for w in (WERK, NUMMER, NUMMER[1:], IBAN) if w in shown}
    mine = browser.text(browser.klant("samira").get(f"/mijn/rechten/{gemaild}/"))
    assert f"{OUD}, 085 000 01 87" in mine
    assert OUD in mails(aan_het_werk, samira), "asked is not decided"
    grant(samira, gemaild, delen=(Deel(int(G.CONTACTADRESSEN), "toegewezen"),))
    assert WERK in mails(aan_het_werk, samira) and OUD not in mails(aan_het_werk, samira)
    assert len(rijen_met_grens(samira)) == 3, "the mail address, and the number on the telephone and in WhatsApp"
    assert looked(beheer, samira) == 1, "the customer reads that it was looked up"


def test_what_we_do_not_have_is_said_and_stands_in_the_log(samira, gemaild, beheer, echte_stad):
    client, form = browser.medewerker(cast.CARLIJN.code), f"/beheer/rechten/{samira}/{gemaild}/opnemen/"
    roos = beheer.execute(
        "SELECT adres FROM digitaal_adres WHERE partij_id = %s LIMIT 1", [echte_stad.stad.partij_id("roos")]
    ).fetchone()[0]
    for waarde in ("nergens@voorbeeld.example", roos):
        answer = client.post(form, {"soort": "beperking", "rijen": f"{OUD}\n{waarde}"})
        assert answer.status_code == 422
        assert f"Dit vonden wij niet bij deze klant: {waarde}" in browser.text(answer)
    assert looked(beheer, samira) == 2
    assert client.post(form, {"soort": "beperking"}).status_code == 422
    with pytest.raises(Invalid, match="hoogstens 10"):
        herken_rijen(fg(samira, gemaild), samira, [f"{n}@voorbeeld.example" for n in range(11)])
    assert beheer.execute("SELECT count(*) FROM rechtenverzoek WHERE id = %s", [gemaild]).fetchone() == (0,)


def test_a_kind_that_the_purpose_does_not_give_is_recognised_unseen(samira, gemaild, beheer):
    """The privacy officer reads no bank accounts; the customer named theirs."""
    neem_op(fg(samira, gemaild), samira, gemaild, Opname("beperking", waarden=("nl91 abna 0417 1643 00",)))
    (row,) = beheer.execute("SELECT onderdelen, rijen FROM rechtenverzoek WHERE id = %s", [gemaild]).fetchall()
    assert row[0] == [int(G.FINANCIEEL)] and len(row[1]) == 1


def test_a_category_as_a_whole_covers_what_is_in_it(samira, gemaild, beheer):
    neem_op(fg(samira, gemaild), samira, gemaild, Opname("beperking", (int(G.CONTACTADRESSEN),), (OUD, IBAN)))
    (row,) = beheer.execute("SELECT onderdelen, rijen FROM rechtenverzoek WHERE id = %s", [gemaild]).fetchall()
    assert row[0] == [int(G.CONTACTADRESSEN), int(G.FINANCIEEL)] and len(row[1]) == 1


@pytest.mark.parametrize("soort", ["inzage", "correctie", "overdracht"])
def test_one_value_is_not_lost_where_a_right_is_about_categories(soort, samira, gemaild, beheer):
    """What was typed would have become a request about something else."""
    client, form = browser.medewerker(cast.CARLIJN.code), f"/beheer/rechten/{samira}/{gemaild}/opnemen/"
    answer = client.post(form, {"soort": soort, "rijen": OUD, "onderdelen": str(int(G.CONTACTADRESSEN))})
    page = browser.text(answer)
    assert answer.status_code == 422
    assert "Eén adres of nummer kan alleen bij niet gebruiken en bij wissen." in page
    field = answer.content.decode().partition('name="rijen"')[2].partition("</textarea>")[0]
    assert OUD in field, "what was typed is still there"
    assert beheer.execute("SELECT count(*) FROM rechtenverzoek WHERE id = %s", [gemaild]).fetchone() == (0,)


def test_to_erase_or_correct_asks_what(samira, gemaild, beheer):
    for soort in ("verwijdering", "correctie"):
        with pytest.raises(Invalid, match="Kies om welke gegevens het gaat"):
            neem_op(fg(samira, gemaild), samira, gemaild, Opname(soort))
    neem_op(fg(samira, gemaild), samira, gemaild, Opname("verwijdering", (int(G.CONTACTADRESSEN),)))
    (row,) = beheer.execute("SELECT soort, onderdelen FROM rechtenverzoek WHERE id = %s", [gemaild]).fetchall()
    assert row == ("verwijdering", [int(G.CONTACTADRESSEN)])


def test_a_secret_address_is_not_there(samira, gemaild, beheer):
    beheer.execute("UPDATE digitaal_adres SET geheim = true WHERE partij_id = %s", [samira])
    found = herken_rijen(fg(samira, gemaild), samira, (OUD, IBAN))
    assert found.onbekend == (OUD,)
    assert [r["soort"] for r in found.rijen] == [int(G.FINANCIEEL)]


def test_nobody_else_can_try_addresses(samira, gemaild, aan_het_werk, echte_stad):
    """Not who works on something else for her, not the privacy officer at another customer, not without a purpose."""
    roos = echte_stad.stad.partij_id("roos")
    carlijn = bed.medewerker(cast.CARLIJN.code)
    for ctx, wie in ((aan_het_werk, samira), (carlijn, samira), (fg(samira, gemaild), roos)):
        with pytest.raises(Refused):
            herken_rijen(ctx.over({wie}), wie, (OUD,))
    vorm = '[{"tabel": "digitaal_adres", "soort_digitaal_adres": "email", "adres": "%s"}]'
    assert sql("SELECT * FROM herken_rijen(%s, %s::jsonb)", samira, vorm % OUD) == []
    with pytest.raises(Refused):
        neem_op(carlijn.voor(Aanleiding("klantvraag", roos, gemaild)), roos, gemaild, Opname("beperking", (), (OUD,)))


@pytest.mark.parametrize(
    ("waarde", "tabellen"),
    [
        ("A@b.example", {"digitaal_adres"}),
        ("06 12345678", {"digitaal_adres", "partij_identificator"}),
        ("+31 (0)85-0000187", {"digitaal_adres"}),
        ("nl91 abna 0417 1643 00", {"digitaal_adres", "rekeningnummer"}),
        ("9999ab 12 a", {"digitaal_adres", "adres"}),
        ("(085) 000 01 87", {"digitaal_adres"}),
        ("tel. 085-000 01 87 (thuis)", {"digitaal_adres"}),
        ("Lindenpad 7, 9999 CD Waterdam", {"digitaal_adres", "adres"}),
        ("  ", set()),
    ],
)
def test_the_forms_that_something_can_have(waarde, tabellen):
    assert {v["tabel"] for v in vormen(waarde)} == tabellen


@pytest.mark.parametrize(
    "geschreven",
    [
        "(085) 000 01 87",
        "tel. 085 000 01 87",
        "085-000 01 87 (thuis)",
        "+31 (0)85 000 01 87",
        f"<{OUD}>",
        f"Samira <{OUD}>",
        f"{OUD}, 085 000 01 87",
    ],
)
def test_it_is_recognised_as_people_write_it(samira, gemaild, geschreven):
    found = herken_rijen(fg(samira, gemaild), samira, [geschreven])
    assert found.rijen and not found.onbekend


def test_an_address_with_its_street_is_recognised(samira, gemaild, beheer):
    kolommen = "SELECT postcode, huisnummer FROM adres WHERE partij_id = %s AND huisnummer IS NOT NULL LIMIT 1"
    postcode, huisnummer = beheer.execute(kolommen, [samira]).fetchone()
    found = herken_rijen(fg(samira, gemaild), samira, [f"Lindenpad {huisnummer}, {postcode} Waterdam"])
    assert [r["soort"] for r in found.rijen] == [int(G.ADRES)]


def test_what_is_no_address_or_number_is_called_that(samira, gemaild):
    client, form = browser.medewerker(cast.CARLIJN.code), f"/beheer/rechten/{samira}/{gemaild}/opnemen/"
    page = browser.text(client.post(form, {"soort": "beperking", "rijen": f"{OUD}\nmijn oude nummer"}))
    assert "Dit is geen nummer of adres dat wij herkennen: mijn oude nummer." in page
    assert "Dit vonden wij niet bij deze klant" not in page


@pytest.mark.parametrize("spelling", ["+31 (0)85 000 01 87", "0031 (0)85-0000187", "(085) 000 01 87", "+31850000187"])
def test_every_spelling_in_the_register_has_one_key(gemaild, beheer, spelling):
    rij = json.dumps({"soort_digitaal_adres": "telefoonnummer", "adres": spelling})
    key = beheer.execute("SELECT woordtekst('digitaal_adres', %s::jsonb)", [rij]).fetchone()
    assert key == ("telefoon|31850000187",)


def test_what_the_desk_wrote_down_of_a_call_is_read_before_it_is_recorded_and_decided(samira, aan_het_werk):
    """Nobody wrote a message: the words of the employee who took the call are all there is."""
    zin = "Mevrouw wil niet meer dat wij haar bellen op haar werk."
    contact = OudContact("telefoon", "klant", timezone.now() - timedelta(hours=1), zin, "")
    oud = OudeKlantvraag("privacy", "in_behandeling", (contact,))
    import_klantvraag(bed.systeem().over({samira}), samira, oud)
    client, form = browser.medewerker(cast.CARLIJN.code), f"/beheer/rechten/{samira}/{oud.id}/opnemen/"
    page = browser.text(client.get(form))
    assert zin in page
    assert "Opgeschreven (Telefoon)" in page
    done = client.post(form, {"soort": "beperking", "onderdelen": ["2"]}, follow=True)
    assert zin in browser.text(done)
