"""What somebody typed is given back when it cannot be stored any more."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from geholpen.faces.werkplek.schil import pagina

_TEKSTEN = ("tekst", "belofte", "antwoord", "inhoud")


def give_back(
    request: Any, titel: str, reden: str, *, actief: str, status: int, terug: tuple[str, str] | None = None
) -> HttpResponse:
    """A page with the reason and every text of the form, to take over elsewhere. `terug`: words, address to go on."""
    teksten = [tekst for naam, tekst in request.POST.items() if naam.rpartition("_")[2] in _TEKSTEN and tekst.strip()]
    gegevens = {"titel": titel, "reden": reden, "teksten": teksten, "terug": terug}
    return pagina(request, "deel/bewaard.html", gegevens, actief=actief, status=status)
