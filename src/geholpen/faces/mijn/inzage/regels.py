"""From lines of the log to what a citizen reads: per question, own looks together per day, no names of employees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from geholpen.domain.doelbinding.queries import Inzage, Spoed
from geholpen.platform.taal import vertaald
from geholpen.platform.ui.tijd import datum


@dataclass(frozen=True, slots=True)
class Regel:
    """One thing that was done, in words."""

    moment: datetime
    wie: str
    wat: str
    waarom: str
    grondslag: str
    gegevens: tuple[str, ...]
    eigen: bool
    medewerker: bool
    keer: int = 1  # how often on that day
    eerst: datetime | None = None  # the first of them, when there are more


@dataclass(frozen=True, slots=True)
class Groep:
    """The lines of one question, or of no question in particular."""

    titel: str
    regels: tuple[Regel, ...]


#: Who looked, when it was no employee.
GEEN_MEDEWERKER = frozenset({"", "uzelf", "machtiging"})
#: A line with the reason it belongs to.
Bijbehorend = tuple[UUID | None, Regel]


def regels(lijst: Iterable[Inzage], afdelingen: dict[str, str], *, alleen_medewerker: bool) -> list[Bijbehorend]:
    """Each entry with the reason it belongs to; own looks of one day are one line."""
    gezien = [i for i in lijst if not (alleen_medewerker and i.door in GEEN_MEDEWERKER)]
    ander = [(i.aanleiding_id, _regel(i, afdelingen)) for i in gezien if i.door != "uzelf"]
    return sorted(
        [*_samen(ander), *_eigen([i for i in gezien if i.door == "uzelf"])], key=lambda r: r[1].moment, reverse=True
    )


def _samen(lijst: list[Bijbehorend]) -> list[Bijbehorend]:
    """The same thing on the same day for the same reason is one line that says how often, newest moment first."""
    per: dict[object, list[Regel]] = {}
    for reden, regel in lijst:
        dag = timezone.localtime(regel.moment).date()
        per.setdefault((reden, dag, regel.wie, regel.wat, regel.waarom, regel.gegevens, regel.grondslag), []).append(
            regel
        )
    return [(sleutel[0], _vaker(rij)) for sleutel, rij in per.items()]  # type: ignore[index]


def _vaker(rij: list[Regel]) -> Regel:
    rij = sorted(rij, key=lambda r: r.moment, reverse=True)
    return replace(rij[0], keer=len(rij), eerst=rij[-1].moment) if len(rij) > 1 else rij[0]


def _regel(i: Inzage, afdelingen: dict[str, str]) -> Regel:
    if i.door == "machtiging":
        wie = _("Iemand die voor u mag optreden")
    elif i.door:
        wie = _("Een medewerker van %(afdeling)s") % {"afdeling": vertaald(afdelingen.get(i.door, i.door))}
    else:
        wie = _("Ons systeem, zonder medewerker")
    return Regel(
        i.moment,
        wie,
        f"{_spoed(i.spoed)} {_wat(i.wat)}" if i.spoed else _wat(i.wat),
        vertaald(i.waarom),
        _grond(i),
        tuple(map(vertaald, i.gegevens)),
        eigen=False,
        medewerker=i.door not in GEEN_MEDEWERKER,
    )


def _spoed(spoed: Spoed) -> str:
    """That somebody looked with break-glass, why, and what a colleague found afterwards."""
    redenen = {
        "gevaar": _("Iemand keek met spoed in uw gegevens, omdat er gevaar was."),
        "calamiteit": _("Iemand keek met spoed in uw gegevens, vanwege een calamiteit."),
        "uitval": _("Iemand keek met spoed in uw gegevens, omdat een systeem uitviel."),
    }
    uitkomsten = {
        "terecht": _("Een andere medewerker heeft dit achteraf gecontroleerd: in orde."),
        "onterecht": _("Een andere medewerker heeft dit achteraf gecontroleerd: niet in orde."),
    }
    later = _("Niemand heeft dit op tijd gecontroleerd. Daarom kan dit team het nu niet meer.")
    return f"{redenen[spoed.reden]} {uitkomsten.get(spoed.uitkomst, later)}"


def _eigen(lijst: list[Inzage]) -> list[Bijbehorend]:
    per_dag: dict[object, list[Inzage]] = {}
    for i in lijst:
        per_dag.setdefault(timezone.localtime(i.moment).date(), []).append(i)
    return [(None, _dag(samen)) for samen in per_dag.values()]


def _dag(samen: list[Inzage]) -> Regel:
    laatste = samen[0]
    soorten = tuple(dict.fromkeys(vertaald(g) for i in samen for g in i.gegevens))
    keer = _("U keek deze dag %(aantal)s keer in uw eigen gegevens") % {"aantal": len(samen)}
    wat = keer if len(samen) > 1 else _wat(laatste.wat)
    return Regel(
        laatste.moment,
        _("U zelf"),
        wat,
        vertaald(laatste.waarom),
        _grond(laatste),
        soorten,
        eigen=True,
        medewerker=False,
    )


def _wat(stappen: tuple[str, ...]) -> str:
    eerste, *verder = map(vertaald, stappen)
    return "; ".join([eerste, *(s[:1].lower() + s[1:] for s in verder)]) + "."


def _grond(i: Inzage) -> str:
    return _("Dit mag van de wet: %(artikel)s. Wij bewaren deze regel tot %(dag)s.") % {
        "artikel": vertaald(i.artikel),
        "dag": datum(i.bewaard_tot),
    }


def groepen(lijst: list[Bijbehorend], vragen: dict[UUID, str]) -> list[Groep]:
    """The lines per question, newest question first; what belongs to no question comes last."""
    per: dict[str, list[Regel]] = {}
    rest: list[Regel] = []
    for aanleiding, regel in lijst:
        titel = vragen.get(aanleiding) if aanleiding else None
        (per.setdefault(titel, []) if titel else rest).append(regel)
    gevonden = [Groep(titel, tuple(rij)) for titel, rij in per.items()]
    return [*gevonden, Groep(_("Niet bij een vraag"), tuple(rest))] if rest else gevonden
