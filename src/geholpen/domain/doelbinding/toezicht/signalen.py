"""Signals of oversight: very many customers in an hour, a look without a conversation, and who asked who it was."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.doelbinding.toezicht.models import Nooduitkomst
from geholpen.platform.models import Verdeling, uuid7


class Bekeken(models.Model):
    """That an employee was shown a customer in the last hour: only to count how many there were. Nobody reads it."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.INZAGEREGISTRATIE

    pk = models.CompositePrimaryKey("medewerker_id", "partij_id")
    medewerker_id = models.UUIDField()
    partij_id = models.UUIDField()
    moment = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "bekeken"
        indexes = [models.Index(fields=["moment"], name="bekeken_oud")]

    def __str__(self) -> str:
        return str(self.moment)


class VeelInzage(models.Model):
    """Somebody was shown more customers in an hour than the limit of the role: one signal per employee and hour."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.INZAGEREGISTRATIE

    id = models.UUIDField(primary_key=True, default=uuid7)
    medewerker_id = models.UUIDField()
    afdeling = models.CharField(max_length=40)
    rol = models.CharField(max_length=40)
    uur = models.DateTimeField()
    aantal = models.IntegerField()
    laatst_op = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "veel_inzage"
        constraints = [models.UniqueConstraint("medewerker_id", "uur", name="veel_inzage_per_uur")]

    def __str__(self) -> str:
        return f"{self.afdeling} {self.uur}"


class LosseInzage(models.Model):
    """A customer was looked at in a conversation of which nothing was recorded; whoever looked can be asked why."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.INZAGEREGISTRATIE

    id = models.UUIDField(primary_key=True, default=uuid7)
    gesprek_id = models.UUIDField()
    partij_id = models.UUIDField()
    medewerker_id = models.UUIDField()
    afdeling = models.CharField(max_length=40)
    gezien_op = models.DateTimeField()
    regels = models.IntegerField()
    gevraagd_op = models.DateTimeField(null=True)
    antwoord = models.TextField(blank=True)
    beantwoord_op = models.DateTimeField(null=True)
    uitkomst = models.CharField(max_length=12, choices=Nooduitkomst, blank=True)
    bevinding = models.TextField(blank=True)
    beoordeeld_door = models.UUIDField(null=True)
    beoordeeld_op = models.DateTimeField(null=True)

    class Meta:
        db_table = "losse_inzage"
        constraints = [models.UniqueConstraint("gesprek_id", "partij_id", name="losse_inzage_eenmaal")]
        indexes = [
            models.Index(
                fields=["medewerker_id"], name="losse_inzage_gevraagd", condition=models.Q(beoordeeld_op__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.afdeling} {self.gezien_op}"


class Onthulling(models.Model):
    """Somebody asked who was behind a signal, and somebody of another role decided. Shown to those two, for a week."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.INZAGEREGISTRATIE

    id = models.UUIDField(primary_key=True, default=uuid7)
    bron = models.CharField(max_length=20)  # weigering, veel_inzage, losse_inzage
    bron_id = models.UUIDField()
    afdeling = models.CharField(max_length=40)
    reden = models.TextField()
    gevraagd_door = models.UUIDField()
    gevraagd_rol = models.CharField(max_length=40)
    gevraagd_op = models.DateTimeField(db_default=Now())
    besloten_door = models.UUIDField(null=True)
    besloten_rol = models.CharField(max_length=40, blank=True)
    besloten_op = models.DateTimeField(null=True)
    akkoord = models.BooleanField(null=True)

    class Meta:
        db_table = "onthulling"

    def __str__(self) -> str:
        return f"{self.bron} {self.gevraagd_op}"
