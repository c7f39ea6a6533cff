"""partijen of the standard: other software makes, changes and removes customers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connection

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen import gegevens, lijsten, nummers, slot
from geholpen.domain.partijen import models as m
from geholpen.domain.partijen.policy import may_connect
from geholpen.domain.partijen.register import Gedaan, change_keys, drop_owner, herkomst
from geholpen.domain.partijen.zoeksleutels import keys_of
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Missing, Refused
from geholpen.platform.models import uuid7

_SOORTEN = {
    G.NAAM,
    G.CONTACTADRESSEN,
    G.ADRES,
    G.BSN,
    G.RECHTSPERSOON,
    G.FINANCIEEL,
    G.TAAL_EN_TOEGANKELIJKHEID,
    G.INTERNE_NOTITIE,
}
#: What says who somebody is, or is kept for them alone.
_VAN_WIE: tuple[Any, ...] = (
    m.Naam,
    m.Contactpersoon,
    m.PartijNotitie,
    m.Taalbehoefte,
    m.Adres,
    m.Rekeningnummer,
    m.CategorieRelatie,
    m.Vertegenwoordiging,
)
_EIGEN = ("nummer", "soort_partij", "indicatie_geheimhouding", "indicatie_actief")


@command(
    may=may_connect,
    gegevens=_SOORTEN,
    naam="Een applicatie schreef u op als klant",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def register_partij(ctx: Context, velden: Mapping[str, Any]) -> Gedaan:
    """Record a customer with everything that is given. Raises Invalid."""
    partij = m.Partij(partij_id=uuid7(), **{"indicatie_geheimhouding": None, **_own(velden)}, **herkomst(ctx))
    _claim(partij)
    return _write(ctx, partij, velden, None)


@command(
    may=may_connect,
    gegevens=_SOORTEN,
    naam="Een applicatie wijzigde uw gegevens",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def change_partij(ctx: Context, id: UUID, velden: Mapping[str, Any]) -> Gedaan:
    """Change what is given; the rest stays. Raises Missing and Invalid."""
    partij = _found(id)
    _keep_secret(ctx, partij, velden)
    before = keys_of(id)
    if velden.get("soort_partij", partij.soort_partij) != partij.soort_partij:
        gegevens.forget_identificatie(id)
    for naam, waarde in _own(velden).items():
        setattr(partij, naam, waarde)
    _claim(partij)
    return _write(ctx, partij, velden, before)


def _found(id: UUID) -> m.Partij:
    partij = m.Partij.objects.exclude(soort_partij=m.SoortPartij.ONBEKEND).select_for_update().filter(pk=id).first()
    if partij is None:
        raise Missing
    return partij


def _keep_secret(ctx: Context, partij: m.Partij, velden: Mapping[str, Any]) -> None:
    """Only a purpose that may see a secret address ends its secrecy; raises Refused."""
    ends = partij.indicatie_geheimhouding and not velden.get("indicatie_geheimhouding", True)
    if ends and not ctx.grant.activiteit.mag_geheim_adres:
        raise Refused("GEHEIM_ADRES", "Dit adres is geheim. Alleen wie het mag zien, mag het weer openbaar maken.")


def _own(velden: Mapping[str, Any]) -> dict[str, Any]:
    given = {naam: velden[naam] for naam in _EIGEN if naam in velden}
    if "nummer" in given:
        given["nummer"] = given["nummer"] or ""
    return given


def _claim(partij: m.Partij) -> None:
    """A number is of one customer. Two who want it at the same time wait for each other."""
    if not partij.nummer:
        return
    slot.claim("partij.nummer", [partij.nummer])
    taken = m.Partij.objects.exclude(nummer="").filter(nummer=partij.nummer).exclude(partij_id=partij.partij_id)
    if taken.exists():
        raise Invalid("nummer", "Er bestaat al een partij met eenzelfde nummer.", "unique")


def _write(ctx: Context, partij: m.Partij, velden: Mapping[str, Any], before: set[bytes] | None) -> Gedaan:
    """The customer with everything around it, and by what they are found: before by nothing when they are new."""
    van = herkomst(ctx)
    others = {other: keys_of(other) for other in lijsten.owners(velden) - {partij.partij_id}}
    gegevens.write(partij.partij_id, partij.soort_partij, velden, van, nieuw=before is None)
    lijsten.write(partij, velden, nieuw=before is None)
    if "partij_identificatoren" in velden:
        lijsten.write_nummers(partij.partij_id, velden["partij_identificatoren"] or [], van)
    _save(partij, nieuw=before is None)
    change_keys(partij.partij_id, before or (), keys_of(partij.partij_id))
    for other, keys in others.items():
        change_keys(other, keys, keys_of(other))
        drop_owner(other)
    return Gedaan(partij.partij_id, frozenset({partij.partij_id, *others}))


def _save(partij: m.Partij, *, nieuw: bool) -> None:
    """Last: the rows around it are asked for their customer when all is done."""
    if nieuw:
        partij.save(force_insert=True)
        return
    namen = (*_EIGEN, "voorkeurs_digitaal_adres_id", "voorkeurs_rekeningnummer_id")
    m.Partij.objects.filter(partij_id=partij.partij_id).update(**{naam: getattr(partij, naam) for naam in namen})


@command(
    may=may_connect,
    gegevens={*_SOORTEN, G.VERTEGENWOORDIGING, G.KANAALVOORKEUR, G.CONTACTHISTORIE},
    naam="Een applicatie verwijderde u als klant",
    betrokkenen=lambda gedaan: gedaan.partijen,
)
def remove_partij(ctx: Context, id: UUID) -> Gedaan:
    """Forget who somebody is. Their contacts stay, of somebody nobody knows, with their name. Raises Missing.

    A number of theirs under which another customer's number is kept stays, without a customer.
    """
    _found(id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT bewaar_wie_erbij_was(%s)", [id])
    own = [n.id for n in nummers.find("partij_id = %s", id)]
    parents = {n.sub_identificator_van_id for n in _of_others(id, own)}
    for nummer in nummers.find("partij_id = %s", id):
        if nummer.id not in parents:
            nummers.remove(nummer)
    for model in _VAN_WIE:
        model.objects.filter(partij_id=id).delete()
    adressen = m.DigitaalAdres.objects.filter(partij_id=id)
    adressen.filter(betrokkene_id=None).delete()
    adressen.update(los=True, is_standaard_adres=False)
    m.Vertegenwoordiging.objects.filter(andere_partij_id=id).delete()
    m.Contactpersoon.objects.filter(werkte_voor_partij_id=id).update(werkte_voor_partij_id=None)
    m.Partij.objects.filter(partij_id=id).update(
        soort_partij=m.SoortPartij.ONBEKEND,
        nummer="",
        voorkeurs_digitaal_adres_id=None,
        voorkeurs_rekeningnummer_id=None,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT vergeet_zoeksleutels(%s, NULL)", [id])
    drop_owner(id)
    return Gedaan(id, frozenset({id}))


def _of_others(partij_id: UUID, parents: list[UUID]) -> list[nummers.Nummer]:
    """Numbers of other customers that are kept under one of these."""
    return nummers.find("sub_identificator_van_id = ANY (%s::uuid[]) AND partij_id <> %s", parents, partij_id)
