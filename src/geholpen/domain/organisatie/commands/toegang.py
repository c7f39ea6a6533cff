"""Applications and their tokens, as the functional manager makes and ends them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from geholpen.domain.organisatie import applicaties
from geholpen.domain.organisatie.models import Applicatie, ApplicatieToken
from geholpen.domain.organisatie.policy import may_manage
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Missing

#: The purpose of this work in the register.
DOEL = "toegangsbeheer"


@command(may=may_manage, gegevens=(), voor=DOEL, naam="Een applicatie toegevoegd", betrokkenen=lambda _: [])
def register_applicatie(ctx: Context, naam: str, activiteiten: Sequence[str]) -> UUID:
    """Add software that may use our interfaces for these activities. Raises Invalid. Returns its id."""
    naam = naam.strip()
    if not naam:
        raise Invalid("naam", "Schrijf op hoe de applicatie heet.")
    if len(naam) > 120:
        raise Invalid("naam", "Kies een kortere naam.")
    if Applicatie.objects.filter(naam=naam).exists():
        raise Invalid("naam", "Er is al een applicatie met deze naam.")
    if not activiteiten:
        raise Invalid("activiteiten", "Kies waarvoor de applicatie gegevens mag gebruiken.")
    return Applicatie.objects.create(naam=naam, activiteiten=list(activiteiten)).id


@command(may=may_manage, gegevens=(), voor=DOEL, naam="Een token gemaakt", betrokkenen=lambda _: [])
def register_token(
    ctx: Context,
    applicatie_id: UUID,
    omschrijving: str,
    mag_schrijven: bool,
    verloopt: date | None,
    scopes: Sequence[str] = (),
) -> str:
    """Make a token. Returns it: it is shown this once, and only its hash is kept. Raises Missing and Invalid."""
    if not set(scopes) <= applicaties.SCOPES:
        raise Invalid("scopes", "Kies alleen rechten uit de lijst.")
    if not Applicatie.objects.filter(id=applicatie_id).exists():
        raise Missing
    token = applicaties.new_token()
    ApplicatieToken.objects.create(
        applicatie_id=applicatie_id,
        sleutel=applicaties.token_key(token),
        omschrijving=omschrijving.strip()[:120],
        begin=token[:6],
        mag_schrijven=mag_schrijven,
        scopes=sorted(scopes),
        aangemaakt_door=ctx.actor.id,
        verloopt_op=_end(verloopt),
    )
    return token


@command(may=may_manage, gegevens=(), voor=DOEL, naam="De einddatum van een token veranderd", betrokkenen=lambda _: [])
def change_expiry(ctx: Context, token_id: UUID, verloopt: date | None) -> None:
    """Give a token its last day, or none. Raises Missing and Invalid."""
    _change(token_id, verloopt_op=_end(verloopt))


@command(may=may_manage, gegevens=(), voor=DOEL, naam="Een token ingetrokken", betrokkenen=lambda _: [])
def withdraw_token(ctx: Context, token_id: UUID) -> None:
    """End a token for good: within five seconds no process lets it in any more. Raises Missing."""
    _change(token_id, ingetrokken_op=timezone.now())


def _change(token_id: UUID, **values: object) -> None:
    if not ApplicatieToken.objects.filter(id=token_id, ingetrokken_op=None).update(**values):
        raise Missing
    applicaties.forget()


def _end(verloopt: date | None) -> datetime | None:
    """The end of that day. Raises Invalid for a day that is over."""
    if verloopt is None:
        return None
    if verloopt < timezone.localdate():
        raise Invalid("verloopt", "Kies een dag die nog komt.")
    return timezone.make_aware(datetime.combine(verloopt, time(23, 59, 59)))
