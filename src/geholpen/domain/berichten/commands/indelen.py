"""File a parsed message: drop a copy, handle a bounce, find or make customer and klantvraag, store the message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from geholpen.domain.berichten import antwoordadres, storm
from geholpen.domain.berichten.accounts import mailbox_named
from geholpen.domain.berichten.brieven.bewaren import keep
from geholpen.domain.berichten.commands import bounces
from geholpen.domain.berichten.commands.opslaan import NieuwBericht, write_bericht
from geholpen.domain.berichten.draden import Draad, find_draad, find_papiercode
from geholpen.domain.berichten.events import BerichtMetBriefcode
from geholpen.domain.berichten.models import Bericht, EnvelopStaat, Verstrekking
from geholpen.domain.berichten.policy import may_intake
from geholpen.domain.berichten.ports import Aard, OntvangenBericht, kanaal, wijzers
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

_TAKE = "SELECT kanaal, ontvangen_op, account FROM envelop WHERE id = %s AND staat = %s FOR UPDATE SKIP LOCKED"
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
    account: str = ""


@dataclass(frozen=True, slots=True)
class _Afzender:
    """How sure we are who sent this, and the customer it belongs to; `nieuw` when nobody is known."""

    niveau: str
    partij_id: UUID
    nieuw: bool = False


def _file(ctx: Context, envelop: _Envelop, bericht: OntvangenBericht) -> Indeling:
    _one_at_a_time(bericht)
    if van := _van(bericht):
        storm.count(van)
    if copy := _copy_of(bericht):
        return Indeling(EnvelopStaat.DUBBEL, *copy)
    if bericht.aard == Aard.BOUNCE and (handled := bounces.record(ctx, bericht)):
        return Indeling(EnvelopStaat.GEEN_BERICHT, *handled)
    kandidaten = _candidates(bericht)
    draad = find_draad(ctx, bericht, {k.partij_id for k in kandidaten})
    if draad is not None and draad.zeker:
        return _join(ctx, envelop, bericht, draad, _niveau(bericht, kandidaten, draad.partij_id))
    if asked := _asked(ctx, envelop, bericht):  # proven by this answer: the sender is a candidate from now on
        return _join(ctx, envelop, bericht, asked, _niveau(bericht, _candidates(bericht), asked.partij_id))
    if filed := _from_letter(ctx, envelop, bericht, kandidaten):
        return filed
    if bericht.door_mens:
        keep(envelop.id, envelop.ontvangen_op, bericht)
        return Indeling(EnvelopStaat.WACHT)
    if draad is None and (lopend := _going_on(envelop, kandidaten)):
        return _join(ctx, envelop, bericht, lopend, _niveau(bericht, kandidaten, lopend.partij_id))
    return _begin(ctx, envelop, bericht, draad, _afzender(bericht, kandidaten))


def _going_on(envelop: _Envelop, kandidaten: list[Kandidaat]) -> Draad | None:
    """In a chat app nobody names what they answer: the conversation that is going on with this one customer there."""
    duur = kanaal(envelop.kanaal).capabilities().doorlopend
    if duur is None or len(kandidaten) != 1:
        return None
    partij_id = kandidaten[0].partij_id
    recent = Bericht.objects.filter(partij_id=partij_id, kanaal=envelop.kanaal, moment__gt=envelop.ontvangen_op - duur)
    last = recent.order_by("-moment").values_list("klantvraag_id", flat=True).first()
    return Draad(partij_id, last, zeker=True) if last else None


def _from_letter(
    ctx: Context, envelop: _Envelop, bericht: OntvangenBericht, kandidaten: list[Kandidaat]
) -> Indeling | None:
    """In a chat app somebody types over the code on our letter. Who has the letter may add to the question; who it is
    has to be proven, which a room above asks when the sender is not the customer of that question."""
    if kanaal(envelop.kanaal).capabilities().doorlopend is None:
        return None
    draad = find_papiercode(ctx, bericht)
    if draad is None:
        return None
    filed = _join(ctx, envelop, bericht, draad, _niveau(bericht, kandidaten, draad.partij_id))
    if filed.bericht_id and draad.partij_id not in {k.partij_id for k in kandidaten}:
        ctx.publish(BerichtMetBriefcode(draad.partij_id, draad.klantvraag_id, filed.bericht_id))
    return filed


def _asked(ctx: Context, envelop: _Envelop, bericht: OntvangenBericht) -> Draad | None:
    """The conversation of which a room above asked whether it goes on here."""
    found = next((f for wijs in wijzers() if (f := wijs(ctx, envelop.kanaal, bericht))), None)
    return Draad(*found, zeker=True) if found else None


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
        naam = next((i.naam for i in bericht.afzender if i.naam), "")
        register_onbekende(eigen, van.partij_id, [(i.soort, i.waarde) for i in bericht.afzender], naam)
    mens = bericht.aard == Aard.PERSOON
    code = suggest_onderwerp(bericht.onderwerpregel, bericht.nieuwe_tekst).code if mens else ONBEKEND
    vraag = NieuweKlantvraag(code, False, van.niveau, _contact(envelop, bericht))
    beurt = begin_klantvraag(ctx, van.partij_id, vraag, beurten=1)
    if code == ONBEKEND and envelop.kanaal == "email" and (postbus := mailbox_named(envelop.account)):
        beurt.vraag.afdeling_code = postbus.afdeling_code or beurt.vraag.afdeling_code
    filed = _store(ctx, envelop, bericht, beurt, van.niveau, draad)
    if mens and envelop.kanaal == "email":
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
        van_derde=_third(bericht, beurt, niveau),
    )
    write_bericht(ctx, beurt, nieuw, bijlagen=bericht.bijlagen, media=bericht.media, account=envelop.account)
    return Indeling(EnvelopStaat.VERWERKT, beurt.vraag.partij_id, beurt.vraag.id, nieuw.id)


def _third(bericht: OntvangenBericht, beurt: Beurt, niveau: str) -> str:
    """Whether this came from somebody we gave a message of this question to, and not from the customer: as what."""
    if niveau != "asserted" or not bericht.afzender:
        return ""
    partij_id, adressen = beurt.vraag.partij_id, [i.waarde for i in bericht.afzender]
    if any(k.partij_id == partij_id for k in _candidates(bericht)):
        return ""
    given = Verstrekking.objects.filter(partij_id=partij_id, klantvraag_id=beurt.vraag.id, adres__in=adressen)
    return given.order_by("-moment").values_list("soort", flat=True).first() or ""


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
        "van_naam": next((i.naam[:320] for i in bericht.afzender if i.naam), ""),
        "aan": [a.adres for a in bericht.aan[:100]],
        "cc": [a.adres for a in bericht.cc[:100]],
        "onderwerpregel": bericht.onderwerpregel,
        "tekst": bericht.tekst,
        "nieuwe_tekst": bericht.nieuwe_tekst,
        "html_veilig": bericht.html_veilig,
        "externe_beelden": bericht.externe_beelden,
        "waarschuwingen": warnings,
        "echtheid": _measured(bericht),
    }


def _measured(bericht: OntvangenBericht) -> str:
    """DMARC, SPF and DKIM of a mail, in that order."""
    if bericht.van is None:
        return ""
    return f"{bericht.echtheid.dmarc} {bericht.echtheid.spf} {bericht.echtheid.dkim}"


def _candidates(bericht: OntvangenBericht) -> list[Kandidaat]:
    """Everybody the sender may be, by any identity the channel gave; the best level of each."""
    found: dict[UUID, Kandidaat] = {}
    for identiteit in bericht.afzender:
        for kandidaat in recognise(identiteit.soort, identiteit.waarde):
            found.setdefault(kandidaat.partij_id, kandidaat)
    return list(found.values())


def _van(bericht: OntvangenBericht) -> str:
    return bericht.afzender[0].waarde[:320] if bericht.afzender else ""


def _one_at_a_time(bericht: OntvangenBericht) -> None:
    """Messages with one id, and messages from one sender, are filed one after another."""
    names = sorted({bericht.message_id, *(f"van:{i.waarde}" for i in bericht.afzender)} - {""})
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
    if known is None or not bericht.afzender_klopt:
        return "asserted"
    return "verified" if known.niveau in {"verified", "authenticated"} else "matched"
