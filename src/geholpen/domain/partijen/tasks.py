"""Jobs of this room."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format

from geholpen.domain.doelbinding import ports
from geholpen.domain.organisatie.queries import medewerker
from geholpen.domain.partijen.afscherming.wacht import MELD
from geholpen.domain.partijen.queries_afscherming import afschermgroepen
from geholpen.platform.context import Context
from geholpen.platform.tasks import job


@job(MELD)
def meld_afscherming(ctx: Context, groep: str, medewerker_id: str) -> None:
    """Mail the owner of the group who opened a shielded file and when; nothing about whose file it is."""
    found = next((g for g in afschermgroepen() if g.code == groep), None)
    wie = medewerker(UUID(medewerker_id))
    if found is None:
        return
    tekst = (
        f"{wie.naam if wie else 'Een medewerker'} opende een afgeschermd dossier van de groep {found.naam}.\n"
        f"Deze melding is van {date_format(timezone.localtime(), 'j F Y, H:i')} uur.\n\n"
        "Was dit niet nodig? Bespreek het met de medewerker en met de privacy officer.\n"
    )
    ports.meld(found.meldadres, "Een afgeschermd dossier is geopend", tekst)
