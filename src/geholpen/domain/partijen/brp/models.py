"""That the BRP was asked, and for which purposes its keeper knows us."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.models import KlantEigen, Verdeling


class Uitkomst(models.TextChoices):
    """How one question to the BRP ended."""

    GEVONDEN = "gevonden", "Gevonden"
    NIET_GEVONDEN = "niet_gevonden", "Niet gevonden"
    MISLUKT = "mislukt", "Mislukt"
    ONBEKEND = "onbekend", "Onbekend"


class Brpregistratie(models.Model):
    """That the keeper of the BRP knows this purpose of ours. Without it nothing is asked under it."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = Gegevenssoort.GEEN

    activiteit = models.SmallIntegerField(primary_key=True)  # number
    geregistreerd_door = models.UUIDField()
    geregistreerd_op = models.DateTimeField(db_default=Now())
    beeindigd_door = models.UUIDField(null=True)
    beeindigd_op = models.DateTimeField(null=True)

    class Meta:
        db_table = "brpregistratie"

    def __str__(self) -> str:
        return str(self.activiteit)


class Brpbevraging(KlantEigen):
    """One question to the BRP and what came of it; the values stand in the tables of their category."""

    gegevenssoort = Gegevenssoort.KETENGEGEVENS
    verwijst_naar = {"partij_id": "partij"}

    activiteit = models.SmallIntegerField()  # under which it was asked
    medewerker_id = models.UUIDField()
    moment = models.DateTimeField(db_default=Now())
    uitkomst = models.CharField(max_length=16, choices=Uitkomst)
    code = models.CharField(max_length=24, blank=True)
    status = models.SmallIntegerField(default=0)
    geheim = models.BooleanField(default=False)
    opgeschort = models.CharField(max_length=80, blank=True)
    gevraagd = ArrayField(models.SmallIntegerField(), default=list)  # categories
    anders = ArrayField(models.SmallIntegerField(), default=list)  # categories in which ours was not the same

    class Meta:
        db_table = "brpbevraging"
