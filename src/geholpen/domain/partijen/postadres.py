"""Where a letter to a customer goes: the lines that stand in the window of the envelope."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.models import Adres, Naam
from geholpen.domain.partijen.weergave import ONBEKEND, volledige_naam
from geholpen.platform.context import Context
from geholpen.platform.doors import query

T = TypeVar("T", bound=Model)
#: The kind of identity that a postal address is; its value are the lines, one under another.
POSTADRES = "postadres"
_EERST = {"correspondentieadres": 0, "postadres": 0}


@query(gegevens={G.NAAM, G.ADRES}, naam="Opgezocht waar een brief aan u heen gaat")
def postadressen(ctx: Context, partij_id: UUID) -> tuple[str, ...]:
    """Addresses to which a letter can go, the one for letters first; none that a letter came back from."""
    naam = Naam.objects.filter(partij_id=partij_id).first()
    wie = _name(naam)
    rows = in_use(Adres.objects.filter(partij_id=partij_id, onbestelbaar_sinds=None), partij_id)[:20]
    found = sorted(rows, key=lambda a: (not a.briefadres, _EERST.get(a.soort, 1)))
    return tuple(dict.fromkeys(regels for a in found if (regels := lines(wie, a))))


@query(gegevens={G.ADRES}, naam="Gekeken of wij een adres van u hebben")
def heeft_postadres(ctx: Context, partij_id: UUID) -> bool:
    """Whether a letter can go to this customer."""
    rows = in_use(Adres.objects.filter(partij_id=partij_id, onbestelbaar_sinds=None), partij_id)[:20]
    return any(lines("", a) for a in rows)


def in_use(rows: QuerySet[T], partij_id: UUID) -> QuerySet[T]:
    """Without what the customer asked not to use: also the system, which may read it, sends nothing there."""
    return rows.exclude(id__in=RawSQL("SELECT unnest(buiten_gebruik(%s))", [partij_id]))  # noqa: S611


def _name(naam: Naam | None) -> str:
    if naam is None:
        return ""
    wie = volledige_naam(
        naam.voornaam, naam.voorletters, naam.voorvoegsel_achternaam, naam.achternaam, naam.organisatienaam
    )
    return "" if wie == ONBEKEND else wie


def lines(wie: str, a: Adres) -> str:
    """Name, street and place under each other; "" when it is no complete address."""
    straat = " ".join(str(deel) for deel in (a.straatnaam, a.huisnummer, a.huisnummertoevoeging) if deel)
    plaats = "  ".join(deel for deel in (a.postcode, a.stad.upper()) if deel)
    vrij = [regel for regel in (a.adresregel1, a.adresregel2, a.adresregel3) if regel]
    regels = [straat, plaats] if a.straatnaam and a.postcode and a.stad else vrij
    if len(regels) < 2:  # noqa: PLR2004  a street and a place at least
        return ""
    land = [a.land] if a.land not in ("", "NL") else []
    return "\n".join([*([wie] if wie else []), *regels, *land])
