"""Put a label on a file, or take it off; and the groups that may open files with one."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.organisatie.queries import medewerkers
from geholpen.domain.partijen.afscherming.beleid import DOEL, may_shield
from geholpen.domain.partijen.afscherming.models import Afschermgroep, Afscherming
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Missing

#: Characters that a reason has at least: a word says nothing to whoever reviews it.
REDEN = 20


@command(may=may_shield, gegevens={G.VEILIGHEIDSSIGNAAL}, voor=DOEL, naam="Uw gegevens extra afgeschermd")
def shield(ctx: Context, partij_id: UUID, groep_code: str, reden: str) -> None:
    """From now on only this group opens the file. Raises Invalid."""
    _check_reden("reden", reden)
    if not Afschermgroep.objects.filter(code=groep_code).exists():
        raise Invalid("groep", "Kies een groep die dit dossier mag openen.")
    try:
        with transaction.atomic():
            Afscherming.objects.create(
                partij_id=partij_id,
                groep_code=groep_code,
                reden=reden.strip(),
                gezet_door=ctx.actor.person,
                **ctx.herkomst(),
            )
    except IntegrityError as error:
        raise Invalid("wie", "Dit dossier is al afgeschermd voor deze groep.") from error


@command(may=may_shield, gegevens={G.VEILIGHEIDSSIGNAAL}, voor=DOEL, naam="Extra afscherming van uw gegevens beëindigd")
def end_shield(ctx: Context, partij_id: UUID, id: UUID, reden: str) -> None:
    """Take the label off; who, when and why stay. Raises Invalid, and Missing when it is off already."""
    _check_reden("einde", reden)
    row = Afscherming.objects.filter(partij_id=partij_id, id=id, beeindigd_op=None)
    if not row.update(beeindigd_op=timezone.now(), beeindigd_door=ctx.actor.person, beeindigd_reden=reden.strip()):
        raise Missing


def _check_reden(veld: str, reden: str) -> None:
    if len(reden.strip()) < REDEN:
        raise Invalid(veld, "Schrijf in een hele zin waarom. Minstens 20 tekens.")


@command(
    may=may_shield,
    gegevens=(),
    voor=DOEL,
    naam="Een groep voor afgeschermde dossiers bewaard",
    betrokkenen=lambda _: [],
)
def save_groep(
    ctx: Context, code: str, naam: str, meldadres: str, leden: Iterable[UUID], *, voor_personeel: bool
) -> None:
    """Change the group with this code; without a code a new one, that replaces no other.

    Everybody in it is an employee. Raises Invalid with everything that is wrong.
    """
    known = {m.id for m in medewerkers()}
    chosen, naam = [id for id in leden if id in known], naam.strip()[:120]
    faults = []
    if not naam:
        faults.append(Invalid("naam", "Geef de groep een naam."))
    elif Afschermgroep.objects.filter(naam__iexact=naam).exclude(code=code).exists():
        faults.append(
            Invalid("naam", "Er is al een groep met deze naam. Wilt u haar veranderen? Kies haar in de lijst.")
        )
    if "@" not in meldadres:
        faults.append(Invalid("meldadres", "Vul een mailadres in, bijvoorbeeld van het hoofd van de afdeling."))
    if not chosen:
        faults.append(Invalid("leden", "Kies wie de dossiers mag openen."))
    if faults:
        raise Invalid.several(faults)
    Afschermgroep.objects.update_or_create(
        code=code or _new_code(naam),
        defaults={
            "naam": naam,
            "meldadres": meldadres.strip(),
            "leden": chosen,
            "voor_personeel": voor_personeel,
        },
    )


def _new_code(naam: str) -> str:
    """A code that no group has: another name can make the same one."""
    base, n = slugify(naam)[:36] or "groep", 1
    code = base
    while Afschermgroep.objects.filter(code=code).exists():
        n += 1
        code = f"{base}-{n}"
    return code
