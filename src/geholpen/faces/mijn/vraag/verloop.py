"""One question over all channels, merged in the order of time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from geholpen.domain.berichten.queries import BerichtRegel, SplitsingRegel
from geholpen.domain.klantbeeld.queries import TijdlijnRegel
from geholpen.domain.klantcontacten.queries import CorrectieRegel, TaakRegel
from geholpen.faces.kanaalnamen import ZONDER_ONDERWERP
from geholpen.faces.mijn import ander, woorden
from geholpen.faces.splitsregels import split_lines
from geholpen.platform.ui.tijd import dag

#: Channels whose contact moments are shown by their messages.
_MET_BERICHT = {"email", "mijn", "portaal", "chat", "sms", "whatsapp", "berichtenbox"}
#: How the files of our own letters are called.
BRIEF, VERBETERDE_BRIEF = "brief.pdf", "verbetering-"
_BEZORGD = {
    "wachtrij": "onderweg",
    "onderweg": "onderweg",
    "verstuurd": "verstuurd",
    "bezorgd": "bezorgd",
    "gelezen": "gelezen",
    "vervallen": "vervallen",
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
    oproepen: list[dict[str, Any]],
    correcties: list[CorrectieRegel],
    splitsingen: list[SplitsingRegel],
) -> list[dict[str, Any]]:
    """Everything that was said, oldest first, each with the day before which it begins a new one."""
    kanalen = {b.kanaal for b in berichten} & _MET_BERICHT
    gezegd = {(b.kanaal, b.nieuwe_tekst or b.tekst) for b in berichten}  # a letter of ours is a message too
    getoond = {b.klantcontact_id for b in berichten}
    regels = [_bericht(b, mensen) for b in berichten if _for_customer(b)]
    over = [c for c in contacten if c.klantcontact_id not in getoond and c.kanaal not in kanalen]
    regels += [_contact(c, mensen) for c in over if (c.kanaal, c.tekst) not in gezegd]
    regels += [_belofte(t, mensen.ander) for t in taken]
    regels += [{"vorm": "regel", **oproep} for oproep in oproepen]
    regels += [_correctie(c) for c in correcties]
    regels += [_splitsing(s, mensen.ander) for s in split_lines(splitsingen)]
    regels.sort(key=lambda regel: regel["moment"])
    vorige = None
    for regel in regels:
        lokaal = timezone.localtime(regel["moment"]).date()
        regel["nieuwe_dag"], vorige = lokaal != vorige, lokaal
    return regels


def _for_customer(b: BerichtRegel) -> bool:
    """Not what has not gone, and not what another organisation wrote to us."""
    return not (b.naderhand.teruggehaald or b.naderhand.terug_te_halen or b.van_derde == "doorgestuurd")


def _gegeven(b: BerichtRegel) -> list[str]:
    """Who else got this message, and why."""
    zinnen = []
    for v in b.naderhand.verstrekkingen:
        naar = v.naam or v.adres
        zin = _("Kopie aan %(naar)s.") if v.soort == "cc" else _("Wij stuurden dit door aan %(naar)s.")
        zinnen.append(" ".join(filter(None, [zin % {"naar": naar}, v.reden])))
    return zinnen


def _correctie(c: CorrectieRegel) -> dict[str, Any]:
    return {"vorm": "regel", "moment": c.geschreven_op, "icoon": "bewerken", "tekst": ander.correctie(c)}


def _splitsing(regel: dict[str, Any], ander_naam: str) -> dict[str, Any]:
    """A message that is a question of its own now; a link to that one, but not for who reads for somebody else."""
    url = "" if ander_naam else reverse("mijn:vraag", args=[regel["andere_vraag_id"]])
    return {"vorm": "splitsing", **regel, "url": url}


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
        "onderwerp": "" if b.kanaal in ZONDER_ONDERWERP else b.onderwerpregel,
        "tekst": tekst,
        "volledig": b.tekst if b.tekst.strip() != tekst.strip() else "",
        "bezorging": _BEZORGD.get(b.bezorgstaat, "onbekend") if b.bezorgstaat else "",
        "bezorgkanaal": woorden.kanaal(b.bezorgkanaal) if b.andere_wegen else "",
        "wegen": [
            {"stand": _BEZORGD.get(w.staat, "onbekend"), "kanaal": woorden.kanaal(w.kanaal)} for w in b.andere_wegen
        ],
        "verbeterd_op": b.naderhand.verbeterd_op,
        "gegeven": _gegeven(b),
        "bijlagen": [
            {
                "naam": _file_name(b, f.naam),
                "grootte": f.grootte,
                "url": reverse("mijn:bijlage", args=[f.id]),
                "geblokkeerd": f.waarschuwing,
            }
            for f in b.bijlagen
        ],
    }


def _file_name(b: BerichtRegel, naam: str) -> str:
    """A letter that was printed before its words were put right says so: what counts is the text above it."""
    brieven = [f.naam for f in b.bijlagen if f.naam == BRIEF or f.naam.startswith(VERBETERDE_BRIEF)]
    old = b.naderhand.verbeterd_op and (naam == BRIEF or naam in brieven[:-1])
    return _("%(naam)s (oude tekst)") % {"naam": naam} if old else naam


def _afzender(b: BerichtRegel, mensen: Mensen) -> tuple[str, str]:
    if b.van_derde:
        return "medewerker", _("%(wie)s, die een kopie kreeg") % {"wie": b.van_naam or b.van}
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
