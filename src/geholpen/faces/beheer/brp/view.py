"""For which purposes the BRP is asked, and a trial that shows whether its keeper knows them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from geholpen.domain.doelbinding.queries import actieve_versies, neemt_van
from geholpen.domain.partijen.commands import save_brpregistraties
from geholpen.domain.partijen.ports import Gevonden, Mislukt, personenregister
from geholpen.domain.partijen.queries import BRP_DOEL, BRP_SOORTEN, ask_brp, brp_geregistreerd, proefvraag_brp
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.faces.brp_woorden import mislukt
from geholpen.platform.taal import vertaald

#: A number that passes the check and that nobody has.
PROEF_BSN = "999999990"


@alleen_beheer("brp")
def view(request: Any) -> HttpResponse:
    """POST keeps which purposes the keeper knows, or tries one of them."""
    keuzes = _keuzes()
    if request.method == "POST" and request.POST.get("proef", ""):
        return _page(request, keuzes, proef=_try(request, request.POST["proef"], keuzes))
    if request.method == "POST":
        chosen = {int(n) for n in request.POST.getlist("activiteiten") if n in dict(keuzes)}
        save_brpregistraties(request.context, chosen)
        messages.success(request, _("Bewaard. De BRP wordt alleen voor deze doelen gevraagd."))
        return HttpResponseRedirect(reverse("beheer:brp"))
    return _page(request, keuzes)


def _keuzes() -> list[tuple[str, str]]:
    """Active activities that have the BRP as a source, by number."""
    with_brp = [v for v in actieve_versies() if neemt_van(v.nummer, BRP_DOEL, BRP_SOORTEN)]
    return [(str(v.nummer), vertaald(v.inhoud.naam)) for v in with_brp]


def _try(request: Any, nummer: str, keuzes: list[tuple[str, str]]) -> tuple[str, str, str]:
    """(kind of message, title, text) for a question about nobody under this purpose."""
    naam = dict(keuzes).get(nummer, "")
    if not naam:
        return ("fout", _("Kies een doel om te proberen"), "")
    uitslag = ask_brp(proefvraag_brp(request.context, int(nummer), PROEF_BSN))
    if isinstance(uitslag, Mislukt):
        return (
            "fout",
            _("De proef voor %(doel)s is niet gelukt") % {"doel": naam},
            mislukt(uitslag.code, uitslag.status),
        )
    tekst = _("De BRP antwoordt en kent dit doel.")
    if isinstance(uitslag, Gevonden):
        tekst = _("De BRP antwoordt en kent dit doel. Let op: er bestaat iemand met het proefnummer.")
    return ("ok", _("De proef voor %(doel)s is gelukt") % {"doel": naam}, tekst)


def _page(request: Any, keuzes: list[tuple[str, str]], proef: tuple[str, str, str] | None = None) -> HttpResponse:
    known, register = brp_geregistreerd(), personenregister()
    gegevens = {
        "bij": register.naam if register else "",
        "keuzes": keuzes,
        "gekozen": [n for n, _naam in keuzes if int(n) in known],
        "te_proberen": [(n, naam) for n, naam in keuzes if int(n) in known],
        "proef": proef,
    }
    return pagina(request, "brp/page.html", gegevens, actief="brp")
