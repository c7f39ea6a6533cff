"""What the commands for other software share: rows of a contact and of those involved, and whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils import timezone

from geholpen.domain.kennis.queries import ONBEKEND, onderwerp
from geholpen.domain.klantcontacten import models as m
from geholpen.domain.klantcontacten.events import KlantvraagChanged
from geholpen.domain.klantcontacten.kenmerk import free_kenmerken, kenmerk_key
from geholpen.domain.klantcontacten.opschrijven import first_afdeling
from geholpen.domain.organisatie.queries import organisatie
from geholpen.domain.partijen.onbekende import nobody
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid, every
from geholpen.platform.models import uuid7

NUMMERS = ("nummer", "referentienummer")
#: Members of a contact by the table that keeps them.
VAN_CONTACT = (
    *("kanaal", "plaatsgevonden_op", "indicatie_contact_gelukt", "taal", "vertrouwelijk"),
    *("verdere_actie_ondernomen", "hoofd_onderwerp_type", *NUMMERS),
)
VAN_INHOUD = ("onderwerp", "inhoud", "reactie", "metadata")
#: Longer texts of our own are shown cut; who sends the cut one back has not changed it.
LENGTES = {"onderwerp": 200, "inhoud": 1000, "reactie": 4000}
NAAM = ("voorletters", "voornaam", "voorvoegsel_achternaam", "achternaam")
ADRES = (
    *("nummeraanduiding_id", "straatnaam", "huisnummer", "huisnummertoevoeging", "postcode", "stad"),
    *("adresregel1", "adresregel2", "adresregel3", "land"),
)
ADRESSEN = ("bezoekadres", "correspondentieadres")
#: Whose a row is, where the database fills that in.
GEEN = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Gedaan:
    """What was made or changed, and whom it concerned."""

    id: UUID
    partijen: frozenset[UUID] = frozenset()
    document: bytes = b""  # what was made, as the interface shows it


@dataclass(frozen=True, slots=True)
class Plek:
    """Where rows about a contact belong: its customer, its klantvraag and the activity that is stored for."""

    partij_id: UUID
    klantvraag_id: UUID
    voor: int

    def eigen(self, ctx: Context) -> dict[str, Any]:
        """The columns every row about it carries."""
        return {"partij_id": self.partij_id, "klantvraag_id": self.klantvraag_id, **ctx.herkomst(self.voor)}


def check_gelukt(gegevens: Mapping[str, Any], contact: m.Klantcontact | None = None) -> None:
    """A contact that succeeded needs no further action. Raises Invalid."""

    def nu(naam: str) -> Any:
        return gegevens[naam] if naam in gegevens else getattr(contact, naam, None)

    if nu("indicatie_contact_gelukt") and nu("verdere_actie_ondernomen"):
        raise Invalid(
            "nonFieldErrors",
            "verdereActieOndernomen kan niet waar zijn als indicatieContactGelukt waar is.",
            "no-further-action-when-contact-succesful",
        )


def columns(gegevens: Mapping[str, Any], namen: tuple[str, ...]) -> dict[str, Any]:
    """What was given of these members, as it is stored: no number is an empty one."""
    return {n: (gegevens[n] or "") if n in NUMMERS else gegevens[n] for n in namen if n in gegevens}


def new_vraag(ctx: Context, partij_id: UUID, gegevens: Mapping[str, Any], kenmerk: str = "") -> m.Klantvraag:
    """The klantvraag of a contact that other software registered; closed when that contact settled it.

    `kenmerk`: its reference when whoever writes it looks by itself whether it is free.
    """
    wat = onderwerp(ONBEKEND)
    moment = gegevens.get("plaatsgevonden_op") or timezone.now()
    klaar = bool(gegevens.get("indicatie_contact_gelukt"))
    return prepared.row(
        m.Klantvraag,
        partij_id=partij_id,
        kenmerk=kenmerk or free_kenmerken(organisatie().code, 1)[0],
        onderwerp_code=wat.code,
        afdeling_code=first_afdeling(wat),
        niveau="asserted",
        status=m.Status.AFGEHANDELD if klaar else m.Status.NIEUW,
        uitkomst=m.Uitkomst.BEANTWOORD if klaar else "",
        gestart_op=moment,
        wacht_sinds=None if klaar else moment,
        afgesloten_op=moment if klaar else None,
        uiterlijk_op=wat.uiterlijk(timezone.localdate(moment)),
        laatste_kanaal=gegevens["kanaal"][:20],
        **ctx.herkomst(wat.activiteit),
    )


def vraag_rows(vraag: m.Klantvraag) -> list[Model]:
    """A new klantvraag with the key by which its reference is found."""
    sleutel = kenmerk_key(vraag.kenmerk)
    return [vraag, prepared.row(m.KlantvraagOpzoek, sleutel=sleutel, partij_id=vraag.partij_id, klantvraag_id=vraag.id)]


def contact_rows(ctx: Context, plek: Plek, gegevens: Mapping[str, Any]) -> tuple[UUID, list[Model]]:
    """A contact and its texts."""
    eigen, id = plek.eigen(ctx), uuid7()
    given = {"plaatsgevonden_op": timezone.now(), **columns(gegevens, VAN_CONTACT)}
    contact = prepared.row(m.Klantcontact, id=id, gesprek_id=id, initiatief="klant", **given, **eigen)
    return id, [contact, prepared.row(m.KlantcontactInhoud, id=id, **columns(gegevens, VAN_INHOUD), **eigen)]


def los_rows(ctx: Context, gegevens: Mapping[str, Any], kenmerk: str = "") -> tuple[m.Klantvraag, UUID, list[Model]]:
    """A contact that is nobody's yet, with the customer nobody knows and the klantvraag that keep it."""
    partij = nobody(ctx)
    vraag = new_vraag(ctx, partij.partij_id, gegevens, kenmerk)
    id, rijen = contact_rows(ctx, Plek(partij.partij_id, vraag.id, vraag.verkregen_voor), gegevens)
    return vraag, id, [partij, *vraag_rows(vraag), *rijen]


