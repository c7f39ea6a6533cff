"""Help for tests on pages: somebody who is logged in, the town filled, and what may never be on a page."""

from __future__ import annotations

import time
from uuid import UUID

from django.test import Client

from geholpen.packs.waterdam.laden import pack

#: Every BSN of the demo town: none of them may ever be in a page or an address.
BSNS = tuple(k.bsn for k in pack().klanten if k.bsn)


def log_in(soort: str, id: UUID, sinds: float | None = None) -> Client:
    """A browser in which this customer ("klant") or employee ("medewerker") is logged in, last active at `sinds`."""
    client = Client()
    session = client.session
    session["wie"] = {"soort": soort, "id": str(id), "laatst": int(time.time() if sinds is None else sinds)}
    session.save()
    return client


def klant(sleutel: str) -> Client:
    """A browser in which this customer of the pack is logged in."""
    from geholpen.packs.waterdam.vullen.stad import partij_id  # noqa: PLC0415  (after django.setup)

    return log_in("klant", partij_id(sleutel))


def medewerker(code: str) -> Client:
    """A browser in which this employee is logged in."""
    from tests import bed  # noqa: PLC0415  (after django.setup)

    id = bed.medewerker(code).actor.id
    assert id is not None
    return log_in("medewerker", id)


def text(response: object) -> str:
    """The page as text."""
    return response.content.decode()  # type: ignore[attr-defined]


def leaks(response: object) -> list[str]:
    """BSNs in a page or in an address it points to."""
    where = text(response) + str(dict(response.items()))  # type: ignore[attr-defined]
    return [bsn for bsn in BSNS if bsn in where]
