"""What a check of the logs can find: each kind of tampering by its own name, with what it means in plain Dutch."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from geholpen.platform.taal import vertaald

#: So many lines gone in one row is no longer a line but a range: a dropped partition, a period.
BEREIK = 100
#: Of one kind so many are told; more say nothing new.
HOOGSTENS = 100

#: Code → what it is called.
NAMEN = {
    "regel_gewijzigd": "Een regel is veranderd",
    "regel_verwijderd": "Een regel is verwijderd",
    "bereik_verwijderd": "Een heel stuk is verwijderd",
    "zegel_verwijderd": "Zegels zijn verwijderd",
    "keten_gebroken": "De keten is gebroken",
    "staart_afgekapt": "Het einde is afgekapt",
    "keten_herschreven": "De hele keten is herschreven",
    "regel_ingevoegd": "Regels staan buiten de keten",
    "zegel_gestopt": "Het verzegelen staat stil",
    "controlepunt_ontbreekt": "Een controlepunt ontbreekt",
    "controlepunt_vervalst": "Een controlepunt is vervalst",
    "wissen_zonder_besluit": "Gewist zonder besluit",
}
#: Code → what it means. Numbers come from the finding.
UITLEG = {
    "regel_gewijzigd": "De inhoud van regel {van} tot en met {tot} van keten {keten} is na het verzegelen veranderd.",
    "regel_verwijderd": (
        "Regel {van} tot en met {tot} van keten {keten} is verdwenen, zonder dat iemand het wissen heeft vastgelegd."
    ),
    "bereik_verwijderd": (
        "Een aaneengesloten stuk van {aantal} regels ({van} tot en met {tot}) van keten {keten} is verdwenen."
    ),
    "zegel_verwijderd": (
        "De zegels {van} tot en met {tot} van keten {keten} zijn weg. De regels die erbij hoorden kunnen ook weg zijn."
    ),
    "keten_gebroken": (
        "Zegel {van} tot en met {tot} van keten {keten} past niet bij het zegel ervoor: er is aan de zegels gezeten."
    ),
    "staart_afgekapt": (
        "Keten {keten} houdt te vroeg op: de laatste {aantal} regels ({van} tot en met {tot}) zijn weg. Een "
        "controlepunt buiten de database kent ze nog."
    ),
    "keten_herschreven": (
        "Keten {keten} klopt met zichzelf, maar niet met het controlepunt dat buiten de database is bewaard. De "
        "keten is herschreven, ergens van regel {van} tot en met {tot}."
    ),
    "regel_ingevoegd": (
        "In het logboek van keten {keten} staan {aantal} regels die nooit zijn verzegeld, terwijl latere regels "
        "dat wel zijn. Ze zijn er achteraf in gezet."
    ),
    "zegel_gestopt": (
        "De oudste regel van keten {keten} wacht al {aantal} minuten op een zegel. Kijk of de achtergrondtaken "
        "draaien, en of iets in de database lang bezig blijft."
    ),
    "controlepunt_ontbreekt": "Controlepunt {van} tot en met {tot} ontbreekt ({waar}).",
    "controlepunt_vervalst": "De handtekening of de inhoud van controlepunt {van} klopt niet ({waar}).",
    "wissen_zonder_besluit": (
        "Regel {van} tot en met {tot} van keten {keten} staat als gewist te boek, maar het auditlogboek kent dat "
        "wissen niet."
    ),
}
#: The same of a single one.
UITLEG_EEN = {
    "regel_gewijzigd": "De inhoud van regel {van} van keten {keten} is na het verzegelen veranderd.",
    "regel_verwijderd": "Regel {van} van keten {keten} is verdwenen, zonder dat iemand het wissen heeft vastgelegd.",
    "zegel_verwijderd": "Zegel {van} van keten {keten} is weg. De regel die erbij hoorde kan ook weg zijn.",
    "keten_gebroken": "Zegel {van} van keten {keten} past niet bij het zegel ervoor: er is aan de zegels gezeten.",
    "staart_afgekapt": (
        "Keten {keten} houdt te vroeg op: de laatste regel ({van}) is weg. Een controlepunt buiten de database kent "
        "die nog."
    ),
    "controlepunt_ontbreekt": "Controlepunt {van} ontbreekt ({waar}).",
    "wissen_zonder_besluit": (
        "Regel {van} van keten {keten} staat als gewist te boek, maar het auditlogboek kent dat wissen niet."
    ),
}
#: Where a checkpoint is missing or wrong.
PLEKKEN = {"buiten": "buiten de database", "database": "in de database"}


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One thing that is not right."""

    code: str
    keten: int = 0
    van: int = 0
    tot: int = 0
    aantal: int = 0
    waar: str = ""

    @property
    def naam(self) -> str:
        """What it is called."""
        return vertaald(NAMEN[self.code])

    @property
    def uitleg(self) -> str:
        """What it means, for people."""
        waarden = asdict(self) | {"waar": vertaald(PLEKKEN.get(self.waar, self.waar))}
        tekst = UITLEG_EEN.get(self.code, UITLEG[self.code]) if self.van == self.tot else UITLEG[self.code]
        return vertaald(tekst).format(**waarden)

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


def of_range(oordeel: str, keten: int, van: int, tot: int) -> Bevinding | None:
    """What a verdict of the database on a range of links means; None for what was lawfully erased."""
    aantal = tot - van + 1
    code = {
        "gewijzigd": "regel_gewijzigd",
        "gebroken": "keten_gebroken",
        "gat": "zegel_verwijderd",
        "verdwenen": "bereik_verwijderd" if aantal >= BEREIK else "regel_verwijderd",
    }.get(oordeel)
    return Bevinding(code, keten, van, tot, aantal) if code else None


Bevindingen = list[Bevinding]
_WEG = frozenset({"regel_verwijderd", "bereik_verwijderd"})


def add(found: Bevindingen, new: Bevinding) -> None:
    """Add a finding; one that goes on where the last of its kind stopped makes that one longer."""
    for at, old in enumerate(found):
        same = (old.keten, old.waar) == (new.keten, new.waar) and (old.code == new.code or {old.code, new.code} <= _WEG)
        if same and new.van and old.tot + 1 == new.van:
            aantal = new.tot - old.van + 1
            code = "bereik_verwijderd" if old.code in _WEG and aantal >= BEREIK else old.code
            found[at] = replace(old, code=code, tot=new.tot, aantal=aantal)
            return
    if new not in found and sum(b.code == new.code for b in found) < HOOGSTENS:
        found.append(new)
