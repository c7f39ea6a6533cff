"""When a question may come back, and to whom it may be given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from geholpen.domain.klantcontacten.queries import afdelingen_voor, medewerkers_voor
from geholpen.domain.organisatie.queries import afdelingen, medewerkers, werkdag_na
from geholpen.platform.errors import Invalid


def read(waarde: str, eigen: str = "") -> datetime:
    """A moment out of the list: in the morning of a day, or an hour from now; or one's `eigen`. Raises Invalid."""
    now = timezone.localtime()
    if eigen.strip():
        return _own(eigen.strip())
    if waarde == "uur":
        return now + timedelta(hours=1)
    dagen = {"morgen": werkdag_na(now.date(), 1), "week": werkdag_na(now.date(), 5)}
    if waarde not in dagen:
        raise Invalid("tot", _("Kies wanneer de vraag terugkomt."))
    return timezone.make_aware(datetime.combine(dagen[waarde], time(9)))


def _own(waarde: str) -> datetime:
    """As a browser writes local time: 2026-12-01T09:30."""
    try:
        found = datetime.fromisoformat(waarde)
    except ValueError:
        raise Invalid("tot", _("Schrijf de dag en tijd zo: 2026-12-01T09:30.")) from None
    return found if found.tzinfo else timezone.make_aware(found)


def keuzes() -> list[tuple[str, str]]:
    """When a question may come back."""
    return [("uur", _("Over een uur")), ("morgen", _("Volgende werkdag, 9 uur")), ("week", _("Over vijf werkdagen"))]


AFDELING = "afdeling:"


def ontvangers(request: Any, onderwerp_code: str) -> list[tuple[str, list[tuple[Any, Any]]]]:
    """Who can take over a question about this subject: colleagues, and other departments that work for it."""
    eigen = request.medewerker.afdeling_code
    elders = [(f"{AFDELING}{code}", naam) for code, naam in afdelingen_voor(onderwerp_code) if code != eigen]
    groepen = [
        (_("Collega’s van uw afdeling"), collegas(request, [onderwerp_code])),
        (_("Een andere afdeling"), elders),
    ]
    return [(naam, keuzes) for naam, keuzes in groepen if keuzes]


def andere_afdelingen(request: Any, onderwerpen: Sequence[str]) -> list[tuple[Any, Any]]:
    """Other departments where somebody works for these subjects, one per question; with how many where not for all."""
    eigen = request.medewerker.afdeling_code
    elders = [(code, naam) for code, naam in afdelingen().items() if code != eigen]
    return _who_works(elders, onderwerpen, lambda onderwerp: [code for code, _naam in afdelingen_voor(onderwerp)])


def collegas(request: Any, onderwerpen: Sequence[str]) -> list[tuple[Any, Any]]:
    """Colleagues of the own department who work for these subjects, without oneself; counted like departments."""
    wie = request.medewerker
    anderen = [(str(m.id), m.naam) for m in medewerkers(wie.afdeling_code) if m.id != wie.id]
    eigen = wie.afdeling_code
    return _who_works(anderen, onderwerpen, lambda onderwerp: [str(m.id) for m in medewerkers_voor(onderwerp, eigen)])


def _who_works(
    namen: list[tuple[str, str]], onderwerpen: Sequence[str], voor: Callable[[str], list[str]]
) -> list[tuple[Any, Any]]:
    """Of these names whoever works (`voor`) for any of these questions, and for how many where not for all."""
    werkt: Counter[str] = Counter()
    for onderwerp, vragen in Counter(onderwerpen).items():
        werkt.update(dict.fromkeys(voor(onderwerp), vragen))
    alle = len(onderwerpen)
    deel = _("%(naam)s (werkt aan %(n)s van de %(alle)s vragen)")
    return [
        (code, naam if werkt[code] == alle else deel % {"naam": naam, "n": werkt[code], "alle": alle})
        for code, naam in namen
        if werkt[code]
    ]
