"""Every form a notification of the platform can have, and the ones nobody has seen yet."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geholpen.adapters.kanalen.whatsapp.kanaal import WhatsAppKanaal
from geholpen.domain.berichten.ports import (
    Aard,
    Afmelding,
    Bezorgnieuws,
    Bezorgstand,
    Identiteitsnieuws,
    Kanaalidentiteit,
    Niets,
    OnleesbaarBericht,
    OntvangenBericht,
    Sjabloonnieuws,
    Wijziging,
)
from tests.adapters.whatsapp.berichten import (
    BSUID,
    WA_ID,
    contact,
    dump,
    hook,
    message,
    one,
    status,
    value,
)

KANAAL = WhatsAppKanaal()


def read(raw: bytes):
    (part,) = KANAAL.split(raw)
    return KANAAL.parse(part)


def words(soort: str, said: object) -> str:
    found = read(one(message(soort, said)))
    assert isinstance(found, OntvangenBericht)
    return found.tekst


def test_a_text_says_who_wrote_it_by_user_id_first_and_what_it_answers():
    found = read(one(message(context={"from": "31970000000", "id": "wamid.prev"})))
    assert isinstance(found, OntvangenBericht)
    assert [(i.soort, i.waarde, i.naam) for i in found.afzender] == [
        ("whatsapp", BSUID, "A. Jansen"),
        ("whatsapp", WA_ID, "A. Jansen"),
    ]
    assert (found.message_id, found.in_reply_to, found.tekst) == ("wamid.IN1", ("wamid.prev",), "Hoi")
    assert found.datum == datetime.fromtimestamp(1795000000, UTC)
    assert found.afzender_klopt and found.aard == Aard.PERSOON


def test_a_customer_without_a_number_is_known_by_user_id():
    m = message()
    del m["from"]
    c = contact()
    del c["wa_id"]
    found = read(dump(hook(value(contacts=[c], messages=[m]))))
    assert [i.waarde for i in found.afzender] == [BSUID]


def test_a_message_of_nobody_is_for_a_person_to_look_at():
    m = message()
    del m["from"], m["from_user_id"]
    with pytest.raises(OnleesbaarBericht, match="wie het stuurde"):
        read(dump(hook(value(messages=[m]))))


@pytest.mark.parametrize(
    ("soort", "said", "tekst"),
    [
        ("location", {"latitude": 52.1, "longitude": 5.1, "name": "Dorpsplein"}, "Locatie: Dorpsplein (52.1, 5.1)"),
        ("location", {"latitude": 52.1, "longitude": 5.1}, "Locatie: 52.1, 5.1"),
        ("contacts", [{"name": {"formatted_name": "B. de Wit"}, "phones": [{"phone": "+31 6 1"}]}],
         "Contactgegevens van: B. de Wit, +31 6 1"),
        ("interactive", {"type": "button_reply", "button_reply": {"id": "ja", "title": "Ja"}}, "Ja"),
        ("interactive", {"type": "list_reply", "list_reply": {"id": "1", "title": "Balie", "description": "Morgen"}},
         "Balie (Morgen)"),
        ("interactive", {"type": "nfm_reply", "nfm_reply": {"name": "flow", "body": "Sent",
                                                            "response_json": '{"flow_token":"x","datum":"3 mei"}'}},
         "Formulier: Sent\ndatum: 3 mei"),
        ("button", {"text": "Afzeggen", "payload": "CANCEL:77"}, "Afzeggen"),
        ("order", {"text": "Graag twee", "catalog_id": "1"}, "Graag twee"),
    ],
)  # fmt: skip
def test_every_type_has_words(soort, said, tekst):
    assert words(soort, said) == tekst


@pytest.mark.parametrize("soort", ["unsupported", "order", "hologram", "<b>x</b>", "", "text", "location", "contacts"])
@pytest.mark.parametrize("said", [{}, None, [], "x", 7, {"body": ["x"]}])
def test_a_type_nobody_knows_or_an_empty_one_is_a_message_with_a_placeholder(soort, said):
    m = message(soort, errors=[{"code": 131051, "title": "Message type unknown"}])
    m[soort] = said
    found = read(one(m))
    assert "kunnen tonen" in found.tekst and "<" not in found.tekst
    assert "Message type unknown" in found.waarschuwingen[0]


@pytest.mark.parametrize("soort", ["image", "video", "audio", "document", "sticker"])
def test_a_file_is_to_be_fetched_and_its_hash_is_known_in_either_spelling(soort):
    digest = hashlib.sha256(b"x").digest()
    for spelled in (digest.hex(), base64.b64encode(digest).decode()):
        found = read(one(message(soort, {"id": "55", "mime_type": "image/jpeg; x=y", "sha256": spelled})))
        (media,) = found.media
        assert (media.id, media.opgegeven_type, media.sha256) == ("55", "image/jpeg", digest.hex())
        assert found.tekst


def test_a_caption_is_the_text_and_a_voice_message_says_so():
    assert words("image", {"id": "5", "mime_type": "image/png", "caption": "Mijn stoep"}) == "Mijn stoep"
    assert words("audio", {"id": "5", "mime_type": "audio/ogg", "voice": True}) == "Spraakbericht"
    found = read(one(message("document", {"id": "5", "mime_type": "application/pdf", "filename": "brief.pdf"})))
    assert found.tekst == "Document: brief.pdf" and found.media[0].naam == "brief.pdf"


def test_a_reaction_asks_nothing_and_says_what_it_is_about():
    found = read(one(message("reaction", {"message_id": "wamid.OUT1", "emoji": "👍"})))
    assert (found.aard, found.in_reply_to, found.tekst) == (Aard.TEKEN, ("wamid.OUT1",), "Reageerde met 👍")
    assert words("reaction", {"message_id": "wamid.OUT1"}) == "Haalde een reactie weg"


def test_an_edit_and_a_revoke_change_an_earlier_message():
    new = {"original_message_id": "wamid.A", "message": {"type": "text", "text": {"body": "Nee, dinsdag"}}}
    found = read(one(message("edit", new)))
    assert isinstance(found, Wijziging) and (found.message_id, found.tekst) == ("wamid.A", "Nee, dinsdag")
    found = read(one(message("revoke", {"original_message_id": "wamid.A"})))
    assert isinstance(found, Wijziging) and found.tekst is None
    assert found.wie[0].waarde == BSUID


def test_somebody_has_another_number_or_another_user_id():
    new = {"body": "changed", "type": "user_changed_number", "wa_id": "31687654321"}
    assert read(one(message("system", new))) == Identiteitsnieuws(
        Kanaalidentiteit("whatsapp", WA_ID), Kanaalidentiteit("whatsapp", "31687654321")
    )
    update = {"user_id_update": [{"user_id": {"previous": BSUID, "current": "NL.99"}}]}
    change = {"field": "user_id_update", "value": update}
    expected = Identiteitsnieuws(Kanaalidentiteit("whatsapp", BSUID), Kanaalidentiteit("whatsapp", "NL.99"))
    assert read(dump(hook(change))) == expected
    change["value"] = update["user_id_update"][0]
    assert read(dump(hook(change))) == expected


@pytest.mark.parametrize(("wat", "weer"), [("stop", False), ("resume", True)])
def test_somebody_wants_no_messages_that_were_not_asked_for(wat, weer):
    said = {"wa_id": WA_ID, "detail": "", "category": "marketing_messages", "value": wat, "timestamp": 1}
    change = {"field": "user_preferences", "value": {"user_preferences": [said]}}
    assert read(dump(hook(change))) == Afmelding(Kanaalidentiteit("whatsapp", WA_ID), weer)


def test_news_of_a_template():
    said = {"event": "PAUSED", "message_template_id": 1, "message_template_name": "herinnering",
            "message_template_language": "nl", "reason": "NONE"}  # fmt: skip
    change = {"field": "message_template_status_update", "value": said}
    assert read(dump(hook(change))) == Sjabloonnieuws("herinnering", "nl", "gepauzeerd")


@pytest.mark.parametrize(
    ("said", "stand"),
    [("sent", Bezorgstand.VERSTUURD), ("delivered", Bezorgstand.BEZORGD), ("read", Bezorgstand.GELEZEN),
     ("played", Bezorgstand.GELEZEN)],
)  # fmt: skip
def test_a_status_names_our_own_id(said, stand):
    ours = UUID("01a00000-0000-7000-8000-000000000001")
    found = read(dump(hook(value(contacts=[contact()], statuses=[status(said, biz_opaque_callback_data=str(ours))]))))
    assert isinstance(found, Bezorgnieuws)
    assert (found.stand, found.kenmerk, found.bezorging_id) == (stand, "wamid.OUT1", ours)


def test_a_failure_comes_without_contacts_and_says_in_dutch_what_it_means():
    fout = {"code": 131026, "title": "Message undeliverable", "message": "x", "error_data": {"details": "x"}}
    found = read(dump(hook(value(statuses=[status("failed", errors=[fout])]))))
    assert (found.stand, found.code, found.adres_onbruikbaar) == (Bezorgstand.MISLUKT, "131026", True)
    assert "geen WhatsApp" in found.uitleg
    fout["code"] = 131047
    found = read(dump(hook(value(statuses=[status("failed", errors=[fout])]))))
    assert not found.adres_onbruikbaar and "sjabloon" in found.uitleg


def test_other_news_is_nothing_for_us():
    assert isinstance(read(dump(hook({"field": "account_update", "value": {"event": "X"}}))), Niets)
    assert isinstance(read(dump(hook(value(statuses=[status("teleported")])))), Niets)
    assert isinstance(read(dump(hook(value(errors=[{"code": 130429}])))), Niets)


def test_one_webhook_is_taken_apart_and_a_repeat_gives_the_same_bytes():
    a, b, c = message(mid="wamid.A"), message(mid="wamid.B"), message(mid="wamid.C")
    both = hook(value(contacts=[contact()], messages=[a, b]), value(statuses=[status("read"), status("sent")]))
    both["entry"].append(hook(value(contacts=[contact()], messages=[c]))["entry"][0])
    parts = KANAAL.split(dump(both))
    assert len(parts) == 5
    assert [KANAAL.split(p) for p in parts] == [[p] for p in parts]
    assert KANAAL.split(one(b)) == [one(b)]
    assert [type(KANAAL.parse(p)).__name__ for p in parts] == ["OntvangenBericht"] * 2 + ["Bezorgnieuws"] * 2 + [
        "OntvangenBericht"
    ]


def test_half_a_character_and_a_nul_do_no_harm():
    raw = one(message(said={"body": "kapot \ud83d en \x00 nul"}))
    found = read(raw)
    assert "\x00" not in found.tekst and found.tekst.encode()
    assert found.tekst.startswith("kapot")


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"null", b'{"entry":[]}', b'{"entry":[{"changes":[{}]}]}',
                                 b"[" * 100_000, b'{"entry":{"changes":"x"}}'])  # fmt: skip
def test_what_is_no_notification_is_for_a_person_to_look_at(raw):
    assert len(KANAAL.split(raw)) == 1
    with pytest.raises(OnleesbaarBericht):
        read(raw)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["entry", "changes", "value", "field", "messages", "statuses", "contacts", "type", "text", "id",
                         "from", "system", "edit", "errors", "interactive", "reaction", "metadata", "order"]),
        inner, max_size=4),
    max_leaves=25,
)  # fmt: skip


@given(
    st.fixed_dictionaries({"from": st.just(WA_ID), "type": st.sampled_from(["text", "edit", "contacts", "system"])}),
    _JSON,
)
@pytest.mark.geval("F13")
def test_whatever_comes_it_is_read_or_it_is_said_that_it_is_not(base, junk):
    thing = hook(value(contacts=junk, messages=[{**base, base["type"]: junk}], statuses=junk))
    for raw in (dump(junk), dump(thing)):
        for part in KANAAL.split(raw):
            try:
                KANAAL.parse(part)
            except OnleesbaarBericht as nee:
                assert nee.reden.endswith(".")
