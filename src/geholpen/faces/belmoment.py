"""When we promise to call, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.kanaalwissel.queries import Belmoment
from geholpen.platform.ui.tijd import dag_datum

DEEL = {"ochtend": gettext_lazy("tussen 9 en 12 uur"), "middag": gettext_lazy("tussen 12 en 17 uur")}


def moment_in_words(moment: Belmoment) -> str:
    """As "maandag 30 november 2026, tussen 9 en 12 uur"."""
    return _("%(dag)s, %(deel)s") % {"dag": dag_datum(moment.dag), "deel": DEEL[moment.dagdeel]}
