"""Fetching mail over IMAP: every mail is handed over, and none is lost, whatever breaks in between."""

from .ophalen import fetch_round
from .postbus import Cursor, OpgehaaldeMail, Postbus, Ronde, connect
from .volgen import volg

__all__ = ["Cursor", "OpgehaaldeMail", "Postbus", "Ronde", "connect", "fetch_round", "volg"]
