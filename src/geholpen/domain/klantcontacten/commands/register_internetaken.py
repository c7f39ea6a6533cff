"""Tasks as other software gives them: they are promises, in the same list as those of the desk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten import standaard, taakgegevens
from geholpen.domain.klantcontacten.commands.register_actorklantcontacten import Geraakt
from geholpen.domain.klantcontacten.events import InterneTaakChanged
from geholpen.domain.klantcontacten.models import (
    InterneTaak,
    InterneTaakInhoud,
    Klantcontact,
    Klantvraag,
    TaakActor,
    TaakPoging,
    TaakStatus,
)
from geholpen.domain.klantcontacten.policy import may_connect
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Missing, every
from geholpen.platform.models import uuid7

_SOORTEN = {G.CONTACTHISTORIE, G.CONTACTINHOUD}
_TEKST = {"gevraagde_handeling": 200, "toelichting": 1000}  # as long as the standard shows them
#: The tables whose rows go with a task.
_RIJEN = ((InterneTaak, "id"), (InterneTaakInhoud, "id"), (TaakActor, "taak_id"), (TaakPoging, "taak_id"))


@command(may=may_connect, gegevens=_SOORTEN, naam="Wij hebben u iets beloofd", betrokkenen=lambda geraakt: geraakt[1])
def register_internetaak(ctx: Context, gegevens: dict[str, Any]) -> Geraakt:
    """Give a task after a contact. Raises Invalid under the name of what is wrong."""
    contact, actoren, _nummer = every(
        lambda: standaard.contact("aanleidinggevendKlantcontact", gegevens["aanleidinggevend_klantcontact"]),
        lambda: taakgegevens.actoren(gegevens),
        lambda: standaard.check_nummer("interne_taak", "interne taak", None, gegevens),
    )
    allen = actoren or ()
    vraag = _vraag(contact)
    eigen = {"partij_id": contact.partij_id, **ctx.herkomst(contact.verkregen_voor)}
    taak = InterneTaak(
        id=uuid7(),
        klantvraag_id=contact.klantvraag_id,
        klantcontact_id=contact.id,
        soort="terugbellen" if contact.kanaal.lower() in {"telefoon", "telefonie"} else "antwoord",
        uiterlijk_op=taakgegevens.term(vraag),
        nummer=gegevens.get("nummer") or "",
        referentienummer=gegevens.get("referentienummer") or "",
        **taakgegevens.state(gegevens, None),
        **taakgegevens.place(allen, vraag),
        **eigen,
    )
    inhoud = InterneTaakInhoud(
        id=taak.id,
        klantvraag_id=taak.klantvraag_id,
        gevraagde_handeling=gegevens["gevraagde_handeling"],
        toelichting=gegevens.get("toelichting", ""),
        **eigen,
    )
    prepared.insert(taak, inhoud, *taakgegevens.given_to(taak, allen, eigen))
    _publish(ctx, taak, vraag, "toegewezen")
    return taak.id, frozenset({taak.partij_id})


@command(
    may=may_connect,
    gegevens=_SOORTEN,
    naam="Wat wij u beloofden is gewijzigd",
    betrokkenen=lambda geraakt: geraakt[1],
)
def change_internetaak(ctx: Context, id: UUID, gegevens: dict[str, Any]) -> Geraakt:
    """Change what was given. Raises Missing, and Invalid as above."""
    taak = _locked(id)
    was = taak.partij_id
    standaard.check_nummer("interne_taak", "interne taak", id, gegevens)
    allen = taakgegevens.actoren(gegevens)
    if "aanleidinggevend_klantcontact" in gegevens:
        _move(taak, standaard.contact("aanleidinggevendKlantcontact", gegevens["aanleidinggevend_klantcontact"]))
    vraag = Klantvraag.objects.get(partij_id=taak.partij_id, id=taak.klantvraag_id)
    values = taakgegevens.state(gegevens, taak)
    values |= {naam: gegevens[naam] or "" for naam in ("nummer", "referentienummer") if naam in gegevens}
    eigen = {"partij_id": taak.partij_id, **ctx.herkomst(taak.verkregen_voor)}
    if allen is not None:
        values |= taakgegevens.place(allen, vraag)
        TaakActor.objects.filter(partij_id=taak.partij_id, taak_id=id).delete()
        prepared.insert(*taakgegevens.given_to(taak, allen, eigen))
    InterneTaak.objects.filter(partij_id=taak.partij_id, id=id).update(**values)
    _change_tekst(taak, {naam: gegevens[naam] for naam in _TEKST if naam in gegevens})
    _publish(ctx, taak, vraag, "afgehandeld" if values["status"] == TaakStatus.VERWERKT else "toegewezen")
    return id, frozenset({was, taak.partij_id})


@command(
    may=may_connect, gegevens=_SOORTEN, naam="Een belofte aan u is verwijderd", betrokkenen=lambda geraakt: geraakt[1]
)
def delete_internetaak(ctx: Context, id: UUID) -> Geraakt:
    """Remove a task and what was noted of it. Raises Missing."""
    taak = _locked(id)
    for model, kolom in reversed(_RIJEN):
        model.objects.filter(partij_id=taak.partij_id, **{kolom: id}).delete()
    return id, frozenset({taak.partij_id})


def _change_tekst(taak: InterneTaak, values: dict[str, Any]) -> None:
    rows = InterneTaakInhoud.objects.filter(partij_id=taak.partij_id, id=taak.id)
    found = rows.first() if values else None
    if found and (other := standaard.changed(found, values, _TEKST)):
        rows.update(**other)


def _locked(id: UUID) -> InterneTaak:
    taak = InterneTaak.objects.select_for_update().filter(id=id).first()
    if taak is None:
        raise Missing
    return taak


def _vraag(contact: Klantcontact) -> Klantvraag:
    return Klantvraag.objects.get(partij_id=contact.partij_id, id=contact.klantvraag_id)


def _move(taak: InterneTaak, contact: Klantcontact) -> None:
    """The task follows its contact: to the question, the customer and the purpose of that."""
    naar = {
        "partij_id": contact.partij_id,
        "klantvraag_id": contact.klantvraag_id,
        "verkregen_voor": contact.verkregen_voor,
    }
    for model, kolom in _RIJEN:
        extra = {"klantcontact_id": contact.id} if model is InterneTaak else {}
        model.objects.filter(partij_id=taak.partij_id, **{kolom: taak.id}).update(**naar, **extra)
    taak.partij_id, taak.klantvraag_id = contact.partij_id, contact.klantvraag_id
    taak.verkregen_voor = contact.verkregen_voor


def _publish(ctx: Context, taak: InterneTaak, vraag: Klantvraag, wat: str) -> None:
    gevoelig = onderwerp(vraag.onderwerp_code).gevoelig
    ctx.publish(InterneTaakChanged(taak.partij_id, taak.klantvraag_id, taak.id, taak.afdeling_code, gevoelig, wat))
