"""Take partijen of the standard over, many at once, with the keys they have at the source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen import sleutels
from geholpen.domain.partijen.commands.register_partijen import change_partij
from geholpen.domain.partijen.gegevens import ADRESSEN
from geholpen.domain.partijen.models import Partij, SoortPartij
from geholpen.domain.partijen.policy import may_intake
from geholpen.domain.partijen.register import herkomst
from geholpen.platform import overnemen
from geholpen.platform.bulk import insert_many
from geholpen.platform.context import Context
from geholpen.platform.doors import body, command
from geholpen.platform.models import uuid7
from geholpen.platform.overnemen import HERKOMST, Geplaatst, Overgenomen

NAAM = ("voorletters", "voornaam", "voorvoegsel_achternaam", "achternaam", "organisatienaam")
ADRES = (
    *("nummeraanduiding_id", "straatnaam", "huisnummer", "huisnummertoevoeging", "postcode", "stad"),
    *("adresregel1", "adresregel2", "adresregel3", "land"),
)
_VOORKEUR = ("voorkeurs_digitaal_adres", "voorkeurs_rekeningnummer")
Rij = tuple[Any, ...]
Rijen = Iterator[Rij]


@command(
    may=may_intake,
    voor="overnemen",
    naam="Uw gegevens zijn overgenomen uit een ander systeem",
    gegevens={
        *(G.NAAM, G.CONTACTADRESSEN, G.ADRES, G.BSN, G.RECHTSPERSOON),
        *(G.FINANCIEEL, G.TAAL_EN_TOEGANKELIJKHEID, G.INTERNE_NOTITIE),
    },
    betrokkenen=lambda geplaatst: geplaatst.partijen,
)
def import_register_partijen(ctx: Context, regels: Sequence[Overgenomen]) -> Geplaatst:
    """Place customers. Whom they prefer to be reached by comes later and is believed."""
    uit = Geplaatst()
    nieuw, bekend = overnemen.split("partij", regels, "partij_id")
    nieuw = overnemen.with_free_numbers("partij", "nummer", nieuw, uit)
    van = herkomst(ctx)
    for table, (columns, rows) in _TABELLEN.items():
        made = (row for r in nieuw for row in rows(r, r.stempel(van)))
        insert_many(table, ("partij_id", *columns, *HERKOMST), made)
    add_keys((key, r.id) for r in nieuw for key in _keys(r.velden))
    uit.partijen |= {r.id for r in nieuw}
    overnemen.change_each(lambda r: _change(ctx, r), bekend, uit)
    return uit


def _change(ctx: Context, regel: Overgenomen) -> Any:
    velden = {naam: waarde for naam, waarde in regel.velden.items() if naam not in _VOORKEUR}
    gedaan = body(change_partij)(ctx, regel.id, velden)
    Partij.objects.filter(partij_id=regel.id).update(**{f"{naam}_id": regel.velden.get(naam) for naam in _VOORKEUR})
    return gedaan


def add_keys(keys: Iterable[tuple[bytes, UUID]]) -> None:
    """Let customers be found by these too."""
    insert_many("partij_opzoek", ("sleutel", "partij_id"), keys, ignore_conflicts=True)


def add_nobodies(regels: Sequence[tuple[UUID, Overgenomen]], van: Mapping[str, Any]) -> None:
    """Customers nobody knows, for what belongs to nobody."""
    columns = ("partij_id", "soort_partij", "indicatie_actief", "indicatie_geheimhouding", "nummer", *HERKOMST)
    insert_many("partij", columns, ((id, SoortPartij.ONBEKEND, True, False, "", *r.stempel(van)) for id, r in regels))


def _keys(velden: Mapping[str, Any]) -> Iterator[bytes]:
    naam = _naam_van(velden)
    if naam and naam.get("organisatienaam"):
        yield sleutels.naam_organisatie(naam["organisatienaam"])
    for soort in ADRESSEN:
        adres = velden.get(soort) or {}
        if adres.get("postcode") and adres.get("huisnummer") and not velden.get("indicatie_geheimhouding"):
            yield sleutels.adres(adres["postcode"], adres["huisnummer"])


def _naam_van(velden: Mapping[str, Any]) -> dict[str, str] | None:
    """The columns of a name; None when the source keeps none."""
    groep = velden.get("partij_identificatie")
    if groep is None:
        return None
    if velden["soort_partij"] == SoortPartij.ORGANISATIE:
        return {"organisatienaam": groep.get("naam") or ""}
    return dict(groep.get("contactnaam") or {})


def _partij(r: Overgenomen, h: Rij) -> Rijen:
    v = r.velden
    eigen = (v["soort_partij"], v["indicatie_actief"], v.get("indicatie_geheimhouding"), v.get("nummer") or "")
    yield r.id, *eigen, *(v.get(naam) for naam in _VOORKEUR), *h


def _naam(r: Overgenomen, h: Rij) -> Rijen:
    naam = _naam_van(r.velden)
    if naam is not None:
        yield r.id, *(naam.get(deel) or "" for deel in NAAM), *h


def _contactpersoon(r: Overgenomen, h: Rij) -> Rijen:
    groep = r.velden.get("partij_identificatie")
    if groep is not None and r.velden["soort_partij"] == SoortPartij.CONTACTPERSOON:
        yield r.id, groep.get("uuid") or uuid7(), groep.get("werkte_voor_partij"), *h


def _notitie(r: Overgenomen, h: Rij) -> Rijen:
    if r.velden.get("interne_notitie"):
        yield r.id, r.velden["interne_notitie"], *h


def _taal(r: Overgenomen, h: Rij) -> Rijen:
    if r.velden.get("voorkeurstaal"):
        yield r.id, r.velden["voorkeurstaal"], "", *h


def _adressen(r: Overgenomen, h: Rij) -> Rijen:
    for soort in ADRESSEN:
        adres = r.velden.get(soort)
        if adres and any(adres.values()):
            yield r.id, uuid7(), soort, False, False, *adres_kolommen(adres), *h


def adres_kolommen(adres: Mapping[str, Any]) -> Rij:
    """The values of `ADRES`."""
    return tuple(adres.get(naam) if naam == "huisnummer" else adres.get(naam) or "" for naam in ADRES)


_TABELLEN: dict[str, tuple[tuple[str, ...], Callable[[Overgenomen, Rij], Rijen]]] = {
    "partij": (
        (
            *("soort_partij", "indicatie_actief", "indicatie_geheimhouding", "nummer"),
            *("voorkeurs_digitaal_adres_id", "voorkeurs_rekeningnummer_id"),
        ),
        _partij,
    ),
    "naam": (NAAM, _naam),
    "contactpersoon": (("id", "werkte_voor_partij_id"), _contactpersoon),
    "partij_notitie": (("tekst",), _notitie),
    "taalbehoefte": (("taal", "toelichting"), _taal),
    "adres": (("id", "soort", "briefadres", "geheim", *ADRES), _adressen),
}
