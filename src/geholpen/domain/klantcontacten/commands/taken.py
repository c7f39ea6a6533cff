"""Promises to the customer: made, attempted, kept. A failed attempt stays visible; a promise cannot vanish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten import taakgegevens
from geholpen.domain.klantcontacten.commands.registreren import register_klantcontact
from geholpen.domain.klantcontacten.events import InterneTaakChanged
from geholpen.domain.klantcontacten.models import (
    InterneTaak,
    InterneTaakInhoud,
    Klantcontact,
    Klantvraag,
    TaakPoging,
    TaakResultaat,
    TaakStatus,
)
from geholpen.domain.klantcontacten.opschrijven import NieuwKlantcontact, locked
from geholpen.domain.klantcontacten.policy import may_decide
from geholpen.domain.organisatie.queries import afdelingen, medewerker
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid

GEEN_COLLEGA = "Kies een collega uit de lijst."
#: So long is a telephone number as people write it, at most.
MAX_NUMMER = 40


@dataclass(frozen=True, slots=True)
class NieuweTaak:
    """What was promised, by whom and before when. `soort` is terugbellen or antwoord."""

    soort: str
    gevraagde_handeling: str
    afdeling_code: str
    uiterlijk_op: date
    klantcontact_id: UUID
    medewerker_id: UUID | None = None
    telefoonnummer: str = ""


@dataclass(frozen=True, slots=True)
class Belofte:
    """What an employee promises, before it hangs on a contact moment."""

    soort: str
    tekst: str
    afdeling_code: str
    uiterlijk_op: date
    medewerker_id: UUID | None = None
    telefoonnummer: str = ""

    def taak(self, klantcontact_id: UUID) -> NieuweTaak:
        """The promise as it was made in this contact moment."""
        return NieuweTaak(
            self.soort,
            self.tekst,
            self.afdeling_code,
            self.uiterlijk_op,
            klantcontact_id,
            self.medewerker_id,
            self.telefoonnummer,
        )


@command(may=may_decide, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Wij hebben u iets beloofd")
def promise(ctx: Context, partij_id: UUID, klantvraag_id: UUID, belofte: Belofte) -> UUID:
    """Make a promise about a running klantvraag; it hangs on the latest contact moment. Errors as below."""
    rows = Klantcontact.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id)
    contact_id = rows.order_by("-plaatsgevonden_op", "-id").values_list("id", flat=True).first()
    if contact_id is None:
        raise Invalid("klantvraag", "Deze vraag bestaat niet of hoort bij een ander doel.")
    return assign_interne_taak(ctx, partij_id, klantvraag_id, belofte.taak(contact_id))


@command(may=may_decide, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Onze belofte aan u is veranderd")
def renew_promise(ctx: Context, partij_id: UUID, klantvraag_id: UUID, begin: str, belofte: Belofte) -> UUID | None:
    """The open promise of this kind that begins with the words `begin` becomes this one: another number, another day.

    Returns it; None when there is none. Errors as for a new one.
    """
    _check(belofte.taak(klantvraag_id))
    rows = InterneTaak.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, soort=belofte.soort)
    open_ = {t.id: t for t in rows.select_for_update().filter(status=TaakStatus.TE_VERWERKEN)}
    said = InterneTaakInhoud.objects.filter(partij_id=partij_id, id__in=open_, gevraagde_handeling__startswith=begin)
    inhoud = said.order_by("-id").first()
    if inhoud is None:
        return None
    InterneTaakInhoud.objects.filter(partij_id=partij_id, id=inhoud.id).update(
        gevraagde_handeling=belofte.tekst, telefoonnummer=belofte.telefoonnummer
    )
    InterneTaak.objects.filter(partij_id=partij_id, id=inhoud.id).update(uiterlijk_op=belofte.uiterlijk_op)
    taak = open_[inhoud.id]
    _publish(ctx, taak, _onderwerp_code(taak), "veranderd")
    return taak.id


@command(may=may_decide, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Wij hebben u iets beloofd")
def assign_interne_taak(ctx: Context, partij_id: UUID, klantvraag_id: UUID, nieuw: NieuweTaak) -> UUID:
    """Make a promise. Raises Invalid when it says nothing, has no department or is due in the past."""
    _check(nieuw)
    vraag = locked(partij_id, klantvraag_id)
    eigen = {"partij_id": partij_id, **ctx.herkomst(onderwerp(vraag.onderwerp_code).activiteit)}
    taak = InterneTaak.objects.create(
        klantvraag_id=klantvraag_id,
        klantcontact_id=nieuw.klantcontact_id,
        soort=nieuw.soort,
        afdeling_code=nieuw.afdeling_code,
        medewerker_id=nieuw.medewerker_id,
        uiterlijk_op=nieuw.uiterlijk_op,
        **eigen,
    )
    InterneTaakInhoud.objects.create(
        id=taak.id,
        klantvraag_id=klantvraag_id,
        gevraagde_handeling=nieuw.gevraagde_handeling.strip(),
        telefoonnummer=nieuw.telefoonnummer,
        **eigen,
    )
    prepared.insert(*taakgegevens.given_to(taak, [taakgegevens.own_actor(taak)], eigen))
    _publish(ctx, taak, vraag.onderwerp_code, "toegewezen")
    return taak.id


def _check(nieuw: NieuweTaak) -> None:
    if nieuw.soort not in {"terugbellen", "antwoord"}:
        raise Invalid("soort", "Kies wat u belooft: terugbellen of antwoord geven.")
    if not nieuw.gevraagde_handeling.strip():
        raise Invalid("gevraagde_handeling", "Schrijf op wat u de klant belooft.")
    if nieuw.afdeling_code not in afdelingen():
        raise Invalid("afdeling_code", "Kies de afdeling die de belofte nakomt.")
    if nieuw.medewerker_id is not None and medewerker(nieuw.medewerker_id) is None:
        raise Invalid("medewerker_id", GEEN_COLLEGA)
    if len(nieuw.telefoonnummer) > MAX_NUMMER:
        raise Invalid(
            "telefoonnummer", "Schrijf hier alleen het nummer. Wat erbij hoort, schrijft u bij wat u belooft."
        )
    if nieuw.uiterlijk_op < timezone.localdate():
        raise Invalid("uiterlijk_op", "Kies een dag die nog komt.")


@command(may=may_decide, gegevens={G.CONTACTHISTORIE}, naam="Wij hebben geprobeerd u te bereiken")
def register_poging(ctx: Context, partij_id: UUID, taak_id: UUID) -> None:
    """An attempt that did not reach the customer. The promise stays open."""
    taak = _open_taak(partij_id, taak_id)
    TaakPoging.objects.create(
        partij_id=partij_id,
        klantvraag_id=taak.klantvraag_id,
        taak_id=taak_id,
        medewerker_id=ctx.actor.person,
        bereikt=False,
        **_label(ctx, taak),
    )
    _contact(ctx, taak, "Wij belden u, maar u nam niet op.", gelukt=False)
    _publish(ctx, taak, _onderwerp_code(taak), "poging")


@command(may=may_decide, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, naam="Wij zijn onze belofte nagekomen")
def complete_interne_taak(ctx: Context, partij_id: UUID, taak_id: UUID, resultaat: str, antwoord: str) -> None:
    """Close a promise truthfully: reached (with what was said), answered in writing, or given up as not reached."""
    if resultaat not in TaakResultaat.values:
        raise Invalid("resultaat", "Kies of u de klant heeft bereikt.")
    if resultaat != TaakResultaat.NIET_BEREIKT and not antwoord.strip():
        raise Invalid("antwoord", "Schrijf op wat u met de klant heeft besproken.")
    taak = _open_taak(partij_id, taak_id)
    InterneTaak.objects.filter(partij_id=partij_id, id=taak_id).update(
        status=TaakStatus.VERWERKT,
        resultaat=resultaat,
        afgehandeld_op=timezone.now(),
        afgehandeld_door=ctx.actor.id,
    )
    InterneTaakInhoud.objects.filter(partij_id=partij_id, id=taak_id).update(antwoord=antwoord.strip())
    bereikt = resultaat == TaakResultaat.BEREIKT
    if bereikt:
        TaakPoging.objects.create(
            partij_id=partij_id,
            klantvraag_id=taak.klantvraag_id,
            taak_id=taak_id,
            medewerker_id=ctx.actor.person,
            bereikt=True,
            **_label(ctx, taak),
        )
    if resultaat != TaakResultaat.BEANTWOORD:
        _contact(ctx, taak, antwoord.strip() or "Wij konden u niet bereiken.", gelukt=bereikt)
    _publish(ctx, taak, _onderwerp_code(taak), "afgehandeld")


def _publish(ctx: Context, taak: InterneTaak, onderwerp_code: str, wat: str) -> None:
    gevoelig = onderwerp(onderwerp_code).gevoelig
    ctx.publish(InterneTaakChanged(taak.partij_id, taak.klantvraag_id, taak.id, taak.afdeling_code, gevoelig, wat))


def _onderwerp_code(taak: InterneTaak) -> str:
    return Klantvraag.objects.get(partij_id=taak.partij_id, id=taak.klantvraag_id).onderwerp_code


def _open_taak(partij_id: UUID, taak_id: UUID) -> InterneTaak:
    taak = (
        InterneTaak.objects.select_for_update()
        .filter(partij_id=partij_id, id=taak_id, status=TaakStatus.TE_VERWERKEN)
        .first()
    )
    if taak is None:
        raise Invalid("taak", "Deze belofte is al nagekomen. Ververs de pagina.")
    return taak


def _label(ctx: Context, taak: InterneTaak) -> dict[str, object]:
    return ctx.herkomst(taak.verkregen_voor)


def _contact(ctx: Context, taak: InterneTaak, inhoud: str, *, gelukt: bool) -> None:
    register_klantcontact(
        ctx,
        taak.partij_id,
        taak.klantvraag_id,
        NieuwKlantcontact(kanaal="telefoon", initiatief="organisatie", inhoud=inhoud, gelukt=gelukt),
    )
