"""What must be true of every model before we start: a table without a data category is a leak by omission."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db.models import Model

from geholpen.platform.models import MetHerkomst, Verdeling
from geholpen.platform.tokens import MAX_SOORT


def own_models() -> list[type[Model]]:
    """The models of this product; those of libraries hold no customer rows."""
    return [m for m in apps.get_models() if m.__module__.startswith("geholpen.")]


def check_model(model: Any) -> Iterable[CheckMessage]:
    """What this model does not say about itself, or says wrongly."""
    soort = getattr(model, "gegevenssoort", None)
    if not isinstance(soort, int) or not 0 <= soort <= MAX_SOORT:
        yield _error(model, 1, "has no gegevenssoort", "Say which data category its table holds; 0 is none.")
    if not isinstance(getattr(model, "verdeling", None), Verdeling):
        yield _error(model, 2, "has no verdeling", "Say how its table spreads over machines: one of Verdeling.")
    elif model.verdeling == Verdeling.PARTIJ and "partij_id" not in {f.name for f in model._meta.pk_fields}:
        yield _error(model, 3, "is owned by a customer but partij_id is not in its primary key", "Use KlantEigen.")
    if issubclass(model, MetHerkomst) and getattr(model, "verdeling", None) != Verdeling.PARTIJ:
        yield _error(model, 4, "has provenance but is not spread by customer", "A row of a customer lives with them.")
    geheim = getattr(model, "geheim_kolom", "")
    if geheim and geheim not in {f.name for f in model._meta.fields}:
        yield _error(model, 5, f"has no column {geheim}", "Name an existing boolean column.")


def check_models(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """Every model of ours says which data category it holds and how it spreads."""
    return [message for model in own_models() for message in check_model(model)]


def unknown_columns(cursor: Any) -> list[str]:
    """Tables and columns in the database of which no model says what they hold."""
    known = {m._meta.db_table: {f.column for f in m._meta.concrete_fields} for m in apps.get_models()}
    cursor.execute(
        "SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
        " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')"
        " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1, 2"
    )
    found: dict[str, None] = {}
    for table, column in cursor.fetchall():
        if table not in known and table not in VAN_DE_DATABASE and not table.startswith(BIBLIOTHEKEN):
            found[table] = None
        elif table in known and column not in known[table] | VAN_DE_DATABASE.get(table, set()):
            found[f"{table}.{column}"] = None
    return list(found)


#: Tables of libraries hold no customer rows.
BIBLIOTHEKEN = ("django_", "procrastinate_")
#: What the database fills in itself, beside the models: transaction numbers, salts, counts.
VAN_DE_DATABASE: dict[str, set[str]] = {
    "audit": {"tx", "zout"},
    "dataverwerking": {"keten", "tx", "zout"},
    "gebeurtenis": {"tx"},
    "klantcontact_telling": set(),
    "schakel": {"tx"},
}


def check_secret(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """All keys are derived from one secret: without it anybody can sign a purpose."""
    if len(settings.GEHEIM) >= 16:
        return []
    return [
        Error(
            "GEHOLPEN_GEHEIM is missing or shorter than 16 characters.",
            hint="Set it to a long random value, for instance from `openssl rand -hex 32`.",
            id="geholpen.E010",
        )
    ]


def register_all() -> None:
    """Make them part of `check`; called when the platform is ready."""
    register(check_models, Tags.models)
    register(check_secret, Tags.security)


def _error(model: Any, number: int, what: str, hint: str) -> Error:
    return Error(f"{model._meta.label} {what}.", hint=hint, obj=model, id=f"geholpen.E{number:03}")
