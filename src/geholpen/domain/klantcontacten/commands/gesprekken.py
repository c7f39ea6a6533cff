"""The telephone rings or somebody stands at the counter: from then on there is a reason to look somebody up."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext_noop

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.ports import NAMENS
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.commands.behandelen import close_klantvraag, reopen_klantvraag
from geholpen.domain.klantcontacten.commands.identiteit import (
    LAAG,
    copy_controle,
    raise_niveau,
)
from geholpen.domain.klantcontacten.commands.registreren import register_klantcontact, start_klantvraag
from geholpen.domain.klantcontacten.commands.taken import Belofte, assign_interne_taak
from geholpen.domain.klantcontacten.controlestand import stand_van
from geholpen.domain.klantcontacten.events import GesprekVastgelegd
from geholpen.domain.klantcontacten.machtiging import machtiging_van, namens_van
from geholpen.domain.klantcontacten.models import Gesprek, Klantcontact, Status
from geholpen.domain.klantcontacten.opschrijven import NieuweKlantvraag, NieuwKlantcontact, Vertegenwoordiger, locked
from geholpen.domain.klantcontacten.policy import may_call, may_import, may_record
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Refused

KANALEN = ("telefoon", "balie")
NIEUWER = gettext_noop("De klant schreef tijdens dit gesprek over deze vraag. Laat de vraag open en lees het bericht.")


@command(may=may_call, gegevens=(), voor="zoeken", naam="Gesprek begonnen", betrokkenen=lambda _: [])
def start_gesprek(ctx: Context, kanaal: str) -> UUID:
    """A conversation begins; it is the reason to search and to open a customer until it ends. Returns its id."""
    if kanaal not in KANALEN:
        raise Invalid("kanaal", "Kies telefoon of balie.")
    return Gesprek.objects.create(medewerker_id=ctx.actor.person, kanaal=kanaal).id


@command(may=may_import, gegevens=(), voor="aannemen", naam="Gesprek begonnen", betrokkenen=lambda _: [])
def start_gesprek_voor(ctx: Context, medewerker_id: UUID, kanaal: str) -> UUID:
    """The same for an employee who just answered, as the exchange or the queue of the counter tells. Returns its id."""
    if kanaal not in KANALEN:
        raise Invalid("kanaal", "Kies telefoon of balie.")
    return Gesprek.objects.create(medewerker_id=medewerker_id, kanaal=kanaal).id


@command(may=may_call, gegevens=(), voor="zoeken", naam="Gesprek beëindigd", betrokkenen=lambda _: [])
def end_gesprek(ctx: Context, gesprek_id: UUID) -> None:
    """The conversation is over; it is no reason any more. Ending twice does nothing."""
    Gesprek.objects.filter(id=gesprek_id, medewerker_id=ctx.actor.person, geeindigd_op=None).update(geeindigd_op=now())


@dataclass(frozen=True, slots=True)
class BesprokenVraag:
    """One question of a conversation: a new one about `onderwerp_code`, or an earlier one; a closed one opens again."""

    inhoud: str
    klantvraag_id: UUID | None = None
    onderwerp_code: str = ""
    belofte: Belofte | None = None
    uitkomst: str = ""  # how it ended in this very conversation; "" when it goes on


@dataclass(frozen=True, slots=True)
class Verslag:
    """What was discussed. How sure we are who it was and for whom they spoke, the conversation itself says."""

    vragen: tuple[BesprokenVraag, ...]
    niveau: str  # asserted or matched; what was checked in this conversation can make it verified


@command(may=may_record, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Ons gesprek met u opgeschreven")
def record_gesprek(ctx: Context, partij_id: UUID, gesprek_id: UUID, verslag: Verslag) -> list[UUID]:
    """Record every question of one conversation and end it, all or nothing. Returns the ids of the klantvragen.

    When somebody spoke for this customer (the reason says so) both are in the contact, and only what they may speak
    about can be written down. Raises Invalid when the conversation is over already (sent twice), or with field
    `vraag_<n>.<naam>` when one of the questions cannot be recorded.
    """
    gesprek = Gesprek.objects.select_for_update().filter(id=gesprek_id, medewerker_id=ctx.actor.person).first()
    if gesprek is None or gesprek.geeindigd_op is not None:
        raise Invalid("gesprek", "Dit gesprek is al afgerond.")
    if not verslag.vragen:
        raise Invalid("vraag_0.inhoud", "Schrijf op waar het gesprek over ging.")
    if verslag.niveau not in LAAG:
        raise Invalid("niveau", "Controleer eerst wie de klant is.")
    wie = _spreker(ctx, partij_id, gesprek_id)
    zeker = wie is not None or stand_van(partij_id, gesprek_id).zeker
    niveau = "verified" if zeker else verslag.niveau
    ids = [_record(ctx, partij_id, gesprek, vraag, n, niveau, wie) for n, vraag in enumerate(verslag.vragen)]
    for n, (vraag_id, vraag) in enumerate(zip(ids, verslag.vragen, strict=True)):
        _keep_controle(ctx, partij_id, gesprek_id, vraag_id, vraag, zeker=zeker)
        _close(ctx, partij_id, vraag_id, vraag, n, gesprek)
    Gesprek.objects.filter(id=gesprek_id).update(geeindigd_op=now())
    ctx.publish(GesprekVastgelegd(partij_id, gesprek_id, ids[0]))
    return ids


def _keep_controle(
    ctx: Context, partij_id: UUID, gesprek_id: UUID, vraag_id: UUID, vraag: BesprokenVraag, *, zeker: bool
) -> None:
    """A question that was discussed keeps the check, and an earlier one becomes as sure as this conversation."""
    code = vraag.onderwerp_code
    if vraag.klantvraag_id is not None:
        eerder = locked(partij_id, vraag.klantvraag_id)
        code = eerder.onderwerp_code
        if zeker and eerder.niveau in LAAG:
            raise_niveau(ctx, eerder)
    copy_controle(ctx, partij_id, gesprek_id, vraag_id, code)


@dataclass(frozen=True, slots=True)
class _Spreker:
    """Who speaks for the customer, and about which subjects that may be."""

    door: Vertegenwoordiger
    onderwerpen: frozenset[str]


def _spreker(ctx: Context, partij_id: UUID, gesprek_id: UUID) -> _Spreker | None:
    if ctx.aanleiding is None or ctx.aanleiding.soort != NAMENS:
        return None
    wie = namens_van(partij_id, ctx.aanleiding.id)
    found = machtiging_van(partij_id, wie.vertegenwoordiging_id) if wie else None
    if wie is None or found is None or wie.gesprek_id != gesprek_id:
        raise Invalid("gesprek", "Dit gesprek is al afgerond.")
    return _Spreker(Vertegenwoordiger(wie.vertegenwoordiger_id, wie.vertegenwoordiging_id), found.onderwerpen)


def _record(
    ctx: Context,
    partij_id: UUID,
    gesprek: Gesprek,
    vraag: BesprokenVraag,
    number: int,
    niveau: str,
    wie: _Spreker | None,
) -> UUID:
    try:
        if wie is not None and _onderwerp(partij_id, vraag) not in wie.onderwerpen:
            raise Invalid("onderwerp_code", "Hierover mag deze persoon niet voor de klant spreken. Kies wat wel mag.")
        return _record_vraag(ctx, partij_id, gesprek, vraag, niveau, wie)
    except Invalid as problem:
        raise Invalid(f"vraag_{number}.{problem.field}", problem.reason) from problem


def _onderwerp(partij_id: UUID, vraag: BesprokenVraag) -> str:
    return locked(partij_id, vraag.klantvraag_id).onderwerp_code if vraag.klantvraag_id else vraag.onderwerp_code


def _record_vraag(
    ctx: Context, partij_id: UUID, gesprek: Gesprek, vraag: BesprokenVraag, niveau: str, wie: _Spreker | None
) -> UUID:
    if not vraag.inhoud.strip():
        raise Invalid("inhoud", "Schrijf op wat u met de klant besprak.")
    if vraag.uitkomst and vraag.belofte is not None:
        raise Invalid("uitkomst", "U heeft nog iets beloofd. Sluit de vraag af als dat is gedaan.")
    contact = NieuwKlantcontact(
        gesprek.kanaal,
        "klant",
        vraag.inhoud.strip(),
        plaatsgevonden_op=gesprek.begonnen_op,
        gesprek_id=gesprek.id,
        gelukt=True,
        door=wie.door if wie else None,
    )
    vraag_id, contact_id = _store(ctx, partij_id, vraag, contact, niveau)
    if vraag.belofte is not None:
        assign_interne_taak(ctx, partij_id, vraag_id, vraag.belofte.taak(contact_id))
    return vraag_id


def _close(ctx: Context, partij_id: UUID, vraag_id: UUID, vraag: BesprokenVraag, number: int, gesprek: Gesprek) -> None:
    """A question that was answered on the spot is done, unless a promise about it still stands, or the customer wrote
    while they spoke: nobody read that."""
    if not vraag.uitkomst:
        return
    rows = Klantcontact.objects.filter(partij_id=partij_id, klantvraag_id=vraag_id, initiatief="klant")
    if rows.filter(plaatsgevonden_op__gt=gesprek.begonnen_op).exclude(gesprek_id=gesprek.id).exists():
        raise Invalid(f"vraag_{number}.uitkomst", NIEUWER)
    try:
        close_klantvraag(ctx, partij_id, vraag_id, vraag.uitkomst)
    except Refused as problem:
        raise Invalid(f"vraag_{number}.uitkomst", problem.reason) from problem


def _store(
    ctx: Context, partij_id: UUID, vraag: BesprokenVraag, contact: NieuwKlantcontact, niveau: str
) -> tuple[UUID, UUID]:
    if vraag.klantvraag_id is not None:
        if locked(partij_id, vraag.klantvraag_id).status == Status.AFGEHANDELD:
            reopen_klantvraag(ctx, partij_id, vraag.klantvraag_id)
        return vraag.klantvraag_id, register_klantcontact(ctx, partij_id, vraag.klantvraag_id, contact)
    if not vraag.onderwerp_code:
        raise Invalid("onderwerp_code", "Kies waar de vraag over gaat.")
    if vraag.belofte is not None and onderwerp(vraag.onderwerp_code).gevoelig:
        raise Invalid("belofte", "De afdeling maakt hier zelf een afspraak over. Schrijf uw belofte bij de vraag.")
    nieuw = start_klantvraag(ctx, partij_id, NieuweKlantvraag(vraag.onderwerp_code, True, niveau, contact))
    return nieuw.klantvraag_id, nieuw.klantcontact_id
