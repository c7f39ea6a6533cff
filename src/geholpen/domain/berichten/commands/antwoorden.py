"""Answer: never blindly past a newer message, with correct threading, a signed reply address and a greeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from geholpen.domain.berichten import storm, toon
from geholpen.domain.berichten.commands.bezorgen import plan
from geholpen.domain.berichten.commands.opslaan import NieuwBericht, label, write_bericht
from geholpen.domain.berichten.models import Bericht, BerichtInhoud, Bezorging, Concept
from geholpen.domain.berichten.policy import may_answer, may_intake
from geholpen.domain.berichten.ports import Aard
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.commands import NieuwKlantcontact
from geholpen.domain.klantcontacten.opschrijven import Beurt, take_beurt
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.domain.organisatie.queries import organisatie
from geholpen.domain.partijen.herkennen import hides_addresses
from geholpen.domain.partijen.queries import adressering
from geholpen.platform.context import ALLE, ActorSoort, Context, system
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Refused

#: Addresses that one notice goes to.
KENNISGEVINGEN = 3
NIEUWER_BERICHT = "Er is een nieuwer bericht van de klant. Lees dat eerst."


@dataclass(frozen=True, slots=True)
class NieuwAntwoord:
    """What an employee sends. `gezien_tot`: number of the last message on the screen. `aan`: one of the addresses."""

    tekst: str
    gezien_tot: int
    aan: str = ""
    toch_versturen: bool = False


@command(
    may=may_answer,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    leest={G.CONTACTADRESSEN, G.NAAM},
    naam="Wij hebben u geantwoord",
)
def send_antwoord(ctx: Context, partij_id: UUID, klantvraag_id: UUID, antwoord: NieuwAntwoord) -> UUID:
    """Answer by e-mail. Returns the id of the delivery; it is carried out by a job.

    Raises Invalid without text or address, Refused(NIEUWER_BERICHT) when the customer wrote after `gezien_tot`.
    """
    if not antwoord.tekst.strip():
        raise Invalid("tekst", "Schrijf eerst uw antwoord.")
    beurt = take_beurt(ctx, partij_id, klantvraag_id, "uit", "email", door_mens=True)  # locks the klantvraag
    last = _last_in(partij_id, klantvraag_id)
    if last is not None and last.volgnummer > antwoord.gezien_tot and not antwoord.toch_versturen:
        raise Refused("NIEUWER_BERICHT", NIEUWER_BERICHT)
    aan = _destination(ctx, partij_id, last, antwoord.aan)
    bezorging_id = _store_out(ctx, beurt, last, aan, antwoord.tekst.strip(), Aard.PERSOON)
    Concept.objects.filter(partij_id=partij_id, id=klantvraag_id).delete()
    return bezorging_id


def _destination(ctx: Context, partij_id: UUID, last: Bericht | None, wanted: str) -> str:
    """The address to answer to: the one asked for if it is the customer's, else where the last message came from."""
    if not wanted and hides_addresses(ctx, partij_id):
        ctx = system("email", "antwoord").over({partij_id})  # whoever answers does not see where it goes
    known = adressering(ctx, partij_id).emailadressen
    if wanted and wanted in known:
        return wanted
    if wanted:
        raise Invalid("aan", "Dit adres is niet van deze klant.")
    if last is not None and last.kanaal == "email":
        van = BerichtInhoud.objects.get(partij_id=partij_id, id=last.id).van
        if van in known:
            return van
    if not known:
        raise Invalid("aan", "Van deze klant is geen werkend mailadres bekend. Bel de klant of stuur een brief.")
    return known[0]


def _last_in(partij_id: UUID, klantvraag_id: UUID) -> Bericht | None:
    rows = Bericht.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, richting="in")
    return rows.order_by("-volgnummer").first()


def _store_out(ctx: Context, beurt: Beurt, last: Bericht | None, aan: str, tekst: str, aard: str) -> UUID:
    """Write an outgoing message with its delivery and plan the first attempt. Returns the delivery's id."""
    if last is not None and last.kanaal == "email":
        beurt.klantcontact_id = last.klantcontact_id
    else:
        beurt.add_contact(ctx, NieuwKlantcontact("email", "organisatie", tekst))
    wij = organisatie()
    inhoud = {"van": wij.mailadres, "van_naam": wij.naam, "aan": [aan], "tekst": tekst, "nieuwe_tekst": tekst}
    medewerker_id = ctx.actor.id if ctx.actor.soort == ActorSoort.MEDEWERKER else None
    inhoud |= _threading(beurt, last, aard)
    nieuw = NieuwBericht("uit", "email", inhoud, aard, medewerker_id=medewerker_id)
    bezorging = Bezorging(bericht_id=nieuw.id, kanaal="email", **label(ctx, beurt))
    write_bericht(ctx, beurt, nieuw, erbij=[bezorging])
    plan(beurt.vraag.partij_id, bezorging.id)
    return bezorging.id


