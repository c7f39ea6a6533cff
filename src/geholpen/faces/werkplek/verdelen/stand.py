"""What the bar of the desk shows: how the employee stands, and what is offered."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.urls import reverse

from geholpen.domain.doelbinding.queries import mag_werken
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantcontacten.queries import BLADZIJDE, Aanbod, Werkstand, werkstand
from geholpen.faces.werkplek.verdelen import woorden
from geholpen.faces.werkplek.woorden import kanaal
from geholpen.platform.context import Actor
from geholpen.platform.taal import vertaald
from geholpen.platform.ui.tijd import wachttijd


def krijgt_werk(actor: Actor) -> bool:
    """Whether this employee works on questions at all."""
    return mag_werken(actor, "werkvoorraad") or mag_werken(actor, "rechten")


def toon(request: Any, teken: timedelta = BLADZIJDE) -> dict[str, Any] | None:
    """For the template; None for whoever gets no work. Looking at it is a sign of life that counts for `teken`."""
    if not krijgt_werk(request.context.actor):
        return None
    found = werkstand(request.medewerker.id, teken)
    merk = hashlib.sha256(repr((found.stand, found.reden, [(a.id, a.stand) for a in found.aanbod])).encode())
    stand = merk.hexdigest()[:12]
    return {
        "tekst": woorden.stand(found.stand, found.reden),
        "soort": woorden.SOORT[found.stand],
        "standen": [(str(t), s, r, (s, r) == (found.stand, found.reden)) for t, s, r in woorden.STANDEN],
        "url": reverse("werkplek:stand"),
        "ververs_url": f"{reverse('werkplek:stand')}?stand={stand}",
        "merk": stand,
        "volgende_url": reverse("werkplek:volgende"),
        "last": found.last,
        "capaciteit": found.capaciteit,
        "aantal": len(found.aanbod),
        "aanbod": _aanbod(found),
    }


def _aanbod(found: Werkstand) -> dict[str, Any] | None:
    a: Aanbod | None = found.aangeboden
    if a is None:
        return None
    onderwerp = {o.code: vertaald(o.naam) for o in onderwerpen()}
    return {
        "onderwerp": onderwerp.get(a.onderwerp_code, a.onderwerp_code),
        "kanaal": kanaal(a.kanaal),
        "wacht": wachttijd(a.klaar_sinds),
        "aannemen_url": reverse("werkplek:aannemen", args=[a.id]),
        "teruggeven_url": reverse("werkplek:teruggeven", args=[a.id]),
        "waarom": woorden.waarom(a.waarom),
    }
