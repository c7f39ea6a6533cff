"""What a new question, a contact or a turn in a conversation is made of: rows that are not written yet.

For the doors of this room, and for those of `berichten`, which write them together with the message. Only inside a
door: its purpose, its log line and its policies count.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from django.db import connection
from django.db.models import Model, Q
from django.utils import timezone

from geholpen.domain.kennis.queries import OnderwerpInfo, onderwerp
from geholpen.domain.klantcontacten.events import KlantvraagChanged
from geholpen.domain.klantcontacten.kenmerk import free_kenmerken, kenmerk_key
from geholpen.domain.klantcontacten.models import (
    Betrokkene,
    Kanaalwissel,
    Klantcontact,
    KlantcontactInhoud,
    Klantvraag,
    KlantvraagOpzoek,
    Status,
    Uitkomst,
)
from geholpen.domain.klantcontacten.ports import laatste_van_klant
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.errors import Invalid, Refused
from geholpen.platform.models import uuid7

GEEN = UUID(int=0)  # refers to nothing: the database refuses it
AFGESLOTEN = "Deze vraag is intussen afgesloten. Heropen de vraag als u de klant nog iets wilt schrijven."


@dataclass(frozen=True, slots=True)
class Vertegenwoordiger:
    """Who spoke for the customer, and on the strength of which representation."""

    partij_id: UUID
    vertegenwoordiging_id: UUID


@dataclass(frozen=True, slots=True)
class NieuwKlantcontact:
    """One contact moment. `inhoud` has no length limit; `gesprek_id` joins several questions of one call."""

    kanaal: str
    initiatief: str  # klant, organisatie
    inhoud: str = ""
    onderwerp: str = ""
    plaatsgevonden_op: datetime | None = None  # default: now
    gesprek_id: UUID | None = None
    gelukt: bool | None = None
    namens_partij_id: UUID | None = None  # the customer speaks for this one
    door: Vertegenwoordiger | None = None  # this one spoke for the customer


@dataclass(frozen=True, slots=True)
class NieuweKlantvraag:
    """A question and the contact in which it was asked. `niveau`: how sure we are who asks.

    `uiterlijk_op`: where the law sets the term, and not the subject.
    """

    onderwerp_code: str
    onderwerp_zeker: bool
    niveau: str
    contact: NieuwKlantcontact
    id: UUID = field(default_factory=uuid7)
    uiterlijk_op: date | None = None


@dataclass(slots=True)
class Beurt:
    """A turn in the conversation of one klantvraag. `rijen` must be inserted with what is said in it.

    `klantcontact_id`: of the contact moment in which it is said; an earlier one, or `add_contact`.
    """

    vraag: Klantvraag
    volgnummer: int
    klantcontact_id: UUID = GEEN
    rijen: list[Model] = field(default_factory=list)

    @property
    def onderwerp(self) -> OnderwerpInfo:
        """What the klantvraag is about."""
        return onderwerp(self.vraag.onderwerp_code)

    def add_contact(self, ctx: Context, nieuw: NieuwKlantcontact) -> None:
        """What is said in this turn is a contact moment of its own; the event of the turn tells of both."""
        self.klantcontact_id, rijen = contact_rows(ctx, self.vraag, nieuw, last_contact(self.vraag))
        self.rijen += rijen


def begin_klantvraag(ctx: Context, partij_id: UUID, nieuw: NieuweKlantvraag, *, beurten: int = 0) -> Beurt:
    """A new klantvraag under the activity of its onderwerp, with its first contact; `beurten` messages are in it."""
    vraag, opzoek = question_rows(ctx, partij_id, nieuw, beurten=beurten)
    contact_id, rijen = contact_rows(ctx, vraag, nieuw.contact)
    return Beurt(vraag, beurten, contact_id, [vraag, opzoek, *rijen])


def question_rows(
    ctx: Context, partij_id: UUID, nieuw: NieuweKlantvraag, *, beurten: int
) -> tuple[Klantvraag, KlantvraagOpzoek]:
    """A new klantvraag and by what it is found, without a contact; what happened to it is told."""
    wat = onderwerp(nieuw.onderwerp_code)
    moment = nieuw.contact.plaatsgevonden_op or timezone.now()
    vraag = Klantvraag(
        partij_id=partij_id,
        id=nieuw.id,
        kenmerk=free_kenmerken(organisatie().code, 1)[0],
        onderwerp_code=wat.code,
        onderwerp_zeker=nieuw.onderwerp_zeker,
        afdeling_code=first_afdeling(wat),
        niveau=nieuw.niveau,
        namens_partij_id=nieuw.contact.namens_partij_id,
        gestart_op=moment,
        wacht_sinds=moment,
        uiterlijk_op=nieuw.uiterlijk_op or wat.uiterlijk(timezone.localdate(moment)),
        laatste_kanaal=nieuw.contact.kanaal,
        laatste_volgnummer=beurten,
        **ctx.herkomst(wat.activiteit),
    )
    publish(ctx, vraag, "gestart")
    if beurten:
        publish(ctx, vraag, "bericht_in")
    return vraag, KlantvraagOpzoek(sleutel=kenmerk_key(vraag.kenmerk), partij_id=partij_id, klantvraag_id=nieuw.id)


def take_beurt(
    ctx: Context, partij_id: UUID, klantvraag_id: UUID, richting: str, kanaal: str, door_mens: bool
) -> Beurt:
    """The next number in a running conversation; turns the waiting around. Raises Invalid when it is not there.

    An automatic message takes a number but does not wake a closed klantvraag or stop the customer's waiting. The
    customer wakes one; who answers in one has not seen that it was closed: Refused(AFGESLOTEN).
    """
    vraag = locked(partij_id, klantvraag_id)
    volgnummer = vraag.laatste_volgnummer + 1
    values: dict[str, object] = {"laatste_volgnummer": volgnummer}
    if door_mens and richting == "in":
        values |= {"wacht_sinds": vraag.wacht_sinds or timezone.now(), "laatste_kanaal": kanaal, "afgesloten_op": None}
        values["status"] = Status.NIEUW if vraag.status == Status.NIEUW else Status.IN_BEHANDELING
        values["uitkomst"] = ""
        if vraag.status == Status.AFGEHANDELD:  # it comes to life: the term begins again
            values["uiterlijk_op"] = onderwerp(vraag.onderwerp_code).uiterlijk(timezone.localdate())
    elif door_mens:
        if vraag.status == Status.AFGEHANDELD:
            raise Refused("AFGESLOTEN", AFGESLOTEN)
        values |= {"wacht_sinds": None, "laatste_kanaal": kanaal, "status": Status.WACHT_OP_KLANT}
    Klantvraag.objects.filter(partij_id=partij_id, id=klantvraag_id).update(**values)
    publish(ctx, vraag, f"bericht_{richting}")
    return Beurt(vraag, volgnummer)


def undo_beurt(ctx: Context, vraag: Klantvraag, volgnummer: int, wacht_sinds: datetime | None) -> None:
    """What we said in this turn never went: the customer waits again since `wacht_sinds`. The number stays taken."""
    if vraag.laatste_volgnummer == volgnummer and vraag.status == Status.WACHT_OP_KLANT:
        rows = Klantvraag.objects.filter(partij_id=vraag.partij_id, id=vraag.id)
        rows.update(status=Status.IN_BEHANDELING, wacht_sinds=wacht_sinds)
    publish(ctx, vraag, "teruggehaald")


def open_for_draft(ctx: Context, vraag: Klantvraag, wacht_sinds: datetime | None) -> None:
    """Somebody took back the answer with which this klantvraag was closed: it is open again, with the term it had."""
    if vraag.status == Status.AFGEHANDELD:
        set_afloop(ctx, vraag, "", wacht_sinds)


def redo_beurt(ctx: Context, vraag: Klantvraag, volgnummer: int) -> None:
    """What we said in this turn is on its way after all: the customer does not wait for us any more."""
    if vraag.laatste_volgnummer == volgnummer and vraag.status == Status.IN_BEHANDELING:
        rows = Klantvraag.objects.filter(partij_id=vraag.partij_id, id=vraag.id)
        rows.update(status=Status.WACHT_OP_KLANT, wacht_sinds=None)
        publish(ctx, vraag, "onderweg")


def give_beurt_away(vraag: Klantvraag, wacht_sinds: datetime | None) -> None:
    """A message went from here to a klantvraag of its own: the customer waits for us since `wacht_sinds`, or not."""
    rows = Klantvraag.objects.filter(partij_id=vraag.partij_id, id=vraag.id)
    last = last_contact(vraag)
    values: dict[str, object] = {"wacht_sinds": wacht_sinds}
    if last is not None:
        values["laatste_kanaal"] = last.kanaal
    if vraag.status == Status.IN_BEHANDELING and wacht_sinds is None:
        values["status"] = Status.WACHT_OP_KLANT
    rows.update(**values)


def set_afloop(ctx: Context, vraag: Klantvraag, uitkomst: str, wacht_sinds: datetime | None) -> None:
    """A closed klantvraag ended otherwise, or ("") did not end: open again with the term it had. Raises Invalid."""
    if vraag.status != Status.AFGEHANDELD or uitkomst == vraag.uitkomst or uitkomst not in {"", *Uitkomst.values}:
        raise Invalid("uitkomst", "Kies hoe de vraag echt is afgelopen.")
    values: dict[str, object] = {"uitkomst": uitkomst}
    if not uitkomst:
        values |= {"status": Status.IN_BEHANDELING, "afgesloten_op": None, "wacht_sinds": wacht_sinds}
    Klantvraag.objects.filter(partij_id=vraag.partij_id, id=vraag.id).update(**values)
    publish(ctx, vraag, "heropend" if not uitkomst else "verbeterd")


def rewrite_contact(
    partij_id: UUID, klantcontact_id: UUID, was: str, wordt: str, *, gelukt: bool | None = None
) -> None:
    """What a contact of ours says, where it says what the message of that contact said."""
    rows = KlantcontactInhoud.objects.filter(partij_id=partij_id, id=klantcontact_id, inhoud=was)
    if rows.update(inhoud=wordt) and gelukt is not None:
        contact = Klantcontact.objects.filter(partij_id=partij_id, id=klantcontact_id)
        contact.update(indicatie_contact_gelukt=gelukt)


def locked(partij_id: UUID, klantvraag_id: UUID) -> Klantvraag:
    """The klantvraag, locked until the end of the transaction. Raises Invalid when it is not there (any more)."""
    vraag = Klantvraag.objects.select_for_update().filter(partij_id=partij_id, id=klantvraag_id).first()
    if vraag is None:
        raise Invalid("klantvraag", "Deze vraag bestaat niet of hoort bij een ander doel.")
    return vraag


def nothing_newer(vraag: Klantvraag, gezien_tot: int | None) -> None:
    """Raises Refused when the customer wrote after the last message that somebody saw; None: nobody looked at one."""
    if gezien_tot is None or vraag.laatste_volgnummer <= gezien_tot or vraag.wacht_sinds is None:
        return
    if laatste_van_klant(vraag.partij_id, vraag.id) > gezien_tot:  # not a confirmation of ours that went meanwhile
        raise Refused("NIEUWER_BERICHT", "Er is een nieuwer bericht van de klant. Lees dat eerst.")


def first_afdeling(wat: OnderwerpInfo) -> str:
    """Where a question about this subject starts: the desk when it may answer, else the department itself."""
    return str(organisatie().instellingen["klantcontactcentrum"]) if wat.eerstelijns else wat.afdeling_code


def publish(ctx: Context, vraag: Klantvraag, wat: str) -> None:
    """Tell what happened to this klantvraag."""
    gevoelig = onderwerp(vraag.onderwerp_code).gevoelig
    ctx.publish(KlantvraagChanged(vraag.partij_id, vraag.id, vraag.afdeling_code, gevoelig, wat))


def keep_for_own_purpose(vraag: Klantvraag) -> None:
    """Every row of a klantvraag, in every room, is from now on kept for the activity of its onderwerp."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT verplaats_klantvraag(%s, %s)", [vraag.partij_id, vraag.id])


