"""Work on a klantvraag: take it, change its subject, write a note, close it, open it again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.ports import schild
from geholpen.domain.doelbinding.queries import mag_werken
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.events import KlantvraagChanged
from geholpen.domain.klantcontacten.models import InterneNotitie, InterneTaak, Klantvraag, Status, TaakStatus, Uitkomst
from geholpen.domain.klantcontacten.opschrijven import first_afdeling, keep_for_own_purpose, locked, nothing_newer
from geholpen.domain.klantcontacten.policy import may_decide
from geholpen.domain.klantcontacten.postvak.noemen import mention
from geholpen.domain.klantcontacten.queries_verdelen import afdelingen_voor
from geholpen.domain.organisatie.queries import medewerker
from geholpen.platform.context import Actor, ActorSoort, Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid, Refused


def _update(ctx: Context, vraag: Klantvraag, wat: str, **values: object) -> None:
    Klantvraag.objects.filter(partij_id=vraag.partij_id, id=vraag.id).update(**values)
    gevoelig = onderwerp(vraag.onderwerp_code).gevoelig
    afdeling = str(values.get("afdeling_code", vraag.afdeling_code))
    ctx.publish(KlantvraagChanged(vraag.partij_id, vraag.id, afdeling, gevoelig, wat))


@command(may=may_decide, gegevens={G.CONTACTHISTORIE}, naam="Een medewerker heeft uw vraag opgepakt")
def assign_klantvraag(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> None:
    """The acting employee takes the klantvraag. Taking what a colleague has is possible and shows in the history."""
    vraag = locked(partij_id, klantvraag_id)
    status = Status.IN_BEHANDELING if vraag.status == Status.NIEUW else vraag.status
    _update(ctx, vraag, "opgepakt", behandelaar_id=ctx.actor.id, status=status)


@command(may=may_decide, gegevens={G.CONTACTHISTORIE}, naam="Uw vraag is aan een collega gegeven")
def hand_on_klantvraag(ctx: Context, partij_id: UUID, klantvraag_id: UUID, medewerker_id: UUID | None) -> None:
    """Give the klantvraag to a colleague, or (None) back to the department.

    Raises Invalid when that colleague does not work for this subject: they could not even open it.
    """
    vraag = locked(partij_id, klantvraag_id)
    if medewerker_id is not None and not works_for(medewerker_id, vraag):
        raise Invalid("medewerker", "Deze collega werkt niet aan dit onderwerp. Kies een ander.")
    status = Status.IN_BEHANDELING if medewerker_id and vraag.status == Status.NIEUW else vraag.status
    _update(ctx, vraag, "doorgegeven", behandelaar_id=medewerker_id, status=status)


@command(may=may_decide, gegevens={G.CONTACTHISTORIE}, naam="Uw vraag is aan een andere afdeling gegeven")
def move_klantvraag(ctx: Context, partij_id: UUID, klantvraag_id: UUID, afdeling_code: str) -> None:
    """Give the klantvraag to another department; its subject, its day and what was promised stay as they are.

    Raises Invalid when there is no such department, or nobody in it may work for this subject.
    """
    vraag = locked(partij_id, klantvraag_id)
    if afdeling_code not in dict(afdelingen_voor(vraag.onderwerp_code)):
        raise Invalid("medewerker", "Op deze afdeling werkt niemand aan dit onderwerp. Kies een andere.")
    _update(ctx, vraag, "doorgegeven", afdeling_code=afdeling_code, behandelaar_id=None)


def works_for(medewerker_id: UUID, vraag: Klantvraag) -> bool:
    """Whether this employee may open this klantvraag: the purpose of its subject, and no shield in between."""
    wie = medewerker(medewerker_id)
    if wie is None:
        return False
    actor = Actor(ActorSoort.MEDEWERKER, wie.id, wie.rollen, wie.afdeling_code)
    return (
        mag_werken(actor, onderwerp(vraag.onderwerp_code).activiteit)
        and not schild(wie.id, frozenset({vraag.partij_id})).code
    )


@command(may=may_decide, gegevens={G.CONTACTHISTORIE}, naam="Uw vraag is afgerond")
def close_klantvraag(
    ctx: Context, partij_id: UUID, klantvraag_id: UUID, uitkomst: str, *, gezien_tot: int | None = None
) -> None:
    """Give the klantvraag its outcome. Closed already with this outcome: nothing changes; with another: Invalid.

    `gezien_tot`: number of the last message on the screen; None: nobody looked at one. Refused when the customer wrote
    after it, and while a promise is open: neither can vanish.
    """
    vraag = locked(partij_id, klantvraag_id)
    if uitkomst not in Uitkomst.values:
        raise Invalid("uitkomst", "Kies hoe de vraag is afgelopen.")
    if vraag.status == Status.AFGEHANDELD:
        if vraag.uitkomst == uitkomst:
            return
        raise Invalid("uitkomst", "Deze vraag is al afgesloten. Klopt de afloop niet? Verbeter die dan.")
    nothing_newer(vraag, gezien_tot)
    if InterneTaak.objects.filter(
        partij_id=partij_id, klantvraag_id=klantvraag_id, status=TaakStatus.TE_VERWERKEN
    ).exists():
        raise Refused("OPEN_BELOFTE", "Er staat nog een belofte aan de klant open. Kom die eerst na.")
    _update(
        ctx,
        vraag,
        "afgesloten",
        status=Status.AFGEHANDELD,
        uitkomst=uitkomst,
        afgesloten_op=timezone.now(),
        wacht_sinds=None,
    )


@command(may=may_decide, gegevens={G.CONTACTHISTORIE}, naam="Uw vraag is heropend")
def reopen_klantvraag(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> None:
    """Open a closed klantvraag again, when the customer comes back or it was closed by mistake.

    The term runs anew: an old day would tell the customer that an answer they had is late. One that is open stays as it
    is: a colleague was first, or the customer wrote.
    """
    vraag = locked(partij_id, klantvraag_id)
    if vraag.status != Status.AFGEHANDELD:
        return
    _update(
        ctx,
        vraag,
        "heropend",
        status=Status.IN_BEHANDELING,
        uitkomst="",
        afgesloten_op=None,
        wacht_sinds=timezone.now(),
        uiterlijk_op=onderwerp(vraag.onderwerp_code).uiterlijk(timezone.localdate()),
    )


@command(may=may_decide, gegevens={G.CONTACTHISTORIE}, naam="De dag waarop u uiterlijk antwoord krijgt is vastgelegd")
def set_uiterlijk(ctx: Context, partij_id: UUID, klantvraag_id: UUID, dag: date) -> None:
    """The last day for an answer, where a request beside the question sets it: one day everywhere."""
    vraag = locked(partij_id, klantvraag_id)
    if vraag.uiterlijk_op != dag:
        _update(ctx, vraag, "termijn", uiterlijk_op=dag)


@command(
    may=may_decide, gegevens={G.INTERNE_NOTITIE}, leest={G.CONTACTHISTORIE}, naam="Aantekening gemaakt bij uw vraag"
)
def write_notitie(ctx: Context, partij_id: UUID, klantvraag_id: UUID, tekst: str, genoemd: Iterable[UUID] = ()) -> UUID:
    """A note for colleagues. The customer does not see it, but can ask for it.

    `genoemd`: colleagues who are told. Who may not open this klantvraag is told nothing.
    """
    if not tekst.strip():
        raise Invalid("tekst", "Schrijf eerst een aantekening.")
    notitie = InterneNotitie.objects.create(
        partij_id=partij_id,
        klantvraag_id=klantvraag_id,
        medewerker_id=ctx.actor.person,
        tekst=tekst.strip(),
        **ctx.herkomst(),
    )
    vraag = Klantvraag.objects.get(partij_id=partij_id, id=klantvraag_id)
    mention(ctx, partij_id, klantvraag_id, [id for id in genoemd if works_for(id, vraag)])
    return notitie.id


@command(may=may_decide, gegevens={G.CONTACTHISTORIE}, naam="Het onderwerp van uw vraag is vastgesteld")
def change_onderwerp(ctx: Context, partij_id: UUID, klantvraag_id: UUID, onderwerp_code: str) -> None:
    """Say what a klantvraag is about. Everything collected for it moves to the purpose of the new subject.

    From then on it is visible under that purpose only: a mail that turns out to be about youth care disappears from
    everybody who works for parking.
    """
    vraag = locked(partij_id, klantvraag_id)
    wat = onderwerp(onderwerp_code)
    _update(
        ctx,
        vraag,
        "onderwerp",
        onderwerp_code=wat.code,
        onderwerp_zeker=True,
        afdeling_code=first_afdeling(wat),
        uiterlijk_op=wat.uiterlijk(timezone.localdate(vraag.gestart_op)),
    )
    keep_for_own_purpose(vraag)
