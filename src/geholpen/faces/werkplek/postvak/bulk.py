"""Do one thing with several questions: each through its own door, with its own purpose and its own line in the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantcontacten import commands
from geholpen.domain.klantcontacten.queries import VraagRegel, regel_van
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.postvak import later
from geholpen.faces.werkplek.postvak.keuze import ACTIES as NAMEN
from geholpen.faces.werkplek.schil import pagina
from geholpen.faces.werkplek.vraag.keuzes import grouped
from geholpen.faces.werkplek.woorden import UITKOMST
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.errors import Invalid, Refused
from geholpen.platform.taal import vertaald

#: As many as one page of the inbox shows.
MAX = 50


@dataclass(frozen=True, slots=True)
class Rij:
    """One question that was ticked. `gezien_tot`: number of its last message when the list was drawn; None: unknown."""

    partij_id: UUID
    vraag_id: UUID
    gezien_tot: int | None = None

    @property
    def sleutels(self) -> tuple[UUID, UUID]:
        """Customer and question."""
        return self.partij_id, self.vraag_id

    def __str__(self) -> str:
        """As the checkbox names it."""
        gezien = "" if self.gezien_tot is None else f":{self.gezien_tot}"
        return f"{self.partij_id}:{self.vraag_id}{gezien}"


@dataclass(frozen=True, slots=True)
class Actie:
    """One thing to do. `keuzes`: what must be chosen for it first, out of the subjects of the questions; `terug`: the
    action and value that undo it.
    """

    tekst: Any
    doe: Callable[[Context, Rij, str], None]
    vraag: Any = ""
    keuzes: Callable[[Any, Sequence[str]], list[tuple[Any, Any]]] | None = None
    terug: Callable[[VraagRegel], tuple[str, str]] | None = None


def _oppakken(ctx: Context, rij: Rij, _waarde: str) -> None:
    commands.assign_klantvraag(ctx, *rij.sleutels)


def _geven(ctx: Context, rij: Rij, waarde: str) -> None:
    commands.hand_on_klantvraag(ctx, *rij.sleutels, UUID(waarde) if waarde else None)


def _verplaatsen(ctx: Context, rij: Rij, waarde: str) -> None:
    commands.move_klantvraag(ctx, *rij.sleutels, waarde)


def _afsluiten(ctx: Context, rij: Rij, waarde: str) -> None:
    commands.close_klantvraag(ctx, *rij.sleutels, waarde, gezien_tot=rij.gezien_tot)


def _heropenen(ctx: Context, rij: Rij, _waarde: str) -> None:
    commands.reopen_klantvraag(ctx, *rij.sleutels)


def _onderwerp(ctx: Context, rij: Rij, waarde: str) -> None:
    if waarde not in {o.code for o in onderwerpen()}:
        raise Invalid("onderwerp", _("Kies waar de vraag over gaat."))
    commands.change_onderwerp(ctx, *rij.sleutels, waarde)


def _later(ctx: Context, rij: Rij, waarde: str) -> None:
    commands.postpone_klantvraag(ctx, *rij.sleutels, later.read(waarde) if waarde else None, gezien_tot=rij.gezien_tot)


def _van(regel: VraagRegel) -> tuple[str, str]:
    return "terug", str(regel.behandelaar_id or "")


ACTIES: dict[str, Actie] = {
    "oppakken": Actie(NAMEN["oppakken"], _oppakken, terug=_van),
    "collega": Actie(NAMEN["collega"], _geven, gettext_lazy("Aan wie?"), later.collegas, _van),
    "terug": Actie(NAMEN["terug"], _geven, terug=_van),
    "afdeling": Actie(
        NAMEN["afdeling"],
        _verplaatsen,
        gettext_lazy("Naar welke afdeling?"),
        later.andere_afdelingen,
        lambda regel: ("afdeling", regel.afdeling_code),
    ),
    "onderwerp": Actie(
        NAMEN["onderwerp"],
        _onderwerp,
        gettext_lazy("Waar gaan deze vragen over?"),
        lambda _r, _o: grouped(onderwerpen()),
        lambda regel: ("onderwerp", regel.onderwerp_code),
    ),
    "later": Actie(
        NAMEN["later"],
        _later,
        gettext_lazy("Wanneer komen ze terug?"),
        lambda _r, _o: later.keuzes(),
        lambda _r: ("nu", ""),
    ),
    "afsluiten": Actie(
        NAMEN["afsluiten"],
        _afsluiten,
        gettext_lazy("Hoe zijn deze vragen afgelopen?"),
        lambda _r, _o: [(code, str(tekst)) for code, tekst in UITKOMST.items()],
        lambda _r: ("heropenen", ""),
    ),
}
#: What only undoing does.
TERUG: dict[str, Actie] = {
    **ACTIES,
    "heropenen": Actie(gettext_lazy("Heropenen"), _heropenen),
    "nu": Actie(gettext_lazy("Nu weer laten zien"), _later),
}


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What became of one question; `terug` undoes it, `rij` names the question."""

    kenmerk: str
    onderwerp: str
    gelukt: bool
    reden: str
    terug: str = ""
    rij: str = ""


