"""Who wanted to see something and was refused, for the privacy officer."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from geholpen.domain.doelbinding.queries import weigeringen
from geholpen.domain.organisatie.queries import namen
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.platform.doors import doors
from geholpen.platform.taal import vertaald


@alleen_beheer("weigeringen")
@require_GET
def view(request: Any) -> HttpResponse:
    """Refused attempts, newest first; at most 200."""
    wie = namen()
    regels = [
        (r, wie.get(r.actor_id, "–") if r.actor_id else "–", _what(r.handeling)) for r in weigeringen(request.context)
    ]
    return pagina(request, "weigeringen/page.html", {"regels": regels}, actief="weigeringen")


def _what(handeling: str) -> str:
    """The door's own sentence, or its name when the door is gone."""
    door = doors.get(f"geholpen.domain.{handeling}")
    return vertaald(door.naam) if door else handeling
