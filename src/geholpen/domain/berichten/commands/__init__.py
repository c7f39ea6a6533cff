"""DOOR. Take messages in, answer, deliver, judge the quarantine."""

from geholpen.domain.berichten.commands.antwoorden import (
    NieuwAntwoord,
    save_concept,
    send_antwoord,
    send_kennisgeving,
    send_ontvangstbevestiging,
)
from geholpen.domain.berichten.commands.bezorgen import begin_bezorging, record_uitkomst, resend
from geholpen.domain.berichten.commands.indelen import file_envelop
from geholpen.domain.berichten.commands.ontvangen import (
    RuwBericht,
    fail_envelop,
    quarantine_envelop,
    record_kanaalstand,
    replay_envelop,
    store_envelop,
)
from geholpen.domain.berichten.commands.overnemen import OudBericht, import_bericht
from geholpen.domain.berichten.commands.schrijven import EigenVraag, schrijf_bericht, stel_vraag
from geholpen.domain.berichten.verwerken import process_envelop

__all__ = [
    "EigenVraag",
    "NieuwAntwoord",
    "OudBericht",
    "RuwBericht",
    "begin_bezorging",
    "fail_envelop",
    "file_envelop",
    "import_bericht",
    "process_envelop",
    "quarantine_envelop",
    "record_kanaalstand",
    "record_uitkomst",
    "replay_envelop",
    "resend",
    "save_concept",
    "schrijf_bericht",
    "send_antwoord",
    "send_kennisgeving",
    "send_ontvangstbevestiging",
    "stel_vraag",
    "store_envelop",
]
