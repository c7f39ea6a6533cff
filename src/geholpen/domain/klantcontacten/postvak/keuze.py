"""What one looks at in the inbox, and in which order. Only words from these lists: nothing typed reaches the query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from geholpen.domain.klantcontacten.models import Genoemd, Klantcontact, Status, Uitgesteld, Volger
from geholpen.domain.organisatie.queries import werkdag_na
from geholpen.platform.context import Context

WIE = ("", "mij", "niemand", "volg", "genoemd", "later")
TERMIJN = ("", "te_laat", "vandaag", "week")
#: Waiting at least this many hours.
WACHT = {"": 0, "uur": 1, "dag": 24, "drie_dagen": 72}
STATUS = ("", Status.NIEUW, Status.IN_BEHANDELING, Status.WACHT_OP_KLANT, Status.AFGEHANDELD)
SORTEER: dict[str, tuple[Any, ...]] = {
    "": ("uiterlijk_op", "wacht_sinds", "id"),
    "wacht": (F("wacht_sinds").asc(nulls_last=True), "id"),
    "nieuw": ("-gestart_op", "-id"),
    "klant": ("partij_id", "uiterlijk_op", "id"),
}


@dataclass(frozen=True, slots=True)
class Werkkeuze:
    """Codes; an empty one does not narrow. `vraag` and `partijen` come out of a search by keyed hash."""

    wie: str = ""
    kanaal: str = ""
    onderwerp: str = ""
    status: str = ""
    termijn: str = ""
    taal: str = ""
    wacht: str = ""
    sorteer: str = ""
    vraag: UUID | None = None
    partijen: tuple[UUID, ...] | None = None

    @classmethod
    def of(cls, codes: Mapping[str, Any]) -> Werkkeuze:
        """The choice of these codes; other names are left out."""
        given: dict[str, Any] = {k: str(v) for k, v in codes.items() if k in _CODES and v}
        return cls(**given)


_CODES = frozenset(f.name for f in fields(Werkkeuze)) - {"vraag", "partijen"}


def chosen(ctx: Context, rows: Any, keuze: Werkkeuze) -> tuple[Any, tuple[Any, ...]]:
    """The rows of this choice and their order. Unknown words narrow nothing."""
    if keuze.status in STATUS and keuze.status:
        rows = rows.filter(status=keuze.status)
    else:
        rows = rows.exclude(status=Status.AFGEHANDELD)
    for veld, waarde in (("laatste_kanaal", keuze.kanaal), ("onderwerp_code", keuze.onderwerp)):
        if waarde:
            rows = rows.filter(**{veld: waarde})
    if keuze.vraag is not None:
        rows = rows.filter(id=keuze.vraag)
    if keuze.partijen is not None:
        rows = rows.filter(partij_id__in=keuze.partijen)
    rows = _in_time(rows, keuze)
    return _of_whom(ctx, _in_language(rows, keuze.taal), keuze), SORTEER.get(keuze.sorteer, SORTEER[""])


def _in_time(rows: Any, keuze: Werkkeuze) -> Any:
    vandaag = timezone.localdate()
    ours = ~Q(status=Status.WACHT_OP_KLANT)
    if keuze.termijn == "te_laat":
        rows = rows.filter(ours, uiterlijk_op__lt=vandaag)
    elif keuze.termijn == "vandaag":
        rows = rows.filter(ours, uiterlijk_op__lte=vandaag)
    elif keuze.termijn == "week":
        rows = rows.filter(ours, uiterlijk_op__lte=werkdag_na(vandaag, 5))
    if uren := WACHT.get(keuze.wacht):
        rows = rows.filter(wacht_sinds__lte=timezone.now() - timedelta(hours=uren))
    return rows


def _in_language(rows: Any, taal: str) -> Any:
    if not taal:
        return rows
    contacts = Klantcontact.objects.filter(partij_id=OuterRef("partij_id"), klantvraag_id=OuterRef("id"), taal=taal)
    return rows.filter(Exists(contacts))


def _of_whom(ctx: Context, rows: Any, keuze: Werkkeuze) -> Any:
    wie, ik = keuze.wie, ctx.actor.person
    later = Uitgesteld.objects.filter(tot__gt=timezone.now()).values("klantvraag_id")
    if wie == "later":
        return rows.filter(id__in=later)
    if wie == "volg":
        return rows.filter(id__in=Volger.objects.filter(medewerker_id=ik).values("klantvraag_id"))
    if wie == "genoemd":
        return rows.filter(id__in=Genoemd.objects.filter(medewerker_id=ik, gelezen_op=None).values("klantvraag_id"))
    if keuze.vraag is None and keuze.partijen is None:
        rows = rows.exclude(id__in=later)
    if wie == "mij":
        rows = rows.filter(behandelaar_id=ik)
    elif wie == "niemand":
        rows = rows.filter(behandelaar_id=None)
    return rows
