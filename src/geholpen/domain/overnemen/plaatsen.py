"""Which door of which room places the records of a resource, in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from geholpen.domain.klantcontacten import commands as klantcontacten
from geholpen.domain.klantcontacten.commands import Omstandigheid
from geholpen.domain.organisatie import commands as organisatie
from geholpen.domain.partijen import commands as partijen
from geholpen.platform.context import Context
from geholpen.platform.overnemen import Geplaatst, Overgenomen

Deur = Callable[[Context, Sequence[Overgenomen]], Geplaatst]
#: Resource → the table in which what is placed stands, for counting.
TABELLEN = {
    "categorieen": ("categorie", "t.id", "true"),
    "actoren": ("actor", "t.id", "true"),
    "partijen": ("partij", "t.partij_id", "t.soort_partij <> 'onbekend'"),
    "persoon": ("contactgegeven", "t.partij_id", "t.soort = 'persoon'"),
    "organisatie": ("contactgegeven", "t.partij_id", "t.soort = 'organisatie'"),
    "partij-identificatoren": ("identificator", "t.id", "true"),
    "rekeningnummers": ("rekeningnummer", "t.id", "true"),
    "vertegenwoordigingen": ("vertegenwoordiging", "t.id", "t.kant = 'vertegenwoordigt'"),
    "categorie-relaties": ("categorie_relatie", "t.id", "true"),
    "klantcontacten": ("klantcontact", "t.id", "true"),
    "betrokkenen": ("betrokkene", "t.id", "true"),
    "digitaleadressen": ("digitaal_adres", "t.id", "true"),
    "onderwerpobjecten": ("onderwerpobject_regel", "t.id", "true"),
    "bijlagen": ("bijlage_verwijzing", "t.id", "true"),
    "actorklantcontacten": ("actor_klantcontact", "t.id", "true"),
    "internetaken": ("interne_taak", "t.id", "true"),
}
RESOURCES = tuple(TABELLEN)


def place(ctx: Context, overname_id: UUID, resource: str, regels: Sequence[Overgenomen]) -> Geplaatst:
    """Hand records to the room that keeps them. Only inside a door."""
    if resource == "klantcontacten":
        return klantcontacten.import_contacten(ctx, regels, _circumstances(overname_id, [r.id for r in regels]))
    if resource == "digitaleadressen":
        return _addresses(ctx, regels)
    return _DEUREN[resource](ctx, regels)


_DEUREN: dict[str, Deur] = {
    "categorieen": partijen.import_categorieen,
    "actoren": organisatie.import_actoren,
    "partijen": partijen.import_register_partijen,
    "persoon": partijen.import_personen,
    "organisatie": partijen.import_organisaties,
    "partij-identificatoren": partijen.import_identificatoren,
    "rekeningnummers": partijen.import_rekeningnummers,
    "vertegenwoordigingen": partijen.import_vertegenwoordigingen,
    "categorie-relaties": partijen.import_categorie_relaties,
    "betrokkenen": klantcontacten.import_betrokkenen,
    "onderwerpobjecten": klantcontacten.import_onderwerpobjecten,
    "bijlagen": klantcontacten.import_bijlagen,
    "actorklantcontacten": klantcontacten.import_actorklantcontacten,
    "internetaken": klantcontacten.import_internetaken,
}


def _circumstances(overname_id: UUID, ids: list[UUID]) -> dict[UUID, Omstandigheid]:
    """What other records say about these contacts. Best customer first: one who spoke for themselves, the oldest."""
    found: dict[UUID, dict[str, Any]] = {id: {"klanten": [], "wie": [], "open": False, "kenmerk": ""} for id in ids}
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT r.contact_id, r.resource, r.klant_id, r.rang, r.groep FROM overname_record r
               WHERE r.overname_id = %s AND r.contact_id = ANY (%s::uuid[])
               ORDER BY r.rang & 1, r.positie, r.id""",
            [overname_id, ids],
        )
        for contact_id, resource, klant_id, rang, groep in cursor.fetchall():
            one = found[contact_id]
            if resource == "betrokkenen":
                one["wie"].append(rang)
                if klant_id:
                    one["klanten"].append(klant_id)
            elif resource == "internetaken":
                one["open"] |= rang == 1
            one["kenmerk"] = one["kenmerk"] or groep
    return {
        id: Omstandigheid(
            tuple(one["klanten"]),
            "organisatie" if one["wie"] and all(rang & 2 for rang in one["wie"]) else "klant",
            one["open"],
            one["kenmerk"],
        )
        for id, one in found.items()
    }


def _addresses(ctx: Context, regels: Sequence[Overgenomen]) -> Geplaatst:
    """An address that was given in a contact belongs to whoever keeps that contact."""
    door = {id for r in regels if (id := r.velden["verstrekt_door_betrokkene"])}
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, partij_id FROM betrokkene WHERE id = ANY (%s::uuid[])", [list(door)])
        van_contact = dict(cursor.fetchall())
    weg = {
        r.id: "De betrokkene die dit adres gaf is niet overgenomen."
        for r in regels
        if r.velden["verstrekt_door_betrokkene"] and r.velden["verstrekt_door_betrokkene"] not in van_contact
    }
    uit = partijen.import_digitale_adressen(ctx, [r for r in regels if r.id not in weg], van_contact)
    uit.geweigerd |= weg
    return uit
