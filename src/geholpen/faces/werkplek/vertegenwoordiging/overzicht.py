"""Everything the page about representation shows: each claim in words, and which of them exclude each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantcontacten.queries import Machtiging, machtiging_van
from geholpen.domain.organisatie.queries import namen as medewerkernamen
from geholpen.domain.partijen.commands import BRONNEN
from geholpen.domain.partijen.queries import VertegenwoordigingInfo, namen_van, vertegenwoordigingen_van
from geholpen.faces.werkplek.deel.mag import about, why_not
from geholpen.faces.werkplek.vraag.keuzes import grouped
from geholpen.faces.werkplek.woorden import BRON, ROL, VERTEGENWOORDIGING
from geholpen.platform.context import Context
from geholpen.platform.ui.tijd import datum


@dataclass(frozen=True, slots=True)
class Aanspraak:
    """One claim in words."""

    info: VertegenwoordigingInfo
    titel: str
    naam: str  # of the other
    onderwerpen: list[str]
    termijn: str
    bron: str
    door: str
    mag_niet: str
    botst_met: tuple[UUID, ...]

    @property
    def loopt(self) -> bool:
        """It can still be ended."""
        return self.info.beeindigd_op is None


@dataclass(frozen=True, slots=True)
class Overzicht:
    """All claims of one customer, and the pairs that wait for a person."""

    naam: str
    aanspraken: list[Aanspraak]
    botsingen: list[tuple[str, Aanspraak, Aanspraak]]


def overzicht(ctx: Context, partij_id: UUID) -> Overzicht:
    """Raises Refused as long as it is not clear who the customer is."""
    infos = vertegenwoordigingen_van(ctx, partij_id)
    namen = namen_van(ctx.over(()), [partij_id, *dict.fromkeys(i.andere_partij_id for i in infos)])
    eigen = namen.get(partij_id, _("deze klant"))
    wie = medewerkernamen()
    aanspraken = [_aanspraak(i, partij_id, eigen, namen.get(i.andere_partij_id, ""), wie) for i in infos]
    return Overzicht(eigen, aanspraken, _botsingen(aanspraken))


def _aanspraak(
    i: VertegenwoordigingInfo, partij_id: UUID, eigen: str, ander: str, medewerkers: dict[UUID, str]
) -> Aanspraak:
    voor = i.andere_partij_id if i.kant == "vertegenwoordigt" else partij_id
    gevonden = machtiging_van(voor, i.id)
    ander = ander or _("een andere klant")
    spreker, klant = (eigen, ander) if i.kant == "vertegenwoordigt" else (ander, eigen)
    titel = _("%(wie)s is %(rol)s van %(klant)s") % {"wie": spreker, "rol": ROL.get(i.soort, i.soort), "klant": klant}
    return Aanspraak(
        i,
        titel,
        ander,
        about(gevonden),
        _termijn(i),
        str(BRON.get(i.bron, i.bron)),
        medewerkers.get(i.vastgelegd_door, "") if i.vastgelegd_door else "",
        why_not(gevonden),
        _botst(gevonden) if i.kant == "vertegenwoordigd" else (),
    )


def _termijn(i: VertegenwoordigingInfo) -> str:
    if i.geldig_tot is None:
        return _("vanaf %(van)s") % {"van": datum(i.geldig_van)}
    return _("van %(van)s tot en met %(tot)s") % {"van": datum(i.geldig_van), "tot": datum(i.geldig_tot)}


def _botst(gevonden: Machtiging | None) -> tuple[UUID, ...]:
    return gevonden.botst_met if gevonden else ()


def _botsingen(aanspraken: list[Aanspraak]) -> list[tuple[str, Aanspraak, Aanspraak]]:
    """Each pair once, with the key that its form has."""
    per_id = {a.info.id: a for a in aanspraken}
    paren = {tuple(sorted((a.info.id, ander))) for a in aanspraken for ander in a.botst_met if ander in per_id}
    return [(f"{een}+{ander}", per_id[een], per_id[ander]) for een, ander in sorted(paren)]


def keuzes() -> dict[str, Any]:
    """Choices of the form."""
    soorten = [(code, str(tekst).capitalize()) for code, tekst in VERTEGENWOORDIGING.items() if code != "opgegeven"]
    return {
        "soorten": soorten,
        "bronnen": [(code, str(BRON[code]).capitalize()) for code in BRONNEN],
        "onderwerpen": [keuze for _domein, lijst in grouped(onderwerpen()) for keuze in lijst],
    }
