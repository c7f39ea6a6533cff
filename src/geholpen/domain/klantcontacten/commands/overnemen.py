"""Take a finished or running klantvraag over from another system, or from the demo town, with its own moments."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten import models as m
from geholpen.domain.klantcontacten import taakgegevens
from geholpen.domain.klantcontacten.kenmerk import free_kenmerken, kenmerk_key
from geholpen.domain.klantcontacten.opschrijven import first_afdeling
from geholpen.domain.klantcontacten.policy import may_import
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.models import uuid7
from geholpen.platform.prepared import ROWS


@dataclass(frozen=True, slots=True)
class OudContact:
    """One contact moment as another system knows it."""

    kanaal: str
    initiatief: str
    moment: datetime
    inhoud: str = ""
    onderwerp: str = ""
    medewerker_id: UUID | None = None
    gelukt: bool | None = None
    id: UUID = field(default_factory=uuid7)


@dataclass(frozen=True, slots=True)
class OudeTaak:
    """One promise as another system knows it."""

    soort: str
    tekst: str
    afdeling_code: str
    uiterlijk_op: date
    medewerker_id: UUID | None = None
    gedaan: bool = False


@dataclass(frozen=True, slots=True)
class OudeKlantvraag:
    """A klantvraag with its contacts, oldest first."""

    onderwerp_code: str
    status: str
    contacten: tuple[OudContact, ...]
    uitkomst: str = ""
    niveau: str = "verified"
    behandelaar_id: UUID | None = None
    namens_partij_id: UUID | None = None
    taken: tuple[OudeTaak, ...] = ()
    id: UUID = field(default_factory=uuid7)


@command(
    may=may_import,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    voor="overnemen",
    naam="Uw eerdere vraag is overgenomen uit een ander systeem",
)
def import_klantvraag(ctx: Context, partij_id: UUID, oud: OudeKlantvraag) -> None:
    """Store one klantvraag with contacts and promises, under the activity of its onderwerp."""
    wat = onderwerp(oud.onderwerp_code)
    eigen = {"partij_id": partij_id, **ctx.herkomst(wat.activiteit)}
    first, last = oud.contacten[0], oud.contacten[-1]
    closed = oud.status == m.Status.AFGEHANDELD
    (kenmerk,) = free_kenmerken(organisatie().code, 1)
    m.Klantvraag.objects.create(
        id=oud.id,
        kenmerk=kenmerk,
        onderwerp_code=wat.code,
        onderwerp_zeker=True,
        status=oud.status,
        uitkomst=oud.uitkomst,
        afdeling_code=first_afdeling(wat),
        behandelaar_id=oud.behandelaar_id,
        niveau=oud.niveau,
        namens_partij_id=oud.namens_partij_id,
        gestart_op=first.moment,
        wacht_sinds=last.moment if not closed and last.initiatief == "klant" else None,
        uiterlijk_op=wat.uiterlijk(first.moment.date()),
        afgesloten_op=last.moment if closed else None,
        laatste_kanaal=last.kanaal,
        **eigen,
    )
    m.KlantvraagOpzoek.objects.create(sleutel=kenmerk_key(kenmerk), partij_id=partij_id, klantvraag_id=oud.id)
    _store_contacten(partij_id, oud, eigen)
    _store_taken(oud, eigen)


def _store_contacten(partij_id: UUID, oud: OudeKlantvraag, eigen: dict[str, object]) -> None:
    contacten = (
        m.Klantcontact(
            id=c.id,
            klantvraag_id=oud.id,
            gesprek_id=c.id,
            kanaal=c.kanaal,
            initiatief=c.initiatief,
            plaatsgevonden_op=c.moment,
            medewerker_id=c.medewerker_id,
            indicatie_contact_gelukt=c.gelukt,
            **eigen,
        )
        for c in oud.contacten
    )
    inhoud = (
        m.KlantcontactInhoud(id=c.id, klantvraag_id=oud.id, onderwerp=c.onderwerp, inhoud=c.inhoud, **eigen)
        for c in oud.contacten
    )
    betrokkenen = (
        m.Betrokkene(
            klantvraag_id=oud.id,
            klantcontact_id=c.id,
            rol="klant",
            was_partij_id=partij_id,
            initiator=c.initiatief == "klant",
            **eigen,
        )
        for c in oud.contacten
    )
    m.Klantcontact.objects.bulk_create(contacten, batch_size=ROWS)
    m.KlantcontactInhoud.objects.bulk_create(inhoud, batch_size=ROWS)
    m.Betrokkene.objects.bulk_create(betrokkenen, batch_size=ROWS)


def _store_taken(oud: OudeKlantvraag, eigen: dict[str, object]) -> None:
    last = oud.contacten[-1]
    for t in oud.taken:
        taak = m.InterneTaak.objects.create(
            klantvraag_id=oud.id,
            klantcontact_id=last.id,
            soort=t.soort,
            status=m.TaakStatus.VERWERKT if t.gedaan else m.TaakStatus.TE_VERWERKEN,
            resultaat=m.TaakResultaat.BEREIKT if t.gedaan else "",
            afdeling_code=t.afdeling_code,
            medewerker_id=t.medewerker_id,
            toegewezen_op=last.moment,
            uiterlijk_op=t.uiterlijk_op,
            afgehandeld_op=last.moment if t.gedaan else None,
            **eigen,
        )
        m.InterneTaakInhoud.objects.create(id=taak.id, klantvraag_id=oud.id, gevraagde_handeling=t.tekst, **eigen)
        m.TaakActor.objects.bulk_create(taakgegevens.given_to(taak, [taakgegevens.own_actor(taak)], eigen))
