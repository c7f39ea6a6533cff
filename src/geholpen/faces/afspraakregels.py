"""What became of an appointment as one line each in a conversation, for the desk and for the customer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.balie.queries import AfspraakRegel, afspraaksoorten, afspraaksporen, afspraken_van, locaties
from geholpen.faces.afspraakkeuze import STAND
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


def standing(ctx: Context, partij_id: UUID) -> list[dict[str, Any]]:
    """Appointments of this customer that still have to come, what comes first on top."""
    staan = [a for a in afspraken_van(ctx, partij_id) if a.staat]
    if not staan:
        return []
    wat, waar = {s.code: vertaald(s.naam) for s in afspraaksoorten()}, {p.code: p.naam for p in locaties()}
    return [appointment_row(a, wat, waar) for a in staan]


def appointment_row(a: AfspraakRegel, wat: dict[str, str], waar: dict[str, str]) -> dict[str, Any]:
    """One appointment as the desk shows it: what for, where, and how it stands."""
    stand, soort = STAND.get(a.stand, (a.stand, "neutraal"))
    return {
        "regel": a,
        "wat": wat.get(a.soort_code, a.soort_code),
        "waar": waar.get(a.locatie_code, a.locatie_code),
        "eigen": a.agenda == "eigen",
        "stand": stand,
        "soort": soort,
    }
