"""DOOR. Read who we are. Catalogues: no customer, so no purpose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from geholpen.domain.organisatie import actoren, applicaties
from geholpen.domain.organisatie.applicaties import Toegang
from geholpen.domain.organisatie.instellingen import ADRES as ADRES
from geholpen.domain.organisatie.instellingen import DELEN as DELEN
from geholpen.domain.organisatie.instellingen import POST as POST
from geholpen.domain.organisatie.instellingen import read_instellingen as read_instellingen
from geholpen.domain.organisatie.kalender import Kalender as Kalender
from geholpen.domain.organisatie.kalender import make
from geholpen.domain.organisatie.models import Actor, Afdeling, Medewerker, Organisatie, Rol, Wijziging
from geholpen.platform.doors import catalogue
from geholpen.platform.onthouden import kept


@dataclass(frozen=True, slots=True)
class OrganisatieInfo:
    """The organisation as faces and letters need it."""

    code: str
    naam: str
    mailadres: str
    telefoon: str
    instellingen: dict[str, object]


@dataclass(frozen=True, slots=True)
class WijzigingInfo:
    """A change of a setting: proposed, agreed with or not, and by whom. `beslissers` empty: one person was enough."""

    id: UUID
    soort: str
    sleutel: str
    was: dict[str, Any]
    wordt: dict[str, Any]
    waarom: str
    beslissers: frozenset[str]
    stand: str
    voorgesteld_door: UUID
    voorgesteld_op: datetime
    besloten_door: UUID | None
    besloten_op: datetime | None
    besluit: str


@dataclass(frozen=True, slots=True)
class MedewerkerInfo:
    """An employee with roles."""

    id: UUID
    code: str
    naam: str
    groetnaam: str
    functie: str
    afdeling_code: str
    rollen: frozenset[str]


_GELIJK = [n for n in WijzigingInfo.__dataclass_fields__ if n != "beslissers"]


@catalogue
def organisatie() -> OrganisatieInfo:
    """The one organisation. Raises Organisatie.DoesNotExist before anything was loaded."""
    return kept(_organisatie)


@catalogue
def rollen() -> frozenset[str]:
    """The codes of the roles an employee can have."""
    return frozenset(Rol.values)


@catalogue
def oin() -> str:
    """The organisation's identification number (OIN, 20 digits); zeros when it was never filled in."""
    return str(organisatie().instellingen.get("oin") or "0" * 20)


@catalogue
def wijzigingen(*soorten: str, limit: int = 50) -> list[WijzigingInfo]:
    """Changes of settings of these kinds, newest first."""
    rows = Wijziging.objects.filter(soort__in=soorten).order_by("-voorgesteld_op")[:limit]
    return [
        WijzigingInfo(**{naam: getattr(r, naam) for naam in _GELIJK}, beslissers=frozenset(r.beslissers)) for r in rows
    ]


@catalogue
def wachtende_wijzigingen(wie: UUID, rollen: frozenset[str]) -> dict[str, int]:
    """How many proposals wait for this employee, who may agree and did not propose them, per kind of setting."""
    rows = Wijziging.objects.filter(stand="open", beslissers__overlap=sorted(rollen)).exclude(voorgesteld_door=wie)
    return dict(rows.values_list("soort").annotate(aantal=Count("id")).order_by("soort"))


@catalogue
def medewerker(id: UUID) -> MedewerkerInfo | None:
    """An active employee by id, or None."""
    return _info(Medewerker.objects.filter(id=id, actief=True).first())


@catalogue
def medewerker_met_code(code: str) -> MedewerkerInfo | None:
    """An active employee by the subject of the identity provider, or None."""
    return _info(Medewerker.objects.filter(code=code, actief=True).first())


@catalogue
def medewerkers(afdeling_code: str = "") -> list[MedewerkerInfo]:
    """Active employees, of one department when given, by name; at most 500."""
    rows = Medewerker.objects.filter(actief=True).order_by("naam")
    if afdeling_code:
        rows = rows.filter(afdeling_code=afdeling_code)
    return [info for info in map(_info, rows[:500]) if info]


