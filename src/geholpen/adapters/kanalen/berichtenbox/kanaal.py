"""The message box behind the port of berichten."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Any

import orjson

from geholpen.adapters.kanalen.berichtenbox.nummers import valid
from geholpen.domain.berichten.ports import (
    Geaccepteerd,
    Gelezen,
    Geweigerd,
    Gezondheid,
    Instelveld,
    Kanaalaccount,
    Mogelijkheden,
    Onbekend,
    OnleesbaarBericht,
    UitgaandBericht,
    Verzenduitkomst,
)
from geholpen.domain.berichten.ports.over_http import judged
from geholpen.platform.outbound import Accepted, Denied, Limits, Outcome, Unknown, send

VERSIE = "0.2.0"
MAX_BYTES, MAX_ONDERWERP = 1_048_576, 255
#: What goes along with a message in all; the contract names no limit, a message is one body.
MAX_BIJLAGEN = 10_000_000
_GRENZEN = Limits(connect=5.0, read=20.0, total=30.0)
_GEEN_BOX = "Deze klant heeft geen Berichtenbox, of ontvangt daar geen post van ons."
_UITLEG = {
    400: "De Berichtenbox vindt dit bericht niet in orde.",
    406: "De Berichtenbox spreekt een andere versie dan wij. De beheerder moet dit nakijken.",
    409: "De Berichtenbox had dit bericht al.",
    415: "De Berichtenbox neemt dit soort bestand niet aan.",
    404: _GEEN_BOX,
}


class BerichtenboxKanaal:
    """Sends only. Whether somebody read it is not told to the sender, so nothing further than `verstuurd` is known."""

    code = "berichtenbox"
    identiteitsoort = "berichtenbox"
    naam = "Berichtenbox"
    velden = (
        Instelveld("basis", "Adres van de dienst", uitleg="Zonder /api/v1 erachter."),
        Instelveld("oin", "Ons OIN", uitleg="Twintig cijfers: hiermee bent u de afzender."),
        Instelveld("token", "Sleutel", geheim=True, verplicht=False, uitleg="Als de dienst er een wil."),
    )

    def parse(
        self,
        raw: bytes,
        *,
        eigen_adressen: frozenset[str] = frozenset(),
        vertrouwd: bool = False,
        ontvangers: tuple[str, ...] = (),
    ) -> Gelezen:
        """Nothing comes in here."""
        raise OnleesbaarBericht("Via de Berichtenbox komt bij ons niets binnen.")

    def send(self, bericht: UitgaandBericht) -> Verzenduitkomst:
        """Hand one message over. The contract has no key against sending twice: silence is an unknown outcome."""
        account, aan = bericht.account, bericht.bestemming
        if account is None or aan is None:
            return Geweigerd("geen-weg", "Er is geen Berichtenbox ingesteld om mee te versturen.", blijvend=False)
        if not valid(aan.soort, aan.waarde):
            return Geweigerd("geen-nummer", _GEEN_BOX, blijvend=True)
        if len(bericht.tekst.encode()) > MAX_BYTES or sum(len(b.inhoud) for b in bericht.bijlagen) > MAX_BIJLAGEN:
            return Geweigerd("te-groot", "Dit bericht is te groot voor de Berichtenbox.", blijvend=True)
        done = _call(account, "POST", "/api/v1/aanleveringen", _delivery(bericht, account))
        if isinstance(done, Accepted):
            return Geaccepteerd(str(_json(done.body).get("berichtId", ""))[:100])
        return _outcome(done)

    def capabilities(self) -> Mogelijkheden:
        """Text and files, and a subject."""
        return Mogelijkheden(max_tekens=250_000, bijlagen=True, onderwerpregel=True)

    def health(self) -> Gezondheid:
        """What can be said without an account."""
        return Gezondheid("goed", "Ingesteld per organisatie.")

    def probe(self, account: Kanaalaccount) -> Gezondheid:
        """Ask the service whether it speaks our version; nothing is delivered."""
        if not valid("OIN", account.instellingen.get("oin", "")):
            return Gezondheid("storing", "Het OIN heeft niet de goede vorm: twintig cijfers.")
        done = _call(account, "POST", "/api/v1/aanleveringen", {})
        if isinstance(done, Denied) and done.code == "HTTP" and done.status == 400:  # it read our empty message
            return Gezondheid("goed", "De Berichtenbox kent ons.")
        if isinstance(done, Accepted):
            return Gezondheid("storing", "Op dit adres luistert iets dat geen Berichtenbox is.")
        return Gezondheid("storing", _outcome(done).uitleg)


def _delivery(bericht: UitgaandBericht, account: Kanaalaccount) -> dict[str, Any]:
    aan = bericht.bestemming
    files = [
        {"naam": b.naam[:255], "mimeType": b.type, "inhoud": base64.b64encode(b.inhoud).decode()}
        for b in bericht.bijlagen
    ]
    return {
        "afzender": account.instellingen.get("oin", ""),
        "ontvanger": {"type": aan.soort, "waarde": aan.waarde} if aan else {},
        "onderwerp": bericht.onderwerpregel[:MAX_ONDERWERP],
        "inhoud": bericht.tekst,
        "publicatietijdstip": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "bijlagen": files,
    }


def _call(account: Kanaalaccount, methode: str, pad: str, thing: dict[str, Any]) -> Outcome:
    headers = {"Content-Type": "application/json", "Accept": "application/json", "API-Version": VERSIE}
    token = account.geheimen.get("token", "")
    headers |= {"Authorization": f"Bearer {token}"} if token else {}
    adres = account.instellingen.get("basis", "").rstrip("/") + pad
    counted = f"berichtenbox {account.id}"
    return send(methode, adres, body=orjson.dumps(thing), headers=headers, limits=_GRENZEN, counted_by=counted)


def _outcome(why: Denied | Unknown) -> Geweigerd | Onbekend:
    """Decided on the status of the problem; its detail may name a person and is not kept."""
    known = isinstance(why, Denied) and why.code == "HTTP" and why.status in _UITLEG
    if not known:
        return judged(why, "De Berichtenbox")
    if why.status == 409:  # it has it: the answer to an earlier attempt was lost on the way
        return Onbekend(_UITLEG[409])
    ours = why.status == 406
    return Geweigerd(
        f"http-{why.status}",
        _UITLEG[why.status],
        blijvend=not ours,
        adres_onbruikbaar=why.status == 404,
        kanaal_dicht=ours,
    )


def _json(body: bytes) -> dict[str, Any]:
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return said if isinstance(said, dict) else {}
