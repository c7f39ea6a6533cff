"""Tables of letters: a scan that waits for a person, a letter that waits for the post, a round that went."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.models import Verdeling, uuid7


class ScanStaat(models.TextChoices):
    """Where a scan stands."""

    WACHT = "wacht", "Wacht op een medewerker"
    INGEDEELD = "ingedeeld", "Bij een vraag gelegd"
    GEEN_BRIEF = "geen_brief", "Geen brief voor ons"


class Scan(models.Model):
    """A letter that came in and of which nothing says where it belongs. Emptied when a person has filed it."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.CONTACTINHOUD

    envelop_id = models.UUIDField(primary_key=True)
    staat = models.CharField(max_length=12, choices=ScanStaat, default=ScanStaat.WACHT)
    ontvangen_op = models.DateTimeField(db_default=Now())
    paginas = models.SmallIntegerField(default=0)
    tekst = models.TextField(blank=True)
    gelezen = models.JSONField(default=dict)  # message id, references that were mentioned, warnings
    stukken = models.JSONField(default=list)  # name and warning of each file
    bestanden = ArrayField(models.BinaryField(), default=list)  # in the same order
    beelden = ArrayField(models.BinaryField(), default=list)  # pages as JPEG
    medewerker_id = models.UUIDField(null=True)  # who filed it
    ingedeeld_op = models.DateTimeField(null=True)

    class Meta:
        db_table = "scan"
        indexes = [models.Index(fields=["staat", "ontvangen_op"], name="scan_staat")]

    def __str__(self) -> str:
        return f"scan {self.envelop_id}"


class PartijStaat(models.TextChoices):
    """Where a round of letters stands."""

    GESLOTEN = "gesloten", "Gaat naar de drukker"
    ONBEKEND = "onbekend", "Onbekend of de drukker hem heeft"
    AANGENOMEN = "aangenomen", "Bij de drukker"
    UITGESTELD = "uitgesteld", "De drukker nam hem niet aan"


class Printpartij(models.Model):
    """One round of letters for one print provider. Numbers and moments only."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    account_id = models.UUIDField()
    sluit_op = models.DateTimeField()
    gemaakt_op = models.DateTimeField(db_default=Now())
    staat = models.CharField(max_length=12, choices=PartijStaat, default=PartijStaat.GESLOTEN)
    brieven = models.IntegerField(default=0)
    aangenomen = models.IntegerField(default=0)
    uitleg = models.TextField(blank=True)

    class Meta:
        db_table = "printpartij"
        indexes = [models.Index(fields=["staat"], name="printpartij_staat")]

    def __str__(self) -> str:
        return f"partij {self.id}"


class Printopdracht(models.Model):
    """A letter that waits for the post: of which delivery, and until when it can be taken back. Ids only."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    bezorging_id = models.UUIDField(primary_key=True)
    partij_id = models.UUIDField()
    account_id = models.UUIDField()
    sluit_op = models.DateTimeField()
    printpartij_id = models.UUIDField(null=True)

    class Meta:
        db_table = "printopdracht"
        indexes = [
            models.Index(fields=["sluit_op"], name="printopdracht_wacht", condition=models.Q(printpartij_id=None)),
            models.Index(fields=["printpartij_id"], name="printopdracht_partij"),
        ]

    def __str__(self) -> str:
        return f"brief {self.bezorging_id}"
