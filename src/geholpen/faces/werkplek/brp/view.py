"""Ask the BRP about the customer of a question, and show it beside ours."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import Doel, doel_van
from geholpen.domain.partijen.commands import keep_brp
from geholpen.domain.partijen.queries import (
    adressen_vergeleken,
    ask_brp,
    kan_brp,
    laatste_bevraging,
    naam_van,
    vraag_brp,
)
from geholpen.faces.brp_woorden import mislukt
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.schil import pagina
from geholpen.faces.werkplek.vraag.bladzij import context
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.errors import Refused


@alleen_medewerker
def view(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """GET shows the last answer; POST asks, keeps what came and shows it."""
    ctx, doel = context(request, partij_id, vraag_id), doel_van(Aanleiding("klantvraag", partij_id, vraag_id))
    if doel is None:
        raise Http404
    if request.method == "POST":
        _ask(ctx, partij_id, doel)
        return HttpResponseRedirect(reverse("werkplek:brp", args=[partij_id, vraag_id]))
    return pagina(request, "brp/page.html", _gegevens(ctx, partij_id, vraag_id, doel), actief="postvak", doel=doel)


def _ask(ctx: Context, partij_id: UUID, doel: Doel) -> None:
    """The question is in the log before it is asked; no transaction is open while the BRP thinks."""
    vraag = vraag_brp(ctx, partij_id)
    keep_brp(ctx, partij_id, doel.nummer, vraag, ask_brp(vraag))


def _gegevens(ctx: Context, partij_id: UUID, vraag_id: UUID, doel: Doel) -> dict[str, Any]:
    laatste = laatste_bevraging(ctx, partij_id)
    return {
        "laatste": laatste,
        "mislukt": mislukt(laatste.code, laatste.status) if laatste and laatste.code else "",
        "naam": naam_van(ctx, partij_id),
        "naam_anders": laatste is not None and G.NAAM in laatste.anders,
        "adres_gevraagd": laatste is not None and G.ADRES in laatste.gevraagd,
        "adres_anders": laatste is not None and G.ADRES in laatste.anders,
        **_adressen(ctx, partij_id),
        "kan": kan_brp(doel.nummer),
        "vraag_url": reverse("werkplek:vraag", args=[partij_id, vraag_id]),
    }


def _adressen(ctx: Context, partij_id: UUID) -> dict[str, Any]:
    """Nothing for a purpose, or a level of certainty, that does not give the address."""
    try:
        found = adressen_vergeleken(ctx, partij_id)
    except Refused:
        return {"geheim": False, "adressen": ()}
    return {"geheim": found.geheim, "adressen": found.adressen}
