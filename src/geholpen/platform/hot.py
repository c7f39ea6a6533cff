"""What a door says about its hot way. See docs/decisions/hot-doors-are-one-sql-function.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class Cold(Exception):
    """The hot way cannot answer this call: take the ordinary way, which decides, refuses and logs as always."""


@dataclass(frozen=True, slots=True)
class Hot:
    """The hot way through a door: one SQL function that proves the order, writes the log and does the work.

    `functie` is called with the signed order, its seal, and then with what `waarden` gives: (ctx, *args) → values; it
    may raise Cold. `resultaat` makes the door's result of (ctx, answer in binary form, *args). What is hot for a door
    must give exactly what its ordinary body gives.
    """

    functie: str  # name and types: "open_klantbeeld(uuid, integer)"
    waarden: Callable[..., tuple[Any, ...]]
    resultaat: Callable[..., Any]
    rijen: bool = False  # the function returns rows; the answer is then a list of tuples, else its one value
