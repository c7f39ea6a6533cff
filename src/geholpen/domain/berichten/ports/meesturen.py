"""Which files may go along with an answer: judged by what they are, before anybody sends them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geholpen.domain.berichten.ports import bestandscontrole
from geholpen.domain.berichten.ports.bijlagen import maak_bijlage
from geholpen.domain.berichten.ports.ontvangen import OntvangenBijlage
from geholpen.platform.errors import Invalid

#: What one answer carries: most mail servers refuse more.
MAX_AANTAL, MAX_BESTAND, MAX_SAMEN = 10, 10 * 1024 * 1024, 18 * 1024 * 1024
#: What customers can open anywhere, by what the file is and not by what it is called.
MAG = {
    "application/pdf",
    "image/png",
    "image/jpeg",
    "image/gif",
    "text/plain",
    "text/calendar",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.text",
}


def judge(bestanden: Iterable[tuple[str, str, bytes]]) -> tuple[OntvangenBijlage, ...]:
    """Files as (name, declared type, content) in; attachments that may go out. Raises Invalid that says which not."""
    found = [maak_bijlage(naam, soort, inhoud) for naam, soort, inhoud in bestanden]
    within_one_answer(found)
    for bijlage in found:
        _judge_one(bijlage)
    return tuple(found)


def within_one_answer(found: Sequence[OntvangenBijlage]) -> None:
    """These go along with one answer together. Raises Invalid."""
    if len(found) > MAX_AANTAL:
        raise Invalid("bijlagen", f"U kunt hoogstens {MAX_AANTAL} bestanden meesturen.")
    if sum(b.grootte for b in found) > MAX_SAMEN:
        raise Invalid("bijlagen", "De bestanden zijn samen groter dan 18 MB. Stuur minder bestanden mee.")


def _judge_one(bijlage: OntvangenBijlage) -> None:
    if bijlage.grootte > MAX_BESTAND:
        raise Invalid("bijlagen", f"Het bestand {bijlage.naam} is groter dan 10 MB.")
    if not bijlage.grootte:
        raise Invalid("bijlagen", f"Het bestand {bijlage.naam} is leeg.")
    if bijlage.herkend_type not in MAG:
        raise Invalid("bijlagen", f"Het bestand {bijlage.naam} kan niet mee. Maak er een PDF van.")
    if bijlage.waarschuwing:
        raise Invalid("bijlagen", f"Het bestand {bijlage.naam} kan niet mee. {bijlage.waarschuwing}")
    uitkomst = bestandscontrole.check(bijlage.inhoud)
    if isinstance(uitkomst, bestandscontrole.Besmet):
        raise Invalid("bijlagen", f"In het bestand {bijlage.naam} zit een virus. Het is niet verstuurd.")
    if isinstance(uitkomst, bestandscontrole.NietGecontroleerd):
        raise Invalid("bijlagen", "De viruscontrole antwoordt niet. Probeer het over een paar minuten opnieuw.")
