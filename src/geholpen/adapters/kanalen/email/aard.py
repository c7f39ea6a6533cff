"""Person, machine, list, delivery report or ourselves: decides whether anything may be sent back by itself (RFC 3834).

Our own Message-ID that comes back is not seen here, because only the store knows which ids are ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from geholpen.adapters.kanalen.email.adressen import zonder_plus
from geholpen.domain.berichten.ports import Aard

_ANTWOORDMACHINE = (
    "x-autoreply",
    "x-auto-reply",
    "x-autorespond",
    "x-auto-respond",
    "x-autoresponder",
    "x-autoreply-from",
    "x-mail-autoreply",
    "x-ms-exchange-inbox-rules-loop",
    "x-ms-exchange-generated-message-source",
    "x-fc-machinegenerated",
)
_LIJST = ("list-id", "list-unsubscribe", "list-post", "list-help", "x-mailing-list")
# At the very start only: "RE: Automatisch antwoord: …" is a person who answers a machine. And with a colon where a
# person could start with the same words ("Afwezig wegens ziekte" cancels an appointment).
_ONDERWERP = re.compile(
    r"\s*(?:automatisch(?:e)? (?:antwoord|beantwoording|reactie)|autom\. antwoord|"
    r"auto(?:matic|mated)?[- ]?(?:reply|response)|out of (?:the )?office|"
    r"afwezigheids(?:bericht|melding|assistent)|(?:afwezig|niet aanwezig):|"
    r"réponse automatique|automatische antwort|abwesenheits)",
    re.IGNORECASE,
)


def bepaal_aard(
    koppen: Mapping[str, list[str]],
    *,
    soort: str = "text/plain",
    van: str = "",
    onderwerpregel: str = "",
    eigen_adressen: frozenset[str] = frozenset(),
    is_bounce: bool = False,
) -> Aard:
    """Raw header values per lower-case name in, the class out. The first signal in the order below decides."""
    if van and zonder_plus(van) in {zonder_plus(adres.lower()) for adres in eigen_adressen}:
        return Aard.EIGEN
    if is_bounce:
        return Aard.BOUNCE
    if _is_automatisch(koppen, soort, onderwerpregel, eigen_adressen):
        return Aard.AUTOMATISCH
    if any(naam in koppen for naam in _LIJST) or _voorrang(koppen) in ("list", "bulk"):
        return Aard.LIJST
    if _kort(koppen, "return-path") == "<>":
        return Aard.BOUNCE  # nobody to answer; a report in a dialect we cannot read
    return Aard.PERSOON


def _is_automatisch(
    koppen: Mapping[str, list[str]], soort: str, onderwerpregel: str, eigen_adressen: frozenset[str]
) -> bool:
    ingediend = _kort(koppen, "auto-submitted").partition(";")[0].partition("(")[0].strip()
    if ingediend and ingediend != "no":
        return True
    if _voorrang(koppen) in ("junk", "auto_reply", "auto-reply"):
        return True
    if (onderdruk := _kort(koppen, "x-auto-response-suppress")) and onderdruk != "none":
        return True
    if any(_kort(koppen, naam) not in ("", "no", "false", "0") for naam in _ANTWOORDMACHINE):
        return True
    rondes = " ".join(koppen.get("x-loop", [])).lower()
    if rondes and any(adres.lower() in rondes for adres in eigen_adressen):
        return True
    return soort == "multipart/report" or bool(_ONDERWERP.match(onderwerpregel))


def _voorrang(koppen: Mapping[str, list[str]]) -> str:
    return _kort(koppen, "precedence")


def _kort(koppen: Mapping[str, list[str]], naam: str) -> str:
    """The first value, lower case, without white space around it."""
    return koppen.get(naam, [""])[0].strip().lower()
