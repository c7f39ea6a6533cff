"""The public register: for everybody, in the published forms, one address that stays, silent about what is secret."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import jsonschema_rs
import pytest
import yaml
from django.test import Client
from django.utils import timezone

from geholpen.domain.doelbinding import queries
from geholpen.domain.doelbinding.models import Verwerkingsactiviteit
from geholpen.domain.doelbinding.register import register as compiled
from geholpen.faces.beheer.register.dpia import antwoorden, known
from tests.opstelling import ROOT

pytestmark = pytest.mark.django_db
STANDARDS = ROOT.parent / "shared" / "standards"
SCHEMA = STANDARDS / "eigen" / "verwerkingsactiviteit.schema.json"
VAR = STANDARDS / "vng-verwerkingenlogging" / "var-api-0.1.0.openapi.yaml"
DPIA = STANDARDS / "assessments" / "dpia.yaml"


@pytest.fixture(autouse=True)
def _fresh(register):
    compiled.forget()
    yield
    compiled.forget()


@pytest.fixture
def geheim(beheer, echte_commits):
    """Parking is confidential until next month."""
    beheer.execute("UPDATE verwerkingsactiviteit_versie SET vertrouwelijk_tot = current_date + 30 WHERE nummer = 20")
    return Verwerkingsactiviteit.objects.get(nummer=20).uuid


def uuid(code: str = "parkeren") -> str:
    return str(Verwerkingsactiviteit.objects.get(code=code).uuid)


def test_everybody_reads_every_active_purpose_without_logging_in():
    html = Client().get("/verwerkingen/").content.decode()
    for v in queries.openbare_versies():
        assert f"/verwerkingen/{v.uuid}" in html
    page = Client().get(f"/verwerkingen/{uuid()}").content.decode()
    assert "Parkeerverordening, artikel 3" in page
    assert f"/verwerkingen/{uuid()}" in page
    assert Client().get("/verwerkingen/11111111-1111-4111-8111-111111111111").status_code == 404


@pytest.mark.skipif(not SCHEMA.exists(), reason="the published schema is not beside this checkout")
def test_every_purpose_is_valid_in_the_published_schema():
    schema = json.loads(SCHEMA.read_text())
    answer = Client().get("/verwerkingen/", headers={"accept": "application/json"})
    rows = answer.json()["verwerkingsactiviteiten"]
    assert len(rows) > 25
    for row in rows:
        jsonschema_rs.validate(schema, row, validate_formats=True)
    one = Client().get(f"/verwerkingen/{uuid()}?formaat=json").json()
    assert one == next(r for r in rows if r["id"] == uuid())


@pytest.mark.skipif(not VAR.exists(), reason="the VAR description is not beside this checkout")
def test_the_same_in_the_form_of_the_vng():
    components = yaml.safe_load(VAR.read_text())["components"]
    schema = {"$ref": "#/components/schemas/Verwerkingsactiviteit", "components": components}
    answer = Client().get("/verwerkingen/var/api/v0/verwerkingsactiviteiten")
    found = answer.json()
    assert (found["count"], found["next"], found["previous"]) == (len(found["results"]), None, None)
    assert answer["API-version"] == "0.1.0"
    for row in found["results"]:
        jsonschema_rs.validate(schema, row)
        assert re.fullmatch(r"\d{20}", row["verantwoordelijkeOrganisatie"])
    one = Client().get(f"/verwerkingen/var/api/v0/verwerkingsactiviteit/{uuid()}")
    assert one.json() in found["results"]
    again = Client().get(one.request["PATH_INFO"], headers={"if-none-match": one["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    missing = Client().get("/verwerkingen/var/api/v0/verwerkingsactiviteit/11111111-1111-4111-8111-111111111111")
    assert (missing.status_code, missing["Content-Type"]) == (404, "application/problem+json")
    for page in ("0", "2", "x", "99999999999"):
        assert Client().get("/verwerkingen/var/api/v0/verwerkingsactiviteiten", {"page": page}).status_code == 404


def test_the_address_with_a_moment_gives_the_version_of_that_moment(beheer, echte_commits):
    id = uuid()
    beheer.execute("SET session_replication_role = replica")
    beheer.execute("UPDATE verwerkingsactiviteit_versie SET geldig_vanaf = now() - interval '9 days' WHERE nummer = 20")
    names = [d.name for d in beheer.execute("SELECT * FROM verwerkingsactiviteit_versie LIMIT 0").description]
    new = {"versie": "2", "geldig_vanaf": "now() - interval '1 day'", "naam": "'Parkeren, nieuw'"}
    beheer.execute("UPDATE verwerkingsactiviteit_versie SET status = 'ingetrokken' WHERE nummer = 20")
    values = ", ".join({**new, "status": "'actief'"}.get(n, n) for n in names)
    table = "verwerkingsactiviteit_versie"
    beheer.execute(f"INSERT INTO {table} SELECT {values} FROM {table} WHERE nummer = 20")

    def versie(op: str) -> int:
        return Client().get(f"/verwerkingen/{id}", {"op": op, "formaat": "json"}).json()["versie"]

    assert versie("") == 2
    assert versie((timezone.now() - timedelta(days=5)).isoformat()) == 1
    old = (timezone.now() - timedelta(days=50)).isoformat()
    assert Client().get(f"/verwerkingen/{id}", {"op": old}).status_code == 404
    assert Client().get(f"/verwerkingen/{id}", {"op": "gisteren"}).status_code == 400
    assert "Eerdere versies" in Client().get(f"/verwerkingen/{id}").content.decode()


def test_what_is_confidential_is_a_category_without_detail(geheim):
    for pad in ("/verwerkingen/", "/verwerkingen/?formaat=json", "/verwerkingen/var/api/v0/verwerkingsactiviteiten"):
        said = Client().get(pad).content.decode()
        assert str(geheim) not in said
        assert "Parkeerverordening" not in said
    assert "Vertrouwelijke doelen" in Client().get("/verwerkingen/").content.decode()
    for pad in (f"/verwerkingen/{geheim}", f"/verwerkingen/var/api/v0/verwerkingsactiviteit/{geheim}"):
        assert Client().get(pad).status_code == 404


@pytest.mark.skipif(not DPIA.exists(), reason="the DPIA model is not beside this checkout")
def test_every_answer_for_a_dpia_belongs_to_a_question_of_the_model():
    questions = set(re.findall(r'\bid: "([\d.]+)"', DPIA.read_text()))
    versies = queries.actieve_versies()
    bekend = known(versies)
    assert versies
    for v in versies:
        given = [a.vraag for a in antwoorden(v, bekend)]
        assert set(given) <= questions
        assert {"2.1.1", "5.1.1", "9.1.1.2", "10.1.1.4", "11.1.1.1", "17.1.3"} <= set(given)


def test_a_line_of_the_log_leads_to_the_very_version_that_it_was_written_under():
    adres = f"/verwerkingen/{uuid()}"
    found = Client().get(f"{adres}?versie=1", headers={"accept": "application/json"})
    assert (found.status_code, found.json()["versie"], found.json()["id"]) == (200, 1, uuid())
    for geen in ("2", "0", "een", "-1", ""):
        assert Client().get(f"{adres}?versie={geen}").status_code == 404


def test_a_confidential_version_is_not_found_by_its_number(geheim):
    assert Client().get(f"/verwerkingen/{geheim}?versie=1").status_code == 404


def test_the_kind_of_a_pseudonym_is_explained_without_saying_whose_it_is():
    said = Client().get("/verwerkingen/pseudoniem/1").json()
    assert said["sleutel"] == 1
    assert "HMAC-SHA256" in said["uitleg"]
