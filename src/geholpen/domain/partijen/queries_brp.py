"""Asking the BRP: who may, under which purpose, and what it said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import koppen_voor, neemt_van, verwerkingskoppen
from geholpen.domain.partijen.brp.models import Brpbevraging, Brpregistratie
from geholpen.domain.partijen.brp.persoon import Brpuitslag, Brpvraag, Mislukt
from geholpen.domain.partijen.models import Adres, Burgerservicenummer, Partij
from geholpen.domain.partijen.ports import personenregister
from geholpen.domain.partijen.versleuteling import decrypt
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query
from geholpen.platform.errors import Refused

#: The purpose under which what the BRP says is kept: an activity has the BRP as a source when it names this one.
BRP_DOEL = "brp"
#: What we can ask. Which of it follows from the purpose of the work.
BRP_SOORTEN = frozenset({G.NAAM, G.ADRES})

#: How the log names the question to the BRP.
BRP_DEUR = "partijen.queries_brp.vraag_brp"


@query(gegevens=BRP_SOORTEN, naam="Uw gegevens opgevraagd bij de Basisregistratie Personen (BRP)")
def vraag_brp(ctx: Context, partij_id: UUID) -> Brpvraag:
    """What to ask about this customer, under the purpose of the work; the log line stands before anything is asked.

    Raises Refused when the purpose does not have the BRP as a source, its keeper does not know it, or we have no BSN.
    """
    activiteit = ctx.grant.activiteit
    soorten = frozenset(s for s in neemt_van(activiteit.nummer, BRP_DOEL, BRP_SOORTEN) if ctx.grant.mag(s))
    if not soorten:
        raise Refused(
            "BRP_GEEN_BRON", "De BRP is geen bron voor dit doel. Vraag de privacy officer of dat anders moet."
        )
    if activiteit.nummer not in brp_geregistreerd():
        raise Refused("BRP_NIET_BEKEND", "De BRP kent dit doel nog niet. De functioneel beheerder kan dat regelen.")
    return Brpvraag(_bsn(ctx, partij_id), soorten, verwerkingskoppen(ctx))


@query(gegevens={G.BSN}, voor=BRP_DOEL, naam="Uw burgerservicenummer gebruikt om u in de BRP te vinden")
def _bsn(ctx: Context, partij_id: UUID) -> str:
    row = Burgerservicenummer.objects.filter(partij_id=partij_id).first()
    if row is None:
        raise Refused("BRP_GEEN_BSN", "Van deze klant hebben wij geen burgerservicenummer. Vraag de klant ernaar.")
    return decrypt(bytes(row.versleuteld), partij_id)


@catalogue
def ask_brp(vraag: Brpvraag) -> Brpuitslag:
    """Ask it. Opens no transaction: it waits for somebody else. Who may was asked at the door before it."""
    register = personenregister()
    return register.raadpleeg(vraag) if register else Mislukt("NIET_GEKOPPELD")


@catalogue
def kan_brp(activiteit: int) -> bool:
    """Whether the BRP can be asked under this activity: it is a source, its keeper knows us, and it is set up."""
    if not neemt_van(activiteit, BRP_DOEL, BRP_SOORTEN) or personenregister() is None:
        return False
    return activiteit in brp_geregistreerd()


@dataclass(frozen=True, slots=True)
class Bevraging:
    """The last time that the BRP was asked about somebody."""

    moment: datetime
    uitkomst: str
    code: str
    status: int
    geheim: bool
    opgeschort: str
    gevraagd: frozenset[int]
    anders: frozenset[int]


@query(gegevens={G.KETENGEGEVENS}, voor=BRP_DOEL, naam="Getoond wanneer wij uw gegevens bij de BRP opvroegen")
def laatste_bevraging(ctx: Context, partij_id: UUID) -> Bevraging | None:
    """The newest, or None."""
    row = Brpbevraging.objects.filter(partij_id=partij_id).order_by("-moment", "-id").first()
    if row is None:
        return None
    return Bevraging(
        row.moment,
        row.uitkomst,
        row.code,
        row.status,
        row.geheim,
        row.opgeschort,
        frozenset(row.gevraagd),
        frozenset(row.anders),
    )


@dataclass(frozen=True, slots=True)
class Adresregel:
    """An address as the purpose of the work shows it; `brp`: as it stands in the BRP."""

    regels: tuple[str, ...]
    brp: bool


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """The addresses of one customer, that of the BRP first. `geheim`: shown to who may see it only."""

    geheim: bool
    adressen: tuple[Adresregel, ...]


@query(gegevens={G.ADRES}, naam="Uw adres vergeleken met de BRP")
def adressen_vergeleken(ctx: Context, partij_id: UUID) -> Vergelijking:
    """Ours next to that of the BRP, as far as the purpose of the work gives them."""
    rows = Adres.objects.filter(partij_id=partij_id, soort="bezoekadres")[:20]
    found = [Adresregel(_regels(row), row.herkomst == BRP_DOEL) for row in rows]
    geheim = Partij.objects.filter(partij_id=partij_id, adres_geheim=True).exists()
    return Vergelijking(geheim, tuple(sorted(found, key=lambda a: not a.brp)))


def _regels(row: Adres) -> tuple[str, ...]:
    straat = f"{row.straatnaam} {row.huisnummer or ''}{row.huisnummertoevoeging}".strip()
    plaats = f"{row.postcode} {row.stad}".strip()
    eigen = (straat, plaats, row.adresregel1, row.adresregel2, row.adresregel3)
    return tuple(filter(None, (*eigen, row.land if row.land not in ("", "NL") else "")))


@catalogue
def brp_geregistreerd() -> set[int]:
    """Numbers of the activities that the keeper of the BRP knows."""
    return set(Brpregistratie.objects.filter(beeindigd_op=None).values_list("activiteit", flat=True))


@query(gegevens=(), voor="toegangsbeheer", naam="Een proefvraag aan de BRP gesteld", betrokkenen=lambda _: [])
def proefvraag_brp(ctx: Context, activiteit: int, bsn: str) -> Brpvraag:
    """A question about nobody, with the headers of an activity: to see that its keeper knows it. Raises Refused."""
    return Brpvraag(bsn, frozenset({G.NAAM}), koppen_voor(ctx, activiteit))
