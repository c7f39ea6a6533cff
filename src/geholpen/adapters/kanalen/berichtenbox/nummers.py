"""The numbers by which the message box knows somebody. Pure."""

from __future__ import annotations

import re

from stdnum.nl import bsn

#: Kinds of receiver and the form of their number.
_VORM = {"BSN": r"\d{9}", "RSIN": r"\d{9}", "KVK": r"\d{8}", "OIN": r"\d{20}"}


def valid(soort: str, waarde: str) -> bool:
    """Whether this can be a number of this kind; BSN and RSIN pass the eleven test."""
    if soort not in _VORM or not re.fullmatch(_VORM[soort], waarde, re.ASCII):
        return False
    return soort not in {"BSN", "RSIN"} or bool(bsn.is_valid(waarde))
