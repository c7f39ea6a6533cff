"""The interfaces for other software: processor time per request, application and database, everything on.

Each request goes through the whole WSGI application of the interface in this process, with a token, under a purpose,
with a log line per customer that is durable before the answer. The floor is the statement that gives the same JSON, as
superuser through psycopg. `per seconde` is what two cores can do when nothing else costs time: 2 s / processor time;
the client of a real load, and the web server, come on top. The goals are multiples of what Open Klant 2.18 did on such
a machine.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import orjson

from bench import bed
from bench.mensen import backend_pid
from bench.meten import Variant, interleave, regel

KLANTEN, RONDES = 100_000, 300
PREFIX = "/klantinteracties/api/v1/"
CORES = 2


def measure(klanten: int = KLANTEN, rondes: int = RONDES) -> list[dict[str, Any]]:
    """Rows of the table: each request, against its floor and against the goal in requests per second."""
    bed.use(klanten)
    rows = []
    for titel, call, floor, doel in _gevallen():
        keer = rondes if doel > 100 else rondes // 5  # noqa: PLR2004
        found = interleave([Variant("verzoek", backend_pid(), call), *([floor] if floor else [])], keer)
        cpu = found["verzoek"].cpu
        if floor:
            rows.append(regel(titel, cpu, "µs", vloer="kale opdracht", vloerwaarde=found["kaal"].cpu))
        else:
            rows.append(regel(titel, cpu, "µs"))
        row = regel(f"{titel}, per seconde", CORES * 1e6 / cpu, "/s", vloer="doel", vloerwaarde=doel)
        rows.append(row | {"doel": 1.0, "gehaald": row["waarde"] >= doel, "minstens": True})
    return rows


Geval = tuple[str, Callable[[int], object], Variant | None, float]


def _gevallen() -> Iterator[Geval]:
    ids, zwaar = [str(i) for i in bed.customers(60, False)], [str(i) for i in bed.customers(30, True)]
    nummers = _bsns()
    of = "partijIdentificator__"
    vier = f"{of}codeObjecttype=natuurlijk_persoon&{of}codeRegister=brp&{of}codeSoortObjectId=bsn&{of}objectId="
    kiss = f"expand=digitaleAdressen&soortPartij=persoon&{of}codeSoortObjectId=bsn&{of}objectId="
    van = "klantcontacten?expand=hadBetrokkenen&hadBetrokkene__wasPartij__uuid="
    yield "partij met uuid", _get("partijen/", ids), _kaal("partijen", "uuid", ids), 64 * 20
    yield "partijen met BSN, vier filters", _get(f"partijen?{vier}", nummers), None, 2.2 * 500
    yield "partijen met BSN, vorm van KISS", _get(f"partijen?{kiss}", nummers), None, 19 * 50
    uit = ["hadBetrokkenen"]
    floor = _kaal("klantcontacten", "hadBetrokkene__wasPartij__uuid", ids, 100, uit)
    yield "contacten van één klant, expand", _get(van, ids), floor, 6.7 * 100
    yield "contacten van een zware klant, expand", _get(van, zwaar), None, 6.7
    floor = _kaal("betrokkenen", "wasPartij__uuid", ids, 100)
    yield "betrokkenen van één klant", _get("betrokkenen?pageSize=100&wasPartij__uuid=", ids), floor, 59 * 15
    yield "klantcontacten, eerste bladzij", _get("klantcontacten?page=", ["1"]), None, 2.1 * 100
    yield "klantcontacten, bladzij 1.000", _get("klantcontacten?page=", ["1000"]), None, 1.7 * 100
    woorden = ["parkeer", "afval", "paspoort"]
    yield "klantcontacten, tekst", _get("klantcontacten?pageSize=10&onderwerp=", woorden), None, 1.3 * 100
    yield "klantcontact en betrokkene (paar)", _paar(ids), None, 47 * 10
    yield "maak-klantcontact", _maak(ids), None, 44 * 15


def _bsns() -> list[str]:
    from geholpen.packs.waterdam.volume import klanten  # noqa: PLC0415

    return [k.bsn for k in klanten(400) if k.bsn][:200]


@cache
def _app() -> Any:
    from geholpen.faces.api.poorten import POORTEN  # noqa: PLC0415
    from geholpen.faces.api.server import Server  # noqa: PLC0415

    return Server(lambda environ, start: [], POORTEN)


def call(methode: str, pad: str, body: bytes = b"") -> tuple[str, bytes]:
    """One request: its status and its answer."""
    path, _, query = pad.partition("?")
    statuses: list[str] = []
    environ = {
        "REQUEST_METHOD": methode,
        "PATH_INFO": PREFIX + path,
        "QUERY_STRING": query,
        "HTTP_HOST": "localhost",
        "HTTP_AUTHORIZATION": "Token waterdam-demo",
        "CONTENT_TYPE": "application/json",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "REMOTE_ADDR": "127.0.0.1",
    }
    answer = b"".join(_app()(environ, lambda status, _headers: statuses.append(status)))
    if not statuses[0].startswith("2"):
        raise RuntimeError(f"{methode} {pad}: {statuses[0]} {answer[:300]!r}")
    return statuses[0], answer


def _get(pad: str, waarden: list[str]) -> Callable[[int], object]:
    return lambda i: call("GET", pad + waarden[i % len(waarden)])


def _kaal(naam: str, filter: str, waarden: list[str], aantal: int = 1, uit: list[str] | None = None) -> Variant:
    link = bed.superuser()
    cursor = link.cursor(binary=True)
    statement = f"SELECT * FROM lees_{naam}(%s::text[], %s::text[], 0, %s::int, 'http://x/', %s::text[])"

    def kaal(i: int) -> object:
        return cursor.execute(statement, [[filter], [waarden[i % len(waarden)]], aantal, uit or []]).fetchall()

    return Variant("kaal", link.info.backend_pid, kaal)


CONTACT = {
    "kanaal": "telefoon",
    "onderwerp": "Vraag over de parkeervergunning",
    "inhoud": "De klant vroeg hoe het gaat met de aanvraag.",
    "taal": "nld",
    "vertrouwelijk": False,
    "indicatieContactGelukt": True,
}


def _betrokkene(partij: str) -> dict[str, Any]:
    return {"wasPartij": {"uuid": partij}, "rol": "klant", "initiator": True, "organisatienaam": ""}


def _paar(ids: list[str]) -> Callable[[int], object]:
    def paar(i: int) -> object:
        made = orjson.loads(call("POST", "klantcontacten", orjson.dumps(CONTACT))[1])
        who = _betrokkene(ids[i % len(ids)]) | {"hadKlantcontact": {"uuid": made["uuid"]}}
        return call("POST", "betrokkenen", orjson.dumps(who))

    return paar


def _maak(ids: list[str]) -> Callable[[int], object]:
    object = {"codeObjecttype": "zaak", "codeRegister": "open-zaak", "codeSoortObjectId": "uuid", "objectId": "z-1"}

    def maak(i: int) -> Any:
        body = {
            "klantcontact": CONTACT,
            "betrokkene": _betrokkene(ids[i % len(ids)]),
            "onderwerpobject": {"onderwerpobjectidentificator": object},
        }
        return call("POST", "maak-klantcontact", orjson.dumps(body))

    return maak
