"""Choosing an appointment in steps, for a customer and for the desk: what for, where, which day, what time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.balie.commands import DUBBEL
from geholpen.domain.balie.queries import (
    BLADZIJ,
    LocatieInfo,
    SoortInfo,
    locaties,
    te_kiezen_soorten,
    vrije_dagen,
    vrije_tijden,
)
from geholpen.platform.errors import Invalid, Unavailable
from geholpen.platform.models import uuid7
from geholpen.platform.taal import vertaald

STAND = {
    "gevraagd": (gettext_lazy("Wij vragen de tijd aan"), "info"),
    "onbekend": (gettext_lazy("Nog niet zeker"), "let-op"),
    "bevestigd": (gettext_lazy("Staat vast"), "ok"),
    "geweigerd": (gettext_lazy("Ging niet door"), "fout"),
    "afgezegd": (gettext_lazy("Afgezegd"), "neutraal"),
    "aanwezig": (gettext_lazy("U bent er"), "ok"),
    "geholpen": (gettext_lazy("Geweest"), "neutraal"),
    "niet_verschenen": (gettext_lazy("U was er niet"), "neutraal"),
}


def known(request: Any, naam: str) -> str:
    """What was chosen before: ids only."""
    return str(request.POST.get(naam) or request.GET.get(naam, ""))[:60]


def skipped(request: Any) -> str:
    """What to say to somebody who went on without a choice; empty when they chose, or did not go on."""
    vraag = request.GET.get("kies", "")
    if known(request, vraag):
        return ""
    return {"soort": _("Kies waarvoor de afspraak is."), "plek": _("Kies een plek.")}.get(vraag, "")


def step(request: Any) -> dict[str, Any]:
    """What the page of the next step shows."""
    soort, plek, dag = (known(request, naam) for naam in ("soort", "plek", "dag"))
    wat = next((s for s in te_kiezen_soorten() if s.code == soort), None)
    waar = next((p for p in locaties() if p.code == plek), None)
    gegevens: dict[str, Any] = {"soort": wat, "plek": waar, "sleutel": uuid7(), "stap": 1, "verzet": None}
    if wat is None:
        gegevens |= {"soorten": [(s.code, vertaald(s.naam)) for s in te_kiezen_soorten()]}
    elif waar is None:
        gegevens |= where(wat)
    else:
        try:
            gegevens |= when(wat.code, waar.code, dag, since(request))
        except Unavailable:
            gegevens |= where(wat) | {"plek": None, "fout": silent(waar.code)}
    if wat is not None:
        gegevens["wat"], gegevens["meenemen"] = vertaald(wat.naam), vertaald(wat.meenemen)
    return gegevens


def where(wat: SoortInfo) -> dict[str, Any]:
    """The places to choose from. Nobody comes anywhere for a video call: then it is who calls, without an address."""
    return {
        "stap": 2,
        "plekken": [(p.code, p.naam if wat.video or not p.adres else f"{p.naam}, {p.adres}") for p in _places(wat)],
    }


def silent(plek: str) -> str:
    """What to say when the agenda of this place does not answer."""
    naam = next((p.naam for p in locaties() if p.code == plek), plek)
    zin = _("De agenda van %(plek)s antwoordt nu niet. Kies een andere plek, of probeer het straks opnieuw.")
    return zin % {"plek": naam}


def _places(wat: SoortInfo) -> list[LocatieInfo]:
    """Where one can come for this: at a place of another agenda only when that agenda knows it."""
    return [p for p in locaties() if p.agenda == "eigen" or p.agenda in wat.agendas]


def when(soort: str, plek: str, dag: str, vanaf: date) -> dict[str, Any]:
    """The days of two weeks, or the times of one of them."""
    gekozen = _date(dag)
    tijden = vrije_tijden(soort, plek, gekozen) if gekozen else []
    if gekozen and tijden:
        return {"stap": 4, "dag": gekozen, "tijden": [(t.isoformat(), f"{t:%H.%M}") for t in tijden]}
    dagen = vrije_dagen(soort, plek, vanaf)
    later = vanaf + timedelta(days=BLADZIJ)
    return {"stap": 3, "dagen": dagen, "vanaf": vanaf, "later": later, "vol": bool(gekozen)}


def since(request: Any) -> date:
    """From which day on days are shown: never before today."""
    today = timezone.localdate()
    return max(_date(request.GET.get("vanaf", "")) or today, today)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def moment(request: Any) -> datetime:
    """The time that was chosen. Raises Invalid."""
    try:
        found = datetime.fromisoformat(request.POST.get("begin", ""))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Invalid("begin", _("Kies een tijd."))
    return found


def meant(request: Any) -> bool:
    """Whether somebody read that the customer has an appointment at this very time, and wants both."""
    return bool(request.POST.get("toch")) and request.POST.get("toch") == request.POST.get("begin")


def warned(request: Any, wrong: Invalid) -> dict[str, str]:
    """What the form shows after a refusal: `gekozen`, the time, and `toch`, that it can be made all the same."""
    begin = request.POST.get("begin", "")
    return {"gekozen": begin, "toch": begin if wrong.field == DUBBEL else ""}


def key(request: Any) -> UUID:
    """The id that the form gave the appointment: sent twice it is one. Raises Invalid."""
    try:
        return UUID(request.POST.get("sleutel", ""))
    except ValueError:
        raise Invalid("begin", _("Deze pagina is verlopen. Kies de tijd nog een keer.")) from None
