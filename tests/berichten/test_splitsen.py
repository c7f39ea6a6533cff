"""A message about something else becomes a question of its own: whole, once, under its own purpose, and back."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from email.message import EmailMessage

import pytest
from django.db import connections

from geholpen.domain.berichten.commands import keep_bericht, return_bericht, split_bericht
from geholpen.domain.berichten.queries import gesprek, splitsingen_van
from geholpen.domain.kennis.queries import suggest_ander_onderwerp
from geholpen.domain.klantcontacten.commands import (
    Belofte,
    NieuwKlantcontact,
    assign_klantvraag,
    promise,
    register_klantcontact,
)
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.platform.errors import Invalid, Refused
from tests import bed
from tests.berichten.antwoord import answer
from tests.berichten.post import ONS, SAMIRA, mail, partij, werkt_aan

ANDERS = "Nog iets anders. Mijn kliko is vorige week niet geleegd."


@pytest.fixture
def begin(post):
    """A question about parking, by mail, of a customer we know."""
    partij(SAMIRA)
    return post.bring(mail(mid="eerste@inwoner.example"))


@pytest.fixture
def anders(post, begin):
    """A mail in the same thread about something else, with a file."""
    brief = EmailMessage()
    brief["From"], brief["To"], brief["Subject"] = SAMIRA, ONS, "Re: Parkeervergunning aanvragen"
    brief["Message-ID"], brief["In-Reply-To"] = "<tweede@inwoner.example>", "<eerste@inwoner.example>"
    brief["Authentication-Results"] = "mail.waterdam.example; dmarc=pass header.from=inwoner.example"
    brief.set_content(ANDERS)
    brief.add_attachment(b"%PDF-1.4 klein", maintype="application", subtype="pdf", filename="kliko.pdf")
    return post.bring(brief.as_bytes())


def split(post, begin, envelop, code="afval", wie="mdw-003"):
    vraag = post.vraag(begin)
    return split_bericht(werkt_aan(vraag, wie), vraag["partij_id"], vraag["id"], envelop["bericht_id"], code)


def back(post, vraag, envelop, wie="mdw-003"):
    return return_bericht(werkt_aan(vraag, wie), vraag["partij_id"], vraag["id"], envelop["bericht_id"])


def traces(vraag, wie="mdw-003"):
    rows = splitsingen_van(werkt_aan(vraag, wie), vraag["partij_id"], vraag["id"])
    return [(s.soort, s.ander_kenmerk) for s in rows]


@pytest.mark.usefixtures("post")
def test_it_is_noticed_only_when_nothing_of_its_own_subject_is_in_it():
    found = suggest_ander_onderwerp("parkeervergunning", ANDERS)
    assert found and (found.code, "kliko*" in found.woorden) == ("afval", True)
    assert suggest_ander_onderwerp("parkeervergunning", f"{ANDERS} En mijn parkeervergunning?") is None
    assert suggest_ander_onderwerp("afval", ANDERS) is None
    assert suggest_ander_onderwerp("parkeervergunning", "Dank u wel!") is None
    assert suggest_ander_onderwerp("onbekend", ANDERS) is None


def test_it_goes_whole_and_both_questions_say_so(post, begin, anders):
    oud = post.vraag(begin)
    gesplitst = split(post, begin, anders)
    nieuw, voor = post.vraag(anders), post.vraag(begin)
    assert (
        (nieuw["id"], nieuw["kenmerk"]) == (gesplitst.klantvraag_id, gesplitst.kenmerk) != (oud["id"], oud["kenmerk"])
    )
    assert (nieuw["onderwerp_code"], nieuw["onderwerp_zeker"], nieuw["niveau"]) == ("afval", True, "verified")
    assert (nieuw["partij_id"], nieuw["status"], nieuw["wacht_sinds"]) == (
        oud["partij_id"],
        "nieuw",
        post.bericht(anders)["moment"],
    )
    assert voor["wacht_sinds"] == post.bericht(begin)["moment"]  # the first mail still waits
    assert post.bericht(anders)["volgnummer"] == 1
    for tabel, kolom in (("bericht_inhoud", "id"), ("bijlage", "bericht_id"), ("bericht_opzoek", "bericht_id")):
        (row,) = post.all(f"SELECT klantvraag_id FROM {tabel} WHERE {kolom} = %s", anders["bericht_id"])
        assert row["klantvraag_id"] == nieuw["id"], tabel
    contact = post.bericht(anders)["klantcontact_id"]
    for tabel, kolom in (("klantcontact", "id"), ("klantcontact_inhoud", "id"), ("betrokkene", "klantcontact_id")):
        rows = post.all(f"SELECT klantvraag_id, verkregen_voor FROM {tabel} WHERE {kolom} = %s", contact)
        assert {(r["klantvraag_id"], r["verkregen_voor"]) for r in rows} == {(nieuw["id"], nieuw["verkregen_voor"])}
    assert nieuw["verkregen_voor"] != voor["verkregen_voor"]
    assert traces(voor) == [("naar", nieuw["kenmerk"])]
    klant = bed.klant(oud["partij_id"])
    assert [s.ander_kenmerk for s in splitsingen_van(klant, oud["partij_id"], nieuw["id"])] == [oud["kenmerk"]]
    assert [b.bijlagen[0].naam for b in gesprek(klant, oud["partij_id"], nieuw["id"])] == ["kliko.pdf"]
    regels = post.all("SELECT id FROM dataverwerking WHERE naam LIKE %s", "%werd een nieuwe vraag")
    assert len(regels) == 1
    later = post.bring(mail("En?", In_Reply_To="<tweede@inwoner.example>", mid="derde@inwoner.example"))
    assert post.vraag(later)["id"] == nieuw["id"]  # whoever answers that mail answers the new question


def test_the_old_question_waits_for_nobody_when_we_had_answered(post, begin):
    answer(post, begin, gezien_tot=9)
    later = post.bring(mail(ANDERS, In_Reply_To="<eerste@inwoner.example>", mid="later@inwoner.example"))
    assert post.vraag(begin)["status"] == "in_behandeling"
    split(post, begin, later)
    after = post.vraag(begin)
    assert (after["status"], after["wacht_sinds"]) == ("wacht_op_klant", None)


def test_twice_and_two_colleagues_at_once_make_one_question(post, begin, anders):
    start, made = threading.Barrier(2), []

    def colleague(code):
        start.wait()
        made.append(split(post, begin, anders, code))
        connections.close_all()

    threads = [threading.Thread(target=colleague, args=(code,)) for code in ("afval", "paspoort")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert len(made) == 2 and len({m.klantvraag_id for m in made}) == 1
    assert sorted(m.nieuw for m in made) == [False, True]
    assert split(post, begin, anders).nieuw is False
    assert post.count("klantvraag") == 2


def test_what_is_sensitive_is_gone_for_whoever_split_it_and_its_trace_does_not_name_it(post, begin, anders):
    gesplitst = split(post, begin, anders, "jeugdhulp")
    oud, nieuw = post.vraag(begin), post.vraag(anders)
    assert ANDERS not in "".join(b.tekst for b in gesprek(werkt_aan(oud), oud["partij_id"], oud["id"]))
    with pytest.raises(Refused):
        regel_van(werkt_aan(nieuw), nieuw["partij_id"], gesplitst.klantvraag_id)
    assert traces(oud) == [("naar", nieuw["kenmerk"])]
    seen = gesprek(werkt_aan(nieuw, "mdw-004"), nieuw["partij_id"], nieuw["id"])  # youth care
    assert [ANDERS in b.tekst for b in seen] == [True]
    voor = {r["verkregen_voor"] for r in post.all("SELECT verkregen_voor FROM bijlage")}
    assert voor == {nieuw["verkregen_voor"]}


@pytest.mark.parametrize("code", ["afval", "jeugdhulp"])
def test_who_split_it_takes_it_back_from_the_old_question_and_everything_is_as_it_was(post, begin, anders, code):
    was = {
        t: post.all(f"SELECT * FROM {t} ORDER BY id") for t in ("bericht", "bericht_inhoud", "bijlage", "betrokkene")
    }
    oud = post.vraag(begin)
    split(post, begin, anders, code)
    nieuw = post.vraag(anders)
    with pytest.raises(Invalid):
        back(post, oud, anders, "mdw-001")  # a colleague did not split it
    assert back(post, oud, anders) == oud["id"]
    for tabel, rows in was.items():
        assert post.all(f"SELECT * FROM {tabel} ORDER BY id") == rows, tabel
    after, leeg = post.vraag(begin), post.one("SELECT * FROM klantvraag WHERE id = %s", nieuw["id"])
    assert (after["status"], after["wacht_sinds"]) == (oud["status"], oud["wacht_sinds"])
    assert (leeg["status"], leeg["uitkomst"]) == ("afgehandeld", "doorverwezen")
    assert [soort for soort, _ in traces(oud)] == ["naar", "terug"]
    rows = post.all("SELECT soort, verkregen_voor FROM splitsing WHERE klantvraag_id = %s ORDER BY moment", nieuw["id"])
    assert [(r["soort"], r["verkregen_voor"]) for r in rows] == [
        (soort, nieuw["verkregen_voor"]) for soort in ("van", "terug_naar")
    ]
    with pytest.raises(Invalid, match="staat al weer bij de vraag"):
        back(post, oud, anders)  # not twice
    assert split(post, begin, anders, code).nieuw  # and it can be split again


def test_it_does_not_come_back_once_somebody_worked_on_it(post, begin, anders):
    split(post, begin, anders)
    nieuw, oud = post.vraag(anders), post.vraag(begin)
    afval = werkt_aan(nieuw, "mdw-001")
    assign_klantvraag(afval, nieuw["partij_id"], nieuw["id"])
    with pytest.raises(Invalid, match="al aan de nieuwe vraag gewerkt"):
        back(post, oud, anders)
    belofte = Belofte("antwoord", "De wagen komt.", "openbare_ruimte", date.today() + timedelta(9))
    promise(afval, nieuw["partij_id"], nieuw["id"], belofte)
    with pytest.raises(Invalid):
        back(post, nieuw, anders, "mdw-001")


def test_what_cannot_come_back_says_why(post, begin, anders):
    """Also to who has no button for it: a reason that is not true sends somebody looking for what is not there."""
    with pytest.raises(Invalid, match="geen eigen vraag gemaakt"):
        back(post, post.vraag(begin), anders)
    split(post, begin, anders)
    with pytest.raises(Invalid, match="Alleen wie er een eigen vraag van maakte"):
        back(post, post.vraag(begin), anders, "mdw-001")


def test_whoever_has_the_new_question_sends_it_back_too(post, begin, anders):
    split(post, begin, anders)
    nieuw = post.vraag(anders)
    assign_klantvraag(werkt_aan(nieuw, "mdw-001"), nieuw["partij_id"], nieuw["id"])
    assert back(post, nieuw, anders, "mdw-001") == post.vraag(begin)["id"]


def test_a_promise_stays_and_switches_of_channel_close_up(post, begin, anders):
    vraag = post.vraag(begin)
    ctx, sleutels = werkt_aan(vraag), (vraag["partij_id"], vraag["id"])
    promise(ctx, *sleutels, Belofte("antwoord", "Wij zoeken het uit.", "parkeren", date.today() + timedelta(9)))
    register_klantcontact(ctx, *sleutels, NieuwKlantcontact("telefoon", "klant", "Vroeg ernaar."))
    eerste, tweede = post.bericht(begin)["klantcontact_id"], post.bericht(anders)["klantcontact_id"]
    assert post.one("SELECT klantcontact_id FROM interne_taak")["klantcontact_id"] == tweede
    split(post, begin, anders)
    taak = post.one("SELECT klantcontact_id, klantvraag_id FROM interne_taak")
    assert (taak["klantcontact_id"], taak["klantvraag_id"]) == (eerste, vraag["id"])
    wissel = post.one("SELECT van_klantcontact_id, klantvraag_id FROM kanaalwissel")
    assert (wissel["van_klantcontact_id"], wissel["klantvraag_id"]) == (eerste, vraag["id"])
    back(post, vraag, anders)
    wissel = post.one("SELECT van_klantcontact_id, klantvraag_id FROM kanaalwissel")
    assert (wissel["van_klantcontact_id"], wissel["klantvraag_id"]) == (tweede, vraag["id"])


def test_what_cannot_be_a_question_of_its_own(post, begin, anders):
    with pytest.raises(Invalid, match="begon de vraag"):
        split(post, begin, begin)
    for code in ("onbekend", "bestaat-niet", "parkeervergunning"):
        with pytest.raises(Invalid) as no:
            split(post, begin, anders, code)
        assert no.value.field == "onderwerp"
    answer(post, begin, gezien_tot=9)
    ons = post.one("SELECT id FROM bericht WHERE richting = 'uit' AND aard = 'persoon'")["id"]
    with pytest.raises(Invalid):
        split(post, begin, {"bericht_id": ons})
    vraag = post.vraag(begin)
    with pytest.raises(Refused):
        split_bericht(bed.klant(vraag["partij_id"]), vraag["partij_id"], vraag["id"], anders["bericht_id"], "afval")
    assert post.count("splitsing") == 0


def test_that_it_belongs_here_is_kept_once_and_stays(post, begin, anders):
    vraag = post.vraag(begin)
    for _ in range(2):
        keep_bericht(werkt_aan(vraag), vraag["partij_id"], vraag["id"], anders["bericht_id"])
    assert traces(vraag) == [("hoort_hier", "")]
    with post.db.transaction(), pytest.raises(Exception, match="permission denied"):
        post.db.execute("SET LOCAL ROLE geholpen_app")
        post.db.execute("DELETE FROM splitsing")


def test_the_database_moves_nothing_of_somebody_else(post, begin, anders):
    """The function behind the door asks for the right to change contacts of this very customer."""
    vraag = post.vraag(begin)
    with post.db.transaction(), pytest.raises(Exception, match="geen recht"):
        post.db.execute("SET LOCAL ROLE geholpen_app")
        args = [vraag["partij_id"], anders["bericht_id"], vraag["id"]]
        post.db.execute("SELECT verhuis_bericht(%s, %s, %s, 1)", args)
