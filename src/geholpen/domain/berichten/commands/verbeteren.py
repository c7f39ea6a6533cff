"""Put right what was sent: words, where a delivery stands, how a question ended. What it said stays kept."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Model
from django.utils import timezone

from geholpen.domain.berichten import toon
from geholpen.domain.berichten.antwoordadres import content_key, message_id, message_key
from geholpen.domain.berichten.bestemming import Bestemming, window_until
from geholpen.domain.berichten.beurtwissel import HERSTELBAAR, give_turn, lock_way, take_turn_back
from geholpen.domain.berichten.commands.bezorgen import keep_others_here, note_event, plan, way_rows
from geholpen.domain.berichten.commands.herzien import note_afloop, note_herziening, waits_since
from geholpen.domain.berichten.events import BezorgingChanged
from geholpen.domain.berichten.models import (
    Bericht,
    BerichtInhoud,
    BerichtOpzoek,
    Bezorging,
    BezorgInhoud,
    BezorgSoort,
    BezorgStaat,
    Herziening,
)
from geholpen.domain.berichten.naderhand import HerzieningSoort
from geholpen.domain.berichten.policy import may_answer
from geholpen.domain.berichten.ports import Aard, Kanaalidentiteit, kanaal
from geholpen.domain.berichten.queries_naderhand import gone_ways, left_out_of, unsent_messages
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.opschrijven import locked, publish, rewrite_contact, set_afloop
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

DICHT = "Waar dit bericht heen ging kan nu geen eigen tekst heen. Schrijf een nieuw antwoord, over een ander kanaal."
INTUSSEN = "Een collega verbeterde dit bericht net. Bij de vraag leest u wat er nu staat. Uw tekst staat hier nog."
#: What a person can say of a delivery, because the customer told so.
STANDEN = (BezorgStaat.BEZORGD, BezorgStaat.NIET_BEZORGD)


@command(
    may=may_answer,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    naam="Wij verbeterden een bericht aan u",
)
def correct_antwoord(
    ctx: Context,
    partij_id: UUID,
    klantvraag_id: UUID,
    bericht_id: UUID,
    tekst: str,
    *,
    zonder: Collection[str] | None = None,
    keer: int | None = None,
) -> int:
    """The message says `tekst` from now on, where the customer reads it with us. What it said stays kept.

    Where it went over a channel that cannot change it, one message that says what it replaces follows, to everybody
    who had it, with its files but for those in `zonder` (ids; that of the message: all). None: those that were left out
    before. Returns how many follow.
    `keer`: how often it had been put right when the form was drawn; None: nobody looked. Raises Invalid without text or
    change, when it did not go yet, or when a colleague put it right meanwhile. The same text once more changes nothing.
    """
    vraag = locked(partij_id, klantvraag_id)
    bericht = Bericht.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, id=bericht_id).first()
    if bericht is None or bericht.richting != "uit" or bericht.aard != Aard.PERSOON:
        raise Invalid("tekst", "Dit bericht kunt u niet verbeteren.")
    if bericht.id in unsent_messages(partij_id, klantvraag_id):
        raise Invalid("tekst", "Dit bericht is niet verstuurd. Schrijf een nieuw antwoord.")
    inhoud = BerichtInhoud.objects.select_for_update().get(partij_id=partij_id, id=bericht.id)
    nieuw, oud = tekst.strip(), inhoud.tekst
    if keer is not None and keer < _times(bericht):
        if nieuw == oud:
            return 0
        raise Invalid("tekst", INTUSSEN)
    if not nieuw or nieuw == oud:
        raise Invalid("tekst", "Verander eerst de tekst." if nieuw else "Schrijf eerst de goede tekst.")
    gone = _gone(bericht, toon.herstelbericht(organisatie(), vraag.kenmerk))
    weg = left_out_of(bericht) if zonder is None else zonder
    start = last_volgorde(bericht) + 1
    ways = (_correction(ctx, bericht, inhoud, way, nieuw, n, weg) for n, way in enumerate(gone, start))
    rows = [row for way in ways for row in way]
    note_herziening(ctx, bericht, HerzieningSoort.VERBETERD, oud)
    BerichtInhoud.objects.filter(partij_id=partij_id, id=bericht.id).update(tekst=nieuw, nieuwe_tekst=nieuw)
    rewrite_contact(partij_id, bericht.klantcontact_id, oud, nieuw)
    prepared.insert(*rows)
    for row in rows:
        if isinstance(row, Bezorging):
            plan(partij_id, row.id)
    publish(ctx, vraag, "verbeterd")
    return len(gone)


def _times(bericht: Bericht) -> int:
    rows = Herziening.objects.filter(partij_id=bericht.partij_id, bericht_id=bericht.id)
    return rows.filter(soort=HerzieningSoort.VERBETERD).count()


def _gone(bericht: Bericht, verwijzing: str) -> list[Bezorging]:
    """Of every address the last way over which the message left us; under a lock, so that none leaves meanwhile."""
    ways = Bezorging.objects.select_for_update().filter(partij_id=bericht.partij_id, bericht_id=bericht.id)
    rows = [w for w in ways.order_by("volgorde") if w.soort != BezorgSoort.DOOR]
    if any(w.kanaal == "brief" and w.staat == BezorgStaat.WACHTRIJ for w in rows):
        raise Invalid("tekst", "Deze brief wacht nog op de post. Houd de brief tegen en schrijf een nieuwe.")
    return gone_ways(bericht, rows, verwijzing)


def _correction(
    ctx: Context,
    bericht: Bericht,
    inhoud: BerichtInhoud,
    way: Bezorging,
    nieuw: str,
    volgorde: int,
    zonder: Collection[str],
) -> list[Model]:
    """The rows of one message that replaces another: it has a Message-ID of its own and is found by it."""
    weg = BezorgInhoud.objects.filter(partij_id=bericht.partij_id, id=way.id).first()
    identiteit = Kanaalidentiteit(weg.soort, weg.aan) if weg else Kanaalidentiteit("email", inhoud.aan[0])
    tekst = toon.verbetering(timezone.localtime(bericht.moment), nieuw, way.kanaal)
    _fits(bericht.partij_id, way.kanaal, tekst)
    eigen = ctx.herkomst(bericht.verkregen_voor)
    eigen |= {"partij_id": bericht.partij_id, "klantvraag_id": bericht.klantvraag_id}
    soort = BezorgSoort.CC if way.soort == BezorgSoort.CC else BezorgSoort.VERBETERING
    bestemming = Bestemming(way.kanaal, identiteit, way.account_id)
    rows = way_rows(bericht.id, bestemming, eigen, volgorde=volgorde, tekst=tekst, zonder=sorted(zonder), soort=soort)
    return [*rows, own_id(bericht, rows[0].id)]


def _fits(partij_id: UUID, code: str, tekst: str) -> None:
    kan = kanaal(code).capabilities()
    if kan.max_tekens and len(tekst) > kan.max_tekens:
        raise Invalid("tekst", f"Met de zin erboven mag dit hoogstens {kan.max_tekens} tekens zijn. Maak het korter.")
    tot = window_until(partij_id, code) if kan.venster else None
    if kan.venster and (tot is None or tot <= timezone.now()):
        raise Invalid("tekst", DICHT)


def last_volgorde(bericht: Bericht) -> int:
    """The number of the last way of a message; 0: none."""
    rows = Bezorging.objects.filter(partij_id=bericht.partij_id, bericht_id=bericht.id).order_by("-volgorde")
    return rows.values_list("volgorde", flat=True).first() or 0


def own_id(bericht: Bericht, bezorging_id: UUID) -> BerichtOpzoek:
    """By which an answer to a mail with a Message-ID of its own finds the question."""
    mid = message_id(bezorging_id, organisatie().mailadres)
    return BerichtOpzoek(
        sleutel=message_key(mid),
        bericht_id=bericht.id,
        partij_id=bericht.partij_id,
        klantvraag_id=bericht.klantvraag_id,
        inhoud_sleutel=content_key(mid, "", ""),
    )


@command(
    may=may_answer,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    naam="Een medewerker verbeterde of ons bericht bij u is aangekomen",
)
def correct_bezorging(ctx: Context, partij_id: UUID, bezorging_id: UUID, staat: str, reden: str) -> None:
    """A delivery stands where a person says, whatever a provider said; nothing is sent or marked because of it.

    What did not arrive is our turn; what arrived is not, and what waits to try the same another way stays here.

    Raises Invalid without a reason, for another state than STANDEN, or for what is not sent yet.
    """
    if not reden.strip():
        raise Invalid("reden", "Schrijf op hoe u dit weet.")
    row = lock_way(partij_id, bezorging_id)
    if row is None or staat not in STANDEN or row.staat in {BezorgStaat.WACHTRIJ, BezorgStaat.VERVALLEN, staat}:
        raise Invalid("staat", "Deze stand kunt u nu niet kiezen.")
    bericht = Bericht.objects.get(partij_id=partij_id, id=row.bericht_id)
    note_herziening(ctx, bericht, HerzieningSoort.BEZORGING, row.staat, reden.strip())
    note_event(ctx, row, "verbeterd", f"{row.staat} > {staat}")
    Bezorging.objects.filter(partij_id=partij_id, id=row.id).update(
        staat=staat, uitleg="Verbeterd door een medewerker.", gewijzigd_op=timezone.now()
    )
    if staat == BezorgStaat.BEZORGD:
        keep_others_here(row)
        give_turn(ctx, row)
    elif row.soort in HERSTELBAAR:
        take_turn_back(ctx, row)
    vraag = locked(partij_id, row.klantvraag_id)
    ctx.publish(BezorgingChanged(partij_id, row.klantvraag_id, row.id, vraag.afdeling_code, staat))


@command(
    may=may_answer,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    naam="Een medewerker verbeterde hoe uw vraag is afgelopen",
)
def correct_afloop(ctx: Context, partij_id: UUID, klantvraag_id: UUID, uitkomst: str, reden: str) -> None:
    """A closed klantvraag ended otherwise (`uitkomst`), or not at all (""): then it is open, with the term it had.

    Raises Invalid without a reason, or when it is not closed or says so already.
    """
    if not reden.strip():
        raise Invalid("reden", "Schrijf op waarom dit niet klopte.")
    vraag = locked(partij_id, klantvraag_id)
    was = vraag.uitkomst
    set_afloop(ctx, vraag, uitkomst, waits_since(partij_id, klantvraag_id, vraag.laatste_volgnummer + 1))
    note_afloop(ctx, partij_id, klantvraag_id, vraag.verkregen_voor, was, reden.strip())
