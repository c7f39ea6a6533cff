"""A purpose that the database accepts, and how far it came in its life."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from geholpen.domain.doelbinding import commands
from geholpen.domain.doelbinding.commands import Concept, Gegeven
from geholpen.domain.doelbinding.models import ActiviteitStap, Verwerkingsactiviteit, VerwerkingsactiviteitVersie
from geholpen.platform.context import Context

WAAROM = "Dat is nodig voor deze proef"


def concept(**anders: Any) -> Concept:
    """A concept that the database accepts."""
    velden: dict[str, Any] = {
        "naam": "Leges voor evenementen",
        "doel": "Vragen over leges voor een evenement beantwoorden",
        "grondslag": "publieke_taak",
        "taak_titel": "Leges heffen",
        "taak_artikel": "Gemeentewet, artikel 229",
        "taak_bijdrage": "Wie een evenement organiseert betaalt leges. Zonder deze gegevens kunnen wij de vraag niet"
        " beantwoorden.",
        "meetpunt": "95 procent van de vragen binnen vijf dagen beantwoord.",
        "evaluatiedatum": timezone.localdate() + timedelta(days=200),
        "rollen": ("kcm", "specialist"),
        "afdelingen": (),
        "vereist_aanleiding": ("klantvraag", "taak"),
        "ontvangers": (),
        "derde_landen": (),
        "betrokkenen": ("organisatoren van evenementen",),
        "bewaardagen": 730,
        "selectielijst": "Selectielijst gemeenten 2020",
        "vertrouwelijk_tot": None,
        "mag_bsn_tonen": False,
        "mag_geheim_adres": False,
        "bijzondere_gegevens": False,
        "verdeelt": False,
        "gevoelig": False,
        "leeftijd_zelf": 16,
        "vertegenwoordiging": (),
        "gegevens": (
            Gegeven(1, "Wij moeten weten van wie de rekening is.", ("lezen",), "geen", "matched", (0,)),
            Gegeven(14, "Het bedrag staat op de rekening.", ("lezen",), "geen", "verified", (0,)),
        ),
    }
    return Concept(**velden | anders)


def state(code: str, versie: int = 1) -> str:
    nummer = Verwerkingsactiviteit.objects.get(code=code).nummer
    return VerwerkingsactiviteitVersie.objects.get(nummer=nummer, versie=versie).status


def steps(code: str, versie: int = 1) -> list[str]:
    nummer = Verwerkingsactiviteit.objects.get(code=code).nummer
    rows = ActiviteitStap.objects.filter(nummer=nummer, versie=versie).order_by("moment")
    assert all(len(row.waarom) >= 10 for row in rows)
    return [row.stap for row in rows]


def to_active(anneke: Context, carlijn: Context, wietske: Context, ruud: Context, code: str, versie: int) -> None:
    commands.ask_advice(anneke, code, versie, WAAROM)
    commands.advise(carlijn, code, versie, WAAROM, True)
    commands.approve(wietske, code, versie, WAAROM)
    commands.activate(ruud, code, versie, WAAROM)
