"""DOOR. Recognise and find customers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import mask_waarde, reden_tekst
from geholpen.domain.partijen import sleutels
from geholpen.domain.partijen.afscherming.lijst import read_lijst as read_lijst
from geholpen.domain.partijen.controlevragen import Antwoorden as Antwoorden
from geholpen.domain.partijen.controlevragen import compare_antwoorden as compare_antwoorden
from geholpen.domain.partijen.herkennen_rij import herkenbaar as herkenbaar
from geholpen.domain.partijen.herkennen_rij import stukken as stukken
from geholpen.domain.partijen.herkennen_rij import vormen as vormen
from geholpen.domain.partijen.models import (
    Aanhef,
    Burgerservicenummer,
    DigitaalAdres,
    Kanaalvoorkeur,
    Naam,
    Partij,
    SoortPartij,
    Taalbehoefte,
)
from geholpen.domain.partijen.models import (
    Niveau as Niveau,
)
from geholpen.domain.partijen.postadres import POSTADRES as POSTADRES
from geholpen.domain.partijen.postadres import heeft_postadres as heeft_postadres
from geholpen.domain.partijen.postadres import in_use
from geholpen.domain.partijen.postadres import postadressen as postadressen
from geholpen.domain.partijen.queries_afscherming import afschermgroepen as afschermgroepen
from geholpen.domain.partijen.queries_afscherming import afschermingen as afschermingen
from geholpen.domain.partijen.queries_afscherming import afschermmeldingen as afschermmeldingen
from geholpen.domain.partijen.queries_afscherming import find_om_af_te_schermen as find_om_af_te_schermen
from geholpen.domain.partijen.queries_afscherming import personeelslijsten as personeelslijsten
from geholpen.domain.partijen.queries_berichtenbox import BERICHTENBOX as BERICHTENBOX
from geholpen.domain.partijen.queries_berichtenbox import BERICHTENBOX_DOEL as BERICHTENBOX_DOEL
from geholpen.domain.partijen.queries_berichtenbox import bsn_voor_berichtenbox as bsn_voor_berichtenbox
from geholpen.domain.partijen.queries_berichtenbox import heeft_bsn_voor_berichtenbox as heeft_bsn_voor_berichtenbox
from geholpen.domain.partijen.queries_brp import BRP_DEUR as BRP_DEUR
from geholpen.domain.partijen.queries_brp import BRP_DOEL as BRP_DOEL
from geholpen.domain.partijen.queries_brp import BRP_SOORTEN as BRP_SOORTEN
from geholpen.domain.partijen.queries_brp import adressen_vergeleken as adressen_vergeleken
from geholpen.domain.partijen.queries_brp import ask_brp as ask_brp
from geholpen.domain.partijen.queries_brp import brp_geregistreerd as brp_geregistreerd
from geholpen.domain.partijen.queries_brp import kan_brp as kan_brp
from geholpen.domain.partijen.queries_brp import laatste_bevraging as laatste_bevraging
from geholpen.domain.partijen.queries_brp import proefvraag_brp as proefvraag_brp
from geholpen.domain.partijen.queries_brp import vraag_brp as vraag_brp
from geholpen.domain.partijen.queries_verbeteren import te_beperken as te_beperken
from geholpen.domain.partijen.queries_verbeteren import te_verbeteren as te_verbeteren
from geholpen.domain.partijen.queries_wissen import BereikZonder as BereikZonder
from geholpen.domain.partijen.queries_wissen import bereik_zonder as bereik_zonder
from geholpen.domain.partijen.queries_wissen import zelfde_contactadressen as zelfde_contactadressen
from geholpen.domain.partijen.verbeterbaar import SOORT_VAN_VELD as SOORT_VAN_VELD
from geholpen.domain.partijen.verbeterbaar import Verbeterbaar as Verbeterbaar
from geholpen.domain.partijen.verbeterbaar import checked_verbetering as checked_verbetering
from geholpen.domain.partijen.verbeterbaar import tekst_van_veld as tekst_van_veld
from geholpen.domain.partijen.versleuteling import decrypt
from geholpen.domain.partijen.vertegenwoordigd import Gemachtigde as Gemachtigde
from geholpen.domain.partijen.vertegenwoordigd import VertegenwoordigingInfo as VertegenwoordigingInfo
from geholpen.domain.partijen.vertegenwoordigd import VoorWie as VoorWie
from geholpen.domain.partijen.vertegenwoordigd import mijn_vertegenwoordigers as mijn_vertegenwoordigers
from geholpen.domain.partijen.vertegenwoordigd import vertegenwoordigingen_van as vertegenwoordigingen_van
from geholpen.domain.partijen.vertegenwoordigd import voor_wie as voor_wie
from geholpen.domain.partijen.vertegenwoordigd import voor_wie_spreekt as voor_wie_spreekt
from geholpen.domain.partijen.vertegenwoordigd import wie_voor_mij as wie_voor_mij
from geholpen.domain.partijen.weergave import ONBEKEND, aanspreeknaam, is_adresnaam, volledige_naam
from geholpen.domain.partijen.zoeken import Zoekrij, zoek_partijen, zoek_rijen
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query
from geholpen.platform.errors import Invalid, Refused

#: More hits than this are not shown: the question must be narrower.
MAX_HITS = 10


@dataclass(frozen=True, slots=True)
class Zoekvraag:
    """What an employee types. Exactly one of the three ways must be complete, or a number of a company."""

    achternaam: str = ""
    geboortedatum: str = ""  # ISO
    postcode: str = ""
    huisnummer: str = ""
    bsn: str = ""
    telefoon: str = ""
    email: str = ""
    kvk: str = ""


@dataclass(frozen=True, slots=True)
class Zoekhit:
    """Only what tells people apart: name, year of birth, town."""

    partij_id: UUID
    soort: str
    naam: str
    geboortejaar: str
    plaats: str
    overleden: bool


@dataclass(frozen=True, slots=True)
class Zoekresultaat:
    """At most MAX_HITS hits; `te_veel` when there were more."""

    hits: tuple[Zoekhit, ...]
    te_veel: bool


@query(
    gegevens={G.NAAM, G.ADRES, G.GEBOORTEDATUM},
    voor="zoeken",
    handeling="zoeken",
    naam="Gezocht wie u bent",
    betrokkenen=lambda result: [hit.partij_id for hit in result.hits],
)
def find_personen(ctx: Context, vraag: Zoekvraag) -> Zoekresultaat:
    """Find a customer by name and date of birth, postcode and number, BSN, telephone, mail or company number.

    Raises Invalid when no way of searching is complete or a value is wrong. Somebody with a secret address is never
    found by address.
    """
    found = zoek_rijen(_keys(vraag))
    if vraag.postcode and vraag.huisnummer:
        key = sleutels.adres(vraag.postcode, vraag.huisnummer)
        found = [rij for rij in found if key in _adressleutels(rij)]
    return Zoekresultaat(tuple(map(_hit, found[:MAX_HITS])), len(found) > MAX_HITS)


def _adressleutels(rij: Zoekrij) -> set[bytes]:
    """Of the addresses that we may see: the key that found somebody can be older than the secrecy of an address."""
    return {sleutels.adres(postcode, nummer) for postcode, nummer in rij.adressen if nummer}


def _keys(vraag: Zoekvraag) -> list[bytes]:
    if vraag.bsn:
        try:
            return [sleutels.bsn(vraag.bsn)]
        except ValueError:
            raise Invalid("bsn", "Dit is geen geldig BSN. Controleer de cijfers.") from None
    keys = []
    if vraag.achternaam and vraag.geboortedatum:
        keys.append(sleutels.naam_en_geboorte(vraag.achternaam, vraag.geboortedatum))
    if vraag.postcode and vraag.huisnummer:
        keys.append(sleutels.adres(vraag.postcode, vraag.huisnummer))
    if vraag.telefoon:
        keys.append(sleutels.telefoon(vraag.telefoon))
    if vraag.email:
        keys.append(sleutels.email(vraag.email))
    if vraag.kvk:
        keys.append(sleutels.rechtspersoon("kvk_nummer", vraag.kvk))
    if not keys:
        raise Invalid(
            "achternaam",
            "Vul achternaam en geboortedatum in, of postcode en huisnummer, of een nummer waarmee u kunt zoeken.",
        )
    return keys


def _hit(rij: Zoekrij) -> Zoekhit:
    return Zoekhit(
        partij_id=rij.partij_id,
        soort=rij.soort_partij,
        naam=volledige_naam(*rij.naam),
        geboortejaar=rij.geboortedatum[:4],
        plaats=rij.stad,
        overleden=rij.overleden,
    )


def _naam(naam: Naam | None) -> str:
    if naam is None:
        return volledige_naam("", "", "", "")
    return volledige_naam(
        naam.voornaam, naam.voorletters, naam.voorvoegsel_achternaam, naam.achternaam, naam.organisatienaam
    )


@query(
    gegevens={G.BSN},
    voor="verantwoording",
    handeling="zoeken",
    naam="Opgezocht bij wie een burgerservicenummer hoort",
    betrokkenen=lambda found: found,
)
def partijen_met_bsn(ctx: Context, bsn: str) -> list[UUID]:
    """Who has this BSN, for a search in the log. Raises Invalid when it is none."""
    return zoek_partijen(_keys(Zoekvraag(bsn=bsn)))


@dataclass(frozen=True, slots=True)
class Adressering:
    """Where an answer can go and how somebody likes it."""

    emailadressen: tuple[str, ...]
    telefoonnummers: tuple[str, ...]
    voorkeurskanaal: str
    identiteiten: tuple[tuple[str, str], ...] = ()  # (kind, value) of every working address, best proven first

    def van(self, soort: str) -> tuple[str, ...]:
        """The working addresses of one kind: email, telefoonnummer, or an identity of another channel."""
        return tuple(waarde for kind, waarde in self.identiteiten if kind == soort)


@query(gegevens={G.CONTACTADRESSEN, G.KANAALVOORKEUR}, naam="Opgezocht hoe wij u kunnen bereiken")
def adressering(ctx: Context, partij_id: UUID) -> Adressering:
    """Working addresses of one customer, best proven first, and the channel somebody likes best."""
    rows = sorted(
        in_use(DigitaalAdres.objects.filter(partij_id=partij_id, onbestelbaar_sinds=None), partij_id)[:50],
        key=lambda row: (not row.is_standaard_adres, -Niveau.values.index(row.niveau)),
    )
    voorkeur = Kanaalvoorkeur.objects.filter(partij_id=partij_id).first()
    return Adressering(
        tuple(r.adres for r in rows if r.soort_digitaal_adres == "email"),
        tuple(r.adres for r in rows if r.soort_digitaal_adres == "telefoonnummer"),
        voorkeur.kanaal if voorkeur else "",
        tuple((r.identiteitsoort or r.soort_digitaal_adres, r.adres) for r in rows),
    )


@query(gegevens={G.CONTACTADRESSEN}, naam="Gekeken welke adressen u eerder bewees")
def bewezen_adressen(ctx: Context, partij_id: UUID) -> frozenset[tuple[str, str]]:
    """(kind, value) of every working address that this customer proved; empty when the purpose shows no addresses."""
    rows = DigitaalAdres.objects.filter(partij_id=partij_id, onbestelbaar_sinds=None, los=False)
    proven = in_use(rows, partij_id).filter(niveau__in=[Niveau.VERIFIED, Niveau.AUTHENTICATED])[:50]
    return frozenset((r.identiteitsoort or r.soort_digitaal_adres, r.adres) for r in proven)


@query(
    gegevens={G.BSN},
    voor="inloggen",
    handeling="zoeken",
    naam="U logde in",
    betrokkenen=lambda found: [found] if found else [],
)
def partij_met_bsn(ctx: Context, bsn: str) -> UUID | None:
    """The customer with this BSN, proven by an identity broker; None when we know nobody with it."""
    found = zoek_partijen([sleutels.bsn(bsn)])
    return found[0] if len(found) == 1 else None


@query(gegevens=(), voor="zoeken", naam="Gekeken of u niet gevonden mag worden")
def is_geheim(ctx: Context, partij_id: UUID) -> bool:
    """Whether this customer must not be found. For an alarm, never for a screen."""
    return Partij.objects.filter(partij_id=partij_id, adres_geheim=True).exists()


@query(gegevens={G.CONTACTADRESSEN}, naam="Gekeken waar u geen ongevraagde berichten wilt")
def afgemelde_adressen(ctx: Context, partij_id: UUID) -> frozenset[tuple[str, str]]:
    """(kind, value) of every address where this customer wants nothing that they did not ask for."""
    rows = DigitaalAdres.objects.filter(partij_id=partij_id, afgemeld_op__isnull=False)[:50]
    return frozenset((r.identiteitsoort or r.soort_digitaal_adres, r.adres) for r in rows)


@query(gegevens=(), naam="Gekeken of u in uw eigen omgeving terechtkunt")
def heeft_eigen_omgeving(ctx: Context, partij_id: UUID) -> bool:
    """Whether this customer can log in to Mijn: somebody we know, not a stranger who wrote to us."""
    return Partij.objects.filter(partij_id=partij_id).exclude(soort_partij=SoortPartij.ONBEKEND).exists()


@query(gegevens={G.CONTACTHISTORIE, G.TAAL_EN_TOEGANKELIJKHEID}, naam="Gekeken in welke taal wij u schrijven")
def taal_van(ctx: Context, partij_id: UUID) -> str:
    """The language that this customer needs (ISO 639-3); "" when it is not known, or this purpose does not give it."""
    return Taalbehoefte.objects.filter(partij_id=partij_id).values_list("taal", flat=True).first() or ""


@query(gegevens={G.BSN}, naam="Uw burgerservicenummer op het scherm getoond")
def toon_bsn(ctx: Context, partij_id: UUID) -> str:
    """The BSN of one customer for the screen, after a click that asked for it; "" when we have none.

    Raises Refused when the purpose may not show it.
    """
    if not ctx.grant.activiteit.mag_bsn_tonen:
        raise Refused("BSN_NIET_TONEN", reden_tekst("BSN_NIET_TONEN"))
    row = Burgerservicenummer.objects.filter(partij_id=partij_id).first()
    return mask_waarde(decrypt(bytes(row.versleuteld), partij_id), ctx.grant.masker(G.BSN)) if row else ""


@query(gegevens={G.NAAM}, naam="Uw naam getoond")
def naam_van(ctx: Context, partij_id: UUID) -> str:
    """The name of one customer, as far as the purpose allows; "" when it does not."""
    naam = Naam.objects.filter(partij_id=partij_id).first()
    return _naam(naam) if naam else ""


@query(gegevens={G.NAAM, G.GESLACHT}, naam="Opgezocht hoe wij u aanspreken")
def aanspreekvorm(ctx: Context, partij_id: UUID) -> str:
    """ "mevrouw De Wit"; the full name when the purpose or the register gives no form of address; "" when nameless."""
    naam = Naam.objects.filter(partij_id=partij_id).first()
    if naam is None:
        return ""
    aanhef = Aanhef.objects.filter(partij_id=partij_id).values_list("aanhef", flat=True).first()
    if aanhef and naam.achternaam:
        return aanspreeknaam(aanhef, naam.voorvoegsel_achternaam, naam.achternaam)
    volledig = _naam(naam)
    return "" if volledig == ONBEKEND or is_adresnaam(volledig) else volledig


@query(
    gegevens={G.NAAM},
    voor="zoeken",
    naam="Uw naam getoond bij iemand die voor u mag spreken, of voor wie u mag spreken",
    betrokkenen=lambda found: list(found),
)
def namen_van(ctx: Context, partijen: Iterable[UUID]) -> dict[UUID, str]:
    """Names of a few customers by id, for the other side of a mandate; at most MAX_HITS."""
    rows = Naam.objects.filter(partij_id__in=list(partijen)[:MAX_HITS])
    return {naam.partij_id: _naam(naam) for naam in rows}


@query(
    gegevens={G.NAAM},
    voor="zoeken",
    naam="Uw naam getoond, omdat u inlogde in een chat waarin nog niet bekend was wie u bent",
    betrokkenen=list,
)
def naam_van_ingelogde(ctx: Context, partij_id: UUID) -> dict[UUID, str]:
    """The name, by id, of who logged in in the chat of a question that is not theirs yet; empty when we have none."""
    return {naam.partij_id: _naam(naam) for naam in Naam.objects.filter(partij_id=partij_id)}


@catalogue
def registersleutel(nummer: str) -> bytes:
    """By what a number in another register is found, whoever it belongs to."""
    return sleutels.registernummer(nummer)


@catalogue
def bsn_uit(versleuteld: bytes, partij_id: UUID) -> str:
    """The BSN in a stored value that a door has read. Raises InvalidTag when it is not of this customer."""
    return decrypt(versleuteld, partij_id)
