"""One plays the scanner and the printer."""

from __future__ import annotations

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from geholpen.domain.berichten.commands import close_post_early
from geholpen.domain.berichten.queries import printpartijen, wachtende_post
from geholpen.domain.organisatie.queries import organisatie
from geholpen.packs.waterdam.brieven import postkamer as kamer
from geholpen.platform.context import system
from geholpen.platform.errors import Invalid, Unavailable

GEDAAN = {
    "scan": "De brief ligt op de scanner. Het lezen duurt een halve minuut.",
    "terug": "De brief kwam terug en ligt op de scanner. Het lezen duurt een halve minuut.",
    "sluit": "De post van vandaag is dicht. De brieven gaan nu naar de drukker.",
    "stand": "De drukker heeft het gemeld.",
}


@require_http_methods(["GET", "POST"])
def postkamer(request: HttpRequest) -> HttpResponse:
    """Lay something on the scanner, close the post, and say what became of what was printed."""
    fout = ""
    if request.method == "POST":
        try:
            return redirect(f"{request.path}?gedaan={_do(request)}")
        except Invalid as error:
            fout = error.reason
    try:
        gedrukt, drukker = kamer.printed(), True
    except Unavailable:
        gedrukt, drukker = [], False
    context = {
        "organisatie": organisatie(),
        "schrijvers": kamer.schrijvers(),
        "wachtend": wachtende_post(),
        "partijen": printpartijen(10),
        "gedrukt": gedrukt,
        "drukker": drukker,
        "standen": list(kamer.STANDEN.items()),
        "gedaan": GEDAAN.get(request.GET.get("gedaan", ""), ""),
        "fout": fout,
    }
    return render(request, "waterdam/brieven/postkamer.html", context, using="jinja2")


@require_GET
def bekijk(request: HttpRequest, bezorging_id: UUID) -> HttpResponse:
    """A letter as it came off the press."""
    return HttpResponse(kamer.printed_pdf(bezorging_id), content_type="application/pdf")


def _do(request: HttpRequest) -> str:
    """What was pressed; which sentence says that it was done. Raises Invalid."""
    doe, brief = request.POST.get("doe", ""), request.POST.get("brief", "")
    match doe:
        case "scan":
            kamer.scan_ready(brief)
        case "upload":
            file = request.FILES.get("bestand")
            kamer.scan_upload(file.read() if isinstance(file, UploadedFile) else b"")
            return "scan"
        case "terug":
            kamer.scan_back(_id(brief))
        case "sluit":
            close_post_early(system("brief", "demo"))
        case _:
            kamer.tell(_id(brief), doe)
            return "stand"
    return doe


def _id(tekst: str) -> UUID:
    try:
        return UUID(tekst)
    except ValueError:
        raise Invalid("brief", "Kies een brief.") from None
