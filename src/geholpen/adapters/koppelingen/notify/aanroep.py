"""A call to the service with our key, and what its errors mean."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import orjson

from geholpen.domain.berichten.ports import Geweigerd, Gezondheid, Instelveld, Kanaalaccount, Onbekend
from geholpen.domain.berichten.ports.over_http import judged
from geholpen.platform.later import later
from geholpen.platform.outbound import Accepted, Denied, Outcome, Unknown, send

if TYPE_CHECKING:
    from joserfc import jwk, jwt
else:
    jwt = later("joserfc.jwt")
    jwk = later("joserfc.jwk")

BASIS = "https://api.notifynl.nl"
#: What an account needs to send over Notify, whatever it sends.
VELDEN = (
    Instelveld("notify_basis", "Adres van Notify", verplicht=False, standaard=BASIS),
    Instelveld("notify_sleutel", "Sleutel van Notify", geheim=True, verplicht=False),
    Instelveld("notify_terugmeldsleutel", "Terugmeldsleutel", geheim=True, verplicht=False,
               uitleg="Notify: bedenk hem zelf en vul hem daar ook in (bearer token)."),
)  # fmt: skip
#: A key as the service gives it: a name, the id of our service, the secret.
_SLEUTEL = re.compile(r".*([0-9a-fA-F-]{36})-([0-9a-fA-F-]{36})")
_GEEN_SLEUTEL = "De sleutel van Notify heeft niet de goede vorm. De beheerder moet hem opnieuw invullen."


def call(account: Kanaalaccount, methode: str, pad: str, thing: Any = None) -> Outcome | Geweigerd:
    """Call; `thing` goes along as JSON. Geweigerd without a key that can be one."""
    found = _SLEUTEL.fullmatch(account.geheimen.get("notify_sleutel", ""))
    if found is None:
        return Geweigerd("sleutel", _GEEN_SLEUTEL, blijvend=False, kanaal_dicht=True)
    headers = {"Authorization": f"Bearer {token(*found.groups())}"}
    if thing is not None:
        headers["Content-Type"] = "application/json"
    base = (account.instellingen.get("notify_basis") or BASIS).rstrip("/")
    body = b"" if thing is None else orjson.dumps(thing)
    return send(methode, base + pad, body=body, headers=headers, counted_by=f"notify {account.id}")


def token(service: str, secret: str) -> str:
    """A token for the next half minute."""
    key = jwk.OctKey.import_key(secret.encode())
    return jwt.encode({"alg": "HS256", "typ": "JWT"}, {"iss": service, "iat": int(time.time())}, key)


def outcome(why: Denied | Unknown | Geweigerd) -> Geweigerd | Onbekend:
    """What a call that did not end well means, by the service's own error where it gave one."""
    if isinstance(why, Geweigerd):
        return why
    if isinstance(why, Unknown) or why.code != "HTTP":
        return judged(why, "Notify")
    soort, tekst = _error(why.body)
    if why.status == 400:
        return _refused(soort, tekst)
    if why.status == 429:
        wacht = timedelta(minutes=1) if soort == "RateLimitError" else timedelta(hours=1)  # else: the limit of a day
        asked = None if why.retry_after is None else timedelta(seconds=why.retry_after)
        return Geweigerd(soort or "http-429", "Notify neemt nu even niets meer aan.", blijvend=False, na=asked or wacht)
    return judged(why, "Notify")


def _refused(soort: str, tekst: str) -> Geweigerd:
    """A 400. The text of the service is English and may name who it is about: it is looked at, not shown."""
    said = tekst.lower()
    if "phone_number" in said or "email_address" in said or "not a valid" in said:
        uitleg = "Notify vindt dit geen werkend nummer of adres."
        return Geweigerd(soort or "http-400", uitleg, blijvend=True, adres_onbruikbaar=True)
    if "team" in said or "trial" in said:
        uitleg = "Deze sleutel van Notify mag alleen naar eigen nummers sturen. De beheerder moet dit nakijken."
        return Geweigerd(soort or "http-400", uitleg, blijvend=False, kanaal_dicht=True)
    if "template" in said or "personalisation" in said:
        uitleg = "Het sjabloon bij Notify past niet bij dit bericht. De beheerder moet dit nakijken."
        return Geweigerd(soort or "http-400", uitleg, blijvend=True)
    return Geweigerd(soort or "http-400", "Notify weigert dit bericht.", blijvend=True)


def _error(body: bytes) -> tuple[str, str]:
    """(kind, text) of the first error; empty when it says none."""
    said = read(body)
    errors = said.get("errors")
    first = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], dict) else {}
    return str(first.get("error", ""))[:40], str(first.get("message", ""))[:300]


def read(body: bytes) -> dict[str, Any]:
    """The JSON object; {} when it is none."""
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return said if isinstance(said, dict) else {}


def probeer(account: Kanaalaccount) -> Gezondheid:
    """Ask for our newest message: it tells whether key and address are right."""
    done = call(account, "GET", "/v2/notifications?page_size=1")
    if isinstance(done, Accepted):
        return Gezondheid("goed", "Notify kent onze sleutel.")
    return Gezondheid("storing", outcome(done).uitleg)
