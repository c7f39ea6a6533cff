"""A trial: read and translate everything, count, and write nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

import orjson

from geholpen.adapters.koppelingen.openklant.records import translate
from geholpen.adapters.koppelingen.openklant.verslag import Regel
from geholpen.adapters.koppelingen.openklant.vertaald import Onplaatsbaar
from geholpen.domain.overnemen.ports import Ontvangen, Stand

#: Member of what our doors take in → the resource it refers to.
_NAAR = {
    "verstrekt_door_partij": "partijen",
    "identificeerde_partij": "partijen",
    "partij": "partijen",
    "vertegenwoordigende_partij": "partijen",
    "vertegenwoordigde_partij": "partijen",
    "was_partij": "partijen",
    "verstrekt_door_betrokkene": "betrokkenen",
    "sub_identificator_van": "partij-identificatoren",
    "had_klantcontact": "klantcontacten",
    "klantcontact": "klantcontacten",
    "was_bijlage_van_klantcontact": "klantcontacten",
    "aanleidinggevend_klantcontact": "klantcontacten",
    "actor": "actoren",
    "toegewezen_aan_actoren": "actoren",
}


class Telraam:
    """Keeps keys only: what was seen, what cannot be placed, and which references lead nowhere."""

    def __init__(self) -> None:
        self.regels: dict[str, Regel] = {}
        self._ids: dict[str, set[bytes]] = defaultdict(set)
        self._wijst: dict[str, dict[bytes, list[bytes]]] = defaultdict(lambda: defaultdict(list))

    def store(self, resource: str, records: list[Ontvangen], stand: Stand) -> None:
        """Translate and forget."""
        regel = self.regels.setdefault(resource, Regel(resource))
        regel.onleesbaar = list(dict.fromkeys([*regel.onleesbaar, *stand.onleesbaar]))
        for record in records:
            if record.id.bytes in self._ids[resource]:
                continue
            self._ids[resource].add(record.id.bytes)
            self._look(resource, regel, record)

    def _look(self, resource: str, regel: Regel, record: Ontvangen) -> None:
        id = str(record.id)
        if record.reden:
            regel.geweigerd.append((id, record.reden))
            return
        try:
            vertaald = translate(resource, orjson.loads(record.ruw))
        except Onplaatsbaar as reden:
            regel.geweigerd.append((id, str(reden)))
            return
        if vertaald.opmerkingen:
            regel.opmerkingen.append((id, "; ".join(vertaald.opmerkingen)))
        for naar, doel in _references(vertaald.velden):
            if doel.bytes not in self._ids[naar]:
                self._wijst[naar][doel.bytes].append(resource.encode() + b" " + id.encode())

    def seen(self, resource: str) -> int:
        """How many different ones."""
        return len(self._ids[resource])

    def finish(self, resource: str, aantal: int) -> None:
        """The source has so many."""
        self.regels.setdefault(resource, Regel(resource)).bron = aantal

    def result(self) -> list[Regel]:
        """The counts, with references that lead to nothing the source gave."""
        for naar, doelen in self._wijst.items():
            for doel, van in doelen.items():
                if doel not in self._ids[naar]:
                    for resource, id in (v.decode().split(" ") for v in van):
                        self.regels[resource].geweigerd.append((id, f"het verwijst naar {naar} die de bron niet gaf"))
        for resource, regel in self.regels.items():
            regel.gezien = self.seen(resource)
            regel.hier = regel.gezien - len({id for id, _ in regel.geweigerd})
        return list(self.regels.values())


def _references(velden: dict[str, object]) -> Iterator[tuple[str, UUID]]:
    for naam, naar in _NAAR.items():
        value = velden.get(naam)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, UUID):
                yield naar, one
