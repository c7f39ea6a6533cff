"""An answer that was taken back stands in the composer again: text, way, copies and files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import ngettext

from geholpen.domain.berichten import queries
from geholpen.domain.berichten.queries import BerichtRegel
from geholpen.platform.context import Context


def brought_back(ctx: Context, sleutels: tuple[UUID, UUID], gesprek: list[BerichtRegel]) -> dict[str, Any]:
    """Of the draft: `cc`, `cc_reden`, `weg` (channel and addresses), `bestanden`; {} when it was never sent."""
    found = queries.teruggehaald(ctx, *sleutels)
    if found is None:
        return {}
    bericht = next((b for b in gesprek if b.id == found.bericht_id), None)
    bestanden = of_message(bericht) if bericht and found.kanaal != "brief" else []  # a letter is made up again
    weg = (found.kanaal, found.aan)
    return {"cc": ", ".join(found.cc), "cc_reden": found.cc_reden, "weg": weg, "bestanden": bestanden}


def of_message(bericht: BerichtRegel) -> list[tuple[str, str]]:
    """(id, name) of its files; where this purpose shows none they can go along unseen, all or none."""
    if n := bericht.bijlagen_dicht:
        return [(str(bericht.id), ngettext("%(n)s bestand", "%(n)s bestanden", n) % {"n": n})]
    return [(str(b.id), b.naam) for b in bericht.bijlagen]


def of_correction(bericht: BerichtRegel) -> dict[str, Any]:
    """Its files, and which of them were left out before."""
    weg = bericht.weggelaten | {str(b.id) for b in bericht.bijlagen if b.weggelaten}
    return {"bestanden": of_message(bericht), "weggelaten": weg}


def left_out(bericht: BerichtRegel, mee: list[str]) -> set[str]:
    """Which of its files do not go along: what was not ticked. Unseen together, what was left out before stays out."""
    alle = {id for id, _naam in of_message(bericht)}
    return set(bericht.weggelaten - alle) if bericht.bijlagen_dicht and alle <= set(mee) else alle - set(mee)


def as_before(terug: dict[str, Any], keuzes: list[dict[str, str]]) -> str:
    """The way it would have gone, when that can still be chosen; else "". A letter has no address to choose."""
    kanaal, aan = terug.get("weg", ("", ()))
    wegen = {"brief:"} if kanaal == "brief" else {f"{kanaal}|{adres}" for adres in aan}
    return next((k["code"] for k in keuzes if k["code"] in wegen), "")


def files(terug: dict[str, Any], waarden: dict[str, str]) -> list[dict[str, Any]]:
    """The files with whether each goes along again: as they were ticked, or all but what was left out before."""
    alle = terug.get("bestanden", [])
    anders = [id for id, _naam in alle if id not in terug.get("weggelaten", ())]
    aan = waarden["weer_mee"].split() if "weer_mee" in waarden else anders
    return [{"id": id, "naam": naam, "aan": id in aan} for id, naam in alle]
