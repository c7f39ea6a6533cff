"""Jobs of this room: telling colleagues that a check failed."""

from __future__ import annotations

from uuid import UUID

from geholpen.domain.doelbinding import ports
from geholpen.domain.klantcontacten.aanspraken import waits
from geholpen.domain.klantcontacten.commands.controlemelden import TAAK
from geholpen.domain.klantcontacten.models import Controlemelding
from geholpen.domain.klantcontacten.verdelen.ronde import keep_giving as keep_giving
from geholpen.domain.organisatie.queries import organisatie
from geholpen.domain.partijen.commands import MELD_AANSPRAAK
from geholpen.platform.context import Context
from geholpen.platform.tasks import job

_TEKST = (
    "In een gesprek of bij een vraag klopten te vaak de antwoorden niet op de vraag wie iemand is.\n"
    "De controle is gestopt en er zijn geen gegevens gegeven.\n\n"
    "Bij Beheer, Controles, staat wanneer dat was en welke collega u kunt vragen wat er gebeurde.\n"
)
_AANSPRAAK = (
    "Er is een vertegenwoordiging opgeschreven die niet samengaat met een andere. Niemand mag nu voor deze klant\n"
    "spreken, tot een medewerker beslist. Dat is niet degene die een van beide opschreef.\n\n"
    "Bij Beheer, Vertegenwoordiging, staat om wie het gaat.\n"
)
_ALARM = "\nHet ging om iemand die niet gevonden mag worden. Bel de collega vandaag nog.\n"


@job(TAAK)
def meld_controle(ctx: Context, melding_id: str) -> None:
    """Mail the team lead, and with an alarm the privacy officer. Nothing about the customer."""
    melding = Controlemelding.objects.filter(id=UUID(melding_id)).first()
    if melding is None:
        return
    try:
        if melding.alarm:
            ports.meld_elk(_adressen("fg"), "Alarm: een controle van een klant lukte niet", _TEKST + _ALARM)
    finally:  # whoever cannot be reached holds up nobody else
        ports.meld_elk(_adressen("teamleider"), "Een controle van een klant lukte niet", _TEKST)


@job(MELD_AANSPRAAK)
def meld_aanspraak(ctx: Context, partij_id: str, id: str, afdeling: str) -> None:
    """Mail the team lead when this new claim and another exclude each other. Nothing about who they are."""
    if waits(UUID(partij_id), UUID(id)):
        ports.meld_elk(_adressen("teamleider"), "Twee mensen zeggen dat zij voor een klant mogen spreken", _AANSPRAAK)


def _adressen(rol: str) -> list[str]:
    given = organisatie().instellingen.get("controle_mail")
    return [str(adres) for adres in given.get(rol, ())] if isinstance(given, dict) else []