def began_with(vraag: Klantvraag, klantcontact_id: UUID) -> bool:
    """Whether this contact is the one with which the klantvraag began."""
    rows = Klantcontact.objects.filter(partij_id=vraag.partij_id, klantvraag_id=vraag.id)
    return rows.order_by("plaatsgevonden_op", "id").values_list("id", flat=True).first() == klantcontact_id


def reference(partij_id: UUID, klantvraag_id: UUID) -> str:
    """The public reference of a klantvraag that the open purpose shows, else ""."""
    rows = Klantvraag.objects.filter(partij_id=partij_id, id=klantvraag_id)
    return rows.values_list("kenmerk", flat=True).first() or ""


def renew_switches(ctx: Context, partij_id: UUID, klantvraag_id: UUID, *bij: UUID) -> None:
    """The switches of channel follow the contacts again after one of them (`bij`) left or came."""
    vraag = Klantvraag.objects.filter(partij_id=partij_id, id=klantvraag_id).first()
    if vraag is None or not bij:
        return
    contacten = list(Klantcontact.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id).order_by("id"))
    paren = [(a, b) for a, b in pairwise(contacten) if b.id >= bij[0]][:2]
    rows = Kanaalwissel.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id)
    rows.filter(Q(van_klantcontact_id__in=bij) | Q(naar_klantcontact_id__in=[*bij, *(b.id for _, b in paren)])).delete()
    eigen = ctx.herkomst(vraag.verkregen_voor) | {"partij_id": partij_id, "klantvraag_id": klantvraag_id}
    for a, b in paren:
        if a.kanaal != b.kanaal:
            van_naar = {"van_klantcontact_id": a.id, "naar_klantcontact_id": b.id}
            Kanaalwissel.objects.create(initiatief=b.initiatief, **van_naar, **eigen)


