"""One round along one subscriber: what is due is sent, one after the other, and every outcome is booked.

No transaction is open while we wait for somebody else. A round is short: who is slow gets no more than a turn. A round
that dies is done again, and the receiver knows a copy by its id.
"""

from __future__ import annotations

import time
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from geholpen.domain.notificaties import ports, ritme
from geholpen.domain.notificaties.invoer import open_secrets
from geholpen.domain.notificaties.models import Abonnement, Notificatie, Staat, Stand
from geholpen.domain.notificaties.opmaak import NOTIFICATIE, PROEF
from geholpen.platform.outbound import Accepted, Denied, Outcome
from geholpen.platform.tasks import insist

#: The most of one round: messages, and seconds after which no new one is begun.
BERICHTEN, SECONDEN = 50, 20.0


def due(now: datetime) -> QuerySet[Notificatie]:
    """What may go now: not before an older message about the same main object has ended."""
    before = Notificatie.objects.filter(
        staat=Staat.WACHT, abonnement_id=OuterRef("abonnement_id"), hoofd_id=OuterRef("hoofd_id"), id__lt=OuterRef("id")
    )
    return Notificatie.objects.filter(~Exists(before), staat=Staat.WACHT, volgende_op__lte=now)


def reachable(now: datetime) -> QuerySet[Abonnement]:
    """Subscriptions that are active and not at rest."""
    return Abonnement.objects.filter(Q(rust_tot=None) | Q(rust_tot__lte=now), stand=Stand.ACTIEF)


def awake() -> list[UUID]:
    """Subscriptions with something to send now."""
    now = timezone.now()
    something = Exists(due(now).filter(abonnement_id=OuterRef("id")))
    return list(reachable(now).filter(something).values_list("id", flat=True))


def deliver_round(abonnement_id: UUID) -> int:
    """Send what is due. Returns how many messages were tried."""
    until, tried = time.monotonic() + SECONDEN, 0
    while tried < BERICHTEN and time.monotonic() < until:
        now = timezone.now()
        abonnement = reachable(now).filter(id=abonnement_id).first()
        rij = due(now).filter(abonnement_id=abonnement_id).order_by("id").first() if abonnement else None
        if abonnement is None or rij is None:
            break
        uitkomst = ports.bezorg(_zending(abonnement, rij))
        insist(lambda rij=rij, uitkomst=uitkomst: book(rij, uitkomst))  # type: ignore[misc]
        tried += 1
    return tried


def _zending(a: Abonnement, rij: Notificatie) -> ports.Zending:
    auth, geheim = open_secrets(a)
    cloudevent = rij.type not in {NOTIFICATIE, PROEF}
    return ports.Zending(a.callback_url, auth, geheim, rij.bericht_id, cloudevent, rij.inhoud.encode())


def book(rij: Notificatie, uitkomst: Outcome) -> None:
    """What became of one attempt, for the message and for the receiver."""
    now = timezone.now()
    with transaction.atomic():
        if isinstance(uitkomst, Accepted):
            _end(rij, Staat.BEZORGD, uitkomst, now)
            Abonnement.objects.filter(id=rij.abonnement_id).update(
                laatst_gelukt_op=now, mislukt_achtereen=0, rust_tot=None, laatste_fout="", laatste_status=0
            )
        else:
            _book_failure(rij, uitkomst, now)


def _book_failure(rij: Notificatie, uitkomst: Outcome, now: datetime) -> None:
    assert not isinstance(uitkomst, Accepted)  # noqa: S101  book() took those
    code, status = ritme.code(uitkomst), ritme.status(uitkomst)
    tried = code != "RUST"  # nothing left our house: no attempt, and no failure of the receiver
    pogingen = rij.pogingen + tried
    volgende = ritme.next_attempt(max(pogingen, 1), uitkomst, now)
    if volgende is None or volgende > rij.uiterlijk_op:
        _end(rij, Staat.OPGEGEVEN, uitkomst, now)
    else:
        Notificatie.objects.filter(id=rij.id, staat=Staat.WACHT).update(
            pogingen=pogingen, volgende_op=volgende, fout=code, status=status
        )
    abonnement = Abonnement.objects.select_for_update().get(id=rij.abonnement_id)
    achtereen = abonnement.mislukt_achtereen + (tried and ritme.of_receiver(uitkomst))
    rust = ritme.rest(achtereen, uitkomst, now) if ritme.of_receiver(uitkomst) else abonnement.rust_tot
    gone = isinstance(uitkomst, Denied) and uitkomst.status == ritme.WEG
    Abonnement.objects.filter(id=abonnement.id).update(
        laatst_mislukt_op=now,
        laatste_fout=code,
        laatste_status=status,
        mislukt_achtereen=achtereen,
        rust_tot=rust,
        stand=Stand.GEPAUZEERD if gone and abonnement.stand == Stand.ACTIEF else abonnement.stand,
    )


def _end(rij: Notificatie, staat: Staat, uitkomst: Outcome, now: datetime) -> None:
    Notificatie.objects.filter(id=rij.id, staat=Staat.WACHT).update(
        staat=staat,
        pogingen=F("pogingen") + 1,
        fout=ritme.code(uitkomst),
        status=ritme.status(uitkomst),
        geeindigd_op=now,
    )


def give_up() -> int:
    """End what was not delivered in its time. What waits behind a pause waits on."""
    active = Abonnement.objects.filter(id=OuterRef("abonnement_id"), stand=Stand.ACTIEF)
    late = Notificatie.objects.filter(Exists(active), staat=Staat.WACHT, uiterlijk_op__lte=timezone.now())
    return late.update(staat=Staat.OPGEGEVEN, geeindigd_op=timezone.now())
