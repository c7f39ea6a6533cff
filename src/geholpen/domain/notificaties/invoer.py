"""What a subscription may ask for, and what of it is kept."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from geholpen.domain.notificaties.afzender import afzender
from geholpen.domain.notificaties.kanalen import KANALEN
from geholpen.domain.notificaties.models import Abonnement
from geholpen.platform import sealing
from geholpen.platform.errors import Invalid
from geholpen.platform.outbound import Blocked, may_go

#: Subscriptions that one application may have at the same time.
HOOGSTENS = 50
SLEUTEL = "abonnement"


def check(gegevens: Mapping[str, Any]) -> None:
    """What was given. Raises Invalid with the names of the contract."""
    if afzender() is None:
        raise Invalid("callbackUrl", "Deze installatie weet haar eigen adres niet. Vraag de beheerder.", "unavailable")
    if "callback_url" in gegevens:
        try:
            may_go(gegevens["callback_url"])
        except Blocked as blocked:
            raise Invalid("callbackUrl", blocked.reason, "invalid-callback-url") from blocked
    if any(c < " " or c > "~" for c in gegevens.get("auth") or ""):
        raise Invalid("auth", "Gebruik alleen gewone letters, cijfers en leestekens.")
    for nummer, gevraagd in enumerate(gegevens.get("kanalen") or ()):
        _check_kanaal(nummer, gevraagd)


def _check_kanaal(nummer: int, gevraagd: Mapping[str, Any]) -> None:
    kanaal = KANALEN.get(gevraagd["naam"])
    if kanaal is None:
        raise Invalid(f"kanalen.{nummer}.naam", "Kanaal met deze naam bestaat niet.", "kanaal_naam")
    onbekend = sorted(set(gevraagd.get("filters") or ()) - set(kanaal.filters))
    if onbekend:
        reden = "Hierop kan dit kanaal niet filteren. Het kan wel op: " + ", ".join(kanaal.filters) + "."
        raise Invalid(f"kanalen.{nummer}.filters", reden, "inconsistent-abonnement-filters")


def columns(id: UUID, gegevens: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of what was given; secrets sealed to the subscription `id`."""
    found = {
        naam: gegevens[naam]
        for naam in ("callback_url", "kanalen", "stuurt_cloudevents", "cloudevent_filters")
        if naam in gegevens
    }
    if gegevens.get("auth") is not None:
        found["auth"] = sealing.seal(SLEUTEL, gegevens["auth"], id) if gegevens["auth"] else b""
    return found


def new_secret() -> str:
    """What we sign with, in the form that libraries for Standard Webhooks take."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


def open_secrets(a: Abonnement) -> tuple[str, str]:
    """(value of the Authorization header, signing secret)."""
    auth = sealing.unseal(SLEUTEL, a.auth, a.id) if a.auth else ""
    return auth, sealing.unseal(SLEUTEL, a.geheim, a.id) if a.geheim else ""
