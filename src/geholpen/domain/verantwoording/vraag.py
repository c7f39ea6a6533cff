"""What is asked of the processing log, as the extension for reading has it, in terms of our own lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from geholpen.domain.doelbinding.queries import pseudoniem_soort
from geholpen.domain.verantwoording import pseudoniem
from geholpen.domain.verantwoording.betrokkenen import Betrokkenen, whom
from geholpen.domain.verantwoording.ldv import AANROEPER, ACTIVITEIT, BETROKKENE, BETROKKENE_SOORT
from geholpen.domain.verantwoording.regels import Regelvraag
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid

_LAATST_MS = 253_402_300_799_999  # the last moment a date can have


@dataclass(frozen=True, slots=True)
class LdvVraag:
    """A search by any of these; "" and None are no limit. `na`: the place where the page before ended."""

    trace: str = ""
    start: int | None = None
    einde: int | None = None
    activiteit: str = ""
    betrokkene: str = ""
    betrokkene_soort: str = ""
    aanroeper: str = ""
    na: str = ""


def van_json(gegeven: dict[str, Any], na: str) -> LdvVraag:
    """The search in a body. Raises Invalid: nothing to search by, or not what it should be."""
    teksten = {
        "trace": "traceId",
        "activiteit": ACTIVITEIT,
        "betrokkene": BETROKKENE,
        "betrokkene_soort": BETROKKENE_SOORT,
        "aanroeper": AANROEPER,
    }
    getallen = {"start": "startTime", "einde": "endTime"}
    bekend = {*teksten.values(), *getallen.values()}
    if not bekend & set(gegeven):
        raise Invalid("nonFieldErrors", f"Geef ten minste één van: {', '.join(sorted(bekend))}.", "required")
    found: dict[str, Any] = {}
    for eigen, naam in teksten.items():
        if naam in gegeven:
            found[eigen] = _text(gegeven[naam], naam)
    for eigen, naam in getallen.items():
        if naam in gegeven:
            found[eigen] = _ms(gegeven[naam], naam)
    if "trace" in found:
        found["trace"] = _trace(found["trace"]).hex
    return LdvVraag(**found, na=na)


def _text(value: Any, naam: str) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > 2042 or "\x00" in value:
        raise Invalid(naam, "Geef een tekst van 1 tot 2042 tekens.")
    return value.strip()


def _ms(value: Any, naam: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LAATST_MS:
        raise Invalid(naam, "Geef een heel aantal milliseconden sinds 1970.")
    return value


def _trace(value: str) -> UUID:
    """Both spellings: 32 hexadecimal digits, or the same with dashes."""
    try:
        return UUID(value)
    except ValueError:
        raise Invalid("traceId", "Geef 32 hexadecimale tekens, met of zonder streepjes.") from None


def of_lines(ctx: Context, v: LdvVraag) -> tuple[Regelvraag | None, Betrokkenen | None]:
    """The search in our own lines (None: none can match) and whom it names. Raises Invalid."""
    wie = whom(ctx, v.betrokkene_soort, v.betrokkene) if v.betrokkene else None
    vraag = Regelvraag(
        partijen=wie.partijen if wie else None,
        trace=UUID(v.trace) if v.trace else None,
        van=_moment(v.start),
        tot=_moment(v.einde, last=True),
        na=_place(v.na),
    )
    if v.betrokkene_soort and not v.betrokkene and not _is_ours(v.betrokkene_soort):
        return None, wie
    if v.activiteit:
        uuid, versie = _activity(v.activiteit)
        if uuid is None:
            return None, wie
        vraag = replace(vraag, activiteit=uuid, versie=versie)
    if v.aanroeper:
        try:
            vraag = replace(vraag, applicatie=UUID(v.aanroeper))
        except ValueError:
            return None, wie
    return vraag, wie


def _is_ours(soort: str) -> bool:
    begin, _slash, nummer = soort.rpartition("/")
    eigen = pseudoniem_soort(timezone.now()).rpartition("/")[0]
    return begin == eigen and nummer in {str(n) for n in pseudoniem.sleutels()}


def _activity(uri: str) -> tuple[UUID | None, int | None]:
    """The activity, and its version when the address names one; (None, None) when it is not of our register."""
    delen, eigen = urlsplit(uri), urlsplit(settings.ADRES)
    begin = f"{eigen.path}/verwerkingen/"
    if (delen.scheme, delen.netloc) != (eigen.scheme, eigen.netloc) or not delen.path.startswith(begin):
        return None, None
    try:
        uuid = UUID(delen.path.removeprefix(begin))
    except ValueError:
        return None, None
    versie = parse_qs(delen.query).get("versie", [""])[0]
    return uuid, int(versie) if versie.isascii() and versie.isdigit() and len(versie) < 5 else None


def _moment(ms: int | None, *, last: bool = False) -> datetime | None:
    """The moment; `last`: the end of that millisecond."""
    if ms is None:
        return None
    begin = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
    return begin + timedelta(microseconds=999) if last else begin


def _place(na: str) -> tuple[UUID, UUID] | None:
    if not na:
        return None
    try:
        return UUID(na[:32]), UUID(na[32:])
    except ValueError:
        raise Invalid("na", "Dit is geen plaats in een lijst. Begin opnieuw zonder `na`.") from None
