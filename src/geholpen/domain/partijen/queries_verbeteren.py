"""What a customer can have corrected, or left unused, as it stands now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen import models as m
from geholpen.domain.partijen.verbeterbaar import (
    AANHEF,
    ADRES,
    BEDRIJFSNUMMERS,
    EMAIL,
    GEBOORTE,
    KOLOMMEN,
    NAAM,
    REKENING,
    TELEFOON,
    WHATSAPP,
    Verbeterbaar,
    dag_van,
    tekst_van_veld,
)
from geholpen.platform.context import Context
from geholpen.platform.doors import query
from geholpen.platform.telefoonnummer import leesbaar

#: Rows of one kind that are shown.
HOOGSTENS = 50
_VELD = {m.SoortDigitaalAdres.EMAIL: EMAIL, m.SoortDigitaalAdres.TELEFOONNUMMER: TELEFOON}


@query(
    gegevens={
        *(G.NAAM, G.ADRES, G.CONTACTADRESSEN),
        *(G.GEBOORTEDATUM, G.GESLACHT, G.FINANCIEEL, G.RECHTSPERSOON),
    },
    naam="Bekeken wat er van u staat, om het te laten verbeteren",
)
def te_verbeteren(ctx: Context, partij_id: UUID) -> list[Verbeterbaar]:
    """What there is of this customer that can be corrected by itself; not the name of an organisation, not the BSN."""
    found = [_of(NAAM, "", row) for row in m.Naam.objects.filter(partij_id=partij_id, organisatienaam="")]
    found += [
        _of(GEBOORTE, "", row) for row in m.Geboorte.objects.filter(partij_id=partij_id).exclude(geboortedatum="")
    ]
    found += [_of(AANHEF, "", row) for row in m.Aanhef.objects.filter(partij_id=partij_id)]
    return [*found, *_addresses(partij_id), *_numbers(partij_id)]


@query(
    gegevens={G.ADRES, G.CONTACTADRESSEN, G.FINANCIEEL, G.RECHTSPERSOON},
    naam="Bekeken welke adressen en nummers wij van u hebben, om te kiezen wat wij niet gebruiken",
)
def te_beperken(ctx: Context, partij_id: UUID) -> list[Verbeterbaar]:
    """What there is of this customer with a row of its own, that can be left unused by itself."""
    apps = m.DigitaalAdres.objects.filter(partij_id=partij_id, los=False, identiteitsoort=WHATSAPP).order_by("id")
    return [*_addresses(partij_id), *map(_app, apps[:HOOGSTENS]), *_numbers(partij_id)]


def _app(d: m.DigitaalAdres) -> Verbeterbaar:
    nummer = f"+{d.adres}" if d.adres.isdigit() else d.adres
    return Verbeterbaar(WHATSAPP, str(d.id), f"{leesbaar(nummer)} (WhatsApp)", {"adres": d.adres})


def _addresses(partij_id: UUID) -> Iterator[Verbeterbaar]:
    """Where somebody lives, and their mail addresses and telephone numbers."""
    for adres in m.Adres.objects.filter(partij_id=partij_id).order_by("id")[:HOOGSTENS]:
        yield _of(ADRES, str(adres.id), adres)
    rows = m.DigitaalAdres.objects.filter(partij_id=partij_id, los=False, soort_digitaal_adres__in=list(_VELD))
    for d in rows.order_by("soort_digitaal_adres", "id")[:HOOGSTENS]:
        yield _of(_VELD[m.SoortDigitaalAdres(d.soort_digitaal_adres)], str(d.id), d)


def _numbers(partij_id: UUID) -> Iterator[Verbeterbaar]:
    """Bank accounts, and the numbers of a company."""
    for rekening in m.Rekeningnummer.objects.filter(partij_id=partij_id, los=False).order_by("id")[:HOOGSTENS]:
        yield _of(REKENING, str(rekening.id), rekening)
    for nummer in m.PartijIdentificator.objects.filter(partij_id=partij_id).order_by("id")[:HOOGSTENS]:
        if nummer.code_soort_object_id in BEDRIJFSNUMMERS:
            yield _of(BEDRIJFSNUMMERS[nummer.code_soort_object_id], str(nummer.id), nummer)


def _of(veld: str, doel: str, row: Any) -> Verbeterbaar:
    waarden = {kolom: str(getattr(row, kolom) or "") for kolom in KOLOMMEN[veld]}
    if veld == GEBOORTE:
        waarden = {"geboortedatum": dag_van(waarden["geboortedatum"])}
    return Verbeterbaar(veld, doel, tekst_van_veld(veld, waarden), waarden)
