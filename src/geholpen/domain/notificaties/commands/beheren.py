"""Subscriptions as the functional manager makes, pauses and ends them for an application."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from geholpen.domain.notificaties import rijen
from geholpen.domain.notificaties.models import Abonnement, Notificatie, Staat, Stand
from geholpen.domain.notificaties.policy import may_manage
from geholpen.domain.organisatie.queries import doelen_van
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Missing

#: The purpose of this work in the register.
DOEL = "toegangsbeheer"


@command(may=may_manage, gegevens=(), voor=DOEL, naam="Een abonnement gemaakt", betrokkenen=lambda _: [])
def register_for_applicatie(ctx: Context, applicatie_id: UUID, gegevens: Mapping[str, Any]) -> tuple[UUID, str]:
    """A subscription that waits for its check: (id, signing secret). Raises Missing and Invalid."""
    if not doelen_van(applicatie_id):
        raise Missing
    return rijen.add(applicatie_id, gegevens, ctx.actor.id)


@command(may=may_manage, gegevens=(), voor=DOEL, naam="Een abonnement actief gemaakt", betrokkenen=lambda _: [])
def activate_for_applicatie(ctx: Context, id: UUID) -> None:
    """The receiver took the trial message. Raises Missing."""
    rijen.activate(id)


@command(may=may_manage, gegevens=(), voor=DOEL, naam="Een proefbericht gestuurd", betrokkenen=lambda _: [])
def begin_check(ctx: Context, id: UUID) -> None:
    """Before a trial message is sent: who may not manage calls nobody. Raises Missing."""
    rijen.find(id)


@command(may=may_manage, gegevens=(), voor=DOEL, naam="De uitkomst van een proefbericht", betrokkenen=lambda _: [])
def note_check(ctx: Context, id: UUID, fout: str, status: int) -> None:
    """What became of a trial message; no `fout` is a success. Raises Missing."""
    rijen.find(id)
    moment = "laatst_mislukt_op" if fout else "laatst_gelukt_op"
    Abonnement.objects.filter(id=id).update(laatste_fout=fout, laatste_status=status, **{moment: timezone.now()})


@command(may=may_manage, gegevens=(), voor=DOEL, naam="Een abonnement gepauzeerd", betrokkenen=lambda _: [])
def pause_abonnement(ctx: Context, id: UUID) -> None:
    """Send nothing for a while; what happens meanwhile waits. Raises Missing."""
    if not Abonnement.objects.filter(id=id, stand=Stand.ACTIEF).update(stand=Stand.GEPAUZEERD):
        raise Missing


@command(may=may_manage, gegevens=(), voor=DOEL, naam="Een abonnement hervat", betrokkenen=lambda _: [])
def resume_abonnement(ctx: Context, id: UUID) -> None:
    """Go on after a pause, or at once instead of after a rest. Raises Missing."""
    stand = rijen.find(id).stand
    if stand == Stand.CONTROLE:
        raise Missing
    Abonnement.objects.filter(id=id).update(stand=Stand.ACTIEF, mislukt_achtereen=0, rust_tot=None)
    rijen.extend(id)


@command(may=may_manage, gegevens=(), voor=DOEL, naam="Een abonnement ingetrokken", betrokkenen=lambda _: [])
def withdraw_for_applicatie(ctx: Context, id: UUID) -> None:
    """End it for good. Raises Missing."""
    rijen.end(id)


@command(may=may_manage, gegevens=(), voor=DOEL, naam="Een notificatie opnieuw gestuurd", betrokkenen=lambda _: [])
def resend_notificatie(ctx: Context, abonnement_id: UUID, id: UUID) -> None:
    """Send what was given up once more, with the same id: a row of its own. Raises Missing."""
    rijen.find(abonnement_id)
    rij = Notificatie.objects.filter(id=id, abonnement_id=abonnement_id, staat=Staat.OPGEGEVEN).first()
    if rij is None:
        raise Missing
    Notificatie.objects.bulk_create([_again(rij)], ignore_conflicts=True)


def _again(rij: Notificatie) -> Notificatie:
    kept = ("abonnement_id", "bericht_id", "type", "kanaal", "bron", "actie", "hoofd_id", "inhoud")
    return Notificatie(
        beurt=rij.beurt + 1,
        uiterlijk_op=timezone.now() + rijen.HOUDBAAR,
        **{naam: getattr(rij, naam) for naam in kept},
    )
