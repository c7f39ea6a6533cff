"""What a request does to questions that still run: which lose their text or need the address that would go, and which
stand still."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import nummers
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.queries import VraagRegel, open_vragen
from geholpen.domain.partijen.queries import bereik_zonder, zelfde_contactadressen
from geholpen.domain.rechten.begrenzen import ALTIJD
from geholpen.domain.rechten.models import Grens, Rechtenverzoek, RechtenverzoekInhoud, Soort
from geholpen.domain.rechten.stil import GELEZEN, stilstand_van
from geholpen.platform.context import Actor, ActorSoort, Context
from geholpen.platform.doors import query
from geholpen.platform.errors import Invalid

#: When one of these is erased, questions lose what was asked and said, or what was sent along.
TEKST = frozenset({G.CONTACTHISTORIE, G.CONTACTINHOUD, G.DOCUMENTEN})
#: Categories of which one row can be erased by itself.
PER_RIJ = frozenset({int(G.CONTACTADRESSEN)})
#: Why an erasure waits: a question that runs is answered at the address.
OPEN_VRAAG = "open_vraag"
#: The same: with the BSN goes the login, and behind the login is the decision. So long it can still be read.
INLOG = "inlog"
LEZEN = timedelta(days=14)
#: At which kind of address a question is answered, by the channel it came over last.
_ANTWOORD_OP = {"email": "email", "sms": "telefoonnummer", "telefoon": "telefoonnummer", "whatsapp": "whatsapp"}


@dataclass(frozen=True, slots=True)
class LopendeVraag:
    """An open question of any purpose: its reference and days; not what it is about.

    `afdeling`: which department can look at it; "" where that would say what a sensitive question is about.
    """

    klantvraag_id: UUID
    kenmerk: str
    gestart_op: datetime
    uiterlijk_op: date
    afdeling: str


@dataclass(frozen=True, slots=True)
class Gevolgen:
    """Of the customer's other questions that are open: which lose their text, and which are answered at an address that
    would go, alone or with all of its kind. `laatste`: no mail address or number is left after it."""

    verliest: tuple[LopendeVraag, ...] = ()
    nodig: tuple[LopendeVraag, ...] = ()
    laatste: bool = False


@query(gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Nagegaan wat wissen doet met uw open vragen")
def gevolgen_van_wissen(ctx: Context, partij_id: UUID, verzoek_id: UUID) -> Gevolgen:
    """Before somebody decides. References and days, not what was said. Raises Invalid when the request is not there."""
    row, inhoud = _asked(partij_id, verzoek_id)
    return consequences(ctx, row, inhoud.gevraagd, frozenset(row.onderdelen))


def _asked(partij_id: UUID, verzoek_id: UUID) -> tuple[Rechtenverzoek, RechtenverzoekInhoud]:
    row = Rechtenverzoek.objects.filter(partij_id=partij_id, id=verzoek_id).first()
    inhoud = RechtenverzoekInhoud.objects.filter(partij_id=partij_id, id=verzoek_id).first()
    if row is None or inhoud is None:
        raise Invalid("verzoek", "Dit verzoek bestaat niet of hoort bij een ander doel.")
    return row, inhoud


@query(
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD, G.TOESTEMMINGEN},
    naam="Nagegaan welke open vragen door uw verzoek stilstaan",
)
def stil_door(ctx: Context, partij_id: UUID, verzoek_id: UUID) -> tuple[LopendeVraag, ...]:
    """Open questions that nobody reads because of this objection, or once this restriction is granted; none for others.

    References and days, not what was said. Raises Invalid when the request is not there.
    """
    row, _inhoud = _asked(partij_id, verzoek_id)
    if row.soort == Soort.BEPERKING and GELEZEN & set(row.onderdelen):
        vrij = {nummer for nummer, code in nummers().items() if code in ALTIJD}
        return _open(ctx, partij_id, lambda activiteit: activiteit not in vrij)
    if row.soort == Soort.BEZWAAR:
        geldt = Grens.objects.filter(partij_id=partij_id, verzoek_id=verzoek_id, opgeheven_op=None)
        doelen = frozenset(geldt.values_list("activiteit", flat=True))
        return _open(ctx, partij_id, doelen.__contains__)
    return ()


def _open(ctx: Context, partij_id: UUID, stopped: Callable[[int], bool]) -> tuple[LopendeVraag, ...]:
    """The customer's open questions under purposes that are stopped."""
    vragen = open_vragen(as_system(ctx).over({partij_id}), partij_id)
    return brief(v for v in vragen if stopped(onderwerp(v.onderwerp_code).activiteit))


