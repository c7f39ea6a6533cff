"""To which klantvraag does a message belong? Signed address, then our Message-IDs, then a reference in the subject.

A name or an id in a header proves nothing: without our signature the sender must already take part in the klantvraag.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from uuid import UUID

from geholpen.domain.berichten.antwoordadres import message_key, paper_codes, read_paper_key, read_reply_key
from geholpen.domain.berichten.models import BerichtInhoud, Verstrekking
from geholpen.domain.berichten.ports import OntvangenBericht
from geholpen.domain.klantcontacten.queries import find_kenmerk
from geholpen.platform import prepared
from geholpen.platform.context import Context


@dataclass(frozen=True, slots=True)
class Draad:
    """A klantvraag a message points at. `zeker` False: only "probably belongs to", the message starts its own."""

    partij_id: UUID
    klantvraag_id: UUID
    zeker: bool


def find_draad(ctx: Context, bericht: OntvangenBericht, kandidaten: Set[UUID]) -> Draad | None:
    """The klantvraag this message points at, or None. `kandidaten`: customers with the sender's address.

    Runs inside the intake door.
    """
    for sleutel in bericht.antwoordsleutels:
        ref = read_reply_key(sleutel)
        if ref and (found := find_kenmerk(ctx, ref)):
            return Draad(*found, zeker=True)
    for sleutel in bericht.papiersleutels:
        ref = read_paper_key(sleutel)
        if ref and (found := find_kenmerk(ctx, ref)):
            return Draad(*found, zeker=True)
    return _by_message_ids(bericht, kandidaten) or _by_subject(ctx, bericht, kandidaten)


def find_papiercode(ctx: Context, bericht: OntvangenBericht) -> Draad | None:
    """The klantvraag of which the code on our letter was typed over, for channels without a subject or a thread."""
    for ref in paper_codes(bericht.nieuwe_tekst):
        if found := find_kenmerk(ctx, ref):
            return Draad(*found, zeker=True)
    return None


def _by_message_ids(bericht: OntvangenBericht, kandidaten: Set[UUID]) -> Draad | None:
    ids = [*bericht.in_reply_to, *reversed(bericht.references)]
    keys = {message_key(mid): position for position, mid in reversed(list(enumerate(ids)))}
    if not keys:
        return None
    rows = prepared.fetch("SELECT sleutel, partij_id, klantvraag_id FROM zoek_bericht(%s::bytea[])", [list(keys)])
    if not rows:
        return None
    _key, partij_id, klantvraag_id = min(rows, key=lambda row: keys[bytes(row[0])])
    return Draad(partij_id, klantvraag_id, _takes_part(partij_id, klantvraag_id, bericht, kandidaten))


def _by_subject(ctx: Context, bericht: OntvangenBericht, kandidaten: Set[UUID]) -> Draad | None:
    for kenmerk in bericht.onderwerpsleutels:
        if found := find_kenmerk(ctx, kenmerk):
            return Draad(*found, zeker=_takes_part(*found, bericht, kandidaten))
    return None


def _takes_part(partij_id: UUID, klantvraag_id: UUID, bericht: OntvangenBericht, kandidaten: Set[UUID]) -> bool:
    """The sender is the customer of the klantvraag, or somebody who wrote or was written to in it before."""
    if not bericht.afzender:
        return False
    if partij_id in kandidaten:
        return True
    talk = BerichtInhoud.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id)
    adres = bericht.afzender[0].waarde
    if talk.filter(van=adres).exists() or talk.filter(aan__contains=[adres]).exists():
        return True
    return Verstrekking.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, adres=adres).exists()
