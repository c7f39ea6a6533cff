"""Verwerkingenlogging for the person it is about (VNG, Inzage API 0.9.0): never system, user or source; nobody else."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import orjson
from django.utils.translation import gettext_noop
from rest_framework.exceptions import NotFound

from geholpen.domain.verantwoording import queries
from geholpen.faces.api.routes import Json, Route, ref
from geholpen.faces.api.verwerkingen import acties_invoer as invoer
from geholpen.faces.api.verwerkingen import acties_vorm as vorm
from geholpen.faces.api.verwerkingen import bewerking
from geholpen.faces.api.verzoek import Antwoord, Verzoek
from geholpen.platform.context import Context


def zoek(ctx: Context, verzoek: Verzoek, _delen: Mapping[str, str]) -> Antwoord:
    """What was done with somebody's data in a period."""
    vraag = invoer.vraag(verzoek, periode=True)
    found = queries.verwerkte_objecten(ctx, vraag)
    rijen = [vorm.verwerkt_object(verzoek, a, o) for a in found.acties for o in a.objecten]
    peil = vraag.tm or max((a.id for a in found.acties), default=None)
    return Antwoord(200, orjson.dumps(vorm.bladzijde(verzoek, vraag, found.totaal, rijen, peil)))


def lees(ctx: Context, verzoek: Verzoek, delen: Mapping[str, str]) -> Antwoord:
    """One of them."""
    try:
        id = UUID(delen["verwerktObjectId"])
    except ValueError:
        raise NotFound from None
    return Antwoord(200, orjson.dumps(vorm.verwerkt_object(verzoek, *queries.verwerkt_object(ctx, id))))


_UITGEBREID: Json = {
    "type": "object",
    "properties": {**bewerking.objectvorm()["properties"], "verwerkingsactie": ref("VerwerkingsactieBeperkt")},
    "required": bewerking.objectvorm()["required"],
}
SCHEMAS: dict[str, Json] = {
    "VerwerktObject": bewerking.objectvorm(),
    "VerwerkingsactieBeperkt": bewerking.actievorm(zonder=vorm.NIET_VOOR_BURGER),
    "VerwerktObjectUitgebreid": _UITGEBREID,
    "Zoekvraag": bewerking.zoekvraag(verplicht=True),
}
_LEES = ("read:normal", "read:confidential")
ROUTES = (
    Route(
        "GET",
        "verwerkte-objecten",
        zoek,
        "verwerkte-objecten_list",
        gettext_noop("Wat er met gegevens van één persoon is gedaan, met een pseudoniem in het adres"),
        antwoord=bewerking.lijst(ref("VerwerktObjectUitgebreid")),
        parameters=(
            *bewerking.OBJECTEN,
            *bewerking.periode(verplicht=True),
            bewerking.ACTIVITEIT,
            *bewerking.PAGINA,
        ),
        scopes=_LEES,
    ),
    Route(
        "POST",
        "verwerkte-objecten/zoek",
        zoek,
        "verwerkte-objecten_zoek",
        gettext_noop("Wat er met gegevens van één persoon is gedaan, met het BSN in de inhoud"),
        antwoord=bewerking.lijst(ref("VerwerktObjectUitgebreid")),
        lichaam=ref("Zoekvraag"),
        parameters=bewerking.PAGINA,
        scopes=_LEES,
    ),
    Route(
        "GET",
        "verwerkte-objecten/{verwerktObjectId}",
        lees,
        "verwerktobject_read",
        gettext_noop("Eén handeling met gegevens van één persoon"),
        antwoord=ref("VerwerktObjectUitgebreid"),
        scopes=_LEES,
    ),
)
