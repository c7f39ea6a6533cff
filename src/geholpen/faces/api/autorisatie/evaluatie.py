"""AuthZEN 1.0: may this subject do this with that? One question or several; the answer is that of our own rule table.

Searching for subjects, resources or actions is not offered: who may see somebody follows from the work at hand, and a
list of whom one could see is exactly what nobody needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

import orjson
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from geholpen.domain.verantwoording.commands import Besluitvraag, ask_besluiten
from geholpen.faces.api.fouten import invalid
from geholpen.faces.api.routes import Json, Route, ref
from geholpen.faces.api.verzoek import Antwoord, Verzoek
from geholpen.platform import trace
from geholpen.platform.context import Context

#: Questions in one call.
HOOGSTENS = 50
SEMANTIEK = ("execute_all", "deny_on_first_deny", "permit_on_first_permit")
_DELEN = ("subject", "action", "resource", "context")


def een(ctx: Context, verzoek: Verzoek, _delen: Mapping[str, str]) -> Antwoord:
    """One question."""
    body = _object(verzoek.json, "nonFieldErrors")
    [gewogen] = ask_besluiten(_traced(ctx, body), [_vraag(body, "")])
    return _answered(verzoek, gewogen.as_json())


def meer(ctx: Context, verzoek: Verzoek, delen: Mapping[str, str]) -> Antwoord:
    """Several questions; what they share stands above them. Without a list it is one question."""
    body = _object(verzoek.json, "nonFieldErrors")
    if "evaluations" not in body:
        return een(ctx, verzoek, delen)
    lijst = body["evaluations"]
    if not isinstance(lijst, list) or not 0 < len(lijst) <= HOOGSTENS:
        raise invalid("evaluations", "invalid", _("Geef 1 tot %(aantal)s vragen.") % {"aantal": HOOGSTENS})
    semantiek = _object(body.get("options") or {}, "options").get("evaluations_semantic", SEMANTIEK[0])
    if semantiek not in SEMANTIEK:
        raise invalid(
            "options.evaluations_semantic", "invalid_choice", _("Kies %(een)s.") % {"een": ", ".join(SEMANTIEK)}
        )
    samen = {naam: body[naam] for naam in _DELEN if naam in body}
    vragen = [
        _vraag({**samen, **_object(vraag, f"evaluations.{nr}")}, f"evaluations.{nr}.") for nr, vraag in enumerate(lijst)
    ]
    found = ask_besluiten(_traced(ctx, body), vragen, semantiek)
    return _answered(verzoek, {"evaluations": [g.as_json() for g in found]})


def _answered(verzoek: Verzoek, said: Json) -> Antwoord:
    """With the number that the caller gave the question, as the standard has it."""
    nummer = verzoek.koppen.get("x-request-id", "")
    fine = nummer.isascii() and nummer.isprintable() and len(nummer) < 200
    return Antwoord(200, orjson.dumps(said), {"X-Request-ID": nummer} if nummer and fine else {})


def _traced(ctx: Context, body: Json) -> Context:
    """In the trace that the question itself names, where it does (NLGov)."""
    context = body.get("context")
    said = context.get("traceparent") if isinstance(context, dict) else None
    if not isinstance(said, str):
        return ctx
    spoor = trace.received(said)
    trace.follow(spoor)
    return replace(ctx, trace=spoor)


def _vraag(body: Json, waar: str) -> Besluitvraag:
    subject, action, resource = (_object(body.get(naam), waar + naam) for naam in _DELEN[:3])
    context = _object(body.get("context") or {}, waar + "context")
    eigen = _object(resource.get("properties") or {}, f"{waar}resource.properties")
    doel = _object(action.get("properties") or {}, f"{waar}action.properties").get("processing_activity_id", "")
    aanleiding = _object(context.get("aanleiding") or {}, f"{waar}context.aanleiding")
    return Besluitvraag(
        wie_soort=_text(subject, "type", f"{waar}subject"),
        wie_id=_text(subject, "id", f"{waar}subject"),
        handeling=_text(action, "name", f"{waar}action"),
        klant_soort=_text(resource, "type", f"{waar}resource"),
        klant=_text(resource, "id", f"{waar}resource"),
        soorten=_texts(eigen.get("gegevenssoorten", []), f"{waar}resource.properties.gegevenssoorten"),
        doel=_string(doel, f"{waar}action.properties.processing_activity_id"),
        aanleiding_soort=_text(aanleiding, "soort", f"{waar}context.aanleiding") if aanleiding else "",
        aanleiding_id=_id(aanleiding, f"{waar}context.aanleiding") if aanleiding else None,
        tijd=_string(context.get("time", ""), f"{waar}context.time"),
    )


def _object(value: Any, waar: str) -> Json:
    if not isinstance(value, dict):
        raise invalid(waar, "invalid", _("Geef een JSON-object."))
    return value


def _string(value: Any, waar: str) -> str:
    if not isinstance(value, str) or len(value) > 2042 or "\x00" in value:
        raise invalid(waar, "invalid", _("Geef een tekst van hoogstens 2042 tekens."))
    return value


def _text(value: Json, naam: str, waar: str) -> str:
    found = _string(value.get(naam), f"{waar}.{naam}").strip()
    if not found:
        raise invalid(f"{waar}.{naam}", "blank", _("Dit veld mag niet leeg zijn."))
    return found


def _texts(value: Any, waar: str) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > 100:
        raise invalid(waar, "invalid", _("Geef een lijst van teksten."))
    return tuple(_string(item, waar) for item in value)


def _id(value: Json, waar: str) -> UUID:
    try:
        return UUID(_text(value, "id", waar))
    except ValueError:
        raise invalid(f"{waar}.id", "invalid", _("Geef een uuid.")) from None


_TEKST: Json = {"type": "string", "minLength": 1, "maxLength": 2042}
_DEEL: Json = {"type": "object", "properties": {"type": _TEKST, "id": _TEKST}, "required": ["id", "type"]}
_ACTIE: Json = {
    "type": "object",
    "properties": {
        "name": _TEKST,
        "properties": {"type": "object", "properties": {"processing_activity_id": {**_TEKST, "format": "uri"}}},
    },
    "required": ["name"],
}
_BRON: Json = {
    **_DEEL,
    "properties": {
        **_DEEL["properties"],
        "properties": {
            "type": "object",
            "properties": {"gegevenssoorten": {"type": "array", "items": {"type": "string"}}},
        },
    },
}
_OMGEVING: Json = {
    "type": "object",
    "properties": {
        "time": {"type": "string", "format": "date-time"},
        "traceparent": {"type": "string"},
        "aanleiding": {
            "type": "object",
            "properties": {"soort": _TEKST, "id": {"type": "string", "format": "uuid"}},
            "required": ["id", "soort"],
        },
    },
}
_VRAAG: Json = {"subject": _DEEL, "action": _ACTIE, "resource": _BRON, "context": _OMGEVING}
SCHEMAS: dict[str, Json] = {
    "Evaluation": {"type": "object", "properties": _VRAAG, "required": ["action", "resource", "subject"]},
    "Evaluations": {
        "type": "object",
        "properties": {
            **_VRAAG,
            "evaluations": {"type": "array", "items": {"type": "object", "properties": _VRAAG}, "maxItems": HOOGSTENS},
            "options": {
                "type": "object",
                "properties": {"evaluations_semantic": {"type": "string", "enum": list(SEMANTIEK)}},
            },
        },
    },
    "Decision": {
        "type": "object",
        "properties": {"decision": {"type": "boolean"}, "context": {"type": "object"}},
        "required": ["decision"],
    },
    "Decisions": {
        "type": "object",
        "properties": {
            "evaluations": {"type": "array", "items": ref("Decision")},
            "decision": {"type": "boolean"},
            "context": {"type": "object"},
        },
    },
}
ROUTES = (
    Route(
        "POST",
        "evaluation",
        een,
        "access_evaluation",
        gettext_noop("Vragen of iemand dit mag, met de reden per gegevenssoort"),
        antwoord=ref("Decision"),
        lichaam=ref("Evaluation"),
        scopes=("authzen",),
    ),
    Route(
        "POST",
        "evaluations",
        meer,
        "access_evaluations",
        gettext_noop("Meer van zulke vragen tegelijk"),
        antwoord=ref("Decisions"),
        lichaam=ref("Evaluations"),
        scopes=("authzen",),
    ),
)