def last_contact(vraag: Klantvraag) -> Klantcontact | None:
    """The contact before this one."""
    rows = Klantcontact.objects.filter(partij_id=vraag.partij_id, klantvraag_id=vraag.id)
    return rows.order_by("-id").first()


def contact_rows(
    ctx: Context, vraag: Klantvraag, nieuw: NieuwKlantcontact, previous: Klantcontact | None = None
) -> tuple[UUID, list[Model]]:
    """Contact, text, people involved and the switch of channel, labelled with the klantvraag's activity."""
    eigen = ctx.herkomst(onderwerp(vraag.onderwerp_code).activiteit)
    eigen |= {"partij_id": vraag.partij_id, "klantvraag_id": vraag.id}
    contact = Klantcontact(
        gesprek_id=nieuw.gesprek_id or uuid7(),
        kanaal=nieuw.kanaal,
        initiatief=nieuw.initiatief,
        plaatsgevonden_op=nieuw.plaatsgevonden_op or timezone.now(),
        medewerker_id=ctx.actor.id if ctx.actor.soort == ActorSoort.MEDEWERKER else None,
        indicatie_contact_gelukt=nieuw.gelukt,
        **eigen,
    )
    rijen: list[Model] = [contact, *_betrokkenen(contact, nieuw, eigen)]
    if nieuw.inhoud or nieuw.onderwerp:
        rijen.append(KlantcontactInhoud(id=contact.id, onderwerp=nieuw.onderwerp, inhoud=nieuw.inhoud, **eigen))
    if previous is not None and previous.kanaal != nieuw.kanaal:
        van_naar = {"van_klantcontact_id": previous.id, "naar_klantcontact_id": contact.id}
        rijen.append(Kanaalwissel(initiatief=nieuw.initiatief, **van_naar, **eigen))
    return contact.id, rijen


def _betrokkenen(contact: Klantcontact, nieuw: NieuwKlantcontact, eigen: dict[str, object]) -> list[Betrokkene]:
    """Who took part; somebody who speaks for another, and that other."""
    begon = nieuw.initiatief == "klant"
    people: list[dict[str, object]] = [{"rol": "klant", "was_partij_id": contact.partij_id, "initiator": begon}]
    if nieuw.namens_partij_id:
        people[0]["rol"] = "vertegenwoordiger"
        people.append({"rol": "klant", "was_partij_id": nieuw.namens_partij_id, "initiator": False})
    if nieuw.door:
        people[0]["initiator"] = False
        spoke = {"was_partij_id": nieuw.door.partij_id, "vertegenwoordiging_id": nieuw.door.vertegenwoordiging_id}
        people.append({"rol": "vertegenwoordiger", "initiator": begon, **spoke})
    return [Betrokkene(klantcontact_id=contact.id, **wie, **eigen) for wie in people]


def set_niveau(partij_id: UUID, klantvraag_id: UUID, niveau: str) -> None:
    """How sure we are from now on who asks this. Only inside a door."""
    Klantvraag.objects.filter(partij_id=partij_id, id=klantvraag_id).update(niveau=niveau)
