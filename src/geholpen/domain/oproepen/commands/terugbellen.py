"""Somebody called and was not helped: a promise to call back, one per caller however often they try."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import ONBEKEND, onderwerp, onderwerpen
from geholpen.domain.klantcontacten.commands import (
    Belofte,
    NieuweKlantvraag,
    NieuwKlantcontact,
    assign_interne_taak,
    register_klantcontact,
    start_klantvraag,
)
from geholpen.domain.klantcontacten.opschrijven import first_afdeling
from geholpen.domain.klantcontacten.queries import TaakRegel, taken_van
from geholpen.domain.oproepen.models import Oproep
from geholpen.domain.oproepen.nummers import normalise
from geholpen.domain.oproepen.policy import may_intake
from geholpen.domain.oproepen.stand import GEMIST, Stand, Uitkomst
from geholpen.domain.organisatie.queries import werkdag_na
from geholpen.domain.partijen.commands import register_onbekende
from geholpen.domain.partijen.herkennen import recognise
from geholpen.platform import tasks
from geholpen.platform.context import Context, system
from geholpen.platform.doors import command
from geholpen.platform.keys import keyed_hash
from geholpen.platform.models import uuid7

GEMIST_TEKST = "U belde ons, maar kreeg niemand te spreken."
OPNIEUW_TEKST = "U belde ons opnieuw, maar kreeg niemand te spreken."
BELOFTE = "Wij bellen u terug, omdat u ons niet te pakken kreeg."
STORM, UUR, DAGEN, MAX_STORM = "storm", timedelta(hours=1), timedelta(days=14), 500
_LOCK = "SELECT pg_advisory_xact_lock(%s)"


@dataclass(frozen=True, slots=True)
class _Wie:
    """To whom it is promised; `taak`: the promise that stands already."""

    partij_id: UUID
    nieuw: bool
    taak: TaakRegel | None = None


@command(
    may=may_intake,
    gegevens={G.CONTACTADRESSEN},
    voor="aannemen",
    naam="U belde en kreeg niemand te spreken",
    betrokkenen=lambda found: [found] if found else [],
)
def promise_callback(ctx: Context, oproep_id: UUID, *, toch: bool = False) -> UUID | None:
    """Promise to call back who was missed, unless they were helped meanwhile or it stands already. Again is harmless.

    In a storm of missed calls an unknown number waits until somebody decides, who then says `toch`. Returns the
    customer. A hidden number cannot be called: it stays in the log of calls only.
    """
    oproep = Oproep.objects.select_for_update().get(id=oproep_id)
    if oproep.afgehandeld or oproep.uitkomst not in GEMIST:
        return None
    if not oproep.nummer_e164:
        return _settle(oproep, "anoniem", None, None)
    _one_at_a_time(oproep.nummer_e164)
    if _helped_meanwhile(oproep):
        return _settle(oproep, "gesproken", None, None)
    wie = _who(ctx, oproep)
    if wie.taak is not None:
        again = NieuwKlantcontact(
            "telefoon", "klant", OPNIEUW_TEKST, plaatsgevonden_op=oproep.aangeboden_op, gelukt=False
        )
        register_klantcontact(ctx.over({wie.partij_id}), wie.partij_id, wie.taak.klantvraag_id, again)
        return _settle(oproep, "al_beloofd", wie.partij_id, wie.taak.klantvraag_id)
    if wie.nieuw and not toch and _is_storm():
        return _settle(oproep, STORM, None, None)
    return _settle(oproep, "beloofd", wie.partij_id, _promise(ctx, oproep, wie))


def _is_storm() -> bool:
    """Far more promises than normal in the last hour, over all numbers: who calls with a machine has many."""
    since = timezone.now() - UUR
    return Oproep.objects.filter(aangeboden_op__gt=since, afgehandeld="beloofd").count() >= settings.STORM_GEMIST


@command(
    may=may_intake,
    gegevens={G.CONTACTADRESSEN},
    voor="aannemen",
    naam="Besloten over gemiste oproepen die wachtten",
    betrokkenen=lambda _: [],
)
def release_gemist(ctx: Context, *, beloven: bool) -> int:
    """Promise to call back after all, or leave it. Returns how many calls that was; at most MAX_STORM at a time."""
    ids = list(held().values_list("id", flat=True)[:MAX_STORM])
    Oproep.objects.filter(id__in=ids).update(afgehandeld="" if beloven else "genegeerd")
    for id in ids if beloven else ():
        tasks.defer("bel_terug", system("telefoon"), oproep_id=str(id), toch="1")
    return len(ids)


def held() -> QuerySet[Oproep]:
    """Missed calls of the last days that wait for a decision."""
    return Oproep.objects.filter(afgehandeld=STORM, aangeboden_op__gt=timezone.now() - DAGEN).order_by("aangeboden_op")


def _one_at_a_time(e164: str) -> None:
    """Two missed calls of one number wait for each other: the second finds the promise of the first."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [int.from_bytes(keyed_hash("terugbellen", e164)[:8], "big", signed=True)])


