"""Somebody new writes to us; an address turns out not to work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen import sleutels
from geholpen.domain.partijen.models import Adres, DigitaalAdres, Naam, Niveau, Partij, PartijOpzoek, SoortPartij
from geholpen.domain.partijen.policy import may_change_voorkeur, may_intake, may_register
from geholpen.domain.partijen.postadres import lines
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

#: Kinds of address that the standard knows; every other identity is `overig` there.
_STANDAARD = frozenset({"email", "telefoonnummer"})


@command(may=may_intake, gegevens={G.NAAM, G.CONTACTADRESSEN}, naam="U bent als nieuwe klant opgeschreven")
def register_onbekende(ctx: Context, partij_id: UUID, identiteiten: Sequence[tuple[str, str]], naam: str) -> None:
    """A stranger becomes a customer of kind onbekend, with the identities of the channel and the name they gave.

    `identiteiten`: (kind, value); the level of each is asserted.
    """
    _store_asserted(ctx, partij_id, identiteiten, naam)


def _store_asserted(ctx: Context, partij_id: UUID, identiteiten: Sequence[tuple[str, str]], naam: str) -> None:
    eigen = ctx.herkomst() | {"partij_id": partij_id}
    rijen: list[Model] = [Partij(soort_partij=SoortPartij.ONBEKEND, **eigen)]
    if naam:
        rijen.append(Naam(achternaam=naam[:200], **eigen))
    for soort, waarde in identiteiten:
        rijen += _identiteit(soort, waarde, Niveau.ASSERTED, eigen)
    prepared.insert(*rijen)


def _identiteit(soort: str, waarde: str, niveau: str, eigen: dict[str, Any]) -> tuple[DigitaalAdres, PartijOpzoek]:
    """The address and the key by which it is found."""
    andere = {} if soort in _STANDAARD else {"identiteitsoort": soort, "omschrijving": soort.partition("_")[0]}
    adres = DigitaalAdres(
        soort_digitaal_adres=soort if soort in _STANDAARD else "overig",
        adres=sleutels.normalise(soort, waarde)[:320],
        niveau=niveau,
        **andere,
        **eigen,
    )
    return adres, PartijOpzoek(sleutel=sleutels.digitaal(soort, waarde), partij_id=eigen["partij_id"])


@command(
    may=may_intake,
    gegevens={G.CONTACTADRESSEN},
    naam="WhatsApp of een andere berichtendienst gaf een nieuw nummer of adres van u door",
)
def add_identiteit(ctx: Context, partij_id: UUID, soort: str, waarde: str, niveau: str = Niveau.ASSERTED) -> bool:
    """Another identity of a customer we have. Returns whether it was new; a known one keeps its level."""
    if _mine(partij_id, soort, waarde).filter(los=False).exists():
        return False
    adres, opzoek = _identiteit(soort, waarde, niveau, ctx.herkomst() | {"partij_id": partij_id})
    prepared.insert(adres)
    PartijOpzoek.objects.bulk_create([opzoek], ignore_conflicts=True)
    return True


@command(may=may_intake, gegevens={G.CONTACTADRESSEN}, naam="Een adres van u bleek niet te werken")
def mark_onbestelbaar(ctx: Context, partij_id: UUID, soort: str, waarde: str) -> bool:
    """The other side said for good that nobody is reached at this address. Returns whether we had it."""
    mine = _mine(partij_id, soort, waarde).filter(onbestelbaar_sinds=None)
    return bool(mine.update(onbestelbaar_sinds=datetime.now(UTC)))


@command(may=may_intake, gegevens={G.CONTACTADRESSEN}, naam="Een adres van u bleek toch te werken")
def mark_bestelbaar(ctx: Context, partij_id: UUID, soort: str, waarde: str) -> bool:
    """Something arrived there after all. Returns whether it had been marked."""
    marked = _mine(partij_id, soort, waarde).exclude(onbestelbaar_sinds=None)
    return bool(marked.update(onbestelbaar_sinds=None))


@command(
    may=may_intake,
    gegevens={G.ADRES},
    leest={G.NAAM},
    voor="intake",
    naam="Een brief aan u kwam terug: op uw adres niet te bezorgen",
)
def mark_post_onbestelbaar(ctx: Context, partij_id: UUID, soort: str, waarde: str) -> bool:
    """A letter came back from this address. Returns whether we still have it: who moved is reached again."""
    del soort
    mine = Adres.objects.filter(partij_id=partij_id, onbestelbaar_sinds=None)[:20]
    ids = [a.id for a in mine if waarde.endswith(lines("", a) or waarde + " ")]
    rows = Adres.objects.filter(partij_id=partij_id, id__in=ids)
    return bool(rows.update(onbestelbaar_sinds=datetime.now(UTC)))


@command(may=may_intake, gegevens={G.CONTACTADRESSEN}, naam="U wilt hier geen ongevraagde berichten (meer)")
def set_afmelding(ctx: Context, partij_id: UUID, soort: str, waarde: str, *, weer: bool) -> bool:
    """No messages there that were not asked for; `weer`: they are welcome again. Returns whether we had the address."""
    return bool(_mine(partij_id, soort, waarde).update(afgemeld_op=None if weer else datetime.now(UTC)))


@command(may=may_change_voorkeur, gegevens={G.CONTACTADRESSEN}, naam="U veranderde waar u ongevraagd bericht wilt")
def change_afmelding(ctx: Context, partij_id: UUID, soort: str, waarde: str, *, weer: bool) -> None:
    """The customer says where messages that were not asked for are welcome. Raises Invalid for an address of others.

    An employee may only do what the customer asks for: it is the same choice.
    """
    if not _mine(partij_id, soort, waarde).update(afgemeld_op=None if weer else datetime.now(UTC)):
        raise Invalid("adres", "Dit adres kennen wij niet van u.")


def _mine(partij_id: UUID, soort: str, waarde: str) -> QuerySet[DigitaalAdres]:
    mine = DigitaalAdres.objects.filter(partij_id=partij_id, adres=sleutels.normalise(soort, waarde))
    return mine.filter(Q(soort_digitaal_adres=soort) | Q(identiteitsoort=soort))


@command(
    may=may_register,
    voor="contactgegevens",
    gegevens={G.NAAM, G.CONTACTADRESSEN},
    naam="U bent als nieuwe klant opgeschreven",
)
def register_beller(ctx: Context, partij_id: UUID, naam: str, telefoonnummer: str) -> None:
    """Somebody on the line or at the counter whom we do not know: name and number as they gave them (asserted).

    Raises Invalid without a name, or with something that is no telephone number.
    """
    if not naam.strip():
        raise Invalid("naam", "Schrijf op hoe de klant heet.")
    nummer = sleutels.normalise_telefoon(telefoonnummer) if telefoonnummer.strip() else ""
    if telefoonnummer.strip() and not nummer:
        raise Invalid("telefoon", "Dit is geen telefoonnummer. Controleer de cijfers.")
    _store_asserted(ctx, partij_id, [("telefoonnummer", nummer)] if nummer else [], naam.strip())
