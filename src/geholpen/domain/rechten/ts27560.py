"""A consent as a record and a receipt, with the fields of ISO/IEC TS 27560:2023 as its public comparison has them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import Versie, activiteit_uri, pseudoniem
from geholpen.domain.organisatie.queries import oin, organisatie
from geholpen.domain.rechten.models import Staat, Toestemming
from geholpen.platform.models import uuid7

_BIJZONDER = frozenset({G.GEZONDHEID, G.STRAFRECHTELIJK})
SCHEMA = "ISO-27560"


def record(t: Toestemming, doel: Versie) -> dict[str, Any]:
    """The consent as we keep it."""
    return {
        "header": {
            "schema_version": SCHEMA,
            "record_id": str(t.id),
            "pii_principal_id": pseudoniem(t.partij_id),
        },
        "processing": _processing(t, doel),
        "parties": [_organisatie(), *_vertegenwoordigers(t)],
        "events": _events(t),
    }


def receipt(t: Toestemming, doel: Versie) -> dict[str, Any]:
    """The same, as it is handed to the person."""
    made = record(t, doel)
    made["header"]["receipt_id"] = str(uuid7())
    return made


def _processing(t: Toestemming, doel: Versie) -> dict[str, Any]:
    i = doel.inhoud
    return {
        "privacy_notice": activiteit_uri(doel.uuid),
        "notice_version_hash": t.tekst_hash,
        "language": t.taal,
        "purposes": [{"purpose": i.doel, "verwerkingsactiviteit": activiteit_uri(doel.uuid)}],
        "lawful_basis": "toestemming",
        "pii_information": [
            {
                "pii_type": G(g.soort).name.lower(),
                "pii_optional": True,
                "sensitive_pii_category": g.soort in _BIJZONDER,
                "special_pii_category": g.soort in _BIJZONDER,
            }
            for g in i.gegevens
        ],
        "pii_controllers": [organisatie().naam],
        "collection_method": t.kanaal,
        "storage_locations": [str(p) for p in organisatie().instellingen.get("opslaglocaties") or []],  # type: ignore[attr-defined]
        "retention_period": f"P{i.bewaardagen}D",
        "jurisdiction": "NL",
        "recipient_third_parties": list(i.ontvangers),
        "withdrawal_method": f"{settings.ADRES}/mijn/rechten/",
        "privacy_rights": ["inzage", "correctie", "verwijdering", "beperking", "bezwaar", "overdraagbaarheid"],
        "authority_party": "Autoriteit Persoonsgegevens",
    }


def _organisatie() -> dict[str, Any]:
    wij = organisatie()
    return {
        "party_id": oin(),
        "party_name": wij.naam,
        "party_address": wij.naam,
        "party_contact": wij.mailadres,
        "party_email": wij.mailadres,
        "party_phone": wij.telefoon,
        "party_role": "verwerkingsverantwoordelijke",
        "party_type": "overheidsorganisatie",
    }


def _vertegenwoordigers(t: Toestemming) -> list[dict[str, Any]]:
    """Who answered or withdrew for the person: by pseudonym, and as what. Reached through us."""
    wie, wij = {t.gegeven_door: t.gegeven_als, t.ingetrokken_door: t.ingetrokken_als}, organisatie()
    return [
        {
            "party_id": pseudoniem(id),
            "party_name": f"vertegenwoordiger ({als})",
            "party_address": wij.naam,
            "party_contact": wij.mailadres,
            "party_role": "vertegenwoordiger",
            "party_type": als,
        }
        for id, als in wie.items()
        if id is not None
    ]


def _events(t: Toestemming) -> list[dict[str, Any]]:
    """What happened, oldest first: the answer, and that it was withdrawn or ran out."""
    first = Staat.GEWEIGERD if t.staat == Staat.GEWEIGERD else Staat.GEGEVEN
    found = [_event(t, t.moment.isoformat(), str(first), t.gegeven_door)]
    if t.ingetrokken_op:
        found.append(_event(t, t.ingetrokken_op.isoformat(), str(Staat.INGETROKKEN), t.ingetrokken_door))
    return found


def _event(t: Toestemming, moment: str, staat: str, wie: UUID | None) -> dict[str, Any]:
    dagen = round((t.geldig_tot - t.moment) / timedelta(days=1))
    return {
        "event_time": moment,
        "validity_duration": f"P{dagen}D",
        "entity_id": pseudoniem(wie or t.partij_id),
        "event_type": "uitdrukkelijk",
        "event_state": staat,
    }
