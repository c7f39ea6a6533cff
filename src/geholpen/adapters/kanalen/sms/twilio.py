"""A provider of the Twilio form: form fields in and out, and no reference of ours but the address it calls back."""

from __future__ import annotations

import base64
import re
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

import orjson
import phonenumbers

from geholpen.adapters.kanalen.sms.ondertekening import fields, signed
from geholpen.adapters.kanalen.sms.woorden import wish
from geholpen.domain.berichten.ports import (
    Afmelding,
    Bezorgnieuws,
    Bezorgstand,
    Geaccepteerd,
    Gelezen,
    Geweigerd,
    Gezondheid,
    Kanaalaccount,
    Kanaalidentiteit,
    Niets,
    Onbekend,
    OnleesbaarBericht,
    OntvangenBericht,
    UitgaandBericht,
    Verzenduitkomst,
    Webontvangst,
    Webverzoek,
)
from geholpen.domain.berichten.ports.over_http import judged
from geholpen.platform.outbound import Accepted, Denied, Outcome, Unknown, send

BASIS = "https://api.twilio.com"
#: The field that we add to a stored status: the id of our delivery, from the address that the provider called.
ONS = "geholpen_bezorging"
_STATUS = re.compile(r"status/([0-9a-f-]{36})/?")
_STANDEN = {
    "sent": Bezorgstand.VERSTUURD,
    "delivered": Bezorgstand.BEZORGD,
    "read": Bezorgstand.GELEZEN,
    "undelivered": Bezorgstand.MISLUKT,
    "failed": Bezorgstand.MISLUKT,
    "canceled": Bezorgstand.MISLUKT,
}
_ONDERWEG = {"accepted", "scheduled", "queued", "sending"}
#: Codes that say that nobody is reached at this number.
_ONBRUIKBAAR = {21211, 30005, 30006}
#: Codes of our own side: nothing can go out until somebody mends it.
_DICHT = {20003, 20005, 21603, 21606, 21608, 21212, 21660}
_LATER = {20429, 14107, 21611, 30001, 30022}
_UITLEG = {
    21211: "Dit is geen nummer dat een sms kan krijgen.",
    21610: "Deze klant heeft zich met STOP afgemeld. Kies een andere weg, of vraag de klant om START te sturen.",
    21614: "Dit nummer kan geen sms krijgen. Kies een andere weg.",
    21408: "Naar dit land kunnen wij geen sms sturen.",
    21617: "Deze sms is te lang.",
    20003: "De sleutel voor sms is niet (meer) goed. De beheerder moet hem opnieuw invullen.",
    30003: "De telefoon stond uit of had geen bereik.",
    30004: "De klant wil van dit nummer geen sms ontvangen.",
    30005: "Dit nummer bestaat niet (meer).",
    30006: "Dit nummer kan geen sms krijgen.",
    30007: "De provider van de klant hield de sms tegen.",
}


def receive(verzoek: Webverzoek, account: Kanaalaccount) -> Webontvangst:
    """Store a signed call; for a status the id of our delivery, that stands in the signed address, goes along."""
    given = verzoek.koppen.get("x-twilio-signature", "")
    try:
        velden = fields(verzoek.lichaam)
    except (ValueError, UnicodeDecodeError):
        return Webontvangst(400, lichaam="Dit is geen formulier.")
    if not signed(verzoek.adres, velden, account.geheimen.get("token", ""), given):
        return Webontvangst(401, lichaam="De handtekening klopt niet.")
    said = dict(velden)
    if said.get("AccountSid") != account.instellingen.get("account_sid"):
        return Webontvangst(403, lichaam="Dit is niet voor dit account.")
    status = _STATUS.fullmatch(verzoek.pad)
    if status:
        return Webontvangst(204, ruw=(verzoek.lichaam + b"&" + urlencode({ONS: status[1]}).encode(),))
    return Webontvangst(200, (verzoek.lichaam,), "<Response/>", "text/xml; charset=utf-8")


def parse(raw: bytes) -> Gelezen:
    """One call. Raises OnleesbaarBericht."""
    try:
        said = dict(fields(raw))
    except (ValueError, UnicodeDecodeError) as error:
        raise OnleesbaarBericht("De sms-provider stuurde iets dat geen formulier is.") from error
    sid = (said.get("MessageSid") or said.get("SmsSid") or "")[:100]
    if "MessageStatus" in said:
        return _status(said, sid)
    van = said.get("From", "").strip()
    if not sid or not van:
        raise OnleesbaarBericht("In deze sms staat niet wie hem stuurde.")
    return _inbound(said, sid, sender(van))


