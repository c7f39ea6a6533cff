"""maak-klantcontact: a contact, who took part and what it was about in one call."""

from __future__ import annotations

from typing import Any

from geholpen.domain.klantcontacten.commands import DELEN, register_volledig_contact
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.klantinteracties.betrokkenen import LosseBetrokkene
from geholpen.faces.api.klantinteracties.groepen import Identificator, Verwijzing
from geholpen.faces.api.klantinteracties.klantcontacten import Klantcontact
from geholpen.faces.api.velden import Groep
from geholpen.platform.context import Context


class LosOnderwerpobject(Groep):
    """What the contact was about."""

    was_klantcontact = Verwijzing(required=False, allow_null=True)
    onderwerpobjectidentificator = Identificator(required=False, allow_null=True)


class MaakKlantcontact(Groep):
    """The three together; only the contact must be there."""

    klantcontact = Klantcontact()
    betrokkene = LosseBetrokkene(required=False, allow_null=True)
    onderwerpobject = LosOnderwerpobject(required=False, allow_null=True)


def _maak(ctx: Context, gegevens: dict[str, Any], basis: str) -> tuple[None, bytes]:
    """The three objects as they are now; null for what was not made. They have no address together."""
    made = register_volledig_contact(ctx, gegevens, basis).documenten
    return None, b"{%s}" % b",".join(b'"%s":%s' % (naam.encode(), made.get(naam, b"null")) for naam in DELEN)


BRON = Bron("maak-klantcontact", invoer=MaakKlantcontact, maak_getoond=_maak)
