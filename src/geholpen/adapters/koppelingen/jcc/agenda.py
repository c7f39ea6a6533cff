"""The agenda of JCC. Times are naive and in Dutch time; a refusal is a 200 that says `acknowledgeIsSuccess: false`.

JCC knows no reference of ours and no search: ours stands in `message`, for a person to look for. So an outcome that is
not known is never booked again by itself.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings

from geholpen.domain.balie.ports import Antwoord, Geboekt, NietGeboekt, Onzeker, Vraag
from geholpen.platform import outbound

NL = ZoneInfo("Europe/Amsterdam")
MAX_DAGEN = 50
#: 0 is visible, 1 hidden, 2 required.
VERPLICHT = 2
#: How JCC asks for it; when booking it takes a number as `phoneNumber`.
_VELD = {"emailAddress": "email", "email": "email", "mainPhoneNumber": "telefoon", "mobilePhoneNumber": "telefoon"}
_tokens: dict[str, tuple[str, float]] = {}
_ONZEKER = "JCC gaf geen antwoord. Kijk in JCC of de afspraak er staat, met ons kenmerk in het bericht."


class JccAgenda:
    """One installation of JCC. `instellingen`: adres, locatie."""

    def __init__(self, instellingen: Mapping[str, str]) -> None:
        self.adres = str(instellingen.get("adres", "")).rstrip("/")

    def days(self, soort: str, locatie: str, van: date, tot: date) -> list[date]:
        """Days with a free time, `tot` not among them. Raises OSError."""
        return sorted({t.date() for t in self._times(soort, locatie, van, tot)})

    def times(self, soort: str, locatie: str, dag: date) -> list[datetime]:
        """Free times of one day. Raises OSError. From and to the same gives nothing, so it asks for two days."""
        return [t for t in self._times(soort, locatie, dag, dag + timedelta(days=1)) if t.date() == dag]

    def _times(self, soort: str, locatie: str, van: date, tot: date) -> list[datetime]:
        tot = min(tot, van + timedelta(days=MAX_DAGEN))
        vraag = {"locationId": locatie, "fromDate": van.isoformat(), "toDate": tot.isoformat()}
        vraag |= {"activityId": soort, "amount": "1"}
        found = self._read(f"appointment/availabletimelist?{urlencode(vraag)}")
        moments = found.get("availableTimesList", []) if isinstance(found, dict) else []
        return sorted(datetime.fromisoformat(str(m)).replace(tzinfo=NL) for m in moments)

    def needs(self, soort: str) -> frozenset[str]:
        """What JCC cannot do without for this activity, in our words where we have one. Raises OSError.

        2 is required; what is missing is only visible. A last name is always given.
        """
        said = self._read(f"customer/customerfields/required?{urlencode({'selectedActivityId': soort})}")
        if not isinstance(said, dict):
            raise OSError("jcc")
        asked = {str(naam) for naam, waarde in said.items() if waarde == VERPLICHT} - {"lastName"}
        found = {_VELD.get(naam, naam) for naam in asked}
        if said.get("areFirstNameOrInitialsRequired") is True:
            found.add("firstName")
        return frozenset(found | ({"telefoon"} if said.get("isAnyPhoneNumberRequired") is True else set()))

    def book(self, vraag: Vraag) -> Antwoord:
        """Book it, once. Never raises for what the other side does."""
        klant = {"isMainCustomer": True, "lastName": vraag.achternaam or "Klant van de gemeente"}
        klant |= {naam: waarde for naam, waarde in _klantvelden(vraag) if waarde}
        body = {
            "activityList": [{"activityId": vraag.soort, "amount": 1}],
            "customerList": [klant],
            "fromDateTime": vraag.begin.isoformat(),
            "toDateTime": vraag.eind.isoformat(),
            "locationId": vraag.locatie,
            "message": vraag.kenmerk,
        }
        answer = self._send("POST", "appointment", json.dumps(body).encode())
        if isinstance(answer, outbound.Unknown):
            return Onzeker(_ONZEKER)
        if isinstance(answer, outbound.Denied):
            return NietGeboekt(str(answer.status or answer.code), "JCC is nu niet bereikbaar.", later=answer.at_host)
        said = _json(answer.body)
        if not isinstance(said, dict):
            return Onzeker(_ONZEKER)
        if said.get("acknowledgeIsSuccess") is False:
            return NietGeboekt(str(said.get("code", "")), "JCC nam de afspraak niet aan.")
        return Geboekt(str(said["id"])) if said.get("id") else Onzeker(_ONZEKER)

    def find(self, vraag: Vraag) -> Antwoord:
        """JCC cannot be asked for a reference: a person looks."""
        return Onzeker(_ONZEKER)

    def cancel(self, extern_id: str) -> bool:
        """Give the time back. On success `acknowledgeIsSuccess` may be missing."""
        answer = self._send("DELETE", f"appointment?{urlencode({'id': extern_id})}")
        if isinstance(answer, outbound.Denied):
            return answer.status == 404
        said = _json(answer.body) if isinstance(answer, outbound.Accepted) else None
        return isinstance(said, dict) and said.get("acknowledgeIsSuccess") is not False

    def _read(self, pad: str) -> Any:
        answer = self._send("GET", pad)
        if not isinstance(answer, outbound.Accepted):
            raise OSError("jcc")
        return _json(answer.body)

    def _send(self, methode: str, pad: str, body: bytes = b"") -> outbound.Outcome:
        """One call with a token; once more with a new one when it was not good any more."""
        answer: outbound.Outcome = outbound.Denied("HTTP", 401)
        for fresh in (False, True):
            token = self._token(fresh=fresh)
            if not token:
                return outbound.Denied("TOKEN")
            headers = {"Authorization": f"Bearer {token}", "language": "nl", "Content-Type": "application/json"}
            answer = outbound.send(methode, f"{self.adres}/{pad}", body=body, headers=headers)
            if not isinstance(answer, outbound.Denied) or answer.status != 401:
                break
        return answer

    def _token(self, *, fresh: bool) -> str:
        known = _tokens.get(self.adres)
        if known and known[1] > time.monotonic() and not fresh:
            return known[0]
        client, _, geheim = settings.JCC_SLEUTEL.partition(":")
        velden = {"grant_type": "client_credentials", "scope": "warp-api", "client_id": client, "client_secret": geheim}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = outbound.send("POST", f"{self.adres}/connect/token", body=urlencode(velden).encode(), headers=headers)
        said = _json(answer.body) if isinstance(answer, outbound.Accepted) else None
        if not isinstance(said, dict) or not said.get("access_token"):
            return ""
        _tokens[self.adres] = (str(said["access_token"]), time.monotonic() + float(said.get("expires_in", 60)) - 30)
        return _tokens[self.adres][0]


def _klantvelden(vraag: Vraag) -> tuple[tuple[str, str], ...]:
    return (("emailAddress", vraag.email), ("phoneNumber", vraag.telefoon))


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None
