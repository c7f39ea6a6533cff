"""Case 31: consent as a trick. It cannot be saved where refusing costs something, is never given by silence or by a
tick that was there already, and ends at the next read."""

from __future__ import annotations

import re

import psycopg
import pytest

from geholpen.domain.doelbinding.commands import begin_activiteit
from geholpen.domain.doelbinding.register import register
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.faces.beheer.register.lezen import leeg
from geholpen.platform.errors import Invalid, Refused
from tests import bed, browser, cast
from tests.rechten.toestemming import aan_het_werk, op_toestemming, samira, say

__all__ = ["aan_het_werk", "op_toestemming", "samira"]


def draft(**over):
    """A purpose that is fine but for what is changed."""
    from dataclasses import replace  # noqa: PLC0415

    return replace(
        leeg(),
        naam="Nieuws over uw wijk sturen",
        doel="U nieuws sturen over werk aan de straat in uw eigen wijk",
        betrokkenen=("mensen die dat nieuws willen",),
        rollen=("kcm",),
        vereist_aanleiding=("klantvraag",),
        selectielijst="Selectielijst gemeenten 2020, procestype 11",
        **over,
    )


@pytest.mark.parametrize("alternatief", ["", "   ", "Dan niet"])
def test_it_cannot_be_saved_where_refusing_costs_something(echte_stad, beheer, alternatief):
    anneke = bed.medewerker(cast.ANNEKE.code)
    with pytest.raises(Invalid, match="dezelfde hulp krijgt"):
        begin_activiteit(anneke, draft(grondslag="toestemming", alternatief=alternatief))
    with pytest.raises(psycopg.errors.CheckViolation, match="toestemming_met_alternatief"):
        beheer.execute(
            "UPDATE verwerkingsactiviteit_versie SET grondslag = 'toestemming', alternatief = %s WHERE nummer = 26",
            [alternatief],
        )
    assert begin_activiteit(
        anneke, draft(grondslag="toestemming", alternatief="Het staat ook in de krant en aan de balie.")
    )
    register.forget()


def test_silence_is_no_and_nothing_is_ticked(samira, aan_het_werk, op_toestemming, beheer):
    client = browser.klant("samira")
    page = browser.text(client.get("/mijn/rechten/"))
    boxes = re.findall(r'<input[^>]*name="antwoord_20"[^>]*>', page)
    assert len(boxes) == 2
    assert not any("checked" in box for box in boxes)
    text_hash = re.search(
        r'name="tekst_hash" value="([0-9a-f]{64})"', page[page.index('action="/mijn/rechten/toestemming/20/"') :]
    )
    assert text_hash is not None
    assert client.post("/mijn/rechten/toestemming/20/", {"tekst_hash": text_hash[1]}).status_code == 422
    with pytest.raises(Refused, match="TOESTEMMING_ONTBREEKT"):
        klantbeeld(aan_het_werk, samira)
    assert beheer.execute("SELECT count(*) FROM toestemming").fetchone() == (0,)
    codes = beheer.execute("SELECT resultaat FROM audit WHERE actor_id = %s", [aan_het_werk.actor.id]).fetchall()
    assert ("TOESTEMMING_ONTBREEKT",) in codes


def test_withdrawn_but_read(samira, aan_het_werk, op_toestemming, beheer):
    say(samira)
    assert klantbeeld(aan_het_werk, samira).naam
    lines = "SELECT count(*) FROM dataverwerking WHERE partij_id = %s AND actor_soort = 'medewerker'"
    (before,) = beheer.execute(lines, [samira]).fetchone()
    browser.klant("samira").post("/mijn/rechten/toestemming/20/", {"stop": "1"})
    with pytest.raises(Refused, match="TOESTEMMING_ONTBREEKT"):
        klantbeeld(aan_het_werk, samira)
    assert beheer.execute(lines, [samira]).fetchone() == (before,)  # nothing was shown: no line says so
    weigering = "SELECT handeling FROM audit WHERE resultaat = 'TOESTEMMING_ONTBREEKT' AND actor_id = %s"
    assert beheer.execute(weigering, [aan_het_werk.actor.id]).fetchall() == [("klantbeeld.queries.klantbeeld",)]
