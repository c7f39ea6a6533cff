"""A request that came by mail, telephone or letter: the privacy officer makes it one; the known channel hears of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.commands import set_uiterlijk
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.domain.rechten.begrenzen import Rij
from geholpen.domain.rechten.events import VerzoekIngediend
from geholpen.domain.rechten.herkennen import kept
from geholpen.domain.rechten.indienen import ONDERWERP, write_down
from geholpen.domain.rechten.models import Soort
from geholpen.domain.rechten.policy import may_handle
from geholpen.domain.rechten.termijn import uiterlijk
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

#: Rights that are about chosen categories; as in Mijn.
_PER_DEEL = frozenset({Soort.CORRECTIE, Soort.VERWIJDERING, Soort.BEPERKING})
#: What a customer can only do behind the login: the purpose is chosen from a list that they read.
_ALLEEN_ZELF = frozenset({Soort.BEZWAAR, Soort.KLOPT_NIET})


@dataclass(frozen=True, slots=True)
class Opname:
    """Which right is used in a question, and for which categories; `waarden`: single addresses and numbers that are not
    to be used, as the customer wrote them."""

    soort: str
    onderdelen: tuple[int, ...] = ()
    waarden: tuple[str, ...] = ()


@command(
    may=may_handle,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD, G.TOESTEMMINGEN},
    naam="De privacy officer nam uw vraag op als verzoek over uw gegevens",
)
def neem_op(ctx: Context, partij_id: UUID, klantvraag_id: UUID, opname: Opname) -> UUID:
    """Make a question a request with the term of the law, counted from the day it came in. Returns its id.

    It opens nothing: what is given out waits behind the login of the customer, however the request came. Raises Invalid
    when it is not about privacy, says nothing that can be left unused, or names what this customer does not have.
    """
    vraag = regel_van(ctx, partij_id, klantvraag_id)
    if vraag.onderwerp_code != ONDERWERP:
        raise Invalid("onderwerp", "Kies bij de vraag eerst het onderwerp over gegevens en privacy.")
    if opname.soort not in Soort.values or opname.soort in _ALLEEN_ZELF:
        raise Invalid("soort", "Kies wat de klant vraagt. Bezwaar maakt de klant zelf, in Mijn.")
    rijen = _rows(partij_id, opname)
    onderdelen = sorted({*opname.onderdelen, *(r["soort"] for r in rijen)})
    if opname.soort == Soort.BEPERKING and not onderdelen:
        raise Invalid("onderdelen", "Kies om welke gegevens het gaat, of schrijf één adres of nummer op.")
    if opname.soort in _PER_DEEL and not onderdelen:
        raise Invalid("onderdelen", "Kies om welke gegevens het gaat.")
    dag = uiterlijk(timezone.localdate(vraag.gestart_op))
    set_uiterlijk(ctx, partij_id, klantvraag_id, dag)
    over = {"ingediend_op": vraag.gestart_op, "onderdelen": onderdelen, "rijen": sorted({r["doel"] for r in rijen})}
    write_down(ctx, partij_id, klantvraag_id, opname.soort, dag, {"rijen": rijen} if rijen else {}, **over)
    ctx.publish(VerzoekIngediend(partij_id, klantvraag_id))
    return klantvraag_id


def _rows(partij_id: UUID, opname: Opname) -> list[Rij]:
    """The single rows it is about. Raises Invalid where a right is about whole categories: the value would be lost."""
    if opname.soort == Soort.BEPERKING:
        return kept(partij_id, opname.waarden, opname.onderdelen)
    if any(w.strip() for w in opname.waarden):
        raise Invalid(
            "rijen",
            "Eén adres of nummer kan alleen bij niet gebruiken. Kies dat hierboven, of maak dit vak leeg en kies"
            " hieronder om welke gegevens het gaat. Schrijf het adres of nummer dan in uw besluit.",
        )
    return []
