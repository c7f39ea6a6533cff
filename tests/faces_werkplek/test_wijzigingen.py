"""Settings of the organisation and terms: shown before they count, agreed by a second person, kept with the reason."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from geholpen.domain.balie.commands import load_agenda
from geholpen.domain.balie.queries import afspraaksoorten, te_kiezen_soorten
from geholpen.domain.bewaren.commands import load_bewaartermijn
from geholpen.domain.bewaren.models import Bewaartermijn, Selectieregel
from geholpen.domain.bewaren.queries import termijnen, wat_dan
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.organisatie.models import Wijziging
from geholpen.domain.organisatie.queries import oin, organisatie
from geholpen.faces.beheer.bewaartermijnen.woorden import tabelnaam
from geholpen.faces.beheer.organisatie.view import nu
from geholpen.faces.beheer.organisatie.woorden import plat
from geholpen.platform import onthouden
from tests import bed, cast
from tests.bewaren.rijen import fill_every_table
from tests.doelbinding.proef import token_of_the_register
from tests.faces_werkplek.bureau import Bureau, plain
from tests.faces_werkplek.test_bewaren import see, send

BEHEERDER, FG, ARCHIVARIS, EIGENAAR = cast.ANNEKE.code, cast.CARLIJN.code, "mdw-020", "mdw-013"
REDEN = "De gemeente is verhuisd naar een nieuw nummer."
NUMMER = "00000001003214345000"


@pytest.fixture(autouse=True)
def stad(echte_commits, beheer, register):
    """A superuser on an empty town, and nothing remembered of another test."""
    onthouden.forget()
    yield beheer
    onthouden.forget()


def form(deel: str) -> dict[str, str]:
    """The form of a group as it comes, to send back with something else in it."""
    return plat(nu(deel))


def the_proposal() -> Wijziging:
    return Wijziging.objects.get(stand="open")


def decide(code: str, pagina: str, doe: str, reden: str = "", status: int = 200) -> str:
    id = the_proposal().id
    return send(Bureau(code), pagina, status=status, wijziging=id, doe=doe, **{f"reden_{id}": reden})


def test_a_new_name_is_shown_first_and_counts_at_once():
    anneke, velden = Bureau(BEHEERDER), form("gegevens")
    velden["naam"] = "Gemeente Waterdam aan Zee"
    tekst = send(anneke, "organisatie_deel", "gegevens", doe="bekijken", **velden)
    assert "Nu: Gemeente Waterdam Straks: Gemeente Waterdam aan Zee" in tekst
    assert "Wat al is verstuurd, verandert niet" in tekst
    assert organisatie().naam == "Gemeente Waterdam", "looking keeps nothing"
    assert "in een zin op waarom" in send(anneke, "organisatie_deel", "gegevens", status=422, doe="bewaren", **velden)
    tekst = send(anneke, "organisatie_deel", "gegevens", doe="bewaren", waarom=REDEN, **velden)
    assert "geldt vanaf nu" in tekst
    assert REDEN in tekst
    assert organisatie().naam == "Gemeente Waterdam aan Zee"
    assert organisatie().instellingen["openingstijden"], "what the form does not have stays"


def test_each_fault_is_told_beside_its_field():
    velden = form("gegevens") | {
        "naam": "",
        "mailadres": "kcc",
        "website": "http://x",
        "postcode": "12",
        "telefoon": "1",
    }
    tekst = send(Bureau(BEHEERDER), "organisatie_deel", "gegevens", status=422, doe="bekijken", **velden)
    for fout in (
        "Vul de naam",
        "“kcc” is geen mailadres",
        "begint met https://",
        "vier cijfers en twee letters",
        "085",
    ):
        assert fout in tekst, fout
    for gegeven, fout in (("123", "20 cijfers. Dit zijn er 3."), ("x" * 20, "Letters"), ("0" * 20, "alleen nullen")):
        assert fout in send(Bureau(BEHEERDER), "organisatie_deel", "nummer", status=422, doe="bekijken", oin=gegeven)
    post = form("post") | {"register_mail.fg": " ", "afdeling_mail.kcc": "a@w.example b@w.example"}
    tekst = send(Bureau(BEHEERDER), "organisatie_deel", "post", status=422, doe="bekijken", **post)
    assert "Zonder adres hoort niemand het" in tekst
    assert "Een afdeling heeft één mailadres" in tekst


def test_another_number_waits_for_the_privacy_officer():
    voor = oin()
    tekst = send(
        Bureau(BEHEERDER), "organisatie_deel", "nummer", doe="bewaren", waarom=REDEN, oin="0000 0001 0032 1434 5000"
    )
    assert "Een collega besluit erover" in tekst
    assert "Wacht op: de privacy officer" in tekst
    assert oin() == voor
    assert "Daar wordt eerst over besloten" in send(
        Bureau(BEHEERDER), "organisatie_deel", "nummer", status=422, doe="bewaren", waarom=REDEN, oin="1" * 20
    )
    assert "U heeft dit zelf voorgesteld" in decide(BEHEERDER, "organisatie", "ja", status=422)
    assert "Schrijf in een zin op waarom" in decide(FG, "organisatie", "nee", status=422)
    assert "geldt vanaf nu" in decide(FG, "organisatie", "ja")
    assert oin() == NUMMER
    assert "Carlijn" in see(Bureau(BEHEERDER), "organisatie")


def test_a_proposal_is_refused_or_taken_back_and_nothing_changes():
    for code, stand in ((FG, "afgewezen"), (BEHEERDER, "ingetrokken")):
        send(Bureau(BEHEERDER), "organisatie_deel", "nummer", doe="bewaren", waarom=REDEN, oin=NUMMER)
        assert "verandert niets" in decide(code, "organisatie", "nee", "Dit nummer is van een andere gemeente.")
        assert Wijziging.objects.latest("voorgesteld_op").stand == stand
    assert oin() != NUMMER


def test_mail_of_the_privacy_officer_is_not_turned_away_by_one_person():
    velden = form("post") | {"toezicht_mail.fg": "iemand@elders.example"}
    velden["afdeling_mail.parkeren"] = ""
    tekst = send(Bureau(BEHEERDER), "organisatie_deel", "post", doe="bekijken", **velden)
    assert "Straks: iemand@elders.example" in tekst
    assert "Parkeren, adres van de afdeling: daar komt dan geen mail meer" in tekst
    send(Bureau(BEHEERDER), "organisatie_deel", "post", doe="bewaren", waarom=REDEN, **velden)
    assert organisatie().instellingen["toezicht_mail"]["fg"] != ["iemand@elders.example"]
    decide(FG, "organisatie", "ja")
    assert organisatie().instellingen["toezicht_mail"]["fg"] == ["iemand@elders.example"]
    assert "parkeren" not in organisatie().instellingen["afdeling_mail"]


def test_a_shorter_term_counts_what_goes_and_waits_for_the_archivist(stad: psycopg.Connection):
    klant = uuid4()
    fill_every_table(stad, klant, vervalt_over=timedelta(days=9))
    stad.execute("DELETE FROM bewaarplicht")
    stad.execute("UPDATE concept SET verkregen_op = now() - interval '12 days'")
    gevolg = wat_dan(bed.medewerker(BEHEERDER), "concept", 10)
    assert (gevolg.nu, gevolg.straks) == (0, 10)  # one row, in tens
    anneke, uitleg = Bureau(BEHEERDER), Bewaartermijn.objects.get(tabel="concept").waarom
    assert "van 1 tot en met 3650" in send(
        anneke, "bewaartermijn", "concept", status=422, doe="bekijken", dagen="0", uitleg=uitleg
    )
    tekst = send(anneke, "bewaartermijn", "concept", doe="bekijken", dagen="10", uitleg=uitleg)
    assert "de volgende nacht verdwijnen: hoogstens 10. Met de termijn van nu: geen." in tekst
    assert "De archivaris of de privacy officer besluit hierover" in tekst
    assert f"De uitleg blijft: “{uitleg}” Past die nog bij 10 dagen?" in tekst
    anders = send(anneke, "bewaartermijn", "concept", doe="bekijken", dagen="10", uitleg="Tien dagen is genoeg.")
    assert "De uitleg blijft" not in anders
    send(anneke, "bewaartermijn", "concept", doe="bewaren", dagen="10", uitleg=uitleg, waarom=REDEN)
    assert Bewaartermijn.objects.get(tabel="concept").dagen == 30
    assert "verdwijnen: hoogstens 10" in see(Bureau(ARCHIVARIS), "bewaartermijnen")
    assert "geldt vanaf nu" in decide(ARCHIVARIS, "bewaartermijnen", "ja")
    assert Bewaartermijn.objects.get(tabel="concept").dagen == 10
    load_bewaartermijn("concept", 90, "Een pakket zegt iets anders.")
    assert Bewaartermijn.objects.get(tabel="concept").dagen == 10


def test_whole_years_are_said_as_years():
    tekst = see(Bureau(ARCHIVARIS), "bewaartermijnen")
    assert re.search(r"\(\d+ jaar\)", tekst) and not re.search(r"\(\d+(00|65|30) dagen\)", tekst)


def test_without_a_product_for_it_no_video_call_is_offered_or_made(stad: psycopg.Connection):
    stad.execute("UPDATE organisatie SET instellingen = instellingen - 'video'")
    onthouden.forget()
    over = next(o.code for o in onderwerpen() if not o.gevoelig and o.code != "onbekend")
    load_agenda([], [{"code": "video", "naam": "Videobellen", "onderwerp_code": over, "minuten": 15, "video": True}])
    assert "video" in {s.code for s in afspraaksoorten()}
    assert "video" not in {s.code for s in te_kiezen_soorten()}
    gevuld = {"code": "nog", "naam": "Videobellen", "onderwerp_code": over, "minuten": "15", "video": "on"}
    antwoord = Bureau(BEHEERDER).client.post(reverse("beheer:balie_soort_nieuw"), gevuld)
    assert antwoord.status_code == 422
    assert "Videobellen is nog niet ingesteld." in plain(antwoord.content.decode())


def test_the_organisation_reads_its_number_as_people_say_it_and_where_one_leaves_to(stad: psycopg.Connection):
    stad.execute("UPDATE organisatie SET telefoon = '+31850000100', instellingen = instellingen - 'snel_weg'")
    onthouden.forget()
    tekst = see(Bureau(BEHEERDER), "organisatie")
    assert "085 000 01 00" in tekst and "+31850000100" not in tekst
    assert "Een bladzijde van ons zelf die niemand noemt" in tekst
    straks = send(
        Bureau(BEHEERDER), "organisatie_deel", "gegevens", doe="bekijken", **form("gegevens") | {"naam": "Anders"}
    )
    assert "Anders" in straks and "Straks: 085" not in straks


def test_a_longer_term_is_for_the_privacy_officer_and_other_words_for_nobody():
    uitleg = Bewaartermijn.objects.get(tabel="concept").waarom
    send(Bureau(ARCHIVARIS), "bewaartermijn", "concept", doe="bewaren", dagen="60", uitleg=uitleg, waarom=REDEN)
    assert the_proposal().beslissers == ["fg"]
    decide(FG, "bewaartermijnen", "ja")
    assert Bewaartermijn.objects.get(tabel="concept").dagen == 60
    nieuw = "Een antwoord dat twee maanden ligt, gaat niet meer weg."
    tekst = send(Bureau(BEHEERDER), "bewaartermijn", "concept", doe="bewaren", dagen="60", uitleg=nieuw, waarom=REDEN)
    assert "geldt vanaf nu" in tekst
    assert Bewaartermijn.objects.get(tabel="concept").waarom == nieuw


def test_what_was_kept_for_good_goes_only_when_another_agrees():
    nummer, sietske = "Selectielijst gemeenten 2020, procestype 11", Bureau(ARCHIVARIS)
    assert "Vastgelegd wat er" in send(
        sietske, "bewaren", actie="waardering", selectielijst=nummer, waardering="bewaren"
    )
    tekst = send(sietske, "bewaren", actie="waardering", selectielijst=nummer, waardering="vernietigen")
    assert "besluit of deze dossiers weg mogen" in tekst
    assert Selectieregel.objects.get(selectielijst=nummer).waardering == "bewaren"
    assert "Blijvend bewaren Straks: Vernietigen" in see(Bureau(EIGENAAR), "bewaartermijnen")
    decide(EIGENAAR, "bewaartermijnen", "ja")
    assert Selectieregel.objects.get(selectielijst=nummer).waardering == "vernietigen"


@pytest.mark.parametrize(
    "opdracht",
    [
        'UPDATE organisatie SET instellingen = instellingen || \'{"oin": "00000001003214345000"}\'',
        "UPDATE organisatie SET naam = 'Van iemand anders'",
        'UPDATE organisatie SET instellingen = instellingen || \'{"grens_inzage": {"kcm": 99999}}\'',
        "UPDATE bewaartermijn SET dagen = 1",
        "UPDATE selectieregel SET waardering = 'vernietigen'",
        "DELETE FROM bewaartermijn",
        "UPDATE wijziging SET stand = 'toegepast'",
        "INSERT INTO wijziging SELECT * FROM wijziging",
        "SELECT stel_wijziging_voor(gen_random_uuid(), 'organisatie', 'gegevens', '{}', 'Zonder deur, zo maar.')",
        "SELECT wijziging_doe_organisatie('nummer', '{\"oin\": \"00000001003214345000\"}', NULL)",
    ],
)
def test_the_application_itself_changes_no_setting(opdracht: str):
    with pytest.raises(DatabaseError, match="permission denied|alleen door|veranderen"), transaction.atomic():
        connection.cursor().execute(opdracht)


def test_the_database_wants_two_people_with_the_right_roles(stad: psycopg.Connection):
    """Past the policies of the doors: a signed context of the register is not enough."""

    def as_(code: str, sql: str, *values: object) -> str:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT kern.open(%s)", [token_of_the_register(wie(code))])
            cursor.execute(sql, values)
            return str(cursor.fetchone()[0])

    voorstel, id = "SELECT stel_wijziging_voor(%s, 'organisatie', 'nummer', %s, %s)", uuid4()
    with pytest.raises(DatabaseError, match="deze rol stelt dit niet voor"):
        as_("mdw-001", voorstel, id, f'{{"oin": "{NUMMER}"}}', REDEN)
    assert as_(BEHEERDER, voorstel, id, f'{{"oin": "{NUMMER}"}}', REDEN) == "open"
    with pytest.raises(DatabaseError, match="deze rol beslist"):
        as_(ARCHIVARIS, "SELECT besluit_wijziging(%s, true, '')", id)
    stad.execute("UPDATE medewerker SET rollen = '{functioneel_beheerder,fg}' WHERE code = %s", [BEHEERDER])
    with pytest.raises(DatabaseError, match="iemand anders beslist"):
        as_(BEHEERDER, "SELECT besluit_wijziging(%s, true, '')", id)
    with pytest.raises(psycopg.errors.CheckViolation, match="een_ander_beslist"):
        stad.execute("UPDATE wijziging SET stand = 'toegepast', besloten_door = voorgesteld_door")
    stad.execute('UPDATE organisatie SET instellingen = instellingen || \'{"oin": "00000009999999999999"}\'')
    with pytest.raises(DatabaseError, match="intussen anders"):
        as_(FG, "SELECT besluit_wijziging(%s, true, '')", id)
    with pytest.raises(DatabaseError, match="hoort hier niet"):
        as_(
            BEHEERDER,
            "SELECT stel_wijziging_voor(%s, 'organisatie', 'gegevens', %s, %s)",
            uuid4(),
            '{"oin": "1"}',
            REDEN,
        )


def test_every_term_is_counted_and_has_words():
    ctx = bed.medewerker(BEHEERDER)
    tekst = see(Bureau(EIGENAAR), "bewaartermijnen")
    for t in termijnen():
        assert wat_dan(ctx, t.tabel, 1).straks >= 0
        assert t.waarom in tekst
        assert tabelnaam(t.tabel) != t.tabel, "a table is called by its words"


@pytest.mark.parametrize(
    ("naam", "code"), [("organisatie", ARCHIVARIS), ("organisatie", "mdw-001"), ("bewaartermijnen", "mdw-006")]
)
def test_others_read_why_not(naam: str, code: str):
    assert "Uw rol hoort niet bij deze beheerpagina" in see(Bureau(code), naam, status=403)


def wie(code: str) -> UUID:
    return Bureau(code).medewerker.id
