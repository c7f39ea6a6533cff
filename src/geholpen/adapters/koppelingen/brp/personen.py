"""One call to the BRP: POST …/personen, type RaadpleegMetBurgerservicenummer."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from geholpen.adapters.koppelingen.brp.lezen import persoon, velden
from geholpen.domain.partijen.ports import Brpuitslag, Brpvraag, Gevonden, Mislukt, NietGevonden
from geholpen.platform.outbound import Accepted, Denied, Limits, Unknown, send

#: Somebody at a screen waits for it.
GRENZEN = Limits(connect=3.0, read=8.0, total=10.0, size=500_000)


@dataclass(frozen=True, slots=True)
class Brp:
    """An address (without /personen), and the key that its keeper gave us."""

    adres: str
    sleutel: str = field(default="", repr=False)

    @property
    def naam(self) -> str:
        """Its host."""
        return urlsplit(self.adres).netloc.rpartition("@")[2]

    def raadpleeg(self, vraag: Brpvraag) -> Brpuitslag:
        """Ask once. Never raises."""
        body = {
            "type": "RaadpleegMetBurgerservicenummer",
            "fields": velden(vraag.soorten),
            "burgerservicenummer": [vraag.bsn],
        }
        headers = {"Content-Type": "application/json", "Accept": "application/json", **vraag.koppen}
        if self.sleutel:
            headers["X-API-KEY"] = self.sleutel
        url = f"{self.adres.rstrip('/')}/personen"
        match send("POST", url, body=json.dumps(body).encode(), headers=headers, limits=GRENZEN):
            case Accepted() as answer:
                return _read(answer, vraag)
            case Denied() as why:
                return Mislukt(why.code, why.status)
            case Unknown() as why:
                return Mislukt(why.code, why.status, zeker=False)


def _read(answer: Accepted, vraag: Brpvraag) -> Brpuitslag:
    """What came, when it is what the contract says: at most one person, and the one who was asked for."""
    try:
        found: Any = json.loads(answer.body) if answer.whole else None
        personen = found["personen"]
        if not personen:
            return NietGevonden()
        (one,) = personen
        if one.get("burgerservicenummer", vraag.bsn) != vraag.bsn:
            return Mislukt("ANTWOORD", answer.status)
        return Gevonden(persoon(one, vraag.soorten))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Mislukt("ANTWOORD", answer.status)


def from_settings() -> Brp | None:
    """The BRP of the settings; None when there is none."""
    return Brp(settings.BRP_ADRES, settings.BRP_SLEUTEL) if settings.BRP_ADRES else None
