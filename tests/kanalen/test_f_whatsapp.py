"""The faults of the list on WhatsApp, by their number; each says what is expected."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest

from geholpen.adapters.kanalen.whatsapp.ontvangst import signature
from geholpen.domain.berichten.commands import replay_envelop, switch_kanaalaccount
from geholpen.platform.errors import Invalid
from geholpen.platform.tweeling import Storing
from tests import bed, cast
from tests.adapters.whatsapp.berichten import contact, dump, hook, message, one, status, value
from tests.kanalen.test_whatsapp import JANSEN, B, answer, writes


def brings(lijn, raw: bytes) -> int:
    kop = {"X-Hub-Signature-256": signature(raw, lijn.twin.zoals.app_secret)}
    return httpx.post(lijn.webhook, content=raw, headers=kop, timeout=60).status_code


def sent(lijn, **storing):
    """An answer that was handed over; its statuses come when the test says so."""
    lijn.twin.vanzelf = False
    writes(lijn)
    if storing:
        lijn.twin.storingen.append(Storing("/messages$", **storing))
    id = answer(lijn)
    for job in lijn.post.waiting("bezorg"):
        _run_once(lijn, job)
    return id, lijn.twin.telefoons[JANSEN]


def test_f1_the_same_webhook_five_times_two_of_them_at_once(whatsapp):
    """One message; 200 each time."""
    raw = one(message())
    with ThreadPoolExecutor(2) as both:
        assert list(both.map(lambda _: brings(whatsapp, raw), range(2))) == [200, 200]
    assert [brings(whatsapp, raw) for _ in range(3)] == [200] * 3
    whatsapp.work()
    assert whatsapp.post.count("bericht") == 1


def test_f2_three_messages_and_two_statuses_of_which_one_is_malformed(whatsapp):
    """Four processed, one set apart; also when the same message comes alone later, it is one message."""
    a, b = message(mid="wamid.A", said={"body": "Een"}), message(mid="wamid.B", said={"body": "Twee"})
    both = hook(value(contacts=[contact()], messages=[a, {"id": "wamid.C"}, b]))
    both["entry"] += hook(value(statuses=[status("sent"), status("read")]))["entry"]
    assert brings(whatsapp, dump(both)) == 200
    whatsapp.work()
    assert brings(whatsapp, one(a)) == 200
    whatsapp.work()
    staten = [e["staat"] for e in whatsapp.post.all("SELECT staat FROM envelop")]
    assert sorted(staten) == sorted(["gesplitst", "kwarantaine", "dubbel"] + ["verwerkt"] * 2 + ["geen_bericht"] * 2)
    assert [b["tekst"] for b in whatsapp.berichten()] == ["Een", "Twee"]


def test_a_number_that_is_off_takes_the_statuses_of_a_webhook_and_the_platform_keeps_its_message(whatsapp):
    """404 makes the platform come back; when the number is on again its message comes in, and no status twice."""
    switch_kanaalaccount(bed.medewerker(cast.ANNEKE.code), whatsapp.account_id, actief=False)
    both = hook(value(contacts=[contact()], messages=[message()], statuses=[status("sent"), status("read")]))
    assert brings(whatsapp, dump(both)) == 404
    whatsapp.work()
    assert [e["staat"] for e in whatsapp.post.all("SELECT staat FROM envelop")] == ["geen_bericht"] * 2
    switch_kanaalaccount(bed.medewerker(cast.ANNEKE.code), whatsapp.account_id, actief=True)
    assert brings(whatsapp, dump(both)) == 200
    whatsapp.work()
    staten = [e["staat"] for e in whatsapp.post.all("SELECT staat FROM envelop")]
    assert sorted(staten) == sorted(["geen_bericht"] * 2 + ["gesplitst", "verwerkt"])


@pytest.mark.parametrize(
    ("standen", "eind"),
    [(["read", "sent", "delivered"], "gelezen"), (["read"], "gelezen"), (["delivered", "sent"], "bezorgd"),
     (["failed"], "niet_bezorgd"), (["delivered", "failed"], "bezorgd"), (["failed", "delivered"], "bezorgd")],
)  # fmt: skip
def test_f3_f5_statuses_in_any_order_keep_the_furthest_and_every_event(whatsapp, standen, eind):
    """The derived state never goes back; a failure after delivery changes nothing; all that was said is kept."""
    id, telefoon = sent(whatsapp)
    for stand in standen:
        whatsapp.twin.tell_status(telefoon, telefoon.berichten[-1], stand, 131000 if stand == "failed" else 0)
        whatsapp.twin.beller.done()
        whatsapp.post.run("verwerk_envelop")
    assert whatsapp.bezorging(id)["staat"] == eind
    kept = whatsapp.post.count("bezorggebeurtenis", "bezorging_id = %s", id)
    assert kept == 2 + len(standen)  # on its way, handed over, and each


def test_f4_a_status_that_comes_before_our_call_returned_finds_its_message(whatsapp):
    """The twin says `delivered` while our call still runs: it is joined by our own id."""
    whatsapp.twin.storingen.append(Storing("/messages$", "weg"))
    writes(whatsapp)
    id = answer(whatsapp)
    whatsapp.work()
    assert whatsapp.bezorging(id)["staat"] == "bezorgd"


def test_f6_busy_is_tried_again_after_what_the_platform_asks(whatsapp):
    """429 with Retry-After: waits at least so long, is seen as waiting, and goes out once."""
    id, telefoon = sent(whatsapp, status=429, koppen={"Retry-After": "900"})
    assert whatsapp.bezorging(id)["staat"] == "wachtrij"
    (job,) = whatsapp.post.waiting("bezorg")
    wacht = whatsapp.post.one("SELECT %s - now() AS wacht", job["scheduled_at"])["wacht"]
    assert timedelta(seconds=850) < wacht < timedelta(seconds=950)
    whatsapp.work()
    assert whatsapp.bezorging(id)["staat"] == "verstuurd"
    assert len([b for b in telefoon.berichten if not b.van_klant]) == 1


def test_f7_a_refusal_for_good_marks_the_address_and_is_not_tried_again(whatsapp):
    """131026: no WhatsApp there. Not delivered, said why, and the address is not offered any more."""
    id, _ = sent(whatsapp, status=400, inhoud={"error": {"code": 131026}})
    row = whatsapp.bezorging(id)
    assert row["staat"] == "niet_bezorgd" and "geen WhatsApp" in row["uitleg"]
    assert whatsapp.post.waiting("bezorg") == []
    assert whatsapp.post.count("digitaal_adres", "onbestelbaar_sinds IS NOT NULL") == 1


def test_f8_a_revoked_key_keeps_the_queue_and_loses_nothing(whatsapp):
    """190: the account rests, the message waits; with a new key it goes out, once."""
    whatsapp.twin.vanzelf = False
    writes(whatsapp)
    whatsapp.twin.zoals.token = "nieuw"
    id = answer(whatsapp)
    (job,) = whatsapp.post.waiting("bezorg")
    _run_once(whatsapp, job)
    assert whatsapp.bezorging(id)["staat"] == "wachtrij"
    assert whatsapp.post.one("SELECT rust_tot FROM kanaalaccount")["rust_tot"] is not None
    whatsapp.twin.zoals.token = "sleutel"
    whatsapp.post.db.execute("UPDATE kanaalaccount SET rust_tot = NULL")
    whatsapp.post.run("bezorg")
    assert whatsapp.bezorging(id)["staat"] == "verstuurd"


def _run_once(lijn, job) -> None:
    from geholpen.platform import tasks  # noqa: PLC0415
    from geholpen.platform.context import Context  # noqa: PLC0415

    lijn.post.db.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job["id"]])
    args = dict(job["args"])
    tasks.run_now(job["task_name"], Context.from_json(args.pop("context")), **args)


def test_f9_taken_and_then_silence_is_unknown_until_a_status_comes_and_is_not_sent_again(whatsapp):
    """`onbekend`; one message on the telephone; the callback that names our id makes it known."""
    id, telefoon = sent(whatsapp, doe="weg")
    assert whatsapp.bezorging(id)["staat"] == "onbekend"
    assert whatsapp.post.run("bezorg") == 0
    whatsapp.twin.tell_status(telefoon, telefoon.berichten[-1], "delivered")
    whatsapp.work()
    assert whatsapp.bezorging(id)["staat"] == "bezorgd"
    assert len([b for b in telefoon.berichten if not b.van_klant]) == 1


def test_f10_the_window_closes_between_typing_and_sending(whatsapp):
    """Refused before it is sent; and when only the platform knows, its 131047 ends the same way."""
    writes(whatsapp)
    whatsapp.twin.telefoons[JANSEN].berichten[0].moment -= 25 * 3600
    id = answer(whatsapp)
    whatsapp.work()
    row = whatsapp.bezorging(id)
    assert row["staat"] == "niet_bezorgd" and "sjabloon" in row["uitleg"]
    whatsapp.post.db.execute("UPDATE bericht SET moment = moment - interval '25 hours'")
    with pytest.raises(Invalid, match="sjabloon"):
        answer(whatsapp)


def test_f14_an_unknown_type_is_a_placeholder_and_a_changed_identity_mixes_nobody(whatsapp):
    """A placeholder; news of an identity is recorded on the same customer; somebody else stays somebody else."""
    writes(whatsapp, soort="hologram", bericht={"x": 1}, tekst="")
    (b,) = whatsapp.berichten()
    assert "kunnen tonen" in b["tekst"]
    new = {"user_id": {"previous": "NL.77", "current": "NL.88"}}
    whatsapp.twin.tell({"field": "user_id_update", "value": {"user_id_update": [new]}})
    whatsapp.work()
    mine = whatsapp.post.all("SELECT adres FROM digitaal_adres WHERE partij_id = %s ORDER BY adres", b["partij_id"])
    assert "NL.88" in {m["adres"] for m in mine}
    whatsapp.twin.telefoons[JANSEN].user_id = "NL.88"
    writes(whatsapp, tekst="Daar ben ik weer")
    writes(whatsapp, B, tekst="Ik ben iemand anders")
    klanten = [r["partij_id"] for r in whatsapp.berichten()]
    assert klanten[0] == klanten[1] != klanten[2]


def test_f15_a_file_that_is_not_what_was_named_is_left_out_and_the_message_is_shown(whatsapp):
    """The message is there with its words; of the file it says that it could not be fetched."""
    id = whatsapp.twin.keep("application/pdf", "brief.pdf", b"%PDF echt")
    said = {"id": id, "mime_type": "application/pdf", "sha256": "0" * 64, "filename": "brief.pdf"}
    writes(whatsapp, soort="document", bericht=said)
    (b,) = whatsapp.berichten()
    assert b["tekst"] == "Document: brief.pdf"
    bijlage = whatsapp.post.one("SELECT * FROM bijlage")
    assert (bijlage["staat"], bytes(bijlage["inhoud"])) == ("weg", b"") and "opnieuw" in bijlage["waarschuwing"]


def test_f20_a_database_that_is_away_answers_with_an_error_so_that_the_platform_comes_back(whatsapp):
    """What was not stored is not answered with 200: the platform sends it again, and it is filed once."""
    whatsapp.post.db.execute("ALTER TABLE envelop RENAME TO envelop_weg")
    try:
        assert brings(whatsapp, one(message())) >= 500
    finally:
        whatsapp.post.db.execute("ALTER TABLE envelop_weg RENAME TO envelop")
    assert brings(whatsapp, one(message())) == 200
    whatsapp.work()
    assert whatsapp.post.count("bericht") == 1


def test_a_webhook_from_the_quarantine_can_be_offered_again(whatsapp):
    """After the cause was mended it is read as if it came now."""
    brings(whatsapp, dump(hook(value(messages=[{"id": "wamid.C"}]))))
    whatsapp.work()
    row = whatsapp.post.one("SELECT id FROM envelop WHERE staat = 'kwarantaine'")
    whatsapp.post.db.execute("UPDATE envelop SET ruw = %s WHERE id = %s", [one(message()), row["id"]])
    replay_envelop(bed.medewerker("mdw-007"), row["id"])
    whatsapp.work()
    assert json.dumps([b["tekst"] for b in whatsapp.berichten()]) == '["Hoi"]'
