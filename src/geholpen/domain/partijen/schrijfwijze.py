"""What people write around an address or number, and what of it is the value. Pure."""

from __future__ import annotations

import re

#: What people write around a value: "tel.", "e-mail:", "<…>" and "(thuis)".
_LABEL = re.compile(
    r"(?:tel|telefoon|telefoonnummer|mobiel|mob|gsm|nummer|nr|e-?mail|mail|mailadres|e-?mailadres|mailto|adres|iban"
    r"|rekening|rekeningnummer|bankrekening|kvk)(?:[.:]+ ?| )",
    re.IGNORECASE,
)
_HAAKJES = re.compile(r" ?\([^()0-9]+\)$")
_MAIL = re.compile(r"(?:[^<>]* )?<([^<> ]+@[^<> ]+)>")


def bare(waarde: str) -> str:
    """The value without what people write around it: "tel. 085… (thuis)" is "085…"."""
    waarde = _HAAKJES.sub("", " ".join(waarde.split())).strip(" ,;")
    waarde = _LABEL.sub("", waarde, count=1) if _LABEL.match(waarde) else waarde
    return found[1] if (found := _MAIL.fullmatch(waarde)) else waarde
