"""What hangs on a purpose: who notices when it changes or stops. Ids and numbers only, no customers."""

from __future__ import annotations

from dataclasses import dataclass

from geholpen.domain.doelbinding.queries import gebruikt_als_bron
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.klantcontacten.queries import open_vragen_over
from geholpen.domain.organisatie.queries import applicaties_overzicht, medewerkers


@dataclass(frozen=True, slots=True)
class Gevolg:
    """What uses one purpose today."""

    onderwerpen: tuple[str, ...]
    koppelingen: tuple[str, ...]
    tokens: int
    bron_van: tuple[str, ...]  # codes
    open_vragen: int
    medewerkers: int


def gevolg(code: str, nummer: int, rollen: tuple[str, ...], afdelingen: tuple[str, ...]) -> Gevolg:
    """Count what uses the purpose with this code and number, with these roles and departments."""
    here = [o for o in onderwerpen() if o.activiteit == nummer]
    apps = [a for a in applicaties_overzicht() if code in a.activiteiten]
    mensen = [m for m in medewerkers() if m.rollen & set(rollen) and (not afdelingen or m.afdeling_code in afdelingen)]
    return Gevolg(
        onderwerpen=tuple(o.naam for o in here),
        koppelingen=tuple(a.naam for a in apps),
        tokens=sum(a.geldige_tokens for a in apps),
        bron_van=tuple(gebruikt_als_bron(code)),
        open_vragen=open_vragen_over([o.code for o in here]),
        medewerkers=len(mensen),
    )
