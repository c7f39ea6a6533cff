"""Calls as one line each, for the desk and for the customer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from geholpen.domain.oproepen.queries import OproepRegel, oproepen_van
from geholpen.platform.context import Context


def call_lines(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> list[dict[str, Any]]:
    """Calls of one question, oldest first: what to say, when, and the icon."""
    return [
        {
            "id": f"oproep-{o.id}",
            "tekst": sentence(o),
            "moment": o.begonnen_op,
            "icoon": "bellen" if o.duur is not None else "ophangen",
            "gemist": o.duur is None and o.richting == "in",
        }
        for o in oproepen_van(ctx, partij_id, klantvraag_id)[::-1]
    ]


def lines_beside(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> list[dict[str, Any]]:
    """The same for beside a conversation: a call that we missed stands there as a contact already, and is one line."""
    return [line for line in call_lines(ctx, partij_id, klantvraag_id) if not line["gemist"]]


def sentence(o: OproepRegel) -> str:
    """What happened, in one line; how long it took and how long the caller waited."""
    if o.duur is not None:
        kort = {"duur": clock(o.duur), "wacht": clock(o.wachttijd or 0)}
        if o.richting == "uit":
            return _("Gebeld door de gemeente, %(duur)s minuten gesproken") % kort
        return _("Telefoongesprek van %(duur)s minuten, na %(wacht)s minuten wachten") % kort
    if o.richting == "uit":
        return _("Gebeld door de gemeente, niet bereikt")
    return _("Gebeld, maar niemand te spreken gekregen")


def clock(seconds: int) -> str:
    """75 is 1:15."""
    return f"{seconds // 60}:{seconds % 60:02d}"
