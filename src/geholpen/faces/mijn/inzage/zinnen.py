"""The sentences of a line about who looked: short, plain, and true of the version that counted then. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from geholpen.domain.doelbinding.queries import Inzage, Spoed
from geholpen.platform.taal import vertaald
from geholpen.platform.ui.tijd import datum

#: So many steps of one act are read in one sentence; of more the first is, and the rest is folded in.
SAMEN = 2


def wat(stappen: Iterable[str]) -> str:
    """What was done: the steps of one act in one sentence, or the first of many."""
    eerste, *verder = map(vertaald, stappen)
    samen = [] if len(verder) >= SAMEN else [s[:1].lower() + s[1:] for s in verder]
    return "; ".join([eerste, *samen]) + "."


def meer(stappen: Iterable[str]) -> tuple[str, ...]:
    """The other steps of an act with many, each a sentence; empty when `wat` says them all."""
    _eerste, *verder = map(vertaald, stappen)
    return tuple(f"{s}." for s in verder) if len(verder) >= SAMEN else ()


def met_spoed(spoed: Spoed) -> str:
    """That somebody looked with break-glass, why, and what a colleague found afterwards."""
    redenen = {
        "gevaar": _("Iemand keek met spoed in uw gegevens, omdat er gevaar was."),
        "calamiteit": _("Iemand keek met spoed in uw gegevens, vanwege een calamiteit."),
        "uitval": _("Iemand keek met spoed in uw gegevens, omdat een systeem uitviel."),
    }
    uitkomsten = {
        "terecht": _("Een andere medewerker heeft dit achteraf gecontroleerd: in orde."),
        "onterecht": _("Een andere medewerker heeft dit achteraf gecontroleerd: niet in orde."),
    }
    later = _("Niemand heeft dit op tijd gecontroleerd. Daarom kan dit team het nu niet meer.")
    return f"{redenen[spoed.reden]} {uitkomsten.get(spoed.uitkomst, later)}"


def zonder_gesprek(los: str | None) -> str:
    """That nothing was recorded of the conversation in which somebody looked, and what a colleague found about that."""
    if los is None:
        return ""
    gevonden = {
        "terecht": _("Wij hebben dit nagevraagd: er was een goede reden."),
        "onterecht": _("Wij hebben dit nagevraagd: er was geen goede reden."),
    }
    return f"{_('Van dit gesprek is niets vastgelegd.')} {gevonden.get(los, _('Wij vragen na waarom er is gekeken.'))}"


def gezien(gegevens: Iterable[str]) -> str:
    """Which data, as one list of words; "" when the act gave none."""
    return ", ".join(map(vertaald, gegevens))


def grond(i: Inzage) -> str:
    """Why it was allowed: the law, or because this customer said yes."""
    if i.grondslag == "toestemming":
        return _("Dit mag, omdat u daar toestemming voor gaf.")
    return _("Dit mag van de wet: %(taak)s (%(artikel)s).") % {
        "taak": vertaald(i.taak),
        "artikel": vertaald(i.artikel),
    }


def bewaard(i: Inzage) -> str:
    """Until when we keep the line."""
    return _("Wij bewaren deze regel tot %(dag)s.") % {"dag": datum(i.bewaard_tot)}