@catalogue
def collegas_per_afdeling() -> dict[str, list[MedewerkerInfo]]:
    """Active employees by name, by the code of their department; at most 5,000. Departments without are left out."""
    found: dict[str, list[MedewerkerInfo]] = {}
    for info in map(_info, Medewerker.objects.filter(actief=True).order_by("naam")[:5000]):
        if info:
            found.setdefault(info.afdeling_code, []).append(info)
    return found


@catalogue
def namen() -> dict[UUID, str]:
    """Greeting names of all employees, also former ones, by id; at most 5,000."""
    return dict(kept(_namen))


@catalogue
def afdelingen() -> dict[str, str]:
    """Names of departments by code."""
    return dict(kept(_afdelingen))


@catalogue
def werkdag_na(vandaag: date, aantal: int) -> date:
    """The working day `aantal` working days after `vandaag`; weekends, holidays and closing days do not count."""
    return kalender().workday_after(vandaag, aantal)


@catalogue
def kalender() -> Kalender:
    """When we are open and which days are no working days: settings, and the public holidays of the country."""
    return kept(_kalender)


@catalogue
def wachttekst(soort: str, wat: str, taal: str = "nl") -> str:
    """What management wrote for a channel in this language: `wat` is "dicht" or "wacht".

    "" when the channel speaks for itself in that language: another language never takes its place here.
    """
    alle: dict[str, dict[str, str]] = organisatie().instellingen.get("wachtteksten", {})  # type: ignore[assignment]
    return alle.get(soort, {}).get(wat if taal == "nl" else f"{wat}_{taal}", "")


def _kalender() -> Kalender:
    given = _organisatie().instellingen
    tijden, dagen = given.get("openingstijden", ()), given.get("sluitingsdagen", ())
    return make(tijden, dagen, str(given.get("feestdagen", "NL")))  # type: ignore[arg-type]


def _namen() -> dict[UUID, str]:
    return dict(Medewerker.objects.values_list("id", "groetnaam")[:5000])


def _afdelingen() -> dict[str, str]:
    return dict(Afdeling.objects.order_by("naam").values_list("code", "naam"))


def _organisatie() -> OrganisatieInfo:
    o = Organisatie.objects.get()
    return OrganisatieInfo(o.code, o.naam, o.mailadres, o.telefoon, o.instellingen)


def _info(row: Medewerker | None) -> MedewerkerInfo | None:
    if row is None:
        return None
    return MedewerkerInfo(
        row.id, row.code, row.naam, row.groetnaam, row.functie, row.afdeling_code, frozenset(row.rollen)
    )


@catalogue
def toegang(token: str) -> Toegang | None:
    """Whom a token of an application lets in, or None."""
    return applicaties.toegang(token)


@catalogue
def soort_actor(id: UUID) -> str:
    """The kind of an actor, "" when there is none with this id."""
    return Actor.objects.filter(id=id).values_list("soort_actor", flat=True).first() or ""


@catalogue
def missing_actoren(ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these ids that are no actor."""
    asked = frozenset(ids)
    return asked - frozenset(Actor.objects.filter(id__in=asked).values_list("id", flat=True))


@catalogue
def werkplek(actor_id: UUID) -> actoren.Werkplek | None:
    """Where work for this actor lands, or None when it is nobody of ours."""
    return actoren.werkplek(actor_id)


@catalogue
def actor_van_afdeling(code: str) -> UUID:
    """The id that a department has as an actor."""
    return actoren.afdeling_actor(code)


@catalogue
def doelen_van(applicatie_id: UUID) -> tuple[str, ...]:
    """Codes of the activities of an application that is switched on, in order of preference; () when there is none."""
    return applicaties.doelen(applicatie_id)


@catalogue
def applicaties_overzicht() -> list[applicaties.ApplicatieInfo]:
    """All applications with their tokens, by name; never a token itself."""
    return applicaties.overzicht()
