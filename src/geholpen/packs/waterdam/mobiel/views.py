"""Choose a resident, read and write on the telephone."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from geholpen.domain.organisatie.queries import organisatie
from geholpen.packs.waterdam.mobiel import toestel as apparaat
from geholpen.platform.errors import Invalid

#: Buttons beside writing: only WhatsApp has them.
DADEN = ("stop", "weer", "weg", "terug", "dag-stil")


@require_GET
def kiezen(request: HttpRequest) -> HttpResponse:
    """Whose telephone to pick up."""
    context = {"organisatie": organisatie(), "bewoners": apparaat.bewoners()}
    return render(request, "waterdam/mobiel/kiezen.html", context, using="jinja2")


@require_http_methods(["GET", "POST"])
def toestel(request: HttpRequest, sleutel: str, app: str) -> HttpResponse:
    """One app on the telephone of one customer."""
    if sleutel not in apparaat.bewoners() or app not in apparaat.APPS:
        raise Http404
    fout = ""
    if request.method == "POST":
        try:
            _do(request, sleutel, app)
            return redirect(request.path)
        except Invalid as error:
            fout = error.reason
    context = {
        "organisatie": organisatie(),
        "toestel": apparaat.toestel(sleutel, app),
        "apps": apparaat.APPS,
        "fout": fout,
        "tekst": request.POST.get("tekst", ""),
    }
    return render(request, "waterdam/mobiel/toestel.html", context, using="jinja2")


def _do(request: HttpRequest, sleutel: str, app: str) -> None:
    wat = request.POST.get("doe", "")
    if wat in DADEN and app == "whatsapp":
        return apparaat.act(sleutel, wat)
    file = request.FILES.get("bestand")
    given = None
    if isinstance(file, UploadedFile):
        given = (file.name or "bestand", file.content_type or "application/octet-stream", file.read())
    return apparaat.write(sleutel, app, request.POST.get("tekst", ""), given)
