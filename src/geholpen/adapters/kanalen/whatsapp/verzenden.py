"""One message to one person: text, template, and files before it."""

from __future__ import annotations

from typing import Any

from geholpen.adapters.kanalen.whatsapp import graph
from geholpen.adapters.kanalen.whatsapp.fouten import outcome
from geholpen.adapters.kanalen.whatsapp.vorm import is_number, text
from geholpen.domain.berichten.ports import (
    Geaccepteerd,
    Geweigerd,
    Kanaalaccount,
    Onbekend,
    UitgaandBericht,
    UitgaandeBijlage,
    Verzenduitkomst,
)
from geholpen.platform.outbound import Accepted

MAX_TEKENS = 4096
_DEELS = "Een deel van dit bericht is verstuurd en een deel niet. Kijk het na voordat u het opnieuw stuurt."
_SOORTEN = {
    "image/jpeg": "image",
    "image/png": "image",
    "video/mp4": "video",
    "audio/ogg": "audio",
    "audio/mpeg": "audio",
}


def verzend(bericht: UitgaandBericht) -> Verzenduitkomst:
    """Send. Files are brought first: only when all lie there is anything said to the customer."""
    account, aan = bericht.account, bericht.bestemming
    if account is None or aan is None:
        return Geweigerd("geen-weg", "Er is geen WhatsApp-nummer ingesteld om mee te versturen.", blijvend=False)
    if len(bericht.tekst) > MAX_TEKENS and bericht.sjabloon is None:
        return Geweigerd("te-lang", f"Een WhatsApp-bericht heeft hoogstens {MAX_TEKENS} tekens.", blijvend=True)
    files = []
    for bijlage in bericht.bijlagen:
        brought = _bring(account, bijlage)
        if not isinstance(brought, str):
            return brought
        files.append(_file(bijlage, brought))
    return _say_all(account, bericht, [*files, _words(bericht)])


def _say_all(account: Kanaalaccount, bericht: UitgaandBericht, things: list[dict[str, Any]]) -> Verzenduitkomst:
    said: Verzenduitkomst = Geaccepteerd()
    for n, thing in enumerate(things):
        said = _post(account, _addressed(bericht, thing))
        if not isinstance(said, Geaccepteerd):
            return Onbekend(_DEELS) if n else said
    return said


def _post(account: Kanaalaccount, thing: dict[str, Any]) -> Verzenduitkomst:
    done = graph.call(account, "POST", f"{graph.number(account)}/messages", thing)
    if not isinstance(done, Accepted):
        return outcome(done)
    rows = graph.answer(done)
    messages = rows.get("messages") if isinstance(rows, dict) else None
    kenmerk = text(messages[0], "id", most=300) if isinstance(messages, list) and messages else ""
    return Geaccepteerd(kenmerk)


def _addressed(bericht: UitgaandBericht, thing: dict[str, Any]) -> dict[str, Any]:
    """To whom, in answer to what, and our own id that comes back with every status."""
    waarde = bericht.bestemming.waarde if bericht.bestemming else ""
    who = {"to": waarde} if is_number(waarde) else {"recipient": waarde}
    about = {"context": {"message_id": bericht.in_reply_to}} if bericht.in_reply_to.startswith("wamid.") else {}
    ours = {"biz_opaque_callback_data": str(bericht.bezorging_id)}
    return {"messaging_product": "whatsapp", "recipient_type": "individual", **who, **thing, **about, **ours}


def _words(bericht: UitgaandBericht) -> dict[str, Any]:
    if bericht.sjabloon is None:
        return {"type": "text", "text": {"body": bericht.tekst, "preview_url": False}}
    values = [{"type": "text", "text": waarde} for waarde in bericht.sjabloon.waarden]
    filled = {"components": [{"type": "body", "parameters": values}]} if values else {}
    named = {"name": bericht.sjabloon.naam, "language": {"code": bericht.sjabloon.taal}}
    return {"type": "template", "template": {**named, **filled}}


def _file(bijlage: UitgaandeBijlage, media_id: str) -> dict[str, Any]:
    soort = _SOORTEN.get(bijlage.type, "document")
    named = {"filename": bijlage.naam} if soort == "document" else {}
    return {"type": soort, soort: {"id": media_id, **named}}


def _bring(account: Kanaalaccount, bijlage: UitgaandeBijlage) -> str | Geweigerd | Onbekend:
    """The id of a file that was brought. Tried twice: bringing it twice does no harm, nobody sees it yet."""
    for again in (True, False):
        done = graph.upload(account, bijlage)
        if isinstance(done, Accepted):
            return text(graph.answer(done), "id", most=300)
        why = outcome(done)
        if not again or (isinstance(why, Geweigerd) and why.kanaal_dicht):
            break
    if isinstance(why, Onbekend):  # nothing was said to the customer yet
        return Geweigerd("bestand", "WhatsApp nam het bestand nu niet aan.", blijvend=False)
    return why
