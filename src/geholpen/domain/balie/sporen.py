"""What became of an appointment, for the conversation of its question: words of ours and moments, nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from geholpen.domain.balie.models import Afspraak, Stand

#: By where it stands after something happened; a move is said apart.
_WAT = {
    Stand.GEVRAAGD: "gevraagd",
    Stand.BEVESTIGD: "gemaakt",
    Stand.GEWEIGERD: "geweigerd",
    Stand.AFGEZEGD: "afgezegd",
}
VERZET = "verzet"


def first_trace(stand: str, begin: datetime) -> list[dict[str, Any]]:
    """Of an appointment that is made now."""
    return [_trace(_WAT[Stand(stand)], begin)]


def with_trace(row: Afspraak, stand: str) -> list[dict[str, Any]]:
    """What there was and that it stands like this from now on."""
    return [*row.sporen, _trace(_WAT[Stand(stand)], row.begin)]


def moved_trace(row: Afspraak, begin: datetime) -> list[dict[str, Any]]:
    """What there was and that it is at another moment from now on."""
    return [*row.sporen, _trace(VERZET, begin)]


def _trace(wat: str, begin: datetime) -> dict[str, Any]:
    return {"wat": wat, "begin": begin.isoformat(), "op": timezone.now().isoformat()}
