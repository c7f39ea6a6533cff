"""The second ring: SQL on personal tables is stopped before the database sees it, as long as no door is open.

Row-level security would give no rows anyway; this tells the developer in a shell, a job or a test at once that a door
is missing. It looks at the places in a statement where a table can be named, so that calling a look-up function or
having a column called `naam` is no reason to stop.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from geholpen.platform import doors
from geholpen.platform.models import MetHerkomst

_COMMENT = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)
_NAME = r'(?:"?\w+"?\s*\.\s*)?"?\w+"?'
_ALIAS = r'(?:\s+(?:as\s+)?(?!(?:from|join|into|update|using)\b)"?\w+"?)?'
#: A word after which tables are named, and the list of them.
_PLACE = re.compile(
    rf"\b(?<!distinct\s)(?:from|join|into|update|using|table|truncate|copy|lock)\s*(?:\b(?:only|lateral|table)\s+|\()*"
    rf"({_NAME}{_ALIAS}(?:\s*,\s*(?:only\s+)?{_NAME}{_ALIAS})*)",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"\s*(?:only\s+)?({_NAME})", re.IGNORECASE)


class GeenDoel(RuntimeError):
    """Personal data was about to be touched outside a door: without a purpose. A fault in our own code."""


def is_personal(model: type[Model]) -> bool:
    """Whether this model's table holds something about a customer, or about who looked at one."""
    return issubclass(model, MetHerkomst) or bool(getattr(model, "gegevenssoort", 0))


@cache
def personal_tables() -> frozenset[str]:
    """The tables that may be named by a statement only while a door is open."""
    return frozenset(m._meta.db_table for m in apps.get_models() if is_personal(m))


@lru_cache(maxsize=4096)
def touched(sql: str) -> frozenset[str]:
    """The personal tables that a statement names."""
    named = set()
    for place in _PLACE.finditer(_COMMENT.sub(" ", sql)):
        for part in place[1].split(","):
            first = _FIRST.match(part)
            if first:
                named.add(first[1].rpartition(".")[2].strip().strip('"').lower())
    return personal_tables() & named


def guard(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Django's execute wrapper. Raises GeenDoel for a personal table outside a door."""
    if not doors.is_open():
        tables = touched(sql if isinstance(sql, str) else sql.as_string(None))
        if tables:
            raise GeenDoel(
                f"Geen doel: {', '.join(sorted(tables))} bevat persoonsgegevens en is alleen bereikbaar via een deur "
                "(@command of @query van de kamer)."
            )
    return execute(sql, params, many, context)


def install(connection: Any, **_: Any) -> None:
    """Put the guard on the application's connection; receiver of `connection_created`."""
    if connection.alias == "default" and settings.PERSONAL_DATA_GUARD and guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(guard)
