"""DOOR. Ask something about one's own data, and decide about it."""

from geholpen.domain.rechten.commands.besluiten import Besluit, Deel, begin_onderzoek, besluit_verzoek, verleng
from geholpen.domain.rechten.commands.melden import Melding, meld_inzage
from geholpen.domain.rechten.commands.vragen import NieuwVerzoek, doe_verzoek

__all__ = [
    "Besluit",
    "Deel",
    "Melding",
    "NieuwVerzoek",
    "begin_onderzoek",
    "besluit_verzoek",
    "doe_verzoek",
    "meld_inzage",
    "verleng",
]
