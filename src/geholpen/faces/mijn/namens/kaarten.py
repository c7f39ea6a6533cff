"""The questions for consent that somebody may answer for another, as cards on the page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from geholpen.domain.partijen.queries import VoorWie
from geholpen.domain.rechten.queries import Toestemmingvraag, te_vragen_namens, toestemmingen_namens
from geholpen.platform.context import Context
from geholpen.platform.errors import Refused
from geholpen.platform.ui.tijd import datum


def veldnaam(wie: VoorWie, nummer: int) -> str:
    """Of the answer in the form: there may be more people on the page."""
    return f"antwoord_{wie.vertegenwoordiging_id}_{nummer}"


def kaarten(ctx: Context, daar: Context, wie: VoorWie, naam: str) -> list[dict[str, Any]]:
    """The questions that may be answered for this person. Without any, nothing is asked of what they answered."""
    if not te_vragen_namens(wie.partij_id, wie.vertegenwoordiging_id):
        return []
    try:
        gevonden = toestemmingen_namens(daar, wie.partij_id)
    except Refused:  # the purpose does not run: the rest of the page stays
        return []
    return [
        {
            "vraag": t.vraag,
            "vast": t.vast,
            "zelf": bool(t.staat) and t.door is None,
            "gegeven": t.staat == "gegeven",
            "zin": _zin(t, ctx.actor.id, naam),
            "veld": veldnaam(wie, t.vraag.nummer),
            "url": reverse("mijn:namens_toestemming", args=[wie.vertegenwoordiging_id, t.vraag.nummer]),
        }
        for t in gevonden
    ]


def _zin(t: Toestemmingvraag, ik_id: UUID | None, naam: str) -> str:
    """What was answered last and by whom; "" before the first answer and when it ran out."""
    zinnen = {
        "gegeven": (
            _("U zei ja voor %(naam)s op %(moment)s. Dat geldt tot %(tot)s."),
            _("%(naam)s zei zelf ja op %(moment)s. Dat geldt tot %(tot)s."),
            _("Iemand anders zei ja voor %(naam)s op %(moment)s. Dat geldt tot %(tot)s."),
        ),
        "geweigerd": (
            _("U zei nee voor %(naam)s op %(moment)s."),
            _("%(naam)s zei zelf nee op %(moment)s."),
            _("Iemand anders zei nee voor %(naam)s op %(moment)s."),
        ),
        "ingetrokken": (
            _("U stopte de toestemming van %(naam)s op %(moment)s."),
            _("%(naam)s stopte de toestemming zelf op %(moment)s."),
            _("Iemand anders stopte de toestemming van %(naam)s op %(moment)s."),
        ),
    }
    if t.staat not in zinnen:
        return ""
    door_mij, zelf, ander = zinnen[t.staat]
    zin = zelf if t.door is None else door_mij if t.door == ik_id else ander
    return zin % {"naam": naam, "moment": datum(t.moment), "tot": datum(t.geldig_tot)}
