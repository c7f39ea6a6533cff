"""DOOR. Take in calls, say whose extension is whose, call somebody, and keep a promise for who was not helped."""

from geholpen.domain.oproepen.commands.bellen import Waarover, book_gevraagd, request_oproep
from geholpen.domain.oproepen.commands.innemen import close_silent, record_nieuws, record_overzicht
from geholpen.domain.oproepen.commands.terugbellen import promise_callback, release_gemist
from geholpen.domain.oproepen.commands.toestellen import load_toestel, set_toestel
from geholpen.domain.oproepen.commands.vastleggen import keep_oproep, link_oproep

__all__ = [
    "Waarover",
    "book_gevraagd",
    "close_silent",
    "keep_oproep",
    "link_oproep",
    "load_toestel",
    "promise_callback",
    "record_nieuws",
    "record_overzicht",
    "release_gemist",
    "request_oproep",
    "set_toestel",
]
