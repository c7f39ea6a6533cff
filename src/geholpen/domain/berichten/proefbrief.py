"""A letter before it is sent, as it will look on paper."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten import antwoordadres, toon
from geholpen.domain.berichten.bestemming import can_send
from geholpen.domain.berichten.commands.drukken import printer
from geholpen.domain.berichten.ports import Postadres, UitgaandBericht
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.domain.organisatie.queries import organisatie
from geholpen.domain.partijen.queries import heeft_postadres, postadressen
from geholpen.platform.context import Context, system
from geholpen.platform.doors import query
from geholpen.platform.errors import Invalid, Refused

BRIEF = "brief"
#: Whoever answers need not see where it goes.
VERBORGEN = "Het adres van de klant\nkomt hier te staan"


@query(gegevens={G.CONTACTHISTORIE}, naam="Gekeken of wij u een brief kunnen sturen")
def kan_per_brief(ctx: Context, partij_id: UUID) -> bool:
    """Whether letters go out here and this customer has a complete address."""
    return can_send(BRIEF) and heeft_postadres(system("brief", "antwoord").over({partij_id}), partij_id)


@query(gegevens={G.CONTACTHISTORIE}, naam="Voorbeeld van onze brief aan u gemaakt")
def briefvoorbeeld(ctx: Context, partij_id: UUID, klantvraag_id: UUID, tekst: str) -> bytes:
    """The letter as PDF, with the address when the purpose gives it. Raises Invalid when it cannot be made."""
    if not tekst.strip():
        raise Invalid("tekst", "Schrijf eerst uw brief.")
    vraag, wij = regel_van(ctx, partij_id, klantvraag_id), organisatie()
    bericht = UitgaandBericht(
        bezorging_id=klantvraag_id,
        message_id="voorbeeld@local.invalid",
        van=Postadres(wij.mailadres, wij.naam),
        aan=Postadres(""),
        onderwerpregel=toon.onderwerpregel("", onderwerp(vraag.onderwerp_code).naam, vraag.kenmerk),
        tekst=tekst.strip(),
        antwoord_aan=antwoordadres.reply_address(wij.mailadres, vraag.kenmerk),
        kenmerk=vraag.kenmerk,
        papierkenmerk=antwoordadres.paper_kenmerk(vraag.kenmerk),
        adresregels=tuple(_address(ctx, partij_id).split("\n")),
    )
    return printer(BRIEF).make_letter(bericht, timezone.now())


def _address(ctx: Context, partij_id: UUID) -> str:
    try:
        return next(iter(postadressen(ctx, partij_id)), VERBORGEN)
    except Refused:
        return VERBORGEN
