"""What the data of the pack must satisfy before anything uses it. Every check yields plain sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

import phonenumbers
from stdnum.nl import bsn as bsn_nummer

from geholpen.packs.waterdam.vormen import Categorie, Gesprek, Klant, Verwerkingsactiviteit

if TYPE_CHECKING:
    from geholpen.packs.waterdam.laden import Pack

SOORTEN = frozenset(range(1, 29))
#: Who moves a purpose through its life: draft, advise, approve, activate. Nobody has two of them.
REGISTERROLLEN = frozenset({"functioneel_beheerder", "fg", "gegevenseigenaar", "registerhouder"})
ROLLEN = REGISTERROLLEN | {
    *("kcm", "specialist", "teamleider", "ondernemingsraad", "archivaris", "klant", "systeem", "applicatie")
}
HANDELINGEN = frozenset({"zoeken", "lezen", "wijzigen", "tellen", "exporteren", "verstrekken", "benaderen"})
MASKERS = frozenset({"weg", "ja_nee", "band", "deels", "geen"})
NIVEAUS = ("asserted", "matched", "verified", "authenticated")
AANLEIDINGEN = frozenset(
    {"gesprek", "klantvraag", "taak", "eigen_verzoek", "machtiging", "lijst", "noodtoegang", "systeem", "koppeling"}
)
GRONDSLAGEN = frozenset({"publieke_taak", "wettelijke_verplichting", "toestemming"})
VERTEGENWOORDIGING = frozenset({"machtiging", "gezag", "voogdij", "curatele", "bewind", "mentorschap", "erfgenaam"})
KANALEN = frozenset({"telefoon", "email", "balie", "brief", "webformulier"})
STATUSSEN = frozenset({"nieuw", "in_behandeling", "wacht_op_klant", "afgehandeld"})
UITKOMSTEN = frozenset({"beantwoord", "geregeld", "doorverwezen", "niet_van_ons", "ingetrokken"})
SOORTEN_PARTIJ = frozenset({"persoon", "organisatie", "contactpersoon"})
_POSTCODE = re.compile(r"9999 [A-Z]{2}")
_DUUR = re.compile(r"P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?")
_DATUM = re.compile(r"\d{4}-\d{2}-\d{2}")


def check(pack: Pack) -> list[str]:
    """Every problem in the pack, one sentence each; empty when it can be used."""
    return list(
        chain(
            _doubles(pack),
            *(_activiteit(a, pack) for a in pack.activiteiten),
            _onderwerpen(pack),
            _medewerkers(pack),
            *(_klant(k, pack) for k in pack.klanten),
            _vertegenwoordigingen(pack),
            *(_gesprek(g, pack) for g in pack.gesprekken),
        )
    )


def sensitive(pack: Pack) -> frozenset[str]:
    """Codes of the purposes behind a sensitive subject: no ordinary purpose may use what was collected there."""
    return frozenset(o.activiteit for o in pack.onderwerpen if o.gevoelig)


def may_use_sensitive(activiteit: Verwerkingsactiviteit) -> bool:
    """True for sensitive purposes (with the person's own look and the privacy officer) and for the system itself."""
    return activiteit.gevoelig or activiteit.rollen == ("systeem",)


def _doubles(pack: Pack) -> Iterator[str]:
    rijen: dict[str, Iterable[Any]] = {
        "nummer van activiteit": (a.nummer for a in pack.activiteiten),
        "uuid van activiteit": (a.uuid for a in pack.activiteiten),
        "code van activiteit": (a.code for a in pack.activiteiten),
        "code van onderwerp": (o.code for o in pack.onderwerpen),
        "code van medewerker": (m.code for m in pack.medewerkers),
        "naam van medewerker": (m.naam for m in pack.medewerkers),
        "code van afdeling": (a.code for a in pack.organisatie.afdelingen),
        "sleutel van klant": (k.sleutel for k in pack.klanten),
        "naam van klant": (k.weergavenaam for k in pack.klanten),
        "bsn": (k.bsn for k in pack.klanten if k.bsn),
        "kvk-nummer": (k.kvk for k in pack.klanten if k.kvk),
        "vestigingsnummer": (v.vestigingsnummer for k in pack.klanten for v in k.vestigingen),
        "sleutel van gesprek": (g.sleutel for g in pack.gesprekken),
    }
    for wat, waarden in rijen.items():
        for waarde, aantal in Counter(waarden).items():
            if aantal > 1:
                yield f"dubbele {wat}: {waarde}"


def _outside(waar: str, waarden: Iterable[str], bekend: Iterable[str]) -> Iterator[str]:
    geldig = set(bekend)
    for waarde in waarden:
        if waarde not in geldig:
            yield f"{waar}: onbekende waarde {waarde!r}"


def _activiteit(a: Verwerkingsactiviteit, pack: Pack) -> Iterator[str]:
    waar = f"activiteit {a.code}"
    codes = [x.code for x in pack.activiteiten]
    yield from _outside(f"{waar}.rollen", a.rollen or ("",), ROLLEN)
    yield from _outside(f"{waar}.afdelingen", a.afdelingen, [x.code for x in pack.organisatie.afdelingen])
    yield from _outside(f"{waar}.vereist_aanleiding", a.vereist_aanleiding or ("",), AANLEIDINGEN)
    yield from _outside(f"{waar}.grondslag", [a.grondslag], GRONDSLAGEN)
    yield from _outside(f"{waar}.vertegenwoordiging", a.vertegenwoordiging, VERTEGENWOORDIGING)
    yield from _outside(f"{waar}.verdeelt_naar", a.verdeelt_naar, codes)
    if a.uuid.version != 4:
        yield f"{waar}: uuid is niet willekeurig (versie 4)"
    if not a.taak.artikel.strip() or not re.search(r"\d", a.taak.artikel):
        yield f"{waar}: artikel van de wet ontbreekt"
    if len(a.taak.bijdrage) < 80:
        yield f"{waar}: bijdrage heeft {len(a.taak.bijdrage)} tekens, minstens 80 nodig"
    if len(a.taak.meetpunt) < 20:
        yield f"{waar}: meetpunt is te kort"
    if (a.grondslag == "toestemming") != (len(a.alternatief) >= 20):
        yield f"{waar}: een andere manier voor wie nee zegt hoort bij toestemming, en alleen daarbij"
    if not _DUUR.fullmatch(a.bewaartermijn):
        yield f"{waar}: bewaartermijn {a.bewaartermijn!r} is geen duur"
    soorten = [c.soort for c in a.categorieen]
    # sets something up: touches no customer
    beheert = bool(set(a.rollen) & REGISTERROLLEN) and set(a.rollen) <= REGISTERROLLEN | {"systeem"}
    if (not soorten and not beheert) or soorten != sorted(set(soorten)):
        yield f"{waar}: categorieen leeg, dubbel of niet op volgorde"
    if a.mag_bsn_tonen and 6 not in soorten:
        yield f"{waar}: mag_bsn_tonen zonder categorie 6"
    if (22 in soorten or 23 in soorten) and not a.bijzondere_gegevens:
        yield f"{waar}: bijzondere gegevens zonder dat het mag"
    for c in a.categorieen:
        yield from _categorie(c, a, pack, codes)


def _categorie(c: Categorie, a: Verwerkingsactiviteit, pack: Pack, codes: list[str]) -> Iterator[str]:
    waar = f"activiteit {a.code}, categorie {c.soort}"
    if c.soort not in SOORTEN:
        yield f"{waar}: onbekend nummer"
    if len(c.waarom) < 20:
        yield f"{waar}: waarom is te kort"
    yield from _outside(f"{waar}.handelingen", c.handelingen or ("",), HANDELINGEN)
    yield from _outside(f"{waar}.masker", [c.masker], MASKERS)
    yield from _outside(f"{waar}.niveau", [c.niveau], NIVEAUS)
    yield from _outside(f"{waar}.bronnen", c.bronnen or ("",), codes)
    if not may_use_sensitive(a) and (lek := sensitive(pack) & set(c.bronnen)):
        yield f"{waar}: gevoelige bron {', '.join(sorted(lek))} in een gewone activiteit"


def _onderwerpen(pack: Pack) -> Iterator[str]:
    afdelingen = [a.code for a in pack.organisatie.afdelingen]
    activiteiten = {a.code: a for a in pack.activiteiten}
    for o in pack.onderwerpen:
        waar = f"onderwerp {o.code}"
        yield from _outside(f"{waar}.afdeling", [o.afdeling], afdelingen)
        yield from _outside(f"{waar}.activiteit", [o.activiteit], activiteiten)
        if o.activiteit in activiteiten and activiteiten[o.activiteit].gevoelig != o.gevoelig:
            yield f"{waar}: gevoelig is anders dan bij activiteit {o.activiteit}"
        if o.termijn_werkdagen < 1:
            yield f"{waar}: termijn moet minstens 1 werkdag zijn"
        for t in o.trefwoorden:
            if t.woord != t.woord.lower() or not 1 <= t.gewicht <= 5:
                yield f"{waar}: trefwoord {t.woord!r} is niet klein geschreven of gewicht is niet 1 tot 5"


def _medewerkers(pack: Pack) -> Iterator[str]:
    afdelingen = [a.code for a in pack.organisatie.afdelingen]
    klanten = [k.sleutel for k in pack.klanten]
    for m in pack.medewerkers:
        yield from _outside(f"medewerker {m.code}.afdeling", [m.afdeling], afdelingen)
        yield from _outside(f"medewerker {m.code}.rollen", m.rollen, ROLLEN - {"klant", "systeem", "applicatie"})
        if len(set(m.rollen) & REGISTERROLLEN) > 1:
            yield f"medewerker {m.code}: opstellen, adviseren, goedkeuren en aanzetten doet niet een mens"
        yield from _outside(f"medewerker {m.code}.eigen_klant", [m.eigen_klant] if m.eigen_klant else [], klanten)


def _klant(k: Klant, pack: Pack) -> Iterator[str]:
    waar = f"klant {k.sleutel}"
    yield from _outside(f"{waar}.soort", [k.soort], SOORTEN_PARTIJ)
    yield from _outside(f"{waar}.verkregen_voor", [k.verkregen_voor], [a.code for a in pack.activiteiten])
    yield from _outside(f"{waar}.voorkeurskanaal", [k.voorkeurskanaal] if k.voorkeurskanaal else [], KANALEN)
    yield from _outside(f"{waar}.werkt_voor", [k.werkt_voor] if k.werkt_voor else [], [x.sleutel for x in pack.klanten])
    if (k.soort == "organisatie") != bool(k.organisatienaam) or (k.soort == "organisatie") == bool(k.naam):
        yield f"{waar}: een organisatie heeft een organisatienaam, een mens een naam"
    if k.naam and (len(k.naam.voorletters) > 10 or len(k.naam.voorvoegsel) > 10):
        yield f"{waar}: voorletters en voorvoegsel zijn ten hoogste 10 tekens"
    if k.bsn and not (k.bsn.startswith("9999") and bsn_nummer.is_valid(k.bsn)):
        yield f"{waar}: bsn begint niet met 9999 of voldoet niet aan de elfproef"
    if k.kvk and not re.fullmatch(r"9000\d{4}", k.kvk):
        yield f"{waar}: kvk-nummer is niet 9000 en vier cijfers"
    if k.geboortedatum and not _DATUM.fullmatch(k.geboortedatum):
        yield f"{waar}: geboortedatum {k.geboortedatum!r} is geen datum"
    for v in k.vestigingen:
        if not re.fullmatch(r"9000\d{8}", v.vestigingsnummer):
            yield f"{waar}: vestigingsnummer {v.vestigingsnummer!r} is niet 12 cijfers"
    for adres in filter(None, (k.adres, *(v.adres for v in k.vestigingen))):
        if not _POSTCODE.fullmatch(adres.postcode) or adres.huisnummer < 1:
            yield f"{waar}: postcode {adres.postcode!r} of huisnummer klopt niet"
    yield from _digitaal(k)


def _digitaal(k: Klant) -> Iterator[str]:
    for d in k.digitale_adressen:
        waar = f"klant {k.sleutel}, {d.soort}"
        yield from _outside(f"{waar}.niveau", [d.niveau], NIVEAUS)
        if d.soort == "email":
            if not re.fullmatch(r"[^@\s]+@voorbeeld\.example", d.waarde):
                yield f"{waar}: {d.waarde!r} is geen adres bij voorbeeld.example"
        elif d.soort == "telefoonnummer":
            if not d.waarde.startswith("+3185000") or not phonenumbers.is_valid_number(phonenumbers.parse(d.waarde)):
                yield f"{waar}: {d.waarde!r} is geen nummer uit 085 000"
        else:
            yield f"{waar}: onbekende soort"


def _vertegenwoordigingen(pack: Pack) -> Iterator[str]:
    klanten = [k.sleutel for k in pack.klanten]
    onderwerpen = {o.code: o for o in pack.onderwerpen}
    aanvaardt = {a.code: a.vertegenwoordiging for a in pack.activiteiten}
    for v in pack.vertegenwoordigingen:
        waar = f"vertegenwoordiging {v.van} voor {v.voor}"
        yield from _outside(f"{waar}.soort", [v.soort], VERTEGENWOORDIGING)
        yield from _outside(waar, [v.van, v.voor], klanten)
        yield from _outside(f"{waar}.omvang", v.omvang, onderwerpen)
        if v.van == v.voor:
            yield f"{waar}: iemand vertegenwoordigt zichzelf niet"
        if v.geldig_tot and v.geldig_tot <= v.geldig_van:
            yield f"{waar}: eindigt voor het begin"
        for code in set(v.omvang) & set(onderwerpen):
            if v.soort not in aanvaardt.get(onderwerpen[code].activiteit, ()):
                yield f"{waar}: {code} aanvaardt geen {v.soort}"


def _gesprek(g: Gesprek, pack: Pack) -> Iterator[str]:
    waar = f"gesprek {g.sleutel}"
    klanten = [k.sleutel for k in pack.klanten]
    mensen = [m.code for m in pack.medewerkers]
    yield from _outside(waar, filter(None, (g.klant, g.namens)), klanten)
    yield from _outside(f"{waar}.onderwerp", [g.onderwerp], [o.code for o in pack.onderwerpen])
    yield from _outside(f"{waar}.status", [g.status], STATUSSEN)
    yield from _outside(f"{waar}.uitkomst", filter(None, [g.uitkomst]), UITKOMSTEN)
    yield from _outside(f"{waar}.behandelaar", filter(None, [g.behandelaar]), mensen)
    if not g.klant and not g.afzender:
        yield f"{waar}: geen klant en geen afzender"
    if (g.status == "afgehandeld") != bool(g.uitkomst):
        yield f"{waar}: een uitkomst hoort bij afgehandeld, en alleen daarbij"
    if g.status == "afgehandeld" and any(b.status != "verwerkt" for b in g.beloften):
        yield f"{waar}: afgehandeld met een open belofte"
    momenten = [(-c.dagen_geleden, c.tijd) for c in g.contacten]
    if not momenten or momenten != sorted(momenten):
        yield f"{waar}: geen contacten, of niet van oud naar nieuw"
    for c in g.contacten:
        yield from _outside(f"{waar}.kanaal", [c.kanaal], KANALEN)
        yield from _outside(f"{waar}.richting", [c.richting], ("in", "uit"))
        yield from _outside(f"{waar}.medewerker", filter(None, [c.medewerker]), mensen)
        if not c.medewerker and (c.richting == "uit" or c.kanaal in ("telefoon", "balie")):
            yield f"{waar}: een contact door een medewerker noemt de medewerker"
    for b in g.beloften:
        yield from _outside(f"{waar}.belofte", [b.soort], ("terugbellen", "antwoord"))
        yield from _outside(f"{waar}.belofte", [b.status], ("te_verwerken", "verwerkt"))
        yield from _outside(f"{waar}.belofte", [b.afdeling], [a.code for a in pack.organisatie.afdelingen])
        yield from _outside(f"{waar}.belofte", filter(None, [b.medewerker]), mensen)
