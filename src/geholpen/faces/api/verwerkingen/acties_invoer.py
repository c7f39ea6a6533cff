"""What callers of Verwerkingenlogging (VNG 0.9.0) send: bodies and search terms, checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from rest_framework import serializers as drf

from geholpen.domain.verantwoording.commands import NieuweActie, NieuwObject
from geholpen.domain.verantwoording.queries import Actievraag, is_burgerservicenummer
from geholpen.faces.api.fouten import invalid
from geholpen.faces.api.invoer import snake
from geholpen.faces.api.openapi_velden import camel
from geholpen.faces.api.verzoek import Verzoek

VERTROUWELIJKHEID = ("normaal", "vertrouwelijk", "opgeheven")
_DUUR = RegexValidator(r"\AP(?=\d)(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,5}D)?\Z")
_OIN = RegexValidator(r"\A[0-9]{20}\Z")
STANDAARD, HOOGSTENS = 100, 250


class SoortGegeven(drf.Serializer[Any]):
    """A kind of data."""

    soort_gegeven = drf.CharField(max_length=242)


class Object(drf.Serializer[Any]):
    """A person in an action."""

    objecttype = drf.ChoiceField(["persoon"])
    soort_object_id = drf.CharField(max_length=242)
    object_id = drf.CharField(max_length=40)
    betrokkenheid = drf.CharField(max_length=242, required=False)
    verwerkte_soorten_gegevens = SoortGegeven(many=True, required=False)


class ActieInvoer(drf.Serializer[Any]):
    """An action: every member that a caller may give."""

    actie_naam = drf.CharField(max_length=242, required=False)
    handeling_naam = drf.CharField(max_length=242, required=False)
    verwerking_naam = drf.CharField(max_length=242, required=False)
    verwerking_id = drf.UUIDField(required=False)
    verwerkingsactiviteit_id = drf.UUIDField(required=False)
    verwerkingsactiviteit_url = drf.URLField(max_length=2042, required=False)
    vertrouwelijkheid = drf.ChoiceField(VERTROUWELIJKHEID, default="normaal")
    bewaartermijn = drf.CharField(max_length=40, required=False, validators=[_DUUR])
    uitvoerder = drf.CharField(max_length=20, required=False, validators=[_OIN])
    systeem = drf.CharField(max_length=242, required=False)
    gebruiker = drf.CharField(max_length=40, required=False)
    gegevensbron = drf.CharField(max_length=242, required=False)
    soort_afnemer_id = drf.CharField(max_length=242, required=False)
    afnemer_id = drf.CharField(max_length=40, required=False)
    verwerkingsactiviteit_id_afnemer = drf.UUIDField(required=False)
    verwerkingsactiviteit_url_afnemer = drf.URLField(max_length=2042, required=False)
    verwerking_id_afnemer = drf.UUIDField(required=False)
    tijdstip = drf.DateTimeField()
    verwerkte_objecten = Object(many=True, allow_empty=False)


class VerwerkingInvoer(drf.Serializer[Any]):
    """What can be changed of a whole verwerking."""

    bewaartermijn = drf.CharField(max_length=40, required=False, validators=[_DUUR])
    vertrouwelijkheid = drf.ChoiceField(VERTROUWELIJKHEID, required=False)


_EIGEN = {"verwerking_id", "verwerkingsactiviteit_id", "vertrouwelijkheid", "bewaartermijn", "tijdstip"}


def actie(verzoek: Verzoek) -> NieuweActie:
    """The action in the body. Raises ValidationError."""
    found = ActieInvoer().run_validation(snake(verzoek.json))
    velden = {camel(naam): str(waarde) for naam, waarde in found.items() if naam not in _EIGEN | {"verwerkte_objecten"}}
    return NieuweActie(
        tijdstip=found["tijdstip"],
        objecten=tuple(_object(o) for o in found["verwerkte_objecten"]),
        vertrouwelijkheid=found["vertrouwelijkheid"],
        verwerking_id=found.get("verwerking_id"),
        activiteit=found.get("verwerkingsactiviteit_id"),
        bewaartermijn=found.get("bewaartermijn", ""),
        velden=velden,
    )


def _object(o: dict[str, Any]) -> NieuwObject:
    soorten = tuple(s["soort_gegeven"] for s in o.get("verwerkte_soorten_gegevens", ()))
    return NieuwObject(o["soort_object_id"], o["object_id"], o.get("betrokkenheid", ""), soorten)


def verwerking(verzoek: Verzoek) -> tuple[UUID, str, str]:
    """(which verwerking, its new term, its new confidentiality; "" is no change). Raises ValidationError."""
    found = VerwerkingInvoer().run_validation(snake(verzoek.json))
    id = _uuid("verwerkingId", dict(verzoek.vraag).get("verwerkingId", ""), required=True)
    assert id is not None  # noqa: S101  it was required
    return id, found.get("bewaartermijn", ""), found.get("vertrouwelijkheid", "")


def vraag(verzoek: Verzoek, *, periode: bool) -> Actievraag:
    """The search in the address, or in the body of a POST. `periode`: both dates must be there. Raises ValidationError.

    A BSN is refused in an address: those end in logs along the way.
    """
    given = _given(verzoek)
    verplicht = ["objecttype", "soortObjectId", "objectId", *(("beginDatum", "eindDatum") if periode else ())]
    missing = {
        naam: [drf.ErrorDetail(_("Dit veld is vereist."), "required")] for naam in verplicht if not given.get(naam)
    }
    if missing:
        raise drf.ValidationError(missing)
    soort, object_id = _short("soortObjectId", given, 242), _short("objectId", given, 64)
    if given["objecttype"] != ["persoon"]:
        raise invalid("objecttype", "invalid_choice", _("Kies persoon."))
    if verzoek.methode == "GET" and is_burgerservicenummer(soort, object_id):
        tekst = _("Zet een BSN niet in het adres. Zoek met POST op …/zoek, met dezelfde gegevens in de inhoud.")
        raise invalid("objectId", "bsn-in-adres", tekst)
    page, size = _page(given)
    return Actievraag(
        soort,
        object_id,
        van=_day("beginDatum", given),
        tot=_day("eindDatum", given),
        vertrouwelijkheid=_chosen(given.get("vertrouwelijkheid", [])),
        activiteit=_uuid("verwerkingsactiviteitId", *given.get("verwerkingsactiviteitId", [""])[:1]),
        begin=(page - 1) * size,
        aantal=size,
        tm=_uuid("peil", *given.get("peil", [""])[:1]),
    )


def _given(verzoek: Verzoek) -> dict[str, list[str]]:
    """Every search term with its values."""
    found: dict[str, list[str]] = {}
    body = verzoek.json if verzoek.methode == "POST" else {}
    if not isinstance(body, dict):
        raise invalid("nonFieldErrors", "invalid", _("Stuur een JSON-object met waarop u zoekt."))
    for naam, waarde in [*verzoek.vraag, *body.items()]:
        values = waarde if isinstance(waarde, list) else [waarde]
        plain = (str(v) for v in values if isinstance(v, str | int) and not isinstance(v, bool))
        found.setdefault(naam, []).extend(v for v in plain if v and "\x00" not in v)
    return found


def _short(naam: str, given: dict[str, list[str]], hoogstens: int) -> str:
    value = given[naam][0].strip()
    if not value or len(value) > hoogstens:
        raise invalid(naam, "max_length", _("Geef 1 tot %(aantal)s tekens.") % {"aantal": hoogstens})
    return value


def _chosen(given: Sequence[str]) -> frozenset[str]:
    found = frozenset(part for value in given for part in value.split(",") if part)
    if not found <= set(VERTROUWELIJKHEID):
        raise invalid("vertrouwelijkheid", "invalid_choice", _("Kies normaal, vertrouwelijk of opgeheven."))
    return found


def _day(naam: str, given: dict[str, list[str]]) -> datetime | None:
    """The first moment of a day, in our time zone."""
    text = next(iter(given.get(naam, [])), "")
    if not text:
        return None
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None or not 1900 <= found.year <= 9000:
        raise invalid(naam, "invalid", _("Schrijf een datum als 2026-11-29."))
    return timezone.make_aware(datetime.combine(found, time()))


def _uuid(naam: str, text: str = "", *, required: bool = False) -> UUID | None:
    if not text and not required:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise invalid(naam, "invalid", _("Geef een uuid.")) from None


def _page(given: dict[str, list[str]]) -> tuple[int, int]:
    def number(naam: str, usual: int, most: int) -> int:
        text = next(iter(given.get(naam, [])), "")
        found = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
        return min(found, most) or usual

    return number("page", 1, 99_999), number("pageSize", STANDAARD, HOOGSTENS)
