"""Every mail we know, and some too large to keep in a folder: filed or set apart, never stuck, raw kept as it came."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import DataError, OperationalError, connections

from geholpen.adapters.kanalen.email.kanaal import EmailKanaal
from geholpen.domain.berichten.commands import process_envelop, quarantine_envelop, replay_envelop
from geholpen.domain.berichten.commands.ontvangen import MAX_BEGONNEN, MAX_POGINGEN
from geholpen.domain.berichten.ports import register_kanaal
from geholpen.domain.berichten.queries import kwarantaine, kwarantaine_ruw
from geholpen.platform.errors import Invalid, Refused
from tests import bed, browser
from tests.berichten.post import Post, mail

MAP = Path(__file__).parents[1] / "fixtures" / "mail"
MAILS = sorted(MAP.glob("*.eml"))
ENDS = {"verwerkt", "dubbel", "geen_bericht", "kwarantaine"}


@pytest.fixture(scope="module")
def verwerkt(admin_url, _leegmaker, django_db_blocker) -> Iterator[dict[str, dict]]:
    """All mails brought in one after another into one database, as a morning would: the envelope of each."""
    with django_db_blocker.unblock(), psycopg.connect(admin_url, autocommit=True) as db:
        post = Post(db)
        try:
            yield {pad.stem: post.bring(pad.read_bytes()) for pad in MAILS}
        finally:
            connections.close_all()
            _leegmaker.empty()


@pytest.mark.parametrize("pad", MAILS, ids=lambda pad: pad.stem)
def test_every_mail_comes_to_an_end_and_keeps_its_bytes(verwerkt, pad):
    envelop = verwerkt[pad.stem]
    assert envelop["staat"] in ENDS
    assert bytes(envelop["ruw"]) == pad.read_bytes()
    assert (envelop["bericht_id"] is not None) is (envelop["staat"] in {"verwerkt", "dubbel"})
    assert bool(envelop["uitleg"]) is (envelop["staat"] == "kwarantaine")


@pytest.mark.parametrize("pad", MAILS, ids=lambda pad: pad.stem)
def test_only_what_cannot_be_read_is_set_apart(verwerkt, pad):
    apart = "onleesbaar_bevat" in tomllib.loads(pad.with_suffix(".toml").read_text(encoding="utf-8"))["verwacht"]
    assert (verwerkt[pad.stem]["staat"] == "kwarantaine") is apart, verwerkt[pad.stem]["uitleg"]


def parts(aantal: int) -> bytes:
    deel = b"--g\r\nContent-Type: text/plain\r\n\r\ndeel\r\n"
    return mail("", Content_Type="multipart/mixed; boundary=g") + deel * aantal + b"--g--\r\n"


def nested(diepte: int) -> bytes:
    begin = b"".join(
        b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n + 1) for n in range(diepte)
    )
    return mail("", Content_Type="multipart/mixed; boundary=b0") + begin + b"--b%d\r\n\r\ndiep\r\n" % diepte


@pytest.mark.parametrize(
    "raw, staat",
    [
        pytest.param(lambda: parts(10_000), "kwarantaine", id="10000-parts"),
        pytest.param(lambda: nested(1500), "kwarantaine", id="1500-nested"),
        pytest.param(
            lambda: mail(References=" ".join(f"<{n}.x@elders.example>" for n in range(20_000))), "verwerkt",
            id="20000-references",
        ),
        pytest.param(lambda: mail("x" * (50 << 20)), "kwarantaine", id="50-mb", marks=pytest.mark.slow),
        pytest.param(lambda: mail(onderwerp="x" * 300_000), "verwerkt", id="long-subject"),
        pytest.param(lambda: mail(van=f"{'x' * 5000}@elders.example"), "verwerkt", id="long-address"),
        pytest.param(lambda: mail(van=f"{'n' * 5000} <jan@elders.example>"), "verwerkt", id="long-name"),
        pytest.param(lambda: mail(mid="i" * 5000 + "@elders.example"), "verwerkt", id="long-message-id"),
        pytest.param(lambda: mail(Cc=", ".join(f"{n}@elders.example" for n in range(5000))), "verwerkt", id="5000-cc"),
        pytest.param(lambda: b"", "kwarantaine", id="nothing"),
        pytest.param(lambda: bytes(range(256)) * 40, "kwarantaine", id="bytes"),
    ],
)  # fmt: skip
@pytest.mark.geval("F13")
def test_poison_never_stops_the_next_one(post, raw, staat):
    gif = raw()
    envelop = post.bring(gif)
    assert envelop["staat"] == staat, envelop["uitleg"]
    assert hashlib.sha256(envelop["ruw"]).digest() == hashlib.sha256(gif).digest()
    assert post.bring(mail("Gewoon een vraag."))["staat"] == "verwerkt"


def test_an_oversize_mail_of_which_only_the_headers_came_is_shown_as_such(post):
    envelop = post.bring(mail(""), te_groot=True)
    assert envelop["staat"] == "kwarantaine"
    assert "groter dan 25 MB" in envelop["uitleg"]


class Kapot(EmailKanaal):
    """The same channel with a mistake in it; `fout` is raised by the parser."""

    fout: Exception | None = None

    def parse(self, raw, **how):
        if Kapot.fout is not None and b"GIF" in raw:
            raise Kapot.fout
        return super().parse(raw, **how)


@pytest.fixture
def kapot():
    register_kanaal("email", Kapot)
    yield Kapot
    Kapot.fout = None
    register_kanaal("email", EmailKanaal)


def attempt(envelop_id, times=1):
    """What the queue does: again after a crash. Returns how many crashes."""
    crashes = 0
    for _ in range(times):
        try:
            process_envelop(bed.systeem(), envelop_id)
        except Exception:  # noqa: BLE001  any crash, that is the point
            crashes += 1
    return crashes


@pytest.mark.geval("F13")
def test_our_own_crash_is_tried_again_then_set_apart_and_replayed_after_the_fix(post, kapot):
    kapot.fout = RuntimeError("mistake of ours")
    envelop_id = post.store(mail("GIF"))
    assert attempt(envelop_id, MAX_POGINGEN + 2) == MAX_POGINGEN - 1
    apart = post.envelop(envelop_id)
    assert (apart["staat"], apart["pogingen"]) == ("kwarantaine", MAX_POGINGEN)
    assert post.bring(mail("Gewoon een vraag."))["staat"] == "verwerkt"

    baas = bed.medewerker("mdw-006")
    assert [regel.id for regel in kwarantaine(baas)] == [envelop_id]
    assert kwarantaine_ruw(baas, envelop_id).ruw == bytes(apart["ruw"])
    kapot.fout = None
    adres = f"/beheer/kwarantaine/{envelop_id}/"
    beheer = browser.medewerker("mdw-006")
    assert "Het bericht is opnieuw aangeboden." in browser.text(beheer.post(adres, follow=True))
    assert "staat niet meer in quarantaine" in browser.text(beheer.post(adres, follow=True))  # pressed twice
    assert post.run("verwerk_envelop") >= 1
    assert post.envelop(envelop_id)["staat"] == "verwerkt"
    with pytest.raises(Invalid):
        replay_envelop(baas, envelop_id)


@pytest.mark.parametrize("code", ["mdw-001", "mdw-010"])
def test_the_quarantine_is_not_for_everybody(post, code):
    envelop_id = post.store(mail())
    quarantine_envelop(bed.systeem(), envelop_id, "Proef.")
    for door in (
        lambda c: kwarantaine(c),
        lambda c: kwarantaine_ruw(c, envelop_id),
        lambda c: replay_envelop(c, envelop_id),
    ):
        with pytest.raises(Refused):
            door(bed.medewerker(code))


def test_a_value_the_database_does_not_take_is_a_crash_of_ours(post, kapot):
    """It would come back for ever if it passed for "the database is away"."""
    kapot.fout = DataError("value too long")
    envelop_id = post.store(mail("GIF"))
    attempt(envelop_id, MAX_POGINGEN)
    assert post.envelop(envelop_id)["staat"] == "kwarantaine"


def test_a_database_that_is_away_is_not_the_mails_fault(post, kapot):
    kapot.fout = OperationalError("away")
    envelop_id = post.store(mail("GIF"))
    assert attempt(envelop_id, MAX_POGINGEN + 1) == MAX_POGINGEN + 1
    assert post.envelop(envelop_id)["staat"] == "nieuw"
    kapot.fout = None
    attempt(envelop_id)
    assert post.envelop(envelop_id)["staat"] == "verwerkt"


def test_a_mail_that_takes_the_worker_with_it_is_counted_before_it_is_read(post, kapot):
    kapot.fout = SystemExit()  # as far as the envelope knows: the process is gone
    envelop_id = post.store(mail("GIF"))
    for _ in range(MAX_BEGONNEN):
        with pytest.raises(SystemExit):
            process_envelop(bed.systeem(), envelop_id)
    attempt(envelop_id)
    apart = post.envelop(envelop_id)
    assert apart["staat"] == "kwarantaine"
    assert "afgebroken" in apart["uitleg"]


def test_reading_twice_files_once(post):
    envelop_id = post.store(mail())
    attempt(envelop_id, 3)
    assert post.count("bericht") == 1
    assert post.envelop(envelop_id)["pogingen"] == 1


def test_the_crash_is_logged_without_a_word_of_the_mail(post, kapot, caplog):
    kapot.fout = ValueError("GEHEIM in de foutmelding")
    attempt(post.store(mail("GIF GEHEIM")), MAX_POGINGEN)
    assert "ValueError" in caplog.text
    assert "GEHEIM" not in caplog.text
