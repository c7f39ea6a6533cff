"""What an employee may promise about an appointment: the message that really goes to this customer, or none."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from geholpen.domain.berichten.queries import mededeling_over
from geholpen.domain.partijen.queries import heeft_eigen_omgeving
from geholpen.platform.context import system


def told(partij_id: UUID) -> str:
    """How the customer hears of it, in one or two sentences. The address itself is not shown."""
    ctx = system("balie", "afspraak").over({partij_id})
    zinnen = [_way(mededeling_over(ctx, partij_id))]
    if heeft_eigen_omgeving(ctx, partij_id):
        zinnen.append(_("Het staat ook in Mijn."))
    return " ".join(zinnen)


def _way(kanaal: str) -> str:
    if kanaal == "email":
        return _("De klant krijgt een mail.")
    if kanaal == "sms":
        return _("De klant krijgt een sms.")
    return _("Wij hebben geen adres om bericht te sturen. Bel de klant of vertel het nu.")
