"""The signing key of the simulator: one per installation, made at first use, the same in all processes."""

from __future__ import annotations

import contextlib
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from geholpen.platform.later import later

if TYPE_CHECKING:
    from joserfc import jwk
else:
    jwk = later("joserfc.jwk")


def _file() -> Path:
    return Path(settings.DATA_DIR) / "simulator" / "sleutel.pem"


@cache
def signing_key() -> jwk.RSAKey:
    """The private key."""
    path = _file()
    if not path.exists():
        _make(path)
    key = jwk.RSAKey.import_key(path.read_text())
    key.ensure_kid()
    return key


def _make(path: Path) -> None:
    """Write a new key unless another process was first; a half-written file is never seen."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as out:
        out.write(jwk.RSAKey.generate_key(2048, private=True).as_pem(private=True))
    with contextlib.suppress(FileExistsError):
        os.link(name, path)
    os.unlink(name)
