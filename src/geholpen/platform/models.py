"""What every table says about itself: which data category it holds and how it spreads over machines."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

import uuid_utils.compat
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


def uuid7() -> UUID:
    """A new time-ordered key, made here so that PostgreSQL 15 to 18 behave alike and no sequence is needed."""
    return uuid_utils.compat.uuid7()


class Verdeling(StrEnum):
    """How a table is spread when one installation grows over several machines."""

    PARTIJ = "partij"  # owned by one customer: sharded by partij_id
    OPZOEK = "opzoek"  # look-up from a keyed hash to a customer: sharded by that hash
    CATALOGUS = "catalogus"  # small, the same everywhere: a reference table
    WACHTRIJ = "wachtrij"  # queue or stream: stays on the coordinator


class Tijdstip(models.DateTimeField):
    """A moment that the database can fill in and that is not read back after an insert.

    Whoever may add a row may not always see it (somebody at the desk who writes down a question for another
    department); reading it back would make the insert itself fail on the policy for reading.
    """

    db_returning = False

    def deconstruct(self) -> Any:
        """In migrations it is the plain field: the table is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateTimeField", args, kwargs


class MetHerkomst(models.Model):
    """A row owned by one customer. Carries its provenance and its end; its data category is that of the table."""

    verdeling: ClassVar[Verdeling] = Verdeling.PARTIJ
    gegevenssoort: ClassVar[int]
    #: References inside one customer: {"column": "table"} becomes FOREIGN KEY (partij_id, column) in the database. One
    #: that refers to another row of its customer needs none to the customer too: every write pays for every key.
    verwijst_naar: ClassVar[dict[str, str]] = {}
    #: Extra unique sets; partij_id is put in front of each.
    uniek: ClassVar[list[tuple[str, ...]]] = []
    #: A boolean column that hides the row from every activity without the right to see secret addresses.
    geheim_kolom: ClassVar[str] = ""
    #: A customer gets more rows with every contact; the policy of the counter takes the form that suits many rows.
    groeit: ClassVar[bool] = False
    #: The column that says to which matter the row belongs; when that matter moves to another purpose, the row follows.
    volgt: ClassVar[str] = ""
    #: Raw interaction data and no record, although it belongs to a matter: goes by itself when its time is over.
    ruw: ClassVar[bool] = False

    #: Columns that say something about somebody else: left out of what the customer gets of their own data.
    van_ander: ClassVar[tuple[str, ...]] = ()

    herkomst = models.CharField(max_length=40)
    verkregen_voor = models.SmallIntegerField()
    verkregen_op = Tijdstip(db_default=Now())
    vervalt_op = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"


class KlantEigen(MetHerkomst):
    """Many rows per customer: primary key (partij_id, id)."""

    pk = models.CompositePrimaryKey("partij_id", "id")
    partij_id = models.UUIDField()
    id = models.UUIDField(default=uuid7)

    class Meta:
        abstract = True


class EenPerPartij(MetHerkomst):
    """At most one row per customer: primary key partij_id."""

    partij_id = models.UUIDField(primary_key=True)

    class Meta:
        abstract = True


class Gebeurtenis(models.Model):
    """Outbox: something happened. Ids and moments only, never names or text. Cursor of readers is (tx, id)."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = 0

    id = models.UUIDField(primary_key=True, default=uuid7)
    soort = models.CharField(max_length=60)
    partij_id = models.UUIDField(null=True)
    gegevens = models.JSONField(default=dict)
    moment = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "gebeurtenis"

    def __str__(self) -> str:
        return f"{self.soort} {self.id}"


class Abonneestand(models.Model):
    """How far one subscriber has read the outbox."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = 0

    abonnee = models.CharField(max_length=100, primary_key=True)
    tx = models.CharField(max_length=24, default="0")
    laatste_id = models.UUIDField(null=True)

    class Meta:
        db_table = "abonneestand"

    def __str__(self) -> str:
        return self.abonnee


class Herhaalsleutel(models.Model):
    """What was made for one Idempotency-Key of one token: hashes and ids, never what was sent. Lives for a day."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = 0

    id = models.UUIDField(primary_key=True, default=uuid7)
    token_id = models.UUIDField()
    sleutel = models.BinaryField()  # keyed hash of the key
    inhoud = models.BinaryField()  # keyed hash of the resource and what was sent
    gemaakt = ArrayField(models.UUIDField(null=True), default=list)
    moment = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "herhaalsleutel"
        constraints = [models.UniqueConstraint(fields=["token_id", "sleutel"], name="herhaalsleutel_eenmaal")]
        indexes = [models.Index(fields=["moment"], name="herhaalsleutel_oud")]

    def __str__(self) -> str:
        return str(self.id)


def tables_of_customers(registry: Any) -> list[type[MetHerkomst]]:
    """All concrete customer-owned models of an app registry."""
    return [m for m in registry.get_models() if issubclass(m, MetHerkomst)]
