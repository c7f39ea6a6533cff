"""What nobody asked for (cases 26, 29 and 30): templates that changed, advertising, a stop, the order of the queue."""

from __future__ import annotations

import psycopg
import pytest

from geholpen.domain.berichten.models import Bericht
from geholpen.domain.berichten.queries import bruikbare_sjablonen, fill_in
from geholpen.domain.klantcontacten.tasks import keep_giving
from geholpen.domain.klantcontacten.verdelen.models import WachtendeVraag
from geholpen.platform.errors import Invalid
from tests import cast
from tests.faces_werkplek.bureau import import_klant
from tests.kanalen.test_whatsapp import JANSEN, answer, writes
from tests.kanalen.verdeling import here, offered, take, vraag

#: All that the order of the queue can depend on: the question, its channel and language, how long it waits.
WACHTRIJ = {
    *("klantvraag_id", "partij_id", "afdeling_code", "onderwerp_code", "kanaal", "taal", "gevoelig"),
    *("klaar_sinds", "rang", "voorkeur_id", "voorkeur_tot", "later_tot"),
}
REDENEN = {
    *("vast", "onderwerp", "onderwerp_los", "taal", "taal_los", "vaste_weg", "wacht", "ruimte", "gevraagd", "zelf"),
}


@pytest.mark.zaak(26)
@pytest.mark.zaak(29)
@pytest.mark.parametrize("anders", ["tekst = tekst || ' Bestel nu!'", "soort = 'reclame'", "staat = 'gepauzeerd'"])
def test_a_template_that_changed_after_it_was_chosen_does_not_go(whatsapp, anders):
    """One word more, or it became advertising, between choosing and sending: nothing goes, and the question says so."""
    writes(whatsapp)
    whatsapp.post.db.execute("UPDATE bericht SET moment = moment - interval '25 hours'")
    vulling, tekst = fill_in("whatsapp", "vraag_beantwoord", "nl", ("WD-1",))
    id = answer(whatsapp, tekst, sjabloon=vulling)
    whatsapp.post.db.execute(f"UPDATE kanaalsjabloon SET {anders} WHERE naam = 'vraag_beantwoord'")  # noqa: S608
    whatsapp.work()
    assert whatsapp.bezorging(id)["staat"] == "niet_bezorgd"
    assert not [b for b in whatsapp.twin.telefoons[JANSEN].berichten if not b.van_klant]
    said = whatsapp.post.one("SELECT uitleg FROM bezorggebeurtenis WHERE code = 'sjabloon' AND uitleg <> ''")
    assert "Er is niets verstuurd" in said["uitleg"]


@pytest.mark.zaak(29)
def test_advertising_is_no_answer_and_a_stop_is_kept(whatsapp):
    """Whoever wants nothing unasked is written down by the channel itself; advertising goes to nobody."""
    writes(whatsapp)
    assert "nieuwsbrief" not in {s.naam for s in bruikbare_sjablonen("whatsapp")}
    with pytest.raises(Invalid, match="niet meer te gebruiken"):
        fill_in("whatsapp", "nieuwsbrief", "nl", ())
    assert whatsapp.post.count("bericht", "richting = 'uit'") == 0


@pytest.mark.zaak(29)
def test_no_message_goes_outside_a_question_of_that_customer(klanten, beheer):
    """The table has no place for one: raw SQL is refused as well, so whoever sends must have been asked something."""
    samira, naima = klanten["samira"], klanten["naima"]
    van_samira = vraag(samira)
    assert not {"klantvraag_id", "klantcontact_id"} & {f.column for f in Bericht._meta.fields if f.null}
    for wie, bij, fault in (
        (samira, None, psycopg.errors.NotNullViolation),
        (naima, van_samira, psycopg.errors.ForeignKeyViolation),
    ):
        with pytest.raises(fault), beheer.transaction():
            beheer.execute("SET CONSTRAINTS ALL IMMEDIATE")
            beheer.execute(
                """INSERT INTO bericht (partij_id, id, klantvraag_id, klantcontact_id, volgnummer, richting, kanaal,
                    aard, niveau, verkregen_voor, verkregen_op, herkomst, vervalt_op)
                SELECT %(wie)s, gen_random_uuid(), %(bij)s, id, 9, 'uit', 'email', 'automatisch', '', 20, now(),
                    'email', now() + interval '1 day' FROM klantcontact LIMIT 1""",
                {"wie": wie, "bij": bij},
            )


@pytest.mark.zaak(30)
def test_who_somebody_is_changes_nothing_in_the_queue(klanten, achterkant):
    """Young and old, with and without somebody who acts for them, asked in turn: they are helped in turn."""
    mensen = [k for k in cast.PACK.klanten if k.soort == "persoon" and not k.geheim][:12]
    ids = [klanten.get(k.sleutel) or import_klant(k) for k in mensen]
    gevraagd = [vraag(id) for id in reversed(ids)]
    jolanda = here(cast.JOLANDA.code)
    geholpen = []
    while offered(jolanda) is not None:
        geholpen.append(take(jolanda))
        achterkant.run("UPDATE toewijzing SET stand = 'klaar', einde_op = now() WHERE einde_op IS NULL")
        keep_giving()
    assert geholpen == gevraagd
    redenen = {code for (codes,) in achterkant.rows("SELECT waarom FROM toewijzing") for code in codes}
    assert redenen <= REDENEN
    assert {f.column for f in WachtendeVraag._meta.fields} == WACHTRIJ
