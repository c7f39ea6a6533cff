"""The data of Waterdam: complete, narrow, plain, and safe to show."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections import Counter
from datetime import date, datetime

import pytest
from stdnum.nl import bsn

from geholpen.packs.waterdam.controle import KANALEN
from geholpen.packs.waterdam.laden import pack
from tests import cast

PACK = pack()
DAGELIJKS = [a for a in PACK.activiteiten if 20 <= a.nummer < 40]
#: Words that a customer should not have to read (research: government writes B1).
MOEILIJK = re.compile(
    r"\b(betreffende|verstrek\w*|relevante?|middels|indien|conform|dient|dienen te|ten behoeve van|teneinde|derhalve|"
    r"alsmede|omtrent|inzake|dusdanig|bewerkstellig\w*|ten aanzien van|"
    r"door middel van|met betrekking tot|aangaande|voornemens|reeds|"
    r"dienaangaande|geschieden|verzoeke|tevens|echter|hetgeen|desbetreffende|ondergetekende)\b",
    re.IGNORECASE,
)


def test_loads_without_django() -> None:
    code = "import sys; from geholpen.packs.waterdam.laden import pack; pack(); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": "src"}).returncode == 0


def test_enough_subjects_and_domains() -> None:
    assert len(PACK.onderwerpen) >= 14
    assert len({o.domein for o in PACK.onderwerpen}) >= 5
    nodig = {
        "parkeervergunning",
        "paspoort",
        "bijstand",
        "afval",
        "verhuizing",
        "gemeentebelasting",
        "omgevingsvergunning",
    }
    nodig |= {"jeugdhulp", "schuldhulp", "overlast", "trouwen", "klacht", "onbekend"}
    assert nodig <= {o.code for o in PACK.onderwerpen}
    zonder = {"onbekend", "inwonerspanel"}  # what rests on consent is chosen by whoever gave it, never proposed
    assert all(o.trefwoorden for o in PACK.onderwerpen if o.code not in zonder)


def test_every_purpose_of_the_house_is_there() -> None:
    nodig = {
        "intake",
        "werkvoorraad",
        "zoeken",
        "mijn",
        "contactgegevens",
        "klacht",
        "kwarantaine",
        "onderwerp_bepalen",
    }
    assert nodig | {"toezicht"} <= {a.code for a in PACK.activiteiten}


@pytest.mark.parametrize("a", PACK.activiteiten, ids=lambda a: a.code)
def test_every_purpose_names_its_law_and_ends_in_an_evaluation(a) -> None:
    assert re.search(r"artikel \d", a.taak.artikel)
    assert len(a.taak.bijdrage) >= 80
    assert a.taak.evaluatiedatum.year == 2027
    assert a.bewaardagen >= 90
    assert not a.vertrouwelijk


def test_parking_is_narrow() -> None:
    soorten = {c.soort for c in PACK.activiteit("parkeren").categorieen}
    assert {1, 2, 3, 9, 10, 12, 15} <= soorten
    assert soorten.isdisjoint({4, 5, 6, 14, 21, 22, 23})


def test_the_form_of_address_is_for_marriage_only_among_the_subjects() -> None:
    """docs/decisions/greetings-use-the-full-name.md"""
    onderwerpen = {o.activiteit for o in pack().onderwerpen}
    assert {a.code for a in pack().activiteiten if a.code in onderwerpen and 5 in {c.soort for c in a.categorieen}} == {
        "huwelijk"
    }
    for words in (pack().organisatie.mailtoon.aanhef, pack().organisatie.mailtoon.aanhef_onbekend):
        assert "meneer" not in words
        assert "mevrouw" not in words


def test_benefits_sees_more_and_waste_sees_less() -> None:
    assert {4, 6, 14} <= {c.soort for c in PACK.activiteit("bijstand").categorieen}
    assert {c.soort for c in PACK.activiteit("afval").categorieen} == {1, 2, 3, 9, 10, 13}


@pytest.mark.parametrize("code", ["parkeren", "reisdocumenten", "rijbewijs", "huwelijk", "geboorte", "afval"])
def test_what_somebody_sends_along_is_there_for_its_own_subject_only(code) -> None:
    assert PACK.activiteit(code).categorie(13).bronnen == (code,)


GEWOON = [a for a in PACK.activiteiten if not a.gevoelig and a.rollen != ("systeem",)]


@pytest.mark.parametrize("a", GEWOON, ids=lambda a: a.code)
def test_no_ordinary_purpose_uses_a_sensitive_source(a) -> None:
    gevoelig = {o.activiteit for o in PACK.onderwerpen if o.gevoelig}
    assert gevoelig == {"jeugdhulp", "schuldhulp", "wmo", "klacht", "rechten"}
    assert all(gevoelig.isdisjoint(c.bronnen) for c in a.categorieen)


@pytest.mark.parametrize("a", DAGELIJKS, ids=lambda a: a.code)
def test_what_was_said_travels_only_between_daily_subjects(a) -> None:
    for soort in (9, 10):
        assert set(a.categorie(soort).bronnen) <= {d.code for d in DAGELIJKS}
    notitie = a.categorie(25)
    assert notitie is None or notitie.bronnen == (a.code,)


def test_a_first_message_of_somebody_unknown_can_be_answered() -> None:
    for a in [*DAGELIJKS, PACK.activiteit("bijstand"), PACK.activiteit("onderwerp_bepalen")]:
        assert all(a.categorie(soort).niveau == "asserted" for soort in (1, 2, 9, 10)), a.code


def test_only_the_system_the_sensitive_and_the_watchers_are_not_ordinary() -> None:
    bijzonder = {a.code for a in PACK.activiteiten} - {a.code for a in GEWOON}
    onderwerpen = {"jeugdhulp", "schuldhulp", "wmo", "klacht"}
    assert bijzonder == onderwerpen | {
        "berichtenbox",
        "intake",
        "overnemen",
        "inloggen",
        "mijn",
        "toezicht",
        "werkvoorraad_gevoelig",
        "logboek",
        "noodtoegang",
        "noodtoegang_beoordelen",
        "inzage_verantwoorden",
        "rechten",
        "rechten_uitvoeren",
        "inzageverzoek",
        "afscherming",
        "verantwoording",
        "vernietiging",
        "bewaarplicht",
        "overbrenging",
        "losse_inzage",
        "geweigerde_inzage",
        "veel_inzage",
        "doelgebruik",
        "medewerker_onthullen",
    }


def test_an_unknown_subject_shows_that_questions_exist_but_not_what_was_said() -> None:
    a = PACK.activiteit("onderwerp_bepalen")
    assert "parkeren" in a.categorie(9).bronnen
    assert set(a.categorie(10).bronnen) == {"onderwerp_bepalen", "intake"}


def test_whoever_receives_can_store_under_every_subject() -> None:
    for code in ("intake", "overnemen", "mijn", "onderwerp_bepalen"):
        assert {o.activiteit for o in PACK.onderwerpen} - {code} <= set(PACK.activiteit(code).verdeelt_naar), code


def test_sensitive_purposes_do_not_use_each_other() -> None:
    for code in ("jeugdhulp", "schuldhulp", "wmo"):
        ander = {"jeugdhulp", "schuldhulp", "wmo", "klacht"} - {code}
        assert all(ander.isdisjoint(c.bronnen) for c in PACK.activiteit(code).categorieen)
        assert PACK.activiteit(code).rollen == ("specialist",)


def test_search_never_shows_a_number_or_a_whole_birth_date() -> None:
    zoeken = PACK.activiteit("zoeken")
    assert zoeken.categorie(6).handelingen == ("zoeken",)
    assert zoeken.categorie(6).masker == "weg"
    assert zoeken.categorie(4).masker == "band"


def test_numbers_and_identifiers_are_frozen() -> None:
    assert {a.code: a.nummer for a in PACK.activiteiten} == {
        "intake": 1, "werkvoorraad": 2, "zoeken": 3, "mijn": 4, "mijn_namens": 5, "contactgegevens": 6,
        "onderwerp_bepalen": 7, "kwarantaine": 8, "toezicht": 9, "klacht": 10, "werkvoorraad_gevoelig": 11,
        "overnemen": 12, "inloggen": 13, "koppelingen": 14, "toegangsbeheer": 15, "logboek": 16, "registerbeheer": 18,
        "afscherming": 51, "brp": 52, "berichtenbox": 53,
        "post_indelen": 19, "aannemen": 55, "ontvangen": 56,
        "parkeren": 20, "reisdocumenten": 21, "rijbewijs": 22, "verhuizing": 23,
        "huwelijk": 24, "geboorte": 25, "afval": 26, "openbare_ruimte": 27, "belastingen": 28,
        "omgevingsvergunning": 29,
        "noodtoegang": 70, "noodtoegang_beoordelen": 71, "inzage_verantwoorden": 72,
        "rechten": 80, "inzageverzoek": 81, "rechten_uitvoeren": 82, "toestemming_namens": 83, "inwonerspanel": 45,
        "bijstand": 40, "verantwoording": 46, "jeugdhulp": 60, "schuldhulp": 61, "wmo": 62,
        "vernietiging": 90, "bewaarplicht": 91, "overbrenging": 92,
        "losse_inzage": 73, "geweigerde_inzage": 74, "veel_inzage": 75, "doelgebruik": 76, "medewerker_onthullen": 77,
    }  # fmt: skip
    assert PACK.nummers(("wmo", "parkeren")) == (20, 62)


def test_the_needed_kinds_of_people_are_present() -> None:
    k = PACK.klanten
    assert any(x.overleden_op for x in k)
    assert any(x.geheim for x in k)
    assert any(x.briefadres for x in k)
    assert any(x.geboortedatum.endswith("-00-00") for x in k)
    assert any(x.taal != "nld" for x in k)
    assert any(x.digitale_adressen and not x.mail for x in k if x.geboortedatum and x.geboortedatum < "1935")
    assert any(len(x.vestigingen) == 2 for x in k)
    assert any(x.soort == "contactpersoon" for x in k)
    assert {"machtiging", "curatele", "gezag", "bewind"} <= {v.soort for v in PACK.vertegenwoordigingen}
    assert any(v.geldig_tot and v.geldig_tot < date(2026, 11, 1) for v in PACK.vertegenwoordigingen)
    assert any(ord(teken) > 0x17F or teken in "Şğ" for x in k for teken in x.weergavenaam)


def test_households_share_address_mail_and_phone() -> None:
    adressen = Counter(x.adres for x in PACK.klanten if x.adres)
    assert sum(aantal > 1 for aantal in adressen.values()) >= 4
    waarden = Counter(d.waarde for x in PACK.klanten for d in x.digitale_adressen)
    assert {w for w, n in waarden.items() if n > 1} >= {"gezin.asante@voorbeeld.example", "+31850000110"}


def test_identifying_numbers_are_test_numbers() -> None:
    nummers = [x.bsn for x in PACK.klanten if x.bsn]
    assert len(nummers) >= 14
    assert all(n.startswith("9999") and bsn.is_valid(n) for n in nummers)


def test_the_main_story() -> None:
    machtiging = next(v for v in PACK.vertegenwoordigingen if v.van == "samira")
    assert (machtiging.voor, machtiging.omvang) == ("naima", ("parkeervergunning",))
    assert cast.SAMIRA.mail and not cast.NAIMA.mail
    assert cast.NAIMA.voorkeurskanaal == "brief"
    assert cast.DYLAN.woonadres.straat == cast.SAMIRA.adres.straat
    assert cast.BUITENSTAANDER_MEDEWERKER.rollen == ()
    assert {g.onderwerp for g in cast.gesprekken("wouter")}.isdisjoint({g.onderwerp for g in cast.gesprekken("samira")})


def test_the_timelines_live() -> None:
    assert len(PACK.gesprekken) >= 25
    open_ = [g for g in PACK.gesprekken if g.status != "afgehandeld"]
    assert len(open_) >= 12
    assert {c.kanaal for g in PACK.gesprekken for c in g.contacten} == KANALEN
    assert any(b.soort == "terugbellen" and b.status == "te_verwerken" for g in PACK.gesprekken for b in g.beloften)
    assert {"jeugdhulp", "schuldhulp"} <= {g.onderwerp for g in PACK.gesprekken}
    assert any(not g.klant for g in PACK.gesprekken)


def test_somebody_with_a_sensitive_question_also_parks() -> None:
    """So that a test can prove the one is invisible under the other."""
    for sleutel in ("tesfay", "naima"):
        assert len({PACK.onderwerp(g.onderwerp).gevoelig for g in cast.gesprekken(sleutel)}) == 2


def _visible() -> list[tuple[str, str]]:
    o = PACK.organisatie
    teksten = [("mail", t) for t in (o.mailtoon.aanhef, o.mailtoon.aanhef_onbekend, o.mailtoon.afsluiting)]
    teksten += [(x.code, x.naam) for x in PACK.onderwerpen]
    for a in PACK.activiteiten:
        teksten += [(a.code, t) for t in (a.naam, a.doel, a.taak.titel, a.taak.bijdrage, a.taak.meetpunt)]
        teksten += [(f"{a.code} {c.soort}", c.waarom) for c in a.categorieen]
    for g in PACK.gesprekken:
        teksten += [(g.sleutel, g.vraag), *((g.sleutel, c.tekst) for c in g.contacten if c.richting == "uit")]
        teksten += [(g.sleutel, b.tekst) for b in g.beloften]
    return teksten


def test_plain_dutch() -> None:
    assert [(waar, t) for waar, t in _visible() if MOEILIJK.search(t)] == []


def test_reasons_are_short_sentences() -> None:
    for a in PACK.activiteiten:
        for c in a.categorieen:
            assert c.waarom.endswith("."), (a.code, c.soort)
            assert all(len(zin.split()) <= 16 for zin in c.waarom.split(". ")), (a.code, c.soort)


def _plain(tekst: str) -> str:
    return "".join(t for t in unicodedata.normalize("NFKD", tekst.lower()) if not unicodedata.combining(t))


def _suggest(tekst: str) -> str:
    scores: Counter[str] = Counter()
    for o in PACK.onderwerpen:
        for t in o.trefwoorden:
            stam = re.escape(_plain(t.woord).rstrip("*"))
            if re.search(rf"\b{stam}{'' if t.woord.endswith('*') else chr(92) + 'b'}", _plain(tekst)):
                scores[o.code] += t.gewicht
    return scores.most_common(1)[0][0] if scores else "onbekend"


def test_keywords_find_the_subject_of_most_written_questions() -> None:
    geschreven = [
        (g, g.contacten[0]) for g in PACK.gesprekken if g.contacten[0].kanaal in ("email", "brief", "webformulier")
    ]
    fout = [
        (g.sleutel, raad) for g, c in geschreven if (raad := _suggest(f"{c.onderwerpregel} {c.tekst}")) != g.onderwerp
    ]
    assert len(fout) <= len(geschreven) // 5, fout


def test_the_office_is_open_on_working_days() -> None:
    assert {t.dag for t in PACK.organisatie.openingstijden if t.soort == "telefoon"} == {1, 2, 3, 4, 5}
    assert all(t.van < t.tot for t in PACK.organisatie.openingstijden)
    assert datetime(2026, 12, 25).date() in PACK.organisatie.sluitingsdagen


def test_names_are_unique() -> None:
    for namen in ([k.weergavenaam for k in PACK.klanten], [m.naam for m in PACK.medewerkers]):
        assert len(namen) == len(set(namen))
