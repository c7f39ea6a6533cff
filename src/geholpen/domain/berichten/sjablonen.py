"""Templates of providers, as the composer and management see them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from geholpen.domain.berichten.models import Kanaalaccount, Kanaalsjabloon
from geholpen.domain.berichten.ports import Sjabloonvulling
from geholpen.platform.doors import catalogue
from geholpen.platform.errors import Invalid
from geholpen.platform.taal import language

#: What an employee may send to somebody who asked something; advertising is never an answer.
_DIENST = frozenset({"dienst", ""})


@dataclass(frozen=True, slots=True)
class Sjabloonregel:
    """One template. `tekst` has {{1}}, {{2}} … where `plekken` values go."""

    account_id: UUID
    naam: str
    taal: str
    staat: str
    soort: str
    tekst: str
    plekken: int
    uitleg: str


@catalogue
def kanaalsjablonen(account_id: UUID) -> list[Sjabloonregel]:
    """All templates of an account, by name."""
    rows = Kanaalsjabloon.objects.filter(account_id=account_id).order_by("naam", "taal")[:1000]
    return [Sjabloonregel(r.account_id, r.naam, r.taal, r.staat, r.soort, r.tekst, r.plekken, r.uitleg) for r in rows]


@catalogue
def bruikbare_sjablonen(soort: str) -> list[Sjabloonregel]:
    """Approved templates of the accounts of a channel, for an answer."""
    accounts = Kanaalaccount.objects.filter(kanaal=soort, actief=True).values_list("id", flat=True)[:100]
    rows = [r for id in accounts for r in kanaalsjablonen(id)]
    return [r for r in rows if r.staat == "goedgekeurd" and r.soort in _DIENST]


@catalogue
def verder_sjabloon(soort: str, taal: str = "nl") -> tuple[str, str] | None:
    """(name, language) of the template by which somebody goes on over this channel, as its account names it.

    In this language when it is there. None: no account names one, or it is not approved. It has two places: who we
    are, and what to do.
    """
    namen = {a.instellingen.get("verder_sjabloon", "") for a in Kanaalaccount.objects.filter(kanaal=soort, actief=True)}
    found = [(r.naam, r.taal) for r in bruikbare_sjablonen(soort) if r.naam in namen]
    return min(found, key=lambda s: language(s[1]) != taal, default=None)


def fill_in(soort: str, naam: str, taal: str, waarden: tuple[str, ...]) -> tuple[Sjabloonvulling, str]:
    """The filled template and what it says. Values are only ever values: nothing in them is looked up.

    Raises Invalid when the template is not there any more, or a place is empty.
    """
    found = next((r for r in bruikbare_sjablonen(soort) if (r.naam, r.taal) == (naam, taal)), None)
    if found is None:
        raise Invalid("sjabloon", "Dit sjabloon is niet meer te gebruiken. Kies een ander.")
    netjes = tuple(" ".join(w.split())[:1000] for w in waarden[: found.plekken])
    if len(netjes) < found.plekken or not all(netjes):
        raise Invalid("sjabloon", f"Vul alle {found.plekken} plekken van dit sjabloon in.")
    tekst = re.sub(r"\{\{(\d+)\}\}", lambda m: _value(netjes, int(m[1])), found.tekst)
    return Sjabloonvulling(naam, taal, netjes), tekst


def _value(waarden: tuple[str, ...], nummer: int) -> str:
    return waarden[nummer - 1] if 0 < nummer <= len(waarden) else ""
