"""Lines in which somebody acted for another: "door uw bewindvoerder", or what you did yourself for somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from geholpen.domain.doelbinding.queries import Inzage
from geholpen.domain.klantcontacten.queries import gesprekken_namens
from geholpen.domain.partijen.queries import mijn_vertegenwoordigers
from geholpen.faces.mijn.woorden import ROL
from geholpen.platform.context import Context

MIJN, GESPREK = "machtiging", "namens"
VOOR_ANDER = "vertegenwoordigt"
#: By the reason of a line: which side the reader was on, and the kind of representation.
Optreden = dict[UUID, tuple[str, str]]


def optreden(ctx: Context, partij_id: UUID, regels: Iterable[Inzage]) -> Optreden:
    """What is known of the lines that need it."""
    soorten = {r.aanleiding_soort for r in regels}
    mijn = mijn_vertegenwoordigers(ctx, partij_id) if MIJN in soorten else {}
    return mijn | (gesprekken_namens(ctx, partij_id) if GESPREK in soorten else {})


def kop(i: Inzage, bekend: Optreden) -> str:
    """The heading of such a line; "" for another."""
    if i.aanleiding_soort not in (MIJN, GESPREK):
        return ""
    if for_another(i, bekend):
        return _("U deed dit voor iemand anders")
    return _("Iemand die voor u mag optreden")


def for_another(i: Inzage, bekend: Optreden) -> bool:
    """The reader acted, and it was about somebody else."""
    return i.aanleiding_id is not None and bekend.get(i.aanleiding_id, ("", ""))[0] == VOOR_ANDER


def wie(i: Inzage, bekend: Optreden, medewerker: str) -> str:
    """Who did it; "" for a line in which nobody acted for another. `medewerker`: "Een medewerker van …"."""
    if i.aanleiding_soort not in (MIJN, GESPREK):
        return ""
    if for_another(i, bekend):
        zelf = _("%(wie)s, toen u voor iemand anders sprak") % {"wie": medewerker}
        return _("U zelf, voor iemand anders") if i.aanleiding_soort == MIJN else zelf
    soort = bekend.get(i.aanleiding_id, ("", ""))[1] if i.aanleiding_id else ""
    rol = ROL.get(soort)
    if i.aanleiding_soort == MIJN:
        return _("Uw %(rol)s") % {"rol": rol} if rol else _("Iemand die voor u mag optreden")
    return _("%(wie)s, gevraagd door uw %(rol)s") % {"wie": medewerker, "rol": rol or _("vertegenwoordiger")}
