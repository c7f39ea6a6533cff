"""Give a question of the chat to who proved to have asked it, and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from geholpen.domain.chat.commands import place_back, place_with_proven
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.chat.verhuisd import follows, page_of
from geholpen.faces.werkplek.vraag.bladzij import context
from geholpen.platform.errors import Refused

#: Refusals that the employee can do something about; any other is a page of its own.
_UITLEG = frozenset({"GEEN_BEWIJS", "BLIJFT_HIER", "ZELF_GESCHREVEN", "NIET_VERPLAATST"})


@alleen_medewerker
@require_POST
@follows
def hoort_bij(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """Give the question to the customer who proved in the chat to have asked it."""
    return _placed(request, place_with_proven, partij_id, vraag_id)


@alleen_medewerker
@require_POST
@follows
def terugzetten(request: Any, partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    """Undo that."""
    return _placed(request, place_back, partij_id, vraag_id)


def _placed(request: Any, place: Callable[..., UUID], partij_id: UUID, vraag_id: UUID) -> HttpResponse:
    try:
        naar: UUID = place(context(request, partij_id, vraag_id), partij_id, vraag_id)
    except Refused as no:
        if no.code not in _UITLEG:
            raise
        messages.warning(request, no.reason)
        return HttpResponseRedirect(page_of(partij_id, vraag_id))
    try:
        regel_van(context(request, naar, vraag_id), naar, vraag_id)
    except Refused:  # whose it is now is not for this employee: a colleague goes on with it
        messages.success(request, _("De vraag ligt bij de juiste klant. Een collega die daarvoor werkt gaat verder."))
        return HttpResponseRedirect(reverse("werkplek:postvak"))
    if place is place_back:
        messages.success(request, _("De vraag staat weer waar hij vandaan kwam."))
    else:
        messages.success(request, _("De vraag ligt nu bij deze klant. De klant ziet hem ook in de eigen omgeving."))
    return HttpResponseRedirect(page_of(naar, vraag_id))
