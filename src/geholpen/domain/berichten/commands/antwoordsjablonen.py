"""Templates of our own: make one, change its concept, put a version in use, withdraw it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from geholpen.domain.berichten.antwoordsjablonen import regels
from geholpen.domain.berichten.antwoordsjablonen.models import VersieStaat
from geholpen.domain.berichten.models import Antwoordsjabloon, Sjabloonversie
from geholpen.domain.berichten.policy import may_set_up
from geholpen.domain.berichten.queries_sjablonen import limits, sample
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, command
from geholpen.platform.errors import Invalid, Missing
from geholpen.platform.models import uuid7

DOEL = "toegangsbeheer"
DUBBEL = "Er is al een sjabloon met deze naam. Kies een andere naam."


@dataclass(frozen=True, slots=True)
class NieuwSjabloon:
    """A template as management fills it in. `onderwerpen` () is for every subject."""

    naam: str
    kanalen: tuple[str, ...]
    onderwerpen: tuple[str, ...]
    tekst: str
    toon: str = "u"
    taal: str = "nld"


@command(may=may_set_up, gegevens=(), voor=DOEL, naam="Een sjabloon bewaard", betrokkenen=lambda _: [])
def save_antwoordsjabloon(ctx: Context, nieuw: NieuwSjabloon, id: UUID | None = None) -> UUID:
    """Make a template, or change it; its text becomes a concept, so nobody uses it yet. Returns the template's id.

    A text that is the same as what is in use makes no new version. Raises Invalid per field and Missing.
    """
    _check(nieuw)
    row = Antwoordsjabloon.objects.select_for_update().filter(id=id).first() if id else Antwoordsjabloon(id=uuid7())
    if row is None:
        raise Missing
    _keep(row, nieuw)
    _write_concept(ctx, row.id, nieuw)
    return row.id


def _check(nieuw: NieuwSjabloon) -> None:
    """Every field of the form. Raises Invalid with the field's name."""
    if not nieuw.naam.strip():
        raise Invalid("naam", "Geef het sjabloon een naam.")
    if not nieuw.kanalen or not set(nieuw.kanalen) <= set(regels.KANALEN):
        raise Invalid("kanalen", "Kies waar u het sjabloon voor wilt gebruiken.")
    if not set(nieuw.onderwerpen) <= {o.code for o in onderwerpen()}:
        raise Invalid("onderwerpen", "Dit onderwerp is er niet (meer). Kies opnieuw.")
    if nieuw.toon not in regels.TONEN:
        raise Invalid("toon", "Kies hoe de tekst de klant aanspreekt.")
    if nieuw.taal not in regels.TALEN:
        raise Invalid("taal", "Kies de taal van de tekst.")
    regels.check(nieuw.tekst, nieuw.kanalen)
    regels.check_limits(limits(sample(nieuw.tekst), nieuw.kanalen))


def _keep(row: Antwoordsjabloon, nieuw: NieuwSjabloon) -> None:
    row.naam = " ".join(nieuw.naam.split())[:100]
    row.kanalen, row.onderwerpen = list(nieuw.kanalen), list(nieuw.onderwerpen)
    row.gewijzigd_op = timezone.now()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Invalid("naam", DUBBEL) from None


def _write_concept(ctx: Context, sjabloon_id: UUID, nieuw: NieuwSjabloon) -> None:
    versies = Sjabloonversie.objects.filter(sjabloon_id=sjabloon_id)
    mine = versies.filter(taal=nieuw.taal)
    now, tekst = timezone.now(), nieuw.tekst.strip()
    values = {"tekst": tekst, "toon": nieuw.toon, "gemaakt_door": ctx.actor.id, "gemaakt_op": now}
    if mine.filter(staat=VersieStaat.CONCEPT).update(**values):
        return
    if mine.filter(staat=VersieStaat.IN_GEBRUIK, tekst=tekst, toon=nieuw.toon).exists():
        return
    nummer = (versies.aggregate(n=Max("nummer"))["n"] or 0) + 1
    Sjabloonversie.objects.create(sjabloon_id=sjabloon_id, nummer=nummer, taal=nieuw.taal, **values)


@command(may=may_set_up, gegevens=(), voor=DOEL, naam="Een sjabloon in gebruik genomen", betrokkenen=lambda _: [])
def use_sjabloonversie(ctx: Context, versie_id: UUID) -> None:
    """From now on employees answer with this text; the version before it in the same language is withdrawn.

    Raises Missing, and Invalid for a version that is no concept or does not fit the channels any more.
    """
    versie = _locked(versie_id)
    if versie.staat != VersieStaat.CONCEPT:
        raise Invalid("versie", "Alleen een concept kunt u in gebruik nemen.")
    sjabloon = Antwoordsjabloon.objects.get(id=versie.sjabloon_id)
    regels.check(versie.tekst, sjabloon.kanalen)
    regels.check_limits(limits(sample(versie.tekst), sjabloon.kanalen))
    now = timezone.now()
    before = Sjabloonversie.objects.filter(sjabloon_id=versie.sjabloon_id, taal=versie.taal)
    before.filter(staat=VersieStaat.IN_GEBRUIK).update(staat=VersieStaat.INGETROKKEN, ingetrokken_op=now)
    Sjabloonversie.objects.filter(id=versie_id).update(staat=VersieStaat.IN_GEBRUIK, in_gebruik_op=now)


@command(may=may_set_up, gegevens=(), voor=DOEL, naam="Een sjabloon ingetrokken", betrokkenen=lambda _: [])
def withdraw_sjabloonversie(ctx: Context, versie_id: UUID) -> None:
    """Nobody can choose this version any more; messages that were begun with it keep naming it. Raises Missing."""
    versie = _locked(versie_id)
    if versie.staat == VersieStaat.INGETROKKEN:
        return
    now = timezone.now()
    Sjabloonversie.objects.filter(id=versie_id).update(staat=VersieStaat.INGETROKKEN, ingetrokken_op=now)


def _locked(versie_id: UUID) -> Sjabloonversie:
    """The version, after the lock on its template: two managers at once come one after the other."""
    found = Sjabloonversie.objects.filter(id=versie_id).first()
    if found is None:
        raise Missing
    Antwoordsjabloon.objects.select_for_update().get(id=found.sjabloon_id)
    return Sjabloonversie.objects.get(id=versie_id)


@catalogue
def load_antwoordsjabloon(
    id: UUID, naam: str, kanalen: Iterable[str], onderwerpen: Iterable[str], teksten: Iterable[tuple[str, str, str]]
) -> None:
    """Load one template of a pack, in use at once: (language, tone, text) per version. What is there stays as it is."""
    row = Antwoordsjabloon(id=id, naam=naam, kanalen=list(kanalen), onderwerpen=list(onderwerpen))
    if Antwoordsjabloon.objects.filter(id=id).exists() or Antwoordsjabloon.objects.filter(naam=naam).exists():
        return
    row.save(force_insert=True)
    now = timezone.now()
    for nummer, (taal, toon, tekst) in enumerate(teksten, 1):
        regels.check(tekst, row.kanalen)
        values = {"nummer": nummer, "taal": taal, "toon": toon, "tekst": tekst.strip()}
        Sjabloonversie.objects.create(
            sjabloon_id=id, staat=VersieStaat.IN_GEBRUIK, gemaakt_op=now, in_gebruik_op=now, **values
        )
