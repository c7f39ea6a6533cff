"""A promise in the words of its component."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from geholpen.domain.klantcontacten.queries import TaakRegel
from geholpen.domain.organisatie.queries import afdelingen
from geholpen.faces.werkplek.woorden import TAAK
from geholpen.platform.taal import vertaald


def belofte(t: TaakRegel, wie: dict[UUID, str]) -> dict[str, Any]:
    """What the component for a promise needs; whose it is by name, of a colleague or of the department."""
    ons = wie.get(t.medewerker_id, "") if t.medewerker_id else vertaald(afdelingen().get(t.afdeling_code, ""))
    return {
        "wat": t.tekst or str(TAAK.get(t.soort, t.soort)),
        "door": ons,
        "voor": t.uiterlijk_op,
        "stand": _stand(t),
        "icoon": "bellen" if t.soort == "terugbellen" else "email",
        "gedaan_op": t.afgehandeld_op,
        "url": reverse("werkplek:taak", args=[t.partij_id, t.taak_id]) if t.status == "te_verwerken" else "",
    }


def _stand(t: TaakRegel) -> str:
    if t.status != "te_verwerken":
        return "vervallen" if t.resultaat == "niet_bereikt" else "gedaan"
    return "te_laat" if t.uiterlijk_op < timezone.localdate() else "open"
