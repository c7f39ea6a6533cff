"""Work on a question: take it, note, promise, record a call, change the subject, close and open it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from geholpen.domain.doelbinding.queries import mag_werken
from geholpen.domain.kennis.queries import onderwerp, onderwerpen
from geholpen.domain.klantcontacten import commands
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.deel.bewaard import give_back
from geholpen.faces.werkplek.postvak import later
from geholpen.faces.werkplek.vraag import noemen
from geholpen.faces.werkplek.vraag.bladzij import Invoer, context, show
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid, Refused
from geholpen.platform.taal import vertaald

Waarden = dict[str, str]
#: What one action does; returns the sentence for the employee.
Actie = Callable[[Context, UUID, UUID, Waarden], str]


@alleen_medewerker
@require_POST
def doen(request: Any, partij_id: UUID, vraag_id: UUID, actie: str) -> HttpResponse:
    """Do one thing with a question. What cannot be done comes back with the reason and with what was typed."""
    if actie not in ACTIES:
        raise Http404
    ctx, waarden = context(request, partij_id, vraag_id), request.POST.dict()
    try:
        zin = ACTIES[actie](ctx, partij_id, vraag_id, waarden)
    except Invalid as problem:
        form = "doorgeven" if actie in ("later", "volgen") else actie
        return show(request, partij_id, vraag_id, Invoer(form, waarden, {problem.field: problem.reason}, status=422))
    except Refused as problem:
        if problem.code not in _HIER:
            return give_back(request, _("Dit mag nu niet"), problem.reason, actief="postvak", status=403)
        form = "doorgeven" if actie in ("later", "volgen") else actie
        return show(request, partij_id, vraag_id, Invoer(form, waarden, melding=problem.reason, status=409))
    messages.success(request, zin)
    return HttpResponseRedirect(_next(ctx, partij_id, vraag_id, actie, waarden))


#: Refusals that are about this action and not about seeing the question.
_HIER = frozenset({"OPEN_BELOFTE", "NIEUWER_BERICHT", "HANDELING", "NIET_NODIG", "NIVEAU"})


def _next(ctx: Context, partij_id: UUID, vraag_id: UUID, actie: str, waarden: Waarden) -> str:
    """Back to the question, or, when it moved out of reach, to the page that says where it went."""
    if actie == "onderwerp":
        wat = onderwerp(waarden["onderwerp"])
        if not mag_werken(ctx.actor, wat.activiteit):
            return reverse("werkplek:doorgezet", args=[wat.code])
    return reverse("werkplek:vraag", args=[partij_id, vraag_id])


def _oppakken(ctx: Context, partij_id: UUID, vraag_id: UUID, _waarden: Waarden) -> str:
    commands.assign_klantvraag(ctx, partij_id, vraag_id)
    return _("U heeft deze vraag opgepakt.")


def _notitie(ctx: Context, partij_id: UUID, vraag_id: UUID, waarden: Waarden) -> str:
    tekst = waarden.get("tekst", "")
    genoemd = noemen.read(tekst, waarden.get("noem", ""))
    commands.write_notitie(ctx, partij_id, vraag_id, tekst, genoemd)
    if genoemd:
        return _("Uw notitie is bewaard. Wie u noemde en deze vraag mag openen, ziet dat bij Genoemd.")
    return _("Uw notitie is bewaard.")


def _onderwerp(ctx: Context, partij_id: UUID, vraag_id: UUID, waarden: Waarden) -> str:
    code = waarden.get("onderwerp", "")
    if code not in {o.code for o in onderwerpen()}:
        raise Invalid("onderwerp", _("Kies waar de vraag over gaat."))
    commands.change_onderwerp(ctx, partij_id, vraag_id, code)
    return _("De vraag gaat nu over: %(onderwerp)s.") % {"onderwerp": vertaald(onderwerp(code).naam)}


def _belofte(ctx: Context, partij_id: UUID, vraag_id: UUID, waarden: Waarden) -> str:
    taak = read_belofte(waarden)
    commands.promise(ctx, partij_id, vraag_id, taak)
    return _("Uw belofte staat in de lijst van de afdeling.")


def read_belofte(waarden: Waarden, voor: str = "") -> commands.Belofte:
    """A promise as typed; `voor` is the prefix of the fields. Raises Invalid for a day that is none."""
    specialist = waarden.get(f"{voor}specialist", "")
    return commands.Belofte(
        soort=waarden.get(f"{voor}soort", ""),
        tekst=waarden.get(f"{voor}belofte", ""),
        afdeling_code=waarden.get(f"{voor}afdeling", ""),
        uiterlijk_op=_dag(waarden, voor),
        medewerker_id=_collega(specialist) if specialist else None,
        telefoonnummer=waarden.get(f"{voor}telefoonnummer", "").strip(),
    )


def _collega(gekozen: str) -> UUID:
    try:
        return UUID(gekozen)
    except ValueError:
        raise Invalid("medewerker_id", _("Kies een collega uit de lijst.")) from None


def _dag(waarden: Waarden, voor: str) -> date:
    keuze = waarden.get(f"{voor}dag", "")
    try:
        return date.fromisoformat(waarden.get(f"{voor}datum", "") if keuze in ("", "anders") else keuze)
    except ValueError:
        raise Invalid("uiterlijk_op", _("Kies op welke dag u het uiterlijk doet.")) from None


def _gesproken(ctx: Context, partij_id: UUID, vraag_id: UUID, waarden: Waarden) -> str:
    tekst = waarden.get("tekst", "").strip()
    if not tekst:
        raise Invalid("tekst", _("Schrijf op wat u met de klant besprak."))
    kanaal = "balie" if waarden.get("kanaal") == "balie" else "telefoon"
    initiatief = "organisatie" if waarden.get("initiatief") == "organisatie" else "klant"
    commands.register_klantcontact(
        ctx, partij_id, vraag_id, commands.NieuwKlantcontact(kanaal, initiatief, tekst, gelukt=True)
    )
    return _("Het gesprek is vastgelegd.")


def _afsluiten(ctx: Context, partij_id: UUID, vraag_id: UUID, waarden: Waarden) -> str:
    commands.close_klantvraag(ctx, partij_id, vraag_id, waarden.get("uitkomst", ""), gezien_tot=_seen(waarden))
    return _("De vraag is afgesloten.")


def _seen(waarden: Waarden) -> int | None:
    """The number of the last message that was on the page."""
    gezien = waarden.get("gezien_tot", "")
    return int(gezien) if gezien.isascii() and gezien.isdigit() and len(gezien) < 10 else None


def _heropenen(ctx: Context, partij_id: UUID, vraag_id: UUID, _waarden: Waarden) -> str:
    commands.reopen_klantvraag(ctx, partij_id, vraag_id)
    return _("De vraag is weer open.")


def _doorgeven(ctx: Context, partij_id: UUID, vraag_id: UUID, waarden: Waarden) -> str:
    wie = waarden.get("medewerker", "")
    if wie.startswith(later.AFDELING):
        commands.move_klantvraag(ctx, partij_id, vraag_id, wie.removeprefix(later.AFDELING))
        return _("De vraag ligt nu bij de andere afdeling. Die ziet hem in haar postvak.")
    try:
        id = UUID(wie) if wie else None
    except ValueError:
        raise Invalid("medewerker", _("Kies een collega uit de lijst.")) from None
    commands.hand_on_klantvraag(ctx, partij_id, vraag_id, id)
    return _("De vraag staat op naam van uw collega.") if id else _("De vraag ligt weer bij de afdeling.")


def _later(ctx: Context, partij_id: UUID, vraag_id: UUID, waarden: Waarden) -> str:
    tot = later.read(waarden.get("tot", ""), waarden.get("moment", ""))
    commands.postpone_klantvraag(ctx, partij_id, vraag_id, tot, gezien_tot=_seen(waarden))
    return _("De vraag komt later terug. U vindt hem bij Weergave, Later.")


def _volgen(ctx: Context, partij_id: UUID, vraag_id: UUID, waarden: Waarden) -> str:
    volgen = bool(waarden.get("volgen"))
    commands.follow_klantvraag(ctx, partij_id, vraag_id, volgen=volgen)
    return _("U volgt deze vraag.") if volgen else _("U volgt deze vraag niet meer.")


ACTIES: dict[str, Actie] = {
    "doorgeven": _doorgeven,
    "later": _later,
    "volgen": _volgen,
    "oppakken": _oppakken,
    "notitie": _notitie,
    "onderwerp": _onderwerp,
    "belofte": _belofte,
    "gesproken": _gesproken,
    "afsluiten": _afsluiten,
    "heropenen": _heropenen,
}
