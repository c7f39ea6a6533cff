"""What a call of the provider says about a telephone call. Pure."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qs, urlencode
from uuid import UUID

from geholpen.adapters.kanalen.telefoon.spraak import dialoog
from geholpen.domain.berichten.ports import Niets, OnleesbaarBericht, Webverzoek
from geholpen.domain.oproepen.ports import Meer, Oproepnieuws, Wat

_EINDE = {
    "completed": "normalClearing",
    "busy": "busy",
    "failed": "congestion",
    "no-answer": "noAnswer",
    "canceled": "cancel",
}
_BEGIN = {"queued": Wat.AANGEBODEN, "initiated": Wat.AANGEBODEN, "ringing": Wat.AANGEBODEN}


def pack(verzoek: Webverzoek, keuze: str | None = None) -> bytes:
    """What is stored: which of our addresses was called, what the menu made of it, and the form as it came."""
    vraag = {k: v for k, v in verzoek.vraag.items() if k in {"c", "ref", "leeg"}}
    if keuze is not None:
        vraag["keuze"] = keuze
    return f"{verzoek.pad.strip('/') or 'begin'}?{urlencode(vraag)}\n".encode() + verzoek.lichaam


def read(raw: bytes) -> Oproepnieuws | Meer | Niets:
    """One stored call. Raises OnleesbaarBericht."""
    eerste, _, lichaam = raw.partition(b"\n")
    try:
        pad, _, rest = eerste.decode("ascii").partition("?")
        vraag = {k: v[0] for k, v in parse_qs(rest, keep_blank_values=True).items()}
        velden = parse_qs(lichaam.decode("utf-8"), max_num_fields=200)
    except ValueError as error:
        raise OnleesbaarBericht("Dit bericht van de telefoonaanbieder is niet te lezen.") from error
    if not _one(velden, "CallSid"):
        raise OnleesbaarBericht("In dit bericht van de telefoonaanbieder staat niet welk gesprek het is.")
    if pad == "begin":
        return _news(Wat.AANGEBODEN, velden)
    if pad == "beurt":
        return _choice(velden, vraag)
    if pad == "status":
        return _status(velden, vraag)
    return Niets("De beller hoort een wachttekst.")


def read_input(velden: dict[str, list[str]]) -> dialoog.Invoer:
    """What the caller pressed or said."""
    try:
        zekerheid = float(_one(velden, "Confidence") or 0)
    except ValueError:
        zekerheid = 0.0
    return dialoog.Invoer(_one(velden, "Digits")[:32], _one(velden, "SpeechResult")[:1000], zekerheid)


def _choice(velden: dict[str, list[str]], vraag: dict[str, str]) -> Oproepnieuws | Meer:
    """What was chosen comes on the screen; the words themselves are not kept with the call."""
    if "keuze" not in vraag:
        return _news(Wat.AANGEBODEN, velden)
    return Meer((_news(Wat.KEUZE, velden, keuze=vraag["keuze"][:60]), _news(Wat.WACHTRIJ, velden)))


def _status(velden: dict[str, list[str]], vraag: dict[str, str]) -> Oproepnieuws | Niets:
    stand, ouder = _one(velden, "CallStatus"), _one(velden, "ParentCallSid")
    ref = _uuid(vraag.get("ref", ""))
    if ouder or ref:
        return _leg(stand, velden, ref)
    if stand in _EINDE:
        return _news(Wat.BEEINDIGD, velden, oorzaak=_EINDE[stand])
    if stand in _BEGIN:
        return _news(_BEGIN[stand], velden)
    return _news(Wat.WACHTRIJ, velden)  # answered by the menu, not by anybody


def _leg(stand: str, velden: dict[str, list[str]], ref: UUID | None) -> Oproepnieuws | Niets:
    """The leg to an employee: whoever answers it has the caller. Of a call we asked for, its end is the end."""
    if stand == "in-progress":
        return _news(Wat.OPGENOMEN, velden, toestel=_extension(_one(velden, "To")), ref=ref)
    if stand == "ringing":
        return _news(Wat.GAAT_OVER, velden, toestel=_extension(_one(velden, "To")), ref=ref)
    if ref is not None and stand in _EINDE:
        return _news(Wat.BEEINDIGD, velden, oorzaak=_EINDE[stand], ref=ref)
    return Niets("Een toestel belde niet meer; de beller is er nog.")


def _news(
    wat: Wat,
    velden: dict[str, list[str]],
    toestel: str = "",
    oorzaak: str = "",
    keuze: str = "",
    ref: UUID | None = None,
) -> Oproepnieuws:
    ouder = _one(velden, "ParentCallSid")
    uit = ref is not None or _one(velden, "Direction") in {"outbound-api", "outbound"}
    van, naar = _one(velden, "From"), _one(velden, "To")
    volgorde = _one(velden, "SequenceNumber")
    return Oproepnieuws(
        wat,
        (ouder or _one(velden, "CallSid"))[:200],
        richting="uit" if uit else "in",
        nummer="" if uit or ouder else van[:60],
        gebeld="" if ouder else naar[:60],
        toestel=toestel,
        oorzaak=oorzaak,
        volgorde=int(volgorde) + 1 if volgorde.isascii() and volgorde.isdigit() and len(volgorde) < 9 else 0,
        moment=_moment(_one(velden, "Timestamp")),
        ref=ref,
        keuze=keuze,
    )


def _extension(adres: str) -> str:
    """client:jolanda, sip:201@centrale: the part that is the extension."""
    return adres.partition(":")[2].partition("@")[0] or adres


def _one(velden: dict[str, list[str]], naam: str) -> str:
    return (velden.get(naam) or [""])[0].replace("\x00", "").strip()


def _moment(said: str) -> datetime | None:
    try:
        return parsedate_to_datetime(said) if said else None
    except (TypeError, ValueError):
        return None


def _uuid(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None
