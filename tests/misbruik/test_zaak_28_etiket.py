"""Case 28: a message or a screen that puts a label on somebody. There is no place for one: not in the tables, not at
the desk, and what we write by ourselves knows nothing of the person but the reference and how to address them."""

from __future__ import annotations

import inspect
import re

import pytest
from django.apps import apps
from django.db import transaction

from geholpen.domain.berichten import toon
from geholpen.platform.doors import doors
from geholpen.platform.models import tables_of_customers
from tests.doelbinding.proef import ALLES, open_, sql, token
from tests.faces_werkplek.bureau import begin

pytestmark = pytest.mark.django_db
ETIKET = "Lastige klant, betaalt slecht"
WOORDEN = re.compile(r"persona|segment|score|risico|doelgroep|etiket|label|profiel|voorspel|kans_op", re.IGNORECASE)
#: All that a text of our own can be filled with.
WEET = {"organisatie", "kenmerk", "uiterlijk_op", "grond", "aanspreeknaam", "medewerker", "afdeling", "handtekening"}
#: Where it passes on or puts right what somebody wrote: those words, when, why, over what, and if a customer did.
WEET |= {"tekst", "op", "waarom", "van_klant", "kanaal"}
#: Of a request: whether the use it is against has stopped meanwhile.
WEET |= {"stilstand"}
PUUR = {"datum", "fill", "onderwerpregel"}  # these say nothing of their own


def test_a_label_of_other_software_is_on_no_screen_and_in_no_line_of_the_log(client, jolanda, vraag):
    """The standard has groups of customers; whoever helps somebody does not see in which one they were put."""
    partij_id, vraag_id = vraag
    groep = client.maak("categorieen", {"naam": ETIKET})
    client.maak("categorie-relaties", {"partij": {"uuid": str(partij_id)}, "categorie": {"uuid": groep["uuid"]}})
    gesprek = begin(jolanda)
    pages = [
        jolanda.get("postvak"),
        jolanda.get("vraag", partij_id, vraag_id),
        jolanda.get("gesprek_klant", gesprek, partij_id),
        jolanda.get("taken"),
    ]
    assert all("Samira" in page for page in pages[:3])
    assert not [page for page in pages if "Lastige" in page or groep["uuid"] in page]
    with transaction.atomic():
        open_(token(lezen=ALLES, partijen=None))
        lines = sql("SELECT naam || deur FROM dataverwerking UNION ALL SELECT handeling FROM audit")
    assert len(lines) > 5
    assert not [line for (line,) in lines if "Lastige" in line]


def test_no_table_of_customers_has_a_place_for_a_label_and_no_door_is_about_one():
    columns = {f"{m._meta.db_table}.{f.column}" for m in tables_of_customers(apps) for f in m._meta.concrete_fields}
    assert len(columns) > 300
    assert not {c for c in columns if WOORDEN.search(c)}
    mine = [d for d in doors.values() if d.name.startswith("geholpen.domain.") and d.gegevens]
    assert not [d.name for d in mine if WOORDEN.search(d.naam) and "werkprofiel" not in d.name]


def test_what_we_write_by_ourselves_can_say_nothing_about_the_person():
    ours = {n: f for n, f in vars(toon).items() if inspect.isfunction(f) and f.__module__ == toon.__name__}
    asked = {
        p for n, f in ours.items() if n not in PUUR and not n.startswith("_") for p in inspect.signature(f).parameters
    }
    assert asked <= WEET
