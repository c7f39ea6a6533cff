"""DOOR. One view of a customer, limited to the purpose of the work: one SQL function, purpose and log line included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import reden_tekst
from geholpen.platform.context import Context
from geholpen.platform.doors import query
from geholpen.platform.hot import Hot

#: Every category a klantbeeld can show; the purpose decides which of them it does.
SOORTEN = (
    G.NAAM,
    G.CONTACTADRESSEN,
    G.ADRES,
    G.GEBOORTEDATUM,
    G.GESLACHT,
    G.BSN,
    G.RECHTSPERSOON,
    G.VERTEGENWOORDIGING,
    G.CONTACTHISTORIE,
    G.CONTACTINHOUD,
    G.KANAALVOORKEUR,
    G.TAAL_EN_TOEGANKELIJKHEID,
)


#: Letters and digits of a Dutch postcode.
_NL = 6


@dataclass(frozen=True, slots=True)
class Afgeschermd:
    """A category that is not shown, and why: "Niet nodig voor dit doel"."""

    soort: int
    omschrijving: str
    code: str
    reden: str


@dataclass(frozen=True, slots=True)
class DigitaalAdresRegel:
    """A way to reach somebody."""

    soort: str
    adres: str
    niveau: str
    onbestelbaar: bool
    kanaal: str = ""  # of an address that only one channel knows, as "whatsapp"
    afgemeld: bool = False  # the customer wants nothing here that they did not ask for
    id: str = ""  # key of the row


@dataclass(frozen=True, slots=True)
class AdresRegel:
    """A postal address."""

    soort: str
    straatnaam: str
    huisnummer: str
    postcode: str
    stad: str
    vrij: str  # lines of an address without a street, such as one abroad
    land: str
    briefadres: bool
    geheim: bool
    onbestelbaar: bool = False
    id: str = ""  # key of the row

    @property
    def regels(self) -> tuple[str, ...]:
        """As it stands on an envelope, line by line."""
        straat = f"{self.straatnaam} {self.huisnummer}" if self.straatnaam else ""
        plaats = f"{_postcode(self.postcode)} {self.stad}"
        land = self.land if self.land not in ("", "NL") else ""
        return tuple(filter(None, map(str.strip, (straat, *self.vrij.splitlines(), plaats, land))))


def _postcode(postcode: str) -> str:
    """1234AB is read as 1234 AB."""
    return f"{postcode[:4]} {postcode[4:]}" if len(postcode) == _NL and postcode[:4].isdigit() else postcode


@dataclass(frozen=True, slots=True)
class VertegenwoordigingRegel:
    """Somebody this customer acts for (vertegenwoordigt) or who acts for this customer (vertegenwoordigd)."""

    id: UUID
    kant: str
    andere_partij_id: UUID
    soort: str
    omvang: tuple[str, ...]
    geldig_tot: date | None


@dataclass(frozen=True, slots=True)
class TijdlijnRegel:
    """One contact moment over all channels. `tekst` is "" when the purpose does not give content."""

    klantcontact_id: UUID
    klantvraag_id: UUID
    moment: datetime
    kanaal: str
    initiatief: str
    onderwerp_code: str
    onderwerp: str
    kenmerk: str
    status: str
    medewerker_id: UUID | None
    gelukt: bool | None
    tekst: str


@dataclass(frozen=True, slots=True)
class Klantbeeld:
    """What this purpose may see of one customer."""

    partij_id: UUID
    soort_partij: str
    naam: str
    achternaam: str
    voorvoegsel: str
    aanhef: str
    geboortedatum: str
    overleden_op: date | None
    heeft_bsn: bool
    nummers: tuple[tuple[str, str], ...]
    voorkeurskanaal: str
    taal: str
    geheim: bool
    digitale_adressen: tuple[DigitaalAdresRegel, ...]
    adressen: tuple[AdresRegel, ...]
    vertegenwoordigingen: tuple[VertegenwoordigingRegel, ...]
    tijdlijn: tuple[TijdlijnRegel, ...]
    meer_tijdlijn: bool
    afgeschermd: tuple[Afgeschermd, ...]


def _values(ctx: Context, partij_id: UUID, aantal: int = 10) -> tuple[UUID, int]:
    return partij_id, aantal + 1


def _result(ctx: Context, data: bytes | str, partij_id: UUID, aantal: int = 10) -> Klantbeeld:
    return _build(partij_id, data, aantal, _afgeschermd(ctx))


@query(
    gegevens=SOORTEN, naam="Uw gegevens en vragen bekeken", hot=Hot("open_klantbeeld(uuid, integer)", _values, _result)
)
def klantbeeld(ctx: Context, partij_id: UUID, aantal: int = 10) -> Klantbeeld:
    """Person, addresses and the `aantal` latest contact moments of one customer, as far as the purpose allows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT klantbeeld(%s, %s)", [partij_id, aantal + 1])
        return _result(ctx, cursor.fetchone()[0], partij_id, aantal)


