"""The menu of the management pages, and what their shell reads."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.doelbinding.commands import refuse_beheerpagina
from geholpen.domain.organisatie.queries import afdelingen
from geholpen.faces.huis import huis, taal_links
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.toezicht import toezichtbalken
from geholpen.platform.taal import vertaald

BEHEER = frozenset(
    {
        *("teamleider", "functioneel_beheerder", "fg", "gegevenseigenaar", "registerhouder"),
        *("ondernemingsraad", "archivaris"),
    }
)
#: Who shields files; the works council approves the staff list.
AFSCHERMEN = frozenset({"fg", "functioneel_beheerder"})
#: Who watches over looking at data: a team lead over the own department.
TOEZICHT = frozenset({"teamleider", "fg"})
#: Page, words, icon and the roles that have it.
PAGINAS: dict[str, tuple[Any, str, frozenset[str]]] = {
    "start": (gettext_lazy("Overzicht"), "huis", BEHEER),
    "kwarantaine": (gettext_lazy("Quarantaine"), "schild", frozenset({"teamleider", "functioneel_beheerder"})),
    "kanalen": (gettext_lazy("Kanalen"), "verbonden", frozenset({"teamleider", "functioneel_beheerder"})),
    "sjablonen": (gettext_lazy("Sjablonen"), "bewerken", frozenset({"functioneel_beheerder"})),
    "openingstijden": (gettext_lazy("Openingstijden"), "klok", frozenset({"functioneel_beheerder"})),
    "telefoon": (gettext_lazy("Telefoon"), "telefoon", frozenset({"functioneel_beheerder"})),
    "balie": (gettext_lazy("Balies en afspraken"), "balie", frozenset({"functioneel_beheerder"})),
    "verdeling": (gettext_lazy("Werk verdelen"), "wisselen", frozenset({"teamleider"})),
    "kanaalwissels": (
        gettext_lazy("Wisselen van kanaal"),
        "wisselen",
        frozenset({"teamleider", "functioneel_beheerder"}),
    ),
    "onderwerpen": (gettext_lazy("Onderwerpen"), "lijst", frozenset({"teamleider", "functioneel_beheerder", "fg"})),
    "organisatie": (gettext_lazy("Organisatie"), "instellingen", frozenset({"functioneel_beheerder", "fg"})),
    "applicaties": (gettext_lazy("Applicaties"), "sleutel", frozenset({"functioneel_beheerder"})),
    "brp": (gettext_lazy("BRP"), "verbonden", frozenset({"functioneel_beheerder"})),
    "overnames": (gettext_lazy("Overnames"), "wisselen", frozenset({"functioneel_beheerder"})),
    "register": (gettext_lazy("Register van doelen"), "doel", BEHEER),
    "doelgebruik": (gettext_lazy("Gebruik van doelen"), "doel", frozenset({"fg"})),
    "logboek": (gettext_lazy("Logboek"), "schild", frozenset({"functioneel_beheerder", "fg"})),
    "toezicht": (gettext_lazy("Toezicht"), "gezien", TOEZICHT),
    "noodtoegang": (gettext_lazy("Noodtoegang"), "slot", TOEZICHT),
    "losse_inzage": (gettext_lazy("Losse inzage"), "gezien", TOEZICHT),
    "veel_inzage": (gettext_lazy("Zeer veel inzage"), "personen", TOEZICHT),
    "weigeringen": (gettext_lazy("Geweigerde inzage"), "slot", TOEZICHT),
    "onthullingen": (gettext_lazy("Wie was het?"), "persoon", TOEZICHT),
    "controles": (gettext_lazy("Controles"), "persoon", frozenset({"teamleider", "fg"})),
    "aanspraken": (gettext_lazy("Vertegenwoordiging"), "personen", frozenset({"teamleider"})),
    "rechten": (gettext_lazy("Verzoeken en meldingen"), "vraag", frozenset({"fg"})),
    "afscherming": (gettext_lazy("Afscherming"), "slot", AFSCHERMEN),
    "personeelslijst": (gettext_lazy("Personeelslijst"), "slot", frozenset({"ondernemingsraad"})),
    "bewaren": (
        gettext_lazy("Bewaren en vernietigen"),
        "klok",
        frozenset({"functioneel_beheerder", "gegevenseigenaar", "archivaris", "fg"}),
    ),
    "bewaartermijnen": (
        gettext_lazy("Bewaartermijnen"),
        "klok",
        frozenset({"functioneel_beheerder", "gegevenseigenaar", "archivaris", "fg"}),
    ),
    "bewaarplicht": (gettext_lazy("Bewaarplicht"), "slot", frozenset({"fg", "archivaris"})),
}
#: Under which heading a page stands on the first one.
GROEPEN: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        gettext_lazy("Dagelijks werk"),
        (
            "kwarantaine",
            "kanalen",
            "sjablonen",
            "openingstijden",
            "telefoon",
            "balie",
            "verdeling",
            "kanaalwissels",
            "onderwerpen",
            "organisatie",
            "applicaties",
            "brp",
            "overnames",
        ),
    ),
    (
        gettext_lazy("Doelen en logboek"),
        (
            "register",
            "doelgebruik",
            "logboek",
        ),
    ),
    (
        gettext_lazy("Toezicht op inzage"),
        (
            "toezicht",
            "noodtoegang",
            "losse_inzage",
            "veel_inzage",
            "weigeringen",
            "onthullingen",
            "controles",
        ),
    ),
    (
        gettext_lazy("Mensen en hun rechten"),
        (
            "aanspraken",
            "rechten",
            "afscherming",
            "personeelslijst",
        ),
    ),
    (
        gettext_lazy("Bewaren en wissen"),
        (
            "bewaren",
            "bewaartermijnen",
            "bewaarplicht",
        ),
    ),
)


#: Who writes in the register; its other steps are checked by the doors themselves.
OPSTELLERS = frozenset({"functioneel_beheerder"})


def alleen_beheer(
    pagina: str, rollen: frozenset[str] | None = None
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A page for the roles that `PAGINAS` names, or for `rollen`; everybody else reads why not."""

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @alleen_medewerker
        @functools.wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.medewerker.rollen & (rollen or PAGINAS[pagina][2]):
                refuse_beheerpagina(
                    request.context, _("Uw rol hoort niet bij deze beheerpagina. Vraag uw teamleider wie u kan helpen.")
                )
            return view(request, *args, **kwargs)

        return guarded

    return wrap


