"""From a letter into a chat app: who has the letter may add to the question, and logs in once to be answered there."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from geholpen.domain.berichten.commands import Systeembericht, send_systeembericht
from geholpen.domain.berichten.queries import gesprek, identiteitsoort
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kanaalwissel import tekst
from geholpen.domain.kanaalwissel.bewijs import login_key, new_token
from geholpen.domain.kanaalwissel.commands.bewijzen import take
from geholpen.domain.kanaalwissel.models import Wissel, WisselAdres, Wisselbewijs
from geholpen.domain.kanaalwissel.policy import may_carry
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.models import uuid7

#: How long the link to log in with works.
GELDIG = timedelta(hours=24)
#: So many of these links for one question in that time: a letter can be passed around.
HOOGSTENS = 3


@command(
    may=may_carry,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    leest={G.CONTACTADRESSEN, G.DOCUMENTEN},
    voor="intake",
    naam="Wij vroegen wie er met de code op uw brief schreef",
)
def ask_who(ctx: Context, partij_id: UUID, klantvraag_id: UUID, bericht_id: UUID) -> UUID | None:
    """Send a one-time link to log in with to where this message came from. Returns the switch; None: asked enough."""
    bericht = next((b for b in gesprek(ctx.over({partij_id}), partij_id, klantvraag_id) if b.id == bericht_id), None)
    mine = Wissel.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, van_kanaal="brief")
    asked = mine.filter(begonnen_op__gt=timezone.now() - GELDIG).count()
    if bericht is None or not bericht.van or asked >= HOOGSTENS:
        return None
    vraag = regel_van(ctx.over({partij_id}), partij_id, klantvraag_id)
    eigen = ctx.herkomst(onderwerp(vraag.onderwerp_code).activiteit)
    eigen |= {"partij_id": partij_id, "klantvraag_id": klantvraag_id}
    wissel = Wissel(
        id=uuid7(),
        van_kanaal="brief",
        naar_kanaal=bericht.kanaal,
        initiatief="klant",
        verloopt_op=timezone.now() + GELDIG,
        **eigen,
    )
    soort = identiteitsoort(bericht.kanaal)
    prepared.insert(wissel, WisselAdres(id=wissel.id, soort=soort, waarde=bericht.van, **eigen))
    token = new_token()
    of = {"partij_id": partij_id, "wissel_id": wissel.id, "verloopt_op": wissel.verloopt_op}
    Wisselbewijs.objects.bulk_create([Wisselbewijs(sleutel=login_key(token), **of)])
    link = settings.ADRES + reverse("verder_inloggen", args=[token])
    wie = tekst.wie_vraag(organisatie(), link)
    terug = Systeembericht(bericht.kanaal, soort, bericht.van, tekst.wie_kort(), wie, gevraagd=True)
    send_systeembericht(ctx.over({partij_id}), partij_id, klantvraag_id, terug)
    return wissel.id


@command(
    may=may_carry,
    gegevens={G.CONTACTHISTORIE, G.CONTACTADRESSEN, G.CONTACTINHOUD},
    voor="intake",
    naam="U logde in en liet zien dat een nieuw adres van u is",
    betrokkenen=lambda found: [found[0]] if found else [],
)
def redeem_by_login(ctx: Context, token: str, ingelogd: UUID) -> tuple[UUID, UUID] | None:
    """Take the link for the customer who logged in. Returns (customer, klantvraag); None: used, over, or not ours.

    Raises Refused for anybody else; the link is then still there for whom it is.
    """
    wissel = take(ctx, login_key(token), alleen=ingelogd)
    return (wissel.partij_id, wissel.klantvraag_id) if wissel else None
