"""File a parsed message: drop a copy, handle a bounce, find or make customer and klantvraag, store the message."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils import timezone

from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.commands import bounces
from geholpen.domain.berichten.commands.opslaan import Plek, store_bericht
from geholpen.domain.berichten.draden import Draad, find_draad
from geholpen.domain.berichten.models import Envelop, EnvelopStaat
from geholpen.domain.berichten.policy import may_intake
from geholpen.domain.berichten.ports import Aard, OntvangenBericht
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import ONBEKEND, suggest_onderwerp
from geholpen.domain.klantcontacten.commands import (
    NieuweKlantvraag,
    NieuwKlantcontact,
    record_beurt,
    register_klantcontact,
    start_klantvraag,
)
from geholpen.domain.partijen.commands import register_onbekende
from geholpen.domain.partijen.queries import Kandidaat, recognise
from geholpen.platform import tasks
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.models import uuid7


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
    envelop = (
        Envelop.objects.select_for_update(skip_locked=True)
        .filter(id=envelop_id, staat=EnvelopStaat.NIEUW)
        .defer("ruw")
        .first()
    )
    if envelop is None:
        return Indeling("")
    filed = _file(ctx, envelop, bericht)
    Envelop.objects.filter(id=envelop_id).update(
        staat=filed.staat, partij_id=filed.partij_id, bericht_id=filed.bericht_id, verwerkt_op=timezone.now(), uitleg=""
    )
    return filed


@dataclass(frozen=True, slots=True)
class _Afzender:
    """How sure we are who sent this, and the customer it belongs to; `nieuw` when nobody is known."""

    niveau: str
    partij_id: UUID
    nieuw: bool = False


def _file(ctx: Context, envelop: Envelop, bericht: OntvangenBericht) -> Indeling:
    _one_at_a_time(bericht)
    if copy := _copy_of(bericht):
        return Indeling(EnvelopStaat.DUBBEL, *copy)
    if bericht.aard == Aard.BOUNCE and (handled := bounces.record(ctx, bericht)):
        return Indeling(EnvelopStaat.GEEN_BERICHT, *handled)
    kandidaten = recognise(ctx, "email", bericht.van.adres) if bericht.van else []
    draad = find_draad(ctx, bericht, {k.partij_id for k in kandidaten})
    if draad is not None and draad.zeker:
        return _join(ctx, envelop, bericht, draad, _niveau(bericht, kandidaten, draad.partij_id))
    return _begin(ctx, envelop, bericht, draad, _afzender(bericht, kandidaten))


def _join(ctx: Context, envelop: Envelop, bericht: OntvangenBericht, draad: Draad, niveau: str) -> Indeling:
    """Put the message in the klantvraag it answers."""
    contact_id = register_klantcontact(
        ctx.over({draad.partij_id}),
        draad.partij_id,
        draad.klantvraag_id,
        _contact(envelop, bericht),
    )
    plek = Plek(draad.partij_id, draad.klantvraag_id, contact_id)
    return _store(ctx, envelop, bericht, plek, niveau, draad)


def _begin(ctx: Context, envelop: Envelop, bericht: OntvangenBericht, draad: Draad | None, van: _Afzender) -> Indeling:
    """Start a klantvraag, for a new customer when nobody is known, and confirm its receipt to a person."""
    eigen = ctx.over({van.partij_id})
    if van.nieuw:
        adres, naam = (bericht.van.adres, bericht.van.naam) if bericht.van else ("", "")
        register_onbekende(eigen, van.partij_id, "email", adres, naam)
    mens = bericht.aard == Aard.PERSOON
    code = suggest_onderwerp(bericht.onderwerpregel, bericht.nieuwe_tekst).code if mens else ONBEKEND
    contact = _contact(envelop, bericht)
    started = start_klantvraag(eigen, van.partij_id, NieuweKlantvraag(code, False, van.niveau, contact))
    plek = Plek(van.partij_id, started.klantvraag_id, started.klantcontact_id)
    filed = _store(ctx, envelop, bericht, plek, van.niveau, draad)
    if mens:
        tasks.defer("bevestig_ontvangst", eigen, partij_id=str(van.partij_id), klantvraag_id=str(started.klantvraag_id))
    return filed


def _contact(envelop: Envelop, bericht: OntvangenBericht) -> NieuwKlantcontact:
    return NieuwKlantcontact(
        envelop.kanaal, "klant", bericht.nieuwe_tekst, bericht.onderwerpregel, plaatsgevonden_op=envelop.ontvangen_op
    )


def _store(
    ctx: Context, envelop: Envelop, bericht: OntvangenBericht, plek: Plek, niveau: str, draad: Draad | None
) -> Indeling:
    eigen = ctx.over({plek.partij_id})
    mens = bericht.aard == Aard.PERSOON
    volgnummer = record_beurt(eigen, plek.partij_id, plek.klantvraag_id, "in", envelop.kanaal, mens)
    bericht_id = store_bericht(ctx, bericht, envelop, plek, volgnummer=volgnummer, niveau=niveau, draad=draad)
    return Indeling(EnvelopStaat.VERWERKT, plek.partij_id, plek.klantvraag_id, bericht_id)


def _one_at_a_time(bericht: OntvangenBericht) -> None:
    """Messages with one id, and messages from one sender, are filed one after another."""
    with connection.cursor() as cursor:
        for name in sorted({bericht.message_id, f"van:{bericht.van.adres}" if bericht.van else ""} - {""}):
            key = int.from_bytes(antwoordadres.message_key(name)[:8], "big", signed=True)
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _copy_of(bericht: OntvangenBericht) -> tuple[UUID, UUID, UUID] | None:
    """The message we already have with this id and this text. Another text under the same id is another message."""
    van = bericht.van.adres if bericht.van else ""
    content = antwoordadres.content_key(bericht.tekst, bericht.onderwerpregel, van)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT partij_id, klantvraag_id, bericht_id FROM zoek_bericht(%s::bytea[]) WHERE inhoud_sleutel = %s",
            [[antwoordadres.message_key(bericht.message_id)], content],
        )
        return cursor.fetchone()


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
