"""Messages that went to, or came from, another question: one line each, for the desk and for the customer."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from geholpen.domain.berichten.queries import SplitsingRegel
from geholpen.platform.ui.tijd import dag


def split_lines(splitsingen: list[SplitsingRegel]) -> list[dict[str, Any]]:
    """What happened, when, and to which other question; not that somebody said a message belongs here."""
    return [
        {
            "tekst": zin,
            "moment": s.moment,
            "icoon": "doorsturen",
            "kenmerk": s.ander_kenmerk,
            "andere_vraag_id": s.andere_vraag_id,
        }
        for s in splitsingen
        if (zin := _sentence(s))
    ]


def _sentence(s: SplitsingRegel) -> str:
    """In words that name no subject: the other question may be for other eyes."""
    zinnen = {
        "naar": _("Het bericht van %(dag)s ging over iets anders. Het is nu een eigen vraag:"),
        "van": _("Deze vraag begon als bericht bij een andere vraag:"),
        "terug_naar": _("Het bericht staat weer bij de vraag waar het binnenkwam. Deze vraag is klaar. Zie:"),
        "terug": _("Het bericht van %(dag)s staat weer bij deze vraag. Het kwam terug van:"),
    }
    return zinnen.get(s.soort, "") % {"dag": dag(s.geschreven_op)}
