"""The register compiled for deciding: one object per active version, kept per process and renewed every few seconds.

Renewal can be late without harm: the log function of the database refuses a version that is no longer active.
"""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime

from geholpen.domain.doelbinding.models import (
    Status,
    Verwerkingsactiviteit,
    VerwerkingsactiviteitGegeven,
    VerwerkingsactiviteitVersie,
)
from geholpen.domain.doelbinding.regels import NIVEAUS, Activiteit, GegevenRegel
from geholpen.platform.tokens import sources

#: Seconds a process may decide on a remembered register.
HOUDBAAR = 5.0
_PREFERRED = [Status.ACTIEF, Status.GESCHORST, Status.VERLOPEN]


class Register:
    """All activities by number and by code."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until = 0.0
        self._by_number: dict[int, Activiteit] = {}
        self._by_code: dict[str, Activiteit] = {}

    def nummer(self, nummer: int) -> Activiteit | None:
        """The activity with this number in its most usable version, or None."""
        self._renew()
        return self._by_number.get(nummer)

    def code(self, code: str) -> Activiteit | None:
        """The activity with this code in its most usable version, or None."""
        self._renew()
        return self._by_code.get(code)

    def alle(self) -> list[Activiteit]:
        """Every activity in its most usable version."""
        self._renew()
        return list(self._by_number.values())

    def forget(self) -> None:
        """Read the register again at the next question."""
        self._until = 0.0

    def _renew(self) -> None:
        if time.monotonic() < self._until:
            return
        with self._lock:
            if time.monotonic() >= self._until:
                self._load()
                self._until = time.monotonic() + HOUDBAAR

    def _load(self) -> None:
        codes = dict(Verwerkingsactiviteit.objects.values_list("nummer", "code"))
        rules: dict[tuple[int, int], list[VerwerkingsactiviteitGegeven]] = {}
        for rule in VerwerkingsactiviteitGegeven.objects.all():
            rules.setdefault((rule.nummer, rule.versie), []).append(rule)
        chosen: dict[int, VerwerkingsactiviteitVersie] = {}
        for version in VerwerkingsactiviteitVersie.objects.filter(geldig_vanaf__lte=datetime.now(UTC)):
            best = chosen.get(version.nummer)
            if best is None or _rank(version) < _rank(best):
                chosen[version.nummer] = version
        every = sorted(codes)
        compiled = [
            compile_version(codes[v.nummer], v, rules.get((v.nummer, v.versie), []), every) for v in chosen.values()
        ]
        self._by_number = {a.nummer: a for a in compiled}
        self._by_code = {a.code: a for a in compiled}


def _rank(version: VerwerkingsactiviteitVersie) -> tuple[int, int]:
    order = _PREFERRED.index(Status(version.status)) if version.status in _PREFERRED else len(_PREFERRED)
    return order, -version.versie


def compile_version(
    code: str, version: VerwerkingsactiviteitVersie, rules: list[VerwerkingsactiviteitGegeven], every: list[int]
) -> Activiteit:
    """One version with its category rules, ready for `regels.decide` and for the token. `every`: all numbers."""
    gegevens = {
        rule.soort: GegevenRegel(
            handelingen=frozenset(rule.handelingen),
            masker=rule.masker,
            niveau=NIVEAUS[rule.niveau],
            bronnen=_array(rule.bronnen),
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
        heeft_bewijs=version.bewijs_op is not None,
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
        vertegenwoordiging=frozenset(version.vertegenwoordiging),
    )


def _array(numbers: list[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"


register = Register()
