"""DOOR. Take messages in, answer, deliver, judge the quarantine."""

from geholpen.domain.berichten.commands.antwoorden import (
    Bestand,
    NieuwAntwoord,
    save_concept,
    send_antwoord,
    send_mededeling,
    send_ontvangstbevestiging,
)
from geholpen.domain.berichten.commands.antwoordsjablonen import (
    NieuwSjabloon,
    load_antwoordsjabloon,
    save_antwoordsjabloon,
    use_sjabloonversie,
    withdraw_sjabloonversie,
)
from geholpen.domain.berichten.commands.bezorgen import begin_bezorging, record_uitkomst, resend
from geholpen.domain.berichten.commands.drukken import cancel_letter, close_post_early
from geholpen.domain.berichten.commands.herstellen import recover_contact
from geholpen.domain.berichten.commands.indelen import file_envelop
from geholpen.domain.berichten.commands.kanaalaccounts import save_kanaalaccount, switch_kanaalaccount
from geholpen.domain.berichten.commands.kennisgeven import send_aangehouden, send_kennisgeving, send_stand
from geholpen.domain.berichten.commands.media import begin_media, store_media
from geholpen.domain.berichten.commands.ontvangen import (
    RuwBericht,
    fail_envelop,
    quarantine_envelop,
    record_kanaalstand,
    replay_envelop,
    store_envelop,
)
from geholpen.domain.berichten.commands.overnemen import OudBericht, import_bericht
from geholpen.domain.berichten.commands.scans import Keuze, discard_scan, index_scan
from geholpen.domain.berichten.commands.schrijven import EigenVraag, schrijf_bericht, stel_vraag
from geholpen.domain.berichten.commands.splitsen import Gesplitst, keep_bericht, return_bericht, split_bericht
from geholpen.domain.berichten.commands.systeembericht import Systeembericht, send_systeembericht, write_in_mijn
from geholpen.domain.berichten.commands.terughalen import withdraw_antwoord
from geholpen.domain.berichten.commands.verbeteren import correct_afloop, correct_antwoord, correct_bezorging
from geholpen.domain.berichten.commands.verstrekken import Doorsturen, forward_bericht
from geholpen.domain.berichten.verwerken import process_envelop

__all__ = [
    "NieuwSjabloon",
    "load_antwoordsjabloon",
    "save_antwoordsjabloon",
    "use_sjabloonversie",
    "withdraw_sjabloonversie",
    "Systeembericht",
    "send_systeembericht",
    "write_in_mijn",
    "Keuze",
    "cancel_letter",
    "close_post_early",
    "discard_scan",
    "index_scan",
    "Bestand",
    "send_mededeling",
    "begin_media",
    "recover_contact",
    "save_kanaalaccount",
    "store_media",
    "switch_kanaalaccount",
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
    "send_aangehouden",
    "send_kennisgeving",
    "send_ontvangstbevestiging",
    "send_stand",
    "stel_vraag",
    "store_envelop",
    "withdraw_antwoord",
    "correct_antwoord",
    "correct_bezorging",
    "correct_afloop",
    "Doorsturen",
    "forward_bericht",
    "Gesplitst",
    "keep_bericht",
    "return_bericht",
    "split_bericht",
]
