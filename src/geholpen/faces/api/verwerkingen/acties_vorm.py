"""What Verwerkingenlogging (VNG 0.9.0) answers: an action, a person in it, and a page of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.utils import timezone

from geholpen.domain.verantwoording.queries import Actie, Actievraag, Object, soort_object_id
from geholpen.faces.api.verzoek import Verzoek

Json = dict[str, Any]
#: What a person who asks never gets.
NIET_VOOR_BURGER = frozenset({"systeem", "gebruiker", "gegevensbron"})
BEWERKING, INZAGE = "/verwerkingenlogging/api/v1/", "/verwerkingeninzage/api/v1/"


def actie(verzoek: Verzoek, a: Actie) -> Json:
    """An action with everybody in it."""
    return {**_kop(verzoek, a), **a.leden, "verwerkteObjecten": [_object(verzoek, o) for o in a.objecten]}


def verwerkt_object(verzoek: Verzoek, a: Actie, o: Object) -> Json:
    """One person with the action, as that person gets it."""
    over = _object(verzoek, o)
    leden = {naam: waarde for naam, waarde in a.leden.items() if naam not in NIET_VOOR_BURGER}
    return {**over, "verwerkingsactie": {**_kop(verzoek, a), **leden, "verwerkteObjecten": [over]}}


def _kop(verzoek: Verzoek, a: Actie) -> Json:
    return {
        "url": f"{_root(verzoek)}{BEWERKING}verwerkingsacties/{a.id}",
        "actieId": str(a.id),
        "vertrouwelijkheid": a.vertrouwelijkheid,
        "tijdstip": _moment(a.tijdstip),
        "tijdstipRegistratie": _moment(a.geregistreerd),
    }


def _moment(tijdstip: datetime) -> str:
    """In local time; in UTC for before 1937, when our clock was not a whole number of minutes off (RFC 3339, 5.6)."""
    hier = timezone.localtime(tijdstip)
    verschil = hier.utcoffset() or timedelta()
    return (tijdstip.astimezone(UTC) if verschil.seconds % 60 else hier).isoformat()


def _object(verzoek: Verzoek, o: Object) -> Json:
    found: Json = {
        "url": f"{_root(verzoek)}{INZAGE}verwerkte-objecten/{o.id}",
        "verwerktObjectId": str(o.id),
        "objecttype": "persoon",
        "soortObjectId": soort_object_id(),
        "objectId": o.pseudoniem,
        "verwerkteSoortenGegevens": [{"soortGegeven": s} for s in o.soorten],
    }
    return found | ({"betrokkenheid": o.betrokkenheid} if o.betrokkenheid else {})


def _root(verzoek: Verzoek) -> str:
    """Where our addresses begin, as the caller knows it."""
    for begin in (BEWERKING, INZAGE):
        if verzoek.basis.endswith(begin):
            return verzoek.basis.removesuffix(begin)
    return verzoek.basis.rstrip("/")


def bladzijde(verzoek: Verzoek, v: Actievraag, totaal: int, rijen: Sequence[Json], peil: UUID | None) -> Json:
    """A page. A search by POST is asked again with the same body, `page` in the address."""
    page = v.begin // v.aantal + 1
    return {
        "count": totaal,
        "next": _link(verzoek, page + 1, v, peil) if v.begin + v.aantal < totaal else None,
        "previous": _link(verzoek, page - 1, v, peil) if page > 1 else None,
        "results": list(rijen),
    }


def _link(verzoek: Verzoek, page: int, v: Actievraag, peil: UUID | None) -> str:
    """`peil`: the newest line of the first page, so that what comes in while somebody reads moves nothing."""
    rest = [(k, w) for k, w in verzoek.vraag if k not in {"page", "pageSize", "peil"}]
    more = [("page", str(page)), ("pageSize", str(v.aantal)), *([("peil", str(peil))] if peil else [])]
    return f"{verzoek.basis}{verzoek.pad}?{urlencode([*rest, *more])}"
