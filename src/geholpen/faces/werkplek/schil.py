"""What every page of the desk gives its shell: menu, who works, the live stream, messages after a redirect."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from geholpen.domain.doelbinding.queries import Doel, mag_werken
from geholpen.domain.klantcontacten.queries import has_gesprek
from geholpen.domain.organisatie.queries import afdelingen
from geholpen.faces.huis import huis, taal_links
from geholpen.faces.soortnamen import SOORT
from geholpen.faces.toezicht import toezichtbalken
from geholpen.faces.werkplek.verdelen.stand import toon
from geholpen.platform.context import Context
from geholpen.platform.taal import vertaald

#: Events of the stream that a page of the desk listens to.
STROOM_SOORTEN = "klantvraag taak aanbod aanwezig oproep chat balie resync"


def pagina(
    request: Any, template: str, gegevens: dict[str, Any], *, actief: str, doel: Doel | None = None, status: int = 200
) -> HttpResponse:
    """A page of the desk with its shell around it."""
    alles = schil(request, actief) | {"doel": doelregel(doel), **gegevens}
    return render(request, f"werkplek/{template}", alles, status=status)


def schil(request: Any, actief: str) -> dict[str, Any]:
    """What the shells read from the context."""
    wie = request.medewerker
    return {
        "organisatie": huis(),
        "navigatie": navigatie(request.context, actief),
        "medewerker": {
            "naam": wie.naam,
            "afdeling": vertaald(afdelingen().get(wie.afdeling_code, "")),
            "links": [*_links(wie), *({"tekst": t["tekst"], "url": t["url"]} for t in taal_links(request))],
        },
        "uitloggen_url": reverse("inloggen:uitloggen"),
        "werkstand": toon(request),
        "mag_delen": "teamleider" in wie.rollen,
        "zoek_url": reverse("werkplek:zoeken"),
        "stroom_url": stroom_url(request),
        "poll_url": reverse("werkplek:poll"),
        "stroom_soorten": STROOM_SOORTEN,
        "oproep_url": _oproep_url(request) if mag_bellen(request.context) else "",
        "bezoekers_url": reverse("werkplek:bezoekers") if mag_werken(request.context.actor, "ontvangen") else "",
        "oproep_nu": mag_bellen(request.context) and has_gesprek(wie.id),
        **toezichtbalken(request),
        "meldingen": list(get_messages(request)),
    }


def navigatie(ctx: Context, actief: str) -> list[dict[str, Any]]:
    """The menu: only what this employee can do."""
    items = [
        (
            "postvak",
            _("Postvak"),
            "berichtenbox",
            mag_werken(ctx.actor, "werkvoorraad") or mag_werken(ctx.actor, "rechten"),
        ),
        ("gesprek", _("Telefoon en balie"), "telefoon", mag_bellen(ctx)),
        ("balie", _("Balie vandaag"), "balie", mag_werken(ctx.actor, "ontvangen")),
        ("taken", _("Beloften"), "belofte", mag_werken(ctx.actor, "werkvoorraad")),
        ("brieven", _("Brieven"), "brief", mag_werken(ctx.actor, "post_indelen")),
    ]
    return [
        {"tekst": tekst, "url": reverse(f"werkplek:{naam}"), "icoon": icoon, "actief": naam == actief}
        for naam, tekst, icoon, zichtbaar in items
        if zichtbaar
    ]


def mag_bellen(ctx: Context) -> bool:
    """Whether this employee answers telephone and counter for any subject."""
    return mag_werken(ctx.actor, "onderwerp_bepalen")


def _oproep_url(request: Any) -> str:
    """Where the calls of this employee are fetched; the page says which conversation it shows already."""
    waar = request.resolver_match.kwargs if request.resolver_match else {}
    if "gesprek_id" not in waar:
        return reverse("werkplek:oproepen")
    return f"{reverse('werkplek:oproepen')}?hier={waar['gesprek_id']}{'&klant=ja' if 'partij_id' in waar else ''}"


def _links(wie: Any) -> list[dict[str, str]]:
    if wie.rollen & {"teamleider", "functioneel_beheerder", "fg"}:
        return [{"tekst": _("Beheer"), "url": reverse("beheer:start")}]
    return []


def stroom_url(request: HttpRequest) -> str:
    """Where the browser finds the live stream: a path of ours behind a proxy, else a port beside ours."""
    if settings.STROOM_PAD:
        return f"{settings.STROOM_PAD.rstrip('/')}/werkplek"
    host, _port = split_domain_port(request.get_host())
    return f"{request.scheme}://{host}:{settings.STROOM_POORT}/werkplek"


def doelregel(doel: Doel | None) -> dict[str, str] | None:
    """The line above the work: "U werkt voor: …"."""
    if doel is None:
        return None
    wat = [str(SOORT[s]) if s in SOORT else vertaald(s.omschrijving) for s in doel.nodig]
    ziet = _("U ziet van de klant alleen wat daarvoor nodig is: %(wat)s.") % {"wat": ", ".join(wat)}
    return {
        "naam": vertaald(doel.naam),
        "grondslag": vertaald(doel.artikel),
        "toelichting": f"{vertaald(doel.doel)}. {ziet}",
    }