def consequences(ctx: Context, row: Rechtenverzoek, gevraagd: Mapping[str, Any], soorten: frozenset[int]) -> Gevolgen:
    """The same inside a door, for the categories that are granted."""
    adressen = (single_addresses(gevraagd) or None) if G.CONTACTADRESSEN in soorten else ()
    if row.soort != Soort.VERWIJDERING or not (soorten & TEKST or adressen != ()):
        return Gevolgen()
    eigen = as_system(ctx).over({row.partij_id})
    verzoeken = set(Rechtenverzoek.objects.filter(partij_id=row.partij_id).values_list("klantvraag_id", flat=True))
    vragen = tuple(v for v in open_vragen(eigen, row.partij_id) if v.klantvraag_id not in verzoeken)
    nodig, laatste = _needed(eigen, row.partij_id, adressen, vragen)
    return Gevolgen(brief(vragen if soorten & TEKST else ()), brief(nodig), laatste)


def brief(vragen: Iterable[VraagRegel]) -> tuple[LopendeVraag, ...]:
    """Without what they are about; of a sensitive subject without the department too."""
    return tuple(
        LopendeVraag(
            v.klantvraag_id,
            v.kenmerk,
            v.gestart_op,
            v.uiterlijk_op,
            "" if onderwerp(v.onderwerp_code).gevoelig else v.afdeling_code,
        )
        for v in vragen
    )


@query(
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD},
    voor="rechten_uitvoeren",
    naam="Opgezocht welk adres of nummer u liet wissen",
)
def te_wissen_adressen(
    ctx: Context, partij_id: UUID, verzoek_id: UUID, soorten: frozenset[int]
) -> frozenset[UUID] | None:
    """Keys of the single addresses that were granted to go, with every row that says the same; empty: whole categories.

    None while a question that runs is answered there.
    """
    row = Rechtenverzoek.objects.get(partij_id=partij_id, id=verzoek_id)
    gevraagd = RechtenverzoekInhoud.objects.get(partij_id=partij_id, id=verzoek_id).gevraagd
    gekozen = single_addresses(gevraagd) if G.CONTACTADRESSEN in soorten else ()
    if consequences(ctx, row, gevraagd, soorten).nodig:
        return None
    return zelfde_contactadressen(ctx, partij_id, gekozen) if gekozen else frozenset()


def login_until(besloten_op: datetime | None, soorten: Collection[int]) -> datetime | None:
    """Until when the BSN stays after a decision that erases it; None when it is not erased."""
    return besloten_op + LEZEN if besloten_op and G.BSN in soorten else None


def single_addresses(gevraagd: Mapping[str, Any]) -> tuple[UUID, ...]:
    """Keys of the single addresses and numbers that a request to erase is about."""
    return tuple(UUID(r["doel"]) for r in gevraagd.get("rijen", ()) if r["soort"] == G.CONTACTADRESSEN)


def _needed(
    ctx: Context, partij_id: UUID, adressen: Collection[UUID] | None, vragen: tuple[VraagRegel, ...]
) -> tuple[tuple[VraagRegel, ...], bool]:
    """Which questions are answered at an address that would go, and whether it is the last. `adressen` None: all go."""
    if adressen is not None and not adressen:
        return (), False
    zonder, vragen = bereik_zonder(ctx, partij_id, adressen), _answered(partij_id, vragen)
    nodig = (v for v in vragen if zonder.laatste or _ANTWOORD_OP.get(v.laatste_kanaal) in zonder.wegvallend)
    return tuple(nodig), zonder.laatste


def _answered(partij_id: UUID, vragen: tuple[VraagRegel, ...]) -> tuple[VraagRegel, ...]:
    """Without what stands still: a question that nobody may read is never answered, and would hold it for good."""
    onder = {v.klantvraag_id: onderwerp(v.onderwerp_code).activiteit for v in vragen}
    dicht = stilstand_van(partij_id, set(onder.values()))
    return tuple(v for v in vragen if onder[v.klantvraag_id] not in dicht)


def as_system(ctx: Context) -> Context:
    """The system looks up questions of other purposes, in which who decides reads nothing, and sends notices."""
    return replace(ctx, actor=Actor(ActorSoort.SYSTEEM, rollen=frozenset({"systeem"})), aanleiding=None)
