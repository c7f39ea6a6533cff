"""Record what was asked and said: start a klantvraag, register a contact moment, take a turn in the conversation."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import OnderwerpInfo, onderwerp
from geholpen.domain.klantcontacten.commands.vastleggen import HOT, NieuwKlantcontact
from geholpen.domain.klantcontacten.events import KlantvraagChanged
from geholpen.domain.klantcontacten.kenmerk import kenmerk_key, new_kenmerk
from geholpen.domain.klantcontacten.models import (
    Betrokkene,
    Kanaalwissel,
    Klantcontact,
    KlantcontactInhoud,
    Klantvraag,
    KlantvraagOpzoek,
    Status,
)
from geholpen.domain.klantcontacten.policy import may_work
from geholpen.domain.organisatie.queries import organisatie, werkdag_na
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7


@dataclass(frozen=True, slots=True)
class NieuweKlantvraag:
    """A question and the contact in which it was asked. `niveau`: how sure we are who asks."""

    onderwerp_code: str
    onderwerp_zeker: bool
    niveau: str
    contact: NieuwKlantcontact
    id: UUID = field(default_factory=uuid7)


@dataclass(frozen=True, slots=True)
class GestarteKlantvraag:
    """What was made."""

    klantvraag_id: UUID
    klantcontact_id: UUID
    kenmerk: str


@command(may=may_work, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Uw vraag is opgeschreven")
def start_klantvraag(ctx: Context, partij_id: UUID, nieuw: NieuweKlantvraag) -> GestarteKlantvraag:
    """Start a klantvraag with its first contact moment, under the activity of its onderwerp."""
    wat = onderwerp(nieuw.onderwerp_code)
    kenmerk = new_kenmerk(organisatie().code)
    moment = nieuw.contact.plaatsgevonden_op or timezone.now()
    Klantvraag.objects.create(
        partij_id=partij_id,
        id=nieuw.id,
        kenmerk=kenmerk,
        onderwerp_code=wat.code,
        onderwerp_zeker=nieuw.onderwerp_zeker,
        afdeling_code=first_afdeling(wat),
        niveau=nieuw.niveau,
        namens_partij_id=nieuw.contact.namens_partij_id,
        gestart_op=moment,
        wacht_sinds=moment,
        uiterlijk_op=werkdag_na(timezone.localdate(moment), wat.termijn_werkdagen),
        laatste_kanaal=nieuw.contact.kanaal,
        **ctx.herkomst(wat.activiteit),
    )
    KlantvraagOpzoek.objects.create(sleutel=kenmerk_key(kenmerk), partij_id=partij_id, klantvraag_id=nieuw.id)
    contact_id = _store_contact(ctx, partij_id, nieuw.id, nieuw.contact, wat.activiteit)
    ctx.publish(KlantvraagChanged(partij_id, nieuw.id, first_afdeling(wat), wat.gevoelig, "gestart"))
    return GestarteKlantvraag(nieuw.id, contact_id, kenmerk)


@command(
    may=may_work,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    naam="Contact met u vastgelegd",
    hot=HOT,
)
def register_klantcontact(ctx: Context, partij_id: UUID, klantvraag_id: UUID, nieuw: NieuwKlantcontact) -> UUID:
    """Record one contact moment of a running klantvraag. Returns its id; joins it to one in another channel."""
    vraag = locked(partij_id, klantvraag_id)
    wat = onderwerp(vraag.onderwerp_code)
    contact_id = _store_contact(ctx, partij_id, klantvraag_id, nieuw, wat.activiteit)
    if nieuw.inhoud and nieuw.kanaal in {"telefoon", "balie"}:
        _save(vraag, laatste_kanaal=nieuw.kanaal, status=_working(vraag.status))
    ctx.publish(KlantvraagChanged(partij_id, klantvraag_id, vraag.afdeling_code, wat.gevoelig, "contact"))
    return contact_id


@command(may=may_work, gegevens={G.CONTACTHISTORIE}, naam="Bericht in uw gesprek gezet")
def record_beurt(
    ctx: Context, partij_id: UUID, klantvraag_id: UUID, richting: str, kanaal: str, door_mens: bool
) -> int:
    """Take the next number in the conversation and turn the waiting around. Returns the number.

    An automatic message takes a number but does not wake a closed klantvraag or stop the customer's waiting.
    """
    vraag = locked(partij_id, klantvraag_id)
    values: dict[str, object] = {"laatste_volgnummer": F("laatste_volgnummer") + 1}
    if door_mens and richting == "in":
        values |= {"wacht_sinds": vraag.wacht_sinds or timezone.now(), "laatste_kanaal": kanaal, "afgesloten_op": None}
        values["status"] = Status.NIEUW if vraag.status == Status.NIEUW else Status.IN_BEHANDELING
        values["uitkomst"] = ""
        if vraag.status == Status.AFGEHANDELD:  # it comes to life: the term begins again
            termijn = onderwerp(vraag.onderwerp_code).termijn_werkdagen
            values["uiterlijk_op"] = werkdag_na(timezone.localdate(), termijn)
    elif door_mens:
        values |= {"wacht_sinds": None, "laatste_kanaal": kanaal, "status": Status.WACHT_OP_KLANT}
    _save(vraag, **values)
    gevoelig = onderwerp(vraag.onderwerp_code).gevoelig
    ctx.publish(KlantvraagChanged(partij_id, klantvraag_id, vraag.afdeling_code, gevoelig, f"bericht_{richting}"))
    return vraag.laatste_volgnummer + 1


def locked(partij_id: UUID, klantvraag_id: UUID) -> Klantvraag:
    """The klantvraag, locked until the end of the transaction. Raises Invalid when it is not there (any more)."""
    vraag = Klantvraag.objects.select_for_update().filter(partij_id=partij_id, id=klantvraag_id).first()
    if vraag is None:
        raise Invalid("klantvraag", "Deze vraag bestaat niet of hoort bij een ander doel.")
    return vraag


def _save(vraag: Klantvraag, **values: object) -> None:
    Klantvraag.objects.filter(partij_id=vraag.partij_id, id=vraag.id).update(**values)


def _working(status: str) -> str:
    return Status.IN_BEHANDELING if status == Status.NIEUW else status


def first_afdeling(wat: OnderwerpInfo) -> str:
    """Where a question about this subject starts: the desk when it may answer, else the department itself."""
    return str(organisatie().instellingen["klantcontactcentrum"]) if wat.eerstelijns else wat.afdeling_code


def _store_contact(ctx: Context, partij_id: UUID, vraag_id: UUID, nieuw: NieuwKlantcontact, activiteit: int) -> UUID:
    """Write contact, text, people involved and the switch of channel, labelled with the klantvraag's activity."""
    eigen = {"partij_id": partij_id, **ctx.herkomst(activiteit)}
    previous = Klantcontact.objects.filter(partij_id=partij_id, klantvraag_id=vraag_id).order_by("-id").first()
    contact = Klantcontact.objects.create(
        klantvraag_id=vraag_id,
        gesprek_id=nieuw.gesprek_id or uuid7(),
        kanaal=nieuw.kanaal,
        initiatief=nieuw.initiatief,
        plaatsgevonden_op=nieuw.plaatsgevonden_op or timezone.now(),
        medewerker_id=ctx.actor.id if ctx.actor.soort == ActorSoort.MEDEWERKER else None,
        indicatie_contact_gelukt=nieuw.gelukt,
        **eigen,
    )
    if nieuw.inhoud or nieuw.onderwerp:
        KlantcontactInhoud.objects.create(
            id=contact.id, klantvraag_id=vraag_id, onderwerp=nieuw.onderwerp, inhoud=nieuw.inhoud, **eigen
        )
    _store_betrokkenen(contact, nieuw, eigen)
    if previous is not None and previous.kanaal != nieuw.kanaal:
        Kanaalwissel.objects.create(
            klantvraag_id=vraag_id,
            van_klantcontact_id=previous.id,
            naar_klantcontact_id=contact.id,
            initiatief=nieuw.initiatief,
            **eigen,
        )
    return contact.id


def _store_betrokkenen(contact: Klantcontact, nieuw: NieuwKlantcontact, eigen: dict[str, object]) -> None:
    namens = nieuw.namens_partij_id
    begon = nieuw.initiatief == "klant"
    rol = "vertegenwoordiger" if namens else "klant"
    people = [
        Betrokkene(
            klantvraag_id=contact.klantvraag_id,
            klantcontact_id=contact.id,
            rol=rol,
            was_partij_id=contact.partij_id,
            initiator=begon,
            **eigen,
        )
    ]
    if namens:
        people.append(
            Betrokkene(
                klantvraag_id=contact.klantvraag_id,
                klantcontact_id=contact.id,
                rol="klant",
                was_partij_id=namens,
                initiator=False,
                **eigen,
            )
        )
    Betrokkene.objects.bulk_create(people)
