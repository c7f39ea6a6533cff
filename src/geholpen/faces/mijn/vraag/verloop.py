"""One question over all channels, merged in the order of time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from geholpen.domain.berichten.queries import BerichtRegel
from geholpen.domain.klantbeeld.queries import TijdlijnRegel
from geholpen.domain.klantcontacten.queries import TaakRegel
from geholpen.faces.mijn import ander, woorden
from geholpen.platform.ui.tijd import dag

#: Channels whose contact moments are shown by their messages.
_MET_BERICHT = {"email", "mijn", "portaal"}
_BEZORGD = {
    "wachtrij": "onderweg",
    "onderweg": "onderweg",
    "verstuurd": "verstuurd",
    "bezorgd": "bezorgd",
    "niet_bezorgd": "niet_bezorgd",
}


@dataclass(frozen=True, slots=True)
class Mensen:
    """Who can be named: employees by id, and `ander` when it is somebody else's question that is read.

    `sprekers`: by contact, who spoke in it for the customer.
    """

    medewerkers: dict[UUID, str]
    ander: str = ""
    sprekers: dict[UUID, str] = field(default_factory=dict)

    def medewerker(self, id: UUID | None) -> str:
        """The name of an employee, "" when it was nobody in particular."""
        return self.medewerkers.get(id, "") if id else ""


def verloop(
    berichten: list[BerichtRegel],
    contacten: list[TijdlijnRegel],
    taken: list[TaakRegel],
    mensen: Mensen,
) -> list[dict[str, Any]]:
    """Everything that was said, oldest first, each with the day before which it begins a new one."""
    kanalen = {b.kanaal for b in berichten}
    regels = [_bericht(b, mensen) for b in berichten]
    regels += [_contact(c, mensen) for c in contacten if c.kanaal not in _MET_BERICHT or c.kanaal not in kanalen]
    regels += [_belofte(t, mensen.ander) for t in taken]
    regels.sort(key=lambda regel: regel["moment"])
    vorige = None
    for regel in regels:
        lokaal = timezone.localtime(regel["moment"]).date()
        regel["nieuwe_dag"], vorige = lokaal != vorige, lokaal
    return regels


def _bericht(b: BerichtRegel, mensen: Mensen) -> dict[str, Any]:
    van, wie = _afzender(b, mensen)
    tekst = b.nieuwe_tekst or b.tekst
    return {
        "vorm": "bericht",
        "id": b.id,
        "van": van,
        "wie": wie,
        "moment": b.moment,
        "kanaal": woorden.kanaal(b.kanaal),
        "onderwerp": b.onderwerpregel,
        "tekst": tekst,
        "volledig": b.tekst if b.tekst.strip() != tekst.strip() else "",
        "bezorging": _BEZORGD.get(b.bezorgstaat, "onbekend") if b.bezorgstaat else "",
        "bijlagen": [
            {
                "naam": f.naam,
                "grootte": f.grootte,
                "url": reverse("mijn:bijlage", args=[f.id]),
                "geblokkeerd": f.waarschuwing,
            }
            for f in b.bijlagen
        ],
    }


def _afzender(b: BerichtRegel, mensen: Mensen) -> tuple[str, str]:
    if b.richting == "in":
        return "klant", mensen.ander or _("U")
    if b.aard != "persoon":
        return "bot", _("Automatisch bericht")
    return "medewerker", mensen.medewerker(b.medewerker_id) or _("Een medewerker")


def _contact(c: TijdlijnRegel, mensen: Mensen) -> dict[str, Any]:
    return {
        "vorm": "bericht",
        "id": c.klantcontact_id,
        "van": "klant" if c.kanaal == "brief" and c.initiatief == "klant" else "medewerker",
        "wie": _wie(c, mensen),
        "moment": c.moment,
        "kanaal": woorden.kanaal(c.kanaal),
        "onderwerp": "",
        "tekst": c.tekst,
        "volledig": "",
        "bezorging": "",
        "bijlagen": [],
    }


def _wie(c: TijdlijnRegel, mensen: Mensen) -> str:
    """What kind of contact it was, and with whom."""
    naam, klant = mensen.medewerker(c.medewerker_id), c.initiatief == "klant"
    if c.gelukt is False:
        return ander.gemist(mensen.ander) if mensen.ander else _("Wij wilden u spreken, maar dat lukte niet")
    naar = mensen.sprekers.get(c.klantcontact_id) or mensen.ander
    wat = ander.contact(c.kanaal, naar, van_klant=klant) if naar else _own(c.kanaal, klant)
    return f"{wat} ({naam})" if naam else wat


def _own(kanaal: str, klant: bool) -> str:
    return {
        "telefoon": _("U belde ons") if klant else _("Wij belden u"),
        "balie": _("U kwam aan de balie"),
        "brief": _("U stuurde een brief") if klant else _("Wij stuurden u een brief"),
    }.get(kanaal, _("Contact met ons"))


def _belofte(t: TaakRegel, naam: str) -> dict[str, Any]:
    return {
        "vorm": "regel",
        "moment": t.toegewezen_op,
        "icoon": "belofte",
        "tekst": _("Wij beloofden: %(wat)s, uiterlijk %(dag)s.")
        % {"wat": t.tekst or woorden.belofte(t, naam), "dag": dag(t.uiterlijk_op)},
    }
