"""Who sends STOP gets no message there that they did not ask for: shown at the desk, respected by every way out."""

from __future__ import annotations

import httpx
import pytest

from geholpen.domain.berichten.commands import (
    Systeembericht,
    recover_contact,
    send_mededeling,
    send_systeembericht,
)
from geholpen.domain.kanaalwissel.commands import NieuweWissel, begin_wissel
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.platform.errors import Invalid
from tests import bed
from tests.berichten.conftest import post  # noqa: F401, F811
from tests.berichten.post import mail, partij, werkt_aan

WIE = "+31612345678"


def test_stop_is_shown_and_only_answers_and_what_was_asked_for_go_out(sms):
    for tekst in ("Ik wil een parkeervergunning.", "STOP"):
        httpx.post(f"{sms.twin.adres}/klant/{WIE}/bericht", json={"tekst": tekst}, timeout=60).raise_for_status()
        sms.work()
    vraag = sms.post.one("SELECT * FROM klantvraag")
    ids = vraag["partij_id"], vraag["id"]
    ctx, systeem = werkt_aan(vraag), bed.systeem().over({vraag["partij_id"]})
    (adres,) = klantbeeld(ctx, vraag["partij_id"], 1).digitale_adressen
    assert adres.afgemeld
    ongevraagd = Systeembericht("sms", "telefoonnummer", WIE, "Wij zijn dinsdag dicht.")
    assert send_systeembericht(systeem, *ids, ongevraagd) is None
    with pytest.raises(Invalid) as eerst:
        begin_wissel(ctx, *ids, NieuweWissel("sms", WIE))
    assert eerst.value.field == "toestemming"
    assert sms.post.count("bericht", "richting = 'uit'") == 0
    begin_wissel(ctx, *ids, NieuweWissel("sms", WIE, toestemming=True))
    sms.post.run("stuur_wissel")
    assert sms.post.count("bericht", "richting = 'uit'") == 1


def test_what_did_not_arrive_does_not_go_on_where_the_customer_said_stop(post):  # noqa: F811
    partij("samira@inwoner.example", "tweede@inwoner.example")
    vraag = post.vraag(post.bring(mail()))
    systeem = bed.systeem().over({vraag["partij_id"]})
    post.db.execute("UPDATE digitaal_adres SET afgemeld_op = now() WHERE adres = 'samira@inwoner.example'")
    weg = send_mededeling(systeem, vraag["partij_id"], vraag["id"], "Uw afspraak is morgen.")
    naar = post.one("SELECT aan FROM bezorg_inhoud WHERE id = %s", weg)
    assert naar["aan"] == "tweede@inwoner.example"
    post.db.execute("UPDATE digitaal_adres SET afgemeld_op = now()")
    assert send_mededeling(systeem, vraag["partij_id"], vraag["id"], "Uw afspraak is morgen.") is None
    post.db.execute("UPDATE bezorging SET staat = 'niet_bezorgd', kanaal = 'sms'")
    post.db.execute("UPDATE bericht SET aard = 'persoon' WHERE richting = 'uit'")
    assert recover_contact(systeem, vraag["partij_id"], weg) is None
    post.db.execute("UPDATE digitaal_adres SET afgemeld_op = NULL")
    assert recover_contact(systeem, vraag["partij_id"], weg) is not None
