"""The pages of keeping and destroying: who sees what, and each step of a list by whoever it is of."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from geholpen.domain.bewaren import tasks
from geholpen.domain.bewaren.models import Lijstregel, Verklaring, Vernietigingslijst
from geholpen.domain.klantcontacten.kenmerk import kenmerk_key
from geholpen.platform.ui.tijd import dag_datum
from tests import cast
from tests.bewaren.test_lijsten import ARCHIVARIS, EIGENAAR, WAAROM, a_week_later, oud
from tests.faces_werkplek.bureau import Bureau, plain


@pytest.fixture
def klant(echte_commits, beheer, register):
    """A customer with a closed question whose time is over."""
    klant = oud(beheer)
    beheer.execute(
        "INSERT INTO klantvraag_opzoek (sleutel, partij_id, klantvraag_id) SELECT %s, partij_id, id FROM klantvraag",
        [kenmerk_key("WD-PROEF-1")],
    )
    return klant


def see(wie: Bureau, naam: str, *args: object, status: int = 200, **query: object) -> str:
    return plain(wie.see(wie.client.get(reverse(f"beheer:{naam}", args=args), query), status))


def send(wie: Bureau, naam: str, /, *args: object, status: int = 200, **velden: object) -> str:
    return plain(wie.see(wie.client.post(reverse(f"beheer:{naam}", args=args), velden, follow=True), status))


def test_a_list_is_walked_by_three_people_to_its_statement(klant, beheer):
    anneke, wietske, sietske = (Bureau(code) for code in (cast.ANNEKE.code, EIGENAAR, ARCHIVARIS))
    assert "Dossiers waarvan de termijn voorbij is" in see(anneke, "bewaren")
    nummer = "Selectielijst gemeenten 2020, procestype 11"
    assert "De lijst is opgesteld" in send(anneke, "bewaren", actie="opstellen", selectielijst=nummer)
    (lijst,) = Vernietigingslijst.objects.values_list("id", flat=True)
    assert "Deze stap past niet meer" in send(sietske, "vernietigingslijst", lijst, status=422, actie="vaststellen")
    assert "De archivaris is nu aan de beurt" in send(
        wietske, "vernietigingslijst", lijst, actie="beoordelen", waarom=WAAROM
    )
    assert "Over zeven dagen" in see(sietske, "vernietigingslijst", lijst, doe="vaststellen")
    assert "bedenktijd" in send(sietske, "vernietigingslijst", lijst, actie="vaststellen", waarom=WAAROM)
    regel = Lijstregel.objects.get().id
    assert "blijft bewaard. Over een jaar" in see(sietske, "vernietigingslijst", lijst, eraf=regel)
    assert "Schrijf in een zin op waarom" in send(
        sietske, "vernietigingslijst", lijst, status=422, regel=regel, waarom=""
    )
    a_week_later(beheer, lijst)
    assert tasks.carry_out_lists() == 1
    verklaring = Verklaring.objects.get()
    tekst = see(anneke, "verklaring", verklaring.id)
    assert "Archiefwet" in tekst
    assert f"Vastgesteld {cast.medewerker(ARCHIVARIS).naam} {dag_datum(timezone.localdate())}" in tekst
    for code in (cast.ANNEKE.code, EIGENAAR, ARCHIVARIS):
        assert cast.medewerker(code).naam in tekst
    assert str(klant) not in tekst
    bestand = anneke.client.get(reverse("beheer:verklaring_json", args=[verklaring.id]))
    assert bestand.json() == verklaring.inhoud
    assert hashlib.sha256(bestand.content).hexdigest() == verklaring.hash
    assert "Wat erop stond, is vernietigd" in see(anneke, "vernietigingslijst", lijst)


def test_what_nobody_valued_waits_for_the_archivist(klant, beheer):
    beheer.execute("DELETE FROM selectieregel")
    assert "De archivaris kiest" in see(Bureau(cast.ANNEKE.code), "bewaren")
    nummer = "Selectielijst gemeenten 2020, procestype 11"
    assert "Dit lukt nu niet" in send(
        Bureau(cast.ANNEKE.code), "bewaren", status=422, actie="opstellen", selectielijst=nummer
    )
    tekst = send(Bureau(ARCHIVARIS), "bewaren", actie="waardering", selectielijst=nummer, waardering="bewaren")
    assert "Vastgelegd wat er met deze dossiers gebeurt" in tekst
    assert "Blijvend bewaren" in tekst


def test_a_hold_is_set_seen_and_lifted(klant):
    carlijn = Bureau(cast.CARLIJN.code)
    assert "Er geldt nu geen bewaarplicht" in see(carlijn, "bewaarplicht")
    fout = send(carlijn, "bewaarplicht", status=422, kenmerk="x", tot="ooit")
    for tekst in ("Kies waarom", "Schrijf in een zin op waar het om gaat", "Kies een dag"):
        assert tekst in fout
    velden = {
        "kenmerk": "WD-PROEF-1",
        "grond": "klacht",
        "reden": "Klacht over de afhandeling.",
        "tot": (timezone.localdate() + timedelta(days=60)).isoformat(),
        "omvang": "vraag",
    }
    tekst = send(carlijn, "bewaarplicht", **velden)
    assert "Deze gegevens verdwijnen nu niet" in tekst
    assert "WD-PROEF-1 alleen deze vraag Klacht" in tekst
    html = carlijn.see(carlijn.client.get(reverse("beheer:bewaarplicht")), 200)
    id = re.search(r"opheffen=([0-9a-f-]{36})", html)[1]
    assert "Waarom hoeven de gegevens van WD-PROEF-1" in see(carlijn, "bewaarplicht", opheffen=id)
    send(carlijn, "bewaarplicht", status=422, plicht=id, reden="")
    assert "opgeheven" in send(carlijn, "bewaarplicht", plicht=id, reden="De klacht is afgehandeld.")
    send(carlijn, "bewaarplicht", status=404, plicht="geen-id", reden="De klacht is afgehandeld.")


@pytest.mark.parametrize(
    ("naam", "code"), [("bewaren", "mdw-001"), ("bewaren", "mdw-006"), ("bewaarplicht", "mdw-007")]
)
def test_others_read_why_not(klant, naam, code):
    assert "Uw rol hoort niet bij deze beheerpagina" in see(Bureau(code), naam, status=403)
