"""What every page of every face says about the house: the organisation, its opening hours, the language links."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist
from django.db import Error as DatabaseError
from django.http import HttpRequest
from django.utils.translation import get_language

from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform.telefoonnummer import leesbaar

TALEN = (("nl", "Nederlands"), ("en", "English"))


@dataclass(frozen=True, slots=True)
class Huis:
    """What the shells read from `organisatie`."""

    naam: str
    telefoon: str = ""
    onderschrift: str = ""
    openingstijden: str = ""
    url: str = "/"


def huis() -> Huis:
    """The organisation as the shells need it; a bare name when the database cannot be asked (error pages)."""
    try:
        wij = organisatie()
    except (DatabaseError, ObjectDoesNotExist):
        return Huis("Geholpen")
    return Huis(wij.naam, leesbaar(wij.telefoon).replace(" ", "\u00a0"))


def taal_links(request: HttpRequest) -> list[dict[str, str]]:
    """A link to this page in each other language."""
    nu = (get_language() or "nl").split("-")[0]
    terug = request.get_full_path() if request.method == "GET" else request.path
    return [
        {"taal": code, "tekst": naam, "url": f"/taal/{code}/?{urlencode({'next': terug})}"}
        for code, naam in TALEN
        if code != nu
    ]
