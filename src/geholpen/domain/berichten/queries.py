"""DOOR. Read conversations, drafts, attachments, the quarantine and the state of channels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone

from geholpen.domain.berichten import toon
from geholpen.domain.berichten.models import (
    Bericht,
    BerichtInhoud,
    Bezorging,
    Bijlage,
    Concept,
    Envelop,
    EnvelopStaat,
    Kanaalstand,
)
from geholpen.domain.berichten.storm import Storm, storm
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.organisatie.queries import MedewerkerInfo, afdelingen, organisatie
from geholpen.domain.partijen.herkennen import hides_addresses
from geholpen.domain.partijen.queries import aanspreekvorm
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query

__all__ = ["Storm", "storm"]

MAX_BERICHTEN = 200


@dataclass(frozen=True, slots=True)
class BijlageRegel:
    """An attachment without its bytes."""

    id: UUID
    naam: str
    type: str
    grootte: int
    waarschuwing: str
    content_id: str


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


@dataclass(frozen=True, slots=True)
class RuweEnvelop:
    """Raw input."""

    id: UUID
    kanaal: str
    ruw: bytes
    te_groot: bool
    vertrouwd: bool


@query(gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD, G.DOCUMENTEN}, naam="Uw gesprek met ons gelezen")
def gesprek(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> list[BerichtRegel]:
    """The messages of one klantvraag over all channels, oldest first; at most the last MAX_BERICHTEN."""
    where = {"partij_id": partij_id, "klantvraag_id": klantvraag_id}
    rows = list(Bericht.objects.filter(**where).order_by("-volgnummer")[:MAX_BERICHTEN])[::-1]
    inhoud = {i.id: i for i in BerichtInhoud.objects.filter(**where)}
    bezorging = {b.bericht_id: b for b in Bezorging.objects.filter(**where)}
    bijlagen: dict[UUID, list[BijlageRegel]] = {}
    for b in Bijlage.objects.filter(**where).defer("inhoud").order_by("id")[:1000]:
        bijlagen.setdefault(b.bericht_id, []).append(_bijlage(b))
    regels = [_bericht(r, inhoud.get(r.id), bezorging.get(r.id), bijlagen.get(r.id, [])) for r in rows]
    if regels and hides_addresses(ctx, partij_id):
        regels = [replace(r, van="", aan=()) for r in regels]
    code = ctx.grant.besluit.geweigerd.get(G.DOCUMENTEN, "")
    dicht = _held_back(partij_id, klantvraag_id) if code else {}
    return [replace(r, bijlagen_dicht=dicht[r.id], dicht_code=code) if r.id in dicht else r for r in regels]


def _held_back(partij_id: UUID, klantvraag_id: UUID) -> dict[UUID, int]:
    """How many attachments each message has; of attachments that may not be seen only the number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT bericht_id, aantal FROM tel_bijlagen(%s, %s)", [partij_id, klantvraag_id])
        return dict(cursor.fetchall())


@dataclass(frozen=True, slots=True)
class Bezorgregel:
    """How one message of ours is on its way."""

    volgnummer: int
    bezorging_id: UUID
    staat: str
    uitleg: str


@query(gegevens={G.CONTACTHISTORIE}, naam="Gekeken of ons bericht is aangekomen")
def bezorgingen(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> list[Bezorgregel]:
    """The deliveries of one klantvraag, oldest first: states, no texts."""
    where = {"partij_id": partij_id, "klantvraag_id": klantvraag_id}
    nummers = dict(Bericht.objects.filter(**where, richting="uit").values_list("id", "volgnummer"))
    rows = [b for b in Bezorging.objects.filter(**where) if b.bericht_id in nummers]
    return sorted(
        (Bezorgregel(nummers[b.bericht_id], b.id, b.staat, b.uitleg) for b in rows), key=lambda r: r.volgnummer
    )


@query(gegevens={G.CONTACTHISTORIE}, naam="Bekeken wanneer wij elkaar schreven")
def laatste_berichten(ctx: Context, partij_id: UUID) -> dict[UUID, tuple[datetime, str]]:
    """Moment and channel of the last message of each klantvraag, among the last MAX_BERICHTEN of this customer."""
    rows = Bericht.objects.filter(partij_id=partij_id).order_by("-moment")[:MAX_BERICHTEN]
    return {r.klantvraag_id: (r.moment, r.kanaal) for r in reversed(rows)}


def _bijlage(b: Bijlage) -> BijlageRegel:
    return BijlageRegel(b.id, b.naam, b.herkend_type, b.grootte, b.waarschuwing, b.content_id)


def _bericht(r: Bericht, i: BerichtInhoud | None, b: Bezorging | None, bijlagen: list[BijlageRegel]) -> BerichtRegel:
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
        bezorging_id=b.id if b else None,
        bezorgstaat=b.staat if b else "",
        bezorguitleg=b.uitleg if b else "",
    )


@dataclass(frozen=True, slots=True)
class BijlageInhoud:
    """An attachment with its bytes."""

    naam: str
    type: str
    waarschuwing: str
    inhoud: bytes


