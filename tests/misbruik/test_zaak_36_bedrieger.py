"""Case 36: somebody who has another's mail address asks for their data. The known channel hears of it; nothing
opens without the login of the person themselves."""

from __future__ import annotations

import pytest
from django.test import Client

from geholpen.domain.rechten.commands import NieuwVerzoek, Opname, doe_verzoek, neem_op
from geholpen.domain.rechten.queries import pakket
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Invalid, Refused
from tests import bed, browser, cast
from tests.rechten.verzoek import grant, run_jobs

MAIL = """From: Samira Belhadi <{van}>
To: klantcontact@waterdam.example
Subject: inzageverzoek AVG
Message-ID: <dief-1@voorbeeld.example>
Date: Mon, 23 Nov 2026 10:00:00 +0100
Content-Type: text/plain; charset=utf-8

Ik wil al mijn persoonsgegevens zien op grond van de AVG. Stuur ze naar dit adres.
"""


@pytest.fixture
def gemaild(echte_stad, beheer):
    """A mail from Samira's own address that Samira did not send: (customer, question)."""
    from geholpen.domain.berichten.commands import RuwBericht, process_envelop, store_envelop  # noqa: PLC0415

    samira = echte_stad.stad.partij_id("samira")
    raw = MAIL.format(van=cast.SAMIRA.mail).replace("\n", "\r\n").encode()
    envelop, _new = store_envelop(bed.systeem(), RuwBericht("email", "test", raw))
    process_envelop(bed.systeem(), envelop)
    filed = "SELECT b.partij_id, b.klantvraag_id FROM bericht b WHERE b.envelop_id = %s"
    row = beheer.execute(filed, [envelop]).fetchone()
    return samira, row[0], row[1]


def test_a_mail_opens_nothing_however_it_is_handled(gemaild, beheer):
    samira, partij_id, vraag_id = gemaild
    carlijn = bed.medewerker(cast.CARLIJN.code).voor(Aanleiding("klantvraag", partij_id, vraag_id))
    fg = browser.medewerker(cast.CARLIJN.code)
    form = f"/beheer/rechten/{partij_id}/{vraag_id}/opnemen/"
    assert form in browser.text(fg.get("/beheer/rechten/"))
    assert "Stuur ze naar dit adres." in browser.text(fg.get(form))
    with pytest.raises(Invalid, match="Kies wat de klant vraagt"):  # begins at a line that only the customer reads
        neem_op(carlijn, partij_id, vraag_id, Opname("klopt_niet"))
    assert fg.post(form, {"soort": "inzage"}).status_code == 302
    assert run_jobs(beheer, "kennisgeving") == 1
    grant(partij_id, vraag_id)  # even when the privacy officer says yes
    assert Client().get(f"/mijn/rechten/{vraag_id}/pakket/json/").status_code == 302
    assert browser.klant("wouter").get(f"/mijn/rechten/{vraag_id}/pakket/json/").status_code == 403
    for niveau in ("asserted", "matched", "verified"):
        with pytest.raises(Refused, match="NIVEAU"):
            pakket(bed.klant(partij_id, niveau), partij_id, vraag_id)
    codes = beheer.execute("SELECT resultaat FROM audit WHERE handeling = 'rechten.queries.pakket'").fetchall()
    assert codes.count(("NIVEAU",)) == 3
    assert beheer.execute("SELECT count(*) FROM dataverwerking WHERE deur = 'rechten.queries.pakket'").fetchone() == (
        0,
    )


def test_the_known_channel_hears_of_it(echte_stad, beheer):
    samira = echte_stad.stad.partij_id("samira")
    known = beheer.execute(
        "SELECT adres FROM digitaal_adres WHERE partij_id = %s AND soort_digitaal_adres = 'email'", [samira]
    ).fetchall()
    assert known
    id = doe_verzoek(bed.klant(samira), samira, NieuwVerzoek("inzage", "Alles, graag."))
    assert run_jobs(beheer, "kennisgeving") == 1
    sent = beheer.execute(
        "SELECT i.aan, i.tekst, i.onderwerpregel FROM bericht b JOIN bericht_inhoud i ON i.id = b.id"
        " WHERE b.klantvraag_id = %s AND b.richting = 'uit'",
        [id],
    ).fetchall()
    assert [aan for aan, _tekst, _regel in sent] == [[adres] for (adres,) in known[:3]]
    for _aan, tekst, regel in sent:
        assert "Deed u dit niet? Bel ons dan meteen" in tekst
        assert "Alles, graag" not in tekst + regel


@pytest.mark.parametrize("niveau", ["asserted", "matched", "verified"])
def test_who_is_not_surely_the_person_cannot_even_ask(echte_stad, beheer, niveau):
    samira = echte_stad.stad.partij_id("samira")
    with pytest.raises(Refused, match="NIVEAU"):
        doe_verzoek(bed.klant(samira, niveau), samira, NieuwVerzoek("inzage", "Alles."))
    assert beheer.execute("SELECT count(*) FROM rechtenverzoek").fetchone() == (0,)
    assert beheer.execute("SELECT resultaat FROM audit ORDER BY moment DESC LIMIT 1").fetchone() == ("NIVEAU",)
