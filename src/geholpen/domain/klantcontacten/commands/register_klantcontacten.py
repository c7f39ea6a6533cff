"""klantcontacten of the standard: other software records, changes and removes a contact moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connection

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten import models as m
from geholpen.domain.klantcontacten.commands import register_hot
from geholpen.domain.klantcontacten.opschrijven import publish
from geholpen.domain.klantcontacten.policy import may_connect
from geholpen.domain.klantcontacten.register import (
    LENGTES,
    VAN_CONTACT,
    VAN_INHOUD,
    Gedaan,
    Plek,
    check_gelukt,
    columns,
    document_of,
    los_rows,
    try_delete,
)
from geholpen.domain.klantcontacten.standaard import check_nummer
from geholpen.domain.partijen.commands import forget_contactadressen
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Missing


@command(
    may=may_connect,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    naam="Een applicatie legde contact met u vast",
    betrokkenen=lambda gedaan: gedaan.partijen,
    hot=register_hot.LOS_CONTACT,
)
def register_los_contact(ctx: Context, gegevens: Mapping[str, Any], basis: str) -> Gedaan:
    """Record a contact of which nobody said yet whose it is, as a new klantvraag. Raises Invalid."""
    check_gelukt(gegevens)
    check_nummer("klantcontact", "klantcontact", None, gegevens)
    vraag, id, rijen = los_rows(ctx, gegevens)
    prepared.insert(*rijen)
    publish(ctx, vraag, "gestart")
    return Gedaan(id, frozenset({vraag.partij_id}), document_of("klantcontacten", id, basis))


@command(
    may=may_connect,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    naam="Een applicatie wijzigde wat er over contact met u staat",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def change_klantcontact(ctx: Context, id: UUID, gegevens: Mapping[str, Any]) -> Gedaan:
    """Change what is given of a contact, whoever registered it. Raises Missing and Invalid."""
    contact = m.Klantcontact.objects.select_for_update().filter(id=id).first()
    if contact is None:
        raise Missing
    check_gelukt(gegevens, contact)
    check_nummer("klantcontact", "klantcontact", id, gegevens)
    rows = {"partij_id": contact.partij_id, "id": id}
    values = columns(gegevens, VAN_CONTACT)
    if values:
        m.Klantcontact.objects.filter(**rows).update(**values)
    _change_inhoud(ctx, contact, columns(gegevens, VAN_INHOUD))
    vraag = m.Klantvraag.objects.filter(partij_id=contact.partij_id, id=contact.klantvraag_id).first()
    if vraag is not None:
        publish(ctx, vraag, "contact")
    return Gedaan(id, frozenset({contact.partij_id}))


def _change_inhoud(ctx: Context, contact: m.Klantcontact, values: dict[str, Any]) -> None:
    rows = m.KlantcontactInhoud.objects.filter(partij_id=contact.partij_id, id=contact.id)
    found = rows.first()
    if found is None:
        plek = Plek(contact.partij_id, contact.klantvraag_id, contact.verkregen_voor)
        prepared.insert(m.KlantcontactInhoud(id=contact.id, **values, **plek.eigen(ctx)))
        return
    changed = {n: v for n, v in values.items() if n not in LENGTES or v != shown(getattr(found, n), LENGTES[n])}
    if changed:
        rows.update(**changed)


def shown(tekst: str, lengte: int) -> str:
    """A text of ours as the standard shows it (`gekapt`)."""
    return tekst if len(tekst) <= lengte else f"{tekst[: lengte - 1]}…"


@command(
    may=may_connect,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD, G.NAAM, G.ADRES, G.DOCUMENTEN, G.CONTACTADRESSEN},
    naam="Een applicatie verwijderde een contact met u",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def remove_klantcontact(ctx: Context, id: UUID) -> Gedaan:
    """Forget a contact with all that was recorded about it. Raises Missing, and Invalid when messages hang on it."""
    contact = m.Klantcontact.objects.select_for_update().filter(id=id).first()
    if contact is None:
        raise Missing
    partij_id, vraag_id = contact.partij_id, contact.klantvraag_id
    forget_contactadressen(ctx, list(_of(m.Betrokkene, contact).values_list("id", flat=True)))
    if not try_delete(*_rows(contact)):
        raise Invalid("nonFieldErrors", "Bij dit contact horen berichten. Het kan daarom niet weg.", "protected")
    _leave(partij_id, vraag_id)
    return Gedaan(id, frozenset({partij_id}))


def _of(model: Any, contact: m.Klantcontact) -> Any:
    return model.objects.filter(partij_id=contact.partij_id, klantcontact_id=contact.id)


def _rows(contact: m.Klantcontact) -> list[Any]:
    """All rows of a contact, in whatever order: references are looked at when all are gone."""
    van = {"partij_id": contact.partij_id}
    taken = list(_of(m.InterneTaak, contact).values_list("id", flat=True))
    mensen = list(_of(m.Betrokkene, contact).values_list("id", flat=True))
    return [
        m.TaakActor.objects.filter(taak_id__in=taken, **van),
        m.TaakPoging.objects.filter(taak_id__in=taken, **van),
        m.InterneTaakInhoud.objects.filter(id__in=taken, **van),
        m.InterneTaak.objects.filter(id__in=taken, **van),
        m.BetrokkeneNaam.objects.filter(id__in=mensen, **van),
        m.BetrokkeneAdres.objects.filter(betrokkene_id__in=mensen, **van),
        m.Betrokkene.objects.filter(id__in=mensen, **van),
        _of(m.Onderwerpobject, contact),
        _of(m.BijlageVerwijzing, contact),
        _of(m.ActorKlantcontact, contact),
        m.Onderwerpobject.objects.filter(was_klantcontact_id=contact.id),
        m.Kanaalwissel.objects.filter(van_klantcontact_id=contact.id, **van),
        m.Kanaalwissel.objects.filter(naar_klantcontact_id=contact.id, **van),
        m.KlantcontactInhoud.objects.filter(id=contact.id, **van),
        m.Klantcontact.objects.filter(id=contact.id, **van),
    ]


def _leave(partij_id: UUID, vraag_id: UUID) -> None:
    """A klantvraag without contacts goes when other software made it, and so does whom it was kept by."""
    vragen = m.Klantvraag.objects.filter(partij_id=partij_id, id=vraag_id, herkomst="api")
    if m.Klantcontact.objects.filter(partij_id=partij_id, klantvraag_id=vraag_id).exists() or not try_delete(vragen):
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT ruim_na_contact(%s, %s)", [partij_id, vraag_id])
