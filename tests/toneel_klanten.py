"""A customer of the pack in the database, with an earlier question."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from geholpen.domain.berichten.commands import EigenVraag, stel_vraag
from geholpen.domain.kennis.queries import ONBEKEND
from geholpen.domain.partijen.commands import register_onbekende
from geholpen.platform.models import uuid7
from tests import bed, cast


@dataclass(frozen=True, slots=True)
class EchteKlant:
    """Who somebody is."""

    id: UUID
    mail: str


def maak_klant(sleutel: str, vraag: str = "") -> EchteKlant:
    """Somebody we know, with their mail address and a question from before."""
    wie = next(k for k in cast.PACK.klanten if k.sleutel == sleutel)
    id = uuid7()
    register_onbekende(bed.systeem().over({id}), id, [("email", str(wie.mail))], wie.weergavenaam)
    if vraag:
        stel_vraag(bed.klant(id), id, EigenVraag(ONBEKEND, vraag))
    return EchteKlant(id, str(wie.mail))
