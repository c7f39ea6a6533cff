"""A message of the system itself in a conversation, to an address that somebody named: about the conversation, never
what was said in it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from geholpen.domain.berichten.accounts import way_out
from geholpen.domain.berichten.bestemming import Bestemming
from geholpen.domain.berichten.commands.antwoorden import store_out
from geholpen.domain.berichten.commands.opslaan import NieuwBericht, write_bericht
from geholpen.domain.berichten.policy import may_intake
from geholpen.domain.berichten.ports import Aard, Kanaalidentiteit, Sjabloonvulling
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.commands import NieuwKlantcontact
from geholpen.domain.klantcontacten.opschrijven import take_beurt
from geholpen.domain.partijen.queries import afgemelde_adressen
from geholpen.platform.context import Context
from geholpen.platform.doors import command


@dataclass(frozen=True, slots=True)
class Systeembericht:
    """`tekst` stands in the conversation; `anders` goes out instead of it, when that holds a one-time link."""

    kanaal: str
    soort: str  # of the identity
    waarde: str
    tekst: str
    anders: str = ""
    gevraagd: bool = False  # the customer asked for exactly this: it goes too where they want nothing unasked
    sjabloon: Sjabloonvulling | None = None  # for a channel that wants one; `anders` is then what it says


@command(
    may=may_intake,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    leest={G.CONTACTADRESSEN},
    voor="intake",
    naam="Wij schreven u hoe het verder gaat",
)
def send_systeembericht(ctx: Context, partij_id: UUID, klantvraag_id: UUID, bericht: Systeembericht) -> UUID | None:
    """Write it and plan its delivery. Returns the delivery; None where the customer wants nothing unasked.

    It does not wake the question.
    """
    if not bericht.gevraagd and (bericht.soort, bericht.waarde) in afgemelde_adressen(ctx, partij_id):
        return None
    beurt = take_beurt(ctx, partij_id, klantvraag_id, "uit", bericht.kanaal, door_mens=False)
    account = way_out(bericht.kanaal, beurt.vraag.afdeling_code)
    weg = Bestemming(bericht.kanaal, Kanaalidentiteit(bericht.soort, bericht.waarde), account)
    return store_out(
        ctx, beurt, None, weg, bericht.tekst, Aard.AUTOMATISCH, sjabloon=bericht.sjabloon, anders=bericht.anders
    )


@command(may=may_intake, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, voor="intake",
         naam="Wij schreven u in uw eigen omgeving")  # fmt: skip
def write_in_mijn(ctx: Context, partij_id: UUID, klantvraag_id: UUID, tekst: str) -> UUID:
    """A message of the system on the page of a question in Mijn: it is there at once, nothing is delivered."""
    beurt = take_beurt(ctx, partij_id, klantvraag_id, "uit", "mijn", door_mens=False)
    beurt.add_contact(ctx, NieuwKlantcontact("mijn", "organisatie", tekst))
    bericht = NieuwBericht("uit", "mijn", {"tekst": tekst, "nieuwe_tekst": tekst}, Aard.AUTOMATISCH)
    write_bericht(ctx, beurt, bericht)
    return bericht.id
