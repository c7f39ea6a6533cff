"""Who may speak for whom: write it down with its proof, end it, decide between claims that exclude each other."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from geholpen.domain.klantcontacten.queries import machtiging_van
from geholpen.domain.partijen.commands import (
    decide_vertegenwoordiging,
    end_vertegenwoordiging,
    record_vertegenwoordiging,
)
from geholpen.domain.partijen.queries import Zoekhit, find_personen
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.deel.mag import why_not
from geholpen.faces.werkplek.schil import pagina
from geholpen.faces.werkplek.vertegenwoordiging.formulier import read_nieuw, read_zoekvraag
from geholpen.faces.werkplek.vertegenwoordiging.overzicht import Aanspraak, keuzes, overzicht
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.errors import Invalid, Refused

#: What somebody was found by is not put on the screen again.
_GEZOCHT = ("achternaam", "geboortedatum", "bsn")


@alleen_medewerker
def gesprek(request: Any, gesprek_id: UUID, partij_id: UUID) -> HttpResponse:
    """With the customer on the line, once it is clear who that is."""
    terug = reverse("werkplek:gesprek_klant", args=[gesprek_id, partij_id])
    return _page(request, Aanleiding("gesprek", partij_id, gesprek_id), terug)


@alleen_medewerker
def vraag(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """At a question of a customer of whom it is clear who they are."""
    terug = reverse("werkplek:vraag", args=[partij_id, vraag_id])
    return _page(request, Aanleiding("klantvraag", partij_id, vraag_id), terug)


def _page(request: Any, reden: Aanleiding, terug: str) -> HttpResponse:
    ctx = request.context.voor(reden)
    if request.method != "POST":
        return _show(request, ctx, terug)
    actie = request.POST.get("actie", "")
    try:
        if actie == "zoek":
            gevonden = find_personen(request.context, read_zoekvraag(request.POST)).hits
            return _show(request, ctx, terug, gevonden=gevonden, leeg=_GEZOCHT if gevonden else ())
        zin = _do(ctx, actie, request.POST)
    except Invalid as problem:
        return _show(request, ctx, terug, fouten={_field(actie, problem): problem.reason}, status=422)
    except Refused as problem:
        if problem.code != "ZELF_OPGESCHREVEN":
            raise
        return _show(request, ctx, terug, fouten={"": problem.reason}, status=409)
    messages.success(request, zin)
    return HttpResponseRedirect(request.path)


def _field(actie: str, problem: Invalid) -> str:
    """Each of several forms has a field for why."""
    return f"{problem.field}_{actie.partition(':')[2]}" if problem.field == "waarom" else problem.field


def _do(ctx: Context, actie: str, post: Any) -> str:
    """Do one thing; returns the sentence for the employee. An action names what it is about: `einde:<id>`."""
    wat, _punt, over = actie.partition(":")
    if wat == "einde":
        aanspraak = _one(ctx, over)
        end_vertegenwoordiging(_with(ctx, [aanspraak]), aanspraak.info.id, post.get(f"waarom_{over}", ""))
        return _("Het is beëindigd. Vanaf nu kan het niet meer.")
    if wat == "besluit":
        return _decide(ctx, over, post)
    nieuw = read_nieuw(post, _subject(ctx))
    id = record_vertegenwoordiging(ctx.over({nieuw.vertegenwoordiger_id, nieuw.vertegenwoordigde_id}), nieuw)
    zin = _("Het is opgeschreven. Beiden lezen dat terug.")
    mag_niet = why_not(machtiging_van(nieuw.vertegenwoordigde_id, id))
    return f"{zin} {_('Het geldt nu nog niet:')} {mag_niet}" if mag_niet else zin


def _decide(ctx: Context, over: str, post: Any) -> str:
    een, ander = (_one(ctx, id) for id in over.split("+"))
    keuze = {
        "een": ([een], [ander]),
        "ander": ([ander], [een]),
        "beide": ([een, ander], []),
        "geen": ([], [een, ander]),
    }.get(post.get(f"keuze_{over}", ""))
    if keuze is None:
        raise Invalid(f"keuze_{over}", _("Kies wie mag spreken."))
    wel, niet = ([a.info.id for a in deel] for deel in keuze)
    decide_vertegenwoordiging(_with(ctx, [een, ander]), wel, niet, post.get(f"waarom_{over}", ""))
    return _("Uw besluit is opgeschreven en werkt meteen.")


def _subject(ctx: Context) -> UUID:
    (partij_id,) = ctx.partijen
    return partij_id


def _one(ctx: Context, id: str) -> Aanspraak:
    """A claim on the page. Raises Invalid when it is gone."""
    for aanspraak in overzicht(ctx, _subject(ctx)).aanspraken:
        if str(aanspraak.info.id) == id:
            return aanspraak
    raise Invalid("ander", _("Dit staat er niet meer. Bekijk de lijst opnieuw."))


def _with(ctx: Context, aanspraken: list[Aanspraak]) -> Context:
    """The same reason, for the customer and whom these claims are about."""
    return ctx.over({_subject(ctx), *(a.info.andere_partij_id for a in aanspraken)})


def _show(
    request: Any,
    ctx: Context,
    terug: str,
    fouten: dict[str, str] | None = None,
    gevonden: tuple[Zoekhit, ...] | None = None,
    status: int = 200,
    leeg: tuple[str, ...] = (),
) -> HttpResponse:
    gegevens = {
        "overzicht": overzicht(ctx, _subject(ctx)),
        "terug_url": terug,
        "waarden": {veld: waarde for veld, waarde in request.POST.items() if veld not in leeg},
        "omvang": request.POST.getlist("omvang"),
        "fouten": fouten or {},
        "gevonden": gevonden,
        **keuzes(),
    }
    return pagina(request, "vertegenwoordiging/page.html", gegevens, actief="gesprek", status=status)
