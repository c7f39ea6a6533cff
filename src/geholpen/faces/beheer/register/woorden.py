"""The codes of the register as people read them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy, gettext_noop

WOORD = {
    # roles
    "kcm": gettext_lazy("medewerker klantcontact"),
    "specialist": gettext_lazy("specialist"),
    "teamleider": gettext_lazy("teamleider"),
    "functioneel_beheerder": gettext_lazy("functioneel beheerder"),
    "fg": gettext_lazy("functionaris gegevensbescherming"),
    "klant": gettext_lazy("de klant zelf"),
    "systeem": gettext_lazy("het systeem"),
    # reasons
    "gesprek": gettext_lazy("een gesprek met de klant"),
    "klantvraag": gettext_lazy("een open vraag"),
    "taak": gettext_lazy("een belofte of taak"),
    "eigen_verzoek": gettext_lazy("het verzoek van de klant zelf"),
    "machtiging": gettext_lazy("een machtiging"),
    "lijst": gettext_lazy("een lijst over meer klanten"),
    # what is done with the data
    "lezen": gettext_lazy("lezen"),
    "zoeken": gettext_lazy("zoeken"),
    "wijzigen": gettext_lazy("wijzigen"),
    "tellen": gettext_lazy("tellen"),
    "benaderen": gettext_lazy("contact opnemen"),
    "exporteren": gettext_lazy("meegeven als bestand"),
}
#: The states of a version, as the register names them.
STATUS = (
    gettext_noop("Concept"),
    gettext_noop("Ter advies"),
    gettext_noop("Goedgekeurd"),
    gettext_noop("Actief"),
    gettext_noop("Geschorst"),
    gettext_noop("Verlopen"),
    gettext_noop("Ingetrokken"),
)


def woorden(codes: Iterable[str]) -> str:
    """The words of these codes, with commas; a code without a word stays as it is."""
    return ", ".join(str(WOORD.get(code, code)) for code in codes)
