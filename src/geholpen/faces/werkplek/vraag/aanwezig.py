"""Who else has this question open, and who is typing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from geholpen.domain.klantcontacten.queries import AanwezigRegel, aanwezig_bij
from geholpen.domain.organisatie.queries import namen
from geholpen.faces.inloggen import alleen_medewerker


@alleen_medewerker
@require_POST
def aanwezig(request: Any, vraag_id: UUID) -> HttpResponse:
    """A sign of life of an open page (`typt` is 1 while somebody types, `weg` is 1 when it closes)."""
    typt, weg = request.POST.get("typt") == "1", request.POST.get("weg") == "1"
    found = aanwezig_bij(vraag_id, request.medewerker.id, typt=typt, weg=weg)
    return render(request, "werkplek/vraag/aanwezig_deel.html", {"aanwezig": deel(vraag_id, found)})


def deel(vraag_id: UUID, found: Iterable[AanwezigRegel]) -> dict[str, Any]:
    """What the template reads."""
    wie = namen()
    typt, open_ = _("%(wie)s typt …"), _("%(wie)s heeft deze vraag ook open")
    zinnen = [(typt if a.typt else open_) % {"wie": wie.get(a.medewerker_id, "")} for a in found]
    return {"zinnen": zinnen, "url": reverse("werkplek:aanwezig", args=[vraag_id])}
