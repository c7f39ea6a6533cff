"""DOOR. Actions in the form of the VNG: for the organisation, and for the person they are about."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.verantwoording import acties, policy, vng_rechten
from geholpen.domain.verantwoording.acties import Actie, Acties, Actievraag, Object
from geholpen.domain.verantwoording.betrokkenen import Betrokkenen, is_bsn, whom
from geholpen.domain.verantwoording.models import Verwerkingsactie
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue, query
from geholpen.platform.errors import Missing, Refused


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor=policy.DOEL,
    handeling="zoeken",
    naam="Verwerkingsacties over u aan een ander programma gegeven",
    betrokkenen=lambda found: found.partijen,
)
def verwerkingsacties(ctx: Context, vraag: Actievraag) -> Acties:
    """Actions with this person in them, newest first. Raises Refused and Invalid."""
    vng_rechten.check_search(policy.scopes(ctx), vraag.vertrouwelijkheid)
    totaal, found = acties.zoek(vraag, whom(ctx, vraag.soort, vraag.object_id))
    acties.geef_uit(found)
    return Acties(totaal, tuple(found), acties.partijen_in(found))


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor=policy.DOEL,
    naam="Een verwerkingsactie over u aan een ander programma gegeven",
    betrokkenen=lambda actie: acties.partijen_in([actie]),
)
def verwerkingsactie(ctx: Context, actie_id: UUID) -> Actie:
    """One action in its newest state, by any id it has had. Raises Refused and Missing."""
    vng_rechten.check_search(policy.scopes(ctx), {vng_rechten.NORMAAL})
    row = Verwerkingsactie.objects.filter(id=actie_id).first()
    states = list(acties.current().filter(logisch_id=row.logisch_id)) if row else []
    if not states:
        return _own(ctx, actie_id)
    vng_rechten.check_read(policy.scopes(ctx), states[0].vertrouwelijkheid)
    found = acties.of_states(states)
    acties.geef_uit(found)
    return found[0]


def _own(ctx: Context, actie_id: UUID) -> Actie:
    found = acties.eigen_actie(actie_id)
    if found is None:
        raise Missing
    vng_rechten.check_read(policy.scopes(ctx), found.vertrouwelijkheid)
    acties.geef_uit([found])
    return found


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor=policy.DOEL,
    handeling="zoeken",
    naam="Voor u opgevraagd wat er met uw gegevens is gedaan",
    betrokkenen=lambda found: found.partijen,
)
def verwerkte_objecten(ctx: Context, vraag: Actievraag) -> Acties:
    """For the person: actions with only that person in each, never a confidential one. Raises Refused and Invalid."""
    ziet = _for_citizen(ctx)
    wie = whom(ctx, vraag.soort, vraag.object_id)
    totaal, found = acties.zoek(replace(vraag, vertrouwelijkheid=ziet), wie)
    eigen = {p[:40] for p in wie.pseudoniemen}
    alleen = [replace(a, objecten=tuple(o for o in a.objecten if _is(o, wie, eigen))) for a in found]
    acties.geef_uit(alleen)
    return Acties(totaal, tuple(alleen), acties.partijen_in(alleen))


@query(
    gegevens={G.INZAGEREGISTRATIE},
    voor=policy.DOEL,
    naam="Voor u opgevraagd wat er in één handeling met uw gegevens is gedaan",
    betrokkenen=lambda found: [found[1].partij_id] if found[1].partij_id else [],
)
def verwerkt_object(ctx: Context, object_id: UUID) -> tuple[Actie, Object]:
    """One person in one action. Raises Refused and Missing."""
    ziet = _for_citizen(ctx)
    found = acties.actie_van_object(object_id)
    if found is None or found[0].vertrouwelijkheid not in ziet:
        raise Missing
    acties.geef_uit([replace(found[0], objecten=(found[1],))])
    return found


def _is(o: Object, wie: Betrokkenen, eigen: set[str]) -> bool:
    return o.partij_id in wie.partijen or o.pseudoniem in eigen


def _for_citizen(ctx: Context) -> frozenset[str]:
    """What this token may show a person. Raises Refused."""
    scopes = policy.scopes(ctx)
    if not scopes & {"read:normal", "read:confidential"}:
        raise Refused("SCOPE", "Het token heeft dit recht niet: read:normal of read:confidential.")
    lifted = {vng_rechten.OPGEHEVEN} if "read:confidential" in scopes else set()
    return frozenset({vng_rechten.NORMAAL, *lifted})


@catalogue
def is_burgerservicenummer(soort: str, id: str) -> bool:
    """Whether this is a BSN, which has no place in an address."""
    return is_bsn(soort, id)


@catalogue
def soort_object_id() -> str:
    """The kind of every id of a person that is told."""
    return acties.soort_object_id()
