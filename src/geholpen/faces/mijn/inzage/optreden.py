"""Lines in which somebody acted for another: "door uw bewindvoerder", or what you did yourself for somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from geholpen.domain.doelbinding.queries import Inzage
from geholpen.domain.klantcontacten.queries import gesprekken_namens
from geholpen.domain.partijen.queries import mijn_vertegenwoordigers, naam_van, voor_wie
from geholpen.domain.rechten.queries import toestemmingen_van
from geholpen.faces.mijn.woorden import ROL
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.errors import Refused
from geholpen.platform.taal import vertaald

MIJN, GESPREK = "machtiging", "namens"
VOOR_ANDER = "vertegenwoordigt"
#: What a line is called in which somebody answers about consent for another, and in which they stop it.
ANTWOORDEN = ("Voor een ander antwoord gegeven op de vraag om toestemming", "Voor een ander de toestemming ingetrokken")
#: An answer and its line of the log are made in one transaction.
NAUW = timedelta(seconds=5)
NEE = gettext_noop("Het antwoord was nee, voor: %(doel)s.")
#: By the reason of a line: which side the reader was on, the kind of representation, and the name of the other where
#: the reader may know it. By its trace: in the third place what was answered in it.
Optreden = dict[UUID, tuple[str, ...]]


def optreden(ctx: Context, partij_id: UUID, regels: Iterable[Inzage]) -> Optreden:
    """What is known of the lines that need it."""
    regels = list(regels)
    soorten = {r.aanleiding_soort for r in regels}
    bekend: Optreden = {**gesprekken_namens(ctx, partij_id)} if GESPREK in soorten else {}
    if MIJN in soorten:
        bekend |= mijn_vertegenwoordigers(ctx, partij_id)
        bekend |= _names(ctx, partij_id, bekend, {r.aanleiding_id for r in regels}) | _answers(ctx, partij_id, regels)
    return bekend


def _names(ctx: Context, partij_id: UUID, bekend: Optreden, ids: set[UUID | None]) -> Optreden:
    """The same with the name of whom the reader acted for, as long as they may act: else it is nobody's to read."""
    found: Optreden = {}
    for wie in voor_wie(ctx, partij_id):
        id = wie.vertegenwoordiging_id
        if id not in ids or bekend.get(id, ("", ""))[0] != VOOR_ANDER:
            continue
        try:
            naam = naam_van(ctx.voor(Aanleiding(MIJN, wie.partij_id, id)), wie.partij_id)
        except Refused:  # the mandate does not hold on their side
            continue
        found[id] = (VOOR_ANDER, wie.soort, naam)
    return found


def _answers(ctx: Context, partij_id: UUID, regels: list[Inzage]) -> Optreden:
    """By the trace of a line: which answer about consent somebody gave for the reader in it, and for what."""
    gevraagd = [r for r in regels if r.aanleiding_soort == MIJN and set(r.wat) & set(ANTWOORDEN)]
    momenten = list(_moments(ctx, partij_id)) if gevraagd else []
    return {
        r.trace: ("", "", zin)
        for r in gevraagd
        for moment, stopt, zin in momenten
        if stopt == (ANTWOORDEN[1] in r.wat) and abs(moment - r.moment) < NAUW
    }


def _moments(ctx: Context, partij_id: UUID) -> Iterator[tuple[datetime, bool, str]]:
    """When somebody else answered or stopped (True), and what that says."""
    for t in toestemmingen_van(ctx, partij_id):
        doel = {"doel": vertaald(t.vraag.naam)}
        for a in t.alle:
            if a.door:
                yield a.moment, False, (_("Het antwoord was ja, voor: %(doel)s.") if a.ja else _(NEE)) % doel
            if a.gestopt_op and a.gestopt_door:
                yield a.gestopt_op, True, _("Gestopt is: %(doel)s.") % doel


def antwoord(i: Inzage, bekend: Optreden) -> str:
    """What was answered in such a line; "" for another."""
    return (*bekend.get(i.trace, ()), "", "", "")[2]


def kop(i: Inzage, bekend: Optreden) -> str:
    """The heading of such a line; "" for another."""
    if i.aanleiding_soort not in (MIJN, GESPREK):
        return ""
    if for_another(i, bekend):
        naam = _name(i, bekend)
        return _("U deed dit voor %(naam)s") % {"naam": naam} if naam else _("U deed dit voor iemand anders")
    return _("Iemand die voor u mag optreden")


def waarom(i: Inzage, bekend: Optreden) -> str:
    """The purpose, without a full stop; of a line about somebody else it says who "you" is."""
    doel = vertaald(i.waarom)
    if not for_another(i, bekend):
        return doel
    wie = _name(i, bekend) or _("de ander")
    return _("%(doel)s. Staat hier “u” of “uw”? Dan is dat %(wie)s") % {"doel": doel.rstrip("."), "wie": wie}


def _name(i: Inzage, bekend: Optreden) -> str:
    return (*bekend.get(i.aanleiding_id, ()), "", "", "")[2] if i.aanleiding_id else ""


def for_another(i: Inzage, bekend: Optreden) -> bool:
    """The reader acted, and it was about somebody else."""
    return i.aanleiding_id is not None and bekend.get(i.aanleiding_id, ("", ""))[0] == VOOR_ANDER


def wie(i: Inzage, bekend: Optreden, medewerker: str) -> str:
    """Who did it; "" for a line in which nobody acted for another. `medewerker`: "Een medewerker van …"."""
    if i.aanleiding_soort not in (MIJN, GESPREK):
        return ""
    if for_another(i, bekend):
        zelf = _("%(wie)s, toen u voor iemand anders sprak") % {"wie": medewerker}
        return _("U zelf, voor iemand anders") if i.aanleiding_soort == MIJN else zelf
    soort = bekend.get(i.aanleiding_id, ("", ""))[1] if i.aanleiding_id else ""
    rol = ROL.get(soort)
    if i.aanleiding_soort == MIJN:
        return _("Uw %(rol)s") % {"rol": rol} if rol else _("Iemand die voor u mag optreden")
    return _("%(wie)s, gevraagd door uw %(rol)s") % {"wie": medewerker, "rol": rol or _("vertegenwoordiger")}
