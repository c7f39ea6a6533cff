"""What oversight keeps: that somebody looked, why, and what another person found. Only functions of the database write.

`migrations/nood.sql` and `toezicht.sql` hold the rules: nobody reviews their own, what is written stays.
"""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.bsn import VrijeTekst
from geholpen.platform.models import Verdeling, uuid7


class Noodreden(models.TextChoices):
    """Why waiting was impossible."""

    GEVAAR = "gevaar", "Gevaar voor personen"
    CALAMITEIT = "calamiteit", "Calamiteit"
    UITVAL = "uitval", "Uitval van de bron"


class Nooduitkomst(models.TextChoices):
    """What the review found."""

    TERECHT = "terecht", "In orde"
    ONTERECHT = "onterecht", "Niet in orde"


class Noodtoegang(models.Model):
    """Break-glass: one employee, one customer, twenty minutes. Reviewed afterwards by somebody else."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.INZAGEREGISTRATIE

    id = models.UUIDField(primary_key=True, default=uuid7)
    medewerker_id = models.UUIDField()
    afdeling = models.CharField(max_length=40)
    rol = models.CharField(max_length=40)
    partij_id = models.UUIDField()
    reden = models.CharField(max_length=20, choices=Noodreden)
    toelichting = VrijeTekst()
    begonnen_op = models.DateTimeField(db_default=Now())
    tot = models.DateTimeField()
    beeindigd_op = models.DateTimeField(null=True)
    beoordelen_voor = models.DateField()  # two working days
    recht_tot = models.DateField()  # five; after that day the team's role has no break-glass until it was reviewed
    gemeld = models.SmallIntegerField(default=0)  # reminders sent: 1 it is late, 2 the right is off
    beoordeeld_door = models.UUIDField(null=True)
    beoordeeld_op = models.DateTimeField(null=True)
    uitkomst = models.CharField(max_length=12, choices=Nooduitkomst, blank=True)
    bevinding = VrijeTekst(blank=True)

    class Meta:
        db_table = "noodtoegang"
        indexes = [
            models.Index(fields=["medewerker_id", "tot"], name="nood_van_medewerker"),
            models.Index(
                fields=["afdeling", "rol"], name="nood_te_beoordelen", condition=models.Q(beoordeeld_op__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reden} {self.begonnen_op}"
