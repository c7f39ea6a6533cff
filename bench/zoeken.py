"""Find a customer by name and date of birth, by postcode and number and by mail address, through the door.

Floor: the look-up of the key and the four reads by primary key as superuser, no context, no log line per hit.
"""

from __future__ import annotations

from typing import Any

from bench import bed
from bench.mensen import backend_pid, medewerker
from bench.meten import Variant, interleave, regel

KLANTEN, RONDES = 100_000, 400
_KAAL = """SELECT n.*, g.geboortedatum, a.stad, p.soort_partij FROM
    (SELECT o.partij_id FROM partij_opzoek o WHERE o.sleutel = ANY (%s) GROUP BY 1
     HAVING count(DISTINCT o.sleutel) = %s LIMIT 11) f
    JOIN partij p USING (partij_id) LEFT JOIN naam n USING (partij_id) LEFT JOIN geboorte g USING (partij_id)
    LEFT JOIN adres a USING (partij_id)"""


def measure(klanten: int = KLANTEN, rondes: int = RONDES) -> list[dict[str, Any]]:
    """Rows of the table: CPU against the floor, and waiting times."""
    bed.use(klanten)
    run = compare(rondes)
    deur = run["deur"]
    return [
        regel("persoon zoeken", deur.cpu, "µs", vloer="kale opdracht", vloerwaarde=run["kaal"].cpu),
        regel("persoon zoeken, p50 wachten", deur.wachttijd(0.5), "ms"),
        regel("persoon zoeken, p99 wachten", deur.wachttijd(0.99), "ms"),
        regel("zoeken zonder bescherming, p99 wachten", run["kaal"].wachttijd(0.99), "ms"),
    ]


def compare(rondes: int) -> dict[str, Variant]:
    """Door and floor, interleaved."""
    from geholpen.domain.partijen.queries import Zoekvraag, _keys, find_personen  # noqa: PLC0415

    vragen = [Zoekvraag(**values) for values in _questions()]
    kaal = bed.superuser()
    cursor = kaal.cursor(binary=True)

    def deur(i: int) -> object:
        return find_personen(medewerker(), vragen[i % len(vragen)])

    def floor(i: int) -> object:
        keys = _keys(vragen[i % len(vragen)])
        return cursor.execute(_KAAL, [keys, len(keys)]).fetchall()

    return interleave([Variant("deur", backend_pid(), deur), Variant("kaal", kaal.info.backend_pid, floor)], rondes)


def _questions() -> list[dict[str, str]]:
    with bed.superuser() as link:
        rows = link.execute(
            "SELECT n.achternaam, g.geboortedatum, a.postcode, a.huisnummer, d.adres FROM naam n"
            " JOIN geboorte g USING (partij_id) JOIN adres a USING (partij_id) JOIN digitaal_adres d USING (partij_id)"
            " WHERE d.soort_digitaal_adres = 'email' AND n.partij_id = ANY (%s)",
            [bed.customers(200, zwaar=False)],
        ).fetchall()
    found = []
    for naam, geboren, postcode, nummer, mail in rows:
        found.append({"achternaam": naam, "geboortedatum": geboren})
        found.append({"postcode": postcode, "huisnummer": str(nummer)})
        found.append({"email": mail})
    return found