def sender(van: str) -> Kanaalidentiteit:
    """A number in E.164; a name in place of a number cannot be answered."""
    try:
        nummer = phonenumbers.parse(van, None)
    except phonenumbers.NumberParseException:
        return Kanaalidentiteit("sms_naam", van[:40])
    return Kanaalidentiteit("telefoonnummer", phonenumbers.format_number(nummer, phonenumbers.PhoneNumberFormat.E164))


def _inbound(said: dict[str, str], sid: str, wie: Kanaalidentiteit) -> Afmelding | OntvangenBericht:
    tekst = said.get("Body", "").replace("\x00", "")[:10_000]
    asked = {"STOP": "stop", "START": "weer"}.get(said.get("OptOutType", "")) or wish(tekst)
    if asked:
        return Afmelding(wie, weer=asked == "weer")
    media = said.get("NumMedia", "0")
    left_out = "De klant stuurde een bestand mee. Dat kunnen wij via sms niet ophalen. Vraag het langs een andere weg."
    return OntvangenBericht(
        message_id=f"twilio.{sid}",
        van=None,
        tekst=tekst or "(lege sms)",
        nieuwe_tekst=tekst or "(lege sms)",
        identiteiten=(wie,),
        bewezen=False,  # the sender of a text message can be forged
        waarschuwingen=(left_out,) if media not in {"", "0"} else (),
    )


def _status(said: dict[str, str], sid: str) -> Bezorgnieuws | Niets:
    status = said["MessageStatus"]
    if status not in _STANDEN:
        known = status in _ONDERWEG
        return Niets("De sms is onderweg." if known else "De sms-provider meldt een stand die wij niet kennen.")
    code = said.get("ErrorCode", "")
    nummer = int(code) if code.isascii() and code.isdigit() else 0
    return Bezorgnieuws(
        _STANDEN[status],
        kenmerk=sid,
        bezorging_id=_our_id(said.get(ONS, "")),
        code=code[:20],
        uitleg=_UITLEG.get(nummer, f"De sms kwam niet aan (code {nummer})." if nummer else ""),
        adres_onbruikbaar=nummer in _ONBRUIKBAAR,
    )


def _our_id(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def verzend(bericht: UitgaandBericht, account: Kanaalaccount, aan: str, terug: str) -> Verzenduitkomst:
    """Send. `terug`: where statuses of this account are called back to, "" for nowhere."""
    velden = {"To": aan, "Body": bericht.tekst}
    dienst = account.instellingen.get("dienst_sid", "")
    velden |= {"MessagingServiceSid": dienst} if dienst else {"From": account.adres}
    if terug:
        velden["StatusCallback"] = f"{terug}status/{bericht.bezorging_id}"
    done = _call(account, "POST", "Messages.json", urlencode(velden).encode())
    if isinstance(done, Accepted):
        return Geaccepteerd(str(_json(done.body).get("sid", ""))[:100])
    return _outcome(done)


def probe(account: Kanaalaccount) -> Gezondheid:
    """Ask for our account."""
    done = _call(account, "GET", "")
    if not isinstance(done, Accepted):
        return Gezondheid("storing", _outcome(done).uitleg)
    if _json(done.body).get("status") not in {"active", None}:
        return Gezondheid("storing", "Dit account van de sms-provider is niet actief.")
    return Gezondheid("goed", "De sms-provider kent onze sleutel.")


def _call(account: Kanaalaccount, methode: str, rest: str, lichaam: bytes = b"") -> Outcome:
    sid, token = account.instellingen.get("account_sid", ""), account.geheimen.get("token", "")
    base = (account.instellingen.get("basis") or BASIS).rstrip("/") + f"/2010-04-01/Accounts/{quote(sid, safe='')}"
    headers = {"Authorization": "Basic " + base64.b64encode(f"{sid}:{token}".encode()).decode()}
    if lichaam:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    adres = f"{base}/{rest}" if rest else f"{base}.json"
    return send(methode, adres, body=lichaam, headers=headers, counted_by=f"sms {account.id}")


def _outcome(why: Denied | Unknown) -> Geweigerd | Onbekend:
    code = _json(why.body).get("code") if isinstance(why, Denied) else None
    if isinstance(why, Unknown) or not isinstance(code, int):
        return judged(why, "De sms-provider")
    uitleg = _UITLEG.get(code, f"De sms-provider weigert dit bericht (code {code}).")
    na = None if why.retry_after is None else timedelta(seconds=why.retry_after)
    later = code in _LATER
    return Geweigerd(
        str(code),
        "De sms-provider heeft het te druk." if later else uitleg,
        blijvend=not later and code not in _DICHT,
        na=na,
        adres_onbruikbaar=code in _ONBRUIKBAAR,
        kanaal_dicht=code in _DICHT,
    )


def _json(body: bytes) -> dict[str, Any]:
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return said if isinstance(said, dict) else {}
