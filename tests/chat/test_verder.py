"""Who leaves goes on: by mail with a link that works once, on a plain page, with a promise."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from geholpen.domain.berichten import queries as berichten
from geholpen.domain.chat import tasks
from geholpen.domain.chat.commands import Chatantwoord, answer_chat
from geholpen.domain.chat.models import Chatbezoek
from geholpen.domain.chat.openen import opening
from geholpen.domain.chat.sleutel import origin
from geholpen.domain.klantcontacten.queries import taken_van
from geholpen.platform.ui.tijd import dag
from tests import bed, cast
from tests.berichten.post import Post
from tests.chat.venster import Venster
from tests.opstelling import ROOT

JOLANDA = cast.JOLANDA.code


def mails(bezoek: Any) -> list[str]:
    """What went out by mail in the conversation of this visit."""
    ctx = bed.systeem("chat").over({bezoek.partij_id})
    alle = berichten.gesprek(ctx, bezoek.partij_id, bezoek.klantvraag_id)
    return [b.tekst for b in alle if b.kanaal == "email" and b.richting == "uit"]


def sent(post: Post, kanaal: str = "email") -> list[str]:
    """What left us in the conversation, by the job that sends it: a one-time link is not shown in the conversation."""
    post.run("stuur_wissel")
    rows = post.all(
        "SELECT i.tekst FROM bezorg_inhoud i JOIN bezorging b USING (partij_id, id) WHERE b.kanaal = %s ORDER BY id",
        kanaal,
    )
    return [row["tekst"] for row in rows]


def link_in(tekst: str) -> str:
    found = re.search(r"(/chat)?/verder/[\w-]+/", tekst)
    assert found, tekst
    return found[0]


@pytest.mark.slow
def test_the_link_proves_the_address_and_opens_this_conversation_once(venster, bezoek, beheer):
    venster.zeg("Ik moet zo weg.")
    antwoord = venster.post("continue", {"channel": "email", "address": "Noor@inwoner.example"})
    assert (antwoord.status_code, antwoord.json()["message"][:7]) == (202, "De link")
    oud = bezoek(venster)
    (mail,) = sent(Post(beheer))
    assert "Ik moet zo weg" not in mail  # nothing of what was said
    assert not any("/verder/" in tekst for tekst in mails(oud))  # nor the link in what the desk sees
    link = link_in(mail)
    browser = Client()
    for _ in range(2):  # a mail program that looks uses nothing up
        assert browser.get(link).status_code == 200
    klaar = browser.post(link).content.decode()
    assert "Gelukt" in klaar and browser.post(link).status_code == 410
    terug = link_in(klaar)
    vooraf = browser.get(terug).content.decode()
    assert "U ziet weer wat er in de chat is gezegd" in vooraf and "leeg venster" not in vooraf
    verder = browser.post(terug)
    assert "Ik moet zo weg." in verder.content.decode()
    assert venster.get("events").json()["events"][-1]["event"] == "visit.closed"
    assert venster.zeg("In het oude venster.").status_code == 410
    later = browser.get(terug).content.decode()  # it works no more: it opens neither
    assert "U ziet weer" not in later and "leeg venster" not in later
    nogmaals = browser.post(terug)
    assert nogmaals.status_code == 410 and "Ik moet zo weg" not in nogmaals.content.decode()
    nieuw = Venster(venster.sleutel)
    nieuw.token = re.search(r'name="token" value="([\w-]+)"', verder.content.decode())[1]
    hier = bezoek(nieuw)
    assert (hier.klantvraag_id, hier.niveau) == (oud.klantvraag_id, "asserted")  # switching raises no level
    assert nieuw.zeg("Daar ben ik weer.").status_code == 201


@pytest.mark.slow
@pytest.mark.parametrize(("taal", "begin"), [("nl-NL", "U vroeg om hier verder"), ("en-GB", "You asked to go on here")])
def test_a_switch_is_written_in_the_language_of_the_visitor(sleutel, bezoek, beheer, taal, begin):
    venster = Venster(sleutel)
    venster.start(locale=taal)
    venster.zeg("I have to leave.")
    assert venster.post("continue", {"channel": "email", "address": "noor@inwoner.example"}).status_code == 202
    (mail,) = sent(Post(beheer))
    assert mail.startswith(begin)
    assert Client().post(link_in(mail)).status_code == 200
    opening = {"nl-NL": "Wij praten hier verder over uw vraag", "en-GB": "We go on here about your question"}[taal]
    laatste = mails(bezoek(venster))[-1]
    assert laatste.startswith(opening)


@pytest.mark.slow
def test_an_old_link_works_no_more_and_nobody_is_bombed(venster, bezoek, beheer):
    venster.zeg("Bommetje?")
    statussen = [
        venster.post("continue", {"channel": "email", "address": "lotte@inwoner.example"}).status_code for _ in range(5)
    ]
    assert statussen == [202, 202, 202, 429, 429]
    assert venster.post("continue", {"channel": "postduif", "address": "lotte@inwoner.example"}).status_code == 400
    nog = venster.post("continue", {"channel": "email", "address": "lotte@inwoner.example"}).json()["message"]
    assert "Wacht 60 minuten" in nog
    link = link_in(sent(Post(beheer))[0])
    beheer.execute("UPDATE wisselbewijs SET verloopt_op = now() - interval '1 second'")
    assert Client().post(link).status_code == 410


@pytest.mark.slow
def test_who_mistypes_an_address_is_not_braked(venster):
    venster.zeg("Even zoeken.")
    for _ in range(4):
        fout = venster.post("continue", {"channel": "phone", "address": "12", "when": moment_code(venster)})
        assert (fout.status_code, fout.json()["error"]) == (400, "adres")
    assert venster.post("continue", {"channel": "email", "address": "lotte@inwoner.example"}).status_code == 202


def moment_code(venster: Venster) -> str:
    """The first moment to be called that the window offers."""
    return str(venster.get("config", {"key": venster.sleutel}).json()["moments"][0]["code"])


@pytest.mark.slow
def test_who_has_no_mail_is_called_on_the_part_of_a_day_they_chose(venster, bezoek):
    venster.zeg("Kunt u mij bellen?")
    moment = venster.get("config", {"key": venster.sleutel}).json()["moments"][1]
    verkeerd = venster.post("continue", {"channel": "phone", "address": "06 12 34 56 78", "when": "ooit"})
    assert verkeerd.status_code == 400
    gevraagd = {"channel": "phone", "address": "06 12 34 56 78", "when": moment["code"]}
    assert venster.post("continue", gevraagd).json()["message"] == "Dat is afgesproken. Het staat in het gesprek."
    events = venster.get("events").json()["events"]
    gezegd = [e["data"]["text"] for e in events if e["event"] == "message.created"][-1]
    assert gezegd == f"Afgesproken: wij bellen u op {moment['name']}. Uw nummer: 06 12 34 56 78."
    assert next(e["data"]["position"] for e in events if e["event"] == "queue") == 0  # who is called waits here no more
    hier = bezoek(venster)
    (taak,) = taken_van(bed.systeem("chat").over({hier.partij_id}), hier.partij_id, hier.klantvraag_id)
    assert (taak.soort, taak.telefoonnummer) == ("terugbellen", "+31612345678")
    assert "tussen 12 en 17 uur" in taak.tekst and str(taak.uiterlijk_op) in moment["code"]


@pytest.mark.slow
def test_who_left_is_told_by_mail_that_there_is_an_answer_but_not_what(venster, bezoek, aan_het_werk, settings, beheer):
    settings.ADRES = "https://waterdam.example"
    venster.zeg("Wat kost een paspoort?", email="noor@inwoner.example")
    hier = bezoek(venster)
    answer_chat(aan_het_werk(JOLANDA, hier), hier.partij_id, hier.klantvraag_id, Chatantwoord("Het kost 77 euro.", 1))
    tasks.look_after()
    assert mails(hier) == []
    Chatbezoek.objects.filter(id=hier.id).update(weg_op=timezone.now() - timedelta(minutes=4))
    tasks.look_after()
    tasks.look_after()
    assert mails(hier) == ["Wij stuurden een link waarmee u de chat kunt voortzetten."]
    (mail,) = sent(Post(beheer))
    assert "Er staat een antwoord voor u klaar" in mail and "77 euro" not in mail


@pytest.mark.slow
def test_a_chat_that_nobody_answers_becomes_a_promise_once(venster, bezoek):
    venster.zeg("Is daar iemand?")
    hier = bezoek(venster)
    tasks.look_after()
    ctx = bed.systeem("chat").over({hier.partij_id})
    assert taken_van(ctx, hier.partij_id, hier.klantvraag_id) == []
    Chatbezoek.objects.filter(id=hier.id).update(wacht_sinds=timezone.now() - timedelta(minutes=11))
    tasks.look_after()
    tasks.look_after()
    (taak,) = taken_van(ctx, hier.partij_id, hier.klantvraag_id)
    assert taak.soort == "antwoord"
    zinnen = [e["data"]["text"] for e in venster.get("events").json()["events"] if e["event"] == "message.created"]
    assert (
        len(zinnen) == 2
        and "Wij beloven u" in zinnen[1]
        and f"uiterlijk {dag(taak.uiterlijk_op)} antwoord" in zinnen[1]
    )


@pytest.mark.slow
def test_who_was_answered_by_mail_meanwhile_is_promised_nothing(venster, bezoek, beheer):
    venster.zeg("Is daar iemand?")
    hier = bezoek(venster)
    Chatbezoek.objects.filter(id=hier.id).update(wacht_sinds=timezone.now() - timedelta(minutes=11))
    beheer.execute("UPDATE klantvraag SET wacht_sinds = NULL WHERE id = %s", [hier.klantvraag_id])
    tasks.look_after()
    assert taken_van(bed.systeem("chat").over({hier.partij_id}), hier.partij_id, hier.klantvraag_id) == []
    assert bezoek(venster).wacht_sinds is None


@pytest.mark.slow
def test_the_same_chat_without_any_script(sleutel, bezoek, aan_het_werk):
    browser, adres = Client(enforce_csrf_checks=True), f"/chat/{sleutel}/"
    pagina = browser.get(adres).content.decode()
    leeg = browser.post(adres, {"sleutel": str(uuid4()), "tekst": " "})
    assert leeg.status_code == 422 and "Schrijf eerst uw bericht." in leeg.content.decode()
    formulier = {
        "sleutel": re.search(r'name="sleutel" value="([\w-]+)"', pagina)[1],
        "tekst": "Zonder script.",
        "token": "",
    }
    eerst = browser.post(adres, formulier)
    token = re.search(r'name="token" value="([\w-]+)"', eerst.content.decode())[1]
    assert not eerst.cookies and not browser.cookies
    venster = Venster(sleutel)
    venster.token = token
    hier = bezoek(venster)
    answer_chat(aan_het_werk(JOLANDA, hier), hier.partij_id, hier.klantvraag_id, Chatantwoord("Ook zonder.", 1))
    dan = browser.post(adres, {"token": token, "doe": "ververs"}).content.decode()
    assert "Zonder script." in dan and "Ook zonder." in dan
    klaar = browser.post(adres, {"token": token, "doe": "einde"}).content.decode()
    assert "Deze chat is afgesloten" in klaar


@pytest.mark.slow
def test_the_place_in_the_queue_and_what_one_can_do_instead(venster, sleutel, bezoek, aan_het_werk):
    venster.zeg("Eerst.")
    tweede = Venster(sleutel)
    tweede.start(locale="en-GB")
    tweede.zeg("Second.")

    def place(van: Venster) -> dict[str, Any]:
        return next(e["data"] for e in van.get("events").json()["events"] if e["event"] == "queue")

    assert (place(venster)["position"], place(tweede)["position"]) == (1, 2)
    # what one can do instead is in the language the window is in now, so not in what the visit began with
    assert "alternatives" not in place(tweede)
    config = tweede.get("config", {"key": str(sleutel), "locale": "en"}).json()
    assert any("Call" in zin for zin in config["alternatives"])
    assert bezoek(tweede).taal == "en"
    hier = bezoek(venster)
    answer_chat(aan_het_werk(JOLANDA, hier), hier.partij_id, hier.klantvraag_id, Chatantwoord("Dag.", 1))
    assert (place(venster)["position"], place(tweede)["position"]) == (0, 1)


@pytest.mark.slow
def test_both_sides_see_typing_and_who_is_there(venster, stroom, stroomproces, bezoek, aan_het_werk):
    from geholpen.platform import vluchtig  # noqa: PLC0415

    venster.zeg("Hallo?")
    hier = bezoek(venster)
    with stroomproces.listen(JOLANDA) as jolanda, stroomproces.listen(cast.SORAYA.code) as soraya:
        with venster.luister(stroom) as hoort:
            hoort.wacht("message.created", 1)
            assert venster.post("typing", {"state": "on"}).status_code == 204
            vluchtig.tell(
                {"soort": "chat", "wat": "typt", "kant": "medewerker", "aan": True, "bezoek_id": str(hier.id)}
            )
            assert hoort.wacht("typing")[0]["data"] == {"state": "on"}
            _wait(jolanda, "aanwezig", True)
        _wait(jolanda, "aanwezig", False)
    assert {"klantvraag_id": str(hier.klantvraag_id), "wat": "typt", "aan": True} in _signs(jolanda)
    assert _signs(soraya) == []  # another department
    assert bezoek(venster).weg_op is not None


def _signs(luisteraar: Any) -> list[dict[str, Any]]:
    return [e["data"] for e in luisteraar.nieuws if e["event"] == "chat"]


def _wait(luisteraar: Any, wat: str, aan: bool) -> None:
    from tests.storingen.proces import wait_until  # noqa: PLC0415

    wait_until(lambda: any(s["wat"] == wat and s["aan"] is aan for s in _signs(luisteraar)), 25, f"{wat} {aan}")


def test_the_window_is_smaller_than_thirty_kilobytes_and_needs_nothing_else():
    """What is seldom needed comes later, from a file of its own."""
    for naam, hoogstens in {"chatvenster": 28_600, "chatmeer": 4_200, "chatinloggen": 2_000}.items():
        script = (ROOT / f"src/geholpen/platform/ui/static/geholpen/{naam}.js").read_text()
        assert len(script.encode()) < hoogstens
        for never in ("document.cookie", "localStorage", "innerHTML", "eval(", "insertAdjacentHTML", "new Function"):
            assert never not in script


@pytest.mark.parametrize(
    ("adres", "verwacht"),
    [
        ("https://www.waterdam.example/pagina?x=1", "https://www.waterdam.example"),
        ("HTTPS://Waterdam.Example:443", "https://waterdam.example"),
        ("http://localhost:8006", "http://localhost:8006"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
        ("www.waterdam.example", ""),
        ("javascript:alert(1)", ""),
        ("https://waterdam.example:99999", ""),
        ("*", ""),
    ],
)
def test_where_a_key_may_stand_is_an_origin_and_nothing_looser(adres, verwacht):
    assert origin(adres) == verwacht


def test_open_closed_and_when_it_opens_again():
    uren = {
        "openingstijden": [{"soort": "chat", "dag": d, "van": "09:00:00", "tot": "17:00:00"} for d in (1, 2, 3, 4, 5)],
        "sluitingsdagen": ["2026-11-30"],
    }

    def at(dag: int, uur: int) -> Any:
        return opening(uren, datetime(2026, 12 if dag < 20 else 11, dag, uur, tzinfo=UTC))

    assert at(1, 10).open and at(1, 10).open_tot.hour == 17
    assert not at(1, 17).open and at(1, 17).weer_op.day == 2
    assert at(29, 12).weer_op.isoformat() == "2026-12-01T09:00:00+00:00"  # Sunday, and Monday is a closing day
    assert opening({}, datetime(2026, 12, 1, tzinfo=UTC)).open
