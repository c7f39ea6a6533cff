"""File a parsed message: drop a copy, handle a bounce, find or make customer and klantvraag, store the message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from geholpen.domain.berichten import antwoordadres, storm
from geholpen.domain.berichten.commands import bounces
from geholpen.domain.berichten.commands.opslaan import NieuwBericht, write_bericht
from geholpen.domain.berichten.draden import Draad, find_draad
from geholpen.domain.berichten.models import EnvelopStaat
from geholpen.domain.berichten.policy import may_intake
from geholpen.domain.berichten.ports import Aard, OntvangenBericht
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import ONBEKEND, suggest_onderwerp
from geholpen.domain.klantcontacten.commands import NieuweKlantvraag, NieuwKlantcontact
from geholpen.domain.klantcontacten.opschrijven import Beurt, begin_klantvraag, take_beurt
from geholpen.domain.partijen.commands import register_onbekende
from geholpen.domain.partijen.herkennen import Kandidaat, recognise
from geholpen.platform import prepared, tasks
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.models import uuid7

NIET_BEWEZEN = "Wij weten niet zeker of dit bericht van deze afzender komt. Geef geen gegevens zonder controle."
HOORT_MISSCHIEN_BIJ = "Dit bericht verwijst naar een andere vraag, maar de afzender doet daar niet aan mee."

_TAKE = "SELECT kanaal, ontvangen_op FROM envelop WHERE id = %s AND staat = %s FOR UPDATE SKIP LOCKED"
_DONE = """UPDATE envelop SET staat = %s, partij_id = %s, bericht_id = %s, verwerkt_op = now(), uitleg = ''
           WHERE id = %s"""
_LOCK = "SELECT pg_advisory_xact_lock(naam) FROM unnest(%s::bigint[]) naam"
_COPY = "SELECT partij_id, klantvraag_id, bericht_id FROM zoek_bericht(%s::bytea[]) WHERE inhoud_sleutel = %s"


@dataclass(frozen=True, slots=True)
class Indeling:
    """What became of an envelope."""

    staat: str
    partij_id: UUID | None = None
    klantvraag_id: UUID | None = None
    bericht_id: UUID | None = None


@command(
    may=may_intake,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD, G.DOCUMENTEN},
    leest={G.CONTACTADRESSEN},
    voor="intake",
    naam="Uw bericht is ontvangen en bij uw vraag gelegd",
    betrokkenen=lambda filed: [filed.partij_id] if filed.partij_id else [],
)
def file_envelop(ctx: Context, envelop_id: UUID, bericht: OntvangenBericht) -> Indeling:
    """File one parsed message in one transaction. Again changes nothing: the envelope is locked and checked."""
    waiting = prepared.fetch(_TAKE, [envelop_id, EnvelopStaat.NIEUW])
    if not waiting:
        return Indeling("")
    filed = _file(ctx, _Envelop(envelop_id, *waiting[0]), bericht)
    prepared.fetch(_DONE, [filed.staat, filed.partij_id, filed.bericht_id, envelop_id])
    return filed


@dataclass(frozen=True, slots=True)
class _Envelop:
    """What filing needs to know of the envelope."""

    id: UUID
    kanaal: str
    ontvangen_op: datetime


@dataclass(frozen=True, slots=True)
class _Afzender:
    """How sure we are who sent this, and the customer it belongs to; `nieuw` when nobody is known."""

    niveau: str
    partij_id: UUID
    nieuw: bool = False


def _file(ctx: Context, envelop: _Envelop, bericht: OntvangenBericht) -> Indeling:
    _one_at_a_time(bericht)
    if bericht.van:
        storm.count(bericht.van.adres)
    if copy := _copy_of(bericht):
        return Indeling(EnvelopStaat.DUBBEL, *copy)
    if bericht.aard == Aard.BOUNCE and (handled := bounces.record(ctx, bericht)):
        return Indeling(EnvelopStaat.GEEN_BERICHT, *handled)
    kandidaten = recognise("email", bericht.van.adres) if bericht.van else []
    draad = find_draad(ctx, bericht, {k.partij_id for k in kandidaten})
    if draad is not None and draad.zeker:
        return _join(ctx, envelop, bericht, draad, _niveau(bericht, kandidaten, draad.partij_id))
    return _begin(ctx, envelop, bericht, draad, _afzender(bericht, kandidaten))


def _join(ctx: Context, envelop: _Envelop, bericht: OntvangenBericht, draad: Draad, niveau: str) -> Indeling:
    """Put the message in the klantvraag it answers."""
    mens = bericht.aard == Aard.PERSOON
    beurt = take_beurt(ctx, draad.partij_id, draad.klantvraag_id, "in", envelop.kanaal, door_mens=mens)
    beurt.add_contact(ctx, _contact(envelop, bericht))
    return _store(ctx, envelop, bericht, beurt, niveau, draad)


def _begin(ctx: Context, envelop: _Envelop, bericht: OntvangenBericht, draad: Draad | None, van: _Afzender) -> Indeling:
    """Start a klantvraag, for a new customer when nobody is known, and confirm its receipt to a person."""
    eigen = ctx.over({van.partij_id})
    if van.nieuw:
        adres, naam = (bericht.van.adres, bericht.van.naam) if bericht.van else ("", "")
        register_onbekende(eigen, van.partij_id, "email", adres, naam)
    mens = bericht.aard == Aard.PERSOON
    code = suggest_onderwerp(bericht.onderwerpregel, bericht.nieuwe_tekst).code if mens else ONBEKEND
    vraag = NieuweKlantvraag(code, False, van.niveau, _contact(envelop, bericht))
    beurt = begin_klantvraag(ctx, van.partij_id, vraag, beurten=1)
    filed = _store(ctx, envelop, bericht, beurt, van.niveau, draad)
    if mens:
        tasks.defer("bevestig_ontvangst", eigen, partij_id=str(van.partij_id), klantvraag_id=str(vraag.id))
    return filed


def _contact(envelop: _Envelop, bericht: OntvangenBericht) -> NieuwKlantcontact:
    return NieuwKlantcontact(
        envelop.kanaal, "klant", bericht.nieuwe_tekst, bericht.onderwerpregel, plaatsgevonden_op=envelop.ontvangen_op
    )


def _store(
    ctx: Context, envelop: _Envelop, bericht: OntvangenBericht, beurt: Beurt, niveau: str, draad: Draad | None
) -> Indeling:
    nieuw = NieuwBericht(
        "in",
        envelop.kanaal,
        _inhoud(bericht, niveau, draad),
        bericht.aard,
        niveau,
        envelop.ontvangen_op,
        envelop_id=envelop.id,
    )
    write_bericht(ctx, beurt, nieuw, bijlagen=bericht.bijlagen)
    return Indeling(EnvelopStaat.VERWERKT, beurt.vraag.partij_id, beurt.vraag.id, nieuw.id)


def _inhoud(bericht: OntvangenBericht, niveau: str, draad: Draad | None) -> dict[str, Any]:
    warnings = list(bericht.waarschuwingen)
    if niveau == "asserted":
        warnings.append(NIET_BEWEZEN)
    if draad is not None and not draad.zeker:
        warnings.append(HOORT_MISSCHIEN_BIJ)
    return {
        "message_id": bericht.message_id,
        "in_reply_to": (bericht.in_reply_to[0] if bericht.in_reply_to else "")[:998],
        "referenties": list(bericht.references),
        "van": _van(bericht),
        "van_naam": bericht.van.naam[:320] if bericht.van else "",
        "aan": [a.adres for a in bericht.aan[:100]],
        "cc": [a.adres for a in bericht.cc[:100]],
        "onderwerpregel": bericht.onderwerpregel,
        "tekst": bericht.tekst,
        "nieuwe_tekst": bericht.nieuwe_tekst,
        "html_veilig": bericht.html_veilig,
        "externe_beelden": bericht.externe_beelden,
        "waarschuwingen": warnings,
    }


def _van(bericht: OntvangenBericht) -> str:
    return bericht.van.adres[:320] if bericht.van else ""


def _one_at_a_time(bericht: OntvangenBericht) -> None:
    """Messages with one id, and messages from one sender, are filed one after another."""
    names = sorted({bericht.message_id, f"van:{bericht.van.adres}" if bericht.van else ""} - {""})
    keys = [int.from_bytes(antwoordadres.message_key(name)[:8], "big", signed=True) for name in names]
    prepared.fetch(_LOCK, [keys])


def _copy_of(bericht: OntvangenBericht) -> tuple[UUID, UUID, UUID] | None:
    """The message we already have with this id and this text. Another text under the same id is another message."""
    content = antwoordadres.content_key(bericht.tekst, bericht.onderwerpregel, _van(bericht))
    for partij_id, klantvraag_id, bericht_id in prepared.fetch(
        _COPY, [[antwoordadres.message_key(bericht.message_id)], content]
    ):
        return partij_id, klantvraag_id, bericht_id
    return None


def _afzender(bericht: OntvangenBericht, kandidaten: list[Kandidaat]) -> _Afzender:
    """Who sent it. Nobody, or a household that shares the address: a new customer, never one picked by itself."""
    if len(kandidaten) != 1:
        return _Afzender("asserted", uuid7(), nieuw=True)
    partij_id = kandidaten[0].partij_id
    return _Afzender(_niveau(bericht, kandidaten, partij_id), partij_id)


def _niveau(bericht: OntvangenBericht, kandidaten: list[Kandidaat], partij_id: UUID) -> str:
    """A proven sender at an address we verified is verified, at an address we know matched; else only asserted."""
    known = next((k for k in kandidaten if k.partij_id == partij_id), None)
    if known is None or not bericht.echtheid.afzender_klopt:
        return "asserted"
    return "verified" if known.niveau in {"verified", "authenticated"} else "matched"