def betrokkene_rows(
    ctx: Context, plek: Plek, contact_id: UUID, gegevens: Mapping[str, Any]
) -> tuple[UUID, list[Model]]:
    """Somebody who took part, with name and addresses where given."""
    eigen, id = plek.eigen(ctx), uuid7()
    rijen: list[Model] = [
        prepared.row(
            m.Betrokkene,
            id=id,
            klantcontact_id=contact_id,
            was_partij_id=gegevens.get("was_partij"),
            rol=gegevens["rol"],
            initiator=gegevens["initiator"],
            **eigen,
        )
    ]
    naam = naam_of(gegevens)
    if any(naam.values()):
        rijen.append(prepared.row(m.BetrokkeneNaam, id=id, **naam, **eigen))
    for soort in ADRESSEN:
        rijen += adres_rows(id, soort, gegevens.get(soort), eigen)
    return id, rijen


def naam_of(gegevens: Mapping[str, Any]) -> dict[str, str]:
    """The columns of a name that were given: a group is whole, what is not in it is empty."""
    found: dict[str, str] = {}
    if "contactnaam" in gegevens:
        found |= {n: (gegevens["contactnaam"] or {}).get(n, "") for n in NAAM}
    if "organisatienaam" in gegevens:
        found["organisatienaam"] = gegevens["organisatienaam"]
    return found


def adres_rows(id: UUID, soort: str, adres: Mapping[str, Any] | None, eigen: dict[str, Any]) -> list[Model]:
    """The row of an address in which something stands."""
    if not adres or not any(adres.values()):
        return []
    return [
        prepared.row(
            m.BetrokkeneAdres, betrokkene_id=id, soort=soort, **{n: adres[n] for n in ADRES if n in adres}, **eigen
        )
    ]


def settle(ctx: Context, contact_id: UUID, partij_id: UUID | None) -> Plek:
    """Where rows about this contact belong; first moved to the customer `partij_id` when it was nobody's yet.

    Raises Invalid for a contact or a customer that is not there.
    """
    rows = prepared.fetch(
        "SELECT klant_bekend, eigenaar, vraag, voor, verplaatst, afdeling, onderwerp_code FROM leg_bij_klant(%s, %s)",
        [contact_id, partij_id],
    )
    if not rows:
        every(_no_contact, lambda: check_bekend("wasPartij", partij_id))
    bekend, eigenaar, vraag, voor, verplaatst, afdeling, code = rows[0]
    if not bekend:
        raise Invalid("wasPartij.uuid", "Partij object bestaat niet.")
    if verplaatst:
        gevoelig = onderwerp(code).gevoelig
        ctx.publish(KlantvraagChanged(eigenaar, vraag, afdeling, gevoelig, "identiteit"))
    return Plek(eigenaar, vraag, voor)


def _no_contact() -> None:
    raise Invalid("hadKlantcontact.uuid", "Klantcontact object bestaat niet.")


def check_bekend(veld: str, partij_id: UUID | None) -> None:
    """Raises Invalid on `<veld>.uuid` for a customer whom callers may not know."""
    if partij_id is not None and prepared.fetch("SELECT klant_bekend(%s)", [partij_id]) != [(True,)]:
        raise Invalid(f"{veld}.uuid", "Partij object bestaat niet.")


def document_of(resource: str, id: UUID, basis: str) -> bytes:
    """A row just written as the interface shows it. For who wrote it: it is told under the line of that act."""
    call = f"lees_{resource}('{{uuid}}', ARRAY[%s::text], 0, 1, %s, '{{}}')"
    rows = prepared.fetch(f"SELECT doc FROM {call} WHERE pad = ''", [str(id), basis])  # noqa: S608  our own names
    found: bytes = rows[0][0].encode()
    return found


def try_delete(*sets: Any) -> bool:
    """Delete these rows, unless something else still refers to them; then nothing happens."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for rows in sets:
                rows.delete()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError:
        return False
    return True
