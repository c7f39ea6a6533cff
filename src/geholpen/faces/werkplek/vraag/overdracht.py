"""The card for who takes a question over, and the form to let it go on elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.berichten.queries import BerichtRegel
from geholpen.domain.kanaalwissel import queries
from geholpen.domain.klantcontacten.queries import Gesproken, TaakRegel, VraagRegel
from geholpen.faces.belmoment import moment_in_words
from geholpen.faces.kanaalnamen import kanaalnaam
from geholpen.platform.context import Context
from geholpen.platform.taal import vertaald
from geholpen.platform.ui.tijd import datum

STAND = {
    "wacht": gettext_lazy("wacht op de klant"),
    "verder": gettext_lazy("gaat daar verder"),
    "belofte": gettext_lazy("wij bellen de klant"),
    "verlopen": gettext_lazy("de link is niet gebruikt"),
}


def overdracht(
    vraag: VraagRegel, gesprek: Sequence[BerichtRegel], gesproken: Sequence[Gesproken], taken: Sequence[TaakRegel]
) -> dict[str, Any] | None:
    """What the card shows; None when nothing was said yet. Open where the question changed channel."""
    gezegd = [b for b in gesprek if not b.naderhand.teruggehaald]  # what was taken back, nobody read
    kaart = queries.overdrachtskaart(vraag, gezegd, gesproken, taken)
    if not kaart.gevraagd:
        return None
    return {
        "open": kaart.gewisseld and vraag.open,
        "kanalen": [kanaalnaam(k) for k in kaart.kanalen],
        "gevraagd": kaart.gevraagd,
        "laatste": kaart.laatste_woorden,
        "geprobeerd": [_tried(kanaalnaam(g.kanaal), g.tekst, arrived=not g.niet_aangekomen) for g in kaart.geprobeerd],
        "beloofd": [_promise(b.tekst, datum(b.uiterlijk_op), b.open) for b in kaart.beloofd],
        "tekenen": [vertaald(t) for t in kaart.tekenen],
        "niveau": kaart.niveau,
        "onderwerp_zeker": kaart.onderwerp_zeker,
    }


def _tried(kanaal: str, tekst: str, *, arrived: bool) -> str:
    zin = _("%(kanaal)s: %(tekst)s") if arrived else _("%(kanaal)s, niet aangekomen: %(tekst)s")
    return zin % {"kanaal": kanaal, "tekst": tekst}


def _promise(tekst: str, dag: str, is_open: bool) -> str:
    if is_open:
        return _("%(tekst)s (uiterlijk %(dag)s)") % {"tekst": tekst or _("Een belofte"), "dag": dag}
    return _("%(tekst)s (gedaan)") % {"tekst": tekst or _("Een belofte")}


def wisselvorm(ctx: Context, vraag: VraagRegel) -> dict[str, Any]:
    """What the form to change channel needs."""
    sleutels = (vraag.partij_id, vraag.klantvraag_id)
    return {
        "wissel_url": reverse("werkplek:wissel", args=sleutels),
        "wegen": [(code, kanaalnaam(code)) for code in queries.open_ways()],
        "belmomenten": [(m.code, moment_in_words(m)) for m in queries.belmomenten()],
        "wissels": [
            {
                "naar": kanaalnaam(w.naar_kanaal),
                "stand": STAND["verlopen" if w.verlopen else w.staat],
                "moment": w.begonnen_op,
            }
            for w in queries.wissels_van(ctx, *sleutels)
        ],
    }
