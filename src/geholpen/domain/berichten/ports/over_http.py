"""What a call to a provider that did not end well means for the message. The provider's own codes come first. Pure."""

from __future__ import annotations

from datetime import timedelta

from geholpen.domain.berichten.ports.uitgaand import Geweigerd, Onbekend
from geholpen.platform.outbound import Denied, Unknown

#: Our own side of the call is wrong: nothing goes out until somebody mends it.
_ONZE_KANT = {"ADRES", "TLS"}
_UITLEG = {
    "ADRES": "Het adres van de aanbieder mag niet worden gebruikt. De beheerder moet de instellingen nakijken.",
    "NAAM": "Het adres van de aanbieder is nu niet te vinden.",
    "VERBINDING": "De aanbieder is nu niet bereikbaar.",
    "TLS": "De aanbieder toont geen geldig certificaat. De beheerder moet dit nakijken.",
    "RUST": "De aanbieder gaf steeds fouten. Wij wachten even en proberen het daarna opnieuw.",
    "VERZOEK": "Dit bericht is niet te versturen over dit kanaal.",
}


def judged(why: Denied | Unknown, naam: str) -> Geweigerd | Onbekend:
    """The outcome of a call without a known code of the provider. `naam`: of the provider, for the explanation.

    401 and 403 close the channel: a key is wrong. 408, 425, 429 and 503 are about now, other 4xx about this message.
    """
    if isinstance(why, Unknown):
        return Onbekend(f"{naam} kreeg het bericht, maar gaf geen goed antwoord. Het kan zijn aangekomen.")
    na = None if why.retry_after is None else timedelta(seconds=why.retry_after)
    if why.code != "HTTP":
        uitleg = _UITLEG.get(why.code, "De aanbieder is nu niet bereikbaar.")
        return Geweigerd(why.code.lower(), uitleg, why.code == "VERZOEK", na, kanaal_dicht=why.code in _ONZE_KANT)
    code = f"http-{why.status}"
    if why.status in {401, 403}:
        return Geweigerd(code, f"{naam} kent onze sleutel niet (meer).", blijvend=False, kanaal_dicht=True)
    if why.at_host:
        return Geweigerd(code, f"{naam} heeft het nu te druk.", blijvend=False, na=na)
    return Geweigerd(code, f"{naam} weigert dit bericht ({why.status}).", blijvend=True)