@query(gegevens={G.DOCUMENTEN}, naam="Een bijlage van u geopend")
def bijlage(ctx: Context, partij_id: UUID, bijlage_id: UUID) -> BijlageInhoud | None:
    """One attachment, or None when there is none under this purpose."""
    b = Bijlage.objects.filter(partij_id=partij_id, id=bijlage_id).first()
    return BijlageInhoud(b.naam, b.herkend_type, b.waarschuwing, bytes(b.inhoud)) if b else None


@dataclass(frozen=True, slots=True)
class ConceptTekst:
    """A shared draft."""

    tekst: str
    soort: str
    medewerker_id: UUID | None
    bijgewerkt_op: datetime


@query(gegevens={G.CONTACTINHOUD}, naam="Concept van ons antwoord gelezen")
def concept(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> ConceptTekst | None:
    """The draft of one klantvraag, or None."""
    c = Concept.objects.filter(partij_id=partij_id, id=klantvraag_id).first()
    return ConceptTekst(c.tekst, c.soort, c.medewerker_id, c.bijgewerkt_op) if c else None


@query(gegevens={G.NAAM, G.GESLACHT}, naam="Aanhef van ons antwoord gemaakt")
def voorzet(ctx: Context, partij_id: UUID, medewerker: MedewerkerInfo) -> str:
    """An empty answer to this customer with greeting and closing in our tone, to write in."""
    afdeling = afdelingen().get(medewerker.afdeling_code, "")
    return toon.voorzet(organisatie(), aanspreekvorm(ctx, partij_id), medewerker, afdeling)


@query(gegevens={G.CONTACTINHOUD}, voor="intake", naam="Wachtende berichten geteld", betrokkenen=lambda _: [])
def waiting_envelopes(ctx: Context, older_than: datetime, limit: int = 500) -> list[UUID]:
    """Ids of envelopes stored before this moment that nobody processed: their job got lost."""
    rows = Envelop.objects.filter(staat=EnvelopStaat.NIEUW, ontvangen_op__lt=older_than).order_by("ontvangen_op")
    return list(rows.values_list("id", flat=True)[:limit])


@dataclass(frozen=True, slots=True)
class KwarantaineRegel:
    """An envelope that waits for a person."""

    id: UUID
    kanaal: str
    account: str
    uitleg: str
    grootte: int
    ontvangen_op: datetime
    pogingen: int


@query(gegevens={G.CONTACTINHOUD}, voor="kwarantaine", naam="Kwarantaine bekeken", betrokkenen=lambda _: [])
def kwarantaine(ctx: Context, limit: int = 100) -> list[KwarantaineRegel]:
    """What waits in quarantine, newest first."""
    rows = Envelop.objects.filter(staat=EnvelopStaat.KWARANTAINE).defer("ruw").order_by("-ontvangen_op")[:limit]
    return [KwarantaineRegel(e.id, e.kanaal, e.account, e.uitleg, e.grootte, e.ontvangen_op, e.pogingen) for e in rows]


@query(gegevens={G.CONTACTINHOUD}, voor="kwarantaine", naam="Bericht in kwarantaine gelezen", betrokkenen=lambda _: [])
def kwarantaine_ruw(ctx: Context, envelop_id: UUID) -> RuweEnvelop | None:
    """The raw bytes of one envelope in quarantine."""
    e = Envelop.objects.filter(id=envelop_id, staat=EnvelopStaat.KWARANTAINE).first()
    return RuweEnvelop(e.id, e.kanaal, bytes(e.ruw), e.te_groot, e.vertrouwd) if e else None


@dataclass(frozen=True, slots=True)
class Kanaalregel:
    """How one way in or out is doing, with its cursor."""

    account: str
    kanaal: str
    stand: str
    uitleg: str
    laatst_ontvangen: datetime | None
    laatst_gezien: datetime | None
    uidvalidity: int
    laatste_uid: int


@catalogue
def kanaalstanden() -> list[Kanaalregel]:
    """All ways in and out."""
    return [
        Kanaalregel(
            k.account,
            k.kanaal,
            k.stand,
            k.uitleg,
            k.laatst_ontvangen,
            k.laatst_gezien,
            k.uidvalidity,
            k.laatste_uid,
        )
        for k in Kanaalstand.objects.order_by("account")
    ]


@dataclass(frozen=True, slots=True)
class Voorraad:
    """Counts for the health page."""

    wachtend: int
    kwarantaine: int
    oudste_wachtend: datetime | None


@query(gegevens={G.CONTACTINHOUD}, voor="intake", naam="Wachtende berichten geteld", betrokkenen=lambda _: [])
def voorraad(ctx: Context) -> Voorraad:
    """How much waits, for the health page."""
    counts = Envelop.objects.aggregate(
        wachtend=Count("id", filter=Q(staat=EnvelopStaat.NIEUW)),
        kwarantaine=Count("id", filter=Q(staat=EnvelopStaat.KWARANTAINE)),
    )
    oldest = Envelop.objects.filter(staat=EnvelopStaat.NIEUW, ontvangen_op__lt=timezone.now())
    first = oldest.order_by("ontvangen_op").values_list("ontvangen_op", flat=True).first()
    return Voorraad(counts["wachtend"], counts["kwarantaine"], first)
