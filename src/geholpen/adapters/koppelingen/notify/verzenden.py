"""One message by template. Our own id is the reference: by it an outcome that we did not hear can be asked for."""

from __future__ import annotations

import base64
from typing import Any
from uuid import UUID

from geholpen.adapters.koppelingen.notify.aanroep import call, outcome, read
from geholpen.adapters.koppelingen.notify.ontvangst import news
from geholpen.domain.berichten.ports import (
    Bezorgnieuws,
    Geaccepteerd,
    Geweigerd,
    Kanaalaccount,
    Niets,
    UitgaandBericht,
    Verzenduitkomst,
)
from geholpen.platform.outbound import Accepted

GEEN_SJABLOON = "Bij dit kanaal is geen sjabloon van Notify ingevuld. De beheerder moet dat doen."


def verzend_sms(bericht: UitgaandBericht) -> Verzenduitkomst:
    """A text message: the template holds one place, ((tekst))."""
    to = bericht.bestemming.waarde if bericht.bestemming else ""
    more = {"sms_sender_id": _setting(bericht, "notify_afzender")} if _setting(bericht, "notify_afzender") else {}
    return _post(bericht, "sms", {"phone_number": to, "personalisation": {"tekst": bericht.tekst}, **more})


def verzend_mail(bericht: UitgaandBericht) -> Verzenduitkomst:
    """A mail: the template holds ((onderwerp)) and ((tekst))."""
    to = bericht.bestemming.waarde if bericht.bestemming else bericht.aan.adres
    filled = {"onderwerp": bericht.onderwerpregel, "tekst": bericht.tekst}
    reply = _setting(bericht, "notify_antwoord_aan")
    more = {"email_reply_to_id": reply} if reply else {}
    return _post(bericht, "email", {"email_address": to, "personalisation": filled, **more})


def verzend_brief(bericht: UitgaandBericht) -> Verzenduitkomst:
    """A letter: the PDF that goes with the message, else by template with its address lines and ((tekst))."""
    pdf = next((b for b in bericht.bijlagen if b.type == "application/pdf"), None)
    if pdf is not None and bericht.account is not None:
        return verzend_pdf(bericht.account, bericht.bezorging_id, pdf.inhoud)
    lines = {f"address_line_{n}": regel for n, regel in enumerate(bericht.adresregels[:7], 1)}
    return _post(bericht, "letter", {"personalisation": {**lines, "tekst": bericht.tekst}})


def verzend_pdf(account: Kanaalaccount, bezorging_id: UUID, pdf: bytes) -> Verzenduitkomst:
    """A letter that we made up ourselves; the address stands on it."""
    porto = account.instellingen.get("notify_porto") or "second"
    return _hand_over(account, bezorging_id, "letter", {"content": base64.b64encode(pdf).decode(), "postage": porto})


def _post(bericht: UitgaandBericht, soort: str, thing: dict[str, Any]) -> Verzenduitkomst:
    sjabloon = _setting(bericht, "notify_sjabloon")
    if not sjabloon:
        return Geweigerd("geen-sjabloon", GEEN_SJABLOON, blijvend=False, kanaal_dicht=True)
    return _send(bericht, soort, {"template_id": sjabloon, **thing})


def _send(bericht: UitgaandBericht, soort: str, thing: dict[str, Any]) -> Verzenduitkomst:
    if bericht.account is None:
        return Geweigerd("geen-weg", "Er is geen Notify ingesteld om mee te versturen.", blijvend=False)
    return _hand_over(bericht.account, bericht.bezorging_id, soort, thing)


def _hand_over(account: Kanaalaccount, bezorging_id: UUID, soort: str, thing: dict[str, Any]) -> Verzenduitkomst:
    done = call(account, "POST", f"/v2/notifications/{soort}", {**thing, "reference": str(bezorging_id)})
    if isinstance(done, Accepted):
        return Geaccepteerd(str(read(done.body).get("id", ""))[:100])
    return outcome(done)


def _setting(bericht: UitgaandBericht, naam: str) -> str:
    return bericht.account.instellingen.get(naam, "") if bericht.account else ""


def vraag_na(bezorging_id: UUID, account: Kanaalaccount) -> Geaccepteerd | Bezorgnieuws | Niets | None:
    """What became of a message; Niets when the service never had it, None when it could not be asked now."""
    done = call(account, "GET", f"/v2/notifications?reference={bezorging_id}")
    if not isinstance(done, Accepted):
        return None
    rows = read(done.body).get("notifications")
    if not isinstance(rows, list):
        return None
    if not rows:
        return Niets("Notify kent dit bericht niet.")
    found = news(rows[0]) if isinstance(rows[0], dict) else None
    if isinstance(found, Bezorgnieuws):
        return found
    return Geaccepteerd(str(rows[0].get("id", ""))[:100]) if isinstance(rows[0], dict) else None
