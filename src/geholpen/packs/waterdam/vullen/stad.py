"""The people of Waterdam and their earlier questions, taken over through the doors of the rooms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from geholpen.domain.berichten.commands import OudBericht, import_bericht
from geholpen.domain.klantcontacten.commands import OudContact, OudeKlantvraag, OudeTaak, import_klantvraag
from geholpen.domain.organisatie.queries import werkdag_na
from geholpen.domain.partijen.commands import NieuwePartij, import_partij, save_groep
from geholpen.packs.waterdam.laden import Pack, pack
from geholpen.packs.waterdam.vormen import Adres, Contact, Gesprek, Klant, Vertegenwoordiging
from geholpen.packs.waterdam.vullen.catalogi import fill_catalogues, key
from geholpen.packs.waterdam.vullen.volume import fill_volume, is_filled, mark_filled
from geholpen.platform.context import Actor, ActorSoort, Context, system

#: The channels of the pack as the product calls them.
KANALEN = {"webformulier": "portaal"}
#: Password of every mailbox in the demo's own mail server.
AUDITOR = "auditor@waterdam.example"  # gets checkpoints of the logs
WACHTWOORD = "waterdam"  # noqa: S105  a demo on loopback with made-up people


def partij_id(sleutel: str) -> UUID:
    """The fixed key of a customer of the pack."""
    return key("klant", sleutel)


def fill(leeg: bool = False, klanten: int = 0, report: Callable[[str], object] = print) -> None:
    """Load the town. `leeg`: catalogues only; `klanten`: that many made-up ones more. Running again adds nothing."""
    fill_catalogues()
    if not leeg and not is_filled("stad"):
        _fill_stad(pack())
        _fill_groep(pack())
        mark_filled("stad")
        report(f"{len(pack().klanten)} klanten en {len(pack().gesprekken)} eerdere vragen geladen")
    if klanten and not is_filled(f"volume-{klanten}"):
        fill_volume(klanten, report)
        mark_filled(f"volume-{klanten}")


def logins() -> list[tuple[str, str, str]]:
    """(name, what they are, how to log in) for the screen that the demo prints."""
    bron = pack()
    rows = [(m.naam, m.functie or ", ".join(m.rollen), "medewerker") for m in bron.medewerkers if m.rollen]
    return rows + [(k.weergavenaam, "inwoner", "klant") for k in bron.klanten if k.bsn and not k.overleden_op][:4]


def probeer_eerst(poort: int) -> list[str]:
    """What a newcomer does first, line by line."""
    return [
        f"Mail de gemeente als Samira: http://localhost:{poort}/demo/post/samira/",
        f"Of stuur als Samira een WhatsApp of sms: http://localhost:{poort}/demo/mobiel/samira/whatsapp/",
        f"Of leg een brief van een inwoner op de scanner: http://localhost:{poort}/demo/brieven/",
        f"Bel de gemeente, en laat Jolanda opnemen (toestel 201): http://localhost:{poort}/demo/telefoon/",
        f"Log in als Jolanda Terpsma (medewerker) en beantwoord de vraag: http://localhost:{poort}/werkplek/",
        f"Log in als Samira (klant) en lees wie haar gegevens bekeek: http://localhost:{poort}/mijn/",
        f"Lees wat het systeem de privacy officer mailt: http://localhost:{poort}/demo/post/mdw-008/",
    ]


def postbussen() -> list[tuple[str, str]]:
    """Mailboxes of the demo's mail server: ours, the auditor's, and those of customers, colleagues and departments."""
    bron = pack()
    adressen = [bron.organisatie.mailadres, AUDITOR, *(k.mail for k in bron.klanten if k.mail)]
    adressen += [m.mailadres for m in bron.medewerkers] + [a.mailadres for a in bron.organisatie.afdelingen]
    return [(adres, WACHTWOORD) for adres in dict.fromkeys(adressen)]


def _fill_stad(bron: Pack) -> None:
    ctx = system("overnemen", "demo")
    nummers = {a.code: a.nummer for a in bron.activiteiten}
    for klant in bron.klanten:
        id = partij_id(klant.sleutel)
        import_partij(ctx.over({id}), _partij(bron, klant, nummers[klant.verkregen_voor]))
    for nummer, gesprek in enumerate(bron.gesprekken):
        _fill_gesprek(ctx, bron, gesprek, nummers["contactgegevens"], nummer)


def _fill_groep(bron: Pack) -> None:
    """One group for shielded files: team lead and privacy officer, who must see what such a customer asks of them."""
    fg = next(m for m in bron.medewerkers if "fg" in m.rollen)
    actor = Actor(ActorSoort.MEDEWERKER, key("medewerker", fg.code), frozenset(fg.rollen), fg.afdeling)
    leden = [key("medewerker", m.code) for m in bron.medewerkers if {"fg", "teamleider"} & set(m.rollen)]
    save_groep(Context(actor, "beheer"), "", "Bedreigde mensen en collega's", fg.mailadres, leden, voor_personeel=True)


def _partij(bron: Pack, k: Klant, voor: int) -> NieuwePartij:
    nummers = [("niet_natuurlijk_persoon", "kvk_nummer", k.kvk)] if k.kvk else []
    nummers += [("vestiging", "vestigingsnummer", v.vestigingsnummer) for v in k.vestigingen]
    adressen = [_adres(k.adres, geheim=k.geheim, briefadres=k.briefadres)] if k.adres else []
    adressen += [_adres(v.adres) for v in k.vestigingen]
    return NieuwePartij(
        partij_id=partij_id(k.sleutel),
        soort=k.soort,
        voor=voor,
        naam=_naam(k),
        geslacht=k.geslacht,
        aanhef=k.aanhef,
        geboortedatum=k.geboortedatum,
        overleden_op=k.overleden_op,
        bsn=k.bsn,
        nummers=tuple(nummers),
        adressen=tuple(adressen),
        digitaal=tuple((d.soort, d.waarde, d.niveau) for d in k.digitale_adressen),
        voorkeurskanaal=k.voorkeurskanaal,
        taal=k.taal,
        vertegenwoordigt=tuple(_kanten(bron, k)),
        geheim=k.geheim,
    )


def _naam(k: Klant) -> dict[str, str]:
    naam = {"organisatienaam": k.organisatienaam} if k.organisatienaam else {}
    if k.naam:
        naam |= {
            "voorletters": k.naam.voorletters,
            "voornaam": k.naam.voornaam,
            "voorvoegsel_achternaam": k.naam.voorvoegsel,
            "achternaam": k.naam.achternaam,
        }
    return naam


def _adres(a: Adres, *, geheim: bool = False, briefadres: bool = False) -> dict[str, Any]:
    return {
        "straatnaam": a.straat,
        "huisnummer": a.huisnummer,
        "huisnummertoevoeging": a.toevoeging,
        "postcode": a.postcode,
        "stad": a.plaats,
        "land": a.land,
        "geheim": geheim,
        "briefadres": briefadres,
    }


def _kanten(bron: Pack, k: Klant) -> list[dict[str, Any]]:
    return [_kant(v, k) for v in bron.vertegenwoordigingen if k.sleutel in {v.van, v.voor}]


def _kant(v: Vertegenwoordiging, k: Klant) -> dict[str, Any]:
    doet_het = v.van == k.sleutel
    return {
        "id": key("vertegenwoordiging", f"{v.soort}:{v.van}:{v.voor}"),
        "kant": "vertegenwoordigt" if doet_het else "vertegenwoordigd",
        "andere_partij_id": partij_id(v.voor if doet_het else v.van),
        "soort": v.soort,
        "omvang": list(v.omvang),
        "geldig_van": v.geldig_van,
        "geldig_tot": v.geldig_tot,
        "bewijs": v.bewijs,
    }


def _fill_gesprek(ctx: Context, bron: Pack, g: Gesprek, voor: int, nummer: int) -> None:
    id = partij_id(g.klant) if g.klant else key("onbekend", str(nummer))
    if not g.klant:
        digitaal = (("email", g.afzender.lower(), "asserted"),) if "@" in g.afzender else ()
        onbekend = NieuwePartij(id, "onbekend", voor, {"achternaam": g.afzender.split("@")[0]}, digitaal=digitaal)
        import_partij(ctx.over({id}), onbekend)
    contacten = tuple(_contact(c) for c in g.contacten)
    vraag = OudeKlantvraag(
        onderwerp_code=g.onderwerp,
        status=g.status,
        uitkomst=g.uitkomst,
        niveau="verified" if g.klant else "asserted",
        behandelaar_id=key("medewerker", g.behandelaar) if g.behandelaar else None,
        namens_partij_id=partij_id(g.namens) if g.namens else None,
        contacten=contacten,
        taken=tuple(_taken(g)),
        id=key("gesprek", g.sleutel),
    )
    import_klantvraag(ctx.over({id}), id, vraag)
    adres = (bron.klant(g.klant).mail if g.klant else g.afzender) or ""
    for bron_contact, contact in zip(g.contacten, contacten, strict=True):
        if contact.kanaal in {"email", "portaal", "mijn"}:
            import_bericht(ctx.over({id}), id, _bericht(g, vraag, bron_contact, contact, adres))


def _contact(c: Contact) -> OudContact:
    dag = timezone.localdate() - timedelta(days=c.dagen_geleden)
    return OudContact(
        kanaal=KANALEN.get(c.kanaal, c.kanaal),
        initiatief="klant" if c.richting == "in" else "organisatie",
        moment=_moment(dag, c),
        inhoud=c.tekst,
        onderwerp=c.onderwerpregel,
        medewerker_id=key("medewerker", c.medewerker) if c.medewerker else None,
        gelukt=c.geslaagd,
    )


def _moment(dag: date, c: Contact) -> datetime:
    moment = datetime.combine(dag, c.tijd, tzinfo=ZoneInfo("Europe/Amsterdam"))
    return min(moment, timezone.now() - timedelta(minutes=5))


def _taken(g: Gesprek) -> list[OudeTaak]:
    vandaag = timezone.localdate()
    return [
        OudeTaak(
            soort=b.soort,
            tekst=b.tekst,
            afdeling_code=b.afdeling,
            uiterlijk_op=werkdag_na(vandaag, b.over_werkdagen)
            if b.over_werkdagen > 0
            else vandaag + timedelta(days=b.over_werkdagen),
            medewerker_id=key("medewerker", b.medewerker) if b.medewerker else None,
            gedaan=b.status == "verwerkt",
        )
        for b in g.beloften
    ]


def _bericht(g: Gesprek, vraag: OudeKlantvraag, bron: Contact, c: OudContact, adres: str) -> OudBericht:
    return OudBericht(
        klantvraag_id=vraag.id,
        klantcontact_id=c.id,
        kanaal=c.kanaal,
        richting=bron.richting,
        moment=c.moment,
        onderwerpregel=bron.onderwerpregel,
        tekst=bron.tekst,
        adres=adres,
        medewerker_id=c.medewerker_id,
    )
