"""Words for the pages of keeping and destroying, and which step is whose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from geholpen.domain.bewaren import commands
from geholpen.domain.bewaren.queries import Lijst

STANDEN: dict[str, tuple[Any, str]] = {
    "opgesteld": (_("Wacht op de proceseigenaar"), "info"),
    "beoordeeld": (_("Wacht op de archivaris"), "info"),
    "vastgesteld": (_("Bedenktijd loopt"), "let-op"),
    "vernietigd": (_("Vernietigd"), "ok"),
    "ingetrokken": (_("Ingetrokken"), "neutraal"),
}
STAPPEN: dict[str, Any] = {
    "opgesteld": _("Opgesteld"),
    "beoordeeld": _("Beoordeeld"),
    "vastgesteld": _("Vastgesteld"),
    "terug": _("Teruggestuurd"),
    "ingetrokken": _("Ingetrokken"),
    "afgehaald": _("Een vraag eraf gehaald"),
    "overgebracht": _("Overgebracht naar"),
    "vernietigd": _("Vernietigd"),
}
SOORTEN: dict[str, Any] = {
    "termijn": _("Bewaartermijn voorbij"),
    "verzoek": _("Verzoek van de klant"),
    "lijst": _("Vernietigingslijst"),
    "herstel": _("Opnieuw, na het terugzetten van een reservekopie"),
    "overdracht": _("Overgebracht naar een archief"),
}
#: Why a package could not be made, and what to do.
MISLUKT: dict[str, Any] = {
    "geen_plaats": _("Er is geen map voor het archief ingesteld. Vraag de systeembeheerder om een map."),
    "schrijven": _("Het pakket kon niet worden geschreven. Is de map voor het archief vol? Probeer het opnieuw."),
    "nalezen": _("Bij het nalezen klopte er iets niet. Het pakket telt niet. Probeer het opnieuw, met een andere map."),
    "geen_doel": _("Het doel om dossiers over te brengen staat niet aan in het register. Vraag de privacy officer."),
    "leeg": _("Er staat geen dossier meer op deze lijst."),
}
WAARDERINGEN: dict[str, Any] = {"vernietigen": _("Vernietigen"), "bewaren": _("Blijvend bewaren")}


@dataclass(frozen=True, slots=True)
class Actie:
    """One step as a button, with what it means."""

    code: str
    rollen: frozenset[str]
    standen: frozenset[str]
    tekst: Any
    uitleg: Any
    klaar: Any
    doe: Any
    gevaar: bool = False
    waardering: str = ""


_EIGENAAR, _ARCHIEF = frozenset({"gegevenseigenaar"}), frozenset({"archivaris"})
ACTIES = (
    Actie(
        "beoordelen",
        _EIGENAAR,
        frozenset({"opgesteld"}),
        _("Akkoord"),
        _("U zegt dat deze dossiers weg mogen. Daarna kijkt de archivaris."),
        _("Uw akkoord is vastgelegd. De archivaris is nu aan de beurt."),
        commands.judge_lijst,
    ),
    Actie(
        "vaststellen",
        _ARCHIEF,
        frozenset({"beoordeeld"}),
        _("Vaststellen"),
        _("Over zeven dagen vernietigt het systeem deze dossiers. Tot dan kunt u de lijst terugsturen."),
        _("De lijst is vastgesteld. De bedenktijd van zeven dagen loopt."),
        commands.agree_lijst,
        True,
    ),
    Actie(
        "overgebracht",
        _ARCHIEF,
        frozenset({"vastgesteld"}),
        _("Overgebracht"),
        _("Leg vast naar welk archief de dossiers zijn gebracht. Pas daarna verdwijnen ze hier."),
        _("Vastgelegd waar de dossiers nu zijn."),
        commands.record_transfer,
        waardering="bewaren",
    ),
    Actie(
        "terug",
        _EIGENAAR | _ARCHIEF,
        frozenset({"beoordeeld", "vastgesteld"}),
        _("Terugsturen"),
        _("De lijst begint opnieuw bij de proceseigenaar. Er wordt niets vernietigd."),
        _("De lijst is teruggestuurd. Er wordt niets vernietigd."),
        commands.send_back,
    ),
    Actie(
        "intrekken",
        frozenset({"functioneel_beheerder"}),
        frozenset({"opgesteld"}),
        _("Intrekken"),
        _("Deze lijst vervalt. Wat erop staat kan op een volgende lijst."),
        _("De lijst is ingetrokken."),
        commands.withdraw_lijst,
    ),
)


def possible(lijst: Lijst, rollen: frozenset[str]) -> list[Actie]:
    """What these roles can do with this list now."""
    return [
        a
        for a in ACTIES
        if a.rollen & rollen
        and lijst.stand in a.standen
        and a.waardering in {"", lijst.waardering}
        and (lijst.over or a.code not in {"beoordelen", "vaststellen"})
        and not (a.code == "overgebracht" and (lijst.overgebracht_naar or "manifest" not in lijst.pakket))
    ]
