"""What somebody asks to correct: a value that the system can change when it is granted, or something in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Protocol
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.domain.partijen.queries import (
    SOORT_VAN_VELD,
    checked_verbetering,
    te_beperken,
    te_verbeteren,
    tekst_van_veld,
)
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid

GESPREK = "gesprek"


class Gevraagd(Protocol):
    """What the form said."""

    @property
    def onderdelen(self) -> tuple[int, ...]: ...
    @property
    def veld(self) -> str: ...
    @property
    def doel(self) -> str: ...
    @property
    def waarden(self) -> Mapping[str, str]: ...
    @property
    def nu(self) -> str: ...
    @property
    def moet(self) -> str: ...


def asked(ctx: Context, partij_id: UUID, wat: Gevraagd) -> tuple[tuple[int, ...], dict[str, Any]]:
    """The categories, and what is kept of the question. Raises Invalid for a value that cannot be, or is not theirs."""
    if wat.veld in SOORT_VAN_VELD:
        return _value(ctx, partij_id, wat)
    if not wat.moet.strip():
        raise Invalid("moet", "Schrijf op wat er moet staan.")
    said = {"nu": wat.nu.strip(), "moet": wat.moet.strip()}
    if wat.veld == GESPREK:
        regel_van(ctx, partij_id, _uuid(wat.doel))
        return (int(G.CONTACTINHOUD),), {"veld": GESPREK, "doel": wat.doel, **said}
    return wat.onderdelen, said


def row_of(gevraagd: Mapping[str, Any]) -> tuple[str, ...]:
    """The key of the one row that a correction is about; nothing for what has no row of its own."""
    return (str(gevraagd["doel"]),) if gevraagd.get("veld") in SOORT_VAN_VELD and gevraagd.get("doel") else ()


def rows(ctx: Context, partij_id: UUID, doelen: Iterable[str], geheel: Collection[int]) -> list[dict[str, Any]]:
    """These rows of the customer, as the request keeps them, but for categories asked for as a whole.

    What comes out at the same place goes along: who wants no calls on a number is not written to there in WhatsApp.
    Raises Invalid for one that is not theirs.
    """
    found = {v.doel: v for v in te_beperken(ctx, partij_id)}
    if unknown := set(doelen) - set(found):
        raise Invalid("rijen", f"Een van deze gegevens staat er niet meer ({len(unknown)}). Kies opnieuw.")
    gekozen = {found[d].bereikt for d in doelen}
    kept = [(int(SOORT_VAN_VELD[v.veld]), v) for v in found.values() if v.bereikt in gekozen]
    return [
        {"soort": soort, "veld": v.veld, "doel": v.doel, "tekst": v.tekst} for soort, v in kept if soort not in geheel
    ]


def _value(ctx: Context, partij_id: UUID, wat: Gevraagd) -> tuple[tuple[int, ...], dict[str, Any]]:
    is_nu = next((v for v in te_verbeteren(ctx, partij_id) if (v.veld, v.doel) == (wat.veld, wat.doel)), None)
    if is_nu is None:
        raise Invalid("veld", "Dit gegeven staat er niet meer. Ga terug en kies een ander.")
    given = {kolom: str(wat.waarden.get(kolom, "")).strip() for kolom in is_nu.waarden}
    checked = checked_verbetering(wat.veld, given)
    nieuw = tekst_van_veld(wat.veld, checked)
    if dict(is_nu.waarden) in (given, {kolom: str(waarde) for kolom, waarde in checked.items()}):
        raise Invalid(next(reversed(given)), "Dit staat er al. Schrijf op wat er moet staan.")
    kept = {"veld": wat.veld, "doel": wat.doel, "nu": is_nu.tekst, "moet": nieuw, "waarden": given}
    return (int(SOORT_VAN_VELD[wat.veld]),), kept


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid("doel", "Deze vraag is er niet. Ga terug en kies een andere.") from None
