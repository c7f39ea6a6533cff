"""The interface of the window: start, write, read, type, go on, end. Open to the internet: bounded and braked."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.views.decorators.http import require_http_methods

from geholpen.domain.berichten.ports import bestandscontrole
from geholpen.domain.berichten.ports.bijlagen import maak_bijlage
from geholpen.domain.chat import commands, queries
from geholpen.domain.chat.queries import Bezoek, Chatsleutel
from geholpen.faces.chat import verder, vorm
from geholpen.faces.chat.adres import caller, stroom_url
from geholpen.faces.chat.kruis import across, may_stand
from geholpen.faces.chatkaart import SECONDEN, can_log_in
from geholpen.platform import vluchtig
from geholpen.platform.context import Context, system
from geholpen.platform.errors import Invalid, Refused, Unavailable

Antwoord = HttpResponse
_STATUS = {"TE_VEEL": 429, "GEEINDIGD": 410, "ONBEWEZEN": 403}


def ons() -> Context:
    """The system serves the browser that shows a token; who it is for stands at the visit."""
    return system("chat", oorsprong="chat")


def fault(status: int, code: str, uitleg: str) -> HttpResponse:
    """A fault in plain Dutch, without anything of our inside."""
    response = JsonResponse({"error": code, "message": uitleg}, status=status)
    if status == 429:
        response["Retry-After"] = "30"
    return response


def call(*methoden: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A call of the window: across origins, in these methods, every refusal as JSON."""

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @across
        @require_http_methods([*methoden, "OPTIONS"])
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except Invalid as wrong:
                return fault(400, wrong.field, wrong.reason)
            except Refused as no:
                return fault(_STATUS.get(no.code, 403), no.code.lower(), no.reason)
            except Unavailable:
                return fault(503, "unavailable", "Wij kunnen uw bericht nu niet bewaren. Probeer het zo opnieuw.")

        return guarded

    return wrap


