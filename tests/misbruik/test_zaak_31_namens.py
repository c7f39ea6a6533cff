"""Case 31, by somebody who acts for the customer: within the mandate, nothing sensitive, and both people in the log."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

import jsonschema_rs
import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import inzage, pseudoniem
from geholpen.domain.doelbinding.register import register
from geholpen.domain.rechten.commands import (
    Antwoord,
    antwoord_toestemming,
    antwoord_toestemming_namens,
    trek_toestemming_in,
    trek_toestemming_in_namens,
)
from geholpen.domain.rechten.models import Grens, Toestemming
from geholpen.domain.rechten.queries import (
    te_vragen_namens,
    toestemming_bewijs,
    toestemmingen_namens,
    toestemmingen_van,
)
from geholpen.domain.rechten.toestemmingstekst import vraag_van
from geholpen.platform import doors
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.doors import backstage, command
from geholpen.platform.errors import Invalid, Refused
from geholpen.platform.tasks import planned
from tests import bed, browser
from tests.doelbinding.proef import may_always, put
from tests.opstelling import ROOT

SCHEMA = ROOT.parent / "shared" / "standards" / "eigen" / "consent-ts27560.schema.json"
PANEL, PARKEREN, AFVAL, WMO = 45, 20, 26, 62
ANDERS = "Bel ons op 085 000 01 00, dan helpen wij u net zo goed."
GEGEVEN = "Voor een ander antwoord gegeven op de vraag om toestemming"


class Mensen:
    """Hilde is Romy's curator and Şükran's bewindvoerder; Samira acts for her mother Naïma about parking."""

    def __init__(self, stad: Any) -> None:
        self._stad = stad
        for naam in ("romy", "hilde", "sukran", "samira", "naima"):
            setattr(self, naam, stad.partij_id(naam))
        self.curatele = stad.key("vertegenwoordiging", "curatele:hilde:romy")

    romy: UUID
    hilde: UUID
    sukran: UUID
    samira: UUID
    naima: UUID

    def als(self, wie: str, voor: str, mandaat: str = "") -> Context:
        """`wie` acting for `voor`, on the strength of this mandate (default: the curatele)."""
        id = self._stad.key("vertegenwoordiging", mandaat) if mandaat else self.curatele
        return bed.klant(self._stad.partij_id(wie)).voor(Aanleiding("machtiging", self._stad.partij_id(voor), id))

    @property
    def curator(self) -> Context:
        return self.als("hilde", "romy")


@pytest.fixture
def mensen(echte_stad) -> Mensen:
    return Mensen(echte_stad.stad)


@pytest.fixture
def op_toestemming(echte_stad, beheer):
    """Parking, waste and help at home rest on consent for the time of this test."""
    beheer.execute(
        "UPDATE verwerkingsactiviteit_versie SET grondslag = 'toestemming', alternatief = %s WHERE nummer = ANY (%s)",
        [ANDERS, [PARKEREN, AFVAL, WMO]],
    )
    register.forget()
    yield
    register.forget()


def yes(nummer: int = PANEL, antwoord: str = "ja") -> Antwoord:
    vraag = vraag_van(nummer)
    assert vraag is not None
    return Antwoord(nummer, antwoord, vraag.hash)


def last(wie: UUID, nummer: int = PANEL) -> Any:
    (found,) = (t for t in toestemmingen_van(bed.klant(wie), wie) if t.vraag.nummer == nummer)
    return found


def refused(ctx: Context, voor: UUID, nummer: int = PANEL) -> set[str]:
    """Codes of the refusals when this consent is given and when it is stopped; nothing else happens."""
    codes = set()
    for act in (
        lambda: antwoord_toestemming_namens(ctx, voor, yes(nummer)),
        lambda: trek_toestemming_in_namens(ctx, voor, nummer),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        codes.add(refusal.value.code)
    return codes


def in_audit(beheer: psycopg.Connection[Any], wie: UUID) -> set[tuple[str, str]]:
    rows = beheer.execute("SELECT handeling, resultaat FROM audit WHERE actor_id = %s AND NOT besluit", [wie])
    return {(handeling.rpartition(".")[2], code) for handeling, code in rows.fetchall()}


BEIDE = {
    ("antwoord_toestemming_namens", "GEEN_MACHTIGING"),
    ("trek_toestemming_in_namens", "GEEN_MACHTIGING"),
}


def test_the_curator_answers_and_both_read_of_it(mensen):
    id = antwoord_toestemming_namens(mensen.curator, mensen.romy, yes())
    given = last(mensen.romy)
    assert (given.staat, given.door, given.als, given.toestemming_id) == ("gegeven", mensen.hilde, "curatele", id)
    for wie in (mensen.romy, mensen.hilde):
        lines = [r for r in inzage(bed.klant(wie), wie).regels if GEGEVEN in r.wat]
        assert [(r.door, r.aanleiding_id) for r in lines] == [("machtiging", mensen.curatele)]
    log = browser.text(browser.klant("romy").get("/mijn/inzage/"))
    assert "Het antwoord was ja, voor: Meedoen aan het inwonerspanel." in log
    assert "Het antwoord was" not in browser.text(browser.klant("hilde").get("/mijn/inzage/"))
    mine = browser.text(browser.klant("romy").get("/mijn/rechten/"))
    assert "Uw curator zei ja voor u op" in mine
    assert "Brandsema" not in mine.partition("<main")[2]
    trek_toestemming_in(bed.klant(mensen.romy), mensen.romy, PANEL)
    assert (last(mensen.romy).staat, last(mensen.romy).door) == ("ingetrokken", None)


def test_the_record_and_the_receipt_say_who_did_what(mensen):
    id = antwoord_toestemming_namens(mensen.curator, mensen.romy, yes())
    trek_toestemming_in(bed.klant(mensen.romy), mensen.romy, PANEL)
    for ontvangst in (False, True):
        made = toestemming_bewijs(bed.klant(mensen.romy), mensen.romy, id, ontvangst=ontvangst)
        if SCHEMA.exists():
            jsonschema_rs.validate(json.loads(SCHEMA.read_text()), made, validate_formats=True)
        assert made["header"]["pii_principal_id"] == pseudoniem(mensen.romy)
        assert [e["entity_id"] for e in made["events"]] == [pseudoniem(mensen.hilde), pseudoniem(mensen.romy)]
        assert [(p["party_role"], p["party_type"]) for p in made["parties"][1:]] == [("vertegenwoordiger", "curatele")]
        assert str(mensen.hilde) not in json.dumps(made)


def test_what_the_customer_gave_can_be_stopped_by_the_curator_and_that_stands_there(mensen):
    antwoord_toestemming(bed.klant(mensen.romy), mensen.romy, yes())
    assert [t.staat for t in toestemmingen_namens(mensen.curator, mensen.romy)] == ["gegeven"]
    trek_toestemming_in_namens(mensen.curator, mensen.romy, PANEL)
    stopped = last(mensen.romy)
    assert (stopped.staat, stopped.door, stopped.als) == ("ingetrokken", mensen.hilde, "curatele")
    assert "Gestopt is: Meedoen aan het inwonerspanel." in browser.text(browser.klant("romy").get("/mijn/inzage/"))
    assert "Uw curator stopte uw toestemming op" in browser.text(browser.klant("romy").get("/mijn/rechten/"))


@pytest.mark.parametrize(
    ("wie", "voor", "mandaat"),
    [
        ("samira", "romy", "curatele:hilde:romy"),  # the mandate of somebody else
        ("hilde", "romy", "bewind:hilde:sukran"),  # hers, of somebody else
        ("hilde", "sukran", "bewind:hilde:sukran"),  # a kind that does not reach it
        ("romy", "hilde", "curatele:hilde:romy"),  # the other way round
    ],
)
def test_another_representative(mensen, beheer, wie, voor, mandaat):
    ctx = mensen.als(wie, voor, mandaat)
    assert refused(ctx, getattr(mensen, voor)) == {"GEEN_MACHTIGING"}
    assert beheer.execute("SELECT count(*) FROM toestemming").fetchone() == (0,)
    assert in_audit(beheer, ctx.actor.id) >= BEIDE


def test_an_ended_mandate_and_what_was_given_with_it(mensen, beheer):
    antwoord_toestemming_namens(mensen.curator, mensen.romy, yes())
    beheer.execute("UPDATE vertegenwoordiging SET beeindigd_op = now() WHERE id = %s", [mensen.curatele])
    assert refused(mensen.curator, mensen.romy) == {"GEEN_MACHTIGING"}
    with pytest.raises(Refused):
        toestemmingen_namens(mensen.curator, mensen.romy)
    assert in_audit(beheer, mensen.hilde) >= BEIDE | {("toestemmingen_namens", "GEEN_MACHTIGING")}
    assert last(mensen.romy).als == "curatele", "given when it held; the customer stops it with one button"


def test_a_sensitive_purpose(mensen, beheer, op_toestemming):
    """Help at home accepts a curator; whether somebody agrees to that is still their own."""
    antwoord_toestemming(bed.klant(mensen.romy), mensen.romy, yes(WMO))
    assert refused(mensen.curator, mensen.romy, WMO) == {"GEEN_MACHTIGING"}
    assert in_audit(beheer, mensen.hilde) >= BEIDE
    shown = {t.vraag.nummer for t in toestemmingen_namens(mensen.curator, mensen.romy)}
    assert shown == {PANEL, PARKEREN, AFVAL}
    page = browser.text(browser.klant("hilde").get("/mijn/namens/"))
    assert "Toestemming: Meedoen aan het inwonerspanel" in page
    assert "Toestemming: Hulp" not in page and "Wmo" not in page
    assert last(mensen.romy, WMO).staat == "gegeven"


def test_a_mandate_that_does_not_reach_the_subject(mensen, beheer, op_toestemming):
    """Samira may park for her mother: not put waste out for her, nor join a panel."""
    mandaat = "machtiging:samira:naima"
    ctx = mensen.als("samira", "naima", mandaat)
    for nummer in (AFVAL, PANEL):
        assert refused(ctx, mensen.naima, nummer) == {"GEEN_MACHTIGING"}
    assert in_audit(beheer, mensen.samira) >= BEIDE
    assert [v.nummer for v in te_vragen_namens(mensen.naima, ctx.aanleiding.id)] == [PARKEREN]
    antwoord_toestemming_namens(ctx, mensen.naima, yes(PARKEREN))
    assert last(mensen.naima, PARKEREN).als == "machtiging"


def test_a_mandate_leaves_an_own_no_as_it_is(mensen, beheer, op_toestemming):
    """Naïma said no about parking; Samira has a mandate for it. Nor does a door with a hole in it change that."""
    ctx = mensen.als("samira", "naima", "machtiging:samira:naima")
    antwoord_toestemming(bed.klant(mensen.naima), mensen.naima, yes(PARKEREN, "nee"))
    with pytest.raises(Invalid, match="zei zelf nee"):
        antwoord_toestemming_namens(ctx, mensen.naima, yes(PARKEREN))
    samira = browser.klant("samira")
    page = browser.text(samira.get("/mijn/namens/"))
    assert "U kunt dit niet veranderen met een machtiging." in page
    veld = f"antwoord_{ctx.aanleiding.id}_{PARKEREN}"
    assert f'name="{veld}"' not in page
    url = f"/mijn/namens/{ctx.aanleiding.id}/toestemming/{PARKEREN}/"
    assert samira.post(url, {veld: "ja", "tekst_hash": yes(PARKEREN).tekst_hash}).status_code == 422
    with pytest.raises(DatabaseError) as denied:
        _direct(ctx, INSERT, mensen.naima, uuid4(), PARKEREN, None, "")
    assert denied.value.__cause__.sqlstate == "42501"
    assert beheer.execute("SELECT staat, gegeven_door FROM toestemming").fetchall() == [("geweigerd", None)]
    antwoord_toestemming_namens(ctx, mensen.naima, yes(PARKEREN, "nee"))
    with pytest.raises(Invalid, match="zei zelf nee"):
        antwoord_toestemming_namens(ctx, mensen.naima, yes(PARKEREN))
    antwoord_toestemming(bed.klant(mensen.naima), mensen.naima, yes(PARKEREN))
    assert last(mensen.naima, PARKEREN).staat == "gegeven", "she may change her mind"


def test_who_stopped_said_no_to_a_mandate_too(mensen, op_toestemming):
    ctx = mensen.als("samira", "naima", "machtiging:samira:naima")
    antwoord_toestemming_namens(ctx, mensen.naima, yes(PARKEREN))
    trek_toestemming_in_namens(ctx, mensen.naima, PARKEREN)
    antwoord_toestemming_namens(ctx, mensen.naima, yes(PARKEREN))
    trek_toestemming_in(bed.klant(mensen.naima), mensen.naima, PARKEREN)
    with pytest.raises(Invalid, match="zei zelf nee"):
        antwoord_toestemming_namens(ctx, mensen.naima, yes(PARKEREN))


def test_a_curator_is_warned_before_and_the_customer_is_told_after(mensen):
    antwoord_toestemming(bed.klant(mensen.romy), mensen.romy, yes(antwoord="nee"))
    eigen = last(mensen.romy).toestemming_id
    told = "Iemand anders antwoordde voor u over toestemming"
    assert told not in browser.text(browser.klant("romy").get("/mijn/"))
    assert "koos dit zelf. Bespreek het eerst samen." in browser.text(browser.klant("hilde").get("/mijn/namens/"))
    antwoord_toestemming_namens(mensen.curator, mensen.romy, yes())
    assert "koos dit zelf" not in browser.text(browser.klant("hilde").get("/mijn/namens/"))
    assert (last(mensen.romy).staat, last(mensen.romy).als) == ("gegeven", "curatele"), (
        "the law gives them the decision"
    )
    first = browser.text(browser.klant("romy").get("/mijn/"))
    assert told in first and "ja voor u over: Meedoen aan het inwonerspanel" in first
    mine = browser.text(browser.klant("romy").get("/mijn/rechten/"))
    before = mine.partition("Wat er eerder is gezegd:")[2].partition("</ul>")[0]
    assert "U zei nee op" in before and str(eigen) in before
    assert browser.klant("romy").get(f"/mijn/rechten/bewijs/{eigen}/").status_code == 200
    trek_toestemming_in(bed.klant(mensen.romy), mensen.romy, PANEL)
    assert told not in browser.text(browser.klant("romy").get("/mijn/")), "what they did themselves is no news"
    assert "U stopte uw toestemming op" in browser.text(browser.klant("romy").get("/mijn/rechten/"))


def _direct(ctx: Context, statement: str, *params: object) -> Any:
    """SQL as the application role in the context that the door of answering would have."""
    token = doors.guard.decide(ctx, antwoord_toestemming_namens.door).token
    with backstage(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT kern.open(%s)", [token])
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else cursor.rowcount


INSERT = (
    "INSERT INTO toestemming (partij_id, id, activiteit, versie, staat, geldig_tot, tekst, tekst_hash, taal, kanaal,"
    " herkomst, verkregen_voor, vervalt_op, gegeven_door, gegeven_als)"
    " VALUES (%s, %s, %s, 1, 'gegeven', now() + '1 year', 'x', 'x', 'nld', 'mijn', 'mijn', 4, now() + '1 year', %s, %s)"
)


def test_direct_sql_as_the_application_role(mensen, beheer, op_toestemming):
    """A context that is good, statements that are not."""
    romy, mine = mensen.romy, mensen.curator
    for nummer in (WMO, PANEL):
        antwoord_toestemming(bed.klant(romy), romy, yes(nummer))
    (row,) = beheer.execute(
        "SELECT verkregen_voor, vervalt_op FROM toestemming WHERE activiteit = %s", [WMO]
    ).fetchall()
    put(
        beheer,
        "grens",
        romy,
        verkregen_voor=row[0],
        vervalt_op=row[1],
        id=uuid4(),
        activiteit=PARKEREN,
        gegeven=0,
        opgeheven_op=None,
    )
    assert _direct(mine, "SELECT DISTINCT activiteit FROM toestemming") == [(PANEL,)]
    assert _direct(mine, "SELECT * FROM grens") == []
    assert _direct(mine, "UPDATE toestemming SET staat = 'ingetrokken' WHERE activiteit = %s", WMO) == 0
    assert _direct(mine, "UPDATE grens SET opgeheven_op = now()") == 0
    for voor, nummer in ((romy, WMO), (mensen.samira, PANEL)):
        with pytest.raises(DatabaseError) as denied:
            _direct(mine, INSERT, voor, uuid4(), nummer, voor, "gezag")
        assert denied.value.__cause__.sqlstate == "42501"
    id = uuid4()
    assert _direct(mine, INSERT, romy, id, PANEL, None, "") == 1
    stood = "SELECT gegeven_door, gegeven_als FROM toestemming WHERE id = %s"
    assert beheer.execute(stood, [id]).fetchone() == (mensen.hilde, "curatele"), "whoever it was is written down"
    assert _direct(mine, "UPDATE toestemming SET gegeven_door = NULL, gegeven_als = '' WHERE id = %s", id) == 1
    assert beheer.execute(stood, [id]).fetchone() == (mensen.hilde, "curatele")
    assert beheer.execute("SELECT staat FROM toestemming WHERE activiteit = %s", [WMO]).fetchall() == [("gegeven",)]


@pytest.fixture
def lek():
    """A door of ours that forgets to look at what the mandate reaches."""

    @command(may=may_always, gegevens={G.TOESTEMMINGEN}, voor="toestemming_namens", naam="Proef: een lek")
    def lekke_toestemming(ctx: Context, partij_id: UUID, nummer: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(INSERT, [partij_id, uuid4(), nummer, None, ""])

    yield lekke_toestemming
    del doors.doors[lekke_toestemming.door.name]


def test_a_door_with_a_hole_is_an_incident(mensen, beheer, op_toestemming, lek):
    with pytest.raises((DatabaseError, Refused)):
        lek(mensen.curator, mensen.romy, WMO)
    assert beheer.execute("SELECT count(*) FROM toestemming").fetchone() == (0,)
    assert ("lekke_toestemming", "INCIDENT") in in_audit(beheer, mensen.hilde)
    assert len(planned("meld_incident", "deur")) == 1


def test_on_the_page_it_is_answered_and_stopped_and_nobody_else_can(mensen, beheer):
    hilde = browser.klant("hilde")
    url = f"/mijn/namens/{mensen.curatele}/toestemming/{PANEL}/"
    page = browser.text(hilde.get("/mijn/namens/"))
    assert page.count("Toestemming: Meedoen aan het inwonerspanel") == 1, "not for Şükran: bewind is about money"
    assert "checked" not in page.split('action="' + url)[1].partition("</form>")[0]
    given = {f"antwoord_{mensen.curatele}_{PANEL}": "ja", "tekst_hash": yes().tekst_hash}
    assert hilde.post(url, {"tekst_hash": yes().tekst_hash}).status_code == 422
    for ander in ("samira", "romy"):
        assert browser.klant(ander).post(url, given).status_code == 404
    assert hilde.post(url.replace(f"/{PANEL}/", f"/{WMO}/"), given).status_code == 404
    assert beheer.execute("SELECT count(*) FROM toestemming").fetchone() == (0,)
    said = browser.text(hilde.post(url, given, follow=True))
    assert "Uw antwoord voor Romy" in said and "U zei ja voor Romy" in said
    said = browser.text(hilde.post(url, {"stop": "1"}, follow=True))
    assert "U stopte de toestemming van Romy" in said
    rows = beheer.execute("SELECT staat, gegeven_door, ingetrokken_door FROM toestemming").fetchall()
    assert rows == [("ingetrokken", mensen.hilde, mensen.hilde)]


def test_the_models_say_it_is_about_somebody_else() -> None:
    assert set(Toestemming.van_ander) == {"gegeven_door", "ingetrokken_door"}
    assert Grens.van_ander == ()
