"""What employees keep about their inbox. Keys and codes only: what a question is about stands at the question."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.platform.models import Verdeling, uuid7


class Weergave(models.Model):
    """A saved view of the inbox: codes to choose by. With a department it is shared by whoever leads that."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = 0

    id = models.UUIDField(primary_key=True, default=uuid7)
    medewerker_id = models.UUIDField(db_index=True)
    afdeling_code = models.SlugField(max_length=40, blank=True)
    naam = models.CharField(max_length=40)
    keuze = models.JSONField(default=dict)
    bewaard_op = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "weergave"

    def __str__(self) -> str:
        return str(self.id)


class Volger(models.Model):
    """An employee follows a question of a colleague."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = 0

    id = models.UUIDField(primary_key=True, default=uuid7)
    partij_id = models.UUIDField()
    klantvraag_id = models.UUIDField()
    medewerker_id = models.UUIDField()

    class Meta:
        db_table = "volger"
        constraints = [models.UniqueConstraint(fields=["medewerker_id", "klantvraag_id"], name="volger_eenmaal")]
        indexes = [models.Index(fields=["klantvraag_id"], name="volger_vraag")]

    def __str__(self) -> str:
        return str(self.id)


class Uitgesteld(models.Model):
    """A question that comes back later; sooner when the customer writes."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = 0

    klantvraag_id = models.UUIDField(primary_key=True)
    partij_id = models.UUIDField()
    medewerker_id = models.UUIDField()
    tot = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "uitgesteld"

    def __str__(self) -> str:
        return str(self.klantvraag_id)


class Genoemd(models.Model):
    """A colleague was mentioned in a note. It opens nothing: whoever reads it goes through the doors."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = 0

    id = models.UUIDField(primary_key=True, default=uuid7)
    partij_id = models.UUIDField()
    klantvraag_id = models.UUIDField(db_index=True)
    medewerker_id = models.UUIDField()
    door_id = models.UUIDField()
    op = models.DateTimeField(db_default=Now())
    gelezen_op = models.DateTimeField(null=True)

    class Meta:
        db_table = "genoemd"
        indexes = [models.Index(fields=["medewerker_id", "gelezen_op", "-op"], name="genoemd_van")]

    def __str__(self) -> str:
        return str(self.id)


class Aanwezig(models.Model):
    """An employee has a question open now, and types or not. Forgotten when the signs of life stop."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = 0

    id = models.UUIDField(primary_key=True, default=uuid7)
    partij_id = models.UUIDField()
    klantvraag_id = models.UUIDField()
    medewerker_id = models.UUIDField()
    sinds = models.DateTimeField(db_default=Now())
    gezien_op = models.DateTimeField()
    typt_tot = models.DateTimeField(null=True)

    class Meta:
        db_table = "aanwezig"
        constraints = [models.UniqueConstraint(fields=["klantvraag_id", "medewerker_id"], name="aanwezig_eenmaal")]
        indexes = [models.Index(fields=["gezien_op"], name="aanwezig_oud")]

    def __str__(self) -> str:
        return str(self.id)
