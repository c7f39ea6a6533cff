"""The conversation of one question in time: messages, calls, notes and promises together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geholpen.domain.berichten.queries import BerichtRegel, Bezorgregel, BijlageRegel
from geholpen.domain.klantcontacten.queries import ControleRegel, Gesproken, Notitie, TaakRegel, VraagRegel
from geholpen.faces.werkplek.deel.belofte import belofte
from geholpen.faces.werkplek.deel.controle import in_words
from geholpen.faces.werkplek.woorden import BEZORGING, RESULTAAT, kanaal

#: Shown as pictures in the mail itself, not as a file beside it.
_BEELD = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


@dataclass(frozen=True, slots=True)
class Mensen:
    """Who can be named: the customer, employees by id, and by contact whoever spoke for the customer."""

    klant: str
    medewerkers: dict[UUID, str]
    sprekers: dict[UUID, str]


def merge(
    vraag: VraagRegel,
    mensen: Mensen,
    berichten: list[BerichtRegel],
    gesproken: list[Gesproken],
    notities: list[Notitie],
    taken: list[TaakRegel],
    controles: list[ControleRegel],
) -> list[dict[str, Any]]:
    """Everything of one klantvraag, oldest first. Each has a `soort`."""
    wie = mensen.medewerkers
    alles = [_bericht(vraag, b, mensen.klant, wie) for b in berichten]
    alles += [_gesproken(g, mensen.sprekers.get(g.id, mensen.klant), wie) for g in gesproken]
    alles += [_notitie(n, wie) for n in notities]
    alles += [_belofte(t, wie) for t in taken]
    alles += [_controle(c, wie) for c in controles]
    return sorted(alles, key=lambda beurt: beurt["moment"])


def _bericht(vraag: VraagRegel, b: BerichtRegel, klantnaam: str, wie: dict[UUID, str]) -> dict[str, Any]:
    in_ = b.richting == "in"
    automatisch = b.aard == "automatisch" and not in_
    afzender = b.van_naam or klantnaam if in_ else wie.get(b.medewerker_id, "") if b.medewerker_id else ""
    sleutels = [vraag.partij_id, vraag.klantvraag_id]
    return {
        "soort": "bericht",
        "id": f"bericht-{b.volgnummer}",
        "van": "klant" if in_ else "bot" if automatisch else "medewerker",
        "wie": afzender or (_("Automatisch antwoord") if automatisch else _("Medewerker")),
        "adres": b.van if in_ else ", ".join(b.aan),
        "moment": b.moment,
        "kanaal": kanaal(b.kanaal),
        "mens": b.aard in ("", "persoon"),
        "onderwerp": b.onderwerpregel,
        "tekst": b.nieuwe_tekst or b.tekst,
        "volledig": b.tekst if b.nieuwe_tekst and b.tekst.strip() != b.nieuwe_tekst.strip() else "",
        "html_url": reverse("werkplek:html", args=[*sleutels, b.id]) if b.html_veilig and in_ else "",
        "externe_beelden": b.externe_beelden,
        "waarschuwingen": b.waarschuwingen,
        "automatisch_in": in_ and b.aard not in ("", "persoon"),
        "bijlagen": [_bijlage(sleutels, x) for x in b.bijlagen if not _in_text(x)],
        "dicht": _dicht(sleutels, b) if b.bijlagen_dicht else None,
        "bezorging": _bezorging(sleutels, Bezorgregel(b.volgnummer, b.bezorging_id, b.bezorgstaat, b.bezorguitleg))
        if b.bezorging_id and not in_
        else None,
    }


def _dicht(sleutels: list[UUID], b: BerichtRegel) -> dict[str, str]:
    """That there are attachments which are not shown, why, and what to do about it."""
    n = b.bijlagen_dicht
    titel = ngettext("%(n)s bijlage die u nu niet ziet", "%(n)s bijlagen die u nu niet ziet", n) % {"n": n}
    vraag = reverse("werkplek:vraag", args=sleutels)
    if b.dicht_code == "NIVEAU":
        tekst = _("Wij weten nog niet zeker genoeg wie dit stuurde. Controleer eerst wie de klant is.")
        return {"titel": titel, "tekst": tekst, "doe": _("Wie is de klant?"), "url": f"{vraag}?doe=identiteit#doen"}
    tekst = _("Voor dit doel zijn bijlagen niet nodig. Past het onderwerp niet? Kies dan een ander onderwerp.")
    return {"titel": titel, "tekst": tekst, "doe": _("Onderwerp kiezen"), "url": f"{vraag}?doe=onderwerp#doen"}


def _in_text(bijlage: BijlageRegel) -> bool:
    return bool(bijlage.content_id) and bijlage.type in _BEELD and not bijlage.waarschuwing


def _bijlage(sleutels: list[UUID], b: BijlageRegel) -> dict[str, Any]:
    return {
        "naam": b.naam,
        "grootte": b.grootte,
        "waarschuwing": b.waarschuwing,
        "url": reverse("werkplek:bijlage", args=[*sleutels, b.id]),
    }


def bezorgd(partij_id: UUID, vraag_id: UUID, regels: list[Bezorgregel]) -> list[dict[str, str]]:
    """How every message of ours is on its way, in the words of the component."""
    return [_bezorging([partij_id, vraag_id], regel) for regel in regels]


def _bezorging(sleutels: list[UUID], b: Bezorgregel) -> dict[str, str]:
    mis = b.staat in ("niet_bezorgd", "onbekend")
    return {
        "id": f"bericht-{b.volgnummer}-bezorging",
        "stand": BEZORGING.get(b.staat, "onbekend"),
        "reden": b.uitleg if mis else "",
        "opnieuw_url": reverse("werkplek:opnieuw", args=[*sleutels, b.bezorging_id]) if mis else "",
    }


def _gesproken(g: Gesproken, klantnaam: str, wie: dict[UUID, str]) -> dict[str, Any]:
    ons = wie.get(g.medewerker_id, "") if g.medewerker_id else ""
    return {
        "soort": "gesproken",
        "id": f"contact-{g.id}",
        "moment": g.moment,
        "kanaal": kanaal(g.kanaal),
        "van": "klant" if g.initiatief == "klant" else "medewerker",
        "wie": klantnaam if g.initiatief == "klant" else ons or _("Medewerker"),
        "vastgelegd_door": ons,
        "mens": g.gelukt is not False,
        "niet_bereikt": g.gelukt is False,
        "tekst": g.tekst or _("Er is niets opgeschreven over dit gesprek."),
    }


def _notitie(n: Notitie, wie: dict[UUID, str]) -> dict[str, Any]:
    return {
        "soort": "notitie",
        "id": f"notitie-{n.id}",
        "moment": n.geschreven_op,
        "wie": wie.get(n.medewerker_id, _("Medewerker")),
        "tekst": n.tekst,
    }


def _belofte(t: TaakRegel, wie: dict[UUID, str]) -> dict[str, Any]:
    return {
        "soort": "belofte",
        "id": f"belofte-{t.taak_id}",
        "moment": t.toegewezen_op,
        **belofte(t, wie),
        "antwoord": t.antwoord,
        "resultaat": str(RESULTAAT.get(t.resultaat, "")),
        "pogingen": t.pogingen,
    }


def _controle(c: ControleRegel, wie: dict[UUID, str]) -> dict[str, Any]:
    zin = _("%(wie)s controleerde wie de klant is: %(uitslag)s") % {
        "wie": wie.get(c.medewerker_id, _("Een medewerker")),
        "uitslag": in_words(c.gevraagd),
    }
    return {"soort": "controle", "id": f"controle-{c.id}", "moment": c.moment, "tekst": zin, "goed": c.voldoende}


def begin_bij(beurten: list[dict[str, Any]]) -> str:
    """Id of where reading begins: the first message without an answer, else the last thing a person said or wrote.

    In a call the answer was given at once.
    """
    mensen = [b for b in beurten if b.get("mens")]
    onbeantwoord = ""
    for beurt in reversed(mensen):
        if beurt["soort"] != "bericht" or beurt["van"] != "klant":
            break
        onbeantwoord = beurt["id"]
    return onbeantwoord or (mensen[-1]["id"] if mensen else "")


def last_number(berichten: list[BerichtRegel]) -> int:
    """Number of the last message on the screen."""
    return max((b.volgnummer for b in berichten), default=0)


def newer(berichten: list[BerichtRegel], gezien_tot: int, klantnaam: str) -> list[dict[str, datetime | str]]:
    """What the customer wrote after the number that was on the screen."""
    return [
        {"wie": b.van_naam or klantnaam, "moment": b.moment, "tekst": b.nieuwe_tekst or b.tekst}
        for b in berichten
        if b.richting == "in" and b.volgnummer > gezien_tot
    ]
