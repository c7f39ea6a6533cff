"""Reading a staff list as it is pasted. Nothing of it is kept here."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from geholpen.domain.organisatie.queries import medewerker_met_code
from geholpen.domain.partijen import sleutels
from geholpen.platform.doors import catalogue
from geholpen.platform.errors import Invalid

_KOLOMMEN = 5


@dataclass(frozen=True, slots=True)
class Personeelsregel:
    """One employee: the own BSN, and where they live."""

    medewerker_id: UUID
    bsn: str
    postcode: str
    huisnummer: str
    toevoeging: str


@catalogue
def read_lijst(tekst: str) -> list[Personeelsregel]:
    """Lines of `code;bsn;postcode;huisnummer;toevoeging`. Raises Invalid, which names the line and no number in it."""
    lines = [(n, line.strip()) for n, line in enumerate(tekst.splitlines(), 1) if line.strip()]
    if not lines:
        raise Invalid("lijst", "Plak de lijst: per medewerker een regel met code;bsn;postcode;huisnummer;toevoeging.")
    return [_read(number, line) for number, line in lines]


def _read(number: int, line: str) -> Personeelsregel:
    parts = [part.strip() for part in line.split(";")]
    if len(parts) != _KOLOMMEN:
        raise Invalid(
            "lijst",
            _("Regel %(nummer)s heeft geen vijf delen. Zet tussen de delen een puntkomma.") % {"nummer": number},
        )
    wie = medewerker_met_code(parts[0])
    if wie is None:
        raise Invalid("lijst", _("Regel %(nummer)s: deze code hoort niet bij een medewerker.") % {"nummer": number})
    try:
        sleutels.bsn(parts[1])
    except ValueError:
        raise Invalid(
            "lijst", _("Regel %(nummer)s: het tweede deel is geen geldig BSN.") % {"nummer": number}
        ) from None
    return Personeelsregel(wie.id, "".join(filter(str.isdigit, parts[1])).zfill(9), *parts[2:])
