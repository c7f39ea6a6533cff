"""DOOR. Ask something about one's own data, and decide about it."""

from geholpen.domain.rechten.commands.besluiten import (
    Besluit,
    Deel,
    begin_onderzoek,
    besluit_verzoek,
    hef_grens_op,
    verleng,
)
from geholpen.domain.rechten.commands.melden import Melding, meld_inzage
from geholpen.domain.rechten.commands.opnemen import Opname, neem_op
from geholpen.domain.rechten.commands.toestemmen import Antwoord, antwoord_toestemming, trek_toestemming_in
from geholpen.domain.rechten.commands.vragen import NieuwVerzoek, doe_verzoek

__all__ = [
    "Antwoord",
    "Besluit",
    "Deel",
    "Melding",
    "NieuwVerzoek",
    "Opname",
    "antwoord_toestemming",
    "begin_onderzoek",
    "besluit_verzoek",
    "doe_verzoek",
    "hef_grens_op",
    "meld_inzage",
    "neem_op",
    "trek_toestemming_in",
    "verleng",
]
