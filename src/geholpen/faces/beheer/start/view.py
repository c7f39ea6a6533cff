"""Home of the management pages: what this role can do here."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from geholpen.domain.bewaren.queries import Lijst, lijsten
from geholpen.domain.doelbinding.queries import bijna_verlopen, logstand, noodtoegangen, versies_onderweg
from geholpen.domain.klantcontacten.queries import vragen_zonder_lezer
from geholpen.domain.organisatie.queries import wachtende_wijzigingen
from geholpen.domain.partijen.queries import personeelslijsten
from geholpen.domain.rechten.queries import tel_verzoeken
from geholpen.faces.beheer.schil import GROEPEN, PAGINAS, afdelingsnamen, alleen_beheer, pagina

#: Who is told that an evaluation date comes near, and whose turn it is in each state of a version.
_EVALUEERT = frozenset({"fg", "functioneel_beheerder", "gegevenseigenaar"})
#: The page on which a proposal for a setting is decided.
_VOORSTEL = {"organisatie": "organisatie", "bewaartermijn": "bewaartermijnen", "selectieregel": "bewaartermijnen"}
_LIJST_AAN_DE_BEURT = {
    "opgesteld": frozenset({"gegevenseigenaar"}),
    "beoordeeld": frozenset({"archivaris"}),
}
_AAN_DE_BEURT = {
    "concept": frozenset({"functioneel_beheerder"}),
    "ter_advies": frozenset({"fg", "gegevenseigenaar"}),
    "goedgekeurd": frozenset({"registerhouder"}),
}


@alleen_beheer("start")
@require_GET
def view(request: Any) -> HttpResponse:
    """A card for every page this role has."""
    uitleg = _uitleg()
    groepen = [
        (str(naam), [_kaart(code, uitleg[code]) for code in codes if request.medewerker.rollen & PAGINAS[code][2]])
        for naam, codes in GROEPEN
    ]
    gegevens = {
        "groepen": [(naam, kaarten) for naam, kaarten in groepen if kaarten],
        "verzoeken": tel_verzoeken(request.context) if request.medewerker.rollen & PAGINAS["rechten"][2] else None,
        "nood_open": _te_beoordelen(request),
        "zonder_lezer": vragen_zonder_lezer(request.context) if "fg" in request.medewerker.rollen else [],
        "afdelingen": afdelingsnamen(),
        "alarmen": logstand().teksten if request.medewerker.rollen & PAGINAS["logboek"][2] else (),
        "evaluaties": bijna_verlopen() if request.medewerker.rollen & _EVALUEERT else [],
        "voorstellen": _proposals(request),
        "lijsten": _lists(request),
        "personeel": _staff_list(request),
        "adviseert": "fg" in request.medewerker.rollen,
        "wachten": [v for v in versies_onderweg() if request.medewerker.rollen & _AAN_DE_BEURT[v.status]],
    }
    return pagina(request, "start/page.html", gegevens, actief="start")


def _proposals(request: Any) -> list[tuple[str, str, int]]:
    """Settings that wait for this person's yes or no: the page, its address, and how many."""
    ik = request.medewerker
    per: dict[str, int] = {}
    for soort, aantal in wachtende_wijzigingen(ik.id, ik.rollen).items():
        per[_VOORSTEL[soort]] = per.get(_VOORSTEL[soort], 0) + aantal
    return [
        (str(PAGINAS[code][0]), reverse(f"beheer:{code}"), n) for code, n in per.items() if ik.rollen & PAGINAS[code][2]
    ]


def _lists(request: Any) -> list[Lijst]:
    """Destruction lists whose next step is that of this role."""
    ik = request.medewerker
    mine = (v for v in lijsten() if ik.rollen & _LIJST_AAN_DE_BEURT.get(v.stand, frozenset()))
    return [v for v in mine if ik.id not in v.mensen]


