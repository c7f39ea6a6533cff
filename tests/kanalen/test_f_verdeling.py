"""Faults of the distribution (F18): employees who disappear, offers that are not taken, rounds at the same time."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection

from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.commands import (
    Profiel,
    accept_toewijzing,
    ask_next,
    assign_klantvraag,
    close_klantvraag,
    decline_toewijzing,
    set_stand,
    set_werkprofiel,
)
from geholpen.domain.klantcontacten.queries import waarom_bij, werkstand
from geholpen.domain.klantcontacten.tasks import keep_giving
from geholpen.domain.klantcontacten.verdelen.ronde import give_out
from geholpen.domain.rechten.commands import Besluit, NieuwVerzoek, besluit_verzoek, doe_verzoek
from geholpen.platform import onthouden
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Refused
from tests import bed, cast
from tests.kanalen.verdeling import here, offered, take, vraag

JOLANDA, TWEEDE, LEIDER = cast.JOLANDA.code, "mdw-002", "mdw-006"


def test_f18_who_becomes_available_is_offered_what_waits_longest(samira, achterkant):
    eerste, tweede = vraag(samira), vraag(samira)
    assert achterkant.waiting() == {eerste, tweede}
    jolanda = here(JOLANDA)
    assert offered(jolanda).klantvraag_id == eerste
    assert "wacht" in offered(jolanda).waarom
    assert achterkant.waiting() == {tweede}, "one offer at a time"
    assert take(jolanda) == eerste
    keep_giving()
    assert offered(jolanda).klantvraag_id == tweede


def test_f18_an_offer_that_is_not_answered_comes_back_with_its_old_place(samira, achterkant):
    id = vraag(samira)
    achterkant.run(
        "UPDATE wachtende_vraag SET klaar_sinds = now() - interval '3 hours', rang = now() - interval '3 hours'"
    )
    jolanda = here(JOLANDA)
    sinds = offered(jolanda).klaar_sinds
    achterkant.run("UPDATE toewijzing SET verloopt_op = now() - interval '1 second'")
    keep_giving()
    assert offered(jolanda) is None, "not the same question again within five minutes"
    assert achterkant.rows("SELECT klantvraag_id, klaar_sinds FROM wachtende_vraag") == [(id, sinds)]
    collega = here(TWEEDE)
    assert offered(collega).klantvraag_id == id
    assert offered(collega).klaar_sinds == sinds


def test_f18_two_missed_offers_and_somebody_is_away(samira, achterkant):
    vraag(samira), vraag(samira)
    jolanda = here(JOLANDA)
    for _ in range(2):
        achterkant.run("UPDATE toewijzing SET verloopt_op = now() - interval '1 second' WHERE stand = 'aangeboden'")
        keep_giving()
    stand = werkstand(jolanda.actor.person)
    assert (stand.stand, stand.reden) == ("afwezig", "niet_opgenomen")
    assert len(achterkant.waiting()) == 2


def test_f18_a_browser_that_dies_gives_offers_and_chats_back_and_keeps_mail(samira, achterkant):
    chat, mail, derde = vraag(samira, kanaal="chat"), vraag(samira), vraag(samira)
    jolanda = here(JOLANDA)
    assert take(jolanda) == chat, "a chat goes before mail"
    keep_giving()
    assert take(jolanda) == mail
    keep_giving()
    assert offered(jolanda).klantvraag_id == derde
    achterkant.run("UPDATE beschikbaarheid SET teken_tot = now() - interval '1 second'")
    keep_giving()
    stand = werkstand(jolanda.actor.person)
    assert (stand.stand, stand.reden) == ("afwezig", "verbinding")
    assert [a.klantvraag_id for a in stand.aanbod] == [mail], "written work stays with whoever has it"
    assert achterkant.waiting() == {chat, derde}
    keep_giving()
    collega = here(TWEEDE)
    assert take(collega) == chat
    assert achterkant.owner(chat) == collega.actor.id


def test_f18_twenty_rounds_at_once_give_no_question_twice_and_nobody_too_much(klanten, achterkant):
    """Twenty dispatchers, sixty questions, nine employees at the desk, in real transactions at the same time."""
    partijen = list(klanten.values())
    ids = {vraag(partijen[n % 3]) for n in range(60)}
    staf = [UUID(int=n) for n in range(1, 10)]
    for id in staf:
        achterkant.run(
            "INSERT INTO medewerker (id, code, naam, groetnaam, functie, afdeling_code, rollen, actief)"
            " VALUES (%s, %s, 'Proef', 'Proef', '', 'kcc', '{kcm}', true)",
            id,
            f"proef-{id.int}",
        )
        achterkant.run(
            "INSERT INTO beschikbaarheid (medewerker_id, stand, reden, gemist, teken_tot)"
            " VALUES (%s, 'beschikbaar', '', 0, now() + interval '1 hour')",
            id,
        )
    achterkant.run("UPDATE wachtende_vraag SET voorkeur_id = NULL")
    for _round in range(8):
        threads = [threading.Thread(target=_give_out) for _ in range(20)]
        [t.start() for t in threads]
        [t.join() for t in threads]
        achterkant.run("UPDATE toewijzing SET stand = 'aanvaard', verloopt_op = NULL WHERE stand = 'aangeboden'")
    rows = achterkant.rows("SELECT klantvraag_id, medewerker_id, gewicht FROM toewijzing WHERE einde_op IS NULL")
    assert len(rows) == len({r[0] for r in rows}), "a question has one owner"
    last = Counter()
    for _id, wie, gewicht in rows:
        last[wie] += gewicht
    assert set(last.values()) == {90}, "six mails of 15 points each; a seventh would be 105"
    assert {r[0] for r in rows} | achterkant.waiting() == ids, "none is lost"


def _give_out() -> None:
    try:
        keep_giving()
    finally:
        connection.close()


def test_f18_who_logs_off_while_an_offer_is_made_keeps_nothing(samira, achterkant):
    id = vraag(samira)
    jolanda = here(JOLANDA)
    aanbod = offered(jolanda)
    set_stand(jolanda, "afwezig", "einde_dienst")
    assert offered(jolanda) is None
    assert achterkant.waiting() == {id}
    with pytest.raises(Refused) as refusal:
        accept_toewijzing(jolanda.voor(Aanleiding("klantvraag", samira, id)), samira, id, aanbod.id)
    assert refusal.value.code == "AANBOD_VOORBIJ"
    assert achterkant.owner(id) is None
    assert achterkant.waiting() == {id}


def test_a_colleague_who_takes_it_by_hand_ends_the_offer(samira, achterkant):
    id = vraag(samira)
    jolanda, collega = here(JOLANDA), bed.medewerker(TWEEDE)
    aanbod = offered(jolanda)
    assign_klantvraag(collega.voor(Aanleiding("klantvraag", samira, id)), samira, id)
    assert offered(jolanda) is None
    assert achterkant.owner(id) == collega.actor.id
    with pytest.raises(Refused):
        accept_toewijzing(jolanda.voor(Aanleiding("klantvraag", samira, id)), samira, id, aanbod.id)
    assert achterkant.owner(id) == collega.actor.id


def test_given_back_goes_to_a_colleague_and_not_to_the_same_one(samira, achterkant):
    id = vraag(samira)
    jolanda = here(JOLANDA)
    assert decline_toewijzing(jolanda, offered(jolanda).id)
    keep_giving()
    assert offered(jolanda) is None
    assert not decline_toewijzing(jolanda, UUID(int=7))
    assert offered(here(TWEEDE)).klantvraag_id == id


def test_somebody_cannot_give_back_or_take_what_a_colleague_is_offered(samira, achterkant):
    id = vraag(samira)
    aanbod = offered(here(JOLANDA))
    collega = bed.medewerker(TWEEDE)
    assert not decline_toewijzing(collega, aanbod.id)
    with pytest.raises(Refused):
        accept_toewijzing(collega.voor(Aanleiding("klantvraag", samira, id)), samira, id, aanbod.id)
    assert achterkant.rows("SELECT stand FROM toewijzing WHERE einde_op IS NULL") == [("aangeboden",)]


def test_who_helped_a_customer_last_gets_the_next_question_for_a_while(samira, achterkant):
    eerste = vraag(samira)
    jolanda = here(JOLANDA)
    take(jolanda)
    close_klantvraag(jolanda.voor(Aanleiding("klantvraag", samira, eerste)), samira, eerste, "beantwoord")
    set_stand(jolanda, "bezet", "nawerk")
    collega = here(TWEEDE)
    tweede = vraag(samira)
    keep_giving()
    assert offered(collega) is None, "kept for Jolanda"
    set_stand(jolanda, "beschikbaar")
    assert offered(jolanda).klantvraag_id == tweede
    assert "vast" in waarom_bij(jolanda.actor.person, tweede)
    decline_toewijzing(jolanda, offered(jolanda).id)
    keep_giving()
    assert offered(collega).klantvraag_id == tweede


def test_the_last_employee_who_is_away_holds_nothing_up(samira, achterkant):
    eerste = vraag(samira)
    jolanda = here(JOLANDA)
    take(jolanda)
    close_klantvraag(jolanda.voor(Aanleiding("klantvraag", samira, eerste)), samira, eerste, "beantwoord")
    set_stand(jolanda, "afwezig", "einde_dienst")
    tweede = vraag(samira)
    collega = here(TWEEDE)
    assert offered(collega).klantvraag_id == tweede
    assert "vaste_weg" in offered(collega).waarom


def test_a_subject_that_a_colleague_knows_is_asked_until_it_waited_too_long(samira, achterkant):
    leider = bed.medewerker(LEIDER)
    set_werkprofiel(leider, bed.medewerker(TWEEDE).actor.person, Profiel(100, onderwerpen=("parkeervergunning",)))
    id = vraag(samira)
    jolanda = here(JOLANDA)
    assert offered(jolanda) is None
    achterkant.run("UPDATE wachtende_vraag SET klaar_sinds = now() - interval '20 days'")
    keep_giving()
    assert offered(jolanda).klantvraag_id == id
    assert "onderwerp_los" in offered(jolanda).waarom


def test_a_language_is_asked(samira, achterkant):
    id = vraag(samira)
    achterkant.run("UPDATE wachtende_vraag SET taal = 'eng'")
    jolanda = here(JOLANDA)
    assert offered(jolanda) is None
    set_werkprofiel(bed.medewerker(LEIDER), jolanda.actor.person, Profiel(100, talen=("eng",)))
    keep_giving()
    assert offered(jolanda).klantvraag_id == id
    assert "taal" in offered(jolanda).waarom


def test_a_channel_somebody_does_not_do_is_never_offered(samira, achterkant):
    jolanda = bed.medewerker(JOLANDA)
    set_werkprofiel(bed.medewerker(LEIDER), jolanda.actor.person, Profiel(100, kanalen=("chat",)))
    vraag(samira)
    achterkant.run("UPDATE wachtende_vraag SET klaar_sinds = now() - interval '30 days'")
    assert offered(here(JOLANDA)) is None
    chat = vraag(samira, kanaal="chat")
    keep_giving()
    assert offered(jolanda).klantvraag_id == chat


def test_nothing_is_offered_above_the_capacity_and_the_next_can_not_be_asked_either(samira, achterkant):
    jolanda = bed.medewerker(JOLANDA)
    set_werkprofiel(bed.medewerker(LEIDER), jolanda.actor.person, Profiel(20))
    vraag(samira), vraag(samira)
    here(JOLANDA)
    take(jolanda)
    keep_giving()
    assert offered(jolanda) is None
    assert ask_next(jolanda) is None


def test_who_asks_for_the_next_one_need_not_be_available(samira, achterkant):
    id = vraag(samira)
    jolanda = bed.medewerker(JOLANDA)
    assert ask_next(jolanda) is not None
    assert take(jolanda) == id
    assert ask_next(jolanda) is None


def test_a_sensitive_question_waits_for_a_specialist_of_its_department(samira, achterkant):
    id = vraag(samira, onderwerp="jeugdhulp")
    assert offered(here(JOLANDA)) is None
    assert offered(here(LEIDER)) is None
    assert offered(here("mdw-004")).klantvraag_id == id


def test_f20_a_channel_that_is_closed_is_not_given_out_and_mail_is(samira, achterkant):
    """On Christmas Day, and in the hour that the clock goes back."""
    achterkant.run(
        """UPDATE organisatie SET instellingen = instellingen || '{"openingstijden": [
            {"soort": "chat", "dag": 7, "van": "02:00:00", "tot": "03:30:00"},
            {"soort": "chat", "dag": 5, "van": "09:00:00", "tot": "17:00:00"}]}'"""
    )
    onthouden.forget()
    chat, jolanda = vraag(samira, kanaal="chat"), here(JOLANDA, "bezet")
    achterkant.run("UPDATE beschikbaarheid SET stand = 'beschikbaar'")
    kerst = datetime(2026, 12, 25, 12, 0, tzinfo=UTC)
    assert give_out(kerst) == 0, "a Friday, but a holiday"
    assert give_out(datetime(2026, 10, 25, 2, 35, tzinfo=UTC)) == 0, "half past three for the second time that night"
    assert give_out(datetime(2026, 10, 25, 1, 15, tzinfo=UTC)) == 1, "a quarter past two, winter time"
    assert offered(jolanda).klantvraag_id == chat


def test_the_application_sees_no_row_of_the_queue(samira, achterkant):
    """A subject beside a customer is for whoever works on it."""
    vraag(samira)
    for table in ("wachtende_vraag", "toewijzing"):
        with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")


def test_a_question_that_stands_still_is_offered_to_nobody_until_it_may_be_read_again(samira, achterkant):
    """Whoever took it would read that it may not be opened, miss the offer, and be counted as away."""
    vraag(samira)
    nummer = onderwerp("parkeervergunning").activiteit
    id = doe_verzoek(bed.klant(samira), samira, NieuwVerzoek("bezwaar", "Liever niet.", activiteit=nummer))
    jolanda = here(JOLANDA)
    assert offered(jolanda) is None
    assert ask_next(jolanda) is None
    fg = bed.medewerker(cast.CARLIJN.code).voor(Aanleiding("klantvraag", samira, id))
    besluit_verzoek(fg, samira, id, Besluit("afgewezen", "Wij moeten uw vraag lezen."))
    keep_giving()
    assert offered(jolanda).partij_id == samira
