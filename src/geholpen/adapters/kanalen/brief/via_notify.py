"""An account whose letters Notify prints: each PDF is handed over by itself, and its callbacks come one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from geholpen.adapters.koppelingen import notify
from geholpen.domain.berichten.ports import (
    Bezorgnieuws,
    Drukpartij,
    Geaccepteerd,
    Gelezen,
    Instelveld,
    Kanaalaccount,
    Niets,
    OnleesbaarBericht,
    OntvangenBericht,
    Verzenduitkomst,
    Webontvangst,
    Webverzoek,
)

VELDEN = (
    Instelveld("notify_porto", "Soort post", verplicht=False, standaard="second",
               keuzes=(("second", "Gewone post"), ("first", "Snelle post")), uitleg="Alleen voor Notify."),
    *notify.VELDEN,
)  # fmt: skip
#: Before a stored callback. What else this channel stores begins with a scan or with a brace.
MERK = b"GEHOLPEN-NOTIFY 1\n"


def by_notify(account: Kanaalaccount) -> bool:
    """Whether this account prints over Notify."""
    return account.instellingen.get("aanbieder") == "notify"


def bring(partij: Drukpartij, account: Kanaalaccount) -> Mapping[UUID, Verzenduitkomst]:
    """Hand over every letter of a round. One that fails holds up no other."""
    return {brief.id: notify.verzend_pdf(account, brief.id, brief.pdf) for brief in partij.brieven}


def ask(brieven: Sequence[UUID], account: Kanaalaccount) -> Mapping[UUID, Verzenduitkomst] | None:
    """What Notify has of these letters, by our reference. None: it does not say now."""
    found: dict[UUID, Verzenduitkomst] = {}
    for id in brieven:
        said = notify.vraag_na(id, account)
        if said is None:
            return None
        if isinstance(said, Bezorgnieuws):  # how it fares comes by its callback
            said = Geaccepteerd(said.kenmerk)
        if not isinstance(said, Niets):
            found[id] = said
    return found


def receive(verzoek: Webverzoek, account: Kanaalaccount) -> Webontvangst:
    """A callback with our token, marked as one."""
    if verzoek.methode != "POST":
        return Webontvangst(status=405)
    found = notify.ontvang(verzoek, account)
    return replace(found, ruw=tuple(MERK + raw for raw in found.ruw))


def callback(raw: bytes) -> Gelezen:
    """What a stored callback says of a letter. Raises OnleesbaarBericht."""
    found = notify.lees(raw.removeprefix(MERK))
    if isinstance(found, OntvangenBericht):
        raise OnleesbaarBericht("Notify stuurde een sms naar een account voor brieven.")
    return found
