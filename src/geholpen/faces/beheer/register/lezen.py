"""From a posted form to a concept, and from a concept to what the form shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date

from geholpen.domain.doelbinding.commands import Concept, Gegeven

#: Fields of one line or more of text; one value per line in the last group.
TEKST = (
    "naam",
    "doel",
    "grondslag",
    "taak_titel",
    "taak_artikel",
    "taak_bijdrage",
    "meetpunt",
    "selectielijst",
    "alternatief",
)
KEUZES = ("rollen", "afdelingen", "vereist_aanleiding", "vertegenwoordiging")
REGELS = ("ontvangers", "derde_landen", "betrokkenen")
VINKJES = ("mag_bsn_tonen", "mag_geheim_adres", "bijzondere_gegevens", "verdeelt", "gevoelig")


def leeg() -> Concept:
    """What the form of a new purpose begins with."""
    today = timezone.localdate()
    half_a_year = date.fromordinal(today.toordinal() + 182)
    values: dict[str, Any] = dict.fromkeys(TEKST, "") | {"grondslag": "publieke_taak"}
    values |= dict.fromkeys((*KEUZES, *REGELS), ()) | dict.fromkeys(VINKJES, False)
    return Concept(
        **values,
        evaluatiedatum=half_a_year,
        vertrouwelijk_tot=None,
        bewaardagen=365,
        leeftijd_zelf=16,
        gegevens=(),
    )


def read_concept(post: Any, was: Concept) -> Concept:
    """What was typed; the categories have their own form and stay as they were."""
    values: dict[str, Any] = {n: post.get(n, "").replace("\r\n", "\n").strip() for n in TEKST}
    values |= {n: tuple(post.getlist(n)) for n in KEUZES}
    values |= {n: tuple(r.strip()[:200] for r in post.get(n, "").splitlines() if r.strip()) for n in REGELS}
    values |= {n: n in post for n in VINKJES}
    values |= {n: _day(post.get(n, "")) for n in ("evaluatiedatum", "vertrouwelijk_tot")}
    values |= {n: _number(post.get(n, "")) for n in ("bewaardagen", "leeftijd_zelf")}
    return replace(was, **values)


def read_gegeven(post: Any, soort: int, nummers: Mapping[str, int]) -> Gegeven:
    """One category as it was typed. `nummers`: code → number of the activities."""
    return Gegeven(
        soort=soort,
        waarom=post.get("waarom", "").strip(),
        handelingen=tuple(post.getlist("handelingen")),
        masker=post.get("masker", "geen"),
        niveau=post.get("niveau", "matched"),
        bronnen=tuple(sorted(nummers[c] for c in post.getlist("bronnen") if c in nummers)),
    )


def with_gegeven(was: Concept, gegeven: Gegeven) -> Concept:
    """The concept with this category added or replaced."""
    others = [g for g in was.gegevens if g.soort != gegeven.soort]
    return replace(was, gegevens=tuple(sorted([*others, gegeven], key=lambda g: g.soort)))


def without(was: Concept, soort: int) -> Concept:
    """The concept without this category."""
    return replace(was, gegevens=tuple(g for g in was.gegevens if g.soort != soort))


def shown(concept: Concept) -> dict[str, Any]:
    """The values of the form: lists that are typed as one per line."""
    values = concept.velden()
    values |= {n: "\n".join(values[n]) for n in REGELS}
    days = {n: values[n].isoformat() if values[n] else "" for n in ("evaluatiedatum", "vertrouwelijk_tot")}
    return values | days


def _day(text: str) -> date | None:
    try:
        return parse_date(text.strip())
    except ValueError:
        return None


def _number(text: str) -> int:
    """The number that was typed; -1 for anything else, which the register refuses with its own sentence."""
    return int(text) if re.fullmatch(r"\d{1,5}", text.strip()) else -1
