"""Changes of settings as people read them: what it was, what it becomes, who, and whether this person may say yes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.organisatie.queries import WijzigingInfo, namen, wijzigingen
from geholpen.platform.errors import Invalid, Missing

ROLLEN: dict[str, Any] = {
    "fg": gettext_lazy("de privacy officer"),
    "archivaris": gettext_lazy("de archivaris"),
    "gegevenseigenaar": gettext_lazy("de proceseigenaar"),
}
STANDEN: dict[str, tuple[Any, str]] = {
    "open": (gettext_lazy("Wacht op een besluit"), "info"),
    "toegepast": (gettext_lazy("Geldt"), "ok"),
    "afgewezen": (gettext_lazy("Afgewezen"), "neutraal"),
    "ingetrokken": (gettext_lazy("Ingetrokken"), "neutraal"),
}
#: What is said after each way a proposal can go.
KLAAR: dict[str, Any] = {
    "toegepast": gettext_lazy("Dit is bewaard en geldt vanaf nu."),
    "open": gettext_lazy("Uw voorstel is bewaard. Een collega besluit erover. Tot dan verandert er niets."),
    "afgewezen": gettext_lazy("Het voorstel is afgewezen. Er verandert niets."),
    "ingetrokken": gettext_lazy("Uw voorstel is ingetrokken. Er verandert niets."),
}
Rij = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Getoond:
    """One change with everything a page says of it."""

    info: WijzigingInfo
    titel: str
    rijen: list[Rij]
    wie: str
    beslisser: str
    beslissers: str
    stand: tuple[str, str]
    mag_beslissen: bool
    eigen: bool
    gevolgen: list[str] = field(default_factory=list)


def rolnamen(codes: Iterable[str]) -> str:
    """These roles as one reads them: "de archivaris of de privacy officer"."""
    return _(" of ").join(str(ROLLEN[c]) for c in sorted(codes))


def show(
    request: Any,
    soorten: Iterable[str],
    titel: Callable[[WijzigingInfo], str],
    rijen: Callable[[WijzigingInfo], list[Rij]],
    gevolgen: Callable[[WijzigingInfo], list[str]] = lambda _: [],
) -> tuple[list[Getoond], list[Getoond]]:
    """What waits, and what went before, for these kinds of settings."""
    wie, ik = namen(), request.medewerker

    def one(info: WijzigingInfo) -> Getoond:
        eigen, open_ = info.voorgesteld_door == ik.id, info.stand == "open"
        woord, kleur = STANDEN[info.stand]
        return Getoond(
            info=info,
            titel=titel(info),
            rijen=rijen(info),
            wie=wie.get(info.voorgesteld_door, _("een collega")),
            beslisser=wie.get(info.besloten_door, _("een collega")) if info.besloten_door else "",
            beslissers=rolnamen(info.beslissers),
            stand=(str(woord), kleur),
            mag_beslissen=open_ and not eigen and bool(ik.rollen & info.beslissers),
            eigen=open_ and eigen,
            gevolgen=gevolgen(info) if open_ else [],
        )

    found = [one(info) for info in wijzigingen(*soorten)]
    return [g for g in found if g.info.stand == "open"], [g for g in found if g.info.stand != "open"]


def decide(request: Any, door: Callable[..., str]) -> dict[str, str]:
    """The yes or no that was sent, through the door of its room. What is wrong, by field; nothing when it was kept."""
    given = request.POST.get("wijziging", "")
    veld = f"reden_{given}"
    try:
        stand = door(request.context, UUID(given), request.POST.get("doe") == "ja", request.POST.get(veld, ""))
    except ValueError:
        raise Missing from None
    except Invalid as problem:
        return {veld: problem.reason}
    messages.success(request, str(KLAAR[stand]))
    return {}
