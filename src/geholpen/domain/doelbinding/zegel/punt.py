"""A checkpoint as text: how it is written, signed, read back and judged. Pure but for the key."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from geholpen.domain.doelbinding.zegel.keten import Ketenstand
from geholpen.platform.keys import key
from geholpen.platform.later import later

if TYPE_CHECKING:
    from cryptography import exceptions
    from cryptography.hazmat.primitives.asymmetric import ed25519
else:
    exceptions = later("cryptography.exceptions")
    ed25519 = later("cryptography.hazmat.primitives.asymmetric.ed25519")

#: What the first checkpoint says of the one before it.
GEEN_VORIGE = "0" * 64


class Onleesbaar(ValueError):
    """This line is no checkpoint."""


@dataclass(frozen=True, slots=True)
class Punt:
    """One signed checkpoint. `tekst` is exactly what was signed."""

    nummer: int
    moment: int  # milliseconds since 1970
    ketens: dict[int, tuple[int, str]]  # chain → (last number, last link as hex)
    vorige: str
    tekst: str
    handtekening: bytes
    sleutel: str

    def hash(self) -> str:
        """What the next checkpoint says of this one."""
        return hashlib.sha256(self.tekst.encode()).hexdigest()

    def line(self) -> str:
        """The whole as one line of JSON, for places outside."""
        whole = {
            "handtekening": base64.b64encode(self.handtekening).decode(),
            "punt": json.loads(self.tekst),
            "sleutel": self.sleutel,
        }
        return canonical(whole)


def canonical(value: Any) -> str:
    """JSON with sorted keys and without white space."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def write(nummer: int, moment: int, standen: list[Ketenstand], vorige: str) -> Punt:
    """A new checkpoint, signed with our key."""
    ketens = {s.keten: (s.nummer, s.wortel.hex()) for s in standen}
    tekst = canonical(
        {
            "ketens": [{"keten": k, "nummer": n, "wortel": w} for k, (n, w) in sorted(ketens.items())],
            "moment": moment,
            "nummer": nummer,
            "regels": sum(n for n, _ in ketens.values()),
            "vorige": vorige,
        }
    )
    return Punt(nummer, moment, ketens, vorige, tekst, _private().sign(tekst.encode()), key_id(public_key()))


def from_text(tekst: str, handtekening: bytes, sleutel: str) -> Punt:
    """A checkpoint from what was signed. Raises Onleesbaar."""
    try:
        said = json.loads(tekst)
        ketens = {int(k["keten"]): (int(k["nummer"]), str(k["wortel"])) for k in said["ketens"]}
        numbers = int(said["nummer"]), int(said["moment"])
        return Punt(*numbers, ketens, str(said["vorige"]), tekst, handtekening, sleutel)
    except (ValueError, KeyError, TypeError) as wrong:
        raise Onleesbaar(tekst[:40]) from wrong


def from_line(line: str) -> Punt:
    """A checkpoint from a line of a place outside. Raises Onleesbaar."""
    try:
        whole = json.loads(line)
        signature = base64.b64decode(whole["handtekening"], validate=True)
        return from_text(canonical(whole["punt"]), signature, str(whole["sleutel"]))
    except (ValueError, KeyError, TypeError, binascii.Error) as wrong:
        raise Onleesbaar(line[:40]) from wrong


def genuine(punt: Punt, keys: dict[str, bytes]) -> bool:
    """Whether it was signed with one of these keys (by their id)."""
    raw = keys.get(punt.sleutel)
    if raw is None:
        return False
    try:
        ed25519.Ed25519PublicKey.from_public_bytes(raw).verify(punt.handtekening, punt.tekst.encode())
    except (exceptions.InvalidSignature, ValueError):
        return False
    return True


def public_key() -> bytes:
    """Our public key, 32 bytes."""
    return _private().public_key().public_bytes_raw()


def key_id(public: bytes) -> str:
    """The short name of a public key."""
    return hashlib.sha256(public).hexdigest()[:16]


def our_keys() -> dict[str, bytes]:
    """Our key by its id."""
    return {key_id(public_key()): public_key()}


def _private() -> ed25519.Ed25519PrivateKey:
    return _of(key("zegel"))


@cache
def _of(seed: bytes) -> ed25519.Ed25519PrivateKey:
    return ed25519.Ed25519PrivateKey.from_private_bytes(seed)
