"""What callers send who are wrong, careless or up to no good: told exactly what is wrong, and nothing half written."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import orjson
import pytest
from django.db import connections

from tests.api.oproep import Beller, Uitkomst
from tests.api.partij import bsn, persoon
from tests.api.vulling import KAAL, OBJECT, vul

NIEMAND = "00000000-0000-4000-8000-000000000000"
COLLECTIES = {
    "actoren": {"naam": "Balie", "soortActor": "medewerker"},
    "actorklantcontacten": {"actor": {"uuid": NIEMAND}, "klantcontact": {"uuid": NIEMAND}},
    "betrokkenen": {"hadKlantcontact": {"uuid": NIEMAND}, "rol": "klant", "initiator": True},
    "bijlagen": {"wasBijlageVanKlantcontact": None, "bijlageidentificator": OBJECT},
    "categorie-relaties": {"partij": {"uuid": NIEMAND}, "categorie": {"uuid": NIEMAND}, "beginDatum": "2026-01-01"},
    "categorieen": {"naam": "Ondernemers"},
    "digitaleadressen": {"adres": "pip@voorbeeld.example", "soortDigitaalAdres": "email", "omschrijving": "thuis"},
    "internetaken": {
        "gevraagdeHandeling": "Terugbellen",
        "aanleidinggevendKlantcontact": {"uuid": NIEMAND},
        "status": "te_verwerken",
        "toegewezenAanActoren": [{"uuid": NIEMAND}],
        "toelichting": "Na vijven",
    },
    "klantcontacten": {**KAAL, "inhoud": "", "metadata": {"a": "b"}, "plaatsgevondenOp": "2026-01-01T10:00:00Z"},
    "maak-klantcontact": {"klantcontact": KAAL, "betrokkene": {"rol": "klant"}, "onderwerpobject": {}},
    "onderwerpobjecten": {"klantcontact": None, "onderwerpobjectidentificator": OBJECT},
    "partij-identificatoren": bsn(identificeerdePartij=None, subIdentificatorVan=None),
    "partijen": persoon(digitaleAdressen=[], rekeningnummers=[], partijIdentificatoren=[bsn()], bezoekadres={}),
    "rekeningnummers": {"iban": "NL91ABNA0417164300", "bic": "ABNANL2A", "partij": {"uuid": NIEMAND}},
    "vertegenwoordigingen": {
        "vertegenwoordigendePartij": {"uuid": NIEMAND},
        "vertegenwoordigdePartij": {"uuid": NIEMAND},
    },
}
#: What nobody means: for a text, a number, a list, a group or a reference.
RAAR: list[Any] = [None, True, 10**18, -1.5e308, "", "a\x00b", "x" * 5000, [], [[]], [None], {}, {"uuid": 1}, {"a": {}}]
SOORTEN = [
    ("digitaleadressen", "nl", "Null-tekens zijn niet toegestaan."),
    ("digitaleadressen", "en", "Null characters are not allowed."),
]


def problem(found: Uitkomst, status: int, code: str) -> None:
    assert (found.status, found.json["code"]) == (status, code), found.json
    assert found.json["status"] == status
    assert set(found.json) - {"invalidParams"} == {"type", "code", "title", "status", "detail", "instance"}


def names(found: Uitkomst) -> set[str]:
    return {p["name"] for p in found.json["invalidParams"]}


@pytest.mark.parametrize("body", [b"{", b"", b"[1,", b'{"a": NaN}', b'{"a": "\xff\xfe"}', b'"\\ud800"', b"{'a': 1}"])
@pytest.mark.parametrize("methode", ["POST", "PUT"])
def test_what_is_no_json_is_said_so(client: Beller, body: bytes, methode: str) -> None:
    pad = "klantcontacten" if methode == "POST" else f"klantcontacten/{NIEMAND}"
    found = client.call(methode, pad, lichaam=body, koppen={"content_type": "application/json"})
    problem(found, 400, "parse_error")
    assert found.json["detail"].startswith("JSON parse error")


@pytest.mark.parametrize("body", [[], "tekst", 1, True, None, [{}]])
def test_json_that_is_no_object_is_said_so(client: Beller, body: Any) -> None:
    for naam in COLLECTIES:
        found = client.call("POST", naam, json=body, lichaam=b"null" if body is None else None)
        problem(found, 400, "invalid")
        assert names(found) == {"nonFieldErrors"}, naam


@pytest.mark.parametrize("naam", COLLECTIES)
def test_a_wrong_kind_of_value_is_refused_under_its_name_or_means_something(client: Beller, naam: str) -> None:
    for member in COLLECTIES[naam]:
        for raar in RAAR:
            found = client.post(naam, {**COLLECTIES[naam], member: raar})
            assert found.status in {201, 400}, (member, raar, found.json)
            if found.status == 400:
                assert found.json["invalidParams"], (member, raar)
                assert all(p["reason"] and p["code"] for p in found.json["invalidParams"])


def test_unknown_members_are_ignored_and_unknown_parameters_refused(client: Beller) -> None:
    made = client.maak("klantcontacten", {**KAAL, "onbekend": {"x": [1]}, "uuid": NIEMAND, "url": 1, "_expand": {}})
    assert "onbekend" not in made
    assert made["uuid"] != NIEMAND
    found = client.get("klantcontacten", {"onbekend": "1", "had_betrokkene__uuid": NIEMAND})
    assert found.fouten["nonFieldErrors"][0] == "unknown-parameters"
    assert "had_betrokkene__uuid, onbekend" in found.fouten["nonFieldErrors"][1]


@pytest.mark.parametrize(
    ("taal", "detail"),
    [
        ("nl", "De inhoud van het verzoek is groter dan 1000000 bytes."),
        ("en", "The body of the request is larger than 1000000 bytes."),
    ],
)
@pytest.mark.parametrize("told", [True, False])
def test_a_body_of_ten_megabytes_is_refused(client: Beller, taal: str, detail: str, told: bool) -> None:
    body = b'{"onderwerp":"' + b"x" * 10_000_000 + b'"}'
    koppen = {"accept_language": taal, **({} if told else {"content_length": ""})}
    found = client.call("POST", "klantcontacten", lichaam=body, koppen=koppen)
    problem(found, 413, "request_too_large")
    assert found.json["detail"] == detail
    assert client.get("klantcontacten").json["count"] == 0


def test_a_compressed_body_is_refused(client: Beller) -> None:
    body = gzip.compress(orjson.dumps(KAAL))
    found = client.call("POST", "klantcontacten", lichaam=body, koppen={"content_encoding": "gzip"})
    problem(found, 415, "unsupported_media_type")
    assert "Content-Encoding" in found.json["detail"]
    assert client.post("klantcontacten", KAAL, content_encoding="identity").status == 201


@pytest.mark.parametrize(
    ("pad", "kan"),
    [
        ("", "GET, HEAD"),
        ("openapi.json", "GET, HEAD"),
        ("klantcontacten", "GET, HEAD, POST"),
        ("maak-klantcontact", "POST"),
        (f"klantcontacten/{NIEMAND}", "GET, HEAD, PUT, PATCH, DELETE"),
    ],
)
def test_a_wrong_method_is_told_which_are_right(client: Beller, pad: str, kan: str) -> None:
    found = client.call("TRACE", pad)
    problem(found, 405, "method_not_allowed")
    assert found.koppen["Allow"] == kan


def test_a_host_that_is_not_ours_is_a_problem_like_every_other(client: Beller) -> None:
    for host in ("evil.example", "", "a\xff"):
        found = client.get("klantcontacten", host=host)
        problem(found, 400, "bad_request")
    assert "evil" not in client.get("", host="evil.example").lichaam.decode()


def test_the_last_of_two_members_with_one_name_counts(client: Beller) -> None:
    body = orjson.dumps(KAAL)[:-1] + b',"kanaal":"brief"}'
    assert client.call("POST", "klantcontacten", lichaam=body).json["kanaal"] == "brief"


@pytest.mark.parametrize("deep", [13, 200, 100_000])
@pytest.mark.parametrize(("begin", "end"), [(b"[", b"]"), (b'{"a":', b"}")])
def test_deep_nesting_is_refused(client: Beller, deep: int, begin: bytes, end: bytes) -> None:
    body = b'{"metadata":{},"bezoekadres":' + begin * deep + b"1" + end * deep + b"}"
    found = client.call("POST", "partijen", lichaam=body)
    assert (found.status, found.json["code"]) in {(400, "invalid"), (400, "parse_error")}
    assert client.get("partijen").json["count"] == 0


@pytest.mark.parametrize("huge", [b"1" * 400, b"1e400", b"-" + b"9" * 30, b"99999999999999999999"])
def test_huge_numbers_are_refused(client: Beller, huge: bytes) -> None:
    body = b'{"soortPartij":"persoon","indicatieActief":true,"bezoekadres":{"huisnummer":' + huge + b"}}"
    found = client.call("POST", "partijen", lichaam=body)
    assert found.status == 400
    assert found.json["code"] == "parse_error" or "bezoekadres.huisnummer" in names(found)
    for page in ("9" * 400, "99999999999999999999", "-1", "1e400"):
        problem(client.get("partijen", {"page": page}), 404, "not_found")
    assert client.get("partijen", {"pageSize": "9" * 400}).status == 200


@pytest.mark.parametrize(("naam", "taal", "reden"), SOORTEN)
def test_nul_characters_are_refused_in_query_and_body(client: Beller, naam: str, taal: str, reden: str) -> None:
    found = client.get(naam, "adres=a%00b", accept_language=taal)
    assert found.fouten == {"adres": ("null_characters_not_allowed", reden)}
    found = client.post(naam, {**COLLECTIES[naam], "omschrijving": "a\x00b"}, accept_language=taal)
    assert found.fouten["omschrijving"][0] == "null_characters_not_allowed"
    assert client.post("klantcontacten", {**KAAL, "metadata": {"a\x00": "b"}}).status == 400
    assert client.post("klantcontacten", {**KAAL, "metadata": {"a": "b\x00"}}).status == 400


def test_bytes_that_are_no_text_in_an_address_find_nothing(client: Beller) -> None:
    assert client.get("klantcontacten", "kanaal=%ff%fe").json["count"] == 0
    assert client.get("klantcontacten", "kanaal=%ed%a0%80").json["count"] == 0
    for pad in ("klantcontacten/\xff\xfe", "klantcontacten/%00", "\x00", "klantcontacten/" + "x" * 9000, "x//", "..."):
        problem(client.get(pad), 404, "not_found")


@pytest.mark.parametrize(
    ("taal", "detail"), [("nl", 'Methode "DELETE" niet toegestaan.'), ("en", 'Method "DELETE" not allowed.')]
)
def test_wrong_methods(client: Beller, taal: str, detail: str) -> None:
    for naam in COLLECTIES:
        found = client.call("DELETE", naam, koppen={"accept_language": taal})
        problem(found, 405, "method_not_allowed")
        assert found.json["detail"] == detail
        problem(client.call("TRACE", naam), 405, "method_not_allowed")
        problem(client.call("X-RAAR", f"{naam}/{NIEMAND}"), 405, "method_not_allowed")


def test_head_is_get_without_a_body_and_options_is_not_there(client: Beller) -> None:
    got, head = client.get("klantcontacten"), client.call("HEAD", "klantcontacten")
    assert (head.status, head.lichaam, head.koppen["API-version"]) == (200, b"", "0.9.0")
    assert head.koppen["Content-Length"] == got.koppen["Content-Length"]
    problem(client.call("OPTIONS", "klantcontacten"), 405, "method_not_allowed")


@pytest.mark.parametrize(
    "media", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "json", ""]
)
def test_another_content_type_is_refused(client: Beller, media: str) -> None:
    for methode, pad in (("POST", "klantcontacten"), ("PATCH", f"klantcontacten/{NIEMAND}")):
        problem(client.call(methode, pad, json=KAAL, koppen={"content_type": media}), 415, "unsupported_media_type")
    problem(client.get("klantcontacten", accept="text/html"), 406, "not_acceptable")


@pytest.mark.parametrize(
    ("taal", "reden"),
    [
        ("nl", "Dit veld is vereist."),
        ("en-GB,nl;q=0.5", "This field is required."),
        ("fr", "Dit veld is vereist."),
        ("nl;q=0.1, en;q=0.9", "This field is required."),
        ("en;q=0.1,nl;q=0.9", "Dit veld is vereist."),
        ("en;q=0", "Dit veld is vereist."),
        ("de,en;q=0.5", "This field is required."),
        ("*", "Dit veld is vereist."),
        ("nl;q=0,*", "This field is required."),
        ("english", "Dit veld is vereist."),
        ("en;q=9,nl;q=0.1", "Dit veld is vereist."),
        ("\xff;;q=,,,=", "Dit veld is vereist."),
    ],
)
def test_the_language_is_that_of_the_caller(client: Beller, taal: str, reden: str) -> None:
    found = client.post("klantcontacten", {}, accept_language=taal)
    assert found.fouten["kanaal"] == ("required", reden)


def test_what_is_of_another_customer_is_no_preference(client: Beller) -> None:
    pip, jan = client.maak("partijen", persoon()), client.maak("partijen", persoon())
    ref = {"verstrektDoorPartij": {"uuid": jan["uuid"]}}
    van_jan = client.maak("digitaleadressen", {**COLLECTIES["digitaleadressen"], **ref})
    found = client.patch(f"partijen/{pip['uuid']}", {"voorkeursDigitaalAdres": {"uuid": van_jan["uuid"]}})
    assert found.status == 400
    assert client.get(f"partijen/{pip['uuid']}").json == client.get(pip["url"]).json
    assert client.get(van_jan["url"]).json["verstrektDoorPartij"]["uuid"] == jan["uuid"]


def test_a_body_that_is_wrong_in_its_last_part_writes_nothing(client_echt: Beller, beheer_rijen: Any) -> None:
    vul(client_echt)
    tables = ("partij", "partij_identificator", "digitaal_adres", "klantcontact", "betrokkene", "onderwerpobject")
    counted = "SELECT " + ", ".join(f"(SELECT count(*) FROM {t})" for t in tables)
    before = beheer_rijen(counted)
    twice = persoon(partijIdentificatoren=[bsn("999993653"), bsn("999990019")])
    assert client_echt.post("partijen", twice).status == 400
    body = {"klantcontact": KAAL, "betrokkene": {"rol": "klant", "initiator": True, "wasPartij": {"uuid": NIEMAND}}}
    assert client_echt.post("maak-klantcontact", {**body, "onderwerpobject": {}}).status == 400
    assert beheer_rijen(counted) == before


def test_of_two_who_change_the_same_at_once_one_is_told(client_echt: Beller) -> None:
    pip = client_echt.maak("partijen", persoon())
    mark = client_echt.get(pip["url"]).koppen["ETag"]

    def change(taal: str) -> int:
        try:
            return client_echt.patch(pip["url"], {"voorkeurstaal": taal}, if_match=mark).status
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(change, ("nld", "eng", "fra", "deu")))
    assert answers == [200, 412, 412, 412]


@pytest.mark.parametrize("page", ["9999999", "4000001", "99999999999999999999"])
def test_a_page_beyond_every_list_is_not_there(client, page):
    assert client.get("klantcontacten", {"page": page, "pageSize": "500"}).status == 404
