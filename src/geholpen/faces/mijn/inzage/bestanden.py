"""The log of one customer in the two forms of the standards: LDV 1.0.0 and VNG Verwerkingenlogging 0.9. Pure.

Neither names an employee, a department or a system; other people in the same act are not in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.doelbinding.queries import Logregel, activiteit_uri, object_id, pseudoniem_soort, span

#: How an act that ended this way is told; the normal success is Unset.
_STATUS = {"fout": "Error"}
#: The reason behind an act, as the second level of the three names that the VNG form has.
_HANDELING = {
    "klantvraag": "Een vraag van u beantwoorden",
    "taak": "Een belofte aan u nakomen",
    "gesprek": "Met u praten",
    "noodtoegang": "Met spoed helpen",
    "eigen_verzoek": "U kijkt zelf",
    "machtiging": "Iemand handelt voor u",
    "lijst": "Werk verdelen",
    "systeem": "Automatisch verwerken",
    "koppeling": "Een ander programma van ons",
}


def ldv(regels: Iterable[Logregel], wie: str, partij_id: UUID) -> list[dict[str, Any]]:
    """Lines as in Logboek dataverwerkingen. `wie`: the pseudonym of the customer."""
    return [_ldv(regel, wie, partij_id) for regel in regels]


def _ldv(regel: Logregel, wie: str, partij_id: UUID) -> dict[str, Any]:
    moment = int(regel.moment.timestamp() * 1000)
    soorten = ", ".join(_naam(soort) for soort in regel.soorten)
    return {
        "trace_id": regel.trace.hex,
        "span_id": span(regel.id, partij_id),
        "status": _STATUS.get(regel.uitkomst, "Unset"),
        "name": f"{regel.naam} ({soorten})" if soorten else regel.naam,
        "start_time": moment,
        "end_time": moment,
        "resource": {"attributes": {"service.name": "geholpen"}},
        "attributes": {
            "dpl.core.processing_activity_id": activiteit_uri(regel.activiteit),
            "dpl.core.data_subject_id": wie,
            "dpl.core.data_subject_id_type": pseudoniem_soort(regel.moment),
        },
    }


def vng(regels: Iterable[Logregel], wie: str, partij_id: UUID, oin: str) -> dict[str, Any]:
    """Lines as the citizen's interface of Verwerkingenlogging gives them."""
    results = [_vng(regel, wie, partij_id, oin) for regel in regels]
    return {"count": len(results), "next": None, "previous": None, "results": results}


def _vng(regel: Logregel, wie: str, partij_id: UUID, oin: str) -> dict[str, Any]:
    id = object_id(regel.id, partij_id)
    object_ = {
        "url": f"{settings.ADRES}/verwerkingeninzage/api/v1/verwerkte-objecten/{id}",
        "verwerktObjectId": str(id),
        "objecttype": "persoon",
        "soortObjectId": "pseudoniem",
        "objectId": wie[:40],
        "betrokkenheid": "Klant",
        "verwerkteSoortenGegevens": [{"soortGegeven": _naam(soort)} for soort in regel.soorten],
    }
    return object_ | {"verwerkingsactie": _actie(regel, id, object_, oin)}


def _actie(regel: Logregel, id: UUID, object_: dict[str, Any], oin: str) -> dict[str, Any]:
    moment = regel.moment.isoformat()
    return {
        "url": f"{settings.ADRES}/verwerkingenlogging/api/v1/verwerkingsacties/{id}",
        "actieId": str(id),
        "actieNaam": regel.naam[:242],
        "handelingNaam": _HANDELING.get(regel.aanleiding_soort, regel.aanleiding_soort),
        "verwerkingNaam": regel.doel,
        "verwerkingId": str(regel.aanleiding_id or regel.trace),
        "verwerkingsactiviteitId": str(regel.activiteit),
        "verwerkingsactiviteitUrl": activiteit_uri(regel.activiteit),
        "vertrouwelijkheid": "normaal",
        "bewaartermijn": f"P{regel.bewaardagen}D",
        "uitvoerder": oin,
        "tijdstip": moment,
        "tijdstipRegistratie": moment,
        "verwerkteObjecten": [object_],
    }


def _naam(soort: Gegevenssoort) -> str:
    return soort.name.lower().replace("_", " ")
