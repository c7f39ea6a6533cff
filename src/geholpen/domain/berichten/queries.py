"""DOOR. Read conversations, drafts, attachments, the quarantine and the state of channels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import connection

from geholpen.domain.berichten import queries_naderhand as later_on
from geholpen.domain.berichten import toon
from geholpen.domain.berichten.accounts import Accountregel, kanaalaccount, kanaalaccounts, mailbox_of
from geholpen.domain.berichten.accounts import kept_kanaalaccount as kept_kanaalaccount
from geholpen.domain.berichten.bestemming import Antwoordweg, can_send, free_text_until, sendable, ways
from geholpen.domain.berichten.bestemming import mededeling_over as mededeling_over
from geholpen.domain.berichten.bezorgwegen import Weg as Weg
from geholpen.domain.berichten.bezorgwegen import Wegen, per_message
from geholpen.domain.berichten.bijlageregel import BijlageRegel as BijlageRegel
from geholpen.domain.berichten.bijlageregel import is_own_letter, regel_of, without
from geholpen.domain.berichten.briefcode import identiteitsoort as identiteitsoort
from geholpen.domain.berichten.briefcode import read_briefcode as read_briefcode
from geholpen.domain.berichten.models import (
    Bericht,
    BerichtInhoud,
    Bezorging,
    BezorgSoort,
    Bijlage,
    Concept,
)
from geholpen.domain.berichten.proefbrief import briefvoorbeeld as briefvoorbeeld
from geholpen.domain.berichten.proefbrief import kan_per_brief as kan_per_brief
from geholpen.domain.berichten.queries_binnen import KwarantaineRegel as KwarantaineRegel
from geholpen.domain.berichten.queries_binnen import RuweEnvelop as RuweEnvelop
from geholpen.domain.berichten.queries_binnen import Voorraad as Voorraad
from geholpen.domain.berichten.queries_binnen import came_in as came_in
from geholpen.domain.berichten.queries_binnen import kwarantaine as kwarantaine
from geholpen.domain.berichten.queries_binnen import kwarantaine_ruw as kwarantaine_ruw
from geholpen.domain.berichten.queries_binnen import voorraad as voorraad
from geholpen.domain.berichten.queries_binnen import waiting_envelopes as waiting_envelopes
from geholpen.domain.berichten.queries_gewist import gewiste_antwoorden as gewiste_antwoorden
from geholpen.domain.berichten.queries_naderhand import NIETS, HerzieningRegel, Naderhand, VerstrekkingRegel
from geholpen.domain.berichten.queries_naderhand import VerbeteringRegel as VerbeteringRegel
from geholpen.domain.berichten.queries_naderhand import teruggehaald as teruggehaald
from geholpen.domain.berichten.queries_naderhand import verbeterde_aflopen as verbeterde_aflopen
from geholpen.domain.berichten.queries_naderhand import volgt_verbetering as volgt_verbetering
from geholpen.domain.berichten.queries_post import Printregel as Printregel
from geholpen.domain.berichten.queries_post import ScanInfo as ScanInfo
from geholpen.domain.berichten.queries_post import Scanregel as Scanregel
from geholpen.domain.berichten.queries_post import ophaalbaar_tot as ophaalbaar_tot
from geholpen.domain.berichten.queries_post import printpartijen as printpartijen
from geholpen.domain.berichten.queries_post import scan as scan
from geholpen.domain.berichten.queries_post import scanblad as scanblad
from geholpen.domain.berichten.queries_post import te_indelen as te_indelen
from geholpen.domain.berichten.queries_post import wachtende_post as wachtende_post
from geholpen.domain.berichten.queries_sjablonen import BLADZIJDE as BLADZIJDE
from geholpen.domain.berichten.queries_sjablonen import KANALEN as KANALEN
from geholpen.domain.berichten.queries_sjablonen import PLEKKEN as PLEKKEN
from geholpen.domain.berichten.queries_sjablonen import TALEN as TALEN
from geholpen.domain.berichten.queries_sjablonen import TONEN as TONEN
from geholpen.domain.berichten.queries_sjablonen import Keuze as Keuze
from geholpen.domain.berichten.queries_sjablonen import Sjabloonkop as Sjabloonkop
from geholpen.domain.berichten.queries_sjablonen import Versieregel as Versieregel
from geholpen.domain.berichten.queries_sjablonen import Voorbeeld as Voorbeeld
from geholpen.domain.berichten.queries_sjablonen import antwoordsjablonen as antwoordsjablonen
from geholpen.domain.berichten.queries_sjablonen import antwoordsjabloon as antwoordsjabloon
from geholpen.domain.berichten.queries_sjablonen import fill_antwoordsjabloon as fill_antwoordsjabloon
from geholpen.domain.berichten.queries_sjablonen import namen_van_versies as namen_van_versies
from geholpen.domain.berichten.queries_sjablonen import sjabloonversies as sjabloonversies
from geholpen.domain.berichten.queries_sjablonen import sjabloonvoorbeeld as sjabloonvoorbeeld
from geholpen.domain.berichten.queries_sjablonen import te_kiezen_sjablonen as te_kiezen_sjablonen
from geholpen.domain.berichten.queries_splitsing import SplitsingRegel as SplitsingRegel
from geholpen.domain.berichten.queries_splitsing import splitsingen_van as splitsingen_van
from geholpen.domain.berichten.queries_stand import Kanaalregel as Kanaalregel
from geholpen.domain.berichten.queries_stand import Verkeer as Verkeer
from geholpen.domain.berichten.queries_stand import kanaalstanden as kanaalstanden
from geholpen.domain.berichten.queries_stand import verkeer as verkeer
from geholpen.domain.berichten.sjablonen import Sjabloonregel as Sjabloonregel
from geholpen.domain.berichten.sjablonen import bruikbare_sjablonen as bruikbare_sjablonen
from geholpen.domain.berichten.sjablonen import fill_in as fill_in
from geholpen.domain.berichten.sjablonen import kanaalsjablonen as kanaalsjablonen
from geholpen.domain.berichten.sjablonen import verder_sjabloon as verder_sjabloon
from geholpen.domain.berichten.storm import Storm as Storm
from geholpen.domain.berichten.storm import storm as storm
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.organisatie.queries import MedewerkerInfo, afdelingen, organisatie
from geholpen.domain.partijen.herkennen import hides_addresses
from geholpen.domain.partijen.queries import aanspreekvorm
from geholpen.platform.context import ActorSoort, Context
from geholpen.platform.doors import query

__all__ = [
    "Accountregel",
    "Antwoordweg",
    "HerzieningRegel",
    "Naderhand",
    "VerstrekkingRegel",
    "can_send",
    "sendable",
    "free_text_until",
    "kanaalaccount",
    "kanaalaccounts",
]

MAX_BERICHTEN = 200


@dataclass(frozen=True, slots=True)
class BerichtRegel:
    """One message of a conversation as far as the purpose allows; texts are "" when it does not."""

    id: UUID
    volgnummer: int
    richting: str
    kanaal: str
    aard: str
    niveau: str
    moment: datetime
    medewerker_id: UUID | None
    onderwerpregel: str
    van: str
    van_naam: str
    aan: tuple[str, ...]
    tekst: str
    nieuwe_tekst: str
    html_veilig: str
    externe_beelden: int
    waarschuwingen: tuple[str, ...]
    bijlagen: tuple[BijlageRegel, ...]
    bezorging_id: UUID | None
    bezorgstaat: str
    bezorguitleg: str
    bijlagen_dicht: int = 0  # how many attachments there are that are not shown
    dicht_code: str = ""  # why not
    echtheid: str = ""  # DMARC, SPF and DKIM of a mail as our server measured them
    post_tot: datetime | None = None  # a letter that can be taken back until then
    sjabloonversie_id: UUID | None = None  # the text of ours it was begun with
    bezorgkanaal: str = ""  # over which channel the delivery is that counts
    andere_wegen: tuple[Weg, ...] = ()  # what else was tried for this message
    klantcontact_id: UUID | None = None
    naderhand: Naderhand = NIETS  # taken back, put right, given to somebody else
    voorgoed: bool = False  # the delivery that counts was refused there in a way that no second attempt changes
    verder_op: datetime | None = None  # it did not arrive, and goes on another way then where there is one
    van_derde: str = ""  # from somebody we gave a message to: cc, doorgestuurd
    weggelaten: frozenset[str] = frozenset()  # files left out when it was put right (ids; that of the message: all)


@query(gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD, G.DOCUMENTEN}, naam="Uw gesprek met ons gelezen")
def gesprek(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> list[BerichtRegel]:
    """The messages of one klantvraag over all channels, oldest first; at most the last MAX_BERICHTEN."""
    where = {"partij_id": partij_id, "klantvraag_id": klantvraag_id}
    rows = list(Bericht.objects.filter(**where).order_by("-volgnummer")[:MAX_BERICHTEN])[::-1]
    inhoud = {i.id: i for i in BerichtInhoud.objects.filter(**where)}
    ways = list(Bezorging.objects.filter(**where).order_by("volgorde"))
    bezorging = per_message(w for w in ways if w.soort == BezorgSoort.ZELF)
    bijlagen: dict[UUID, list[BijlageRegel]] = {}
    for b in Bijlage.objects.filter(**where).defer("inhoud").order_by("id")[:1000]:
        bijlagen.setdefault(b.bericht_id, []).append(regel_of(b))
    weggelaten = later_on.left_out(partij_id, ways)
    for id, zonder in weggelaten.items():
        bijlagen[id] = without(ctx, bijlagen.get(id, []), zonder, every=str(id) in zonder)
    post = _letters_waiting(w.geldend for w in bezorging.values())
    regels = [_bericht(r, inhoud.get(r.id), bezorging.get(r.id), bijlagen.get(r.id, [])) for r in rows]
    if weggelaten:
        regels = [replace(r, weggelaten=weggelaten.get(r.id, frozenset())) for r in regels]
    if regels and hides_addresses(ctx, partij_id):
        regels = [replace(r, van="", aan=(), bijlagen=_no_letters(r)) for r in regels]
    if ctx.actor.soort == ActorSoort.KLANT:  # between us and another organisation
        regels = [r if r.van_derde != BezorgSoort.DOOR else _blank(r) for r in regels]
    if later := later_on.afterwards(ctx, partij_id, klantvraag_id, ways):
        regels = [_later(ctx, r, later[r.id]) if r.id in later else r for r in regels]
    if post:
        regels = [_at_post(ctx, r, post[r.bezorging_id]) if r.bezorging_id in post else r for r in regels]
    code = ctx.grant.besluit.geweigerd.get(G.DOCUMENTEN, "")
    dicht = _held_back(partij_id, klantvraag_id) if code else {}
    return [replace(r, bijlagen_dicht=dicht[r.id], dicht_code=code) if r.id in dicht else r for r in regels]


def _no_letters(r: BerichtRegel) -> tuple[BijlageRegel, ...]:
    return tuple(b for b in r.bijlagen if not is_own_letter(b.naam, r.richting))


def _later(ctx: Context, r: BerichtRegel, later: Naderhand) -> BerichtRegel:
    """With what came after. The customer has nothing of a message that did not go."""
    r = replace(r, naderhand=later)
    if ctx.actor.soort != ActorSoort.KLANT or not (later.teruggehaald or later.terug_te_halen):
        return r
    return _blank(r)


def _at_post(ctx: Context, r: BerichtRegel, tot: datetime) -> BerichtRegel:
    """A letter that waits for the post. The customer has nothing of an answer that can still be stopped."""
    r = replace(r, post_tot=tot)
    if ctx.actor.soort != ActorSoort.KLANT or r.andere_wegen:
        return r
    return _blank(replace(r, naderhand=replace(r.naderhand, terug_te_halen=True)))


def _blank(r: BerichtRegel) -> BerichtRegel:
    return replace(r, onderwerpregel="", tekst="", nieuwe_tekst="", html_veilig="", bijlagen=())


def _held_back(partij_id: UUID, klantvraag_id: UUID) -> dict[UUID, int]:
    """How many attachments each message has; of attachments that may not be seen only the number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT bericht_id, aantal FROM tel_bijlagen(%s, %s)", [partij_id, klantvraag_id])
        return dict(cursor.fetchall())


