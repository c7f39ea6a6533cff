"""A channel on paper: letters wait until the post goes, and go to the print provider together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable
from uuid import UUID

from geholpen.domain.berichten.ports.uitgaand import Kanaalaccount, UitgaandBericht, Verzenduitkomst


@dataclass(frozen=True, slots=True)
class Drukbrief:
    """One letter for the print provider. `id` is that of the delivery: the same one twice is printed once."""

    id: UUID
    pdf: bytes
    adresregels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drukpartij:
    """The letters of one round, and when the post of that day closes."""

    id: UUID
    gemaakt_op: datetime
    sluit_op: datetime
    brieven: tuple[Drukbrief, ...]


@runtime_checkable
class Drukkanaal(Protocol):
    """A channel that prints. Nothing in it raises for what the other side does."""

    def make_letter(self, bericht: UitgaandBericht, dag: datetime) -> bytes:
        """The letter as PDF. Raises Invalid when there is no address or it does not fit."""

    def closes(self, account: Kanaalaccount, nu: datetime) -> datetime:
        """When the post closes that a letter of this moment goes with; until then it can be taken back."""

    def send_partij(self, partij: Drukpartij, account: Kanaalaccount) -> Mapping[UUID, Verzenduitkomst]:
        """Bring one round. An outcome for every letter of it."""

    def ask_partij(
        self, partij_id: UUID, brieven: Sequence[UUID], account: Kanaalaccount
    ) -> Mapping[UUID, Verzenduitkomst] | None:
        """What became of a round whose outcome was unknown. A letter left out never arrived; None: no answer."""
