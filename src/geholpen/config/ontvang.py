"""`geholpen ontvang FILE.eml`: take mail from files, along the same path as the mailbox."""

from __future__ import annotations

import sys
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured


def main(paths: list[Path]) -> int:
    """Store and process each file. Returns 0 when all were taken in."""
    django.setup()
    from geholpen.adapters.kanalen.email.ontvangst import receive_file  # noqa: PLC0415  (needs a set-up Django)

    failed = 0
    for path in paths:
        try:
            envelop_id, new = receive_file(path.read_bytes())
        except (OSError, ImproperlyConfigured) as error:
            sys.stderr.write(f"{path}: {error}\n")
            failed += 1
            continue
        sys.stdout.write(f"{path}: {'ontvangen' if new else 'was al ontvangen'} ({envelop_id})\n")
    return 1 if failed else 0
