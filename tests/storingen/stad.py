"""Set up a database on another server in a process of its own: `python -m tests.storingen.stad ADMIN_URL`."""

from __future__ import annotations

import json
import os
import sys


def main(admin_url: str) -> None:
    """Roles, migrations and catalogues. Writes the address for the application as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geholpen.config.settings")
    from geholpen.config import opzet  # noqa: PLC0415  (the addresses must stand in the environment first)

    app, owner = opzet.prepare(admin_url, os.environ["GEHOLPEN_GEHEIM"], "geholpen")
    from django.conf import settings  # noqa: PLC0415

    for alias, url in (("default", app), ("eigenaar", owner)):
        settings.DATABASES[alias].update(settings_entry(url))
    opzet.migrate()
    from tests.bed import fill_catalogues  # noqa: PLC0415

    fill_catalogues()
    print(json.dumps({"DATABASE_URL": app}))


def settings_entry(url: str) -> dict[str, object]:
    """What names a database in Django's settings."""
    from geholpen.config.settings import database  # noqa: PLC0415

    return {k: v for k, v in database(url).items() if k in {"NAME", "USER", "PASSWORD", "HOST", "PORT"}}


if __name__ == "__main__":
    main(sys.argv[1])
