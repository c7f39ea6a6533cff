"""The form of a conversation: one or more questions, each with a note and perhaps a promise. Rows without script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from geholpen.domain.klantcontacten.commands import BesprokenVraag, Verslag
from geholpen.faces.werkplek.vraag.doen import read_belofte
from geholpen.platform.errors import Invalid

MAX_VRAGEN = 8


@dataclass(frozen=True, slots=True)
class Ingevuld:
    """What stands in the form now."""

    waarden: dict[str, str]
    aantal: int
    fouten: dict[str, str]

    @property
    def rijen(self) -> range:
        """The numbers of the rows."""
        return range(self.aantal)


def read(post: Any, fouten: dict[str, str] | None = None, extra: int = 0) -> Ingevuld:
    """What was typed, kept whatever happens. `extra` adds (or takes off) rows at the end."""
    post = post.dict() if hasattr(post, "dict") else post
    aantal = post.get("aantal", "1")
    aantal = int(aantal) if aantal.isascii() and aantal.isdigit() else 1
    return Ingevuld(post, max(1, min(aantal + extra, MAX_VRAGEN)), fouten or {})


def verslag(ingevuld: Ingevuld, onbekend: bool) -> Verslag:
    """The record of the conversation. Raises Invalid with a field name that holds the number of the row."""
    w = ingevuld.waarden
    rows = [n for n in ingevuld.rijen if n == 0 or w.get(f"v{n}_inhoud", "").strip() or w.get(f"v{n}_waarover")]
    return Verslag(tuple(_vraag(w, n) for n in rows), "asserted" if onbekend else "matched")


def _vraag(w: dict[str, str], n: int) -> BesprokenVraag:
    waarover = w.get(f"v{n}_waarover", "")
    vraag_id = _id(waarover.removeprefix("vraag:")) if waarover.startswith("vraag:") else None
    try:
        belofte = read_belofte(w, f"v{n}_") if w.get(f"v{n}_beloven") else None
    except Invalid as problem:
        raise Invalid(f"vraag_{n}.{problem.field}", problem.reason) from problem
    code = "" if vraag_id else waarover.removeprefix("nieuw:")
    return BesprokenVraag(
        w.get(f"v{n}_inhoud", "").replace("\r\n", "\n"), vraag_id, code, belofte, w.get(f"v{n}_uitkomst", "")
    )


def field_of(problem: Invalid) -> str:
    """The name of the input that an error is about: `vraag_1.inhoud` is `v1_inhoud`."""
    if not problem.field.startswith("vraag_"):
        return problem.field
    nummer, _punt, veld = problem.field.removeprefix("vraag_").partition(".")
    return f"v{nummer}_{'waarover' if veld in ('onderwerp_code', 'klantvraag') else veld}"


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