def _helped_meanwhile(oproep: Oproep) -> bool:
    later = Oproep.objects.filter(nummer_e164=oproep.nummer_e164, aangeboden_op__gte=oproep.aangeboden_op)
    later = later.exclude(id=oproep.id)
    return later.filter(uitkomst=Uitkomst.GESPROKEN).exists() or later.exclude(stand=Stand.BEEINDIGD).exists()


def _who(ctx: Context, oproep: Oproep) -> _Wie:
    """One customer who has this number: theirs. Several, or nobody: somebody we do not know yet, once per number."""
    earlier = _earlier(oproep)
    found = [k for k in recognise("telefoonnummer", oproep.nummer_e164) if k.niveau != "asserted"]
    ids = [found[0].partij_id] if len(found) == 1 else ([earlier] if earlier else [])
    for partij_id in ids:
        return _Wie(partij_id, False, _standing(ctx, partij_id, oproep.nummer_e164))
    return _Wie(uuid7(), True)


def _earlier(oproep: Oproep) -> UUID | None:
    """The unknown customer that an earlier missed call of this number made."""
    rows = Oproep.objects.filter(nummer_e164=oproep.nummer_e164, afgehandeld="beloofd").exclude(id=oproep.id)
    return rows.order_by("-aangeboden_op").values_list("partij_id", flat=True).first()


def _standing(ctx: Context, partij_id: UUID, e164: str) -> TaakRegel | None:
    """An open promise to call this customer, at this number or at any."""
    for taak in taken_van(ctx.over({partij_id}), partij_id):
        open_ = taak.status == "te_verwerken" and taak.soort == "terugbellen"
        if open_ and (not taak.telefoonnummer or normalise(taak.telefoonnummer) == e164):
            return taak
    return None


def _promise(ctx: Context, oproep: Oproep, wie: _Wie) -> UUID:
    """A question of its own with the promise on it. A number proves nobody: the level is the lowest."""
    mine = ctx.over({wie.partij_id})
    if wie.nieuw:
        register_onbekende(mine, wie.partij_id, [("telefoonnummer", oproep.nummer_e164)], "")
    contact = NieuwKlantcontact("telefoon", "klant", GEMIST_TEKST, plaatsgevonden_op=oproep.aangeboden_op, gelukt=False)
    code = _subject(oproep.keuze)
    gestart = start_klantvraag(mine, wie.partij_id, NieuweKlantvraag(code, code != ONBEKEND, "asserted", contact))
    belofte = Belofte(
        "terugbellen",
        BELOFTE,
        first_afdeling(onderwerp(code)),
        werkdag_na(timezone.localdate(), 1),
        telefoonnummer=oproep.nummer_e164,
    )
    assign_interne_taak(mine, wie.partij_id, gestart.klantvraag_id, belofte.taak(gestart.klantcontact_id))
    return gestart.klantvraag_id


def _subject(keuze: str) -> str:
    """What was chosen in the menu, unless it is a sensitive subject: that is for the customer to say to a person."""
    return next((o.code for o in onderwerpen() if o.code == keuze and not o.gevoelig), ONBEKEND)


def _settle(oproep: Oproep, hoe: str, partij_id: UUID | None, klantvraag_id: UUID | None) -> UUID | None:
    Oproep.objects.filter(id=oproep.id).update(afgehandeld=hoe, partij_id=partij_id, klantvraag_id=klantvraag_id)
    if klantvraag_id is not None:
        tasks.defer("leg_oproep_vast", system("telefoon"), oproep_id=str(oproep.id))
    return partij_id
