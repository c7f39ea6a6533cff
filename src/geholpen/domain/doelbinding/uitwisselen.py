"""A version as other software reads it: the published schema, the VNG register (VAR 0.1), and back again. No rows.

Facts of the schema: `verwerkingsactiviteit` (our own, union of AVG 30, VAR 0.1 and the LDV register).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_noop

from geholpen.domain.doelbinding.concept import EVALUATIE, HANDELINGEN, MASKERS, NIVEAUS, Concept, Gegeven
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.doelbinding.registerboek import Versie
from geholpen.platform.doors import catalogue

#: The one reason that the schema has room for, from ours; the first that fits.
_AANLEIDING = {
    "klantvraag": "open_contact",
    "gesprek": "open_contact",
    "taak": "open_taak",
    "eigen_verzoek": "eigen_verzoek_betrokkene",
    "machtiging": "eigen_verzoek_betrokkene",
}
_TERUG = {
    "open_contact": ("gesprek", "klantvraag"),
    "open_zaak": ("klantvraag",),
    "open_taak": ("taak",),
    "eigen_verzoek_betrokkene": ("eigen_verzoek",),
    "geen": ("lijst",),
}
_DAGEN = {"Y": 365, "M": 30, "W": 7, "D": 1}
_REDENEN = frozenset(
    {"gesprek", "klantvraag", "taak", "eigen_verzoek", "machtiging", "lijst", "noodtoegang", "systeem", "koppeling"}
)
_NAMENS = frozenset({"machtiging", "gezag", "voogdij", "curatele", "bewind", "mentorschap", "erfgenaam"})
#: A purpose for departments that are not here.
GEEN_AFDELING = gettext_noop("Dit doel is voor afdelingen die hier niet bestaan. Vul onze eigen afdelingen in.")
_KENT = frozenset(
    {"id", "versie", "geldig_vanaf", "geldig_tot", "naam", "doel", "doel_b1", "grondslag", "wettelijke_taak"}
    | {"verantwoordelijke_organisatie", "rollen", "aanleiding_vereist", "gegevenssoorten", "betrokkenen", "ontvangers"}
    | {"derde_landen", "bewaring", "vertrouwelijk", "vertrouwelijk_tot", "mag_bsn_tonen", "mag_geheim_adres"}
    | {"mag_bijzondere_gegevens", "leeftijd_zelf", "vertegenwoordiging", "geautomatiseerd_besluit", "profilering"}
    | {"status", "geholpen"}
)


@catalogue
def activiteit_uri(uuid: UUID) -> str:
    """The address that stands for this activity for ever; with `?op=<moment>` it gives the version of that moment."""
    return f"{settings.ADRES}/verwerkingen/{uuid}"


@catalogue
def as_schema(v: Versie, oin: str, uuids: Mapping[int, UUID]) -> dict[str, Any]:
    """One version in the published schema. `uuids`: number → key of the activities, for the sources."""
    i = v.inhoud
    found: dict[str, Any] = {
        "id": str(v.uuid),
        "versie": v.versie,
        "geldig_vanaf": v.geldig_vanaf.isoformat(),
        "naam": i.naam,
        "doel": i.doel,
        "doel_b1": i.doel,
        "grondslag": i.grondslag,
        "verantwoordelijke_organisatie": oin,
        "rollen": list(i.rollen),
        "aanleiding_vereist": next((_AANLEIDING[a] for a in i.vereist_aanleiding if a in _AANLEIDING), "geen"),
        "gegevenssoorten": [_soort(g, uuids) for g in i.gegevens],
        "betrokkenen": list(i.betrokkenen),
        "ontvangers": list(i.ontvangers),
        "derde_landen": list(i.derde_landen),
        "bewaring": {"termijn": f"P{i.bewaardagen}D", "grondslag_termijn": i.selectielijst},
        "vertrouwelijk": v.vertrouwelijk,
        "vertrouwelijk_tot": i.vertrouwelijk_tot.isoformat() if i.vertrouwelijk_tot else None,
        "mag_bsn_tonen": i.mag_bsn_tonen,
        "mag_geheim_adres": i.mag_geheim_adres,
        "mag_bijzondere_gegevens": i.bijzondere_gegevens,
        "leeftijd_zelf": i.leeftijd_zelf,
        "vertegenwoordiging": list(i.vertegenwoordiging),
        "profilering": False,
        "geautomatiseerd_besluit": False,
        "status": v.status,
        "geholpen": {
            "code": v.code,
            "aanleidingen": list(i.vereist_aanleiding),
            "afdelingen": list(i.afdelingen),
            "gevoelig": i.gevoelig,
            "verdeelt": i.verdeelt,
            **({"alternatief": i.alternatief} if i.alternatief else {}),
            **({"uitzondering": v.uitzondering_reden} if v.uitzondering_reden else {}),
        },
    }
    return found | ({"wettelijke_taak": _taak(i)} if i.taak_titel else {})


def _taak(i: Concept) -> dict[str, Any]:
    return {
        "titel": i.taak_titel,
        "verwijzing": i.taak_artikel,
        "bijdrage": i.taak_bijdrage,
        "meetpunt": i.meetpunt,
        "evaluatiedatum": str(i.evaluatiedatum),
    }


def _soort(g: Gegeven, uuids: Mapping[int, UUID]) -> dict[str, Any]:
    return {
        "soort": Gegevenssoort(g.soort).name.lower(),
        "noodzaak": g.waarom,
        "handelingen": list(g.handelingen),
        "masker": g.masker,
        "verificatieniveau": NIVEAUS.index(g.niveau),
        "bron_activiteiten": [str(uuids[n]) for n in g.bronnen if n in uuids],
    }


@catalogue
def as_var(v: Versie, oin: str) -> dict[str, Any]:
    """One version as VAR 0.1 has it."""
    i = v.inhoud
    return {
        "id": str(v.uuid),
        "naam": i.naam,
        "categorie": i.taak_titel or i.naam,
        "verantwoordelijkeOrganisatie": oin,
        "doel": i.doel,
        "grondslag": i.grondslag.replace("_", " ").capitalize(),
        "toelichtingGrondslag": i.taak_artikel,
        "bewaartermijn": f"{i.bewaardagen} dagen ({i.selectielijst})",
        "herkomst": "Betrokkene",
        "afnemendeInternationaleDerden": list(i.derde_landen),
        "afnemendeCategorieOntvangers": list(i.ontvangers),
        "verwerktePersoonsgegevens": [
            {"rolBetrokkene": rol, "naam": Gegevenssoort(g.soort).name.lower().replace("_", " ")}
            for rol in i.betrokkenen
            for g in i.gegevens
        ],
    }


@dataclass(frozen=True, slots=True)
class Bekend:
    """What this organisation knows: number by key or code of an activity, roles, and codes of departments."""

    nummers: Mapping[str, int]
    rollen: frozenset[str]
    afdelingen: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gelezen:
    """What could be made of one activity in a file, what could not be taken over, and why none of it can."""

    uuid: UUID | None
    concept: Concept
    opmerkingen: tuple[str, ...]
    fouten: tuple[str, ...]


def read_schema(item: Mapping[str, Any], bekend: Bekend, vandaag: date) -> Gelezen:
    """A concept from one activity in the published schema. What we do not know never makes it wider."""
    said = list(_remarks(item))
    concept = _concept(item, bekend, vandaag, said)
    # without a department a purpose is for all of them
    elders = bool(_texts(_dict(item.get("geholpen")).get("afdelingen"))) and not concept.afdelingen
    # what is repeated from the file stands on a page and can be anything
    opmerkingen = tuple(_text(opmerking)[:200] for opmerking in said)
    return Gelezen(_uuid(item.get("id")), concept, opmerkingen, (GEEN_AFDELING,) if elders else ())


def _remarks(item: Mapping[str, Any]) -> Iterator[str]:
    """What of the whole of it we have no place for."""
    yield from (f"{naam}: hebben wij geen veld voor" for naam in sorted(set(item) - _KENT))
    yield from (
        f"{naam}: dat doet Geholpen niet" for naam in ("profilering", "geautomatiseerd_besluit") if item.get(naam)
    )
    if item.get("id") and _uuid(item["id"]) is None:
        yield f"id {str(item['id'])[:60]}: dit is geen sleutel, dus dit wordt een nieuw doel"


def _concept(item: Mapping[str, Any], bekend: Bekend, vandaag: date, said: list[str]) -> Concept:
    taak, eigen, bewaring = (_dict(item.get(n)) for n in ("wettelijke_taak", "geholpen", "bewaring"))
    namens = [v for v in _texts(item.get("vertegenwoordiging")) if v != "geen"]
    return Concept(
        naam=_text(item.get("naam"))[:120],
        doel=_text(item.get("doel_b1")) or _text(item.get("doel")),
        grondslag=_text(item.get("grondslag")),
        taak_titel=_text(taak.get("titel"))[:200],
        taak_artikel=_text(taak.get("verwijzing"))[:200],
        taak_bijdrage=_text(taak.get("bijdrage")),
        meetpunt=_text(taak.get("meetpunt")),
        evaluatiedatum=_evaluatie(taak.get("evaluatiedatum"), vandaag, said),
        rollen=_known("rol", item.get("rollen"), bekend.rollen, said),
        afdelingen=_known("afdeling", eigen.get("afdelingen"), bekend.afdelingen, said),
        vereist_aanleiding=_known("aanleiding", eigen.get("aanleidingen"), _REDENEN, said)
        or _TERUG.get(_text(item.get("aanleiding_vereist")), ()),
        ontvangers=_texts(item.get("ontvangers")),
        derde_landen=_texts(item.get("derde_landen")),
        betrokkenen=_texts(item.get("betrokkenen")),
        bewaardagen=_dagen(_text(bewaring.get("termijn"))),
        selectielijst=_text(bewaring.get("grondslag_termijn"))[:80],
        vertrouwelijk_tot=_vertrouwelijk_tot(item, vandaag, said),
        mag_bsn_tonen=item.get("mag_bsn_tonen") is True,
        mag_geheim_adres=item.get("mag_geheim_adres") is True,
        bijzondere_gegevens=item.get("mag_bijzondere_gegevens") is True,
        verdeelt=eigen.get("verdeelt") is True,
        gevoelig=eigen.get("gevoelig") is True,
        leeftijd_zelf=_leeftijd(item.get("leeftijd_zelf"), said),
        vertegenwoordiging=_known("vertegenwoordiging", namens, _NAMENS, said),
        gegevens=tuple(_gegevens(item.get("gegevenssoorten"), bekend.nummers, said)),
        alternatief=_text(eigen.get("alternatief")),
    )


def _leeftijd(given: Any, said: list[str]) -> int:
    if given is not None and not _whole(given):
        said.append(f"leeftijd_zelf {str(given)[:20]}: wij zetten er 16 neer")
    return int(given) if _whole(given) else 16


def _known(soort: str, given: Any, ours: frozenset[str], said: list[str]) -> tuple[str, ...]:
    """The words of a list that we know; says which ones we do not."""
    texts = _texts(given)
    said += [f"{soort} {t[:60]}: kennen wij niet" for t in texts if t not in ours]
    return tuple(t for t in texts if t in ours)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _gegevens(given: Any, nummers: Mapping[str, int], said: list[str]) -> list[Gegeven]:
    found: dict[int, Gegeven] = {}
    for item in given if isinstance(given, list) else []:
        naam = _text(_dict(item).get("soort"))
        soort = Gegevenssoort.__members__.get(naam.upper())
        if not soort:
            said.append(f"gegevenssoort {naam[:60]}: kennen wij niet")
            continue
        bronnen = _texts(item.get("bron_activiteiten"))
        said += [f"{naam}: bron {b[:60]} staat niet in dit register" for b in bronnen if b not in nummers]
        handelingen = _texts(item.get("handelingen"))
        said += [f"{naam}: handeling {h[:40]} kennen wij niet" for h in handelingen if h not in HANDELINGEN]
        niveau, masker = item.get("verificatieniveau", 1), item.get("masker", "geen")
        if not _whole(niveau) or niveau not in range(len(NIVEAUS)):
            said.append(f"{naam}: verificatieniveau {str(niveau)[:20]} kennen wij niet, wij vragen om inloggen")
            niveau = len(NIVEAUS) - 1
        if masker not in MASKERS:
            said.append(f"{naam}: masker {str(masker)[:20]} kennen wij niet, het staat niet op het scherm")
            masker = "weg"
        found[soort] = Gegeven(
            soort=int(soort),
            waarom=_text(item.get("noodzaak")),
            handelingen=tuple(h for h in handelingen if h in HANDELINGEN),
            masker=masker,
            niveau=NIVEAUS[niveau],
            bronnen=tuple(sorted({nummers[b] for b in bronnen if b in nummers})) or (0,),  # 0: what it collects itself
        )
    return [found[soort] for soort in sorted(found)]


def _evaluatie(value: Any, vandaag: date, said: list[str]) -> date:
    last = vandaag + EVALUATIE
    found = _date(value)
    if found is None or not vandaag < found <= last:
        said.append(f"evaluatiedatum {value or 'ontbreekt'}: wij zetten er {last} neer, over een jaar")
        return last
    return found


def _vertrouwelijk_tot(item: Mapping[str, Any], vandaag: date, said: list[str]) -> date | None:
    """Confidential without a day that we can read is not public: it stays so for a year."""
    given = item.get("vertrouwelijk_tot")
    found = _date(given)
    if found is None and (given or item.get("vertrouwelijk")):
        found = vandaag + EVALUATIE
        said.append(f"vertrouwelijk_tot {str(given)[:20] if given else 'ontbreekt'}: wij zetten er {found} neer")
    return found


def _dagen(duur: str) -> int:
    """Days of an ISO duration; a year counts 365, a month 30. 0 when it is none."""
    return sum(int(n) * _DAGEN[u] for n, u in re.findall(r"(?<![\d.,])(\d{1,6})([YMWD])", duur.partition("T")[0]))


def _text(value: Any) -> str:
    """Without what a database cannot keep: a zero, half a character."""
    return value.replace("\x00", "").encode(errors="ignore").decode().strip() if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(v)[:200] for v in value if _text(v)) if isinstance(value, list) else ()


def _dict(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _uuid(value: Any) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