def with_visit(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only with the token of a visit, from a page where its key may stand."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = visit_of(request.headers.get("authorization", ""))
        if found is None:
            return fault(401, "token", "Deze chat is er niet meer. Begin een nieuwe chat.")
        bezoek, sleutel = found
        if not may_stand(request, sleutel):
            return HttpResponse(status=403)
        with translation.override(vorm.taal(bezoek.taal)):
            return view(request, bezoek, sleutel, *args, **kwargs)

    return guarded


def visit_of(authorization: str) -> tuple[Bezoek, Chatsleutel] | None:
    """The visit behind a Bearer token, with its key; None when either is not there (any more)."""
    soort, _, token = authorization.partition(" ")
    bezoek = queries.bezoek_met(token.strip()) if soort.lower() == "bearer" else None
    sleutel = queries.chatsleutel(bezoek.account_id) if bezoek else None
    return (bezoek, sleutel) if bezoek and sleutel else None


def body(request: HttpRequest) -> dict[str, Any]:
    """The JSON of a call. Raises Invalid for anything else, or for too much of it."""
    if int(request.headers.get("content-length") or 0) > vorm.MAX_LICHAAM:
        raise Invalid("body", "Dit bericht is te groot. Stuur het in delen.")
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise Invalid("body", "Wij begrijpen dit bericht niet.")
    return data


def text(data: dict[str, Any], naam: str, hoogstens: int = 20_000) -> str:
    """A text of the call, without what a database cannot keep; "" when it is not there."""
    waarde = data.get(naam, "")
    if not isinstance(waarde, str) or len(waarde) > hoogstens:
        raise Invalid(naam, "Dit is te lang. Stuur het in delen.")
    return waarde.replace("\0", "").replace("\r\n", "\n")


@call("GET")
def config(request: HttpRequest) -> HttpResponse:
    """What the window shows when it is opened. Begins nothing."""
    sleutel = key_of(request.GET.get("key", ""))
    if sleutel is None or not may_stand(request, sleutel):
        return fault(404, "key", "Deze chat is er niet (meer).")
    taal = request.GET.get("locale", "nl")
    found = vorm.inrichting(sleutel, queries.chat_opening(), taal) | verder.ways(vorm.taal(taal))
    return JsonResponse(found | {"login": can_log_in()})


@call("POST")
def start(request: HttpRequest) -> HttpResponse:
    """Begin a visit; 201 with its token. With `identity` (a token of a portal) it is at once clear who it is."""
    data = body(request)
    sleutel = key_of(text(data, "channel_key", 64))
    if sleutel is None or not may_stand(request, sleutel):
        return fault(404, "key", "Deze chat is er niet (meer).")
    nieuw = commands.NieuwBezoek(sleutel, text(data, "locale", 35) or "nl", caller(request))
    toegang = commands.start_bezoek(ons(), nieuw)
    bewezen = _proven(toegang.bezoek_id, sleutel, text(data, "identity", 4000))
    gegevens = {
        "visit_id": str(toegang.bezoek_id),
        "token": toegang.token,
        "last_seq": 0,
        "identified": bewezen,
        "stream": stroom_url(request),
    }
    return JsonResponse(gegevens, status=201)


def _proven(bezoek_id: UUID, sleutel: Chatsleutel, token: str) -> bool:
    """Whether the visitor proved who they are. A proof that is no good is no reason not to help."""
    if not token:
        return False
    try:
        commands.prove_bezoek(ons(), bezoek_id, sleutel, token)
    except Refused:
        return False
    return True


def key_of(tekst: str) -> Chatsleutel | None:
    """The chat key of this id."""
    try:
        return queries.chatsleutel(UUID(tekst))
    except ValueError:
        return None


@call("POST")
@with_visit
def messages(request: HttpRequest, bezoek: Bezoek, sleutel: Chatsleutel) -> HttpResponse:
    """Write: 201, or 200 when this very message was kept before."""
    data = body(request)
    geschreven = commands.write_chat(ons(), bezoek.id, message(data))
    antwoord = {"message_id": str(geschreven.bericht_id), "seq": geschreven.volgnummer, "reference": geschreven.kenmerk}
    return JsonResponse(antwoord, status=201 if geschreven.nieuw else 200)


def message(data: dict[str, Any]) -> commands.Chatbericht:
    """The message of a call. Raises Invalid."""
    try:
        client_id = UUID(text(data, "client_message_id", 64))
    except ValueError:
        raise Invalid("client_message_id", "Wij begrijpen dit bericht niet.") from None
    return commands.Chatbericht(
        client_id, text(data, "text"), text(data, "name", 200), mail_of(text(data, "email", 254))
    )


def mail_of(tekst: str) -> str:
    """A mail address as typed, lower case; "" for what is none: nobody is sent away for a typing error."""
    tekst = tekst.strip().lower()
    naam, _, domein = tekst.partition("@")
    fine = naam and "." in domein and not domein.startswith(".") and tekst.isprintable() and " " not in tekst
    return tekst if fine and "@" not in domein else ""


@call("POST")
@with_visit
def uploads(request: HttpRequest, bezoek: Bezoek, sleutel: Chatsleutel) -> HttpResponse:
    """A file, looked at before it is kept; 201 with what is known about it. One with a virus is not kept: 422."""
    lengte = request.headers.get("content-length", "")
    if not lengte.isdigit() or int(lengte) > vorm.MAX_BESTAND + vorm.MAX_LICHAAM:
        return fault(413, "file", "Dit bestand is te groot. Het mag hoogstens 10 MB zijn.")
    if bezoek.geeindigd_op is not None:
        raise Refused("GEEINDIGD", "Deze chat is afgesloten. Begin een nieuwe chat.")
    bestand = request.FILES.get("file")
    if bestand is None or (bestand.size or 0) > vorm.MAX_BESTAND:
        raise Invalid("file", "Kies een bestand van hoogstens 10 MB.")
    bijlage = maak_bijlage(bestand.name or "", bestand.content_type or "", bestand.read())
    uitkomst = bestandscontrole.check(bijlage.inhoud)
    if isinstance(uitkomst, bestandscontrole.Besmet):
        return fault(422, "virus", "In dit bestand zit een virus. Wij hebben het niet bewaard.")
    gezien = bestandscontrole.looked_at(bijlage, uitkomst)
    nieuw = replace(message(request.POST.dict()), tekst="", bijlagen=(gezien,))
    geschreven = commands.write_chat(ons(), bezoek.id, nieuw)
    antwoord = {
        "upload_id": str(geschreven.bericht_id),
        "seq": geschreven.volgnummer,
        "reference": geschreven.kenmerk,
        "state": {bestandscontrole.Schoon: "clean", type(None): "unchecked"}.get(type(uitkomst), "scanning"),
    }
    return JsonResponse(antwoord, status=201 if geschreven.nieuw else 200)


@call("GET")
@with_visit
def file(request: HttpRequest, bezoek: Bezoek, sleutel: Chatsleutel, id: UUID) -> HttpResponse:
    """A file that an employee sent in this visit."""
    return file_of(bezoek, id) or fault(404, "file", "Dit bestand is er niet (meer).")


def file_of(bezoek: Bezoek, id: UUID) -> HttpResponse | None:
    """The file as a download, never as a page of ours; None when it is not of this visit."""
    if bezoek.partij_id is None or bezoek.klantvraag_id is None:
        return None
    ctx = ons().over({bezoek.partij_id})
    found = queries.chatbestand(ctx, bezoek.partij_id, bezoek.klantvraag_id, id, bezoek.vanaf)
    if found is None:
        return None
    response = HttpResponse(found[1], content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found[0], safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@call("POST")
@with_visit
def continue_(request: HttpRequest, bezoek: Bezoek, sleutel: Chatsleutel) -> HttpResponse:
    """Go on elsewhere: a link that works once is sent, or a call is promised. 202: it is on its way."""
    data = body(request)
    naar = {"channel": text(data, "channel", 20), "address": text(data, "address", 254), "when": text(data, "when", 40)}
    begonnen = verder.go_on(ons(), bezoek, naar)
    return JsonResponse({"sent": True, "state": begonnen.stand, "message": begonnen.zin}, status=202)


@call("POST")
@with_visit
def identify(request: HttpRequest, bezoek: Bezoek, sleutel: Chatsleutel) -> HttpResponse:
    """The visitor logged in meanwhile: add who it is."""
    commands.prove_bezoek(ons(), bezoek.id, sleutel, text(body(request), "identity", 4000))
    return JsonResponse({"identified": True})


@call("POST")
@with_visit
def login(request: HttpRequest, bezoek: Bezoek, sleutel: Chatsleutel) -> HttpResponse:
    """A ticket for the tab in which the visitor logs in with us: `ticket`, good once and for ten minutes. 201."""
    if not can_log_in():
        return fault(404, "login", "Inloggen kan hier niet.")
    kaart = commands.make_inlogkaart(ons(), bezoek.id)
    return JsonResponse({"ticket": kaart, "expires_in": SECONDEN}, status=201)


@call("POST")
@with_visit
def typing(request: HttpRequest, bezoek: Bezoek, sleutel: Chatsleutel) -> HttpResponse:
    """The visitor types, or stopped. Kept nowhere."""
    aan = text(body(request), "state", 3) == "on"
    if bezoek.klantvraag_id and bezoek.geeindigd_op is None:
        vluchtig.tell(teken(bezoek, "typt", kant="klant", aan=aan))
    return HttpResponse(status=204)


def teken(bezoek: Bezoek, wat: str, *, kant: str, aan: bool) -> dict[str, Any]:
    """A sign that lives for a moment, with what says who may see it. Ids only."""
    return {
        "soort": "chat",
        "wat": wat,
        "kant": kant,
        "aan": aan,
        "bezoek_id": str(bezoek.id),
        "partij_id": str(bezoek.partij_id or ""),
        "klantvraag_id": str(bezoek.klantvraag_id or ""),
        "afdeling": bezoek.afdeling_code,
        "gevoelig": bezoek.gevoelig,
    }


@call("POST")
@with_visit
def read(request: HttpRequest, bezoek: Bezoek, sleutel: Chatsleutel) -> HttpResponse:
    """The messages up to here were on the screen."""
    tot = body(request).get("up_to_seq")
    if not isinstance(tot, int) or isinstance(tot, bool) or not 0 <= tot < 1_000_000:
        raise Invalid("up_to_seq", "Wij begrijpen dit niet.")
    commands.mark_gelezen(ons(), bezoek.id, tot)
    return HttpResponse(status=204)


@call("POST")
@with_visit
def end(request: HttpRequest, bezoek: Bezoek, sleutel: Chatsleutel) -> HttpResponse:
    """The visitor closes the chat."""
    commands.end_bezoek(ons(), bezoek.id, "bezoeker")
    return HttpResponse(status=204)


@call("GET")
@with_visit
def events(request: HttpRequest, bezoek: Bezoek, sleutel: Chatsleutel) -> HttpResponse:
    """What was said after `after`, at once: for where neither the stream nor waiting gets through."""
    na = request.GET.get("after", "0")
    na_nummer = int(na) if na.isascii() and na.isdigit() and len(na) < 9 else 0
    commands.mark_aanwezig(ons(), [bezoek.id], [])
    return JsonResponse({"events": news(bezoek, sleutel, na_nummer)})


def news(bezoek: Bezoek, sleutel: Chatsleutel, na: int) -> list[dict[str, Any]]:
    """Everything the window must know now: messages after `na`, the queue, and whether it is over."""
    regels = said(bezoek, na)
    alles = [{"id": id, "event": naam, "data": wat} for id, naam, wat in vorm.gesproken(regels, na)]
    rij = vorm.wachtrij(queries.rij(), bezoek, queries.chat_opening())
    alles.append({"id": "", "event": "queue", "data": rij})
    return alles + [{"id": id, "event": naam, "data": wat} for id, naam, wat in vorm.over_bezoek(bezoek)]


def said(bezoek: Bezoek, na: int) -> list[queries.Chatregel]:
    """What was said in this visit after number `na`; never anything of before it or of after its end."""
    if bezoek.partij_id is None or bezoek.klantvraag_id is None:
        return []
    ctx = ons().over({bezoek.partij_id})
    regels = queries.chat_na(ctx, bezoek.partij_id, bezoek.klantvraag_id, max(na, bezoek.vanaf - 1))
    einde = bezoek.geeindigd_op
    return [r for r in regels if r.volgnummer >= bezoek.vanaf and (einde is None or r.moment <= einde)]
