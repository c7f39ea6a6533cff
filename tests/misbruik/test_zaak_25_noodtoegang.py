"""Break-glass as a habit: it ends by itself, is off for the team when nobody reviews it, and the citizen reads it."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection

from geholpen.domain.doelbinding import commands, ports
from geholpen.domain.doelbinding.queries import noodtoegang_per_team, noodtoegangen
from geholpen.domain.doelbinding.queries_nood import REGELS
from geholpen.domain.doelbinding.toezicht import melden
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.commands import NieuweKlantvraag, NieuwKlantcontact, start_klantvraag
from geholpen.domain.partijen.queries import Zoekvraag, find_personen
from geholpen.platform.context import Aanleiding
from geholpen.platform.doors import backstage
from geholpen.platform.errors import Refused
from tests import bed, browser, cast
from tests.faces_werkplek.bureau import plain
from tests.misbruik.spoed import UITLEG, fresh, later, opened


def refused(call, *args, **kwargs) -> str:
    with pytest.raises(Refused) as refusal:
        call(*args, **kwargs)
    return refusal.value.code


def regels(beheer, klant) -> list[tuple[str, str]]:
    """What the log holds of this customer under break-glass, and the audit beside it."""
    return beheer.execute(
        "SELECT d.naam, a.resultaat FROM dataverwerking d JOIN audit a USING (id)"
        " WHERE d.partij_id = %s AND d.aanleiding_soort = 'noodtoegang'",
        [klant],
    ).fetchall()


def test_it_ends_after_twenty_minutes_without_anybody_doing_anything(echt, beheer):
    ctx, _ = opened(echt["samira"], cast.DYLAN.code)
    assert klantbeeld(ctx, echt["samira"]).digitale_adressen
    assert regels(beheer, echt["samira"]) == [("Uw gegevens en vragen bekeken", "deels")]
    later(beheer, echt["samira"], minutes=20, seconds=1)
    assert refused(klantbeeld, ctx, echt["samira"]) == "NOOD_VOORBIJ"
    assert len(regels(beheer, echt["samira"])) == 1
    assert beheer.execute("SELECT count(*) FROM audit WHERE resultaat = 'NOOD_VOORBIJ'").fetchone() == (1,)


def test_the_log_itself_takes_no_look_of_one_that_is_over(echt, beheer, monkeypatch):
    """Also when the process believes that it still runs: no line, no data."""
    ctx, _ = opened(echt["samira"], cast.DYLAN.code)
    found = ports.reden("noodtoegang", echt["samira"], ctx.aanleiding.id)
    later(beheer, echt["samira"], minutes=21)
    monkeypatch.setitem(ports._bronnen, "noodtoegang", lambda *_: found)
    assert refused(klantbeeld, ctx, echt["samira"]) == "NOOD_VOORBIJ"
    assert regels(beheer, echt["samira"]) == []


def test_it_never_serves_searching_writing_or_another_customer(echt):
    ctx, id = opened(echt["samira"], cast.DYLAN.code)
    assert refused(find_personen, ctx, Zoekvraag(achternaam="Belhadi")) == "GEEN_AANLEIDING"
    contact = NieuwKlantcontact("telefoon", "klant", "Ik schrijf hier iets bij.", gelukt=True)
    nieuw = NieuweKlantvraag("parkeervergunning", True, "matched", contact)
    assert refused(start_klantvraag, ctx, echt["samira"], nieuw) in {"HANDELING", "NIET_NODIG"}
    ander = fresh(cast.DYLAN.code).voor(Aanleiding("noodtoegang", echt["naima"], id))
    assert refused(klantbeeld, ander, echt["naima"]) == "GEEN_AANLEIDING"
    collega = bed.medewerker(cast.JOLANDA.code).voor(Aanleiding("noodtoegang", echt["samira"], id))
    assert refused(klantbeeld, collega, echt["samira"]) == "GEEN_AANLEIDING"
    assert not klantbeeld(ctx, echt["samira"]).heeft_bsn


@pytest.mark.parametrize("ago", [301, 100_000])
def test_an_old_second_factor_opens_nothing(echt, beheer, ago):
    ctx = fresh(cast.DYLAN.code, ago)
    assert refused(commands.open_noodtoegang, ctx, echt["samira"], "gevaar", UITLEG) == "NOOD_BEVESTIG"
    assert beheer.execute("SELECT count(*) FROM noodtoegang").fetchone() == (0,)
    assert beheer.execute("SELECT count(*) FROM audit WHERE resultaat = 'NOOD_BEVESTIG'").fetchone() == (1,)


def test_sql_that_slipped_in_elsewhere_opens_and_reviews_nothing(echt):
    _, id = opened(echt["samira"], cast.DYLAN.code)
    for statement in (
        f"UPDATE noodtoegang SET uitkomst = 'terecht' WHERE id = '{id}'",
        f"SELECT beoordeel_noodtoegang('{id}', 'terecht', 'Alles was in orde.')",
        f"INSERT INTO noodtoegang (id, partij_id) VALUES (gen_random_uuid(), '{echt['naima']}')",
    ):
        with pytest.raises(DatabaseError), backstage(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_not_reviewed_in_five_working_days_and_the_team_has_it_no_more(echt, beheer):
    ctx, id = opened(echt["samira"], cast.DYLAN.code)
    klantbeeld(ctx, echt["samira"])
    citizen = browser.log_in("klant", echt["samira"])
    assert "met spoed" not in plain(browser.text(citizen.get("/mijn/inzage/")))
    later(beheer, echt["samira"], days=12)
    jolanda = fresh(cast.JOLANDA.code)  # the same team and role
    assert refused(commands.open_noodtoegang, jolanda, echt["naima"], "gevaar", UITLEG) == "NOOD_UIT"
    assert beheer.execute("SELECT count(*) FROM audit WHERE resultaat = 'NOOD_UIT'").fetchone() == (1,)
    tamar = fresh(cast.TAMAR.code)  # another team keeps it
    assert commands.open_noodtoegang(tamar, echt["naima"], "gevaar", UITLEG)
    page = plain(browser.text(citizen.get("/mijn/inzage/")))
    assert "Iemand keek met spoed in uw gegevens" in page
    assert "Niemand heeft dit op tijd gecontroleerd." in page
    telling = {t.afdeling: t for t in noodtoegang_per_team(bed.medewerker(cast.CARLIJN.code))}
    assert (telling["kcc"].open, telling["kcc"].te_laat) == (1, 1)
    commands.review_noodtoegang(bed.medewerker(cast.CARLIJN.code), id, "onterecht", "Er was geen spoed.")
    assert commands.open_noodtoegang(jolanda, echt["wouter"], "gevaar", UITLEG)
    assert "achteraf gecontroleerd: niet in orde." in plain(browser.text(citizen.get("/mijn/inzage/")))


def test_what_waits_for_a_review_stays_on_top_however_often_it_was_used_since(echt, beheer):
    _, id = opened(echt["samira"], cast.DYLAN.code)
    beheer.execute(
        "INSERT INTO noodtoegang (id, medewerker_id, afdeling, rol, partij_id, reden, toelichting, begonnen_op, tot,"
        " beoordelen_voor, recht_tot, gemeld, uitkomst, bevinding, beoordeeld_op, beoordeeld_door)"
        " SELECT gen_random_uuid(), medewerker_id, afdeling, rol, partij_id, reden, toelichting,"
        " begonnen_op + make_interval(mins => n), tot + make_interval(mins => n), beoordelen_voor, recht_tot, 0,"
        " 'terecht', 'Er was echt gevaar.', now(), gen_random_uuid() FROM noodtoegang, generate_series(1, %s) n",
        [REGELS],
    )
    found = noodtoegangen(bed.medewerker(cast.ROBBERT.code))
    assert len(found) == REGELS
    assert [n.id for n in found if not n.uitkomst] == [found[0].id] == [id]


def test_a_confidential_look_stays_off_the_page_of_the_citizen(echt, beheer):
    ctx, id = opened(echt["samira"], cast.DYLAN.code)
    klantbeeld(ctx, echt["samira"])
    commands.review_noodtoegang(bed.medewerker(cast.ROBBERT.code), id, "terecht", "Er liep een onderzoek.")
    citizen = browser.log_in("klant", echt["samira"])
    assert "met spoed" in plain(browser.text(citizen.get("/mijn/inzage/")))
    beheer.execute("UPDATE verwerkingsactiviteit_versie SET vertrouwelijk_tot = current_date + 9 WHERE nummer = 70")
    try:
        assert "met spoed" not in plain(browser.text(citizen.get("/mijn/inzage/")))
    finally:
        beheer.execute("UPDATE verwerkingsactiviteit_versie SET vertrouwelijk_tot = NULL WHERE nummer = 70")


def test_team_lead_and_privacy_officer_are_told_at_once_and_again_when_it_is_late(echt, beheer, monkeypatch):
    mails: list[tuple[str, str, str]] = []
    monkeypatch.setattr(ports, "_melders", [lambda *mail: mails.append(mail)])
    opened(echt["samira"], cast.DYLAN.code)
    run_jobs(beheer)
    assert {adres for adres, *_ in mails} == {cast.ROBBERT.mailadres, cast.CARLIJN.mailadres}
    assert all("Gevaar" not in onderwerp and "gevaar voor personen" in tekst for _, onderwerp, tekst in mails)
    assert not any("Dylan" in tekst or "Samira" in tekst for *_, tekst in mails)
    assert melden.look_at_noodtoegang() == 0
    later(beheer, echt["samira"], days=5)
    assert (melden.look_at_noodtoegang(), melden.look_at_noodtoegang()) == (1, 0)
    later(beheer, echt["samira"], days=7)
    assert (melden.look_at_noodtoegang(), melden.look_at_noodtoegang()) == (1, 0)
    mails.clear()
    run_jobs(beheer)
    assert {onderwerp for _, onderwerp, _ in mails} >= {"Noodtoegang van een team staat uit"}


def run_jobs(beheer) -> None:
    """Run what was planned about break-glass, as the worker does."""
    jobs = {"meld_noodtoegang": melden.meld_noodtoegang, "herinner_noodtoegang": melden.meld_late_beoordeling}
    rows = beheer.execute(
        "DELETE FROM procrastinate_jobs WHERE task_name = ANY (%s) RETURNING task_name, args", [list(jobs)]
    )
    for name, args in rows.fetchall():
        args.pop("context")
        jobs[name](bed.systeem(), **args)