def afdelingsnamen() -> dict[str, str]:
    """Names of departments by code, in the language of whoever reads."""
    return {code: vertaald(naam) for code, naam in afdelingen().items()}


def pagina(request: Any, template: str, gegevens: dict[str, Any], *, actief: str, status: int = 200) -> HttpResponse:
    """A management page with its shell around it."""
    wie = request.medewerker
    schil = {
        "organisatie": huis(),
        "navigatie": navigatie(wie.rollen, actief),
        "medewerker": {
            "naam": wie.naam,
            "afdeling": vertaald(afdelingen().get(wie.afdeling_code, "")),
            "links": [*_links(wie), *({"tekst": t["tekst"], "url": t["url"]} for t in taal_links(request))],
        },
        "uitloggen_url": reverse("inloggen:uitloggen"),
        **toezichtbalken(request),
        "meldingen": list(get_messages(request)),
    }
    return render(request, f"beheer/{template}", schil | gegevens, status=status)


def navigatie(rollen: frozenset[str], actief: str) -> list[dict[str, Any]]:
    """The menu: only what these roles have."""
    return [
        {"tekst": str(tekst), "url": reverse(f"beheer:{code}"), "icoon": icoon, "actief": code == actief}
        for code, (tekst, icoon, nodig) in PAGINAS.items()
        if rollen & nodig
    ]


def _links(wie: Any) -> list[dict[str, str]]:
    if wie.rollen & {"kcm", "specialist", "teamleider", "fg"}:
        return [{"tekst": _("Naar de werkplek"), "url": reverse("werkplek:postvak")}]
    return []
