"""What a demo keeps in its data folder: a secret, a lock, how others find it, and what `--reset` may remove."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from geholpen.config.cli import OMGEVING
from geholpen.platform.postgres import remove

# `--reset` removes this and the private database, and nothing else.
VAN_DE_DEMO = ("mail", "log", "zegel", "static", "bestanden", "tweelingen", ".geheim", OMGEVING)


class DemoFout(RuntimeError):
    """The demo cannot start; the message says what to do."""


def reset(data: Path) -> None:
    """Throw away what an earlier demo left."""
    if os.environ.get("DATABASE_URL"):
        raise DemoFout("--reset wist geen database van buiten. Maak die zelf leeg, of start zonder DATABASE_URL.")
    remove(data)
    for name in VAN_DE_DEMO:
        path = data / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def secret(data: Path) -> str:
    path = data / ".geheim"
    if not path.exists():
        write_private(path, secrets.token_urlsafe(48))
    return path.read_text().strip()


def write_private(path: Path, text: str) -> None:
    new = path.with_name(path.name + ".nieuw")
    new.unlink(missing_ok=True)
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as handle:
        handle.write(text)
    new.replace(path)


@contextlib.contextmanager
def published(path: Path, environment: dict[str, str]) -> Iterator[None]:
    """While the demo runs, `geholpen ontvang` and the like find it through this file."""
    write_private(path, json.dumps(environment, indent=1))
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def only_one(data: Path) -> Iterator[None]:
    try:
        data.mkdir(parents=True, exist_ok=True)
        handle = (data / "demo.lock").open("w")
    except OSError as error:
        raise DemoFout(
            f"de map {data} is niet te gebruiken ({error.strerror}). Kies met GEHOLPEN_DATA een andere."
        ) from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise DemoFout(f"er draait al een demo met de gegevens in {data}.") from None
        yield