@dataclass(frozen=True, slots=True)
class Bezorgregel:
    """How one message of ours is on its way. `ophaalbaar_tot`: a letter that can be taken back until then."""

    volgnummer: int
    bezorging_id: UUID
    staat: str
    uitleg: str
    ophaalbaar_tot: datetime | None = None
    kanaal: str = ""
    andere: tuple[Weg, ...] = ()
    terug_te_halen: bool = False  # it was kept back, and can be taken back as long as nobody began with it
    medewerker_id: UUID | None = None  # who wrote it
    voorgoed: bool = False  # refused there in a way that no second attempt changes
    verder_op: datetime | None = None  # it did not arrive, and goes on another way then where there is one


def _letters_waiting(rows: Iterable[Bezorging]) -> dict[UUID, datetime]:
    """Of the letters among these, until when each can be taken back; asks nothing when there is none."""
    ids = [b.id for b in rows if b.kanaal == "brief" and b.staat == "wachtrij"]
    return ophaalbaar_tot(ids) if ids else {}


@query(gegevens={G.CONTACTADRESSEN, G.KANAALVOORKEUR, G.CONTACTHISTORIE}, naam="Gekeken hoe wij u kunnen antwoorden")
def antwoordwegen(ctx: Context, partij_id: UUID) -> list[Antwoordweg]:
    """Over which channels this customer can be answered, the one they like best first."""
    return list(ways(ctx, partij_id))


