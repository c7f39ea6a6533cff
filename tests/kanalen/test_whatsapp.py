"""WhatsApp from a telephone to the desk and back: over HTTP both ways, with every commit real."""

from __future__ import annotations

import httpx
import pytest

from geholpen.domain.berichten.commands import NieuwAntwoord, send_antwoord
from geholpen.domain.berichten.queries import bruikbare_sjablonen, fill_in
from geholpen.domain.klantcontacten.commands import close_klantvraag
from geholpen.platform.errors import Invalid
from tests.berichten.post import werkt_aan

JANSEN, B = "31612345678", "31687654321"


def writes(lijn, wie=JANSEN, tekst="Ik wil graag een parkeervergunning.", **more):
    httpx.post(f"{lijn.twin.adres}/klant/{wie}/bericht", json={"tekst": tekst, **more}).raise_for_status()
    lijn.work()


def vraag(lijn):
    return lijn.post.one("SELECT * FROM klantvraag ORDER BY id DESC LIMIT 1")


def answer(lijn, tekst="Donderdag.", gezien_tot=99, **more):
    v = vraag(lijn)
    return send_antwoord(werkt_aan(v), v["partij_id"], v["id"], NieuwAntwoord(tekst, gezien_tot, **more))


def test_a_message_becomes_a_question_and_the_answer_is_read_on_the_telephone(whatsapp):
    writes(whatsapp)
    (b,) = whatsapp.berichten()
    assert (b["kanaal"], b["tekst"], b["van"], b["van_naam"]) == (
        "whatsapp", "Ik wil graag een parkeervergunning.", "NL.77", "A. Jansen",
    )  # fmt: skip
    known = whatsapp.post.all("SELECT identiteitsoort, adres FROM digitaal_adres ORDER BY adres")
    assert [(k["identiteitsoort"], k["adres"]) for k in known] == [("whatsapp", JANSEN), ("whatsapp", "NL.77")]
    id = answer(whatsapp)
    whatsapp.work()
    telefoon = whatsapp.twin.telefoons[JANSEN]
    assert (telefoon.berichten[-1].tekst, telefoon.berichten[-1].ref) == ("Donderdag.", str(id))
    assert whatsapp.bezorging(id)["staat"] == "bezorgd"
    httpx.post(f"{whatsapp.twin.adres}/klant/{JANSEN}/lees")
    whatsapp.work()
    assert whatsapp.bezorging(id)["staat"] == "gelezen"
    writes(whatsapp, tekst="Dank!", op=telefoon.berichten[-1].id)
    first, _ours, last = whatsapp.berichten()
    assert first["klantvraag_id"] == last["klantvraag_id"]


def test_a_photo_is_fetched_and_stands_with_the_message(whatsapp):
    import base64  # noqa: PLC0415

    png = b"\x89PNG\r\n\x1a\n" + b"0" * 40
    foto = {"naam": "bak.png", "type": "image/png", "inhoud": base64.b64encode(png).decode()}
    writes(whatsapp, tekst="Kijk", bestand=foto)
    bijlage = whatsapp.post.one("SELECT * FROM bijlage")
    assert bytes(bijlage["inhoud"]) == png and bijlage["herkend_type"] == "image/png"


def test_after_a_day_only_a_template_goes(whatsapp):
    writes(whatsapp)
    whatsapp.post.db.execute("UPDATE bericht SET moment = moment - interval '25 hours'")
    with pytest.raises(Invalid, match="sjabloon"):
        answer(whatsapp)
    assert whatsapp.post.count("bericht", "richting = 'uit'") == 0


def test_templates_are_known_after_setting_up_and_follow_news_of_the_platform(whatsapp):
    whatsapp.work()
    (vraag_beantwoord,) = [s for s in bruikbare_sjablonen("whatsapp") if s.naam == "vraag_beantwoord"]
    assert vraag_beantwoord.plekken == 1
    assert "nieuwsbrief" not in {s.naam for s in bruikbare_sjablonen("whatsapp")}  # advertising is no answer
    httpx.post(f"{whatsapp.twin.adres}/sjabloon/vraag_beantwoord/PAUSED")
    whatsapp.work()
    assert "vraag_beantwoord" not in {s.naam for s in bruikbare_sjablonen("whatsapp")}
    with pytest.raises(Invalid, match="niet meer te gebruiken"):
        fill_in("whatsapp", "vraag_beantwoord", "nl", ("WD-1",))


@pytest.mark.geval("A16")
def test_after_a_day_a_template_goes_with_its_values_as_plain_values(whatsapp):
    writes(whatsapp)
    whatsapp.post.db.execute("UPDATE bericht SET moment = moment - interval '25 hours'")
    whatsapp.twin.telefoons[JANSEN].berichten[0].moment -= 25 * 3600
    vulling, tekst = fill_in("whatsapp", "vraag_beantwoord", "nl", ("{{2}} {0.__class__}\n=cmd",))
    id = answer(whatsapp, tekst, sjabloon=vulling)
    whatsapp.work()
    assert whatsapp.bezorging(id)["staat"] == "bezorgd"
    assert "{{2}} {0.__class__} =cmd" in whatsapp.twin.telefoons[JANSEN].berichten[-1].tekst


def test_other_words_after_our_answer_are_our_turn_and_a_message_taken_back_is_not(whatsapp):
    """Nobody looks at a question that is answered or closed: what changed there would stay unread."""
    writes(whatsapp)
    (b,) = whatsapp.berichten()
    answer(whatsapp, "Kom dinsdag.")
    vraag = whatsapp.post.one("SELECT * FROM klantvraag")
    close_klantvraag(werkt_aan(vraag), vraag["partij_id"], vraag["id"], "beantwoord")
    writes(whatsapp, soort="revoke", bericht={"original_message_id": b["message_id"]})
    assert whatsapp.post.one("SELECT status FROM klantvraag")["status"] == "afgehandeld"
    new = {"type": "text", "text": {"body": "Kan het ook woensdag?"}}
    writes(whatsapp, soort="edit", bericht={"original_message_id": b["message_id"], "message": new})
    after = whatsapp.post.one("SELECT status, uitkomst, wacht_sinds FROM klantvraag")
    assert (after["status"], after["uitkomst"], after["wacht_sinds"] is not None) == ("in_behandeling", "", True)


def test_a_customer_changes_and_takes_back_what_was_said_and_the_first_words_stay(whatsapp):
    writes(whatsapp)
    (b,) = whatsapp.berichten()
    new = {"type": "text", "text": {"body": "Nee, twee vergunningen."}}
    writes(whatsapp, soort="edit", bericht={"original_message_id": b["message_id"], "message": new})
    writes(whatsapp, soort="revoke", bericht={"original_message_id": b["message_id"]})
    (after,) = whatsapp.berichten()
    assert after["tekst"] == b["tekst"]
    assert [w for w in after["waarschuwingen"] if "veranderd" in w and "twee vergunningen" in w]
    assert [w for w in after["waarschuwingen"] if "ingetrokken" in w]
    writes(whatsapp, B, soort="revoke", bericht={"original_message_id": b["message_id"]})  # of somebody else
    assert whatsapp.berichten() == [after]
