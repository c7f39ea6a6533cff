"""How a change is written down for subscribers. Pure: keys, addresses, codes and moments, no words about people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

import orjson

from geholpen.domain.notificaties.events import BronChanged
from geholpen.domain.notificaties.kanalen import GEKOPPELD, KANALEN, ONTKOPPELD, PADEN

NOTIFICATIE, PROEF = "notificatie", "proef"
PROEF_TYPE = "nl.overheid.test.proef.create"


@dataclass(frozen=True, slots=True)
class Afzender:
    """Who we are to the outside. `adres`: where our interfaces begin, without a slash; `bron`: our URI."""

    adres: str
    bron: str

    def url(self, pad: str, id: UUID | str) -> str:
        """Of a resource of the Klantinteracties interface."""
        return f"{self.adres}/klantinteracties/api/v1/{pad}/{id}"


def bericht_id(gebeurtenis_id: UUID, soort: str) -> UUID:
    """The id of the message of one type about one event: the same at every attempt and for every subscriber."""
    return uuid5(gebeurtenis_id, soort)


def notificatie(van: Afzender, g: BronChanged) -> bytes:
    """In the form of the Notificaties API."""
    return orjson.dumps(
        {
            "kanaal": g.kanaal,
            "hoofdObject": van.url(g.kanaal, g.hoofd_id),
            "resource": g.bron,
            "resourceUrl": van.url(PADEN[g.bron], g.bron_id),
            "actie": g.actie,
            "aanmaakdatum": _moment(g.moment),
            "kenmerken": _kenmerken(g),
        }
    )


def cloudevent_type(g: BronChanged) -> str:
    """The type of the CloudEvent that says the same as the notification."""
    return f"nl.overheid.{g.kanaal}.{g.bron}.{g.actie}"


def cloudevent(van: Afzender, g: BronChanged) -> bytes:
    """The same as a CloudEvent."""
    data = {**_kenmerken(g), "hoofdObject": van.url(g.kanaal, g.hoofd_id)}
    return _event(van, cloudevent_type(g), g.gebeurtenis_id, str(g.bron_id), g.moment, data)


def zaak_events(van: Afzender, g: BronChanged) -> list[tuple[str, bytes]]:
    """(type, CloudEvent) for a case that a contact was tied to or untied from."""
    nu, toen = ("" if g.actie == "destroy" else g.zaak), g.zaak_oud
    if nu == toen:
        return []
    said = [(ONTKOPPELD, toen)] if toen else []
    said += [(GEKOPPELD, nu)] if nu else []
    return [(soort, _event(van, soort, g.gebeurtenis_id, zaak, g.moment, _zaak(van, g, zaak))) for soort, zaak in said]


def proef(van: Afzender, moment: datetime, id: UUID, *, als_cloudevent: bool) -> bytes:
    """A message that says nothing, to see whether the receiver takes it."""
    if als_cloudevent:
        return _event(van, PROEF_TYPE, id, "proef", moment, {})
    return orjson.dumps(
        {
            "kanaal": "test",
            "hoofdObject": van.adres,
            "resource": "proef",
            "resourceUrl": van.adres,
            "actie": "create",
            "aanmaakdatum": _moment(moment),
            "kenmerken": {},
        }
    )


def _kenmerken(g: BronChanged) -> dict[str, str]:
    """Those of the contract, in its order; what employees wrote in their own words is there and empty."""
    kanaal = KANALEN[g.kanaal]
    return {naam: g.kenmerken.get(naam) or "" for naam in (*kanaal.filters, *kanaal.leeg)}


def _zaak(van: Afzender, g: BronChanged, zaak: str) -> dict[str, str]:
    return {
        "zaak": f"urn:uuid:{zaak}",
        "linkTo": van.url(PADEN["onderwerpobject"], g.bron_id),
        "label": "Klantcontact",  # its subject is what somebody wrote about a person
        "linkObjectType": "Onderwerpobject",
    }


def _event(
    van: Afzender, soort: str, gebeurtenis_id: UUID, subject: str, moment: datetime, data: Mapping[str, Any]
) -> bytes:
    """CloudEvents 1.0 as structured JSON, as the Dutch profile has it: lower-case names, source a URI."""
    return orjson.dumps(
        {
            "specversion": "1.0",
            "id": str(bericht_id(gebeurtenis_id, soort)),
            "source": van.bron,
            "type": soort,
            "subject": subject,
            "time": _moment(moment),
            "datacontenttype": "application/json",
            "data": data,
        }
    )


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
