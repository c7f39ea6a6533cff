"""What a task of the standard means here: a promise of a department, before a day, by the term of its subject."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.models import InterneTaak, Klantvraag, TaakActor, TaakStatus
from geholpen.domain.organisatie.queries import actor_van_afdeling, missing_actoren, werkplek
from geholpen.platform.errors import Invalid


def actoren(gegevens: dict[str, Any]) -> tuple[UUID, ...] | None:
    """To whom the task is given, in order; None when nothing was said of it. Raises Invalid for who is no actor."""
    if "toegewezen_aan_actor" in gegevens:
        een = gegevens["toegewezen_aan_actor"]
        if missing_actoren([een]):
            raise Invalid("toegewezenAanActor.uuid", "Actor object bestaat niet.")
        return (een,)
    if "toegewezen_aan_actoren" not in gegevens:
        return None
    allen = tuple(gegevens["toegewezen_aan_actoren"])
    missing = missing_actoren(allen)
    if missing:
        waar = [nr for nr, id in enumerate(allen) if id in missing]
        raise Invalid.several([Invalid(f"toegewezenAanActoren.{nr}.uuid", "Actor object bestaat niet.") for nr in waar])
    return tuple(dict.fromkeys(allen))


def place(allen: Iterable[UUID], vraag: Klantvraag) -> dict[str, Any]:
    """Department and employee of the first actor that is ours; else the task stays with who has the question."""
    for id in allen:
        plek = werkplek(id)
        if plek is not None:
            return {"afdeling_code": plek.afdeling_code, "medewerker_id": plek.medewerker_id}
    return {"afdeling_code": vraag.afdeling_code, "medewerker_id": None}


def term(vraag: Klantvraag) -> Any:
    """The last day for a task given today: the term of the subject."""
    return onderwerp(vraag.onderwerp_code).uiterlijk(timezone.localdate())


def state(gegevens: dict[str, Any], was: InterneTaak | None) -> dict[str, Any]:
    """Columns for `status` and `afgehandeldOp`: done has a moment, not done has none."""
    status = gegevens.get("status", was.status if was else TaakStatus.TE_VERWERKEN)
    given: datetime | None = gegevens.get("afgehandeld_op")
    if status != TaakStatus.VERWERKT:
        if given:
            raise Invalid(
                "afgehandeldOp",
                "De Internetaak kan geen afgehandeld op datum bevatten als de status niet op 'verwerkt' staat.",
            )
        return {"status": status, "afgehandeld_op": None, "resultaat": ""}
    moment = given or (was.afgehandeld_op if was else None) or timezone.now()
    return {"status": status, "afgehandeld_op": moment}


def given_to(taak: InterneTaak, allen: Iterable[UUID], eigen: dict[str, Any]) -> list[TaakActor]:
    """Rows that say to whom a task was given."""
    return [
        TaakActor(taak_id=taak.id, klantvraag_id=taak.klantvraag_id, actor_id=id, volgorde=nr, **eigen)
        for nr, id in enumerate(allen)
    ]


def own_actor(taak: InterneTaak) -> UUID:
    """The employee or the department that has this promise, as an actor."""
    return taak.medewerker_id or actor_van_afdeling(taak.afdeling_code)
