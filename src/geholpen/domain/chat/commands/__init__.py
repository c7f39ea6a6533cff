"""DOOR. Visit the chat, write in it, answer, go on elsewhere."""

from geholpen.domain.chat.commands.antwoorden import Chatantwoord, answer_chat, close_chat, mark_door_ons_gelezen
from geholpen.domain.chat.commands.beloven import follow_wachten, forget_old, promise_answer, say_belofte
from geholpen.domain.chat.commands.bestanden import record_controle
from geholpen.domain.chat.commands.bezoeken import (
    NieuwBezoek,
    Toegang,
    end_bezoek,
    mark_aanwezig,
    mark_gelezen,
    prove_bezoek,
    start_bezoek,
)
from geholpen.domain.chat.commands.inloggen import make_inlogkaart, show_inlogkaart
from geholpen.domain.chat.commands.schrijven import Chatbericht, Geschreven, write_chat
from geholpen.domain.chat.commands.verder import brake_verder, make_chatlink, redeem_verder, still_stands, tell_who_left
from geholpen.domain.chat.commands.verhuizen import place_back, place_with_proven
from geholpen.domain.chat.commands.wisselstand import (
    Gevraagd,
    note_wissel,
    note_wissel_used,
    note_wisselbericht,
    note_wisselbezorging,
)

__all__ = [
    "Chatantwoord",
    "Chatbericht",
    "Geschreven",
    "Gevraagd",
    "NieuwBezoek",
    "Toegang",
    "answer_chat",
    "brake_verder",
    "close_chat",
    "end_bezoek",
    "make_chatlink",
    "make_inlogkaart",
    "mark_aanwezig",
    "mark_door_ons_gelezen",
    "mark_gelezen",
    "note_wissel",
    "note_wissel_used",
    "note_wisselbericht",
    "note_wisselbezorging",
    "place_back",
    "place_with_proven",
    "prove_bezoek",
    "follow_wachten",
    "forget_old",
    "promise_answer",
    "record_controle",
    "redeem_verder",
    "say_belofte",
    "show_inlogkaart",
    "still_stands",
    "tell_who_left",
    "start_bezoek",
    "write_chat",
]
