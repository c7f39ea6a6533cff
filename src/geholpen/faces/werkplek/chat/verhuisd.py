"""A question of the chat went to another customer while somebody had it open: they go along."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from geholpen.domain.chat.queries import plek_van
from geholpen.platform.errors import Refused


def follows(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Who still has the address of before a question moved goes along to where it is now."""

    @functools.wraps(view)
    def guarded(request: Any, partij_id: UUID, vraag_id: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, partij_id, vraag_id, *args, **kwargs)
        except Refused as no:
            nu = plek_van(vraag_id) if no.code == "GEEN_AANLEIDING" else None
            if nu is None or nu == partij_id:
                raise
        if request.method == "POST":
            messages.info(
                request, _("Deze vraag ligt net bij een andere klant. Kijk of het klopt en probeer het weer.")
            )
        url = page_of(nu, vraag_id)
        if "HX-Request" in request.headers:
            return HttpResponse(status=204, headers={"HX-Redirect": url})
        return HttpResponseRedirect(url)

    return guarded


def page_of(partij_id: UUID, vraag_id: UUID) -> str:
    """The page of a question."""
    return reverse("werkplek:vraag", args=[partij_id, vraag_id])