@alleen_medewerker
@require_POST
def bulk(request: Any) -> HttpResponse:
    """Do it, or first ask what must be chosen for it."""
    code, rijen = request.POST.get("wat", ""), _rows(request.POST.getlist("kies"))
    if code not in ACTIES:
        raise Http404
    actie, waarde = ACTIES[code], request.POST.get("waarde", "")
    terug = f"{reverse('werkplek:postvak')}?{request.POST.get('terug', '')}"
    if not rijen:
        return HttpResponseRedirect(terug)
    gegevens = {"actie": actie, "code": code, "terug": terug, "terugveld": request.POST.get("terug", "")}
    if actie.keuzes is not None and not waarde:
        waarover = _subjects(request.context, rijen) if code in {"afdeling", "collega"} else ()
        gegevens |= {
            "keuzes": actie.keuzes(request, waarover),
            "rijen": [str(rij) for rij in rijen],
            "aantal": len(rijen),
        }
        return pagina(request, "postvak/bulk_kiezen.html", gegevens, actief="postvak")
    uitslagen = [_one(request.context, rij, actie, waarde) for rij in rijen]
    return _show(request, uitslagen, gegevens)


@alleen_medewerker
@require_POST
def terugdraaien(request: Any) -> HttpResponse:
    """Undo what was done with each of them."""
    uitslagen = []
    for line in request.POST.getlist("terug")[:MAX]:
        rij, _space, rest = line.partition(" ")
        code, _space, waarde = rest.partition(" ")
        if code in TERUG and (found := _rows([rij])):
            uitslagen.append(_one(request.context, found[0], TERUG[code], waarde))
    gegevens = {"actie": Actie(_("Ongedaan maken"), _geven), "terug": reverse("werkplek:postvak"), "terugveld": ""}
    return _show(request, uitslagen, gegevens)


def _show(request: Any, uitslagen: list[Uitslag], gegevens: dict[str, Any]) -> HttpResponse:
    goed = sum(u.gelukt for u in uitslagen)
    opnieuw = [u.rij for u in uitslagen if not u.gelukt and u.kenmerk] if gegevens["actie"].keuzes else []
    gegevens |= {"opnieuw": opnieuw, "uitslagen": uitslagen, "goed": goed, "fout": len(uitslagen) - goed}
    return pagina(request, "postvak/bulk_klaar.html", gegevens, actief="postvak")


def _one(ctx: Context, rij: Rij, actie: Actie, waarde: str) -> Uitslag:
    """One question, under its own purpose. A refusal is the outcome of this one and stops no other."""
    own = ctx.voor(Aanleiding("klantvraag", *rij.sleutels))
    kenmerk, onderwerp, welke = "", "", str(rij)
    try:
        regel = regel_van(own, *rij.sleutels)
        kenmerk, onderwerp = regel.kenmerk, _naam(regel.onderwerp_code)
        actie.doe(own, rij, waarde)
    except (Refused, Invalid) as problem:
        return Uitslag(kenmerk, onderwerp, False, problem.reason, rij=welke)
    except ValueError:
        return Uitslag(kenmerk, onderwerp, False, _("Deze keuze kan niet."), rij=welke)
    undo = " ".join((str(Rij(*rij.sleutels)), *actie.terug(regel))) if actie.terug else ""
    return Uitslag(kenmerk, onderwerp, True, "", undo)


def _subjects(ctx: Context, rijen: list[Rij]) -> list[str]:
    """What these questions are about, one each; without those that are not for who asks."""
    found = []
    for rij in rijen:
        with suppress(Refused, Invalid):
            own = ctx.voor(Aanleiding("klantvraag", *rij.sleutels))
            found.append(regel_van(own, *rij.sleutels).onderwerp_code)
    return found


def _naam(code: str) -> str:
    return next((vertaald(o.naam) for o in onderwerpen() if o.code == code), code)


def _rows(texts: list[str]) -> list[Rij]:
    """Customer and question of each row that was ticked; what is none is left out."""
    rijen: dict[tuple[UUID, UUID], Rij] = {}
    for text in texts[:MAX]:
        partij, vraag, gezien = (*text.split(":", 2), "", "")[:3]
        try:
            rij = Rij(UUID(partij), UUID(vraag), int(gezien) if gezien else None)
        except ValueError:
            continue
        rijen.setdefault(rij.sleutels, rij)
    return list(rijen.values())
