"""How the logs are doing, in one look: sealed in time, checkpoints made and brought outside, last check whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from geholpen.domain.doelbinding import ports
from geholpen.domain.doelbinding.zegel.keten import standen
from geholpen.domain.doelbinding.zegel.models import Bewaring, Controlepunt, Logcontrole, Stand
from geholpen.platform.taal import vertaald

#: Seconds after which somebody must look. With the minute between two looks it is under five minutes.
STIL, GEEN_PUNT, NIET_BUITEN = 180.0, 240.0, 600.0
#: Code → what people read.
ALARMEN = {
    "zegel_gestopt": "Het logboek wordt niet meer verzegeld. Kijk of de achtergrondtaken draaien.",
    "geen_controlepunt": "Er komen geen controlepunten van het logboek meer bij. Kijk of de achtergrondtaken draaien.",
    "niet_buiten": "Controlepunten van het logboek komen niet meer buiten de database aan. Kijk naar de bewaarplaats.",
    "niet_heel": "De laatste controle van het logboek vond iets dat niet klopt.",
}


@dataclass(frozen=True, slots=True)
class Plaats:
    """One place that keeps checkpoints."""

    code: str
    nummer: int
    gelukt_op: datetime | None
    fout: str


@dataclass(frozen=True, slots=True)
class Logstand:
    """`wacht`: seconds that the oldest line waits for its seal; `punt`: seconds since the last checkpoint."""

    regels: int
    wacht: float | None
    punt: float | None
    punt_nummer: int
    plaatsen: tuple[Plaats, ...]
    alarmen: tuple[str, ...]

    @property
    def teksten(self) -> tuple[str, ...]:
        """The alarms, for people."""
        return tuple(vertaald(ALARMEN[code]) for code in self.alarmen)


def look(now: datetime) -> Logstand:
    """The state of both logs. Numbers only."""
    ketens = standen()
    wacht = max((s.wacht for s in ketens if s.wacht is not None), default=None)
    last = Controlepunt.objects.order_by("-nummer").values_list("nummer", "moment").first()
    punt = (now - last[1]).total_seconds() if last else None
    plaatsen = _plaatsen()
    return Logstand(
        regels=sum(s.nummer for s in ketens),
        wacht=wacht,
        punt=punt,
        punt_nummer=last[0] if last else 0,
        plaatsen=plaatsen,
        alarmen=tuple(_alarmen(now, wacht, punt, plaatsen)),
    )


def _plaatsen() -> tuple[Plaats, ...]:
    rows = {row.plaats: row for row in Bewaring.objects.all()}
    found = []
    for plaats in ports.bewaarplaatsen():
        row = rows.get(plaats.code, Bewaring(plaats=plaats.code))
        found.append(Plaats(plaats.code, row.nummer, row.gelukt_op, row.fout))
    return tuple(found)


def _alarmen(now: datetime, wacht: float | None, punt: float | None, plaatsen: tuple[Plaats, ...]) -> list[str]:
    found = []
    if wacht is not None and wacht > STIL:
        found.append("zegel_gestopt")
    if punt is not None and punt > GEEN_PUNT:
        found.append("geen_controlepunt")
    if any(p.code == "bestand" and p.fout and _old(now, p.gelukt_op) for p in plaatsen):
        found.append("niet_buiten")
    last = Logcontrole.objects.filter(stand__in=[Stand.HEEL, Stand.NIET_HEEL]).order_by("-begonnen_op").first()
    if last is not None and last.stand == Stand.NIET_HEEL:
        found.append("niet_heel")
    return found


def _old(now: datetime, moment: datetime | None) -> bool:
    return moment is None or (now - moment).total_seconds() > NIET_BUITEN
