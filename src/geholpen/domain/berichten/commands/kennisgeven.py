"""Notices about a request over one's own data: by mail to what we knew, else by letter, else an employee says it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from geholpen.domain.berichten import toon
from geholpen.domain.berichten.alsnog import promise_once
from geholpen.domain.berichten.bestemming import Bestemming, choose
from geholpen.domain.berichten.commands.antwoorden import store_out
from geholpen.domain.berichten.policy import may_intake
from geholpen.domain.berichten.ports import Aard, Kanaalidentiteit
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.opschrijven import take_beurt
from geholpen.domain.klantcontacten.queries import VraagRegel, regel_van
from geholpen.domain.organisatie.queries import organisatie
from geholpen.domain.partijen.queries import adressering
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

#: Addresses that one notice goes to.
KENNISGEVINGEN = 3


@command(may=may_intake, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, leest={G.CONTACTADRESSEN}, voor="intake",
         naam="Wij lieten u op een bekend adres weten dat er een verzoek was")  # fmt: skip
def send_kennisgeving(ctx: Context, partij_id: UUID, klantvraag_id: UUID, *, stilstand: bool = False) -> int:
    """Tell every address that we knew already that somebody asks about this customer's data. Returns how many.

    Whoever did not ask it themselves reads what to do; what was asked is not in it, but that data are not used after an
    objection (`stilstand`).
    """
    vraag = regel_van(ctx, partij_id, klantvraag_id)
    return _tell_known(ctx, vraag, toon.kennisgeving(organisatie(), vraag.kenmerk, stilstand=stilstand))


@command(may=may_intake, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, leest={G.CONTACTADRESSEN}, voor="intake",
         naam="Wij lieten u weten hoe het staat met uw verzoek over uw gegevens")  # fmt: skip
def send_stand(ctx: Context, partij_id: UUID, klantvraag_id: UUID, verlengd_tot: date | None = None) -> int:
    """Tell every address that we knew that there is a decision, or until when it takes. Returns to how many.

    What was decided, and why it takes longer, is not in it. 0: nobody could be written to; it is promised to the
    customer instead, as work for an employee.
    """
    vraag, wij = regel_van(ctx, partij_id, klantvraag_id), organisatie()
    if verlengd_tot:
        wat = f"U laten weten dat uw verzoek langer duurt, tot uiterlijk {toon.datum(verlengd_tot)}"
        return _tell(ctx, vraag, toon.verlengd(wij, vraag.kenmerk, verlengd_tot), wat)
    return _tell(ctx, vraag, toon.besloten(wij, vraag.kenmerk), "U laten weten dat er een besluit is over uw verzoek")


@command(may=may_intake, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, leest={G.CONTACTADRESSEN}, voor="intake",
         naam="Wij lieten u weten dat wij nog niet mogen wissen wat u vroeg")  # fmt: skip
def send_aangehouden(ctx: Context, partij_id: UUID, klantvraag_id: UUID, grond: str) -> int:
    """Tell the customer that what was granted to be erased has to stay for now, and why. Returns to how many addresses.

    `grond`: of the legal hold, or "open_vraag": a question that runs is answered at the address. 0: as above.
    """
    vraag = regel_van(ctx, partij_id, klantvraag_id)
    wat = "U laten weten dat wij nog niet wissen wat u vroeg, en waarom"
    return _tell(ctx, vraag, toon.aangehouden(organisatie(), vraag.kenmerk, grond), wat)


def _tell(ctx: Context, vraag: VraagRegel, tekst: str, belofte: str) -> int:
    """Tell every address that we knew; when no machine reaches this customer an employee does, as promised here."""
    told = _tell_known(ctx, vraag, tekst)
    if not told:
        promise_once(ctx, vraag, belofte, vraag.behandelaar_id)
    return told


def _tell_known(ctx: Context, vraag: VraagRegel, tekst: str) -> int:
    """A message of the system to every mail address that we knew already, in this conversation; a letter without one.

    Where somebody lives stands with the delivery only, as with every letter.
    """
    adressen = adressering(ctx, vraag.partij_id).emailadressen[:KENNISGEVINGEN]
    wegen = [Bestemming("email", Kanaalidentiteit("email", aan)) for aan in adressen] or _by_post(ctx, vraag)
    for weg in wegen:
        beurt = take_beurt(ctx, vraag.partij_id, vraag.klantvraag_id, "uit", weg.kanaal, door_mens=False)
        store_out(ctx, beurt, None, weg, tekst, Aard.AUTOMATISCH)
    return len(wegen)


def _by_post(ctx: Context, vraag: VraagRegel) -> list[Bestemming]:
    """The letter; none where letters do not go out, or without a complete address that may be used."""
    try:
        return [choose(ctx, vraag.partij_id, None, "brief", "", vraag.afdeling_code)]
    except Invalid:
        return []
