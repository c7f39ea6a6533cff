"""What the interfaces are asked: the requests of the existing clients, with the goal for each in requests per second.

The goals are multiples of what Open Klant 2.18 did on a machine of two cores: see issue 3 and `register.py`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import orjson

from bench import bed
from bench.over_http import Geval
from bench.register import CONTACT, PREFIX
from bench.register_vulling import onderwerpen

_OF = "partijIdentificator__"
_VIER = f"{_OF}codeObjecttype=natuurlijk_persoon&{_OF}codeRegister=brp&{_OF}codeSoortObjectId=bsn&{_OF}objectId="
_KISS = f"expand=digitaleAdressen&soortPartij=persoon&{_OF}codeSoortObjectId=bsn&{_OF}objectId="
_OBJECT = {"codeObjecttype": "zaak", "codeRegister": "open-zaak", "codeSoortObjectId": "uuid", "objectId": "z-1"}
Kaal = tuple[Callable[[int], object], int]


def gevallen() -> Iterator[Geval]:
    """Every row of the table of the issue, reading first."""
    klanten, mensen, nummers = _klanten(), _met_contacten(), _nummers()
    yield _lezen("partij met uuid", "partijen/", klanten, 1280, _kaal("partijen", "uuid", klanten))
    yield _lezen("partijen met BSN, vier filters", f"partijen?{_VIER}", nummers, 1100)
    yield _lezen("partijen met BSN, vorm van KISS", f"partijen?{_KISS}", nummers, 950)
    wie = "hadBetrokkene__wasPartij__uuid"
    kaal = _kaal("klantcontacten", wie, mensen, 100, ["hadBetrokkenen"])
    yield _lezen("contacten van één klant, expand", f"klantcontacten?expand=hadBetrokkenen&{wie}=", mensen, 670, kaal)
    kaal = _kaal("betrokkenen", "wasPartij__uuid", mensen, 100)
    yield _lezen("betrokkenen van één klant", "betrokkenen?pageSize=100&wasPartij__uuid=", mensen, 885, kaal)
    yield _lezen("klantcontacten, eerste bladzij", "klantcontacten?page=", ["1"], 210, _bladzij(0))
    ver = _ver()
    yield _lezen("klantcontacten, bladzij 1.000", "klantcontacten?page=", [str(ver)], 170, _bladzij((ver - 1) * 100))
    woorden = onderwerpen()
    kaal = _tekst(woorden)
    tekst = "klantcontacten?pageSize=10&onderwerp="
    gezocht = _lezen("klantcontacten, tekst", tekst, [quote(w) for w in woorden], 130, kaal)
    yield replace(gezocht, hoogstens=1.5)  # search under row-level security, issue 4
    yield _paar(klanten)
    yield _maak(klanten)


def _lezen(naam: str, pad: str, waarden: list[str], doel: float, kaal: Kaal | None = None) -> Geval:
    regels = [f"GET\t{PREFIX}{pad}{waarde}\t" for waarde in waarden]
    return Geval(naam, regels, doel, *(kaal or ()))


def _kaal(naam: str, filter: str, waarden: list[str], aantal: int = 1, uit: list[str] | None = None) -> Kaal:
    link = bed.superuser()
    cursor = link.cursor(binary=True)
    statement = f"SELECT * FROM lees_{naam}(%s::text[], %s::text[], 0, %s::int, 'http://x/', %s::text[])"

    def kaal(i: int) -> object:
        return cursor.execute(statement, [[filter], [waarden[i % len(waarden)]], aantal, uit or []]).fetchall()

    return kaal, link.info.backend_pid


def _tekst(woorden: list[str]) -> Kaal:
    """What the functions of the search do, without asking under which purpose: those find nothing for a superuser."""
    link = bed.superuser()
    cursor = link.cursor(binary=True)
    statement = """SELECT ARRAY(SELECT r.id FROM klantcontact r WHERE r.id IN (
        SELECT t.id FROM klantcontact_inhoud t WHERE t.ctid IN (SELECT plek FROM contacten_met_alle(0, %s::text))
            AND strpos(lower(t.onderwerp), lower(%s::text)) > 0)
        ORDER BY r.plaatsgevonden_op DESC, r.verkregen_op DESC, r.id DESC)"""
    return lambda i: cursor.execute(statement, [woorden[i % len(woorden)]] * 2).fetchall(), link.info.backend_pid


def _bladzij(van: int) -> Kaal:
    link = bed.superuser()
    cursor = link.cursor(binary=True)
    statement = "SELECT * FROM lees_klantcontacten('{}', '{}', %s::int, 100, 'http://x/', '{}')"
    return lambda _i: cursor.execute(statement, [van]).fetchall(), link.info.backend_pid


def _ids(statement: str) -> list[str]:
    with bed.superuser() as link:
        return [str(row[0]) for row in link.execute(statement)]


def _klanten() -> list[str]:
    return _ids("SELECT partij_id FROM naam ORDER BY md5(partij_id::text) LIMIT 2000")


def _met_contacten() -> list[str]:
    """Those with five to twenty contacts."""
    return _ids(
        "SELECT partij_id FROM klantcontact GROUP BY 1 HAVING count(*) BETWEEN 5 AND 20"
        " ORDER BY md5(partij_id::text) LIMIT 2000"
    )


def _ver() -> int:
    """Page 1,000, or the last but one of a smaller database."""
    (aantal,) = _ids("SELECT count(*) FROM klantcontact")
    return min(1000, int(aantal) // 100 - 1)


def _nummers() -> list[str]:
    from geholpen.packs.waterdam.volume import klanten  # noqa: PLC0415

    return [k.bsn for k in klanten(bed.current()) if k.bsn and k.nummer % 10][:2000]


def _betrokkene(partij: str) -> dict[str, Any]:
    naam = {"voorletters": "A.", "voornaam": "Ada", "achternaam": "Meer"}
    return {"wasPartij": {"uuid": partij}, "rol": "klant", "initiator": True, "contactnaam": naam}


def _contact(i: int) -> dict[str, Any]:
    rng = random.Random(i)
    moment = datetime(2026, 11, 1, 9, tzinfo=UTC) + timedelta(minutes=rng.randrange(20_000))
    return {**CONTACT, "onderwerp": rng.choice(onderwerpen()), "plaatsgevondenOp": moment.isoformat()}


def _paar(klanten: list[str]) -> Geval:
    regels = []
    for i, partij in enumerate(klanten[:500]):
        eerst = orjson.dumps(_contact(i)).decode()
        dan = orjson.dumps({**_betrokkene(partij), "hadKlantcontact": {"uuid": "%UUID%"}}).decode()
        regels.append(f"POST\t{PREFIX}klantcontacten\t{eerst}\t{PREFIX}betrokkenen\t{dan}")
    return Geval("klantcontact en betrokkene (paar)", regels, 470, paar=True)


def _maak(klanten: list[str]) -> Geval:
    regels = []
    for i, partij in enumerate(klanten[:500]):
        over = {"onderwerpobjectidentificator": _OBJECT}
        body = {"klantcontact": _contact(i), "betrokkene": _betrokkene(partij), "onderwerpobject": over}
        regels.append(f"POST\t{PREFIX}maak-klantcontact\t{orjson.dumps(body).decode()}")
    return Geval("maak-klantcontact", regels, 660)