@query(gegevens={G.CONTACTHISTORIE}, naam="Gekeken of ons bericht is aangekomen")
def bezorgingen(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> list[Bezorgregel]:
    """How each message of one klantvraag is on its way, oldest first: of the way that counts, no texts."""
    where = {"partij_id": partij_id, "klantvraag_id": klantvraag_id}
    rijen = Bericht.objects.filter(**where, richting="uit").values_list("id", "volgnummer", "medewerker_id")
    ons = {id: (nummer, wie) for id, nummer, wie in rijen}
    ways = Bezorging.objects.filter(**where, bericht_id__in=ons, soort=BezorgSoort.ZELF).order_by("volgorde")
    rows = list(per_message(ways).values())
    post = _letters_waiting(w.geldend for w in rows)
    regels = (_bezorgregel(ons[w.geldend.bericht_id], w, post.get(w.geldend.id)) for w in rows)
    return sorted(regels, key=lambda r: r.volgnummer)


def _bezorgregel(van: tuple[int, UUID | None], w: Wegen, ophaalbaar_tot: datetime | None) -> Bezorgregel:
    b, (volgnummer, wie) = w.geldend, van
    staat, hier = later_on.shown_state(b), later_on.is_held(b)
    over = (w.voorgoed, w.verder_op if wie else None)
    return Bezorgregel(volgnummer, b.id, staat, b.uitleg, ophaalbaar_tot, b.kanaal, w.andere, hier, wie, *over)


@query(gegevens={G.CONTACTHISTORIE}, naam="Bekeken wanneer wij elkaar schreven")
def laatste_berichten(ctx: Context, partij_id: UUID) -> dict[UUID, tuple[datetime, str]]:
    """Moment and channel of the last message of each klantvraag, among the last MAX_BERICHTEN of this customer."""
    rows = Bericht.objects.filter(partij_id=partij_id).order_by("-moment")[:MAX_BERICHTEN]
    return {r.klantvraag_id: (r.moment, r.kanaal) for r in reversed(rows)}


def _bericht(r: Bericht, i: BerichtInhoud | None, w: Wegen | None, bijlagen: list[BijlageRegel]) -> BerichtRegel:
    b = w.geldend if w else None
    return BerichtRegel(
        id=r.id,
        volgnummer=r.volgnummer,
        richting=r.richting,
        kanaal=r.kanaal,
        aard=r.aard,
        niveau=r.niveau,
        moment=r.moment,
        medewerker_id=r.medewerker_id,
        onderwerpregel=i.onderwerpregel if i else "",
        van=i.van if i else "",
        van_naam=i.van_naam if i else "",
        aan=tuple(i.aan) if i else (),
        tekst=i.tekst if i else "",
        nieuwe_tekst=i.nieuwe_tekst if i else "",
        html_veilig=i.html_veilig if i else "",
        externe_beelden=i.externe_beelden if i else 0,
        waarschuwingen=tuple(i.waarschuwingen) if i else (),
        bijlagen=tuple(bijlagen),
        echtheid=i.echtheid if i else "",
        bezorging_id=b.id if b else None,
        bezorgstaat=later_on.shown_state(b) if b else "",
        bezorguitleg=b.uitleg if b else "",
        sjabloonversie_id=r.sjabloonversie_id,
        bezorgkanaal=b.kanaal if b else "",
        andere_wegen=w.andere if w else (),
        voorgoed=bool(w and w.voorgoed),
        verder_op=w.verder_op if w and r.medewerker_id else None,
        klantcontact_id=r.klantcontact_id,
        van_derde=r.van_derde,
    )


@dataclass(frozen=True, slots=True)
class BijlageInhoud:
    """An attachment with its bytes."""

    naam: str
    type: str
    waarschuwing: str
    inhoud: bytes


@query(gegevens={G.CONTACTHISTORIE, G.DOCUMENTEN}, naam="Een bijlage van u geopend")
def bijlage(ctx: Context, partij_id: UUID, bijlage_id: UUID) -> BijlageInhoud | None:
    """One attachment, or None when there is none under this purpose; nor a letter of ours to a secret address. For the
    customer also when it is not theirs (any more): its message never went, or it was left out when that was put right.
    """
    b = Bijlage.objects.filter(partij_id=partij_id, id=bijlage_id).first()
    if b is not None and is_own_letter(b.naam, "uit") and hides_addresses(ctx, partij_id):
        b = b if Bericht.objects.filter(partij_id=partij_id, id=b.bericht_id, richting="in").exists() else None
    if b and ctx.actor.soort == ActorSoort.KLANT and not later_on.is_van_klant(ctx, partij_id, b.bericht_id, b.id):
        return None
    return BijlageInhoud(b.naam, b.herkend_type, b.waarschuwing, bytes(b.inhoud)) if b else None


@dataclass(frozen=True, slots=True)
class ConceptTekst:
    """A shared draft."""

    tekst: str
    soort: str
    medewerker_id: UUID | None
    bijgewerkt_op: datetime
    sjabloonversie_id: UUID | None = None


@query(gegevens={G.CONTACTINHOUD}, naam="Concept van ons antwoord gelezen")
def concept(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> ConceptTekst | None:
    """The draft of one klantvraag, or None."""
    c = Concept.objects.filter(partij_id=partij_id, id=klantvraag_id).first()
    return ConceptTekst(c.tekst, c.soort, c.medewerker_id, c.bijgewerkt_op, c.sjabloonversie_id) if c else None


@query(gegevens={G.NAAM, G.GESLACHT}, naam="Aanhef van ons antwoord gemaakt")
def voorzet(ctx: Context, partij_id: UUID, medewerker: MedewerkerInfo) -> str:
    """An empty answer to this customer with greeting and closing in our tone, to write in."""
    afdeling = afdelingen().get(medewerker.afdeling_code, "")
    postbus = mailbox_of(medewerker.afdeling_code)
    account = kanaalaccount(postbus) if postbus else None
    handtekening = account.instellingen.get("handtekening", "") if account else ""
    return toon.voorzet(organisatie(), aanspreekvorm(ctx, partij_id), medewerker, afdeling, handtekening)
