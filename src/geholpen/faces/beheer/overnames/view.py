"""What was taken over from another register, and what could not be: numbers and keys, for the functional manager."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from geholpen.domain.overnemen.queries import overnames
from geholpen.faces.beheer.schil import alleen_beheer, pagina

#: Keys shown of one list; the file has all of them.
GETOOND = 20


@alleen_beheer("overnames")
@require_GET
def view(request: Any) -> HttpResponse:
    """The last twenty, newest first."""
    return pagina(request, "overnames/page.html", {"overnames": overnames(), "getoond": GETOOND}, actief="overnames")
