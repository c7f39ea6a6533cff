"""Who wanted to see something and was refused: per code and period, of one's own department for a team lead."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from geholpen.domain.doelbinding.queries import reden_tekst, weigeringen, weigeringen_per_code
from geholpen.faces.beheer.schil import afdelingsnamen, alleen_beheer, pagina
from geholpen.platform.doors import doors
from geholpen.platform.taal import vertaald

PERIODEN = (7, 30, 92)


@alleen_beheer("weigeringen")
@require_GET
def view(request: Any) -> HttpResponse:
    """Counts per reason, and the attempts, newest first; at most 200."""
    dagen = int(request.GET["dagen"]) if request.GET.get("dagen") in map(str, PERIODEN) else 30
    tellingen = weigeringen_per_code(request.context, dagen)
    code = request.GET.get("code", "")
    code = code if any(t.code == code for t in tellingen) else ""
    gegevens = {
        "regels": [(r, _what(r.handeling), reden_tekst(r.code)) for r in weigeringen(request.context, code, dagen)],
        "tellingen": [(t, reden_tekst(t.code)) for t in tellingen],
        "afdelingen": afdelingsnamen(),
        "perioden": [(d, _("%(aantal)s dagen") % {"aantal": d}) for d in PERIODEN],
        "codes": [(t.code, vertaald(reden_tekst(t.code))) for t in tellingen],
        "dagen": dagen,
        "code": code,
    }
    return pagina(request, "weigeringen/page.html", gegevens, actief="weigeringen")


def _what(handeling: str) -> str:
    """The door's own sentence, or its name when the door is gone."""
    door = doors.get(f"geholpen.domain.{handeling}")
    return vertaald(door.naam) if door else handeling
