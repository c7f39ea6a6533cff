"""What a visitor writes. The first message makes the klantvraag; the same message sent twice is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from geholpen.domain.berichten.inschrijven import NieuwBericht, number_of, write_bericht
from geholpen.domain.berichten.ports import OntvangenBijlage
from geholpen.domain.berichten.ports.bestandscontrole import NOG_NIET
from geholpen.domain.chat import remmen
from geholpen.domain.chat.events import ChatChanged
from geholpen.domain.chat.models import Chatbezoek
from geholpen.domain.chat.policy import may_serve
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import suggest_onderwerp
from geholpen.domain.klantcontacten.commands import NieuweKlantvraag, NieuwKlantcontact
from geholpen.domain.klantcontacten.opschrijven import Beurt, begin_klantvraag, take_beurt
from geholpen.domain.partijen.commands import register_onbekende
from geholpen.platform import tasks
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Refused
from geholpen.platform.models import uuid7

KANAAL = "chat"
#: Messages of one visit in a minute.
PER_MINUUT = 30
#: Files of one visit.
BESTANDEN = 10
EINDE = "GEEINDIGD"


@dataclass(frozen=True, slots=True)
class Chatbericht:
    """One message. `client_id` is made in the browser: sending it again adds nothing.

    `naam` and `mailadres` are what the visitor typed about themselves: kept with the first message, proving nothing.
    """

    client_id: UUID
    tekst: str = ""
    naam: str = ""
    mailadres: str = ""
    bijlagen: tuple[OntvangenBijlage, ...] = ()


@dataclass(frozen=True, slots=True)
class Geschreven:
    """Where it was kept. `nieuw` is False when it was there already."""

    partij_id: UUID
    klantvraag_id: UUID
    bericht_id: UUID
    volgnummer: int
    nieuw: bool
    kenmerk: str = ""  # of the klantvraag, told when it is new


@command(
    may=may_serve,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD, G.DOCUMENTEN},
    leest={G.CONTACTADRESSEN},
    voor="intake",
    naam="Uw bericht in de chat is ontvangen",
    betrokkenen=lambda geschreven: [geschreven.partij_id],
)
def write_chat(ctx: Context, bezoek_id: UUID, nieuw: Chatbericht) -> Geschreven:
    """Keep one message of a visitor. Raises Invalid when it is empty, Refused when the visit is over or too busy."""
    tekst = nieuw.tekst.strip()
    if not tekst and not nieuw.bijlagen:
        raise Invalid("tekst", "Schrijf eerst uw bericht.")
    bezoek = Chatbezoek.objects.select_for_update().get(id=bezoek_id)
    bericht_id = uuid5(bezoek.id, str(nieuw.client_id))
    if known := _known(bezoek, bericht_id):
        return known
    if bezoek.geeindigd_op is not None:
        raise Refused(EINDE, "Deze chat is afgesloten. Begin een nieuwe chat.")
    remmen.brake("bericht", str(bezoek.id), PER_MINUUT, 60)
    if bezoek.bestanden + len(nieuw.bijlagen) > BESTANDEN:
        raise Refused(remmen.TE_VEEL, f"U kunt in een chat {BESTANDEN} bestanden sturen. Stuur de andere per e-mail.")
    beurt = _turn(ctx, bezoek, nieuw, tekst)
    inhoud = {"tekst": tekst, "nieuwe_tekst": tekst, "van_naam": nieuw.naam.strip()[:200]}
    bericht = NieuwBericht("in", KANAAL, inhoud, niveau=bezoek.niveau, id=bericht_id)
    write_bericht(ctx, beurt, bericht, bijlagen=nieuw.bijlagen)
    _remember(ctx, bezoek, beurt, len(nieuw.bijlagen))
    if any(b.waarschuwing.startswith(NOG_NIET) for b in nieuw.bijlagen):
        wie = beurt.vraag.partij_id
        ids: dict[str, Any] = {"partij_id": str(wie), "bericht_id": str(bericht_id)}
        tasks.defer("controleer_bestanden", ctx.over({wie}), queue=tasks.UITGAAND, **ids)
    eerste = beurt.vraag.kenmerk if bezoek.klantvraag_id is None else ""
    return Geschreven(beurt.vraag.partij_id, beurt.vraag.id, bericht_id, beurt.volgnummer, nieuw=True, kenmerk=eerste)


def _known(bezoek: Chatbezoek, bericht_id: UUID) -> Geschreven | None:
    if bezoek.partij_id is None or bezoek.klantvraag_id is None:
        return None
    nummer = number_of(bezoek.partij_id, bericht_id)
    return Geschreven(bezoek.partij_id, bezoek.klantvraag_id, bericht_id, nummer, nieuw=False) if nummer else None


def _turn(ctx: Context, bezoek: Chatbezoek, nieuw: Chatbericht, tekst: str) -> Beurt:
    """The turn this message takes: the first of a new klantvraag, or the next of the one that goes on."""
    if bezoek.klantvraag_id is None or bezoek.partij_id is None:
        partij_id = bezoek.bewezen_partij_id or uuid7()
        if bezoek.bewezen_partij_id is None:
            adressen = [("email", nieuw.mailadres)] if nieuw.mailadres else []
            register_onbekende(ctx.over({partij_id}), partij_id, adressen, nieuw.naam.strip())
        contact = NieuwKlantcontact(KANAAL, "klant", tekst)
        vraag = NieuweKlantvraag(suggest_onderwerp("", tekst).code, False, bezoek.niveau, contact)
        return begin_klantvraag(ctx, partij_id, vraag, beurten=1)
    beurt = take_beurt(ctx, bezoek.partij_id, bezoek.klantvraag_id, "in", KANAAL, door_mens=True)
    if bezoek.klantcontact_id is None:
        beurt.add_contact(ctx, NieuwKlantcontact(KANAAL, "klant", tekst))
    else:
        beurt.klantcontact_id = bezoek.klantcontact_id
    return beurt


def _remember(ctx: Context, bezoek: Chatbezoek, beurt: Beurt, bestanden: int) -> None:
    vraag = beurt.vraag
    now = timezone.now()
    Chatbezoek.objects.filter(id=bezoek.id).update(
        partij_id=vraag.partij_id,
        klantvraag_id=vraag.id,
        klantcontact_id=beurt.klantcontact_id,
        afdeling_code=vraag.afdeling_code,
        gevoelig=beurt.onderwerp.gevoelig,
        wacht_sinds=bezoek.wacht_sinds or now,
        beloofd_op=bezoek.beloofd_op if bezoek.wacht_sinds else None,
        gezien_op=now,
        weg_op=None,
        bestanden=bezoek.bestanden + bestanden,
        gelezen_tot=max(bezoek.gelezen_tot, beurt.volgnummer),
    )
    ctx.publish(ChatChanged(vraag.partij_id, vraag.id, bezoek.id, "bericht"))
