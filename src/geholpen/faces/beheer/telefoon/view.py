"""Extensions, the menu of a call, and missed calls of a storm."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from geholpen.domain.berichten.commands import save_kanaalaccount
from geholpen.domain.berichten.queries import kanaalaccounts
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.oproepen.commands import release_gemist, set_toestel
from geholpen.domain.oproepen.ports import Menuregel, read_menu, write_menu
from geholpen.domain.oproepen.queries import toestellen, wachtende_gemist
from geholpen.domain.organisatie.queries import collegas_per_afdeling, namen
from geholpen.faces.beheer.schil import afdelingsnamen, alleen_beheer, pagina
from geholpen.platform.context import Context, system
from geholpen.platform.errors import Invalid
from geholpen.platform.taal import vertaald

#: The channel whose accounts answer a call with a menu.
MENUKANAAL = "spraak"
TOETSEN = "123456789"


@alleen_beheer("telefoon")
@require_http_methods(["GET", "POST"])
def view(request: Any) -> HttpResponse:
    """Who has which extension; POST gives one, takes one back, or decides over missed calls."""
    fouten: dict[str, str] = {}
    if request.method == "POST":
        try:
            messages.success(request, _act(request))
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
        else:
            return HttpResponseRedirect(reverse("beheer:telefoon"))
    wie = namen()
    gegevens = {
        "toestellen": [(t, wie.get(id, "")) for t, id in toestellen()],
        "collegas": _colleagues(),
        "menus": kanaalaccounts(MENUKANAAL),
        "wachtend": wachtende_gemist(_ours()),
        "grens": settings.STORM_GEMIST,
        "waarden": request.POST.dict(),
        "fouten": fouten,
    }
    return pagina(request, "telefoon/page.html", gegevens, actief="telefoon", status=422 if fouten else 200)


def _ours() -> Context:
    """Counting calls and deciding over them is work of the system: no number is shown."""
    return system("beheer", oorsprong="beheer/telefoon")


def _colleagues() -> list[tuple[str, list[tuple[str, str]]]]:
    mensen = collegas_per_afdeling()
    alle = {code: naam for code, naam in afdelingsnamen().items() if code in mensen}
    return [(naam, [(str(m.id), m.naam) for m in mensen[code]]) for code, naam in alle.items()]


def _act(request: Any) -> str:
    """Do what was asked. Returns what to say."""
    post = request.POST
    match post.get("actie", ""):
        case "weg":
            set_toestel(request.context, post.get("toestel", ""), None)
            return _("Het toestel is van niemand meer.")
        case "beloven" | "negeren" as actie:
            n = release_gemist(_ours(), beloven=actie == "beloven")
            if actie == "beloven":
                return ngettext("Wij bellen %(n)s beller terug.", "Wij bellen %(n)s bellers terug.", n) % {"n": n}
            return _("De gemiste oproepen staan niet meer open.")
        case _:
            try:
                wie = UUID(post.get("medewerker", ""))
            except ValueError:
                raise Invalid("medewerker", _("Kies een collega.")) from None
            set_toestel(request.context, post.get("toestel", ""), wie)
            return _("Het toestel is ingesteld. Een oproep komt nu op het scherm van deze collega.")


@alleen_beheer("telefoon")
@require_http_methods(["GET", "POST"])
def menu(request: Any, account_id: UUID) -> HttpResponse:
    """What callers hear and can choose at one account."""
    account = next((a for a in kanaalaccounts(MENUKANAAL) if a.id == account_id), None)
    if account is None:
        raise Http404
    over = {o.code: vertaald(o.naam) for o in onderwerpen() if not o.gevoelig and o.code != "onbekend"}
    fouten: dict[str, str] = {}
    if request.method == "POST":
        try:
            _save_menu(request, account, set(over))
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
        else:
            messages.success(request, _("Bellers horen vanaf nu dit menu."))
            return HttpResponseRedirect(reverse("beheer:telefoon"))
    now = {r.toets: r for r in read_menu(account.instellingen.get("menu", ""))}
    nu: dict[str, str] = request.POST.dict()
    if request.method != "POST":
        nu = {"begroeting": account.instellingen.get("begroeting", "")}
        for t, r in now.items():
            nu |= {f"onderwerp_{t}": r.onderwerp, f"naam_{t}": r.naam, f"woorden_{t}": r.woorden}
    gegevens = {
        "account": account,
        "toetsen": TOETSEN,
        "waarden": nu,
        "onderwerpen": list(over.items()),
        "fouten": fouten,
    }
    return pagina(request, "telefoon/menu.html", gegevens, actief="telefoon", status=422 if fouten else 200)


def _save_menu(request: Any, account: Any, onderwerp_codes: set[str]) -> None:
    post, regels = request.POST, []
    for t in TOETSEN:
        code, naam = post.get(f"onderwerp_{t}", ""), post.get(f"naam_{t}", "").strip()[:60]
        if not code and not naam:
            continue
        if code not in onderwerp_codes:
            raise Invalid(f"onderwerp_{t}", _("Kies bij toets %(toets)s een onderwerp.") % {"toets": t})
        if not naam:
            raise Invalid(f"naam_{t}", _("Vul bij toets %(toets)s in wat bellers horen.") % {"toets": t})
        regels.append(Menuregel(t, code, naam, post.get(f"woorden_{t}", "")[:200]))
    if not regels:
        raise Invalid("onderwerp_1", _("Vul minstens een keuze in. Toets 0 is altijd een medewerker."))
    waarden = {**account.instellingen, "naam": account.naam, "adres": account.adres}
    waarden |= {"afdeling_code": account.afdeling_code, "menu": write_menu(regels)}
    waarden["begroeting"] = post.get("begroeting", "").strip()[:100]
    save_kanaalaccount(request.context, account.kanaal, waarden, account.id)
