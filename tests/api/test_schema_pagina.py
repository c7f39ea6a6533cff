"""The page that says to people what the interfaces can do."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from tests.api.oproep import CG, KI, Beller

pytestmark = pytest.mark.django_db


def page(basis: str, taal: str = "nl") -> str:
    """Asked by anybody, who chose a language with the link on it."""
    anybody = Client(headers={"host": "localhost"})
    anybody.cookies[settings.LANGUAGE_COOKIE_NAME] = taal
    found = anybody.get(f"{basis}schema/")
    assert found.status_code == 200
    return unescape(found.content.decode())


@pytest.mark.parametrize("basis", [KI, CG])
def test_everything_that_the_document_says_is_on_it(basis: str) -> None:
    doc, text = Beller("", basis).get("openapi.json").json, page(basis)
    operations = [
        " ".join(re.sub(r"<[^>]+>", " ", s).split()[:2])
        for s in re.findall(r"<summary>(.*?)</summary>", text, re.DOTALL)
    ]
    said = [f"{methode.upper()} {pad}" for pad, ops in doc["paths"].items() for methode in ops]
    assert [o for o in operations if o in said] == said
    asked = {p["name"] for ops in doc["paths"].values() for op in ops.values() for p in op["parameters"]}
    assert {naam for naam in asked if f">{naam}</code>" not in text} == set()
    for naam, schema in doc["components"]["schemas"].items():
        if not naam.startswith("Patched") and naam != "Fout":
            for lid in schema.get("properties", {}):
                assert f">{lid}</code>" in text, (naam, lid)


def test_nothing_comes_from_elsewhere_and_no_script_is_needed() -> None:
    text = page(KI)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//(?!localhost)', text)
    assert "<details" in text
    assert "onclick" not in text


def test_in_english() -> None:
    text = page(KI, "en")
    assert "Parameters of GET /klantcontacten" in text
    assert "Onderdelen" not in text


def test_without_a_slash_it_is_found_too() -> None:
    found = Client(headers={"host": "localhost"}).get(f"{KI}schema")
    assert (found.status_code, found["Location"]) == (301, f"{KI}schema/")
    assert Client(headers={"host": "localhost"}).post(f"{KI}schema/").status_code in {403, 405}


def test_the_server_leaves_it_to_the_pages() -> None:
    assert Beller("").get("schema/").lichaam == b"not an interface"
