"""Attacks on the chat, by the number of the list of attacks."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import httpx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from geholpen.domain.berichten import queries as berichten
from geholpen.domain.chat import bewijs
from geholpen.domain.chat.models import Chatbezoek
from geholpen.packs.waterdam.vullen.chat import PORTAALGEHEIM
from tests import cast
from tests.chat.conftest import aan_het_werk as aan_het_werk
from tests.chat.conftest import bezoek as bezoek
from tests.chat.conftest import sleutel as sleutel
from tests.chat.conftest import stroom as stroom
from tests.chat.conftest import stroomproces as stroomproces
from tests.chat.conftest import venster as venster
from tests.chat.venster import Venster
from tests.toneel_klanten import maak_klant

pytestmark = pytest.mark.slow
GEHEIM = PORTAALGEHEIM.encode()


@pytest.mark.parametrize("wat", ["mail", "andere_sleutel", "verlopen", "andere_ontvanger", "te_lang_geldig", "none"])
def test_a8_who_cannot_prove_who_they_are_stays_who_they_say_and_sees_no_history(sleutel, bezoek, wat):
    """No access to history; identity stays asserted."""
    samira = maak_klant("samira", vraag="Een oude vraag van Samira.")
    nu = datetime.now(UTC)
    tokens = {
        "mail": samira.mail,
        "andere_sleutel": bewijs.make(samira.id, sleutel, b"x" * 40, nu),
        "verlopen": bewijs.make(samira.id, sleutel, GEHEIM, nu - timedelta(minutes=10)),
        "andere_ontvanger": bewijs.make(samira.id, uuid4(), GEHEIM, nu),
        "te_lang_geldig": _long(samira.id, sleutel),
        "none": _unsigned(samira.id, sleutel),
    }
    venster = Venster(sleutel)
    begonnen = venster.start(identity=tokens[wat])
    assert begonnen.status_code == 201 and begonnen.json()["identified"] is False
    venster.zeg("Hallo, ik ben Samira.", email=samira.mail, name="Samira")
    hier = bezoek(venster)
    assert (hier.niveau, hier.bewezen_partij_id) == ("asserted", None)
    assert hier.partij_id != samira.id
    assert _texts(venster) == ["Hallo, ik ben Samira."]


def test_a8_a_good_token_works_once_and_opens_nothing_of_before(sleutel, bezoek):
    """Identity is added; the same jti again is nobody's."""
    samira = maak_klant("samira", vraag="Een oude vraag van Samira.")
    token = bewijs.make(samira.id, sleutel, GEHEIM, datetime.now(UTC))
    eerste, tweede = Venster(sleutel), Venster(sleutel)
    assert eerste.start(identity=token).json()["identified"] is True
    assert tweede.start(identity=token).json()["identified"] is False
    eerste.zeg("Mijn nieuwe vraag.")
    hier = bezoek(eerste)
    assert (hier.partij_id, hier.niveau) == (samira.id, "authenticated")
    assert _texts(eerste) == ["Mijn nieuwe vraag."]


def test_a8_proof_in_the_middle_adds_who_it_is_and_moves_nothing(venster, sleutel, bezoek):
    """What was written as a stranger stays with the stranger; the desk sees both."""
    samira = maak_klant("samira", vraag="Een oude vraag van Samira.")
    venster.zeg("Eerst zonder naam.")
    vreemde = bezoek(venster).partij_id
    token = bewijs.make(samira.id, sleutel, GEHEIM, datetime.now(UTC))
    assert venster.post("identify", {"identity": token}).status_code == 200
    hier = bezoek(venster)
    assert (hier.partij_id, hier.bewezen_partij_id, hier.niveau) == (vreemde, samira.id, "asserted")
    assert _texts(venster) == ["Eerst zonder naam."]
    ander = bewijs.make(uuid4(), sleutel, GEHEIM, datetime.now(UTC))
    assert venster.post("identify", {"identity": ander}).status_code == 403


def _texts(venster: Venster) -> list[str]:
    events = venster.get("events", {"after": "0"}).json()["events"]
    return [e["data"]["text"] for e in events if e["event"] == "message.created"]


def _long(partij_id: UUID, sleutel: UUID) -> str:
    from joserfc import jwt  # noqa: PLC0415
    from joserfc.jwk import OctKey  # noqa: PLC0415

    nu = int(time.time())
    claims = {"aud": str(sleutel), "sub": str(partij_id), "jti": uuid4().hex, "iat": nu, "exp": nu + 86400}
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(GEHEIM))


def _unsigned(partij_id: UUID, sleutel: UUID) -> str:
    kop, lijf, _ = _long(partij_id, sleutel).split(".")
    return f"eyJhbGciOiJub25lIn0.{lijf}." if kop else ""


def test_a9_nothing_can_be_guessed_or_counted(venster, sleutel):
    """Random ids, hashed tokens, the same answer for every wrong token; starts are braked."""
    venster.zeg("Iets van mij.")
    assert venster.token not in repr([bytes(b.sleutel) for b in Chatbezoek.objects.all()])
    fout = [venster.get("events", token=t) for t in ("x" * 43, "", venster.token[:-1], venster.token + "a")]
    assert {a.status_code for a in fout} == {401} and len({a.content for a in fout}) == 1
    for pad in ("messages", "typing", "read", "end", "uploads", "continue", "identify"):
        assert venster.post(pad, {}, token="y" * 43).status_code == 401
    druk = Venster(sleutel, adres="198.51.100.9")
    statussen = [druk.start().status_code for _ in range(42)]
    assert statussen[:40] == [201] * 40 and statussen[40:] == [429, 429]
    assert Venster(sleutel, adres="198.51.100.10").start().status_code == 201


