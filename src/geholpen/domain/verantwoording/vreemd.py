"""Lines that other applications logged with us, as they are read."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from geholpen.domain.doelbinding.queries import activiteit_uri, sleutels
from geholpen.domain.verantwoording import ldv
from geholpen.domain.verantwoording.betrokkenen import Betrokkenen
from geholpen.domain.verantwoording.ldv import Logregel
from geholpen.domain.verantwoording.models import VreemdeRegel
from geholpen.domain.verantwoording.vraag import LdvVraag


def zoek(v: LdvVraag, wie: Betrokkenen | None, hoogstens: int) -> list[VreemdeRegel]:
    """Lines that match, newest first; none of a confidential activity of our own."""
    rows: QuerySet[VreemdeRegel] = VreemdeRegel.objects.exclude(_confidential())
    if v.trace:
        rows = rows.filter(trace=UUID(v.trace))
    if v.start is not None:
        rows = rows.filter(begin_ms__gte=v.start)
    if v.einde is not None:
        rows = rows.filter(einde_ms__lte=v.einde)
    for naam, waarde in ((ldv.ACTIVITEIT, v.activiteit), (ldv.AANROEPER, v.aanroeper)):
        if waarde:
            rows = rows.filter(attributen__contains={naam: waarde})
    if wie is not None:
        rows = rows.filter(Q(partij_id__in=wie.partijen) | Q(betrokkene__in=wie.pseudoniemen))
    elif v.betrokkene_soort:
        rows = rows.filter(attributen__contains={ldv.BETROKKENE_SOORT: v.betrokkene_soort})
    if v.na:
        rows = rows.filter(id__lt=UUID(v.na[:32]))
    return list(rows.order_by("-id")[:hoogstens])


def _confidential() -> Q:
    """Of an activity in our register that is confidential now."""
    geheim = set(sleutels(openbaar=False).values()) - set(sleutels(openbaar=True).values())
    found = Q(pk__in=[])
    for uuid in geheim:
        found |= Q(**{f"attributen__{ldv.ACTIVITEIT}__startswith": activiteit_uri(uuid)})
    return found


def logregel(r: VreemdeRegel) -> Logregel:
    """The line in the form of the standard."""
    over = {ldv.BETROKKENE: r.betrokkene} if r.betrokkene else {}
    return Logregel(
        r.trace.hex, r.span, r.boven_span, r.status, r.naam, r.begin_ms, r.einde_ms, r.bron, {**r.attributen, **over}
    )
