"""Which steps somebody can take with a version now: by its state and by role. For what is shown; the doors decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from geholpen.domain.doelbinding import commands
from geholpen.domain.doelbinding.queries import Stap, Versie
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid


@dataclass(frozen=True, slots=True)
class Actie:
    """One step as a choice on the page."""

    code: str
    rol: frozenset[str]
    standen: frozenset[str]
    tekst: Any  # on the button
    uitleg: Any  # above the reason
    klaar: Any  # said afterwards
    gevaar: bool = False


_BEHEER, _FG = frozenset({"functioneel_beheerder"}), frozenset({"fg"})
_EIGENAAR, _HOUDER = frozenset({"gegevenseigenaar"}), frozenset({"registerhouder"})
_LOOPT = frozenset({"actief", "geschorst", "verlopen"})
ACTIES = (
    Actie(
        "advies_vragen",
        _BEHEER,
        frozenset({"concept"}),
        _("Advies vragen"),
        _("Daarna kunt u deze versie niet meer veranderen. De functionaris gegevensbescherming krijgt hem te zien."),
        _("Het advies is gevraagd."),
    ),
    Actie(
        "weggooien",
        _BEHEER,
        frozenset({"concept"}),
        _("Concept weggooien"),
        _("Niemand kan dit concept daarna nog gebruiken. Het blijft wel in de geschiedenis staan."),
        _("Het concept is weggegooid."),
        True,
    ),
    Actie(
        "uitzondering",
        _FG,
        frozenset({"concept"}),
        _("Vaag doel toestaan"),
        _("Het register weigert een doel dat op alles past. U kunt één tekst toch toestaan. Uw reden is openbaar."),
        _("Deze tekst is toegestaan."),
    ),
    Actie(
        "adviseren",
        _FG,
        frozenset({"ter_advies"}),
        _("Advies geven"),
        _("Uw advies staat in het register. Tegen een negatief advies in goedkeuren kan alleen met uitleg."),
        _("Uw advies is vastgelegd."),
    ),
    Actie(
        "goedkeuren",
        _EIGENAAR,
        frozenset({"ter_advies"}),
        _("Goedkeuren"),
        _("Met uw goedkeuring kan de registerhouder dit doel aanzetten."),
        _("Deze versie is goedgekeurd."),
    ),
    Actie(
        "terugsturen",
        _EIGENAAR,
        frozenset({"ter_advies"}),
        _("Terugsturen"),
        _("Dit wordt weer een concept. Wie het opstelde leest waarom en past het aan. Daarna volgt nieuw advies."),
        _("Teruggestuurd. Het is weer een concept."),
    ),
    Actie(
        "aanzetten",
        _HOUDER,
        frozenset({"goedgekeurd"}),
        _("Aanzetten"),
        _("Vanaf dat moment geldt deze versie. De vorige versie stopt tegelijk."),
        _("Deze versie is actief."),
    ),
    Actie(
        "schorsen",
        _FG,
        frozenset({"actief"}),
        _("Schorsen"),
        _("Niemand kan hierna nog gegevens lezen voor dit doel. Dat geldt vanaf de eerstvolgende keer."),
        _("Dit doel is geschorst. Niemand leest er nog gegevens voor."),
        True,
    ),
    Actie(
        "hervatten",
        _FG,
        frozenset({"geschorst"}),
        _("Hervatten"),
        _("Medewerkers kunnen daarna weer werken voor dit doel."),
        _("Dit doel is weer actief."),
    ),
    Actie(
        "bewijs",
        _BEHEER | _EIGENAAR,
        _LOOPT,
        _("Bewijs vastleggen"),
        _("Laat zien dat dit doel aan zijn taak bijdraagt. Daarmee schuift de evaluatiedatum op, hoogstens een jaar."),
        _("Het bewijs is vastgelegd."),
    ),
    Actie(
        "intrekken",
        _HOUDER,
        _LOOPT | {"ter_advies", "goedgekeurd"},
        _("Intrekken"),
        _("Deze versie stopt voorgoed. Een nieuwe versie kan altijd."),
        _("Deze versie is ingetrokken."),
        True,
    ),
)


#: Whose earlier steps with the same version stand in the way of a step: four people, as the database wants it.
_EIGEN = frozenset({"opgesteld", "gewijzigd"})
_ANDEREN = {
    "uitzondering": _EIGEN,
    "adviseren": _EIGEN,
    "goedkeuren": _EIGEN | {"advies"},
    "aanzetten": _EIGEN | {"advies", "goedgekeurd"},
}
ZELF = _(
    "U zette al een andere stap met deze versie. Opstellen, adviseren, goedkeuren en aanzetten doen vier verschillende"
    " mensen. De volgende stap is voor een collega."
)


def possible(versie: Versie, rollen: frozenset[str], wie: UUID, stappen: Iterable[Stap]) -> tuple[list[Actie], Any]:
    """What these roles can do with this version now, and why somebody who would be next cannot; "" when they can.

    `stappen`: those of this version, newest first. Before there is an advice nobody approves; the page says that.
    """
    stappen = list(stappen)
    hier = [a for a in ACTIES if a.rol & rollen and versie.status in a.standen]
    mine = {s.stap for s in stappen if s.door == wie}
    zelf = [a for a in hier if mine & _ANDEREN.get(a.code, frozenset())]
    nooit = {"goedkeuren"} if advice(stappen) is None else set()
    return [a for a in hier if a not in zelf and a.code not in nooit], ZELF if zelf else ""


def advice(stappen: Iterable[Stap]) -> Stap | None:
    """The advice that counts: the newest since the version was sent back, if it ever was. `stappen`: newest first."""
    found = next((s for s in stappen if s.stap in {"advies", "teruggestuurd"}), None)
    return found if found is not None and found.stap == "advies" else None


def take(ctx: Context, code: str, versie: int, actie: str, post: Any) -> None:
    """Take one step with what was typed. Raises Invalid, Refused and Missing."""
    waarom = post.get("waarom", "")
    plain = {
        "advies_vragen": commands.ask_advice,
        "weggooien": commands.discard_concept,
        "goedkeuren": commands.approve,
        "terugsturen": commands.send_back,
        "aanzetten": commands.activate,
        "schorsen": commands.suspend,
        "hervatten": commands.resume,
        "intrekken": commands.withdraw,
    }
    if actie in plain:
        plain[actie](ctx, code, versie, waarom)
    elif actie == "adviseren":
        if post.get("oordeel") not in {"positief", "negatief"}:
            raise Invalid("oordeel", "Kies of uw advies positief of negatief is.")
        commands.advise(ctx, code, versie, waarom, post["oordeel"] == "positief")
    elif actie == "uitzondering":
        commands.allow_doel(ctx, code, versie, post.get("doel", ""), waarom)
    elif actie == "bewijs":
        commands.record_bewijs(
            ctx, code, versie, waarom, post.get("uitkomst", ""), _day(post.get("evaluatiedatum", ""))
        )
    else:
        raise Invalid("actie", "Kies wat u wilt doen.")


def _day(text: str) -> Any:
    try:
        found = parse_date(text.strip())
    except ValueError:
        found = None
    if found is None:
        raise Invalid("evaluatiedatum", "Kies een dag in de komende twaalf maanden.")
    return found
