"""What every page of the customer gives its shell: menu, who is logged in, messages after a redirect."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from geholpen.domain.partijen.queries import naam_van
from geholpen.faces.huis import huis, taal_links
from geholpen.faces.inloggen.aanmelding import STIL
from geholpen.platform.context import Context


def ik(request: Any) -> tuple[Context, UUID]:
    """The context of this request and the customer it belongs to; behind `alleen_klant` there always is one."""
    ctx: Context = request.context
    if ctx.actor.id is None:
        raise ValueError("Een klant zonder sleutel")
    return ctx, ctx.actor.id


def pagina(
    request: Any,
    template: str,
    gegevens: dict[str, Any],
    *,
    actief: str,
    naam: str = "",
    namens: str = "",
    status: int = 200,
) -> HttpResponse:
    """A page with its shell around it. `naam`: who is logged in, if known; `namens`: for whom."""
    ctx, partij_id = ik(request)
    schil = {
        "organisatie": huis(),
        "navigatie": navigatie(actief),
        "gebruiker": {"naam": naam or naam_van(ctx, partij_id), "namens": namens},
        "uitloggen_url": reverse("inloggen:uitloggen"),
        "contact_url": reverse("mijn:nieuw"),
        "taal_links": taal_links(request),
        "verlaat_url": reverse("snel_weg"),
        "voet_links": [{"tekst": _("Waarvoor wij gegevens gebruiken"), "url": reverse("verwerkingen:lijst")}],
        "stil": STIL,
        "meldingen": list(get_messages(request)),
    }
    return render(request, f"mijn/{template}", schil | gegevens, status=status)


def navigatie(actief: str) -> list[dict[str, Any]]:
    """The menu; `actief` is the name of this page's address."""
    items = [
        ("overzicht", _("Overzicht"), "huis"),
        ("nieuw", _("Vraag stellen"), "toevoegen"),
        ("chat", _("Chatten"), "chat"),
        ("afspraken", _("Afspraken"), "agenda"),
        ("contact", _("Contact met u"), "telefoon"),
        ("inzage", _("Wie heeft mijn gegevens bekeken?"), "gezien"),
        ("rechten", _("Uw gegevens en uw rechten"), "schild"),
        ("machtigingen", _("Wie mag voor u optreden?"), "slot"),
        ("namens", _("Regelen voor een ander"), "personen"),
    ]
    return [
        {"tekst": tekst, "url": reverse(f"mijn:{naam}"), "icoon": icoon, "actief": naam == actief}
        for naam, tekst, icoon in items
    ]