def _staff_list(request: Any) -> bool:
    """Whether the newest staff list waits for the approval of this role."""
    newest = next((r for r in personeelslijsten() if r.ingetrokken_op is None), None)
    rollen = request.medewerker.rollen
    return newest is not None and bool(
        ("ondernemingsraad" in rollen and newest.akkoord_or_door is None)
        or ("fg" in rollen and newest.akkoord_fg_door is None)
    )


def _uitleg() -> dict[str, str]:
    """What each page is for, in a line."""
    return {
        "kwarantaine": _("Berichten die wij niet konden lezen. Bekijk ze en bied ze opnieuw aan."),
        "kanalen": _("Of post binnenkomt en weggaat, en wat er wacht."),
        "sjablonen": _("Teksten waarmee collega's antwoorden, in versies."),
        "openingstijden": _("Wanneer wij open zijn, en wat een klant leest of hoort bij wachten."),
        "telefoon": _("Wie welk toestel heeft, wat bellers horen, en gemiste oproepen."),
        "balie": _("Waar mensen kunnen komen, wanneer en waarvoor."),
        "verdeling": _("Wie wat kan en hoeveel tegelijk, en wat er wacht."),
        "kanaalwissels": _("Hoe vaak klanten verder konden in dezelfde vraag, en hoe vaak zij opnieuw begonnen."),
        "onderwerpen": _("Waar vragen over gaan, en welke afdeling ze krijgt."),
        "register": _("Waarvoor wij gegevens gebruiken, op grond van welke wet."),
        "organisatie": _("Naam, adres en nummer, en wie het systeem mailt als er iets is."),
        "applicaties": _("Welke andere software hier mag lezen en schrijven, en waarvoor."),
        "logboek": _("Of het logboek nog heel is, en of iemand er iets aan veranderde."),
        "bewaren": _("Wat voorbij zijn termijn is, en wat daarvan is vernietigd."),
        "bewaartermijnen": _("Hoe lang wij wat bewaren, en waarom."),
        "bewaarplicht": _("Wat moet blijven voor een bezwaar, klacht of rechtszaak."),
        "brp": _("Voor welke doelen de Basisregistratie Personen wordt gevraagd, en of zij antwoordt."),
        "overnames": _("Wat uit een ander register is overgenomen, en wat niet kon."),
        "controles": _("Waar te vaak antwoorden niet klopten op de vraag wie iemand is."),
        "toezicht": _("Wat om een oordeel vraagt, en hoe het met het logboek gaat."),
        "losse_inzage": _("Er is gekeken in een gesprek waarvan niets is vastgelegd. Vraag waarom."),
        "veel_inzage": _("Iemand zag in een uur gegevens van heel veel klanten."),
        "onthullingen": _("Met twee mensen besluiten of een naam nodig is."),
        "doelgebruik": _("Welke doelen worden gebruikt, en welke nooit."),
        "noodtoegang": _("Wie met spoed in gegevens keek. Beoordeel of het nodig was."),
        "afscherming": _("Dossiers van mensen die gevaar lopen, en van onze eigen mensen."),
        "personeelslijst": _("Waaraan wij dossiers van medewerkers en hun huisgenoten herkennen."),
        "aanspraken": _("Waar twee mensen zeggen dat zij voor een klant mogen spreken. Laat iemand beslissen."),
        "weigeringen": _("Wie iets wilde zien en het niet mocht."),
        "rechten": _("Wat mensen vragen over hun eigen gegevens, en voor welke dag u besluit."),
    }


def _kaart(code: str, uitleg: str) -> dict[str, str]:
    tekst, icoon, _rollen = PAGINAS[code]
    return {"tekst": str(tekst), "url": reverse(f"beheer:{code}"), "icoon": icoon, "uitleg": uitleg}


def _te_beoordelen(request: Any) -> int:
    """How many times of break-glass wait for this person's review."""
    if not request.medewerker.rollen & PAGINAS["noodtoegang"][2]:
        return 0
    return sum(not n.uitkomst and not n.eigen for n in noodtoegangen(request.context))
