"""What could not be read waits here for a person; the raw bytes stay as they came."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from geholpen.domain.berichten.commands import replay_envelop
from geholpen.domain.berichten.queries import RuweEnvelop, kwarantaine, kwarantaine_ruw
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.platform.errors import Invalid

#: The page shows this much of the source; the download has everything.
MAX_BRON = 60_000
STAP = 50
MAX_REGELS = 500


@alleen_beheer("kwarantaine")
@require_GET
def lijst(request: Any) -> HttpResponse:
    """Messages in quarantine, newest first."""
    aantal = request.GET.get("aantal", "")
    aantal = min(int(aantal), MAX_REGELS) if aantal.isascii() and aantal.isdigit() and int(aantal) else STAP
    rows = kwarantaine(request.context, aantal + 1)
    gegevens = {"regels": rows[:aantal], "meer": aantal + STAP if len(rows) > aantal < MAX_REGELS else 0}
    return pagina(request, "kwarantaine/lijst.html", gegevens, actief="kwarantaine")


@alleen_beheer("kwarantaine")
def view(request: Any, envelop_id: UUID) -> HttpResponse:
    """One message: why it is here and its source; POST offers it again."""
    if request.method == "POST":
        try:
            replay_envelop(request.context, envelop_id)
        except Invalid as problem:  # somebody did so a moment ago
            messages.warning(request, problem.reason)
        else:
            zin = _("Het bericht is opnieuw aangeboden. Lukt het lezen weer niet, dan komt het hier zo terug.")
            messages.success(request, zin)
        return HttpResponseRedirect(reverse("beheer:kwarantaine"))
    regel = next((r for r in kwarantaine(request.context, MAX_REGELS) if r.id == envelop_id), None)
    ruw = kwarantaine_ruw(request.context, envelop_id)
    if regel is None or ruw is None:
        raise Http404
    tekst = ruw.ruw[:MAX_BRON].decode("utf-8", "replace")
    gegevens = {"regel": regel, "bron": tekst, "afgekapt": len(ruw.ruw) > MAX_BRON, "te_groot": ruw.te_groot}
    gegevens["eind"] = _kind(ruw)
    return pagina(request, "kwarantaine/page.html", gegevens, actief="kwarantaine")


def _kind(ruw: RuweEnvelop) -> str:
    """How the name of its file ends: what came by mail is a mail, a scan a PDF, what a provider told JSON or a form."""
    if ruw.ruw.startswith(b"%PDF-"):
        return "pdf"
    if ruw.ruw.lstrip().startswith((b"{", b"[")):
        return "json"
    return "eml" if ruw.kanaal == "email" else "txt"


@alleen_beheer("kwarantaine")
@require_GET
def bron(request: Any, envelop_id: UUID) -> HttpResponse:
    """The source as a file, never as a page of ours."""
    ruw = kwarantaine_ruw(request.context, envelop_id)
    if ruw is None:
        raise Http404
    response = HttpResponse(ruw.ruw, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{envelop_id}.{_kind(ruw)}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
