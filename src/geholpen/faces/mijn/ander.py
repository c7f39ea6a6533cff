"""The same sentences as in `woorden`, for whoever reads the question of somebody else. Pure.

"U" is the person at the screen. In a question of Naïma, read by her daughter, "U stuurde een brief" would be untrue.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.klantcontacten.queries import CorrectieRegel, TaakRegel, VraagRegel
from geholpen.platform.ui.tijd import dag

UITKOMST = {
    "beantwoord": gettext_lazy("Wij hebben de vraag beantwoord."),
    "geregeld": gettext_lazy("Het is geregeld."),
    "doorverwezen": gettext_lazy("Wij hebben verteld wie wel kan helpen."),
    "niet_van_ons": gettext_lazy("Deze vraag was niet voor ons."),
    "ingetrokken": gettext_lazy("De vraag is ingetrokken."),
}


def correctie(c: CorrectieRegel) -> str:
    """What was corrected beside a conversation, for whoever reads it."""
    if c.over:
        wat = _("Verbeterd. Er staat: %(over)s. Het moet zijn: %(tekst)s")
    else:
        wat = _("Verbeterd. Het moet zijn: %(tekst)s")
    return wat % {"over": c.over, "tekst": c.tekst}


def volgende(vraag: VraagRegel, vandaag: date, naam: str) -> str:
    """What happens next with a question of `naam`, or how it ended."""
    if not vraag.open:
        return str(UITKOMST.get(vraag.uitkomst, _("Deze vraag is afgerond.")))
    if vraag.status == "wacht_op_klant":
        return _("Wij hebben geantwoord en wachten nu op %(naam)s.") % {"naam": naam}
    wanneer = {"naam": naam, "dag": dag(vraag.uiterlijk_op)}
    if vraag.uiterlijk_op < vandaag:
        return _("Het antwoord had er op %(dag)s moeten zijn. Dat is niet gelukt. Wij werken er nog aan.") % wanneer
    return _("%(naam)s krijgt uiterlijk %(dag)s antwoord.") % wanneer


def belofte(taak: TaakRegel, naam: str) -> str:
    """What was promised to `naam`, in one sentence."""
    if taak.soort == "terugbellen":
        return _("Wij bellen %(naam)s terug") % {"naam": naam}
    return _("%(naam)s krijgt antwoord van ons") % {"naam": naam}


def contact(kanaal: str, naam: str, *, van_klant: bool) -> str:
    """What kind of contact it was: "Naïma belde ons"."""
    zin = {
        "telefoon": _("%(naam)s belde ons") if van_klant else _("Wij belden %(naam)s"),
        "balie": _("%(naam)s kwam aan de balie"),
        "brief": _("%(naam)s stuurde een brief") if van_klant else _("Wij stuurden %(naam)s een brief"),
    }.get(kanaal, _("Contact met %(naam)s"))
    return zin % {"naam": naam}


def gemist(naam: str) -> str:
    """We wanted to reach `naam` and did not."""
    return _("Wij wilden %(naam)s spreken, maar dat lukte niet") % {"naam": naam}
