"""DOOR. Ask something about one's own data, and decide about it."""

from geholpen.domain.rechten.bezwaar import LooptAl
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
from geholpen.domain.rechten.commands.toestemmen import (
    Antwoord,
    antwoord_toestemming,
    antwoord_toestemming_namens,
    trek_toestemming_in,
    trek_toestemming_in_namens,
)
from geholpen.domain.rechten.commands.uitvoeren import meld_verbeterd, voer_verbetering_uit
from geholpen.domain.rechten.commands.vertellen import heb_verteld, vertel_opnieuw, vertel_verbetering
from geholpen.domain.rechten.commands.vragen import NieuwVerzoek, doe_verzoek
from geholpen.domain.rechten.commands.waarschuwen import waarschuw_termijnen
from geholpen.domain.rechten.commands.wissen import (
    hervat_wissen,
    houd_aan,
    houd_aan_voor_vraag,
    houd_inlog_aan,
    rond_wissen_af,
)

__all__ = [
    "Antwoord",
    "Besluit",
    "Deel",
    "LooptAl",
    "Melding",
    "NieuwVerzoek",
    "Opname",
    "antwoord_toestemming",
    "antwoord_toestemming_namens",
    "begin_onderzoek",
    "besluit_verzoek",
    "doe_verzoek",
    "heb_verteld",
    "hef_grens_op",
    "hervat_wissen",
    "houd_aan",
    "houd_aan_voor_vraag",
    "houd_inlog_aan",
    "meld_inzage",
    "meld_verbeterd",
    "neem_op",
    "rond_wissen_af",
    "trek_toestemming_in",
    "trek_toestemming_in_namens",
    "verleng",
    "vertel_opnieuw",
    "vertel_verbetering",
    "voer_verbetering_uit",
    "waarschuw_termijnen",
]
