"""The search box in the bar: a reference opens a question, a mail address or number shows what is in the own inbox.

A person is looked for in a conversation only.
"""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from geholpen.domain.klantcontacten.queries import lopende_gesprekken, read_kenmerk, zoek_kenmerk
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.postvak import ordenen
from geholpen.faces.werkplek.schil import mag_bellen, pagina

#: A whole mail address, or a number as people write one: nine digits without more can be a BSN.
_ADRES = re.compile(r"\S+@\S+|[(+]*[0+][\d\s().-]{8,}")


@alleen_medewerker
def view(request: Any) -> HttpResponse:
    """Only from a form body: what is typed here may be a name or a BSN, and belongs in no address."""
    term = request.POST.get("q", "").strip()
    kenmerk = read_kenmerk(term)
    found = zoek_kenmerk(request.context, kenmerk) if kenmerk else None
    if found:
        return HttpResponseRedirect(reverse("werkplek:vraag", args=found))
    if _ADRES.fullmatch(term):
        return ordenen.zoek(request)
    if not re.search(r"[\d-]", term):  # ten letters that are no reference of ours: it may as well be a name
        kenmerk = ""
    bellen = mag_bellen(request.context)
    leeg = request.method == "POST" and not term
    gegevens = {
        "kenmerk": kenmerk,
        "gezocht": bool(term),
        "fout": _("Typ eerst een kenmerk, een mailadres of een telefoonnummer.") if leeg else "",
        "bellen": bellen,
        "gesprekken": lopende_gesprekken(request.context) if bellen else [],
    }
    return pagina(
        request, "zoeken/page.html", gegevens, actief="zoeken", status=404 if kenmerk else 422 if leeg else 200
    )
