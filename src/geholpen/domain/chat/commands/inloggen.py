"""Log in from the window of a chat: a ticket for one visit, shown by who logged in in our own environment."""

from __future__ import annotations

import secrets
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_noop

from geholpen.domain.chat import remmen
from geholpen.domain.chat.bewijs import kaart_key
from geholpen.domain.chat.commands.bezoeken import prove_bezoek
from geholpen.domain.chat.commands.schrijven import EINDE
from geholpen.domain.chat.models import Chatbezoek, Chatlink
from geholpen.domain.chat.policy import may_serve
from geholpen.domain.chat.queries import bewijs_voor, chatsleutel, inlogkaart
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Refused

GELDIG = timedelta(minutes=10)
#: Tickets of one visit in an hour.
PER_UUR = 10
VOORBIJ = gettext_noop("Inloggen voor deze chat kan zo niet meer. Ga terug naar de chat en kies daar opnieuw Inloggen.")


@command(may=may_serve, gegevens=(), voor="intake", naam="U wilde vanuit de chat inloggen", betrokkenen=lambda _: [])
def make_inlogkaart(ctx: Context, bezoek_id: UUID) -> str:
    """A ticket with which one customer, once and within ten minutes, shows in this visit who they are.

    Raises Refused when the visit is over, or when it asks too often. The ticket is told once; its hash is kept.
    """
    bezoek = Chatbezoek.objects.get(id=bezoek_id)
    if bezoek.geeindigd_op is not None:
        raise Refused(EINDE, "Deze chat is afgesloten. Begin een nieuwe chat.")
    remmen.brake("inloggen", str(bezoek_id), PER_UUR, 3600)
    kaart = secrets.token_urlsafe(32)
    einde = timezone.now() + GELDIG
    Chatlink.objects.create(sleutel=kaart_key(kaart), soort="inloggen", bezoek_id=bezoek_id, verloopt_op=einde)
    return kaart


@command(may=may_serve, gegevens=(), voor="intake", naam="U zei in de chat wie u bent, na inloggen bij ons",
         betrokkenen=lambda _: [])  # fmt: skip
def show_inlogkaart(ctx: Context, kaart: str, partij_id: UUID) -> UUID:
    """Add to the visit of this ticket who logged in; returns the visit. The ticket is used up.

    Raises Refused(KAART) for one that works no more, and Refused(ONBEWEZEN) when somebody else logged in there.
    """
    rij = Chatlink.objects.select_for_update().filter(sleutel=kaart_key(kaart)).first()
    found = inlogkaart(kaart) if rij else None
    sleutel = chatsleutel(found.account_id) if found else None
    if rij is None or found is None or sleutel is None:
        raise Refused("KAART", VOORBIJ)
    Chatlink.objects.filter(sleutel=rij.sleutel).update(gebruikt_op=timezone.now())
    prove_bezoek(ctx, found.bezoek_id, sleutel, bewijs_voor(partij_id, sleutel.id))
    return found.bezoek_id
