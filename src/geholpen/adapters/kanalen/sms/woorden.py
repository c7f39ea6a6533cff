"""The words with which somebody says not to want messages, or to want them again. Pure."""

from __future__ import annotations

import re

_STOP = frozenset({"stop", "stoppen", "stopall", "afmelden", "uitschrijven", "unsubscribe", "end", "quit", "cancel"})
_WEER = frozenset({"aan", "start", "aanmelden", "unstop", "hervat"})


def wish(tekst: str) -> str:
    """stop or weer when the whole text is that word, whatever its capitals and marks; else "".

    A sentence with the word in it is a message: "Kan de afvalinzameling stop?" is a question.
    """
    word = re.sub(r"[^a-z]", "", tekst.strip().lower()) if len(tekst) <= 30 else ""
    if len(tekst.split()) > 2 or (len(tekst.split()) == 2 and word != "stopall"):
        return ""
    return "stop" if word in _STOP else "weer" if word in _WEER else ""
