"""Idempotency-Key: a POST that is sent again makes nothing twice.

As draft-ietf-httpapi-idempotency-key-header says: the same key for something else is 422, while the first is busy 409.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import orjson
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions as drf

from geholpen.faces.api import toegang
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.fouten import invalid
from geholpen.faces.api.verzoek import Verzoek
from geholpen.platform.doors import together
from geholpen.platform.herhalingen import AndereInhoud, Bezig, claim, note

CREATED = 201
KOP = "idempotency-key"
#: Between quotes (a structured field), or bare as most clients send it.
_SLEUTEL = re.compile(r'"([!#-~ ]{1,255})"|([!#-~]{1,255})')


class AndereVraag(drf.APIException):
    """The key was used for another request."""

    status_code = 422
    default_code = "idempotency_key_reused"
    default_detail = _("Deze Idempotency-Key is al gebruikt voor een ander verzoek. Neem voor elk verzoek een nieuwe.")


class NogBezig(drf.APIException):
    """The first request is not answered yet."""

    status_code = 409
    default_code = "idempotency_key_in_use"
    default_detail = _("Het eerste verzoek met deze Idempotency-Key is nog niet klaar. Probeer het zo opnieuw.")


class Verdwenen(drf.APIException):
    """It was made, and removed since."""

    status_code = 409
    default_code = "conflict"
    default_detail = _("Wat met deze Idempotency-Key is gemaakt, is daarna verwijderd.")


def once(bron: Bron, verzoek: Verzoek, make: Callable[[], Any]) -> tuple[Any, bool]:
    """(what was made, whether that was before); the key and what it made in one transaction.

    Raises ValidationError, AndereVraag and NogBezig, and whatever `make` raises: the key is then free again.
    """
    sleutel = _key(verzoek)
    try:
        with together():
            herhaling = claim(toegang.token_id(verzoek), sleutel, _content(bron, verzoek))
            if herhaling.gemaakt is not None:
                return bron.terug(herhaling.gemaakt), True
            made = make()
            note(herhaling, bron.ids(made))
            return made, False
    except AndereInhoud as error:
        raise AndereVraag from error
    except Bezig as error:
        raise NogBezig from error


def _key(verzoek: Verzoek) -> str:
    found = _SLEUTEL.fullmatch(verzoek.koppen[KOP].strip())
    if found is None:
        text = _("Een Idempotency-Key heeft 1 tot 255 gewone tekens, bijvoorbeeld een UUID.")
        raise invalid("Idempotency-Key", "invalid", str(text))
    return found[1] or found[2]


def _content(bron: Bron, verzoek: Verzoek) -> bytes:
    """The resource and what was sent, the same however it was spelled."""
    return bron.naam.encode() + b" " + orjson.dumps(verzoek.json, option=orjson.OPT_SORT_KEYS)
