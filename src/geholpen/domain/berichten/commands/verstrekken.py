"""Give a message to somebody who is not the customer: a copy of an answer, or a message passed on. Judged and kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten import toon
from geholpen.domain.berichten.accounts import mail_addresses, mailbox_of
from geholpen.domain.berichten.bestemming import Bestemming, known_addresses
from geholpen.domain.berichten.commands.bezorgen import plan, way_rows
from geholpen.domain.berichten.commands.verbeteren import last_volgorde, own_id
from geholpen.domain.berichten.models import Bericht, BerichtInhoud, Bezorging, BezorgSoort, Verstrekking
from geholpen.domain.berichten.policy import may_answer
from geholpen.domain.berichten.ports import Kanaalidentiteit
from geholpen.domain.berichten.queries_naderhand import left_out_of, unsent_messages
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.domain.organisatie.queries import organisatie
from geholpen.domain.partijen.herkennen import hides_addresses
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

MAX_CC = 5
_ADRES = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}")
ALLEEN_MAIL = "Een kopie kan alleen bij een antwoord per e-mail."
GEHEIM = "Het adres van deze klant is geheim. Met een kopie ziet een ander het. Stuur het bericht door."
GEVOELIG = "Dit onderwerp is gevoelig. Een bericht hierover gaat niet naar iemand buiten onze organisatie."
EIGEN_POSTBUS = "Dit is een postbus van onszelf. Geef de vraag door aan een collega of kies het goede onderwerp."
VAN_DE_KLANT = "Dit adres is van de klant zelf. Die krijgt het antwoord al."


@dataclass(frozen=True, slots=True)
class Ontvanger:
    """Somebody who gets a message and is not the customer. `buiten`: outside our own organisation."""

    adres: str
    buiten: bool
    naam: str = ""


def judge_copies(
    ctx: Context, partij_id: UUID, onderwerp_code: str, kanaal: str, cc: Iterable[str], reden: str
) -> tuple[Ontvanger, ...]:
    """Who gets a copy of an answer. Only inside a door. Raises Invalid that says what to do instead."""
    adressen = list(dict.fromkeys(a.strip().lower() for a in cc if a.strip()))
    if not adressen:
        return ()
    if kanaal != "email":
        raise Invalid("cc", ALLEEN_MAIL)
    if len(adressen) > MAX_CC:
        raise Invalid("cc", f"Stuur hoogstens {MAX_CC} kopieën.")
    if hides_addresses(ctx, partij_id):
        raise Invalid("cc", GEHEIM)
    if set(adressen) & {a.lower() for a in known_addresses(ctx, partij_id).van("email")}:
        raise Invalid("cc", VAN_DE_KLANT)
    found = tuple(_recipient("cc", adres) for adres in adressen)
    buiten = [o.adres for o in found if o.buiten]
    if buiten and onderwerp(onderwerp_code).gevoelig:
        raise Invalid("cc", GEVOELIG)
    if buiten and not reden.strip():
        wie = ", ".join(buiten)
        raise Invalid("cc_reden", f"Niet de klant, en niet van onze organisatie: {wie}. Schrijf op waarom dit mag.")
    return found


def _recipient(veld: str, adres: str, naam: str = "") -> Ontvanger:
    """An address that a mail can go to and that is none of our own mailboxes. Raises Invalid."""
    if not _ADRES.fullmatch(adres) or ".." in adres:
        raise Invalid(veld, f"Dit is geen e-mailadres: {adres[:80]}.")
    ons = mail_addresses() | {organisatie().mailadres.lower()}
    lokaal, _, domein = adres.partition("@")
    if f"{lokaal.partition('+')[0]}@{domein}" in ons:
        raise Invalid(veld, EIGEN_POSTBUS)
    return Ontvanger(adres, domein not in {a.rpartition("@")[2] for a in ons}, naam)


@command(
    may=may_answer,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    naam="Wij stuurden een kopie van ons antwoord aan iemand anders",
)
def give_copies(
    ctx: Context, partij_id: UUID, bezorging_id: UUID, ontvangers: tuple[Ontvanger, ...], reden: str
) -> None:
    """A copy to each, in a delivery of its own, with the answer that is in this delivery. Kept with the reason."""
    way = Bezorging.objects.get(partij_id=partij_id, id=bezorging_id)
    bericht = Bericht.objects.get(partij_id=partij_id, id=way.bericht_id)
    adressen = [o.adres for o in ontvangers]
    BerichtInhoud.objects.filter(partij_id=partij_id, id=bericht.id).update(cc=adressen)
    for ontvanger in ontvangers:
        _give(ctx, bericht, ontvanger, BezorgSoort.CC, reden, way.account_id, vast_tot=way.vast_tot)


def _give(
    ctx: Context,
    bericht: Bericht,
    wie: Ontvanger,
    soort: BezorgSoort,
    reden: str,
    account_id: UUID | None,
    *,
    tekst: str = "",
    vast_tot: datetime | None = None,
) -> UUID:
    """One delivery and the line of who got what, together. `tekst`: a message of its own, with its own Message-ID.

    A file that was left out when the message was put right goes to nobody any more.
    """
    eigen = ctx.herkomst(bericht.verkregen_voor)
    eigen |= {"partij_id": bericht.partij_id, "klantvraag_id": bericht.klantvraag_id}
    weg = Bestemming("email", Kanaalidentiteit("email", wie.adres), account_id)
    nummer = last_volgorde(bericht) + 1
    weggelaten = sorted(left_out_of(bericht))
    rows = way_rows(
        bericht.id, weg, eigen, volgorde=nummer, tekst=tekst, zonder=weggelaten, soort=soort, vast_tot=vast_tot
    )
    prepared.insert(*rows, *([own_id(bericht, rows[0].id)] if tekst else []))
    Verstrekking.objects.create(
        bericht_id=bericht.id,
        bezorging_id=rows[0].id,
        soort=soort,
        naam=wie.naam,
        adres=wie.adres,
        buiten=wie.buiten,
        reden=reden.strip(),
        medewerker_id=ctx.actor.person,
        **eigen,
    )
    plan(bericht.partij_id, rows[0].id, vast_tot - timezone.now() if vast_tot else None)
    return rows[0].id


@dataclass(frozen=True, slots=True)
class Doorsturen:
    """To whom a message is passed on, why, and what they should do with it."""

    adres: str
    naam: str
    reden: str
    toelichting: str = ""


@command(
    may=may_answer,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    leest={G.CONTACTADRESSEN},
    naam="Wij stuurden een bericht door naar een andere organisatie of afdeling",
)
def forward_bericht(ctx: Context, partij_id: UUID, klantvraag_id: UUID, bericht_id: UUID, naar: Doorsturen) -> UUID:
    """Pass one message on by mail, without name and address of the customer. Returns the delivery.

    Raises Invalid without name, address or reason, for one of our own mailboxes, and outside for a sensitive subject.
    """
    for veld, waarde, zin in (
        ("naam", naar.naam, "Schrijf op naar welke organisatie of afdeling dit gaat."),
        ("reden", naar.reden, "Schrijf op waarom u dit doorstuurt. De klant kan dit lezen."),
    ):
        if not waarde.strip():
            raise Invalid(veld, zin)
    wie = _recipient("adres", naar.adres.strip().lower(), naar.naam.strip())
    vraag = regel_van(ctx, partij_id, klantvraag_id)
    if wie.buiten and onderwerp(vraag.onderwerp_code).gevoelig:
        raise Invalid("adres", GEVOELIG)
    bericht = Bericht.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, id=bericht_id).first()
    if bericht is None or bericht_id in unsent_messages(partij_id, klantvraag_id):
        raise Invalid("adres", "Dit bericht kunt u niet doorsturen.")
    inhoud = BerichtInhoud.objects.get(partij_id=partij_id, id=bericht_id)
    tekst = toon.doorgestuurd(
        organisatie(),
        vraag.kenmerk,
        (naar.reden.strip(), naar.toelichting.strip()),
        timezone.localtime(bericht.moment),
        inhoud.tekst,
        van_klant=bericht.richting == "in",
    )
    return _give(ctx, bericht, wie, BezorgSoort.DOOR, naar.reden, mailbox_of(vraag.afdeling_code), tekst=tekst)
