"""Take a customer over from another register, or from the demo town: everything known at once, with its provenance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen import models as m
from geholpen.domain.partijen import sleutels
from geholpen.domain.partijen.policy import may_intake
from geholpen.domain.partijen.versleuteling import encrypt
from geholpen.platform.context import Context
from geholpen.platform.doors import command


@dataclass(frozen=True, slots=True)
class NieuwePartij:
    """What another register knows. Empty means unknown. `voor` is the number of the activity it was collected for."""

    partij_id: UUID
    soort: str
    voor: int
    naam: dict[str, str] = field(default_factory=dict)  # fields of Naam
    geslacht: str = ""
    aanhef: str = ""
    geboortedatum: str = ""
    overleden_op: date | None = None
    bsn: str = ""
    nummers: tuple[tuple[str, str, str], ...] = ()  # (objecttype, soort, number): kvk_nummer, vestigingsnummer
    adressen: tuple[dict[str, Any], ...] = ()  # fields of Adres
    digitaal: tuple[tuple[str, str, str], ...] = ()  # (soort, adres, niveau)
    voorkeurskanaal: str = ""
    taal: str = ""
    vertegenwoordigt: tuple[dict[str, Any], ...] = ()  # fields of Vertegenwoordiging
    geheim: bool = False


@command(
    may=may_intake,
    voor="overnemen",
    naam="Uw gegevens zijn overgenomen uit een ander systeem",
    gegevens={
        G.NAAM,
        G.CONTACTADRESSEN,
        G.ADRES,
        G.GEBOORTEDATUM,
        G.GESLACHT,
        G.BSN,
        G.RECHTSPERSOON,
        G.VERTEGENWOORDIGING,
        G.KANAALVOORKEUR,
        G.TAAL_EN_TOEGANKELIJKHEID,
    },
)
def import_partij(ctx: Context, nieuw: NieuwePartij) -> None:
    """Store one customer as another register knows it. The customer must not exist yet."""
    eigen = {"partij_id": nieuw.partij_id, **ctx.herkomst(nieuw.voor)}
    m.Partij.objects.create(soort_partij=nieuw.soort, indicatie_geheimhouding=nieuw.geheim, **eigen)
    _personal(nieuw, eigen)
    m.PartijIdentificator.objects.bulk_create(_numbers(nieuw, eigen))
    m.Adres.objects.bulk_create(m.Adres(**adres, **eigen) for adres in nieuw.adressen)
    m.DigitaalAdres.objects.bulk_create(
        m.DigitaalAdres(soort_digitaal_adres=soort, adres=adres, niveau=niveau, is_standaard_adres=i == 0, **eigen)
        for i, (soort, adres, niveau) in enumerate(nieuw.digitaal)
    )
    m.Vertegenwoordiging.objects.bulk_create(m.Vertegenwoordiging(**v, **eigen) for v in nieuw.vertegenwoordigt)
    m.PartijOpzoek.objects.bulk_create(
        [m.PartijOpzoek(sleutel=key, partij_id=nieuw.partij_id) for key in search_keys(nieuw)], ignore_conflicts=True
    )


def _numbers(nieuw: NieuwePartij, eigen: dict[str, Any]) -> list[m.PartijIdentificator]:
    """Numbers of the trade register; that of a branch is kept under that of its company."""
    made = [
        m.PartijIdentificator(
            code_objecttype=objecttype,
            code_register="hr",
            code_soort_object_id=soort,
            object_id=nummer,
            sleutel=sleutels.registernummer(nummer),
            **eigen,
        )
        for objecttype, soort, nummer in nieuw.nummers
    ]
    company = next((row.id for row in made if row.code_soort_object_id == "kvk_nummer"), None)
    for row in made:
        if row.code_soort_object_id == "vestigingsnummer":
            row.sub_identificator_van_id = company
    return made


def _personal(nieuw: NieuwePartij, eigen: dict[str, Any]) -> None:
    if nieuw.naam:
        m.Naam.objects.create(**nieuw.naam, **eigen)
    if nieuw.aanhef or nieuw.geslacht:
        m.Aanhef.objects.create(geslacht=nieuw.geslacht, aanhef=nieuw.aanhef, **eigen)
    if nieuw.geboortedatum:
        m.Geboorte.objects.create(geboortedatum=nieuw.geboortedatum, overleden_op=nieuw.overleden_op, **eigen)
    if nieuw.bsn:
        m.Burgerservicenummer.objects.create(
            versleuteld=encrypt(nieuw.bsn, nieuw.partij_id), sleutel=sleutels.registernummer(nieuw.bsn), **eigen
        )
    if nieuw.voorkeurskanaal:
        m.Kanaalvoorkeur.objects.create(kanaal=nieuw.voorkeurskanaal, vastgelegd_door="systeem", **eigen)
    if nieuw.taal:
        m.Taalbehoefte.objects.create(taal=nieuw.taal, **eigen)


def search_keys(nieuw: NieuwePartij) -> Iterable[bytes]:
    """Every key this customer is found by. A secret address gives none."""
    if nieuw.bsn:
        yield sleutels.bsn(nieuw.bsn)
    if nieuw.naam.get("achternaam") and nieuw.geboortedatum:
        yield sleutels.naam_en_geboorte(nieuw.naam["achternaam"], nieuw.geboortedatum)
    if nieuw.naam.get("organisatienaam"):
        yield sleutels.naam_organisatie(nieuw.naam["organisatienaam"])
    for _objecttype, soort, nummer in nieuw.nummers:
        yield sleutels.rechtspersoon(soort, nummer)
    for adres in nieuw.adressen:
        if not adres.get("geheim") and adres.get("postcode"):
            yield sleutels.adres(adres["postcode"], adres["huisnummer"])
    for soort, adres_, _niveau in nieuw.digitaal:
        yield sleutels.email(adres_) if soort == "email" else sleutels.telefoon(adres_)
