"""The ways a door says no. Faces turn them into pages once, in one place.

`reason` is written in Dutch and read in the language of whoever is at the screen.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import OperationalError

from geholpen.platform.taal import vertaald


class DoorError(Exception):
    """Base of all kinds; a face catches these and nothing else."""


class Refused(DoorError):
    """You may not. `code` is for the log, `reason` is plain Dutch for the person on the screen.

    `logcode` is what the log keeps when the screen may not tell it: that somebody is shielded.
    """

    def __init__(self, code: str, reason: str, logcode: str = "") -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code
        self.logcode = logcode or code
        self._reason = reason

    @property
    def reason(self) -> str:
        """Why not."""
        return vertaald(self._reason)


class Invalid(DoorError):
    """This input cannot be used. `field` names the input; `reason` is plain Dutch that says what to do.

    `code` is for software that calls an interface: which kind of fault it is.
    """

    def __init__(self, field: str, reason: str, code: str = "invalid") -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.code = code
        self._reason = reason

    #: Other faults in the same input.
    also: tuple["Invalid", ...] = ()

    @classmethod
    def several(cls, faults: "Sequence[Invalid]") -> "Invalid":
        """All of these in one: the first carries the others."""
        first, *rest = faults
        first.also = tuple(rest)
        return first

    @property
    def reason(self) -> str:
        """What to do."""
        return vertaald(self._reason)


def every(*looks: Callable[[], Any]) -> list[Any]:
    """What each of these gives. Raises Invalid with the faults of all of them, not only of the first."""
    found, faults = [], []
    for look in looks:
        try:
            found.append(look())
        except Invalid as fault:
            faults += [fault, *fault.also]
    if faults:
        raise Invalid.several(faults)
    return found


class Missing(DoorError):
    """What is asked for is not there, or no longer."""


class Unavailable(DoorError):
    """A source did not answer. `permanent` says whether trying again can help."""

    def __init__(self, source: str, *, permanent: bool = False) -> None:
        super().__init__(source)
        self.source = source
        self.permanent = permanent


class LogClosed(Unavailable, OperationalError):
    """The log cannot be written, so nothing may be shown or done. For jobs it is a database that is away: they wait."""

    def __init__(self) -> None:
        super().__init__("logboek")

    @property
    def reason(self) -> str:
        """Why nothing is shown."""
        return vertaald(REDENEN["LOGBOEK"])


#: The database refused a statement: our own fault, or somebody who tries to get in.
INCIDENT = "INCIDENT"
#: Reasons of the platform itself.
REDENEN = {
    INCIDENT: "De database weigerde een opdracht die niet bij deze handeling hoort. Dit is vastgelegd als incident.",
    "LOGBOEK": "Wij kunnen nu niet vastleggen wie welke gegevens bekijkt. Zonder dat laten wij niets zien en slaan wij"
    " niets op. Probeer het over een paar minuten opnieuw.",
}
