"""Take in: store raw before anything else, once; what cannot be read goes to quarantine and can be replayed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from psycopg.types.json import Jsonb

from geholpen.domain.berichten.events import EnvelopQuarantined
from geholpen.domain.berichten.models import Envelop, EnvelopStaat, Kanaalstand
from geholpen.domain.berichten.policy import may_intake, may_judge
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform import prepared, tasks
from geholpen.platform.context import Context, system
from geholpen.platform.doors import body, command
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7

#: After this many crashes of our own code an envelope goes to quarantine.
MAX_POGINGEN = 3
#: An envelope that was begun this often without an end (it kills the worker, it takes for ever) goes there unread.
MAX_BEGONNEN = 6

_STORE = """INSERT INTO envelop (id, kanaal, account, sleutel, ruw, ontvangers, vertrouwd, te_groot, grootte, staat,
                uitleg, pogingen)
            VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, 'nieuw', '', 0) ON CONFLICT DO NOTHING RETURNING id"""
_KNOWN = "SELECT id FROM envelop WHERE account = %s AND sleutel = %s"
_BEGIN = """UPDATE envelop SET pogingen = pogingen + 1 WHERE id = %s AND staat = 'nieuw'
            RETURNING kanaal, ruw, ontvangers, te_groot, vertrouwd, pogingen"""


@dataclass(frozen=True, slots=True)
class RuwBericht:
    """What a channel handed over.

    `ontvangers` as the envelope names them; `te_groot`: only the headers are here; `vertrouwd`: it came from our own
    server, so what that says about the sender may be believed.
    """

    kanaal: str
    account: str
    ruw: bytes
    ontvangers: tuple[str, ...] = ()
    te_groot: bool = False
    vertrouwd: bool = False
    sleutel: str = ""  # by which a second delivery is recognised; "" for the hash of the raw bytes
    langzaam: bool = False  # reading takes long: one after another, beside the others


@command(may=may_intake, gegevens={G.CONTACTINHOUD}, voor="intake", naam="Bericht ontvangen", betrokkenen=lambda _: [])
def store_envelop(ctx: Context, ruw: RuwBericht) -> tuple[UUID, bool]:
    """Store one raw message and plan its processing. Returns its id and whether it was new.

    Delivering the same bytes again on the same account changes nothing. When this returns and the transaction
    commits, the message is safe and the sender may be told so.
    """
    sleutel = ruw.sleutel or hashlib.sha256(ruw.ruw).hexdigest()
    values = [ruw.kanaal, ruw.account, sleutel, ruw.ruw, Jsonb(list(ruw.ontvangers)), ruw.vertrouwd, ruw.te_groot]
    made = prepared.fetch(_STORE, [uuid7(), *values, len(ruw.ruw)])
    if not made:
        [(known,)] = prepared.fetch(_KNOWN, [ruw.account, sleutel])
        return known, False
    envelop_id: UUID = made[0][0]
    queue, lock = (tasks.UITGAAND, f"lees-{ruw.kanaal}") if ruw.langzaam else ("default", None)
    tasks.defer("verwerk_envelop", system(ruw.kanaal), queue=queue, lock=lock, envelop_id=str(envelop_id))
    return envelop_id, True


@command(may=may_intake, gegevens={G.CONTACTINHOUD}, voor="intake", naam="Bericht verdeeld", betrokkenen=lambda _: [])
def split_envelop(ctx: Context, envelop_id: UUID, delen: Sequence[bytes]) -> int:
    """Give each message of one call an envelope of its own, so that one that cannot be read stops no other.

    The call itself stays as it came. Returns how many were new.
    """
    ouder = Envelop.objects.select_for_update().filter(id=envelop_id, staat=EnvelopStaat.NIEUW).first()
    if ouder is None:
        return 0
    nieuw = 0
    for deel in delen:
        ruw = RuwBericht(ouder.kanaal, ouder.account, deel, vertrouwd=ouder.vertrouwd)
        deel_id, was_new = body(store_envelop)(ctx, ruw)
        if was_new:
            Envelop.objects.filter(id=deel_id).update(ouder_id=envelop_id)
            nieuw += 1
    Envelop.objects.filter(id=envelop_id).update(staat=EnvelopStaat.GESPLITST, uitleg="", verwerkt_op=timezone.now())
    return nieuw


@command(
    may=may_intake, gegevens={G.CONTACTINHOUD}, voor="intake", naam="Bericht apart gezet", betrokkenen=lambda _: []
)
def quarantine_envelop(ctx: Context, envelop_id: UUID, uitleg: str) -> None:
    """Set an envelope apart for a person to look at. The raw bytes stay as they are."""
    changed = Envelop.objects.filter(id=envelop_id, staat=EnvelopStaat.NIEUW).update(
        staat=EnvelopStaat.KWARANTAINE, uitleg=uitleg, verwerkt_op=timezone.now()
    )
    if changed:
        ctx.publish(EnvelopQuarantined(envelop_id))


@dataclass(frozen=True, slots=True)
class TeVerwerken:
    """A raw envelope that is being processed. `pogingen`: how often that was begun, this time included."""

    kanaal: str
    ruw: bytes
    ontvangers: tuple[str, ...]
    te_groot: bool
    vertrouwd: bool
    pogingen: int


@command(
    may=may_intake,
    gegevens={G.CONTACTINHOUD},
    voor="intake",
    naam="Bericht gelezen om het in te delen",
    betrokkenen=lambda _: [],
)
def begin_envelop(ctx: Context, envelop_id: UUID) -> TeVerwerken | None:
    """Take a raw envelope to process, or None when that was done. Counted and committed before anybody reads it.

    A mail that takes the worker down with it cannot be counted afterwards.
    """
    for kanaal, ruw, ontvangers, *rest in prepared.fetch(_BEGIN, [envelop_id]):
        return TeVerwerken(kanaal, bytes(ruw), tuple(json.loads(ontvangers)), *rest)
    return None


@command(may=may_intake, gegevens={G.CONTACTINHOUD}, voor="intake", naam="Verwerken mislukt", betrokkenen=lambda _: [])
def fail_envelop(ctx: Context, envelop_id: UUID, fout: str) -> None:
    """Keep why the last attempt failed, for whoever looks while it waits for the next."""
    Envelop.objects.filter(id=envelop_id, staat=EnvelopStaat.NIEUW).update(uitleg=fout)


@command(
    may=may_judge,
    gegevens={G.CONTACTINHOUD},
    voor="kwarantaine",
    naam="Bericht opnieuw aangeboden",
    betrokkenen=lambda _: [],
)
def replay_envelop(ctx: Context, envelop_id: UUID) -> None:
    """Offer an envelope from the quarantine again, after the cause was mended."""
    changed = Envelop.objects.filter(id=envelop_id, staat=EnvelopStaat.KWARANTAINE).update(
        staat=EnvelopStaat.NIEUW, pogingen=0, uitleg=""
    )
    if not changed:
        raise Invalid("envelop", "Dit bericht staat niet meer in quarantaine.")
    tasks.defer("verwerk_envelop", system("email"), envelop_id=str(envelop_id))


@command(may=may_intake, gegevens=(), voor="intake", naam="Stand van een kanaal", betrokkenen=lambda _: [])
def record_kanaalstand(ctx: Context, account: str, kanaal: str, **values: object) -> None:
    """Keep how a way in or out is doing: cursor, state (goed, let_op, storing), moments."""
    values["laatst_gezien"] = timezone.now()
    if not Kanaalstand.objects.filter(account=account).update(**values):
        Kanaalstand.objects.create(account=account, kanaal=kanaal, **values)
