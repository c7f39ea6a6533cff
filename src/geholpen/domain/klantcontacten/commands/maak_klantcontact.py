"""maak-klantcontact: a contact, who took part and what it was about, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten import models as m
from geholpen.domain.klantcontacten.commands import register_hot
from geholpen.domain.klantcontacten.opschrijven import last_contact, publish
from geholpen.domain.klantcontacten.policy import may_connect
from geholpen.domain.klantcontacten.register import (
    Plek,
    betrokkene_rows,
    check_bekend,
    check_gelukt,
    contact_rows,
    document_of,
    new_vraag,
    vraag_rows,
)
from geholpen.domain.klantcontacten.standaard import check_nummer, identificator
from geholpen.domain.partijen.onbekende import nobody
from geholpen.platform import events, prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, every
from geholpen.platform.hot import Cold, Hot
from geholpen.platform.models import uuid7

KLANTVRAAG = {"code_objecttype": "klantvraag", "code_register": "geholpen", "code_soort_object_id": "kenmerk"}
#: What can be made, and the resource that shows it.
DELEN = {"klantcontact": "klantcontacten", "betrokkene": "betrokkenen", "onderwerpobject": "onderwerpobjecten"}


@dataclass(frozen=True, slots=True)
class Gemaakt:
    """What was made, by its name in DELEN: its id and how the interface shows it; and whom it concerned."""

    ids: Mapping[str, UUID]
    documenten: Mapping[str, bytes]
    partijen: frozenset[UUID]


@dataclass(slots=True)
class _Werk:
    """Rows that are going to be written, and the keys of what was made."""

    rijen: list[Model]
    ids: dict[str, UUID]


def _values(ctx: Context, gegevens: Mapping[str, Any], basis: str) -> tuple[Any, ...]:
    """The hot way is for a contact with a question of its own that points at no other contact."""
    contact, over = gegevens["klantcontact"], gegevens.get("onderwerpobject") or {}
    if over.get("was_klantcontact") or _about_question(over) is not None:
        raise Cold
    check_gelukt(contact)
    klant = (gegevens.get("betrokkene") or {}).get("was_partij")
    vraag, werk = _begin(ctx, klant, contact, register_hot.kenmerk())
    _add(ctx, werk, vraag, gegevens, loopt=None)
    publish(ctx, vraag, "gestart")
    return prepared.as_json(*werk.rijen, *events.rows(ctx.grant.gebeurtenissen)), basis, klant


def _result(ctx: Context, rijen: register_hot.Rijen, *args: object) -> Gemaakt:
    ids = {soort.decode(): UUID(bytes=id) for soort, id, _partij, _document in rijen}
    documenten = {soort.decode(): document for soort, _id, _partij, document in rijen}
    return Gemaakt(ids, documenten, frozenset({UUID(bytes=rijen[0][2])}))


@command(
    may=may_connect,
    gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD, G.NAAM, G.ADRES},
    naam="Een applicatie legde contact met u vast",
    betrokkenen=lambda gemaakt: gemaakt.partijen,
    hot=Hot("schrijf_volledig_contact(jsonb, text, uuid)", _values, _result, rijen=True),
)
def register_volledig_contact(ctx: Context, gegevens: Mapping[str, Any], basis: str) -> Gemaakt:
    """Record a contact with who took part and what it was about, under the customer who is named. Raises Invalid."""
    contact, over = gegevens["klantcontact"], gegevens.get("onderwerpobject")
    check_gelukt(contact)
    check_nummer("klantcontact", "klantcontact", None, contact)
    klant = (gegevens.get("betrokkene") or {}).get("was_partij")
    every(lambda: check_bekend("betrokkene.wasPartij", klant), lambda: _check_was(over))
    loopt = _running(klant, over)
    vraag, werk = (loopt, _Werk([], {})) if loopt else _begin(ctx, klant, contact)
    _add(ctx, werk, vraag, gegevens, loopt=loopt)
    if loopt:
        plek = Plek(vraag.partij_id, vraag.id, vraag.verkregen_voor)
        werk.rijen += _wissel(ctx, plek, werk.ids["klantcontact"], contact["kanaal"], last_contact(vraag))
    prepared.insert(*werk.rijen)
    publish(ctx, vraag, "contact" if loopt else "gestart")
    documenten = {soort: document_of(DELEN[soort], id, basis) for soort, id in werk.ids.items()}
    return Gemaakt(werk.ids, documenten, frozenset({vraag.partij_id}))


def _begin(
    ctx: Context, klant: UUID | None, contact: Mapping[str, Any], kenmerk: str = ""
) -> tuple[m.Klantvraag, _Werk]:
    """A question of its own, of this customer or of one nobody knows yet."""
    niemand = [] if klant else [nobody(ctx)]
    vraag = new_vraag(ctx, klant or niemand[0].partij_id, contact, kenmerk)
    return vraag, _Werk([*niemand, *vraag_rows(vraag)], {})


def _add(
    ctx: Context, werk: _Werk, vraag: m.Klantvraag, gegevens: Mapping[str, Any], *, loopt: m.Klantvraag | None
) -> None:
    """The contact and, where given, who took part and what it was about."""
    plek = Plek(vraag.partij_id, vraag.id, vraag.verkregen_voor)
    wie, over = gegevens.get("betrokkene"), gegevens.get("onderwerpobject")
    contact_id, rijen = contact_rows(ctx, plek, gegevens["klantcontact"])
    werk.ids["klantcontact"], werk.rijen = contact_id, werk.rijen + rijen
    if wie is not None:
        werk.ids["betrokkene"], rijen = betrokkene_rows(ctx, plek, contact_id, wie)
        werk.rijen += rijen
    if over is not None:
        werk.ids["onderwerpobject"], rijen = _object_rows(ctx, plek, contact_id, over, loopt)
        werk.rijen += rijen


def _check_was(over: Mapping[str, Any] | None) -> None:
    """Raises Invalid when the earlier contact that it was about is not there."""
    was = (over or {}).get("was_klantcontact")
    if was and not m.Klantcontact.objects.filter(id=was).exists():
        raise Invalid("onderwerpobject.wasKlantcontact.uuid", "Klantcontact object bestaat niet.")


def _about_question(over: Mapping[str, Any]) -> str | None:
    """The reference of the klantvraag of ours that this object is, if any."""
    ident = over.get("onderwerpobjectidentificator") or {}
    ours = all(ident.get(naam) == waarde for naam, waarde in KLANTVRAAG.items())
    return ident.get("object_id", "") if ours else None


def _running(partij_id: UUID | None, over: Mapping[str, Any] | None) -> m.Klantvraag | None:
    """The klantvraag of this customer that the contact says it is about."""
    kenmerk = _about_question(over or {})
    if kenmerk is None or partij_id is None:
        return None
    return m.Klantvraag.objects.select_for_update().filter(partij_id=partij_id, kenmerk=kenmerk).first()


def _object_rows(
    ctx: Context, plek: Plek, contact_id: UUID, over: Mapping[str, Any], loopt: m.Klantvraag | None
) -> tuple[UUID, list[Model]]:
    """What the contact was about. That it is of a klantvraag of ours every contact of it shows by itself."""
    if loopt is not None and loopt.herkomst != "api":
        return contact_id, []
    rij = prepared.row(
        m.Onderwerpobject,
        id=uuid7(),
        klantcontact_id=contact_id,
        was_klantcontact_id=over.get("was_klantcontact"),
        **identificator(over.get("onderwerpobjectidentificator")),
        **plek.eigen(ctx),
    )
    return rij.id, [rij]


def _wissel(ctx: Context, plek: Plek, contact_id: UUID, kanaal: str, vorig: m.Klantcontact | None) -> list[Model]:
    if vorig is None or vorig.kanaal == kanaal:
        return []
    keys = {"van_klantcontact_id": vorig.id, "naar_klantcontact_id": contact_id}
    return [m.Kanaalwissel(initiatief="klant", **keys, **plek.eigen(ctx))]
