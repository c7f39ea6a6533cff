"""What a call to another organisation says of its purpose: out of the activity that is open, never out of a setting.

The names are those of the BRP interfaces and of Verwerkingenlogging (VNG).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.logregel import BEWAARDAGEN
from geholpen.domain.doelbinding.models import Verwerkingsactiviteit, VerwerkingsactiviteitVersie
from geholpen.domain.doelbinding.regels import REDENEN, Activiteit, check_activiteit
from geholpen.domain.doelbinding.register import register
from geholpen.domain.doelbinding.uitwisselen import activiteit_uri
from geholpen.domain.doelbinding.verlof import Verlof
from geholpen.domain.organisatie.queries import oin
from geholpen.platform.context import Context
from geholpen.platform.doors import catalogue
from geholpen.platform.errors import Refused
from geholpen.platform.keys import keyed_hash

#: Characters of a value, and of a key of whoever acts.
WAARDE, GEBRUIKER = 242, 40


@catalogue
def verwerkingskoppen(ctx: Context) -> dict[str, str]:
    """Headers for a call to a provider from inside an open door. Raises Refused when its activity is not active now,
    and RuntimeError outside a door.
    """
    if not isinstance(ctx.grant, Verlof):
        raise RuntimeError("The purpose of a call is only known inside a door")
    return koppen_voor(ctx, ctx.grant.activiteit.nummer)


@catalogue
def koppen_voor(ctx: Context, nummer: int) -> dict[str, str]:
    """The same for any activity: for a trial. Raises Refused when it is not active now."""
    a = register.nummer(nummer)
    code = check_activiteit(a, timezone.localdate())
    if code or a is None:
        raise Refused(code, REDENEN[code])
    uuid = Verwerkingsactiviteit.objects.get(nummer=a.nummer).uuid
    aanleiding = ctx.aanleiding.id if ctx.aanleiding else UUID(ctx.trace)
    named = {
        "x-doelbinding": a.code,
        "x-verwerking": f"{a.naam}@{a.code}",
        "x-gebruiker": _who(ctx),
        "x-origin-oin": oin(),
        "OIN": oin(),
        "VerwerkingsactiviteitId": str(uuid),
        "VerwerkingsactiviteitUrl": f"{activiteit_uri(uuid)}?versie={a.versie}",
        "VerwerkingId": str(aanleiding),
        "Vertrouwelijkheid": "vertrouwelijk" if _confidential(a) else "normaal",
        "Bewaartermijn": f"P{BEWAARDAGEN}D",
    }
    return {naam: _plain(waarde) for naam, waarde in named.items()}


@catalogue
def neemt_van(nummer: int, bron: str, soorten: Iterable[int]) -> frozenset[int]:
    """Which of these categories activity `nummer` may take from what was collected for activity `bron`."""
    a, other = register.nummer(nummer), register.code(bron)
    if a is None or other is None or a.nummer == other.nummer:
        return frozenset()
    return frozenset(
        s for s in soorten if (r := a.gegevens.get(s)) and str(other.nummer) in r.bronnen.strip("{}").split(",")
    )


def _who(ctx: Context) -> str:
    """A key that means something to us only, the same for the same person; "systeem" when nobody acts."""
    if ctx.actor.id is None:
        return str(ctx.actor.soort)
    return keyed_hash("gebruiker", str(ctx.actor.id)).hex()[:GEBRUIKER]


def _confidential(a: Activiteit) -> bool:
    return VerwerkingsactiviteitVersie.objects.filter(
        nummer=a.nummer, versie=a.versie, vertrouwelijk_tot__gte=timezone.localdate()
    ).exists()


def _plain(waarde: str) -> str:
    """As a header can hold it: letters without accents, no control characters, not too long."""
    plain = unicodedata.normalize("NFKD", waarde).encode("ascii", "ignore").decode()
    return "".join(c for c in plain if c.isprintable())[:WAARDE]
