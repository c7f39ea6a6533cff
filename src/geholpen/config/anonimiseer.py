"""`geholpen anonimiseer`: make a copy of the database fit for a test environment, with nobody of real life in it.

What is replaced follows from the models: every text of a table of customers, unless its column holds a code. A column
that is added tomorrow is replaced as long as nobody says that it is a code.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import Any

import django
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import connections, models, transaction

#: Columns with codes of ours or of a standard, that say nothing about who somebody is.
CODES = frozenset(
    {
        *("herkomst", "kanaal", "laatste_kanaal", "soort", "rol", "initiatief", "niveau", "taal", "land", "kant"),
        *("richting", "aard", "staat", "herkend_type", "vastgelegd_door", "grond", "resultaat", "omvang", "veld"),
        *("code_objecttype", "code_register", "code_soort_object_id"),
    }
)
#: Tables that hold keys of other systems, or would make a test tell the outside world something.
GEHEIMEN = (
    *("abonnement", "applicatie_token", "wijziging"),
    *("django_session", "procrastinate_jobs", "procrastinate_events"),
)
#: People in catalogues: which columns name them.
MENSEN = {
    "medewerker": ("naam", "groetnaam", "functie"),
    "actor": ("naam", "functie", "omschrijving", "emailadres", "telefoonnummer", "faxnummer", "object_id"),
}
#: Settings of the organisation without a colleague in them; the others go, so that a test mails nobody.
INSTELLINGEN = ("klantcontactcentrum", "website", "oin", "sluitingsdagen", "openingstijden", "mailtoon")
VOORBEELD = "Voorbeeldtekst uit een testomgeving."


def main(database: str) -> int:
    """Replace everything in this copy. `database`: its name, typed by whoever means it. Exit code 0 when it is done."""
    django.setup()
    said = _objection(database)
    if said:
        sys.stderr.write(f"geholpen: {said}\n")
        return 1
    tables = _tables()
    _run(_open(tables))
    try:
        _run(_changes())
    finally:
        _run(_close(tables))
    with transaction.atomic("eigenaar"), connections["eigenaar"].cursor() as cursor:
        cursor.execute("UPDATE kern.omgeving SET naam = %s", [settings.OMGEVING])
    connections["eigenaar"].close()
    print(f"Deze kopie hoort nu bij omgeving {settings.OMGEVING}. Er staat niemand meer in die bestaat.")
    return 0


def _objection(database: str) -> str:
    """Why not; empty when nothing is in the way."""
    from geholpen.config.opzet import omgeving  # noqa: PLC0415  (needs a set-up Django)

    name = connections["eigenaar"].settings_dict["NAME"]
    if settings.OMGEVING == PRODUCTIE:
        return "zet GEHOLPEN_OMGEVING op de naam van de omgeving waar deze kopie voor is, bijvoorbeeld acceptatie."
    if database != name:
        return f"deze omgeving gebruikt database {name}. Typ die naam als u die bedoelt."
    if omgeving() == settings.OMGEVING:
        return f"deze database hoort al bij omgeving {settings.OMGEVING}. Er is niets veranderd."
    if _busy():
        return "er werken nog processen met deze database. Stop ze eerst. Is dit echt een kopie?"
    return ""


def _busy() -> bool:
    """Whether the application works with this database. One that was stopped just now gets two seconds to be gone."""
    until = time.monotonic() + 2
    while True:
        with connections["eigenaar"].cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'geholpen_app'"
            )
            (sessions,) = cursor.fetchone()
        if not sessions or time.monotonic() > until:
            return bool(sessions)
        time.sleep(0.1)


PRODUCTIE = "productie"


def _own() -> list[Any]:
    from geholpen.platform.checks import own_models  # noqa: PLC0415  (needs a set-up Django)

    return own_models()


def _tables() -> list[str]:
    """Tables whose rows change or go, and that protect themselves from their owner."""
    return [m._meta.db_table for m in _own() if m._meta.managed and (_of_customers(m) or m.gegevenssoort)]


def _of_customers(model: Any) -> bool:
    from geholpen.platform.models import MetHerkomst  # noqa: PLC0415

    return issubclass(model, MetHerkomst)


def _open(tables: list[str]) -> Iterator[str]:
    for table in tables:
        yield f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {table} DISABLE TRIGGER USER"


def _close(tables: list[str]) -> Iterator[str]:
    for table in tables:
        yield f"ALTER TABLE {table} ENABLE TRIGGER USER"
        yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"


def _changes() -> Iterator[str]:
    """Every statement. Queues, logs and search keys go; rows of customers stay, with other words in them."""
    from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort  # noqa: PLC0415
    from geholpen.platform.models import Verdeling  # noqa: PLC0415

    for table in GEHEIMEN:
        yield f"DELETE FROM {table}"  # noqa: S608
    queues = [
        m for m in _own() if m.verdeling in {Verdeling.WACHTRIJ, Verdeling.OPZOEK} or m.__name__ == "Dataverwerking"
    ]
    for model in sorted(queues, key=lambda m: m._meta.db_table in {"vernietigingslijst", "vernietigbesluit"}):
        yield f"DELETE FROM {model._meta.db_table}"  # noqa: S608
    for model in _own():
        if _of_customers(model) and model.gegevenssoort == Gegevenssoort.BSN:
            yield f"DELETE FROM {model._meta.db_table}"  # noqa: S608
        elif _of_customers(model):
            parts = [part for f in model._meta.concrete_fields if (part := _replaced(model, f))]
            if parts:
                yield f"UPDATE {model._meta.db_table} SET {', '.join(parts)}"  # noqa: S608
    for table, columns in MENSEN.items():
        parts = [
            f"{c} = CASE WHEN {c} = '' THEN '' ELSE left('Collega ' || left(md5(id::text), 6), 20) END" for c in columns
        ]
        yield f"UPDATE {table} SET {', '.join(parts)}"  # noqa: S608
    # whoever owns a group for shielded files hears of every time one is opened
    yield "UPDATE afschermgroep SET meldadres = 'collega@voorbeeld.example'"
    kept = ", ".join(f"'{naam}'" for naam in INSTELLINGEN)
    some = f"SELECT coalesce(jsonb_object_agg(k, v), '{{}}') FROM jsonb_each(instellingen) e(k, v) WHERE k IN ({kept})"  # noqa: S608
    yield f"UPDATE organisatie SET instellingen = ({some})"  # noqa: S608


def _replaced(model: Any, field: Any) -> str:
    """`column = …` for a field that may say who somebody is; "" for keys, moments, numbers of ours and codes."""
    c, unique = field.column, {column for columns in model.uniek for column in columns}
    if field.choices or isinstance(field, models.SlugField) or c in CODES:
        return ""
    if isinstance(field, models.JSONField):
        return f"{c} = '{'[]' if field.get_default() == [] else '{}'}'"
    if isinstance(field, ArrayField):
        return "" if isinstance(field.base_field, models.IntegerField | models.UUIDField) else f"{c} = '{{}}'"
    if isinstance(field, models.BinaryField):
        return f"{c} = ''"
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return f"{c} = date_trunc('year', {c})::date"
    if isinstance(field, models.TextField):
        return f"{c} = CASE WHEN {c} = '' THEN '' ELSE '{VOORBEELD}' END"
    if isinstance(field, models.CharField):
        if c in unique or field.unique:
            return f"{c} = left('T' || upper(md5(random()::text)), {field.max_length})"
        return f"{c} = CASE WHEN position('@' in {c}) > 0 THEN 'klant@voorbeeld.example' ELSE {_shape(c)} END"
    if isinstance(field, models.IntegerField) and c == "huisnummer":
        return f"{c} = 1"
    return ""


def _shape(column: str) -> str:
    """Letters become x and digits 0: the length and the look stay."""
    return f"regexp_replace(regexp_replace({column}, '[[:alpha:]]', 'x', 'g'), '[0-9]', '0', 'g')"


def _run(statements: Iterator[str]) -> None:
    with transaction.atomic("eigenaar"), connections["eigenaar"].cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        for statement in statements:
            cursor.execute(statement)
