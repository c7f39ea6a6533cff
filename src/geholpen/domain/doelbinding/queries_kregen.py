"""Who received one kind of data of a customer, out of the log: they must hear when it was not right."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.models import Audit, Uitkomst, VerwerkingsactiviteitVersie
from geholpen.domain.doelbinding.queries_inzage import lines_of
from geholpen.domain.doelbinding.register import register
from geholpen.platform.context import Context
from geholpen.platform.doors import query

#: As far back as the log goes.
DAGEN = 731
#: Lines of the log that are looked at, newest first.
HOOGSTENS = 20_000
#: Whoever handles the request knows already.
ZELF = ("rechten", "rechten_uitvoeren")


@dataclass(frozen=True, slots=True)
class Ontvanger:
    """Who got it: an applicatie or an afdeling (by key), or an organisatie that the register names.

    `vraag_id`: the last question for which a department looked.
    """

    soort: str
    wie: str
    vraag_id: UUID | None = None


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor="rechten_uitvoeren",
    naam="Opgezocht wie een gegeven van u kreeg dat niet klopte",
)
def kregen(ctx: Context, partij_id: UUID, soort: int) -> list[Ontvanger]:
    """Every application and department that received this category, and every organisation their purposes give it to.

    Without what is confidential still, and without the customer's own look.
    """
    got = lines_of(partij_id, DAGEN).annotate(heeft=F("soorten").bitand(1 << (soort - 1))).filter(heeft__gt=0)
    rows = list(
        got.exclude(uitkomst=Uitkomst.GEWEIGERD)
        .exclude(actor_soort__in=("klant", "systeem"))
        .exclude(activiteit__in=[a.nummer for code in ZELF if (a := register.code(code))])
        .values_list("id", "actor_soort", "afdeling", "activiteit", "versie", "aanleiding_soort", "aanleiding_id")[
            :HOOGSTENS
        ]
    )
    ids = [r[0] for r in rows if r[1] == "applicatie"]
    found = [Ontvanger("applicatie", str(id)) for id in _applicaties(ctx.over(()), ids)]
    found += [Ontvanger("afdeling", code, vraag) for code, vraag in _afdelingen(rows).items()]
    return found + [Ontvanger("organisatie", naam) for naam in _organisaties({(r[3], r[4]) for r in rows})]


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor="rechten_uitvoeren",
    naam="Opgezocht welk programma een gegeven kreeg",
    betrokkenen=lambda _: [],
)
def _applicaties(ctx: Context, ids: list[UUID]) -> list[UUID]:
    """Which application each of these lines is of: that is in the audit, which is of no customer."""
    rows = Audit.objects.filter(id__in=ids, actor_id__isnull=False).order_by().values_list("actor_id", flat=True)
    return sorted({id for id in rows.distinct() if id})


def _afdelingen(rows: list[tuple[UUID, str, str, int, int, str, UUID | None]]) -> dict[str, UUID | None]:
    """Newest line first, so that the first question named is the last one."""
    found: dict[str, UUID | None] = {}
    for _id, actor, afdeling, _nummer, _versie, reden, reden_id in rows:
        if actor != "medewerker" or not afdeling:
            continue
        vraag = reden_id if reden == "klantvraag" else None
        if found.get(afdeling) is None:
            found[afdeling] = vraag
    return dict(sorted(found.items()))


def _organisaties(used: set[tuple[int, int]]) -> list[str]:
    versies = VerwerkingsactiviteitVersie.objects.filter(nummer__in={nummer for nummer, _versie in used})
    return sorted({naam for v in versies if (v.nummer, v.versie) in used for naam in v.ontvangers})
