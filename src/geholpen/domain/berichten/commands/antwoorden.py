"""Answer: never blindly past a newer message, with correct threading, a signed reply address and a greeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from geholpen.domain.berichten import storm, toon
from geholpen.domain.berichten.bestemming import Bestemming, choose, unasked_way, window_until
from geholpen.domain.berichten.beurtwissel import LOOPT
from geholpen.domain.berichten.commands.bezorgen import plan, way_rows
from geholpen.domain.berichten.commands.bijvoegen import add_bijlagen, files_again
from geholpen.domain.berichten.commands.opslaan import NieuwBericht, label, write_bericht
from geholpen.domain.berichten.commands.verstrekken import give_copies, judge_copies
from geholpen.domain.berichten.models import (
    Bericht,
    BerichtInhoud,
    Bezorging,
    BezorgSoort,
    Concept,
    Herziening,
)
from geholpen.domain.berichten.naderhand import HerzieningSoort
from geholpen.domain.berichten.policy import may_answer, may_intake
from geholpen.domain.berichten.ports import Aard, Kanaalidentiteit, OntvangenBijlage, Sjabloonvulling, kanaal
from geholpen.domain.berichten.ports.bijlagen import maak_bijlage
from geholpen.domain.berichten.ports.meesturen import within_one_answer
from geholpen.domain.berichten.queries_sjablonen import namen_van_versies
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.commands import NieuwKlantcontact
from geholpen.domain.klantcontacten.opschrijven import Beurt, locked, take_beurt
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.domain.organisatie.queries import organisatie
from geholpen.domain.partijen.queries import POSTADRES
from geholpen.platform import prepared
from geholpen.platform.context import ALLE, ActorSoort, Context, system
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Refused

NIEUWER_BERICHT = "Er is een nieuwer bericht van de klant. Lees dat eerst."
#: So long the same words as the last word are the same answer.
NET = timedelta(minutes=10)
NIEUWER_ANTWOORD = "Een collega heeft net geantwoord. Lees dat eerst."


@dataclass(frozen=True, slots=True)
class NieuwAntwoord:
    """What an employee sends. `gezien_tot`: number of the last message on the screen. `aan`: one of the addresses.

    `cc`: who else gets it by mail, with the reason when that is somebody outside. `kanaal` "": the one the customer
    used last, where that can be answered. `sjabloon`: for a channel that wants one; `tekst` is then what it says.
    """

    tekst: str
    gezien_tot: int
    aan: str = ""
    toch_versturen: bool = False
    kanaal: str = ""
    sjabloon: Sjabloonvulling | None = None
    bijlagen: tuple[OntvangenBijlage, ...] = ()
    sjabloonversie_id: UUID | None = None  # the text of ours that it was begun with
    cc: tuple[str, ...] = ()
    cc_reden: str = ""
    weer_mee: tuple[UUID, ...] = ()  # files of the answer that was taken back and is the draft now


@command(
    may=may_answer,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    leest={G.CONTACTADRESSEN, G.NAAM},
    naam="Wij hebben u geantwoord",
)
def send_antwoord(ctx: Context, partij_id: UUID, klantvraag_id: UUID, antwoord: NieuwAntwoord) -> UUID:
    """Answer over the channel that fits. Returns the id of the delivery; it is carried out by a job.

    The same answer once more from the same page (a second click, the back button) is the one that went. Raises Invalid
    without text or address, or with a text that the channel does not carry, Refused(NIEUWER_BERICHT) when the customer
    wrote, or a colleague answered, after `gezien_tot`, and Refused(AFGESLOTEN) when somebody closed it meanwhile.
    """
    if not antwoord.tekst.strip():
        raise Invalid("tekst", "Schrijf eerst uw antwoord.")
    vraag = regel_van(ctx, partij_id, klantvraag_id)
    last = _last_in(partij_id, klantvraag_id)
    weg = choose(ctx, partij_id, last, antwoord.kanaal, antwoord.aan, vraag.afdeling_code)
    _fits(partij_id, weg, antwoord)
    kopie = judge_copies(ctx, partij_id, vraag.onderwerp_code, weg.kanaal, antwoord.cc, antwoord.cc_reden)
    locked(partij_id, klantvraag_id)
    if went := _went_already(ctx, partij_id, klantvraag_id, weg.kanaal, antwoord):
        Concept.objects.filter(partij_id=partij_id, id=klantvraag_id).delete()
        return went
    beurt = take_beurt(ctx, partij_id, klantvraag_id, "uit", weg.kanaal, door_mens=True)
    last = _last_in(partij_id, klantvraag_id)
    if last is not None and last.volgnummer > antwoord.gezien_tot and not antwoord.toch_versturen:
        raise Refused("NIEUWER_BERICHT", NIEUWER_BERICHT)
    if not antwoord.toch_versturen and _answered_by_another(ctx, partij_id, klantvraag_id, antwoord.gezien_tot):
        raise Refused("NIEUWER_BERICHT", NIEUWER_ANTWOORD)
    begonnen = antwoord.sjabloonversie_id if namen_van_versies(filter(None, [antwoord.sjabloonversie_id])) else None
    hoe: dict[str, Any] = {"pauze": timedelta(seconds=settings.VERZENDPAUZE), "sjabloonversie_id": begonnen}
    bezorging_id = store_out(ctx, beurt, last, weg, antwoord.tekst.strip(), Aard.PERSOON, antwoord.sjabloon, **hoe)
    if bijlagen := _files(partij_id, klantvraag_id, antwoord):
        add_bijlagen(system("antwoord").over({partij_id}), partij_id, bezorging_id, bijlagen)
    if kopie:
        give_copies(ctx, partij_id, bezorging_id, kopie, antwoord.cc_reden)
    Concept.objects.filter(partij_id=partij_id, id=klantvraag_id).delete()
    return bezorging_id


def _files(partij_id: UUID, klantvraag_id: UUID, antwoord: NieuwAntwoord) -> tuple[OntvangenBijlage, ...]:
    """What goes along: chosen now, and of the answer that was taken back."""
    if not antwoord.weer_mee:
        return antwoord.bijlagen
    again = files_again(system("antwoord").over({partij_id}), partij_id, klantvraag_id, antwoord.weer_mee)
    within_one_answer(found := (*again, *antwoord.bijlagen))
    return found


def _fits(partij_id: UUID, weg: Bestemming, antwoord: NieuwAntwoord) -> None:
    """The channel carries this text now. Raises Invalid that says what to do instead."""
    kan = kanaal(weg.kanaal).capabilities()
    if (antwoord.bijlagen or antwoord.weer_mee) and not kan.bijlagen:
        raise Invalid("bijlagen", "Over dit kanaal kunt u geen bestanden meesturen. Kies een ander kanaal.")
    if kan.max_tekens and len(antwoord.tekst) > kan.max_tekens:
        raise Invalid("tekst", f"Dit kanaal neemt hoogstens {kan.max_tekens} tekens. Maak uw tekst korter.")
    if kan.venster and antwoord.sjabloon is None:
        tot = window_until(partij_id, weg.kanaal)
        if tot is None or tot <= timezone.now():
            raise Invalid("tekst", "U kunt hier geen eigen tekst meer sturen. Kies een sjabloon of een ander kanaal.")


def _answered_by_another(ctx: Context, partij_id: UUID, klantvraag_id: UUID, gezien_tot: int) -> bool:
    """Whether a colleague answered after what was on the screen: two answers to one question are one too many."""
    rows = Bericht.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, richting="uit", aard=Aard.PERSOON)
    return rows.filter(volgnummer__gt=gezien_tot).exclude(medewerker_id=ctx.actor.id).exists()


def _went_already(
    ctx: Context, partij_id: UUID, klantvraag_id: UUID, code: str, antwoord: NieuwAntwoord
) -> UUID | None:
    """The delivery of this very answer of this employee: after `gezien_tot`, or a moment ago as the last word, for a
    browser that goes back puts the text in a new page. Not of one that was taken back or did not arrive.
    """
    where = {"partij_id": partij_id, "klantvraag_id": klantvraag_id}
    mine = Bericht.objects.filter(**where, richting="uit", aard=Aard.PERSOON, kanaal=code, medewerker_id=ctx.actor.id)
    last = Bericht.objects.filter(**where).order_by("-volgnummer").values_list("volgnummer", flat=True)[:1]
    when = Q(volgnummer__gt=antwoord.gezien_tot)
    if not antwoord.weer_mee:  # those files are of a draft, and of none that went
        when |= Q(volgnummer__in=last, moment__gt=timezone.now() - NET)
    ids = list(mine.filter(when).values_list("id", flat=True))
    if not ids:
        return None
    inhoud = BerichtInhoud.objects.filter(partij_id=partij_id, id__in=ids, tekst=antwoord.tekst.strip())
    back = Herziening.objects.filter(**where, soort=HerzieningSoort.TERUGGEHAALD).values_list("bericht_id", flat=True)
    same = set(inhoud.values_list("id", flat=True)) - set(back)
    if same and not antwoord.weer_mee:  # of those files it is known by their ids only
        files = dict(prepared.fetch("SELECT * FROM tel_bijlagen(%s, %s)", [partij_id, klantvraag_id]))
        same = {id for id in same if files.get(id, 0) == len(antwoord.bijlagen)}
    ways = Bezorging.objects.filter(partij_id=partij_id, bericht_id__in=same, soort=BezorgSoort.ZELF, staat__in=LOOPT)
    return ways.order_by("-id").values_list("id", flat=True).first()


def _last_in(partij_id: UUID, klantvraag_id: UUID) -> Bericht | None:
    rows = Bericht.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, richting="in")
    return rows.order_by("-volgnummer").first()


def store_out(
    ctx: Context,
    beurt: Beurt,
    last: Bericht | None,
    weg: Bestemming,
    tekst: str,
    aard: str,
    sjabloon: Sjabloonvulling | None = None,
    bijlagen: Sequence[OntvangenBijlage] = (),
    anders: str = "",
    sjabloonversie_id: UUID | None = None,
    pauze: timedelta = timedelta(),
    regel: str = "",
) -> UUID:
    """Write an outgoing message with its delivery and plan the first attempt. Returns the delivery's id.

    `pauze`: so long it can be taken back. `anders` goes out instead of `tekst` and is not shown in the conversation: it
    holds a link that works once. `regel`: a subject of its own; our reference comes behind it.
    """
    if last is not None and last.kanaal == weg.kanaal:
        beurt.klantcontact_id = last.klantcontact_id
    else:
        beurt.add_contact(ctx, NieuwKlantcontact(weg.kanaal, "organisatie", tekst))
    wij = organisatie()
    # Where somebody lives is another kind of data than what was said: it stands with the delivery only.
    aan = [weg.identiteit.waarde] if weg.identiteit.soort != POSTADRES else []
    inhoud = {"van": wij.mailadres, "van_naam": wij.naam, "aan": aan, "tekst": tekst, "nieuwe_tekst": tekst}
    medewerker_id = ctx.actor.id if ctx.actor.soort == ActorSoort.MEDEWERKER else None
    inhoud |= _threading(beurt, last, aard)
    if regel:
        inhoud["onderwerpregel"] = f"{regel} [{beurt.vraag.kenmerk}]"
    nieuw = NieuwBericht(
        "uit", weg.kanaal, inhoud, aard, medewerker_id=medewerker_id, sjabloonversie_id=sjabloonversie_id
    )
    eigen = label(ctx, beurt)
    vast_tot = timezone.now() + pauze if pauze else None
    rijen = way_rows(nieuw.id, weg, eigen, tekst=anders, vulling=sjabloon, vast_tot=vast_tot)
    write_bericht(ctx, beurt, nieuw, bijlagen=bijlagen, erbij=rijen)
    plan(beurt.vraag.partij_id, rijen[0].id, pauze or None)
    return rijen[0].id


def _threading(beurt: Beurt, last: Bericht | None, aard: str) -> dict[str, Any]:
    """In-Reply-To, References and subject. An automatic message repeats nothing of what it answers."""
    vraag, naam = beurt.vraag, beurt.onderwerp.naam
    automatisch = aard == Aard.AUTOMATISCH
    inhoud = BerichtInhoud.objects.filter(partij_id=vraag.partij_id, id=last.id).first() if last else None
    if inhoud is not None and inhoud.message_id.endswith("local.invalid"):
        inhoud = None  # it had no Message-ID to refer to
    eerder = inhoud.onderwerpregel if inhoud else ""
    eigen_regel = (toon.bevestigingsregel if last else toon.berichtregel)(organisatie(), vraag.kenmerk)
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
    return store_out(ctx, beurt, last, _by_mail(aan), tekst, Aard.AUTOMATISCH)


def _by_mail(aan: str) -> Bestemming:
    return Bestemming("email", Kanaalidentiteit("email", aan))


@dataclass(frozen=True, slots=True)
class Bestand:
    """A file that goes along with a message of ours."""

    naam: str
    type: str
    inhoud: bytes


@command(may=may_intake, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD, G.DOCUMENTEN},
         leest={G.CONTACTADRESSEN, G.KANAALVOORKEUR},
         voor="intake", naam="Wij stuurden u een bericht")  # fmt: skip
def send_mededeling(
    ctx: Context,
    partij_id: UUID,
    klantvraag_id: UUID,
    tekst: str,
    bestanden: Sequence[Bestand] = (),
    regel: str = "",
    kort: str = "",
) -> UUID | None:
    """A message that the organisation sends by itself, in the conversation of a question. None: no address to send to.

    It goes to the mail address we are surest of, where such a message is welcome; else `kort`, which says the same
    shortly, as a text message. Nobody waits for an answer to it. `regel` is its subject where one may say what it is
    about: others may read along.
    """
    weg = unasked_way(ctx, partij_id, regel_van(ctx, partij_id, klantvraag_id).afdeling_code, kort=bool(kort))
    if weg is None:
        return None
    beurt = take_beurt(ctx, partij_id, klantvraag_id, "uit", weg.kanaal, door_mens=False)
    if weg.kanaal != "email":
        return store_out(ctx, beurt, None, weg, kort, Aard.AUTOMATISCH)
    files = [maak_bijlage(b.naam, b.type, b.inhoud) for b in bestanden]
    return store_out(ctx, beurt, None, weg, tekst, Aard.AUTOMATISCH, bijlagen=files, regel=regel)


@command(may=may_answer, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Concept bewaard")
def save_concept(
    ctx: Context,
    partij_id: UUID,
    klantvraag_id: UUID,
    tekst: str,
    gezien: datetime | None = None,
    sjabloonversie_id: UUID | None = None,
) -> bool:
    """Keep a draft on the server; colleagues see it. An empty text removes it.

    `gezien`: of which moment the draft was that the writer began with. What a colleague wrote after it stays, and the
    answer is False.
    """
    rows = Concept.objects.filter(partij_id=partij_id, id=klantvraag_id)
    if gezien is not None and rows.exclude(medewerker_id=ctx.actor.id).filter(bijgewerkt_op__gt=gezien).exists():
        return False
    if not tekst.strip():
        rows.delete()
        return True
    values = {"tekst": tekst, "soort": "antwoord", "medewerker_id": ctx.actor.id, "bijgewerkt_op": timezone.now()}
    values["sjabloonversie_id"] = sjabloonversie_id
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
    return True
