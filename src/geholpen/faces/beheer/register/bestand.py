"""The register as a file, out and in."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from geholpen.domain.doelbinding import commands
from geholpen.domain.doelbinding import queries as register
from geholpen.domain.organisatie.queries import oin
from geholpen.faces.beheer.schil import OPSTELLERS, alleen_beheer, pagina
from geholpen.platform.errors import Invalid

#: Bytes of a file that is taken in.
GROOTTE = 2 * 1024 * 1024


@alleen_beheer("register")
@require_GET
def uitvoeren(request: Any) -> HttpResponse:
    """Every active version in the published schema, the confidential ones too: this is for whoever manages."""
    sleutels = register.sleutels(openbaar=False)
    rows = [register.as_schema(v, oin(), sleutels) for v in register.actieve_versies() if v.inhoud.gegevens]
    response = JsonResponse({"verwerkingsactiviteiten": rows}, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = 'attachment; filename="register-van-doelen.json"'
    return response


@alleen_beheer("register", OPSTELLERS)
def invoeren(request: Any) -> HttpResponse:
    """Choose a file; POST makes concepts and says what could not be taken over."""
    fouten: dict[str, str] = {}
    uitkomst: list[commands.Ingevoerd] = []
    if request.method == "POST":
        try:
            uitkomst = commands.import_activiteiten(request.context, _read(request))
        except Invalid as problem:
            fouten = {problem.field: problem.reason}
    gegevens = {"fouten": fouten, "uitkomst": uitkomst}
    return pagina(request, "register/invoeren.html", gegevens, actief="register", status=422 if fouten else 200)


def _read(request: Any) -> bytes:
    upload = request.FILES.get("bestand")
    if upload is None:
        raise Invalid("bestand", _("Kies een bestand."))
    if upload.size > GROOTTE:
        raise Invalid("bestand", _("Dit bestand is groter dan 2 MB. Deel het op."))
    return bytes(upload.read())
