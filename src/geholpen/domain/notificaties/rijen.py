"""The rows of subscriptions as both doors change them, whoever comes in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from geholpen.domain.notificaties.invoer import HOOGSTENS, SLEUTEL, check, columns, new_secret
from geholpen.domain.notificaties.models import Abonnement, Notificatie, Staat, Stand
from geholpen.platform import sealing
from geholpen.platform.errors import Invalid, Missing
from geholpen.platform.models import uuid7

#: How long a message is tried before it is given up.
HOUDBAAR = timedelta(hours=24)


def add(applicatie_id: UUID, gegevens: Mapping[str, Any], door: UUID | None) -> tuple[UUID, str]:
    """A subscription that waits for its check: (id, signing secret). Raises Invalid."""
    check(gegevens)
    if Abonnement.objects.filter(applicatie_id=applicatie_id).exclude(stand=Stand.INGETROKKEN).count() >= HOOGSTENS:
        raise Invalid("callbackUrl", f"Een applicatie heeft hoogstens {HOOGSTENS} abonnementen.", "max_length")
    id, geheim = uuid7(), new_secret()
    Abonnement.objects.create(
        id=id,
        applicatie_id=applicatie_id,
        aangemaakt_door=door,
        geheim=sealing.seal(SLEUTEL, geheim, id),
        **columns(id, gegevens),
    )
    return id, geheim


def change(id: UUID, gegevens: Mapping[str, Any], **binnen: Any) -> None:
    """Change what was given. `binnen`: whose it must be. Raises Missing and Invalid."""
    check(gegevens)
    _update(id, binnen, **columns(id, gegevens))


def activate(id: UUID, **binnen: Any) -> None:
    """Its receiver took the trial message: from now on it hears of changes."""
    _update(id, binnen, stand=Stand.ACTIEF, mislukt_achtereen=0, rust_tot=None, laatst_gelukt_op=timezone.now())
    extend(id)


def extend(id: UUID) -> None:
    """What waited while nothing was sent gets its full time."""
    now = timezone.now()
    Notificatie.objects.filter(abonnement_id=id, staat=Staat.WACHT).update(volgende_op=now, uiterlijk_op=now + HOUDBAAR)


def end(id: UUID, **binnen: Any) -> None:
    """For good: its secrets are gone and what still waited is given up. Raises Missing."""
    _update(id, binnen, stand=Stand.INGETROKKEN, auth=b"", geheim=b"")
    Notificatie.objects.filter(abonnement_id=id, staat=Staat.WACHT).update(
        staat=Staat.OPGEGEVEN, fout="INGETROKKEN", geeindigd_op=timezone.now()
    )


def find(id: UUID, **binnen: Any) -> Abonnement:
    """One that was not withdrawn. Raises Missing."""
    found = Abonnement.objects.filter(id=id, **binnen).exclude(stand=Stand.INGETROKKEN).first()
    if found is None:
        raise Missing
    return found


def _update(id: UUID, binnen: Mapping[str, Any], **values: Any) -> None:
    rows = Abonnement.objects.filter(id=id, **binnen).exclude(stand=Stand.INGETROKKEN)
    if not (rows.update(**values) if values else rows.exists()):
        raise Missing
