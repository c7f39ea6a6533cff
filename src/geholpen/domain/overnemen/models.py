"""What is being taken over from another register: how far, and every record as it was received."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.models import Verdeling, uuid7


class Staat(models.TextChoices):
    """Where a received record stands."""

    NIEUW = "nieuw", "Nog te plaatsen"
    GEPLAATST = "geplaatst", "Geplaatst"
    GEWEIGERD = "geweigerd", "Niet te plaatsen"


class Overname(models.Model):
    """One taking over of one source, from its start until it is confirmed. No customer in it: keys and numbers."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    bron = models.CharField(max_length=500)  # address of the source, without a token
    ronde = models.SmallIntegerField(default=1)  # how often the source is read from the front
    begonnen_op = models.DateTimeField(db_default=Now())
    klaar_op = models.DateTimeField(null=True)  # of the round that runs
    bevestigd_op = models.DateTimeField(null=True)  # from then on nothing is kept as it was received
    verslag = models.JSONField(default=dict)

    class Meta:
        db_table = "overname"

    def __str__(self) -> str:
        return str(self.id)


class OvernameStand(models.Model):
    """How far one resource of the source has been read in this round."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    pk = models.CompositePrimaryKey("overname_id", "resource")
    overname_id = models.UUIDField()
    resource = models.CharField(max_length=24)
    ronde = models.SmallIntegerField()
    bladzijde = models.IntegerField(default=1)  # the next one to read
    aantal = models.IntegerField(default=0)  # how many the source says it has
    onleesbaar = models.JSONField(default=list)  # places in the list that the source cannot give, with the reason
    gelezen = models.BooleanField(default=False)

    class Meta:
        db_table = "overname_stand"

    def __str__(self) -> str:
        return self.resource


class OvernameRecord(models.Model):
    """One object exactly as the source gave it, sealed. Removed when the taking over is confirmed."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.CONTACTINHOUD

    pk = models.CompositePrimaryKey("overname_id", "resource", "id")
    overname_id = models.UUIDField()
    resource = models.CharField(max_length=24)
    id = models.UUIDField()
    positie = models.BigIntegerField()  # counted from the oldest: stays the same when the source grows
    ronde = models.SmallIntegerField()  # in which it was last seen
    ruw = models.BinaryField()
    wezen = models.BinaryField()  # keyed hash of what matters: the same means that nothing changed
    staat = models.CharField(max_length=12, choices=Staat, default=Staat.NIEUW)
    reden = models.TextField(blank=True)
    opmerking = models.TextField(blank=True)
    contact_id = models.UUIDField(null=True)  # which contact it hangs on
    klant_id = models.UUIDField(null=True)  # which customer took part in that contact
    rang = models.SmallIntegerField(default=0)  # 1: on behalf of somebody, 2: did not begin it; or 1: a task still open
    groep = models.CharField(max_length=16, blank=True)  # reference of the question at the source

    class Meta:
        db_table = "overname_record"
        indexes = [
            models.Index(
                fields=["overname_id", "resource", "positie", "id"],
                name="overname_record_nieuw",
                condition=models.Q(staat="nieuw"),
            ),
            models.Index(
                fields=["overname_id", "contact_id"],
                name="overname_record_contact",
                condition=models.Q(contact_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.id}"
