"""Who may listen: the employee behind a session cookie, with the departments and rights of this moment."""

from __future__ import annotations

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.db import close_old_connections, connection

from geholpen.domain.organisatie.queries import medewerker
from geholpen.faces.inloggen.aanmelding import SLEUTEL
from geholpen.platform.context import ActorSoort


@dataclass(frozen=True, slots=True)
class Luisteraar:
    """An employee who listens. `gevoelig`: also to sensitive matters of the own department."""

    medewerker_id: UUID
    afdelingen: frozenset[str]
    rollen: frozenset[str]

    @property
    def gevoelig(self) -> bool:
        """Sensitive matters are for specialists of that department only."""
        return "specialist" in self.rollen


def listener_of(cookie_header: str) -> Luisteraar | None:
    """The employee of this session; None when there is none, or no role. Runs in a thread, leaves no connection."""
    key = _session_key(cookie_header)
    if not key:
        return None
    close_old_connections()
    try:
        store = import_module(settings.SESSION_ENGINE).SessionStore(key)
        wie = store.get(SLEUTEL)
        if not wie or wie["soort"] != ActorSoort.MEDEWERKER:
            return None
        found = medewerker(UUID(wie["id"]))
    finally:
        connection.close()
    if found is None or not found.rollen:
        return None
    return Luisteraar(found.id, frozenset({found.afdeling_code}), found.rollen)


def _session_key(cookie_header: str) -> str:
    try:
        morsel = SimpleCookie(cookie_header).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return morsel.value if morsel else ""