def test_a9_one_visit_cannot_flood_the_desk(venster):
    statussen = [venster.zeg(f"Bericht {n}").status_code for n in range(32)]
    assert statussen.count(201) == 30 and statussen[-1] == 429


@pytest.mark.parametrize("herkomst", ["https://kwaad.example", "https://wijk.example.kwaad.example", "null"])
def test_a10_a_page_that_is_not_listed_gets_nothing(venster, sleutel, stroom, herkomst):
    """Origin is looked at on start, on every call with a token, on preflight, and on the stream."""
    kwaad = Venster(sleutel, herkomst)
    kwaad.token = venster.token
    for antwoord in (
        kwaad.post("start", {"channel_key": str(sleutel)}, token=""),
        kwaad.zeg("van elders"),
        kwaad.get("events"),
        kwaad.client.options("/chat/v1/messages", HTTP_ORIGIN=herkomst),
    ):
        assert antwoord.status_code == 403
        assert "Access-Control-Allow-Origin" not in antwoord.headers
    headers = {"Authorization": f"Bearer {venster.token}", "Origin": herkomst}
    for pad in ("stream", "events"):
        antwoord = httpx.get(f"{stroom}/chat/v1/{pad}", headers=headers, timeout=10)
        assert antwoord.status_code == 403 and "access-control-allow-origin" not in antwoord.headers


def test_a10_the_cookie_of_an_employee_opens_no_chat_and_a_token_no_desk(venster, stroom):
    headers = {"Authorization": f"Bearer {venster.token}", "Origin": venster.herkomst}
    assert httpx.get(f"{stroom}/werkplek", headers=headers, timeout=10).status_code == 403
    assert httpx.get(f"{stroom}/chat/v1/stream", headers={"Cookie": "geholpen_sessie=x"}, timeout=10).status_code == 401


@pytest.mark.parametrize(
    "lichaam",
    [b"", b"nee", b"[]", b'"x"', b"[" * 50_000, b'{"client_message_id": 5}', b'{"text": {"a": 1}}', b"\xff\xfe", b"{}"],
    ids=["leeg", "geen_json", "lijst", "tekst", "diep", "getal", "object", "geen_utf8", "niets"],
)
def test_a11_malformed_input_is_400_and_tells_nothing(venster, lichaam):
    """400, without anything of our inside; others are not touched."""
    antwoord = venster.post("messages", lichaam)
    assert antwoord.status_code == 400
    assert not [said for said in ("Traceback", "psycopg", "geholpen.", "File ") if said in antwoord.content.decode()]
    assert venster.zeg("Gewoon bericht").status_code == 201


def test_a11_ten_megabytes_is_refused_before_it_is_read(venster):
    antwoord = venster.post("messages", json.dumps({"text": "x" * 10_000_000}).encode())
    assert antwoord.status_code == 400
    assert venster.zeg("n" * 20_001).status_code == 400
    assert venster.zeg("n" * 20_000).status_code == 201


@pytest.mark.geval("A1")
def test_a11_what_is_written_stays_text(venster, bezoek, aan_het_werk):
    """Script and null characters are text on both sides."""
    venster.zeg("<script>alert(1)</script>\0 {{ 7*7 }}")
    hier = bezoek(venster)
    ctx = aan_het_werk(cast.JOLANDA.code, hier)
    (regel,) = berichten.gesprek(ctx, hier.partij_id, hier.klantvraag_id)
    assert regel.tekst == "<script>alert(1)</script> {{ 7*7 }}"


@pytest.mark.parametrize(
    ("naam", "inhoud", "soort", "zegt"),
    [
        ("../../etc/passwd", b"root:x", "text/plain", ""),
        (".htaccess", b"Deny from all", "text/plain", ""),
        ("foto.jpg", b"<html><script>1</script></html>", "image/jpeg", "webpagina"),
        ("rekening\u202egpj.exe", b"MZ" + b"\0" * 100, "image/jpeg", "kunnen schade doen"),
        ("bon.pdf", b"%PDF-1.4 /JavaScript (app.alert(1))", "application/pdf", "voert bij het openen"),
    ],
)
def test_a15_files_of_strangers_get_a_harmless_name_and_a_warning(venster, naam, inhoud, soort, zegt):
    """Neutral name, sniffed, warned about, and honest that nobody looked for viruses when nobody did."""
    antwoord = _upload(venster, naam, inhoud, soort)
    assert antwoord.status_code == 201 and antwoord.json()["state"] == "unchecked"
    (bestand,) = venster.get("events").json()["events"][0]["data"]["files"]
    assert "/" not in bestand["name"] and not bestand["name"].startswith(".") and "\u202e" not in bestand["name"]
    assert bestand["warning"].startswith("Niet gecontroleerd op virussen") and zegt in bestand["warning"]


def test_a15_too_large_and_too_many(venster):
    assert _upload(venster, "groot.bin", b"\0" * (10 * 1024 * 1024 + 70_000), "x/y").status_code == 413
    statussen = [_upload(venster, f"{n}.txt", b"a", "text/plain").status_code for n in range(11)]
    assert statussen == [201] * 10 + [429]


def _upload(venster: Venster, naam: str, inhoud: bytes, soort: str):
    bestand = SimpleUploadedFile("x", inhoud, soort)
    bestand._name = naam
    return venster.client.post(
        "/chat/v1/uploads", {"client_message_id": str(uuid4()), "file": bestand}, **venster._koppen(None)
    )
