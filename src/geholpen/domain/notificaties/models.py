"""What we tell other software: who wants to hear of which changes, and what became of each message to them."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.platform.models import Verdeling, uuid7


class Stand(models.TextChoices):
    """Where a subscription stands."""

    CONTROLE = "controle", "Nog niet gecontroleerd"
    ACTIEF = "actief", "Actief"
    GEPAUZEERD = "gepauzeerd", "Gepauzeerd"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Staat(models.TextChoices):
    """What became of a message. Only forward: whoever sends again makes a new row."""

    WACHT = "wacht", "Wordt bezorgd"
    BEZORGD = "bezorgd", "Bezorgd"
    OPGEGEVEN = "opgegeven", "Niet bezorgd"


class Abonnement(models.Model):
    """An application that wants to hear of changes at an address of its own."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = 0

    id = models.UUIDField(primary_key=True, default=uuid7)
    applicatie_id = models.UUIDField()
    callback_url = models.CharField(max_length=1000)
    auth = models.BinaryField(default=b"")  # value of the Authorization header, sealed
    geheim = models.BinaryField(default=b"")  # what we sign with, sealed
    kanalen = models.JSONField(default=list)  # [{"naam": "partijen", "filters": {"soortPartij": "persoon"}}]
    stuurt_cloudevents = models.BooleanField(default=False)  # changes as CloudEvents instead of notifications
    cloudevent_filters = models.JSONField(default=list)  # [{"type_substring": "nl.overheid.zaken"}]
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.CONTROLE)
    aangemaakt_op = models.DateTimeField(db_default=Now())
    aangemaakt_door = models.UUIDField(null=True)  # null: the application itself
    laatst_gelukt_op = models.DateTimeField(null=True)
    laatst_mislukt_op = models.DateTimeField(null=True)
    laatste_fout = models.CharField(max_length=20, blank=True)
    laatste_status = models.SmallIntegerField(default=0)
    mislukt_achtereen = models.IntegerField(default=0)
    rust_tot = models.DateTimeField(null=True)  # the receiver failed again and again: until then we leave it alone

    class Meta:
        db_table = "abonnement"

    def __str__(self) -> str:
        return str(self.id)


class Notificatie(models.Model):
    """One message to one subscriber. Keys and codes only; kept for a while after it ended."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = 0

    id = models.UUIDField(primary_key=True, default=uuid7)
    abonnement_id = models.UUIDField()
    bericht_id = models.UUIDField()  # the same however often it is sent: by it the receiver knows a copy
    beurt = models.SmallIntegerField(default=1)  # goes up when a person sends it again
    type = models.CharField(max_length=120)  # "notificatie", "proef", or the type of a CloudEvent
    kanaal = models.CharField(max_length=20)
    bron = models.CharField(max_length=24)
    actie = models.CharField(max_length=16)
    hoofd_id = models.UUIDField()  # messages about one main object arrive in order
    inhoud = models.TextField()
    staat = models.CharField(max_length=10, choices=Staat, default=Staat.WACHT)
    pogingen = models.SmallIntegerField(default=0)
    fout = models.CharField(max_length=20, blank=True)
    status = models.SmallIntegerField(default=0)  # what the receiver answered the last time
    aangemaakt_op = models.DateTimeField(db_default=Now())
    volgende_op = models.DateTimeField(db_default=Now())
    uiterlijk_op = models.DateTimeField()
    geeindigd_op = models.DateTimeField(null=True)

    class Meta:
        db_table = "notificatie"
        constraints = [
            models.UniqueConstraint(fields=["abonnement_id", "bericht_id", "beurt"], name="notificatie_een_keer"),
        ]
        indexes = [
            models.Index(
                fields=["abonnement_id", "volgende_op"], name="notificatie_wacht", condition=models.Q(staat="wacht")
            ),
            models.Index(
                fields=["abonnement_id", "hoofd_id", "id"],
                name="notificatie_volgorde",
                condition=models.Q(staat="wacht"),
            ),
            models.Index(fields=["abonnement_id", "-id"], name="notificatie_nieuwste"),
            models.Index(fields=["geeindigd_op"], name="notificatie_geeindigd"),
        ]

    def __str__(self) -> str:
        return str(self.id)
