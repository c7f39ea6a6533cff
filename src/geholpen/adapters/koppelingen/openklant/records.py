"""From a record of the source to what is kept of it, and from what was kept to what our doors take in. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid5

import orjson

from geholpen.adapters.koppelingen.openklant import vertaal_contacten as contacten
from geholpen.adapters.koppelingen.openklant import vertaal_partijen as partijen
from geholpen.adapters.koppelingen.openklant.vertaald import Onplaatsbaar, Record, Vertaald, verwijzing
from geholpen.domain.overnemen.ports import ONLEESBAAR, Ontvangen

VERTALERS: dict[str, Callable[[Record], Vertaald]] = {
    "categorieen": partijen.categorie,
    "actoren": contacten.actor,
    "partijen": partijen.partij,
    "persoon": partijen.persoon,
    "organisatie": partijen.organisatie,
    "partij-identificatoren": partijen.partij_identificator,
    "rekeningnummers": partijen.rekeningnummer,
    "vertegenwoordigingen": partijen.vertegenwoordiging,
    "categorie-relaties": partijen.categorie_relatie,
    "klantcontacten": contacten.klantcontact,
    "betrokkenen": contacten.betrokkene,
    "digitaleadressen": partijen.digitaal_adres,
    "onderwerpobjecten": contacten.onderwerpobject,
    "bijlagen": contacten.bijlage,
    "actorklantcontacten": contacten.actorklantcontact,
    "internetaken": contacten.internetaak,
}
#: Members that repeat what other records say: when only these differ, nothing of this record changed.
_ELDERS = {
    "partijen": frozenset(
        (
            *("betrokkenen", "categorieRelaties", "digitaleAdressen"),
            *("vertegenwoordigden", "rekeningnummers", "partijIdentificatoren"),
        )
    ),
    "klantcontacten": frozenset(
        (
            *("gingOverOnderwerpobjecten", "hadBetrokkenActoren", "omvatteBijlagen"),
            *("hadBetrokkenen", "leiddeTotInterneTaken"),
        )
    ),
    "betrokkenen": frozenset({"digitaleAdressen", "volledigeNaam"}),
}
_KENMERK = re.compile(r"[A-Z0-9]{1,4}-[A-Z0-9]{4}-[A-Z0-9]{4}")
#: Where a key is made for what has none.
_NAAMLOOS = UUID("8f0a4a5e-5a0f-4d53-9f59-1f4b8f0f6c11")


def received(resource: str, positie: int, record: Any) -> Ontvangen:
    """What is kept of a record. One that is no object with a key is kept too, and cannot be placed."""
    ruw = orjson.dumps(record)
    id = _key(record)
    if id is None:
        return Ontvangen(
            uuid5(_NAAMLOOS, ruw.hex()), positie, ruw, ruw, reden=f"{ONLEESBAAR}het heeft geen geldige uuid"
        )
    return Ontvangen(id, positie, ruw, essence(resource, record), **_hangs_on(resource, record))


def _key(record: Any) -> UUID | None:
    try:
        return UUID(record["uuid"])
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def essence(resource: str, record: Record) -> bytes:
    """What of a record matters here: not its addresses, not what other records say."""
    elders = _ELDERS.get(resource, frozenset())
    rest = {naam: _bare(waarde) for naam, waarde in record.items() if naam not in elders and naam not in _ADRESSEN}
    return orjson.dumps(rest, option=orjson.OPT_SORT_KEYS)


_ADRESSEN = frozenset({"url", "_expand"})


def _bare(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {naam: _bare(waarde) for naam, waarde in value.items() if naam != "url"}
    if isinstance(value, list):
        return [_bare(een) for een in value]
    return value


def _hangs_on(resource: str, record: Record) -> dict[str, Any]:
    """On which contact it hangs, and what it says about that."""
    try:
        if resource == "betrokkenen":
            namens, volgde = record.get("rol") == "vertegenwoordiger", record.get("initiator") is False
            return {
                "contact_id": verwijzing(record, "hadKlantcontact"),
                "klant_id": verwijzing(record, "wasPartij"),
                "rang": int(namens) + 2 * int(volgde),
            }
        if resource == "internetaken":
            return {
                "contact_id": verwijzing(record, "aanleidinggevendKlantcontact"),
                "rang": int(record.get("status") == "te_verwerken"),
            }
        if resource == "onderwerpobjecten":
            return {"contact_id": verwijzing(record, "klantcontact"), "groep": _question(record)}
    except Onplaatsbaar:
        pass  # its own translation says what is wrong with it
    return {}


def _question(record: Record) -> str:
    """The reference of a question of another Geholpen: only those have the key of their contact."""
    ident = record.get("onderwerpobjectidentificator") or {}
    codes = (ident.get("codeObjecttype"), ident.get("codeRegister"), ident.get("codeSoortObjectId"))
    kenmerk = ident.get("objectId") or ""
    own = str(verwijzing(record, "klantcontact")) == record.get("uuid")
    return kenmerk if own and codes == ("klantvraag", "geholpen", "kenmerk") and _KENMERK.fullmatch(kenmerk) else ""


def translate(resource: str, record: Any) -> Vertaald:
    """A record as our doors take it in. Raises Onplaatsbaar."""
    if not isinstance(record, Mapping):
        raise Onplaatsbaar("het is geen groep van gegevens")
    return VERTALERS[resource](record)
