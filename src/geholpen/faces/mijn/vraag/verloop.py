"""One question over all channels, merged in the order of time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from geholpen.domain.berichten.queries import BerichtRegel
from geholpen.domain.klantbeeld.queries import TijdlijnRegel
from geholpen.domain.klantcontacten.queries import TaakRegel
from geholpen.faces.mijn import woorden
from geholpen.platform.ui.tijd import datum

#: Channels whose contact moments are shown by their messages.
_MET_BERICHT = {"email", "mijn", "portaal"}
_BEZORGD = {
    "wachtrij": "onderweg",
    "onderweg": "onderweg",
    "verstuurd": "verstuurd",
    "bezorgd": "bezorgd",
    "niet_bezorgd": "niet_bezorgd",
}


def verloop(
    berichten: list[BerichtRegel],
    contacten: list[TijdlijnRegel],
    taken: list[TaakRegel],
    namen: dict[UUID, str],
) -> list[dict[str, Any]]:
    """Everything that was said, oldest first, each with the day before which it begins a new one."""
    kanalen = {b.kanaal for b in berichten}
    regels = [_bericht(b, namen) for b in berichten]
    regels += [_contact(c, namen) for c in contacten if c.kanaal not in _MET_BERICHT or c.kanaal not in kanalen]
    regels += [_belofte(t) for t in taken]
    regels.sort(key=lambda regel: regel["moment"])
    dag = None
    for regel in regels:
        lokaal = timezone.localtime(regel["moment"]).date()
        regel["nieuwe_dag"], dag = lokaal != dag, lokaal
    return regels


def _bericht(b: BerichtRegel, namen: dict[UUID, str]) -> dict[str, Any]:
    van, wie = _afzender(b, namen)
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


def _afzender(b: BerichtRegel, namen: dict[UUID, str]) -> tuple[str, str]:
    if b.richting == "in":
        return "klant", _("U")
    if b.aard != "persoon":
        return "bot", _("Automatisch bericht")
    return "medewerker", namen.get(b.medewerker_id, "") if b.medewerker_id else _("Een medewerker")


def _contact(c: TijdlijnRegel, namen: dict[UUID, str]) -> dict[str, Any]:
    return {
        "vorm": "bericht",
        "id": c.klantcontact_id,
        "van": "medewerker",
        "wie": _wie(c, namen),
        "moment": c.moment,
        "kanaal": woorden.kanaal(c.kanaal),
        "onderwerp": "",
        "tekst": c.tekst,
        "volledig": "",
        "bezorging": "",
        "bijlagen": [],
    }


def _wie(c: TijdlijnRegel, namen: dict[UUID, str]) -> str:
    """What kind of contact it was, and with whom."""
    naam = namen.get(c.medewerker_id, "") if c.medewerker_id else ""
    if c.gelukt is False:
        return _("Wij wilden u spreken, maar dat lukte niet")
    klant = c.initiatief == "klant"
    wat = {
        "telefoon": _("U belde ons") if klant else _("Wij belden u"),
        "balie": _("U kwam aan de balie"),
        "brief": _("U stuurde een brief") if klant else _("Wij stuurden u een brief"),
    }.get(c.kanaal, _("Contact met ons"))
    return f"{wat} ({naam})" if naam else wat


def _belofte(t: TaakRegel) -> dict[str, Any]:
    return {
        "vorm": "regel",
        "moment": t.toegewezen_op,
        "icoon": "belofte",
        "tekst": _("Wij beloofden: %(wat)s, uiterlijk %(dag)s.")
        % {"wat": t.tekst or woorden.belofte(t), "dag": datum(t.uiterlijk_op)},
    }
