"""Templates of our own as management and the composer read them, and one filled in for one customer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten import toon
from geholpen.domain.berichten.antwoordsjablonen import regels
from geholpen.domain.berichten.antwoordsjablonen.models import VersieStaat
from geholpen.domain.berichten.antwoordsjablonen.regels import Grens
from geholpen.domain.berichten.models import Antwoordsjabloon, Sjabloonversie
from geholpen.domain.berichten.ports import kanaal, kanalen
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.domain.organisatie.queries import MedewerkerInfo, afdelingen, organisatie
from geholpen.domain.partijen.queries import aanspreekvorm
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query
from geholpen.platform.errors import Invalid
from geholpen.platform.telefoonnummer import leesbaar

PLEKKEN, KANALEN, TONEN, TALEN = regels.PLEKKEN, regels.KANALEN, regels.TONEN, regels.TALEN
#: Templates on one page, and at most to choose from in the composer.
BLADZIJDE, MEEST = 25, 200


@dataclass(frozen=True, slots=True)
class Sjabloonkop:
    """One template in the list. `in_gebruik`: languages in use; `concept`: there is a text that waits."""

    id: UUID
    naam: str
    kanalen: tuple[str, ...]
    onderwerpen: tuple[str, ...]
    gewijzigd_op: datetime
    in_gebruik: tuple[str, ...] = ()
    concept: bool = False


@dataclass(frozen=True, slots=True)
class Versieregel:
    """One version. `verschil`: what changed since the version before it in the same language."""

    id: UUID
    nummer: int
    tekst: str
    toon: str
    taal: str
    staat: str
    gemaakt_door: UUID | None
    gemaakt_op: datetime
    in_gebruik_op: datetime | None
    ingetrokken_op: datetime | None
    verschil: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Keuze:
    """One text to choose in the composer. `kanalen`: those that it fits."""

    versie_id: UUID
    naam: str
    taal: str
    kanalen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """A text as a made-up customer gets it. `andere_toon`: a word that speaks to the customer the other way."""

    tekst: str
    grenzen: tuple[Grens, ...]
    andere_toon: str


@catalogue
def antwoordsjablonen(kanaal: str = "", vanaf: int = 0) -> tuple[list[Sjabloonkop], int]:
    """One page of templates by name, of one channel when given, and how many there are in all."""
    rows = Antwoordsjabloon.objects.order_by("naam")
    if kanaal:
        rows = rows.filter(kanalen__contains=[kanaal])
    page = list(rows[vanaf : vanaf + BLADZIJDE])
    states = Sjabloonversie.objects.filter(sjabloon_id__in=[r.id for r in page]).exclude(staat=VersieStaat.INGETROKKEN)
    found: dict[UUID, list[tuple[str, str]]] = {}
    for sjabloon_id, taal, staat in states.order_by("taal").values_list("sjabloon_id", "taal", "staat"):
        found.setdefault(sjabloon_id, []).append((taal, staat))
    return [_head(r, found.get(r.id, [])) for r in page], rows.count()


def _head(r: Antwoordsjabloon, standen: Collection[tuple[str, str]]) -> Sjabloonkop:
    in_use = tuple(taal for taal, staat in standen if staat == VersieStaat.IN_GEBRUIK)
    concept = any(staat == VersieStaat.CONCEPT for _taal, staat in standen)
    return Sjabloonkop(r.id, r.naam, tuple(r.kanalen), tuple(r.onderwerpen), r.gewijzigd_op, in_use, concept)


@catalogue
def antwoordsjabloon(id: UUID) -> Sjabloonkop | None:
    """One template, or None."""
    row = Antwoordsjabloon.objects.filter(id=id).first()
    if row is None:
        return None
    return _head(row, list(Sjabloonversie.objects.filter(sjabloon_id=id).values_list("taal", "staat")[:MEEST]))


@catalogue
def sjabloonversies(id: UUID) -> list[Versieregel]:
    """The versions of one template, newest first, at most the last 50."""
    rows = list(Sjabloonversie.objects.filter(sjabloon_id=id).order_by("-nummer")[:50])
    found, last = [], dict[str, str]()
    for r in reversed(rows):
        verschil = regels.differences(last[r.taal], r.tekst) if r.taal in last else []
        last[r.taal] = r.tekst
        found.append(_version(r, verschil))
    return found[::-1]


def _version(r: Sjabloonversie, verschil: Iterable[tuple[str, str]]) -> Versieregel:
    return Versieregel(
        r.id,
        r.nummer,
        r.tekst,
        r.toon,
        r.taal,
        r.staat,
        r.gemaakt_door,
        r.gemaakt_op,
        r.in_gebruik_op,
        r.ingetrokken_op,
        tuple(verschil),
    )


@catalogue
def te_kiezen_sjablonen(onderwerp_code: str, over: Collection[str]) -> list[Keuze]:
    """Texts in use for this subject over these channels, by name; what does not fit a channel is not offered for it."""
    rows = {r.id: r for r in Antwoordsjabloon.objects.order_by("naam")[:MEEST]}
    versies = Sjabloonversie.objects.filter(staat=VersieStaat.IN_GEBRUIK, sjabloon_id__in=rows).order_by("taal")
    found = []
    for v in versies[: 2 * MEEST]:
        r = rows[v.sjabloon_id]
        if r.onderwerpen and onderwerp_code not in r.onderwerpen:
            continue
        past = tuple(k for k in r.kanalen if k in over and _fits(v.tekst, k))
        found += [Keuze(v.id, r.naam, v.taal, past)] if past else []
    return sorted(found, key=lambda k: (k.naam.lower(), k.taal != "nld"))


def _fits(tekst: str, code: str) -> bool:
    try:
        regels.check(tekst, [code])
        regels.check_limits(limits(sample(tekst), [code]))
    except Invalid:
        return False
    return True


@catalogue
def namen_van_versies(ids: Iterable[UUID]) -> dict[UUID, tuple[str, int]]:
    """Name of the template and number of the version, for versions that messages name."""
    wanted = list(ids)
    if not wanted:
        return {}
    rows = Sjabloonversie.objects.filter(id__in=wanted).values_list("id", "sjabloon_id", "nummer")
    found = {id: (sjabloon_id, nummer) for id, sjabloon_id, nummer in rows}
    namen = dict(Antwoordsjabloon.objects.filter(id__in={s for s, _n in found.values()}).values_list("id", "naam"))
    return {id: (namen[s], nummer) for id, (s, nummer) in found.items()}


@query(gegevens={G.CONTACTHISTORIE, G.NAAM, G.GESLACHT}, naam="Sjabloon voor ons antwoord aan u ingevuld")
def fill_antwoordsjabloon(
    ctx: Context, partij_id: UUID, klantvraag_id: UUID, versie_id: UUID, over: str, medewerker: MedewerkerInfo
) -> str:
    """The text of a version in use for this customer and question.

    Raises Invalid when it is not in use any more, or is not for this subject or channel (`over`).
    """
    vraag = regel_van(ctx, partij_id, klantvraag_id)
    mag = te_kiezen_sjablonen(vraag.onderwerp_code, KANALEN)
    keuze = next((k for k in mag if k.versie_id == versie_id), None)
    if keuze is None:
        raise Invalid("antwoordsjabloon", "Dit sjabloon is niet meer te gebruiken. Kies een ander.")
    if over not in keuze.kanalen:
        raise Invalid("antwoordsjabloon", "Dit sjabloon is niet voor dit kanaal. Kies een ander.")
    wij = organisatie()
    waarden = {
        "aanhef": aanspreekvorm(ctx, partij_id) or "lezer",
        "onderwerp": onderwerp(vraag.onderwerp_code).naam,
        "kenmerk": vraag.kenmerk,
        "uiterlijk_op": toon.datum(vraag.uiterlijk_op),
        "vandaag": toon.datum(timezone.localdate()),
        "medewerker": medewerker.groetnaam,
        "afdeling": afdelingen().get(medewerker.afdeling_code, ""),
        "organisatie": wij.naam,
        "telefoon": leesbaar(wij.telefoon),
    }
    return regels.fill(Sjabloonversie.objects.values_list("tekst", flat=True).get(id=versie_id), waarden)


@catalogue
def sjabloonvoorbeeld(tekst: str, over: Collection[str], aanspreken: str, taal: str) -> Voorbeeld:
    """How a text looks for a customer who does not exist, and how it fits each channel. Keeps nothing."""
    filled = sample(tekst)
    return Voorbeeld(filled, tuple(limits(filled, over)), regels.mixed_tone(tekst, aanspreken, taal))


def sample(tekst: str) -> str:
    """The text for a made-up customer of ours."""
    wij, vandaag = organisatie(), timezone.localdate()
    waarden = {
        "aanhef": "mevrouw Van den Voorbeeld",
        "onderwerp": "Parkeervergunning",
        "kenmerk": f"{wij.code}-7K4M-29PX",
        "uiterlijk_op": toon.datum(vandaag + timedelta(days=14)),
        "vandaag": toon.datum(vandaag),
        "medewerker": "Jolanda de Boer",
        "afdeling": "Klantcontactcentrum",
        "organisatie": wij.naam,
        "telefoon": leesbaar(wij.telefoon),
    }
    return regels.fill(tekst, waarden)


def limits(tekst: str, over: Iterable[str]) -> list[Grens]:
    """How a filled text fits each of these channels; our own limit, else that of the channel when it is there."""
    there = kanalen()
    most = {k: regels.EIGEN_GRENS.get(k) or (kanaal(k).capabilities().max_tekens if k in there else None) for k in over}
    return [regels.limit(k, tekst, meest) for k, meest in most.items()]
