"""Tables of our own templates: what one is for, and its versions."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.models import Verdeling, uuid7


class Antwoordsjabloon(models.Model):
    """A text that employees answer with: its name, over which channels it goes and what it is about."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    naam = models.CharField(max_length=100, unique=True)
    kanalen = models.JSONField(default=list)  # codes; at least one
    onderwerpen = models.JSONField(default=list)  # codes of subjects; [] for every subject
    gewijzigd_op = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "antwoordsjabloon"

    def __str__(self) -> str:
        return self.naam


class VersieStaat(models.TextChoices):
    """Where a version stands; it goes one way only."""

    CONCEPT = "concept", "Concept"
    IN_GEBRUIK = "in_gebruik", "In gebruik"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Sjabloonversie(models.Model):
    """One text of a template. Its words change while it is a concept and never after: messages name it."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    sjabloon_id = models.UUIDField()
    nummer = models.SmallIntegerField()
    tekst = models.TextField()
    toon = models.CharField(max_length=2)  # u, je
    taal = models.CharField(max_length=3)  # nld, eng
    staat = models.CharField(max_length=12, choices=VersieStaat, default=VersieStaat.CONCEPT)
    gemaakt_door = models.UUIDField(null=True)  # null: came with the installation
    gemaakt_op = models.DateTimeField(db_default=Now())
    in_gebruik_op = models.DateTimeField(null=True)
    ingetrokken_op = models.DateTimeField(null=True)

    class Meta:
        db_table = "sjabloonversie"
        constraints = [
            models.UniqueConstraint(fields=["sjabloon_id", "nummer"], name="sjabloonversie_nummer"),
            models.UniqueConstraint(
                fields=["sjabloon_id", "taal"], condition=models.Q(staat="in_gebruik"), name="sjabloonversie_een"
            ),
            models.UniqueConstraint(
                fields=["sjabloon_id", "taal"], condition=models.Q(staat="concept"), name="sjabloonversie_concept"
            ),
        ]

    def __str__(self) -> str:
        return f"versie {self.nummer}"
