"""An account whose mail goes out over Notify: its settings, and its callbacks among the raw mails.

A callback is stored as any envelope of this channel. It is marked with a keyed hash of what it says, so that no mail,
whatever its bytes, can pass for one.
"""

from __future__ import annotations

import hmac
from dataclasses import replace

from geholpen.adapters.koppelingen import notify
from geholpen.domain.berichten.ports import (
    Gelezen,
    Geweigerd,
    Instelveld,
    Kanaalaccount,
    OnleesbaarBericht,
    OntvangenBericht,
    UitgaandBericht,
    Verzenduitkomst,
    Webontvangst,
    Webverzoek,
)
from geholpen.platform.keys import mac

VELDEN = (
    Instelveld("aanbieder", "Versturen via", verplicht=False, standaard="smtp",
               keuzes=(("smtp", "Een mailserver"), ("notify", "NotifyNL"))),
    Instelveld("notify_sjabloon", "Sjabloon", verplicht=False,
               uitleg="Notify: id van een sjabloon met ((onderwerp)) en ((tekst))."),
    Instelveld("notify_antwoord_aan", "Antwoordadres-id", verplicht=False,
               uitleg="Notify: id van het antwoordadres. Kies het adres van deze postbus."),
    *notify.VELDEN,
)  # fmt: skip
_MERK = b"geholpen-notify "
_GEEN_BESTAND = "Notify stuurt geen bestanden mee. Stuur het bericht zonder bestand, of kies een ander kanaal."


def by_notify(account: Kanaalaccount | None) -> bool:
    """Whether this account sends over Notify."""
    return account is not None and account.instellingen.get("aanbieder") == "notify"


def send(bericht: UitgaandBericht) -> Verzenduitkomst:
    """Hand one mail over by template. Files cannot go along."""
    if bericht.bijlagen:
        return Geweigerd("bestand", _GEEN_BESTAND, blijvend=True)
    return notify.verzend_mail(bericht)


def receive(verzoek: Webverzoek, account: Kanaalaccount) -> Webontvangst:
    """A callback with our token, marked as one."""
    if verzoek.methode != "POST" or not by_notify(account):
        return Webontvangst(405, lichaam="Dit account krijgt geen berichten op dit adres.")
    found = notify.ontvang(verzoek, account)
    return replace(found, ruw=tuple(_marked(raw) for raw in found.ruw))


def _mark(body: bytes) -> bytes:
    return _MERK + mac("notifymail", body).hex().encode() + b"\n"


def _marked(body: bytes) -> bytes:
    return _mark(body) + body


def callback(raw: bytes) -> Gelezen | None:
    """What a stored callback says; None for a mail. Raises OnleesbaarBericht."""
    _head, _line, body = raw.partition(b"\n")
    if not hmac.compare_digest(raw[: len(raw) - len(body)], _mark(body)):
        return None
    found = notify.lees(body)
    if isinstance(found, OntvangenBericht):
        raise OnleesbaarBericht("Notify stuurde een sms naar een account voor e-mail.")
    return found
