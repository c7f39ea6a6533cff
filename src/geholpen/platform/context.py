"""Who acts, through which channel, for which reason, under which verwerkingsactiviteit.

A Context is made once, at the edge (a face, a job, the shell), and is an argument of every door. It holds keys only:
no names, no texts. The purpose is never set here by hand: the guard derives it from the reason (`aanleiding`).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

#: The scope of a door that lists over customers (inbox, search, quarantine) instead of opening one.
ALLE: frozenset[UUID] = frozenset()


class ActorSoort(StrEnum):
    """Who is acting."""

    MEDEWERKER = "medewerker"
    KLANT = "klant"
    SYSTEEM = "systeem"
    APPLICATIE = "applicatie"


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts: `id` of the medewerker, partij or applicatie; None for the system."""

    soort: ActorSoort
    id: UUID | None = None
    rollen: frozenset[str] = frozenset()
    afdeling: str = ""
    niveau: str = ""  # how sure we are who a customer is: asserted, matched, verified, authenticated
    doelen: tuple[str, ...] = ()  # codes of the activities an application was given, in order of preference
    alleen_lezen: bool = False  # an application whose token may not write
    bevestigd_op: int = 0  # when an employee last gave a second factor, in epoch seconds; 0: not known
    scopes: frozenset[str] = frozenset()  # what else the token of an application lets it do, by the standards' names

    @property
    def person(self) -> UUID:
        """The id, where somebody must be acting. Raises RuntimeError for the system."""
        if self.id is None:
            raise RuntimeError("nobody is acting here")
        return self.id


@dataclass(frozen=True, slots=True)
class Aanleiding:
    """The reason to work with somebody's data: a klantvraag, an interne taak, the customer's own request."""

    soort: str
    partij_id: UUID
    id: UUID


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Where a stored value comes from; every customer-owned row carries it."""

    herkomst: str
    verkregen_voor: int
    verkregen_op: datetime
    vervalt_op: datetime

    def fields(self) -> dict[str, Any]:
        """The four columns as keyword arguments for a model."""
        return {
            "herkomst": self.herkomst,
            "verkregen_voor": self.verkregen_voor,
            "verkregen_op": self.verkregen_op,
            "vervalt_op": self.vervalt_op,
        }


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a door needs to know about the one who knocks."""

    actor: Actor
    kanaal: str
    aanleiding: Aanleiding | None = None
    partijen: frozenset[UUID] = ALLE
    trace: str = field(default_factory=lambda: secrets.token_hex(16))
    oorsprong: str = ""  # where the request came from (host, job name), for the audit
    grant: Any = None  # filled by the door: what was decided; opaque to the platform

    def voor(self, aanleiding: Aanleiding) -> Context:
        """The same actor working on one reason, limited to that reason's customer."""
        return replace(self, aanleiding=aanleiding, partijen=frozenset({aanleiding.partij_id}), grant=None)

    def over(self, partijen: Iterable[UUID]) -> Context:
        """The same actor, limited to these customers."""
        return replace(self, partijen=frozenset(partijen), grant=None)

    def met(self, grant: Any) -> Context:
        """The same with what was decided for one call."""
        return Context(self.actor, self.kanaal, self.aanleiding, self.partijen, self.trace, self.oorsprong, grant)

    def herkomst(self, voor: int | None = None) -> dict[str, Any]:
        """Provenance columns for a new row, stored for activity number `voor` (default: the one that is open).

        Only inside a door; raises RuntimeError elsewhere.
        """
        if self.grant is None:
            raise RuntimeError("Herkomst is only known inside a door")
        return self.grant.herkomst(self.kanaal, voor).fields()

    def publish(self, gebeurtenis: Any) -> None:
        """Record an event in this transaction; it is delivered after commit. Only inside a door."""
        if self.grant is None:
            raise RuntimeError("Events are published inside a door")
        self.grant.gebeurtenissen.append(gebeurtenis)

    def to_json(self) -> dict[str, Any]:
        """What a job stores to run later under the same actor and reason."""
        a = self.aanleiding
        return {
            "actor": [self.actor.soort, str(self.actor.id or ""), sorted(self.actor.rollen), self.actor.afdeling],
            "kanaal": self.kanaal,
            "aanleiding": [a.soort, str(a.partij_id), str(a.id)] if a else None,
            "partijen": sorted(str(p) for p in self.partijen),
            "trace": self.trace,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any], oorsprong: str = "") -> Context:
        """The Context that `to_json` wrote."""
        soort, actor_id, rollen, afdeling = data["actor"]
        a = data["aanleiding"]
        return cls(
            actor=Actor(ActorSoort(soort), UUID(actor_id) if actor_id else None, frozenset(rollen), afdeling),
            kanaal=data["kanaal"],
            aanleiding=Aanleiding(a[0], UUID(a[1]), UUID(a[2])) if a else None,
            partijen=frozenset(UUID(p) for p in data["partijen"]),
            trace=data["trace"],
            oorsprong=oorsprong,
        )


def system(kanaal: str, oorsprong: str = "") -> Context:
    """The system itself, for intake and jobs."""
    return Context(Actor(ActorSoort.SYSTEEM, rollen=frozenset({"systeem"})), kanaal, oorsprong=oorsprong)