def _afgeschermd(ctx: Context) -> tuple[Afgeschermd, ...]:
    geweigerd = ctx.grant.besluit.geweigerd
    return tuple(
        Afgeschermd(soort, G(soort).omschrijving, geweigerd[soort], reden_tekst(geweigerd[soort]))
        for soort in sorted(geweigerd)
    )


def _build(partij_id: UUID, data: bytes | str, aantal: int, afgeschermd: tuple[Afgeschermd, ...] = ()) -> Klantbeeld:
    """What the database says of one customer, in JSON, as a klantbeeld."""
    d = orjson.loads(data)
    naam, geboorte = d["naam"] or {}, d["geboorte"] or {}
    regels = d["tijdlijn"] or []
    return Klantbeeld(
        partij_id=partij_id,
        soort_partij=d["soort"] or "onbekend",
        naam=naam.get("weergavenaam") or "",
        achternaam=naam.get("achternaam") or "",
        voorvoegsel=naam.get("voorvoegsel") or "",
        aanhef=d["aanhef"] or "",
        geboortedatum=geboorte.get("geboortedatum") or "",
        overleden_op=_date(geboorte.get("overleden_op")),
        heeft_bsn=bool(d["heeft_bsn"]),
        nummers=tuple((n["soort"], n["nummer"]) for n in d["nummers"] or ()),
        voorkeurskanaal=d["voorkeurskanaal"] or "",
        taal=d["taal"] or "",
        geheim=bool(d["geheim"]),
        digitale_adressen=tuple(DigitaalAdresRegel(**row) for row in d["digitaal"] or ()),
        adressen=tuple(AdresRegel(**row) for row in d["adressen"] or ()),
        vertegenwoordigingen=tuple(_vertegenwoordiging(row) for row in d["vertegenwoordigingen"] or ()),
        tijdlijn=tuple(map(_tijdlijn, regels[:aantal])),
        meer_tijdlijn=len(regels) > aantal,
        afgeschermd=afgeschermd,
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _vertegenwoordiging(row: dict[str, Any]) -> VertegenwoordigingRegel:
    return VertegenwoordigingRegel(
        UUID(row["id"]),
        row["kant"],
        UUID(row["andere_partij_id"]),
        row["soort"],
        tuple(row["omvang"]),
        _date(row["geldig_tot"]),
    )


def _tijdlijn(row: dict[str, Any]) -> TijdlijnRegel:
    return TijdlijnRegel(
        klantcontact_id=UUID(row["id"]),
        klantvraag_id=UUID(row["klantvraag_id"]),
        moment=datetime.fromisoformat(row["moment"]),
        kanaal=row["kanaal"],
        initiatief=row["initiatief"],
        onderwerp_code=row["onderwerp_code"],
        onderwerp=row["onderwerp"],
        kenmerk=row["kenmerk"],
        status=row["status"],
        medewerker_id=UUID(row["medewerker_id"]) if row["medewerker_id"] else None,
        gelukt=row["gelukt"],
        tekst=row["tekst"] or "",
    )
