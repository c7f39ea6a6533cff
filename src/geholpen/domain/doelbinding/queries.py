"""DOOR. The purpose of the work at hand, the register, and who looked at somebody's data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from geholpen.domain.doelbinding import ports
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.koppen import koppen_voor as koppen_voor
from geholpen.domain.doelbinding.koppen import neemt_van as neemt_van
from geholpen.domain.doelbinding.koppen import verwerkingskoppen as verwerkingskoppen
from geholpen.domain.doelbinding.maskers import mask_naam as mask_naam  # rooms above mask what a purpose half needs
from geholpen.domain.doelbinding.maskers import mask_waarde as mask_waarde
from geholpen.domain.doelbinding.models import (
    Verwerkingsactiviteit,
    VerwerkingsactiviteitGegeven,
    VerwerkingsactiviteitVersie,
)
from geholpen.domain.doelbinding.pseudoniem import acts_of_object as acts_of_object
from geholpen.domain.doelbinding.pseudoniem import object_id as object_id
from geholpen.domain.doelbinding.pseudoniem import pseudoniem as pseudoniem
from geholpen.domain.doelbinding.pseudoniem import pseudoniem_soort as pseudoniem_soort
from geholpen.domain.doelbinding.pseudoniem import pseudoniem_van as pseudoniem_van
from geholpen.domain.doelbinding.pseudoniem import sleutel_op as sleutel_op
from geholpen.domain.doelbinding.pseudoniem import span as span
from geholpen.domain.doelbinding.queries_inzage import Inzage as Inzage
from geholpen.domain.doelbinding.queries_inzage import Inzageblad as Inzageblad
from geholpen.domain.doelbinding.queries_inzage import Logregel as Logregel
from geholpen.domain.doelbinding.queries_inzage import inzage as inzage
from geholpen.domain.doelbinding.queries_inzage import inzage_bij as inzage_bij
from geholpen.domain.doelbinding.queries_inzage import inzage_geheel as inzage_geheel
from geholpen.domain.doelbinding.queries_inzage import inzage_van as inzage_van
from geholpen.domain.doelbinding.queries_inzage import logregels as logregels
from geholpen.domain.doelbinding.queries_kregen import Ontvanger as Ontvanger
from geholpen.domain.doelbinding.queries_kregen import kregen as kregen
from geholpen.domain.doelbinding.queries_logboek import controlepunt as controlepunt
from geholpen.domain.doelbinding.queries_logboek import logboek_schrijfbaar as logboek_schrijfbaar
from geholpen.domain.doelbinding.queries_logboek import logcontroles as logcontroles
from geholpen.domain.doelbinding.queries_logboek import logstand as logstand
from geholpen.domain.doelbinding.queries_logboek import toets_logboek as toets_logboek
from geholpen.domain.doelbinding.queries_logboek import zegelsleutels as zegelsleutels
from geholpen.domain.doelbinding.queries_nood import noodrecht_uit as noodrecht_uit
from geholpen.domain.doelbinding.queries_nood import noodtoegang as noodtoegang
from geholpen.domain.doelbinding.queries_nood import noodtoegang_per_team as noodtoegang_per_team
from geholpen.domain.doelbinding.queries_nood import noodtoegangen as noodtoegangen
from geholpen.domain.doelbinding.queries_toezicht import doelgebruik as doelgebruik
from geholpen.domain.doelbinding.queries_toezicht import gevraagde_inzage as gevraagde_inzage
from geholpen.domain.doelbinding.queries_toezicht import gezien_bij as gezien_bij
from geholpen.domain.doelbinding.queries_toezicht import losse_inzage as losse_inzage
from geholpen.domain.doelbinding.queries_toezicht import losse_inzagen as losse_inzagen
from geholpen.domain.doelbinding.queries_toezicht import met_spoed_gezien as met_spoed_gezien
from geholpen.domain.doelbinding.queries_toezicht import onthul as onthul
from geholpen.domain.doelbinding.queries_toezicht import onthullingen as onthullingen
from geholpen.domain.doelbinding.queries_toezicht import toezicht_stand as toezicht_stand
from geholpen.domain.doelbinding.queries_toezicht import veel_inzagen as veel_inzagen
from geholpen.domain.doelbinding.queries_toezicht import weigeringen as weigeringen
from geholpen.domain.doelbinding.queries_toezicht import weigeringen_per_code as weigeringen_per_code
from geholpen.domain.doelbinding.regels import REDENEN, Activiteit, check_activiteit, check_actor
from geholpen.domain.doelbinding.register import register
from geholpen.domain.doelbinding.registerboek import (
    Bewijs as Bewijs,
)
from geholpen.domain.doelbinding.registerboek import (
    Stap as Stap,
)
from geholpen.domain.doelbinding.registerboek import (
    Versie as Versie,
)
from geholpen.domain.doelbinding.registerboek import (
    actieve_versies as actieve_versies,
)
from geholpen.domain.doelbinding.registerboek import (
    bewijzen_van as bewijzen_van,
)
from geholpen.domain.doelbinding.registerboek import (
    bijna_verlopen as bijna_verlopen,
)
from geholpen.domain.doelbinding.registerboek import (
    concept_fouten as concept_fouten,
)
from geholpen.domain.doelbinding.registerboek import (
    gebruikt_als_bron as gebruikt_als_bron,
)
from geholpen.domain.doelbinding.registerboek import (
    nummers as nummers,
)
from geholpen.domain.doelbinding.registerboek import (
    oordelen_over as oordelen_over,
)
from geholpen.domain.doelbinding.registerboek import (
    openbare_versies as openbare_versies,
)
from geholpen.domain.doelbinding.registerboek import (
    sleutels as sleutels,
)
from geholpen.domain.doelbinding.registerboek import (
    stappen_van as stappen_van,
)
from geholpen.domain.doelbinding.registerboek import (
    versie_op as versie_op,
)
from geholpen.domain.doelbinding.registerboek import (
    versies as versies,
)
from geholpen.domain.doelbinding.registerboek import (
    versies_onderweg as versies_onderweg,
)
from geholpen.domain.doelbinding.registerboek import (
    versies_per_activiteit as versies_per_activiteit,
)
from geholpen.domain.doelbinding.toezicht.nood import NOOD_VERS as NOOD_VERS
from geholpen.domain.doelbinding.toezicht.nood import Lopend as Lopend
from geholpen.domain.doelbinding.toezicht.nood import Spoed as Spoed
from geholpen.domain.doelbinding.uitwisselen import activiteit_uri as activiteit_uri
from geholpen.domain.doelbinding.uitwisselen import as_schema as as_schema
from geholpen.domain.doelbinding.uitwisselen import as_var as as_var
from geholpen.domain.doelbinding.verschil import Verschil as Verschil
from geholpen.domain.doelbinding.verschil import verschil as verschil
from geholpen.platform.context import Aanleiding, Actor
from geholpen.platform.doors import backstage, catalogue


@dataclass(frozen=True, slots=True)
class Doel:
    """What the screen says above the work: "U werkt voor: …"."""

    nummer: int
    code: str
    naam: str
    doel: str
    artikel: str
    gevoelig: bool
    nodig: tuple[G, ...]  # the categories this purpose may read
    mag_bsn_tonen: bool


@catalogue
def activiteit_nummer(code: str) -> int:
    """The fixed number of an activity. Raises KeyError when the register does not have it."""
    found = register.code(code)
    if found is None:
        raise KeyError(code)
    return found.nummer


@catalogue
def doel_van(aanleiding: Aanleiding) -> Doel | None:
    """The purpose that a reason brings, or None when the reason brings none."""
    with backstage():
        reden = ports.reden(aanleiding.soort, aanleiding.partij_id, aanleiding.id)
    activiteit = register.nummer(reden.activiteit) if reden else None
    return _doel(activiteit) if activiteit else None


def _doel(a: Activiteit) -> Doel:
    nodig = tuple(G(soort) for soort, regel in sorted(a.gegevens.items()) if "lezen" in regel.handelingen)
    return Doel(a.nummer, a.code, a.naam, a.doel, a.artikel, a.gevoelig, nodig, a.mag_bsn_tonen)


@catalogue
def reden_tekst(code: str) -> str:
    """The plain Dutch reason that belongs to a code of the rule table."""
    return REDENEN[code]


@catalogue
def staan_uit(nummers: Iterable[int]) -> frozenset[int]:
    """Of these activities those under which nobody reads today: suspended, withdrawn, or past the evaluation date."""
    vandaag = timezone.localdate()
    return frozenset(nummer for nummer in nummers if check_activiteit(register.nummer(nummer), vandaag))


@catalogue
def mag_werken(actor: Actor, activiteit: int | str) -> bool:
    """Whether this actor may work under an activity (number or code) at all: role, department, state. For menus.

    It opens nothing: the guard decides at every door.
    """
    found = register.code(activiteit) if isinstance(activiteit, str) else register.nummer(activiteit)
    if found is None or check_activiteit(found, timezone.localdate()):
        return False
    return not check_actor(found, actor.rollen, actor.afdeling)


@catalogue
def ziet(actor: Actor, soort: int, voor: int) -> bool:
    """Whether an application may read this category (0: any that says who somebody is) obtained for activity `voor`.

    For telling it that something changed: whoever may not read a row does not hear of it either.
    """
    found = register.code(actor.doelen[0]) if actor.doelen else None
    if found is None or check_activiteit(found, timezone.localdate()) or check_actor(found, actor.rollen, ""):
        return False
    if soort == G.GEEN:
        return any("lezen" in regel.handelingen for regel in found.gegevens.values())
    regel = found.gegevens.get(soort)
    if regel is None or "lezen" not in regel.handelingen:
        return False
    return str(voor) in regel.bronnen.strip("{}").split(",")


@dataclass(frozen=True, slots=True)
class GegevenUitleg:
    """Which category an activity uses, for what, and why."""

    omschrijving: str
    waarom: str
    handelingen: tuple[str, ...]
    niveau: str
    bronnen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActiviteitUitleg:
    """One activity of the register in its version of today, as people read it."""

    nummer: int
    code: str
    naam: str
    doel: str
    status: str
    versie: int
    grondslag: str
    taak_titel: str
    artikel: str
    bijdrage: str
    meetpunt: str
    evaluatiedatum: date
    bewaardagen: int
    selectielijst: str
    rollen: tuple[str, ...]
    afdelingen: tuple[str, ...]
    aanleidingen: tuple[str, ...]
    ontvangers: tuple[str, ...]
    gevoelig: bool
    gegevens: tuple[GegevenUitleg, ...]


@catalogue
def activiteiten() -> list[ActiviteitUitleg]:
    """The register: every activity in its most usable version, by number."""
    namen = dict(Verwerkingsactiviteit.objects.values_list("nummer", "code"))
    regels: dict[tuple[int, int], list[VerwerkingsactiviteitGegeven]] = defaultdict(list)
    for regel in VerwerkingsactiviteitGegeven.objects.order_by("soort"):
        regels[regel.nummer, regel.versie].append(regel)
    used = {nummer: found.versie for nummer in namen if (found := register.nummer(nummer))}
    versies = VerwerkingsactiviteitVersie.objects.order_by("nummer")
    return [_uitleg(v, namen, regels[v.nummer, v.versie]) for v in versies if used.get(v.nummer) == v.versie]


def _uitleg(
    v: VerwerkingsactiviteitVersie, namen: dict[int, str], regels: list[VerwerkingsactiviteitGegeven]
) -> ActiviteitUitleg:
    return ActiviteitUitleg(
        nummer=v.nummer,
        code=namen[v.nummer],
        naam=v.naam,
        doel=v.doel,
        status=v.get_status_display(),
        versie=v.versie,
        grondslag=v.grondslag,
        taak_titel=v.taak_titel,
        artikel=v.taak_artikel,
        bijdrage=v.taak_bijdrage,
        meetpunt=v.meetpunt,
        evaluatiedatum=v.evaluatiedatum,
        bewaardagen=v.bewaardagen,
        selectielijst=v.selectielijst,
        rollen=tuple(v.rollen),
        afdelingen=tuple(v.afdelingen),
        aanleidingen=tuple(v.vereist_aanleiding),
        ontvangers=tuple(v.ontvangers),
        gevoelig=v.gevoelig,
        gegevens=tuple(
            GegevenUitleg(
                G(r.soort).omschrijving,
                r.waarom,
                tuple(r.handelingen),
                r.niveau,
                tuple(namen[n] for n in r.bronnen if n in namen),
            )
            for r in regels
        ),
    )
