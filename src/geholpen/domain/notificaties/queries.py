"""DOOR. Subscriptions and what became of their messages. Keys and codes, no customer: so no purpose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Min
from django.utils import timezone

from geholpen.domain.notificaties import bezorgen, kanalen, proef
from geholpen.domain.notificaties.models import Abonnement, Notificatie, Staat, Stand
from geholpen.platform.doors import catalogue
from geholpen.platform.outbound import Outcome

Notificatiekanaal = kanalen.Notificatiekanaal


@dataclass(frozen=True, slots=True)
class AbonnementInfo:
    """A subscription as people and software see it; never its secrets."""

    id: UUID
    applicatie_id: UUID
    callback_url: str
    kanalen: tuple[dict[str, Any], ...]
    stuurt_cloudevents: bool
    cloudevent_filters: tuple[dict[str, Any], ...]
    heeft_auth: bool
    stand: str
    aangemaakt_op: datetime
    laatst_gelukt_op: datetime | None
    laatst_mislukt_op: datetime | None
    laatste_fout: str
    laatste_status: int
    rust_tot: datetime | None

    @property
    def rust(self) -> bool:
        """Whether we leave the receiver alone right now."""
        return self.stand == Stand.ACTIEF and self.rust_tot is not None and self.rust_tot > timezone.now()


@dataclass(frozen=True, slots=True)
class NotificatieInfo:
    """One message and what became of it."""

    id: UUID
    type: str
    kanaal: str
    bron: str
    actie: str
    staat: str
    pogingen: int
    fout: str
    status: int
    aangemaakt_op: datetime
    volgende_op: datetime
    geeindigd_op: datetime | None
    opnieuw: bool  # a later row sends it again


@dataclass(frozen=True, slots=True)
class Voorraad:
    """How delivering goes, in numbers."""

    wachtend: int
    oudste_wachtend: datetime | None  # of a message that could have been delivered: not paused, not at rest
    opgegeven: int  # in the last day
    in_rust: int


@catalogue
def notificatiekanalen() -> tuple[Notificatiekanaal, ...]:
    """What can be subscribed to, by name."""
    return tuple(kanalen.KANALEN.values())


@catalogue
def abonnementen(applicatie_id: UUID) -> list[AbonnementInfo]:
    """Those of one application that were not withdrawn, newest first."""
    rows = Abonnement.objects.filter(applicatie_id=applicatie_id).exclude(stand=Stand.INGETROKKEN)
    return [_info(row) for row in rows.order_by("-id")[:200]]


@catalogue
def abonnement(id: UUID) -> AbonnementInfo | None:
    """One, also when it was withdrawn."""
    row = Abonnement.objects.filter(id=id).first()
    return _info(row) if row else None


@catalogue
def notificaties(abonnement_id: UUID, limit: int = 50) -> list[NotificatieInfo]:
    """Its last messages, newest first."""
    rows = list(Notificatie.objects.filter(abonnement_id=abonnement_id).order_by("-id")[:limit])
    last: dict[UUID, int] = {}
    for row in rows:
        last[row.bericht_id] = max(row.beurt, last.get(row.bericht_id, 0))
    return [_message(row, row.beurt < last[row.bericht_id]) for row in rows]


@catalogue
def tellingen(abonnement_id: UUID) -> dict[str, int]:
    """How many of its messages wait, arrived (last seven days) and did not arrive (last sixty)."""
    rows = Notificatie.objects.filter(abonnement_id=abonnement_id).values_list("staat").annotate(Count("id"))
    return dict.fromkeys(Staat.values, 0) | dict(rows)


@catalogue
def try_receiver(id: UUID, adres: str = "", auth: str | None = None) -> Outcome:
    """Send a trial message to a subscription, or to another address with its secret. Raises Missing.

    Opens no transaction: it waits for somebody else. Who may do this was asked at the door before it.
    """
    return proef.probe(id, adres=adres, auth=auth)


@catalogue
def voorraad() -> Voorraad:
    """For whoever watches over the installation."""
    now = timezone.now()
    resting = Abonnement.objects.filter(stand=Stand.ACTIEF, rust_tot__gt=now)
    due = bezorgen.due(now).filter(abonnement_id__in=bezorgen.reachable(now).values("id"))
    return Voorraad(
        Notificatie.objects.filter(staat=Staat.WACHT).count(),
        due.aggregate(oudste=Min("volgende_op"))["oudste"],
        Notificatie.objects.filter(staat=Staat.OPGEGEVEN, geeindigd_op__gt=now - timedelta(days=1))
        .exclude(fout="INGETROKKEN")
        .count(),
        resting.count(),
    )


def _info(row: Abonnement) -> AbonnementInfo:
    same = [
        "id",
        "applicatie_id",
        "callback_url",
        "stuurt_cloudevents",
        "stand",
        "aangemaakt_op",
        "laatst_gelukt_op",
        "laatst_mislukt_op",
        "laatste_fout",
        "laatste_status",
        "rust_tot",
    ]
    return AbonnementInfo(
        kanalen=tuple(row.kanalen),
        cloudevent_filters=tuple(row.cloudevent_filters),
        heeft_auth=bool(row.auth),
        **{naam: getattr(row, naam) for naam in same},
    )


def _message(row: Notificatie, opnieuw: bool) -> NotificatieInfo:
    same = [
        "id",
        "type",
        "kanaal",
        "bron",
        "actie",
        "staat",
        "pogingen",
        "fout",
        "status",
        "aangemaakt_op",
        "volgende_op",
        "geeindigd_op",
    ]
    return NotificatieInfo(opnieuw=opnieuw, **{naam: getattr(row, naam) for naam in same})
