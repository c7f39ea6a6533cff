"""The register as people work in it: from a new purpose to an active one, refused and explained, stopped, read."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from geholpen.domain.doelbinding.commands import begin_versie, withdraw
from geholpen.domain.doelbinding.models import (
    Verwerkingsactiviteit,
    VerwerkingsactiviteitGegeven,
    VerwerkingsactiviteitVersie,
)
from geholpen.domain.doelbinding.queries import stappen_van, versies, versies_per_activiteit
from geholpen.domain.doelbinding.register import register as compiled
from geholpen.faces.beheer.register.acties import possible
from tests import bed, cast
from tests.faces_werkplek.bureau import Bureau, plain

WAAROM = "Nodig om deze proef te kunnen doen"
NIEUW: dict[str, Any] = {
    "naam": "Leges voor evenementen",
    "doel": "Vragen over leges voor een evenement beantwoorden",
    "betrokkenen": "organisatoren van evenementen",
    "grondslag": "publieke_taak",
    "taak_titel": "Leges heffen",
    "taak_artikel": "Gemeentewet, artikel 229",
    "taak_bijdrage": "Wie een evenement organiseert betaalt leges. Zonder deze gegevens is de vraag niet te"
    " beantwoorden.",
    "meetpunt": "95 procent van de vragen binnen vijf dagen beantwoord.",
    "rollen": ["kcm"],
    "vereist_aanleiding": ["klantvraag"],
    "bewaardagen": "365",
    "selectielijst": "Selectielijst gemeenten 2020",
    "leeftijd_zelf": "16",
}


@pytest.fixture
def mensen(stad):
    compiled.forget()
    yield {naam: Bureau(getattr(cast, naam).code) for naam in ("ANNEKE", "CARLIJN", "WIETSKE", "RUUD")}
    compiled.forget()


def typed(**anders: Any) -> dict[str, Any]:
    return NIEUW | {"evaluatiedatum": (timezone.localdate() + timedelta(days=200)).isoformat()} | anders


def see(bureau: Bureau, pad: str, status: int = 200) -> str:
    return bureau.see(bureau.client.get(pad), status)


def take(bureau: Bureau, pad: str, actie: str, status: int = 200, **velden: str) -> str:
    given = {"actie": actie, "waarom": WAAROM} | velden
    return plain(bureau.see(bureau.client.post(pad, given, follow=True), status))


def test_the_list_of_purposes_is_read_at_once_and_shows_of_each_what_counts_today(mensen):
    withdraw(bed.medewerker(cast.RUUD.code), "afval", 1, WAAROM)
    begin_versie(bed.medewerker(cast.ANNEKE.code), "parkeren", 1)
    with CaptureQueriesContext(connection) as asked:
        page = see(mensen["ANNEKE"], "/beheer/register/")
    per = versies_per_activiteit()
    assert [(v.versie, v.status) for v in per["parkeren"]] == [(2, "concept"), (1, "actief")]
    assert [(v.versie, v.status) for v in per["afval"]] == [(1, "ingetrokken")]
    alle = page.partition("Alle doelen")[2]
    assert "/beheer/register/parkeren/1/" in alle and "/beheer/register/parkeren/2/" not in alle
    assert len([q for q in asked if 'FROM "verwerkingsactiviteit_versie"' in q["sql"]]) < 5


def test_from_a_new_purpose_to_an_active_one(mensen):
    anneke, pad = mensen["ANNEKE"], "/beheer/register/leges_voor_evenementen/1/"
    made = anneke.client.post(reverse("beheer:activiteit_nieuw"), typed(), follow=True)
    assert "Voeg nu toe welke gegevens nodig zijn" in plain(made.content.decode())
    assert "Dit doel mag van niemand iets lezen" in plain(made.content.decode())
    refused = anneke.client.post(pad, {"actie": "advies_vragen", "waarom": WAAROM})
    assert refused.status_code == 422
    html = refused.content.decode()
    assert 'href="#id_soort">Kies eerst welke gegevens' in html and 'id="fout_soort"' in html, "said where it is mended"
    assert "uw naam" in see(anneke, f"{pad}gegeven/?soort=1")
    kort = {"waarom": "handig", "handelingen": ["lezen"], "niveau": "matched", "masker": "geen"}
    wrong = anneke.client.post(f"{pad}gegeven/1/", kort)
    assert wrong.status_code == 422
    assert "handig" in wrong.content.decode()
    goed = kort | {"waarom": "Wij moeten weten van wie de rekening is.", "bronnen": ["leges_voor_evenementen"]}
    assert "Wij moeten weten van wie" in anneke.client.post(f"{pad}gegeven/1/", goed, follow=True).content.decode()
    assert "Het advies is gevraagd." in take(anneke, pad, "advies_vragen")
    see(anneke, f"{pad}bewerken/", 404)
    assert "Kies of uw advies" in take(mensen["CARLIJN"], pad, "adviseren", 422)
    assert "Uw advies is vastgelegd." in take(mensen["CARLIJN"], pad, "adviseren", oordeel="positief")
    assert "Wacht op u" in plain(see(mensen["WIETSKE"], "/beheer/"))
    assert "is goedgekeurd" in take(mensen["WIETSKE"], pad, "goedkeuren")
    tekst = take(mensen["RUUD"], pad, "aanzetten")
    assert "Deze versie is actief." in tekst
    for deel in ("Aangezet", "Advies gegeven positief", "Wietske Haverkort", "Ruud Alkema", WAAROM):
        assert deel in tekst
    uuid = Verwerkingsactiviteit.objects.get(code="leges_voor_evenementen").uuid
    openbaar = plain(Client().get(f"/verwerkingen/{uuid}").content.decode())
    assert "Wij moeten weten van wie de rekening is." in openbaar
    assert "Wietske" not in openbaar


def test_who_advises_on_a_new_purpose_reads_all_that_it_may(mensen):
    """A first version has nothing to be compared with: what it may do besides stands on its page."""
    anneke, pad = mensen["ANNEKE"], "/beheer/register/leges_voor_evenementen/1/"
    ruim = {"mag_bsn_tonen": "ja", "mag_geheim_adres": "ja", "leeftijd_zelf": "12", "vertegenwoordiging": ["curatele"]}
    anneke.client.post(reverse("beheer:activiteit_nieuw"), typed(**ruim))
    goed = {"waarom": "Wij moeten weten van wie de rekening is.", "handelingen": ["lezen"], "niveau": "matched"}
    anneke.client.post(f"{pad}gegeven/1/", goed | {"masker": "deels", "bronnen": ["leges_voor_evenementen"]})
    take(anneke, pad, "advies_vragen")
    tekst = plain(see(mensen["CARLIJN"], pad))
    for deel in ("Het burgerservicenummer mag op het scherm; Een geheim adres mag op het scherm", "voor een deel"):
        assert deel in tekst
    assert re.search(r"Wie voor een ander mag optreden curat\w+ Zelf beslissen vanaf \(jaar\) 12", tekst)
    assert "Bijzonder aan dit doel niets" in plain(see(mensen["CARLIJN"], "/beheer/register/afval/1/"))


def test_a_vague_purpose_is_refused_and_nothing_typed_is_lost(mensen):
    answer = mensen["ANNEKE"].client.post(
        reverse("beheer:activiteit_nieuw"), typed(doel="Dienstverlening verbeteren", taak_artikel="", meetpunt="ja")
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    for deel in ("past op alles", "Noem de wet", "waaraan u dat meet", "Toch dit doel?", "Er zijn 3 dingen"):
        assert deel in plain(html)
    assert "Leges voor evenementen" in html
    assert "Zonder deze gegevens is de vraag" in html
    assert not Verwerkingsactiviteit.objects.filter(code="leges_voor_evenementen").exists()


def test_the_privacy_officer_allows_a_vague_text_and_everybody_reads_why(mensen):
    pad = "/beheer/register/leges_voor_evenementen/1/"
    mensen["ANNEKE"].client.post(reverse("beheer:activiteit_nieuw"), typed())
    reden = "De raad nam dit onderzoek met precies deze naam aan; het duurt drie maanden."
    tekst = take(mensen["CARLIJN"], pad, "uitzondering", doel="Onderzoek naar klanttevredenheid", waarom=reden)
    assert "Onderzoek naar klanttevredenheid" in tekst
    assert tekst.count(reden) >= 2  # in the notice and in the history


def test_the_owner_reads_the_advice_at_the_button_and_can_send_it_back(mensen):
    """What goes back is a concept with the reason on top, and nobody approves it on the old advice."""
    pad = "/beheer/register/parkeren/2/"
    anneke, carlijn, wietske = (mensen[naam] for naam in ("ANNEKE", "CARLIJN", "WIETSKE"))
    anneke.client.post("/beheer/register/parkeren/1/", {"actie": "nieuwe_versie"})
    take(anneke, pad, "advies_vragen")
    wacht = plain(see(wietske, pad))
    assert "gaf nog geen advies" in wacht and "Terugsturen" in wacht
    assert "?doe=goedkeuren" not in see(wietske, pad), "the database would say no"
    advies = "Het kenteken is hier niet nodig om te antwoorden."
    take(carlijn, pad, "adviseren", oordeel="negatief", waarom=advies)
    tekst = plain(see(wietske, pad))
    assert tekst.index("Het advies is negatief") < tekst.index(advies) < tekst.index("Goedkeuren")
    assert "Carlijn" in tekst[tekst.index(advies) : tekst.index("Goedkeuren")]
    assert "Schrijf in minstens 10 tekens waarom." in take(wietske, pad, "terugsturen", 422, waarom="nee")
    take(anneke, pad, "terugsturen", 403)
    reden = "Haal het kenteken weg, zoals in het advies staat."
    assert "Het is weer een concept." in take(wietske, pad, "terugsturen", waarom=reden)
    terug = plain(see(anneke, pad))
    assert terug.index("Teruggestuurd: pas dit aan") < terug.index(reden) < terug.index("Concept bewerken")
    see(anneke, f"{pad}bewerken/")
    take(anneke, pad, "advies_vragen")
    opnieuw = plain(see(wietske, pad))
    assert "Het advies is negatief" not in opnieuw and "gaf nog geen advies" in opnieuw
    assert "?doe=goedkeuren" not in see(wietske, pad)
    assert "Er is nog geen advies." in take(wietske, pad, "goedkeuren", 422)
    take(carlijn, pad, "adviseren", oordeel="positief")
    assert "is goedgekeurd" in take(wietske, pad, "goedkeuren")


def test_who_drew_it_up_reads_that_the_next_step_is_for_a_colleague(mensen):
    """Somebody can have two roles; the database keeps the four people apart."""
    pad, anneke = "/beheer/register/parkeren/2/", mensen["ANNEKE"]
    anneke.client.post("/beheer/register/parkeren/1/", {"actie": "nieuwe_versie"})
    take(anneke, pad, "advies_vragen")
    versie = next(v for v in versies("parkeren") if v.versie == 2)
    stappen = [s for s in stappen_van("parkeren") if s.versie == 2]
    opsteller, ander = stappen[-1].door, uuid4()
    kan, waarom_niet = possible(versie, frozenset({"fg"}), opsteller, stappen)
    assert kan == [] and "De volgende stap is voor een collega." in str(waarom_niet)
    kan, waarom_niet = possible(versie, frozenset({"fg"}), ander, stappen)
    assert [a.code for a in kan] == ["adviseren"] and waarom_niet == ""


def test_what_a_change_takes_away_is_shown_before_it_is_decided(mensen):
    anneke = mensen["ANNEKE"]
    made = anneke.client.post("/beheer/register/parkeren/1/", {"actie": "nieuwe_versie"}, follow=True)
    assert made.redirect_chain[-1][0].endswith("/parkeren/2/bewerken/")
    anneke.client.post("/beheer/register/parkeren/2/gegeven/3/", {"actie": "weghalen"})
    tekst = plain(see(mensen["CARLIJN"], "/beheer/register/parkeren/2/"))
    assert "Weg: uw adres." in tekst
    assert re.search(r"Hier staat dan ‘Niet nodig voor dit doel’: \w+", tekst)
    assert "Parkeervergunning" in tekst
    assert "minder dan 10" in tekst


def test_suspended_with_the_numbers_in_sight_and_closed_for_the_desk(mensen, jolanda, vraag):
    carlijn, pad = mensen["CARLIJN"], "/beheer/register/parkeren/1/"
    jolanda.get("vraag", *vraag)
    gevolg = plain(see(carlijn, f"{pad}?doe=schorsen"))
    assert "Onderwerpen:" in gevolg and "Open vragen die dan stilstaan: minder dan 10." in gevolg
    assert "Schrijf in minstens 10 tekens waarom" in take(carlijn, pad, "schorsen", 422, waarom="te kort")
    assert "Niemand leest er nog gegevens voor" in take(carlijn, pad, "schorsen")
    assert "niet actief" in plain(jolanda.get("vraag", *vraag, status=403))
    assert "weer actief" in take(carlijn, pad, "hervatten")
    jolanda.get("vraag", *vraag)


def test_warnings_stand_on_the_first_page_and_evidence_takes_them_away(mensen, admin_url):
    anneke = mensen["ANNEKE"]
    morgen = timezone.localdate() + timedelta(days=1)
    take(anneke, "/beheer/register/afval/1/", "bewijs", uitkomst="Te weinig gemeten", evaluatiedatum=morgen.isoformat())
    assert "Doelen die bijna verlopen" in plain(see(anneke, "/beheer/"))
    assert "nog 1 dag" in plain(see(mensen["CARLIJN"], "/beheer/"))
    later = (morgen + timedelta(days=300)).isoformat()
    tekst = take(anneke, "/beheer/register/afval/1/", "bewijs", uitkomst="97 procent op tijd", evaluatiedatum=later)
    assert "97 procent op tijd" in tekst
    assert "Doelen die bijna verlopen" not in plain(see(anneke, "/beheer/"))


def test_nobody_takes_a_step_of_another_role(mensen, jolanda):
    pad = "/beheer/register/parkeren/1/"
    others = {"ANNEKE": "schorsen", "CARLIJN": "intrekken", "RUUD": "hervatten", "WIETSKE": "schorsen"}
    for naam, actie in others.items():
        assert f"?doe={actie}" not in see(mensen[naam], pad)
        take(mensen[naam], pad, actie, 403)
    see(jolanda, pad, 403)
    see(mensen["CARLIJN"], "/beheer/register/nieuw/", 403)
    assert VerwerkingsactiviteitVersie.objects.get(nummer=20, versie=1).status == "actief"


def test_out_as_a_file_and_in_again_as_concepts(mensen):
    anneke = mensen["ANNEKE"]
    rows = json.loads(anneke.client.get(reverse("beheer:register_uitvoeren")).content)["verwerkingsactiviteiten"]
    assert len(rows) > 25
    vreemd = dict(rows[-1], id="11111111-1111-4111-8111-111111111111", naam="Overgenomen", verwerkers=["Leverancier"])
    vaag = dict(vreemd, id="22222222-2222-4222-8222-222222222222", doel="x", doel_b1="Dienstverlening verbeteren")
    bestand = SimpleUploadedFile("in.json", json.dumps([vreemd, vaag]).encode())
    tekst = plain(anneke.client.post(reverse("beheer:register_invoeren"), {"bestand": bestand}).content.decode())
    assert "verwerkers: hebben wij geen veld voor" in tekst
    assert "past op alles" in tekst
    made = Verwerkingsactiviteit.objects.get(uuid=vreemd["id"])
    assert VerwerkingsactiviteitVersie.objects.get(nummer=made.nummer).status == "concept"
    assert not Verwerkingsactiviteit.objects.filter(uuid=vaag["id"]).exists()


def test_the_whole_register_in_again_changes_only_what_was_changed_in_the_file(mensen):
    anneke = mensen["ANNEKE"]
    rows = json.loads(anneke.client.get(reverse("beheer:register_uitvoeren")).content)["verwerkingsactiviteiten"]
    by = {row["geholpen"]["code"]: row for row in rows}
    by["parkeren"]["bewaring"]["termijn"] = "P2Y"
    by["rijbewijs"] |= {"doel": "x", "doel_b1": "Dienstverlening verbeteren", "betrokkenen": []}
    by["afval"]["geholpen"]["afdelingen"] = ["bestaat_niet"]
    by["huwelijk"]["gegevenssoorten"][0] |= {"masker": {"a": 1}, "verificatieniveau": 1.0}
    by["huwelijk"] |= {"leeftijd_zelf": "achttien", "vertegenwoordiging": ["oma"], "naam": "Trouwen \ud800 en zo"}
    bestand = SimpleUploadedFile("in.json", json.dumps(rows).encode())
    tekst = plain(anneke.client.post(reverse("beheer:register_invoeren"), {"bestand": bestand}).content.decode())
    concepten = VerwerkingsactiviteitVersie.objects.filter(status="concept")
    codes = {a.nummer: a.code for a in Verwerkingsactiviteit.objects.all()}
    assert sorted(codes[v.nummer] for v in concepten) == ["huwelijk", "parkeren"]  # nothing of what was refused
    assert tekst.count("Niets veranderd") == len(rows) - 4
    for deel in ("past op alles", "Schrijf op over wie het gaat", "afdelingen die hier niet bestaan"):
        assert deel in tekst
    for deel in ("het staat niet op het scherm", "wij vragen om inloggen", "wij zetten er 16 neer", "oma: kennen wij"):
        assert deel in tekst
    eerste = VerwerkingsactiviteitGegeven.objects.get(
        nummer=next(n for n, code in codes.items() if code == "huwelijk"), versie=2, soort=1
    )
    assert (eerste.masker, eerste.niveau) == ("weg", "authenticated")


def test_what_a_file_says_oddly_is_taken_narrowly_and_said(mensen):
    """Confidential without a day stays closed, a long term keeps its first number, half a character breaks no page."""
    anneke, half = mensen["ANNEKE"], "\ud800"
    rows = json.loads(anneke.client.get(reverse("beheer:register_uitvoeren")).content)["verwerkingsactiviteiten"]
    by = {row["geholpen"]["code"]: row for row in rows}
    by["afval"] |= {"vertrouwelijk": True, "vertrouwelijk_tot": None, half: 1}
    by["parkeren"]["bewaring"]["termijn"] = "P36500D"
    by["rijbewijs"] |= {"leeftijd_zelf": half, "vertrouwelijk_tot": "ooit"}
    by["huwelijk"]["gegevenssoorten"][0] |= {"masker": half, "verificatieniveau": half}
    by["huwelijk"]["wettelijke_taak"]["evaluatiedatum"] = half + "x" * 5000
    bestand = SimpleUploadedFile("in.json", json.dumps(rows).encode())
    answer = anneke.client.post(reverse("beheer:register_invoeren"), {"bestand": bestand})
    tekst = plain(answer.content.decode())
    assert answer.status_code == 200 and "vertrouwelijk_tot ontbreekt" in tekst and "x" * 201 not in tekst
    nummers = {a.code: a.nummer for a in Verwerkingsactiviteit.objects.all()}
    made = {v.nummer: v for v in VerwerkingsactiviteitVersie.objects.filter(status="concept")}
    assert len(made) == 4
    for code in ("afval", "rijbewijs"):
        tot = made[nummers[code]].vertrouwelijk_tot
        assert tot is not None and tot > timezone.localdate()
    assert made[nummers["parkeren"]].bewaardagen == 36500


@pytest.mark.parametrize(
    "inhoud", [b"", b"geen json", b"[]", b"[1]", b'"tekst"', b"[" * 5000, b'[{"naam": 3}]', b'{"a": "\xff"}']
)
def test_a_file_that_is_not_one_is_said_and_breaks_nothing(mensen, inhoud):
    bestand = SimpleUploadedFile("in.json", inhoud)
    answer = mensen["ANNEKE"].client.post(reverse("beheer:register_invoeren"), {"bestand": bestand})
    assert answer.status_code == (200 if inhoud.startswith(b"[{") else 422)
    said = plain(answer.content.decode())
    assert any(part in said for part in ("geen JSON-bestand", "geen lijst van", "Niet ingevoerd", "Kies een bestand"))
    assert not VerwerkingsactiviteitVersie.objects.filter(status="concept").exists()


def test_whom_it_is_about_and_the_kind_of_data_are_read_in_english_too(mensen):
    carlijn = mensen["CARLIJN"]
    carlijn.client.get("/taal/en/")
    assert "people with a question for us" in plain(see(carlijn, "/beheer/register/parkeren/"))
    dpia = plain(see(carlijn, reverse("beheer:activiteit_dpia", args=["parkeren"])))
    assert "people with a question for us" in dpia and "your name: ordinary" in dpia
    assert not {"gewoon", "mensen"} & set(re.findall(r"\w+", dpia))


def test_a_description_for_a_dpia_with_the_numbers_of_its_questions(mensen):
    carlijn = mensen["CARLIJN"]
    tekst = plain(see(carlijn, reverse("beheer:activiteit_dpia", args=["parkeren"])))
    for deel in ("11.1.1.1", "Parkeerverordening, artikel 3", "17.1.3", "2.1.5"):
        assert deel in tekst
    with CaptureQueriesContext(connection) as asked:
        alles = json.loads(carlijn.client.get(reverse("beheer:register_dpia"), {"formaat": "json"}).content)
    assert len(asked) < 40, "of every purpose at once"
    assert len(alles["verwerkingen"]) > 25
    assert all(v["antwoorden"]["5.1.1"] for v in alles["verwerkingen"])
