"""What became of an appointment as one line each in a conversation, for the desk and for the customer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.balie.queries import afspraaksoorten, afspraaksporen
from geholpen.platform.context import Context
from geholpen.platform.taal import vertaald
from geholpen.platform.ui.tijd import datum_tijd

_ZIN = {
    "gevraagd": gettext_lazy("Afspraak aangevraagd voor %(wanneer)s: %(wat)s."),
    "gemaakt": gettext_lazy("Afspraak gemaakt voor %(wanneer)s: %(wat)s."),
    "verzet": gettext_lazy("Afspraak verzet naar %(wanneer)s: %(wat)s."),
    "afgezegd": gettext_lazy("Afspraak van %(wanneer)s afgezegd: %(wat)s."),
    "geweigerd": gettext_lazy("Afspraak van %(wanneer)s ging niet door, de tijd was niet meer vrij: %(wat)s."),
}


def appointment_lines(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> list[dict[str, Any]]:
    """Appointments about one question, oldest first: what to say, when, and the icon."""
    found = afspraaksporen(ctx, partij_id, klantvraag_id)
    naam = {s.code: vertaald(s.naam) for s in afspraaksoorten()} if found else {}
    return [
        {
            "id": f"afspraak-{n}",
            "tekst": _ZIN[s.wat] % {"wanneer": datum_tijd(s.begin), "wat": naam.get(s.soort_code, _("een afspraak"))},
            "moment": s.moment,
            "icoon": "agenda",
        }
        for n, s in enumerate(found)
    ]
