"""What became of a question to the BRP, in plain words, with what to do next."""

from __future__ import annotations

from django.utils.translation import gettext as _


def mislukt(code: str, status: int) -> str:
    """Why there is no answer that can be used."""
    if code == "HTTP":
        return _answered(status)
    return {
        "NIET_GEKOPPELD": _("De BRP is niet aangesloten. Vraag het de functioneel beheerder."),
        "ADRES": _("Het adres van de BRP mogen wij niet aanroepen. Vraag het de functioneel beheerder."),
        "NAAM": _("De computer van de BRP is niet te vinden. Probeer het over een kwartier opnieuw."),
        "VERBINDING": _("Er is geen verbinding met de BRP. Probeer het over een kwartier opnieuw."),
        "TLS": _("Het certificaat van de BRP klopt niet. Vraag het de functioneel beheerder."),
        "RUST": _("De BRP gaf te vaak geen antwoord. Wij wachten even. Probeer het over een kwartier opnieuw."),
        "ANTWOORD": _("Het antwoord van de BRP is niet te lezen. Vraag het de functioneel beheerder."),
        "TE_LANG": _("De BRP gaf niet op tijd antwoord. Er is niets veranderd. Probeer het over een kwartier opnieuw."),
        "AFGEBROKEN": _("De verbinding met de BRP brak af. Er is niets veranderd. Probeer het opnieuw."),
    }.get(code, _("De BRP gaf geen antwoord. Probeer het over een kwartier opnieuw."))


def _answered(status: int) -> str:
    gegeven = {"status": status}
    if status in {401, 403}:
        return _("De BRP staat dit doel niet toe (%(status)s). De functioneel beheerder kan dat regelen.") % gegeven
    if status == 429:  # noqa: PLR2004
        return _("De BRP heeft het te druk (%(status)s). Probeer het over een kwartier opnieuw.") % gegeven
    if status >= 500:  # noqa: PLR2004
        return _("Bij de BRP ging iets mis (%(status)s). Er is niets veranderd. Probeer het later opnieuw.") % gegeven
    return _("De BRP weigert deze vraag (%(status)s). Vraag het de functioneel beheerder.") % gegeven
