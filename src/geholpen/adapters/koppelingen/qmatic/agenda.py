"""The agenda of Qmatic. Parameters stand behind a semicolon; times are naive, in the zone of the branch.

`numberOfCustomers` is how many come along: left out for one person. Faults are a 500 with the text in a header, so a
500 says nothing about whether it was booked: it is not known, and never booked again by itself.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.conf import settings

from geholpen.domain.balie.ports import Antwoord, Geboekt, NietGeboekt, Onzeker, Vraag
from geholpen.platform import outbound

_ONZEKER = "Qmatic gaf geen antwoord. Kijk in Qmatic of de afspraak er staat, met ons kenmerk in de notitie."


class QmaticAgenda:
    """One installation of Orchestra. `instellingen`: adres, locatie, zone."""

    def __init__(self, instellingen: Mapping[str, str]) -> None:
        self.adres = str(instellingen.get("adres", "")).rstrip("/")
        self.zone = ZoneInfo(str(instellingen.get("zone") or "Europe/Amsterdam"))

    def days(self, soort: str, locatie: str, van: date, tot: date) -> list[date]:
        """Days with a free time, `tot` not among them. Raises OSError."""
        found = self._read(f"v2/branches/{quote(locatie)}/dates;servicePublicId={quote(soort)}").get("dates", [])
        days = [date.fromisoformat(str(d.get("date") if isinstance(d, dict) else d)[:10]) for d in found]
        return sorted(d for d in days if van <= d < tot)

    def times(self, soort: str, locatie: str, dag: date) -> list[datetime]:
        """Free times of one day. Raises OSError."""
        pad = f"v2/branches/{quote(locatie)}/dates/{dag.isoformat()}/times;servicePublicId={quote(soort)}"
        found = self._read(pad).get("times", [])
        said = (t.get("time") if isinstance(t, dict) else t for t in found)
        return sorted(datetime.combine(dag, time.fromisoformat(str(t)), self.zone) for t in said)

    def needs(self, soort: str) -> frozenset[str]:
        """Nothing of a customer: a reference is enough."""
        return frozenset()

    def book(self, vraag: Vraag) -> Antwoord:
        """Book it, once. Never raises for what the other side does."""
        begin = vraag.begin.astimezone(self.zone)
        pad = f"v2/branches/{quote(vraag.locatie)}/dates/{begin:%Y-%m-%d}/times/{begin:%H:%M}/book"
        klant = {"firstName": "", "lastName": vraag.achternaam or "Klant van de gemeente", "externalId": vraag.kenmerk}
        body = {"title": vraag.kenmerk, "customers": [klant], "services": [{"publicId": vraag.soort}]}
        answer = self._send("POST", pad, json.dumps({**body, "notes": vraag.kenmerk}).encode())
        if isinstance(answer, outbound.Unknown):
            return Onzeker(_ONZEKER)
        if isinstance(answer, outbound.Denied):
            code = str(answer.status or answer.code)
            return NietGeboekt(code, "Qmatic nam de afspraak niet aan.", later=answer.at_host)
        said = _json(answer.body)
        return Geboekt(str(said["publicId"])) if said.get("publicId") else Onzeker(_ONZEKER)

    def find(self, vraag: Vraag) -> Antwoord:
        """Qmatic is asked by its own id only, which we do not have: a person looks."""
        return Onzeker(_ONZEKER)

    def cancel(self, extern_id: str) -> bool:
        """Give the time back; one that is not there (any more) is gone."""
        answer = self._send("DELETE", f"v1/appointments/{quote(extern_id)}")
        return isinstance(answer, outbound.Accepted) or (isinstance(answer, outbound.Denied) and answer.status == 404)

    def _read(self, pad: str) -> dict[str, Any]:
        answer = self._send("GET", pad)
        if not isinstance(answer, outbound.Accepted):
            raise OSError("qmatic")
        return _json(answer.body)

    def _send(self, methode: str, pad: str, body: bytes = b"") -> outbound.Outcome:
        basic = b64encode(settings.QMATIC_SLEUTEL.encode()).decode()
        headers = {"Authorization": f"Basic {basic}", "Content-Type": "application/json"}
        return outbound.send(methode, f"{self.adres}/{pad}", body=body, headers=headers)


def _json(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
