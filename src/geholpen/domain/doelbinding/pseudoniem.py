"""How the log names people and lines outside this database: keyed hashes that say nothing by themselves.

A pseudonym is `p<key>.` and HMAC-SHA256 over organisation, kind of id and id, in base64url. The key number follows from
the day of the line, so that a new key counts for new lines only and every old pseudonym stays what it was.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from geholpen.domain.organisatie.queries import oin
from geholpen.platform.doors import catalogue
from geholpen.platform.keys import key

#: Bits of the id of an act that say whose part of it is meant.
_BITS = 32
_SCHEIDING = "\x1f"


@catalogue
def sleutel_op(moment: datetime) -> int:
    """The number of the key for a line of this moment."""
    return 1 + sum(begin <= timezone.localtime(moment).date() for begin in settings.PSEUDONIEM_WISSELT)


@catalogue
def pseudoniem_van(soort: str, id: str, nummer: int) -> str:
    """The pseudonym of one id (`soort`: partij, bsn …) under one key: `p1.` and 43 characters."""
    value = _SCHEIDING.join((oin(), soort, id)).encode()
    mac = hmac.digest(key(f"pseudoniem-{nummer}"), value, "sha256")
    return f"p{nummer}." + base64.urlsafe_b64encode(mac).decode().rstrip("=")


@catalogue
def pseudoniem(partij_id: UUID, moment: datetime | None = None) -> str:
    """The pseudonym of a customer in a line of this moment (default: now)."""
    return pseudoniem_van("partij", str(partij_id), sleutel_op(moment or timezone.now()))


@catalogue
def pseudoniem_soort(moment: datetime) -> str:
    """What `data_subject_id_type` says of a line of this moment: the address that explains pseudonyms under its key."""
    return f"{settings.ADRES}/verwerkingen/pseudoniem/{sleutel_op(moment)}"


@catalogue
def span(id: UUID, partij_id: UUID | None = None) -> str:
    """Eight bytes in hex for an act, or for one customer's part of it; the same every time it is told."""
    return hashlib.sha256(id.bytes + (partij_id.bytes if partij_id else b"")).hexdigest()[:16]


@catalogue
def object_id(id: UUID, partij_id: UUID) -> UUID:
    """The id of one customer's part of an act: that of the act, with the last bits turned by whose it is."""
    turn = int.from_bytes(hashlib.sha256(id.bytes + partij_id.bytes).digest()[-(_BITS // 8) :], "big")
    return UUID(int=id.int ^ turn)


@catalogue
def acts_of_object(object_id: UUID) -> tuple[UUID, UUID]:
    """Between which ids the act is that a part with this id belongs to, both ends too."""
    first = object_id.int >> _BITS << _BITS
    return UUID(int=first), UUID(int=first | (1 << _BITS) - 1)
