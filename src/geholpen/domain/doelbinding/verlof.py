"""What a door is given: the purpose, the decision, and what proves them to the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.regels import Activiteit, Besluit
from geholpen.domain.doelbinding.register import register
from geholpen.platform.context import ALLE, Herkomst


@dataclass(slots=True)
class Verlof:
    """What was decided for one call of one door."""

    activiteit: Activiteit
    besluit: Besluit
    token: str
    partijen: frozenset[UUID] = ALLE
    ook: frozenset[UUID] = ALLE  # who gets a log line besides them: whoever acts for them
    gebeurtenissen: list[Any] = field(default_factory=list)
    groep: str = ""  # a member of this access group opens a shielded file
    opdracht: bytes = b""  # for the hot way: the order and its seal, in place of the token
    zegel: bytes = b""

    def covers(self, inner: Verlof) -> bool:
        """True when the log line of this grant already says what `inner` reads: purpose, customers, categories."""
        return (
            self.activiteit.nummer == inner.activiteit.nummer
            and inner.besluit.toegestaan <= self.besluit.toegestaan
            and bool(inner.partijen)
            and inner.partijen <= self.partijen
        )

    def herkomst(self, kanaal: str, voor: int | None = None) -> Herkomst:
        """Provenance for rows written through this door; `voor` is the activity they are stored for, when another."""
        activiteit = self.activiteit if voor is None else register.nummer(voor) or self.activiteit
        nu = datetime.now(UTC)
        return Herkomst(kanaal, activiteit.nummer, nu, nu + timedelta(days=activiteit.bewaardagen))

    def masker(self, soort: int) -> str:
        """The mask on this category; "geen" when it is shown whole."""
        return self.besluit.maskers.get(soort, "geen")

    def mag(self, soort: int) -> bool:
        """True when this category was given."""
        return soort in self.besluit.toegestaan
