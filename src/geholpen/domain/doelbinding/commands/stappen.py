"""The steps of a version after it was drafted: each by its own role, each with a reason that stays in the register."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from geholpen.domain.doelbinding.models import Status, Verwerkingsactiviteit, VerwerkingsactiviteitVersie
from geholpen.domain.doelbinding.policy import (
    may_activate,
    may_advise,
    may_approve,
    may_expire,
    may_prove,
    may_suspend,
)
from geholpen.domain.doelbinding.stappen import DOEL, step
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Missing


@command(may=may_advise, gegevens=(), voor=DOEL, naam="Advies over een doel gegeven", betrokkenen=lambda _: [])
def advise(ctx: Context, code: str, versie: int, advies: str, positief: bool) -> None:
    """The privacy officer's advice. Raises Invalid and Missing."""
    step(_nummer(code, versie), versie, "advies", advies, positief=positief)


@command(may=may_advise, gegevens=(), voor=DOEL, naam="Een vaag doel toegestaan", betrokkenen=lambda _: [])
def allow_doel(ctx: Context, code: str, versie: int, doel: str, reden: str) -> None:
    """Let a concept have a purpose that the register finds vague; the reason is public. Raises Invalid and Missing."""
    step(_nummer(code, versie), versie, "uitzondering", reden, tekst=doel)


@command(may=may_approve, gegevens=(), voor=DOEL, naam="Een doel goedgekeurd", betrokkenen=lambda _: [])
def approve(ctx: Context, code: str, versie: int, waarom: str) -> None:
    """Approve after the advice; against a negative one only with an explanation. Raises Invalid and Missing."""
    step(_nummer(code, versie), versie, "goedgekeurd", waarom)


@command(may=may_approve, gegevens=(), voor=DOEL, naam="Een doel teruggestuurd", betrokkenen=lambda _: [])
def send_back(ctx: Context, code: str, versie: int, waarom: str) -> None:
    """Not like this: a concept again, with the reason, and advice is given anew. Raises Invalid and Missing."""
    step(_nummer(code, versie), versie, "teruggestuurd", waarom)


@command(may=may_activate, gegevens=(), voor=DOEL, naam="Een doel aangezet", betrokkenen=lambda _: [])
def activate(ctx: Context, code: str, versie: int, waarom: str) -> None:
    """Make this the active version; the one before it ends in the same moment. Raises Invalid and Missing."""
    step(_nummer(code, versie), versie, "geactiveerd", waarom)


@command(may=may_suspend, gegevens=(), voor=DOEL, naam="Een doel geschorst", betrokkenen=lambda _: [])
def suspend(ctx: Context, code: str, versie: int, waarom: str) -> None:
    """Stop every read under it, from the next one on. Raises Invalid and Missing."""
    step(_nummer(code, versie), versie, "geschorst", waarom)


@command(may=may_suspend, gegevens=(), voor=DOEL, naam="Een doel hervat", betrokkenen=lambda _: [])
def resume(ctx: Context, code: str, versie: int, waarom: str) -> None:
    """End a suspension. Raises Invalid and Missing."""
    step(_nummer(code, versie), versie, "hervat", waarom)


@command(may=may_activate, gegevens=(), voor=DOEL, naam="Een doel ingetrokken", betrokkenen=lambda _: [])
def withdraw(ctx: Context, code: str, versie: int, waarom: str) -> None:
    """End a version for good. Raises Invalid and Missing."""
    step(_nummer(code, versie), versie, "ingetrokken", waarom)


@command(may=may_prove, gegevens=(), voor=DOEL, naam="Bewijs bij een doel vastgelegd", betrokkenen=lambda _: [])
def record_bewijs(ctx: Context, code: str, versie: int, gemeten: str, uitkomst: str, tot: date) -> None:
    """What was measured and what came out; the right to read goes on until `tot`. Raises Invalid and Missing."""
    step(_nummer(code, versie), versie, "bewijs", gemeten, tekst=uitkomst, tot=tot)


@command(may=may_expire, gegevens=(), voor=DOEL, naam="Verlopen doelen gemarkeerd", betrokkenen=lambda _: [])
def expire(ctx: Context) -> int:
    """Mark what is past its evaluation date. Reading had stopped already; this is for whoever reads the register."""
    late = VerwerkingsactiviteitVersie.objects.filter(status=Status.ACTIEF, evaluatiedatum__lt=timezone.localdate())
    managing = Verwerkingsactiviteit.objects.filter(code=DOEL).values("nummer")
    found = list(late.exclude(nummer__in=managing))
    for v in found:
        step(v.nummer, v.versie, "verlopen", "De evaluatiedatum ging voorbij zonder bewijs")
    return len(found)


def _nummer(code: str, versie: int) -> int:
    """The number of an activity that has this version. Raises Missing."""
    nummers = Verwerkingsactiviteit.objects.filter(code=code).values("nummer")
    found = VerwerkingsactiviteitVersie.objects.filter(nummer__in=nummers, versie=versie).first()
    if found is None:
        raise Missing
    return found.nummer
