"""Rights and requests in the words of a citizen. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.rechten.commands import LooptAl
from geholpen.domain.rechten.queries import Eerder, Stilstand, Toestemmingvraag, VerbeteringInfo, Verzoek
from geholpen.faces.mijn.woorden import ROL
from geholpen.platform.taal import vertaald
from geholpen.platform.ui.tijd import dag, datum, datum_tijd

#: Per right: what somebody wants, what it does, and the icon.
RECHTEN: dict[str, tuple[Any, Any, str]] = {
    "inzage": (
        gettext_lazy("Alles zien wat wij van u bewaren"),
        gettext_lazy("U krijgt een overzicht van al uw gegevens, waar ze vandaan komen en aan wie wij ze mogen geven."),
        "zaak",
    ),
    "correctie": (
        gettext_lazy("Een gegeven laten verbeteren"),
        gettext_lazy("Wij zoeken het uit. Zolang zien onze medewerkers dat het misschien niet klopt."),
        "bewerken",
    ),
    "verwijdering": (
        gettext_lazy("Gegevens laten wissen"),
        gettext_lazy("Soms moeten wij iets bewaren van de wet. Dan leggen wij per onderdeel uit waarom."),
        "verwijderen",
    ),
    "beperking": (
        gettext_lazy("Gegevens tijdelijk niet laten gebruiken"),
        gettext_lazy("Wij bewaren de gegevens, maar gebruiken ze niet."),
        "slot",
    ),
    "bezwaar": (
        gettext_lazy("Bezwaar maken"),
        gettext_lazy("Wij stoppen meteen met dit gebruik. Een medewerker besluit binnen een maand."),
        "let-op",
    ),
}
SOORT = {
    "klopt_niet": gettext_lazy("U meldde dat een inzage niet klopt"),
    "overdracht": gettext_lazy("Gegevens meenemen"),
} | {code: titel for code, (titel, _uitleg, _icoon) in RECHTEN.items()}
STAND = {
    "ingediend": (gettext_lazy("Ontvangen"), "info"),
    "in_onderzoek": (gettext_lazy("Wij zoeken het uit"), "info"),
    "besloten": (gettext_lazy("Besloten"), "ok"),
}
#: Categories that people can point at; the others exist in the register and hold nothing yet.
KEUZE = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 20, 21, 25)
#: What became of telling a recipient, and how that is marked.
VERTELD: dict[str, tuple[Any, str]] = {
    "wacht": (gettext_lazy("Wij vertellen het nu"), "info"),
    "verteld": (gettext_lazy("Weet het"), "ok"),
    "onbekend": (gettext_lazy("Verstuurd, wij weten niet of het aankwam"), "let-op"),
    "mislukt": (gettext_lazy("Nog niet gelukt"), "let-op"),
    "onmogelijk": (gettext_lazy("Onze privacy officer vertelt het"), "info"),
}
UITKOMST = {
    "toegewezen": gettext_lazy("Ja"),
    "deels": gettext_lazy("Voor een deel"),
    "afgewezen": gettext_lazy("Nee"),
}
#: How a report that a look is wrong ended: a plain yes would leave open to what.
KLOPTE_NIET = {
    "toegewezen": gettext_lazy("Ons besluit: u heeft gelijk, deze inzage klopte niet."),
    "deels": gettext_lazy("Ons besluit: u heeft voor een deel gelijk."),
    "afgewezen": gettext_lazy("Ons besluit: deze inzage klopte wel."),
}


def volgende(v: Verzoek) -> str:
    """What happens next with a request, or how it ended."""
    if not v.open and v.soort == "klopt_niet":
        return str(KLOPTE_NIET[v.uitkomst])
    if not v.open:
        return _("Ons besluit: %(uitkomst)s.") % {"uitkomst": str(UITKOMST[v.uitkomst]).lower()}
    if v.te_laat:
        return _("U had op %(dag)s een besluit moeten krijgen. Dat is niet gelukt. Wij werken er nog aan.") % {
            "dag": dag(v.uiterlijk_op)
        }
    if v.verlengd:
        return _("Het duurt langer dan een maand. U krijgt uiterlijk %(dag)s ons besluit.") % {
            "dag": datum(v.uiterlijk_op)
        }
    return _("U krijgt uiterlijk %(dag)s ons besluit.") % {"dag": dag(v.uiterlijk_op)}


def loopt_al(eerder: LooptAl) -> str:
    """That an objection against the same runs already, and until when."""
    return _(
        "U maakte hier al bezwaar tegen, met nummer %(nummer)s. Dit gebruik staat nu stil. U krijgt uiterlijk %(dag)s"
        " ons besluit. U hoeft niets meer te doen."
    ) % {"nummer": eerder.kenmerk, "dag": datum(eerder.uiterlijk_op)}


def stilstand(s: Stilstand, besloten: bool) -> str:
    """Since when the data are not used for a purpose that somebody objects to, or are used again."""
    if s.tot:
        return _(
            "Wij gebruikten uw gegevens hier niet voor van %(sinds)s tot %(tot)s. Daarna gebruiken wij ze weer."
        ) % {"sinds": datum_tijd(s.sinds), "tot": datum_tijd(s.tot)}
    if besloten:
        return _("Sinds %(sinds)s gebruiken wij uw gegevens hier niet voor. Dat blijft zo.") % {
            "sinds": datum_tijd(s.sinds)
        }
    return _("Sinds %(sinds)s gebruiken wij uw gegevens hier niet voor. Dat blijft zo tot wij besluiten.") % {
        "sinds": datum_tijd(s.sinds)
    }


def verteld(found: VerbeteringInfo | None) -> dict[str, Any] | None:
    """A correction that was carried out, with who received the old value and whether they know."""
    if found is None:
        return None
    wie = [(vertaald(m.naam), *VERTELD[m.stand], m.sinds) for m in found.mededelingen]
    return {"oud": found.oud, "nieuw": found.nieuw, "op": found.gedaan_op, "wie": wie}


def onderdelen() -> list[tuple[int, str]]:
    """What people can point at, by number."""
    return [(n, vertaald(Gegevenssoort(n).omschrijving)) for n in KEUZE]


def gegevens(nummers: tuple[int, ...]) -> list[str]:
    """Categories as the customer calls them."""
    return [vertaald(Gegevenssoort(n).omschrijving) for n in nummers]


def toestemming(t: Toestemmingvraag) -> str:
    """What was answered last, and by whom when it was somebody else; "" when there is nothing to say."""
    wie = {"rol": ROL.get(t.als, _("vertegenwoordiger")), "moment": datum(t.moment), "tot": datum(t.geldig_tot)}
    eigen, ander = {
        "gegeven": (
            _("U zei ja op %(moment)s. Dat geldt tot %(tot)s."),
            _("Uw %(rol)s zei ja voor u op %(moment)s. Dat geldt tot %(tot)s. U kunt zelf stoppen."),
        ),
        "geweigerd": (
            _("U zei nee op %(moment)s. U kunt zich altijd bedenken."),
            _("Uw %(rol)s zei nee voor u op %(moment)s. U kunt zelf iets anders kiezen."),
        ),
        "ingetrokken": (
            _("U stopte uw toestemming op %(moment)s. U kunt zich altijd bedenken."),
            _("Uw %(rol)s stopte uw toestemming op %(moment)s. U kunt zelf iets anders kiezen."),
        ),
    }.get(t.staat, ("", ""))
    return (ander if t.door else eigen) % wie


def eerder(e: Eerder) -> str:
    """An answer before the last one, with who gave it, and when and by whom it was stopped."""
    rol = ROL.get(e.als, _("vertegenwoordiger"))
    if e.door:
        zin = _("Uw %(rol)s zei ja voor u op %(moment)s.") if e.ja else _("Uw %(rol)s zei nee voor u op %(moment)s.")
    else:
        zin = _("U zei ja op %(moment)s.") if e.ja else _("U zei nee op %(moment)s.")
    said = zin % {"rol": rol, "moment": datum(e.moment)}
    if e.gestopt_op is None:
        return said
    stop = _("Uw %(rol)s stopte dat op %(moment)s.") if e.gestopt_door else _("U stopte dat op %(moment)s.")
    rol = ROL.get(e.gestopt_als, _("vertegenwoordiger"))
    return f"{said} {stop % {'rol': rol, 'moment': datum(e.gestopt_op)}}"


def door_een_ander(t: Toestemmingvraag, sinds: datetime) -> str:
    """What the first page says of an answer that somebody else gave or stopped since then; "" when there is none."""
    if t.door is None or t.moment is None or t.moment < sinds:
        return ""
    zinnen = {
        "gegeven": _("Uw %(rol)s zei op %(moment)s ja voor u over: %(doel)s."),
        "geweigerd": _("Uw %(rol)s zei op %(moment)s nee voor u over: %(doel)s."),
        "ingetrokken": _("Uw %(rol)s stopte op %(moment)s uw toestemming voor: %(doel)s."),
    }
    wie = {"rol": ROL.get(t.als, _("vertegenwoordiger")), "moment": datum(t.moment)}
    return zinnen[t.staat] % (wie | {"doel": vertaald(t.vraag.naam)}) if t.staat in zinnen else ""
