"""Subscriptions and what became of their messages, in plain words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from geholpen.domain.notificaties.queries import AbonnementInfo, NotificatieInfo


def outcome(fout: str, status: int) -> str:
    """Why a message did not arrive, and where possible what to do."""
    if fout == "HTTP":
        return _answered(status)
    return {
        "ADRES": _("Dit adres mogen wij niet aanroepen."),
        "NAAM": _("De computer van de ontvanger is niet te vinden."),
        "VERBINDING": _("Er is geen verbinding met de ontvanger."),
        "TLS": _("Het certificaat van de ontvanger klopt niet."),
        "VERZOEK": _("Het bericht kon zo niet worden verstuurd."),
        "RUST": _("De ontvanger gaf te vaak geen antwoord. Wij wachten even."),
        "TE_LANG": _("De ontvanger gaf niet op tijd antwoord. Het bericht kan zijn aangekomen."),
        "AFGEBROKEN": _("De verbinding brak af. Het bericht kan zijn aangekomen."),
        "INGETROKKEN": _("Het abonnement is ingetrokken."),
    }.get(fout, _("De ontvanger was een dag lang niet bereikbaar."))


def _answered(status: int) -> str:
    if status in {401, 403}:
        return _("De ontvanger vindt dat wij dit niet mogen (%(status)s). Controleer de autorisatie.") % {
            "status": status
        }
    if status in {404, 410}:
        return _("Dit adres bestaat niet bij de ontvanger (%(status)s).") % {"status": status}
    if status == 429:  # noqa: PLR2004
        return _("De ontvanger heeft het te druk (%(status)s).") % {"status": status}
    if 300 <= status < 400:  # noqa: PLR2004
        return _("De ontvanger stuurt ons door (%(status)s). Dat volgen wij niet; vul het echte adres in.") % {
            "status": status
        }
    if status >= 500:  # noqa: PLR2004
        return _("Bij de ontvanger ging iets mis (%(status)s). Het bericht kan zijn aangekomen.") % {"status": status}
    return _("De ontvanger weigert dit bericht (%(status)s).") % {"status": status}


def stand(a: AbonnementInfo) -> tuple[str, str]:
    """(words, kind of badge) for where a subscription stands."""
    if a.rust:
        return _("Even stil"), "fout"
    return {
        "controle": (_("Nog niet gecontroleerd"), "let-op"),
        "actief": (_("Actief"), "ok"),
        "gepauzeerd": (_("Gepauzeerd"), "let-op"),
    }.get(a.stand, (_("Ingetrokken"), "neutraal"))


def staat(n: NotificatieInfo) -> tuple[str, str]:
    """(words, kind of badge) for what became of a message."""
    if n.staat == "bezorgd":
        return _("Bezorgd"), "ok"
    if n.staat == "opgegeven":
        return _("Niet bezorgd"), "fout"
    return (_("Wordt opnieuw geprobeerd"), "let-op") if n.pogingen else (_("Wordt bezorgd"), "neutraal")


def over(n: NotificatieInfo) -> str:
    """What a message is about."""
    if n.type.endswith(".zaak-gekoppeld"):
        return _("Zaak gekoppeld")
    if n.type.endswith(".zaak-ontkoppeld"):
        return _("Zaak ontkoppeld")
    acties = {
        "create": _("nieuw"),
        "update": _("gewijzigd"),
        "partial_update": _("gewijzigd"),
        "destroy": _("verwijderd"),
    }
    return f"{n.bron}: {acties.get(n.actie, n.actie)}"


def vraagt(a: AbonnementInfo) -> list[str]:
    """What it asks for, a line each."""
    found = [_kanaal(k) for k in a.kanalen]
    if a.stuurt_cloudevents and a.kanalen:
        found.append(_("in de vorm van CloudEvents"))
    found += [_("CloudEvents met “%(deel)s”") % {"deel": f["type_substring"]} for f in a.cloudevent_filters]
    return found


def _kanaal(k: dict[str, Any]) -> str:
    filters = ", ".join(f"{naam} = {waarde}" for naam, waarde in (k.get("filters") or {}).items())
    return f"{k['naam']} ({filters})" if filters else str(k["naam"])