def _threading(beurt: Beurt, last: Bericht | None, aard: str) -> dict[str, Any]:
    """In-Reply-To, References and subject. An automatic message repeats nothing of what it answers."""
    vraag, naam = beurt.vraag, beurt.onderwerp.naam
    automatisch = aard == Aard.AUTOMATISCH
    inhoud = BerichtInhoud.objects.filter(partij_id=vraag.partij_id, id=last.id).first() if last else None
    if inhoud is not None and inhoud.message_id.endswith("local.invalid"):
        inhoud = None  # it had no Message-ID to refer to
    eerder = inhoud.onderwerpregel if inhoud else ""
    eigen_regel = toon.bevestigingsregel(organisatie(), vraag.kenmerk)
    stil = automatisch or beurt.onderwerp.gevoelig  # others may read along: not what it is about, nor what was written
    regel = eigen_regel if stil else toon.onderwerpregel(eerder, naam, vraag.kenmerk)
    if inhoud is None:
        return {"onderwerpregel": regel}
    references = [] if automatisch else inhoud.referenties
    return {
        "onderwerpregel": regel,
        "in_reply_to": inhoud.message_id,
        "referenties": [*references, inhoud.message_id][-50:],
    }


@command(may=may_intake, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, leest={G.CONTACTADRESSEN}, voor="intake",
         naam="Wij lieten u weten dat uw bericht er is")  # fmt: skip
def send_ontvangstbevestiging(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> UUID | None:
    """Confirm receipt with reference and term; at most once a day to one address, not in a storm. None: it was not.

    Nothing of what the customer wrote is in it, so that it is of no use as a mail bomb.
    """
    vraag = regel_van(ctx, partij_id, klantvraag_id)
    last = _last_in(partij_id, klantvraag_id)
    aan = BerichtInhoud.objects.get(partij_id=partij_id, id=last.id).van if last else ""
    if not aan or storm.storm(ctx.over(ALLE)).postbussen or not storm.released(aan):
        return None
    tekst = toon.ontvangstbevestiging(organisatie(), vraag.kenmerk, vraag.uiterlijk_op)
    beurt = take_beurt(ctx, partij_id, klantvraag_id, "uit", "email", door_mens=False)
    return _store_out(ctx, beurt, last, aan, tekst, Aard.AUTOMATISCH)


@command(may=may_intake, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, leest={G.CONTACTADRESSEN}, voor="intake",
         naam="Wij lieten u op een bekend adres weten dat er een verzoek was")  # fmt: skip
def send_kennisgeving(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> int:
    """Tell every address that we knew already that somebody asks about this customer's data. Returns how many.

    Whoever did not ask it themselves reads what to do; what was asked is not in it.
    """
    vraag = regel_van(ctx, partij_id, klantvraag_id)
    adressen = adressering(ctx, partij_id).emailadressen[:KENNISGEVINGEN]
    for aan in adressen:
        beurt = take_beurt(ctx, partij_id, klantvraag_id, "uit", "email", door_mens=False)
        _store_out(ctx, beurt, None, aan, toon.kennisgeving(organisatie(), vraag.kenmerk), Aard.AUTOMATISCH)
    return len(adressen)


@command(may=may_answer, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Concept bewaard")
def save_concept(ctx: Context, partij_id: UUID, klantvraag_id: UUID, tekst: str, soort: str = "antwoord") -> None:
    """Keep a draft on the server; colleagues see it. An empty text removes it."""
    rows = Concept.objects.filter(partij_id=partij_id, id=klantvraag_id)
    if not tekst.strip():
        rows.delete()
        return
    values = {"tekst": tekst, "soort": soort, "medewerker_id": ctx.actor.id, "bijgewerkt_op": timezone.now()}
    if not rows.update(**values):
        vraag = regel_van(ctx, partij_id, klantvraag_id)
        label = ctx.herkomst(onderwerp(vraag.onderwerp_code).activiteit)
        try:
            with transaction.atomic():
                Concept.objects.create(
                    partij_id=partij_id, id=klantvraag_id, klantvraag_id=klantvraag_id, **values, **label
                )
        except IntegrityError:  # the same page saved twice at once: while leaving, and on the clock
            rows.update(**values)
