"""Letters that a person files: kept with what was read and drawn, until somebody says where they belong."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten.brieven.models import Scan, ScanStaat
from geholpen.domain.berichten.commands.handmatig import Plek, file_by_hand
from geholpen.domain.berichten.commands.indelen import Indeling
from geholpen.domain.berichten.policy import may_index
from geholpen.domain.berichten.ports import OntvangenBericht, OntvangenBijlage
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import ONBEKEND, onderwerpen
from geholpen.domain.klantcontacten.queries import find_kenmerk
from geholpen.platform.context import Context, system
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

AL_GEDAAN = "Deze brief is al ingedeeld door een collega."


@dataclass(frozen=True, slots=True)
class Keuze:
    """Where a letter belongs: at a question by its reference, or as a new question of a customer or of a stranger."""

    kenmerk: str = ""
    partij_id: UUID | None = None
    naam: str = ""  # of a stranger
    onderwerp_code: str = ONBEKEND


@command(
    may=may_index,
    gegevens={G.CONTACTINHOUD},
    voor="post_indelen",
    naam="Uw brief is door een medewerker bij uw vraag gelegd",
    betrokkenen=lambda filed: [filed.partij_id] if filed.partij_id else [],
)
def index_scan(ctx: Context, envelop_id: UUID, keuze: Keuze) -> Indeling:
    """File a letter where a person says it belongs. Raises Invalid when it was filed, or the choice is none.

    The employee only points; the system writes, under the purpose of taking messages in.
    """
    scan = _waiting(envelop_id)
    filed = file_by_hand(system("brief", "indelen"), envelop_id, as_bericht(scan), scan.ontvangen_op, _place(keuze))
    _empty(ctx, scan, ScanStaat.INGEDEELD)
    return filed


def _place(keuze: Keuze) -> Plek:
    """Where it goes. Raises Invalid for a choice that is none."""
    if keuze.kenmerk.strip():
        found = find_kenmerk(system("brief", "indelen"), keuze.kenmerk.strip())
        if found is None:
            raise Invalid("kenmerk", "Er is geen vraag met dit kenmerk. Controleer de letters en cijfers.")
        return Plek(*found)
    if keuze.onderwerp_code not in {o.code for o in onderwerpen()} | {ONBEKEND}:
        raise Invalid("onderwerp", "Kies waar de brief over gaat.")
    if keuze.partij_id is None and not keuze.naam.strip():
        raise Invalid("naam", "Kies een klant, of schrijf op hoe de afzender heet.")
    return Plek(keuze.partij_id, None, keuze.naam.strip(), keuze.onderwerp_code)


@command(
    may=may_index, gegevens={G.CONTACTINHOUD}, voor="post_indelen", naam="Post weggelegd", betrokkenen=lambda _: []
)
def discard_scan(ctx: Context, envelop_id: UUID) -> None:
    """This is no letter for us (advertising, an empty sheet). The raw scan stays as long as every envelope."""
    _empty(ctx, _waiting(envelop_id), ScanStaat.GEEN_BRIEF)


def _waiting(envelop_id: UUID) -> Scan:
    scan = Scan.objects.select_for_update().filter(envelop_id=envelop_id, staat=ScanStaat.WACHT).first()
    if scan is None:
        raise Invalid("brief", AL_GEDAAN)
    return scan


def _empty(ctx: Context, scan: Scan, staat: str) -> None:
    Scan.objects.filter(envelop_id=scan.envelop_id).update(
        staat=staat,
        tekst="",
        gelezen={},
        stukken=[],
        bestanden=[],
        beelden=[],
        medewerker_id=ctx.actor.id,
        ingedeeld_op=timezone.now(),
    )


def as_bericht(scan: Scan) -> OntvangenBericht:
    """What was read of it, as a message again."""
    bijlagen = tuple(
        OntvangenBijlage(
            stuk["naam"],
            stuk["type"],
            stuk["type"],
            bytes(inhoud),
            stuk["sha256"],
            waarschuwing=stuk["waarschuwing"],
        )
        for stuk, inhoud in zip(scan.stukken, scan.bestanden, strict=True)
    )
    return OntvangenBericht(
        message_id=scan.gelezen["message_id"],
        van=None,
        tekst=scan.tekst,
        nieuwe_tekst=scan.tekst,
        bijlagen=bijlagen,
        waarschuwingen=tuple(scan.gelezen["waarschuwingen"]),
        synthetisch_id=True,
        bewezen=False,
    )
