"""A database that was put back from a copy: it serves nothing until what was destroyed since is destroyed again.

`geholpen herstel` does that. The processes ask first: pages answer 503, the worker and the stream do not begin.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable
from typing import Any

import django
from django.conf import settings
from django.db import InterfaceError, OperationalError, ProgrammingError, connection

from geholpen.platform.checks import unknown_columns

logger = logging.getLogger(__name__)
TERUGGEZET = (
    "Deze database is een reservekopie die is teruggezet: {aantal} keer zijn gegevens vernietigd die hier nog staan."
    " Voer eerst uit: geholpen migrate, en daarna geholpen herstel."
)
ANDERE = (
    "Deze database hoort bij omgeving {naam}, en dit is {hier}. Is het een kopie om mee te testen?"
    " Voer eerst uit: geholpen anonimiseer."
)
ONBEKEND = "Van deze tabellen en kolommen zegt geen model wat erin staat: {wat}. Voer uit: geholpen migrate."
_Start = Callable[..., Any]


def behind() -> str:
    """Why this database may not serve; empty when it may."""
    try:
        return _behind()
    except ProgrammingError:  # a table or column of ours is not there
        connection.close()
        return "De database is nog niet bijgewerkt. Voer eerst uit: geholpen migrate."


def _behind() -> str:
    from geholpen.domain.bewaren.queries import niet_uitgevoerd  # noqa: PLC0415  (needs a set-up Django)
    from geholpen.platform import events  # noqa: PLC0415

    todo = len(niet_uitgevoerd())
    if todo:
        return TERUGGEZET.format(aantal=todo)
    if events.is_ahead():
        return "Deze database komt van een andere server. Voer eerst uit: geholpen migrate."
    return _not_ours()


def _not_ours() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT naam FROM kern.omgeving")
        (naam,) = cursor.fetchone() or ("",)
        unknown = unknown_columns(cursor)
    if naam != settings.OMGEVING:
        return ANDERE.format(naam=naam, hier=settings.OMGEVING)
    return ONBEKEND.format(wat=", ".join(unknown)) if unknown else ""


def refuse() -> bool:
    """For a process that begins: say why it may not, on the error output. False when it may, or nobody can tell yet."""
    try:
        said = behind()
    except (OperationalError, InterfaceError):
        return False
    if said:
        sys.stderr.write(f"geholpen: {said}\n")
    return bool(said)


class Poort:
    """In front of the pages: nothing passes until the database was asked once and is no older than its destructions."""

    def __init__(self, application: _Start) -> None:
        self._application = application
        self._open = False

    def __call__(self, environ: dict[str, Any], start_response: _Start) -> Iterable[bytes]:
        """The answer of the application, or 503 with the reason."""
        if not self._open:
            try:
                said = behind()
            except (OperationalError, InterfaceError):
                return self._application(environ, start_response)  # without a database it has nothing to show either
            if said:
                logger.error("deze database mag niet open: %s", said)
                start_response("503 Service Unavailable", [("Content-Type", "text/plain; charset=utf-8")])
                return [f"{_BEZOEKER}\n".encode()]
            self._open = True
        return self._application(environ, start_response)


_BEZOEKER = "Wij zetten onze gegevens terug en ruimen op wat al weg moest zijn. Probeer het over een kwartier opnieuw."


def main() -> int:
    """Destroy again what the book outside says, and what has expired since. Exit code 0 when all is done."""
    django.setup()
    from geholpen.domain.bewaren.commands import wis_opnieuw  # noqa: PLC0415
    from geholpen.domain.bewaren.queries import niet_uitgevoerd  # noqa: PLC0415
    from geholpen.domain.bewaren.tasks import clean_up  # noqa: PLC0415
    from geholpen.platform.context import system  # noqa: PLC0415

    ctx = system("opdracht", oorsprong="geholpen herstel")
    regels = niet_uitgevoerd()
    for regel in regels:
        wis_opnieuw(ctx, regel)
    opgeruimd = clean_up()
    print(f"{len(regels)} besluiten opnieuw uitgevoerd, {opgeruimd} verlopen rijen vernietigd.")
    left = behind()
    print(left or "Deze database mag weer open.")
    return 1 if left else 0
