"""The register compiled for deciding: one object per active version, kept per process and renewed every few seconds.

Renewal can be late without harm: the log function of the database refuses a version that is no longer active, and a hot
door what was decided on other rules than those of now.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from geholpen.domain.doelbinding.models import (
    Status,
    Verwerkingsactiviteit,
    VerwerkingsactiviteitGegeven,
    VerwerkingsactiviteitVersie,
)
from geholpen.domain.doelbinding.regels import NIVEAUS, Activiteit, GegevenRegel
from geholpen.platform.doors import backstage
from geholpen.platform.tokens import sources

#: Seconds a process may decide on a remembered register.
HOUDBAAR = 5.0
#: Somebody's right to everything we keep about them has no boundary by what it was collected for, also later.
ALLES_VAN_ZICHZELF = "inzageverzoek"
_PREFERRED = [Status.ACTIEF, Status.GESCHORST, Status.VERLOPEN]


@dataclass(frozen=True, slots=True)
class Regels:
    """The register as it was read at one moment."""

    stand: int  # of the rules; hot doors say on which one they rest (kern.nieuwe_stand)
    per_nummer: dict[int, Activiteit]
    per_code: dict[str, Activiteit]
    tot: datetime | None = None  # until another version begins by itself; None: not by itself
    vast: bool = False  # read in a transaction that had written nothing: what we read cannot be rolled back
    besluiten: dict[Any, Any] = field(default_factory=dict)  # what was decided on these rules, for the hot way


class Register:
    """All activities by number and by code."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until = 0.0
        self._regels = Regels(-1, {}, {})

    def nu(self) -> Regels:
        """The rules, at most HOUDBAAR seconds old."""
        if time.monotonic() >= self._until:
            with self._lock:
                if time.monotonic() >= self._until:
                    self._regels = _renewed(self._regels)
                    self._until = time.monotonic() + min(HOUDBAAR, _until_midnight())
        return self._regels

    def nummer(self, nummer: int) -> Activiteit | None:
        """The activity with this number in its most usable version, or None."""
        return self.nu().per_nummer.get(nummer)

    def code(self, code: str) -> Activiteit | None:
        """The activity with this code in its most usable version, or None."""
        return self.nu().per_code.get(code)

    def alle(self) -> list[Activiteit]:
        """Every activity in its most usable version."""
        return list(self.nu().per_nummer.values())

    def forget(self, regels: Regels | None = None) -> None:
        """Read the register again at the next question, unless it is still as it was; or as these rules, if given."""
        self._regels = regels or self._regels
        self._until = 0.0


def _renewed(old: Regels) -> Regels:
    """The same rules without the decisions when nothing changed, else the register as it is now."""
    if old.vast and (old.tot is None or timezone.now() < old.tot):
        with backstage():
            same = _stand()[0] == old.stand
        if same:
            return replace(old, besluiten={})
    return load()


def load() -> Regels:
    """Read the whole register."""
    with backstage():
        stand, vast = _stand()  # first: rules that change while we read are then newer than what we say we rest on
        codes = dict(Verwerkingsactiviteit.objects.values_list("nummer", "code"))
        rules: dict[tuple[int, int], list[VerwerkingsactiviteitGegeven]] = {}
        for rule in VerwerkingsactiviteitGegeven.objects.all():
            rules.setdefault((rule.nummer, rule.versie), []).append(rule)
        versions = list(VerwerkingsactiviteitVersie.objects.all())
    now = datetime.now(UTC)
    chosen: dict[int, VerwerkingsactiviteitVersie] = {}
    for version in (v for v in versions if v.geldig_vanaf <= now):
        best = chosen.get(version.nummer)
        if best is None or _rank(version) < _rank(best):
            chosen[version.nummer] = version
    every = sorted(codes)
    compiled = [
        compile_version(codes[v.nummer], v, rules.get((v.nummer, v.versie), []), every) for v in chosen.values()
    ]
    tot = min((v.geldig_vanaf for v in versions if v.geldig_vanaf > now), default=None)
    return Regels(stand, {a.nummer: a for a in compiled}, {a.code: a for a in compiled}, tot, vast)


def _until_midnight() -> float:
    """Seconds: what was decided today is not remembered tomorrow, when an evaluation date may have passed."""
    now = timezone.localtime()
    midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), now.tzinfo)
    return (midnight - now).total_seconds()


def _stand() -> tuple[int, bool]:
    """Of the rules; and whether this transaction has written nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kern.stand(), pg_current_xact_id_if_assigned() IS NULL")
        stand, vast = cursor.fetchone()
        return int(stand), bool(vast)


def _rank(version: VerwerkingsactiviteitVersie) -> tuple[int, int]:
    order = _PREFERRED.index(Status(version.status)) if version.status in _PREFERRED else len(_PREFERRED)
    return order, -version.versie


def compile_version(
    code: str, version: VerwerkingsactiviteitVersie, rules: list[VerwerkingsactiviteitGegeven], every: list[int]
) -> Activiteit:
    """One version with its category rules, ready for `regels.decide` and for the token. `every`: all numbers."""

    def bronnen(rule: VerwerkingsactiviteitGegeven) -> list[int]:
        return every if code == ALLES_VAN_ZICHZELF else list(rule.bronnen)

    gegevens = {
        rule.soort: GegevenRegel(
            handelingen=frozenset(rule.handelingen),
            masker=rule.masker,
            niveau=NIVEAUS[rule.niveau],
            bronnen=_array(bronnen(rule)),
        )
        for rule in rules
    }
    return Activiteit(
        nummer=version.nummer,
        versie=version.versie,
        code=code,
        naam=version.naam,
        doel=version.doel,
        artikel=version.taak_artikel,
        status=version.status,
        evaluatiedatum=version.evaluatiedatum,
        rollen=frozenset(version.rollen),
        afdelingen=frozenset(version.afdelingen),
        aanleidingen=frozenset(version.vereist_aanleiding),
        gegevens=gegevens,
        bewaardagen=version.bewaardagen,
        mag_geheim_adres=version.mag_geheim_adres,
        mag_bsn_tonen=version.mag_bsn_tonen,
        gevoelig=version.gevoelig,
        lees_bronnen=sources({soort: rule.bronnen for soort, rule in gegevens.items()}),
        schrijf_bronnen=_array(every if version.verdeelt else [version.nummer]),
        op_toestemming=version.grondslag == "toestemming",
        vertegenwoordiging=frozenset(version.vertegenwoordiging),
    )


def _array(numbers: list[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"


register = Register()
