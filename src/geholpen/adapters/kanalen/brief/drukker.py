"""Talk to the print provider: bring a round, ask what became of one, read what it says of single letters.

The provider prints a `client_ref` once, however often it gets it, so asking first and bringing again is safe.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from geholpen.adapters.kanalen.brief import partij as zip_
from geholpen.domain.berichten.ports import (
    Bezorgnieuws,
    Bezorgstand,
    Drukpartij,
    Geaccepteerd,
    Geweigerd,
    Kanaalaccount,
    Onbekend,
    OnleesbaarBericht,
    Verzenduitkomst,
)
from geholpen.platform import outbound

_LIMITS = outbound.Limits(connect=5.0, read=60.0, total=120.0, size=5_000_000)
_KORT = outbound.Limits(connect=5.0, read=15.0, total=20.0, size=5_000_000)
AFGEWEZEN = "De drukker nam deze brief niet aan"
_STANDEN = {
    "accepted": Bezorgstand.VERSTUURD,
    "printed": Bezorgstand.VERSTUURD,
    "dispatched": Bezorgstand.VERSTUURD,  # on the post: nobody tells that it arrived, only that it comes back
    "rejected": Bezorgstand.MISLUKT,
    "returned": Bezorgstand.MISLUKT,
}
_REDENEN = {
    "accepted": "De drukker heeft de brief.",
    "printed": "De brief is gedrukt.",
    "dispatched": "De brief is op de post gedaan.",
    "rejected": AFGEWEZEN,
    "returned": "De brief kwam terug: op dit adres niet te bezorgen",
}


def bring(partij: Drukpartij, account: Kanaalaccount) -> Mapping[UUID, Verzenduitkomst]:
    """Bring one round. Raises nothing for what the provider does; an outcome for every letter."""
    body = zip_.pack(partij)
    headers = {
        **_auth(account),
        "Content-Type": "application/zip",
        "X-Batch-Id": str(partij.id),
        "X-Content-SHA256": hashlib.sha256(body).hexdigest(),
    }
    url = f"{account.instellingen.get('url', '').rstrip('/')}/v1/batches"
    ids = [brief.id for brief in partij.brieven]
    match outbound.send("POST", url, body=body, headers=headers, limits=_LIMITS):
        case outbound.Accepted() as answer:
            found = _letters(answer.body) if _counted(answer.body) == len(ids) else {}
            vreemd = Onbekend("De drukker zegt niet wat er met deze brief gebeurde.")
            return {id: found.get(id, vreemd) for id in ids}
        case outbound.Denied() as why:
            return dict.fromkeys(ids, _denied(why))
        case outbound.Unknown():
            return dict.fromkeys(ids, Onbekend("De drukker gaf geen antwoord. De brief kan zijn aangekomen."))


def ask(partij_id: UUID, brieven: Sequence[UUID], account: Kanaalaccount) -> Mapping[UUID, Verzenduitkomst] | None:
    """What the provider has of a round. {}: it never saw it. None: it does not say now."""
    url = f"{account.instellingen.get('url', '').rstrip('/')}/v1/batches/{partij_id}"
    match outbound.send("GET", url, headers=_auth(account), limits=_KORT):
        case outbound.Accepted() as answer:
            found = _letters(answer.body)
            return {id: found[id] for id in brieven if id in found}
        case outbound.Denied(status=404):
            return {}
        case _:
            return None


def reachable(account: Kanaalaccount) -> outbound.Outcome:
    """Whether the provider is there and knows us."""
    url = f"{account.instellingen.get('url', '').rstrip('/')}/v1/status"
    return outbound.send("GET", url, headers=_auth(account), limits=_KORT)


def _auth(account: Kanaalaccount) -> dict[str, str]:
    return {"Authorization": f"Bearer {account.geheimen.get('sleutel', '')}"}


def _letters(body: bytes) -> dict[UUID, Verzenduitkomst]:
    """Outcome per letter; what cannot be read is left out."""
    try:
        regels = json.loads(body)["letters"]
        return {UUID(r["client_ref"]): _outcome(r) for r in regels if isinstance(r, dict) and r.get("client_ref")}
    except (ValueError, KeyError, TypeError):
        return {}


def _counted(body: bytes) -> int:
    """How many letters the provider says it has; -1 when it does not say."""
    try:
        return int(json.loads(body)["n_letters"])
    except (ValueError, KeyError, TypeError):
        return -1


def _outcome(regel: dict[str, Any]) -> Verzenduitkomst:
    if regel.get("status") != "rejected":
        return Geaccepteerd(str(regel["client_ref"]))
    return Geweigerd("afgewezen", _with_reason(AFGEWEZEN, regel), blijvend=True)


def _denied(why: outbound.Denied) -> Geweigerd:
    if why.status in (401, 403):
        return Geweigerd("toegang", "De drukker kent onze sleutel niet.", blijvend=False, kanaal_dicht=True)
    if why.status in (400, 413, 422):
        return Geweigerd("partij", "De drukker kon de partij niet lezen.", blijvend=False, kanaal_dicht=True)
    na = timedelta(seconds=why.retry_after) if why.retry_after else None
    return Geweigerd(why.code, "De drukker is nu niet te bereiken.", blijvend=False, na=na)


def news(raw: bytes) -> Bezorgnieuws:
    """What the provider says of one letter. Raises OnleesbaarBericht."""
    try:
        regel = json.loads(raw)
        stand = _STANDEN[regel["status"]]
        return Bezorgnieuws(
            stand=stand,
            bezorging_id=UUID(regel["client_ref"]),
            moment=_moment(regel.get("at")),
            code=str(regel["status"]),
            uitleg=_with_reason(_REDENEN[regel["status"]], regel) if stand == Bezorgstand.MISLUKT else "",
            adres_onbruikbaar=regel["status"] == "returned",
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise OnleesbaarBericht("De drukker stuurde een bericht over een brief dat wij niet kunnen lezen.") from None


def updates(raw: bytes) -> list[bytes]:
    """The lines of one status file, each as a message of its own; what is no such file comes back whole."""
    try:
        regels = json.loads(raw)["updates"]
        return [json.dumps(r, ensure_ascii=False, sort_keys=True).encode() for r in regels] or [raw]
    except (ValueError, KeyError, TypeError):
        return [raw]


def _with_reason(zin: str, regel: dict[str, Any]) -> str:
    reden = regel.get("reason")
    kort = " ".join("".join(t for t in reden if t.isprintable()).split())[:200] if isinstance(reden, str) else ""
    return f"{zin}: {kort}" if kort else f"{zin}."


def _moment(waarde: object) -> datetime | None:
    if not isinstance(waarde, str):
        return None
    moment = datetime.fromisoformat(waarde)
    return moment if moment.tzinfo else None
