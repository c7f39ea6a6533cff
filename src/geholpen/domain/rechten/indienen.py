"""How every request begins: a klantvraag with the term of the law, and the request beside it. Only inside a door."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten.commands import EigenVraag, stel_vraag
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.rechten import begrenzen
from geholpen.domain.rechten.models import Rechtenverzoek, RechtenverzoekInhoud
from geholpen.domain.rechten.termijn import uiterlijk
from geholpen.platform.context import Context

#: The subject of every request: it brings the purpose, and the privacy officer as the only one who reads it.
ONDERWERP = "privacy"


def dien_in(
    ctx: Context,
    partij_id: UUID,
    soort: str,
    tekst: str,
    *,
    id: UUID,
    gevraagd: dict[str, Any] | None = None,
    **over: Any,
) -> UUID:
    """The question and the request; the same `id` again changes nothing. Returns the id of both.

    `over`: trace, activiteit, onderdelen; what it is about.
    """
    dag = uiterlijk(timezone.localdate())
    klantvraag_id = stel_vraag(ctx, partij_id, EigenVraag(ONDERWERP, tekst, id, dag))
    write_down(ctx, partij_id, klantvraag_id, soort, dag, gevraagd, **over)
    return klantvraag_id


def write_down(
    ctx: Context,
    partij_id: UUID,
    klantvraag_id: UUID,
    soort: str,
    dag: date,
    gevraagd: dict[str, Any] | None = None,
    **over: Any,
) -> None:
    """The request beside its question, once; and what counts from now on because of it.

    `over`: what it is about, and `ingediend_op` when it was asked before it was written down.
    """
    if Rechtenverzoek.objects.filter(partij_id=partij_id, id=klantvraag_id).exists():
        return
    herkomst = ctx.herkomst(onderwerp(ONDERWERP).activiteit)
    eigen = {"partij_id": partij_id, "id": klantvraag_id, "klantvraag_id": klantvraag_id, **herkomst}
    row = Rechtenverzoek.objects.create(soort=soort, uiterlijk_op=dag, **over, **eigen)
    RechtenverzoekInhoud.objects.create(gevraagd=gevraagd or {}, **eigen)
    doelen = (gevraagd or {}).get("doelen", ())
    begrenzen.begin(row, {"partij_id": partij_id, "verzoek_id": klantvraag_id, **herkomst}, doelen)
