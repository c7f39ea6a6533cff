"""A decision that other software asks: our own guard answers it, as it would at a door, with a reason per category.

What the asker says of roles counts for nothing: who somebody is and may be comes from our own register. Facts of the
standard: AuthZEN 1.0 (subject, action, resource, context) with the members that the Dutch profile adds to the action.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.doelbinding.queries import reden_tekst, sleutels
from geholpen.domain.organisatie.queries import MedewerkerInfo, doelen_van, medewerker, medewerker_met_code
from geholpen.domain.verantwoording import pseudoniem
from geholpen.domain.verantwoording.ldv import versie_uri
from geholpen.platform import doors
from geholpen.platform.context import Aanleiding, Actor, ActorSoort, Context
from geholpen.platform.doors import Door
from geholpen.platform.errors import Refused

#: What an action may be called → our own word.
HANDELINGEN = {
    **{h: h for h in ("zoeken", "lezen", "wijzigen", "tellen", "exporteren", "verstrekken")},
    **{"lees": "lezen", "zoek": "zoeken", "wijzig": "wijzigen", "read": "lezen", "search": "zoeken"},
}
_DEUR = "geholpen.domain.verantwoording.gevraagd"
_EIGEN = {
    "ONBEKENDE_HANDELING": "Deze handeling kennen wij niet. Kies zoeken, lezen, wijzigen, exporteren of verstrekken.",
    "ONBEKENDE_SOORT": "Een van deze gegevenssoorten kennen wij niet.",
    "ONBEKEND": "Wij kennen deze medewerker of applicatie niet, of die mag nergens meer bij.",
    "ANDER_DOEL": "Het werk waar de aanleiding bij hoort heeft een ander doel dan u noemt.",
}


@dataclass(frozen=True, slots=True)
class Besluitvraag:
    """What is weighed. `klant`: id or pseudonym of a customer; `soorten`: names of categories, () is all of them."""

    wie_soort: str
    wie_id: str
    handeling: str
    klant_soort: str
    klant: str
    soorten: tuple[str, ...] = ()
    doel: str = ""
    aanleiding_soort: str = ""
    aanleiding_id: UUID | None = None
    tijd: str = ""

    def as_json(self) -> dict[str, Any]:
        """The question as it is kept: codes and ids."""
        action: dict[str, Any] = {"name": self.handeling}
        resource: dict[str, Any] = {"type": self.klant_soort, "id": self.klant}
        context: dict[str, Any] = {}
        if self.doel:
            action["properties"] = {"processing_activity_id": self.doel}
        if self.soorten:
            resource["properties"] = {"gegevenssoorten": list(self.soorten)}
        if self.aanleiding_id:
            context["aanleiding"] = {"soort": self.aanleiding_soort, "id": str(self.aanleiding_id)}
        if self.tijd:
            context["time"] = self.tijd
        subject = {"type": self.wie_soort, "id": self.wie_id}
        return {"subject": subject, "action": action, "resource": resource, "context": context}


@dataclass(frozen=True, slots=True)
class Gewogen:
    """The answer. `partij_id`: the customer, when the answer says something that is true of that customer."""

    besluit: bool
    code: str
    toegestaan: tuple[str, ...] = ()
    maskers: tuple[tuple[str, str], ...] = ()
    geweigerd: tuple[tuple[str, str], ...] = ()
    activiteit: int | None = None
    versie: int | None = None
    uri: str = ""
    partij_id: UUID | None = None

    def as_json(self) -> dict[str, Any]:
        """The answer in the form of AuthZEN; the context carries the reasons."""
        context: dict[str, Any] = {
            "reden_code": self.code,
            "reden": uitleg(self.code),
            "toegestaan": list(self.toegestaan),
            "afgeschermd": [{"soort": s, "reden_code": c, "reden": uitleg(c)} for s, c in self.geweigerd],
        }
        if self.maskers:
            context["maskers"] = dict(self.maskers)
        if self.uri:
            context["processing_activity_id"] = self.uri
        return {"decision": self.besluit, "context": context}


def uitleg(code: str) -> str:
    """The plain Dutch reason of a code; "" for a yes."""
    if not code:
        return ""
    try:
        return _EIGEN.get(code) or reden_tekst(code)
    except KeyError:
        return code


def weeg(ctx: Context, v: Besluitvraag) -> Gewogen:
    """Weigh one question. Never raises for what is asked: what we do not know is a no."""
    actor, handeling, soorten = _actor(v), HANDELINGEN.get(v.handeling, ""), _soorten(v.soorten)
    if not handeling:
        return Gewogen(False, "ONBEKENDE_HANDELING")
    if soorten is None:
        return Gewogen(False, "ONBEKENDE_SOORT")
    if actor is None:
        return Gewogen(False, "ONBEKEND")
    partij_id = _klant(v)
    vraag = Context(actor, "api", trace=ctx.trace, oorsprong=ctx.oorsprong)
    if partij_id is not None:
        vraag = vraag.over({partij_id})
        if v.aanleiding_id is not None:
            vraag = vraag.voor(Aanleiding(v.aanleiding_soort, partij_id, v.aanleiding_id))
    return _answer(v, vraag, handeling, soorten, partij_id)


def _answer(
    v: Besluitvraag, vraag: Context, handeling: str, soorten: frozenset[int], partij_id: UUID | None
) -> Gewogen:
    schrijft = handeling == "wijzigen"
    door = Door(_DEUR, schrijft, soorten, frozenset(), "", handeling, "Gevraagd besluit", None, None)
    if partij_id is None:
        return Gewogen(False, "GEEN_AANLEIDING")
    try:
        verlof: Any = doors.guard.decide(vraag, door)
    except Refused as refusal:
        return Gewogen(False, refusal.code)
    activiteit, besluit = verlof.activiteit, verlof.besluit
    uri = versie_uri(sleutels(openbaar=False)[activiteit.nummer], activiteit.versie)
    if v.doel and v.doel.partition("?")[0] != uri.partition("?")[0]:
        return Gewogen(False, "ANDER_DOEL")
    asked = bool(v.soorten)
    geweigerd = {s: c for s, c in besluit.geweigerd.items() if asked or c != "NIET_NODIG"}
    yes = bool(besluit.toegestaan) and not (asked and geweigerd)
    return Gewogen(
        yes,
        "" if yes else next(iter(besluit.geweigerd.values()), "NIET_NODIG"),
        tuple(_naam(s) for s in sorted(besluit.toegestaan)),
        tuple((_naam(s), m) for s, m in sorted(besluit.maskers.items()) if m != "geen"),
        tuple((_naam(s), c) for s, c in sorted(geweigerd.items())),
        activiteit.nummer,
        activiteit.versie,
        uri,
        partij_id,
    )


def _actor(v: Besluitvraag) -> Actor | None:
    """Who it is about, with the roles and purposes that we know; None for nobody."""
    id = _uuid(v.wie_id)
    if v.wie_soort == "medewerker":
        found: MedewerkerInfo | None = medewerker(id) if id else medewerker_met_code(v.wie_id)
        if found is None:
            return None
        return Actor(ActorSoort.MEDEWERKER, found.id, found.rollen, found.afdeling_code)
    if v.wie_soort == "applicatie" and id is not None:
        doelen = doelen_van(id)
        return Actor(ActorSoort.APPLICATIE, id, frozenset({"applicatie"}), doelen=doelen) if doelen else None
    return None


def _klant(v: Besluitvraag) -> UUID | None:
    if v.klant_soort not in {"klant", "partij"}:
        return None
    return _uuid(v.klant) or pseudoniem.partij_van(v.klant)


def _soorten(namen: tuple[str, ...]) -> frozenset[int] | None:
    """The categories; None when one is unknown."""
    if not namen:
        return frozenset(s for s in Gegevenssoort if s)
    found = [Gegevenssoort.__members__.get(naam.strip().upper().replace(" ", "_")) for naam in namen]
    return frozenset(s for s in found if s) if all(found) else None


def _naam(soort: int) -> str:
    return Gegevenssoort(soort).name.lower()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
