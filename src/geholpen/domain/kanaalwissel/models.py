"""A question goes on in another channel: who asked for it, where to, and whether that address was proven."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.models import KlantEigen, Verdeling


class Wisselstaat(models.TextChoices):
    """Where a switch stands."""

    WACHT = "wacht", "Wacht op bewijs"
    VERDER = "verder", "Gaat verder"
    BELOFTE = "belofte", "Wij beloofden te bellen"


class Wissel(KlantEigen):
    """One switch of a question to another channel. Without proof of a new address nothing that was said goes there."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"klantvraag_id": "klantvraag"}

    klantvraag_id = models.UUIDField()
    van_kanaal = models.CharField(max_length=20)
    naar_kanaal = models.CharField(max_length=20)
    initiatief = models.CharField(max_length=12)  # klant, organisatie
    reden = models.CharField(max_length=200, blank=True)
    staat = models.CharField(max_length=10, choices=Wisselstaat, default=Wisselstaat.WACHT)
    begonnen_op = models.DateTimeField(db_default=Now())
    verloopt_op = models.DateTimeField()
    bewezen_op = models.DateTimeField(null=True)
    medewerker_id = models.UUIDField(null=True)
    taal = models.CharField(max_length=2, default="nl")  # in which we write to the customer about it

    class Meta:
        db_table = "wissel"


class WisselAdres(KlantEigen):
    """Where a switch goes, as somebody said it in the conversation: no address of theirs yet. Same id as the wissel."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTINHOUD
    verwijst_naar = {"id": "wissel"}

    klantvraag_id = models.UUIDField()
    soort = models.CharField(max_length=24)
    waarde = models.CharField(max_length=320)

    class Meta:
        db_table = "wissel_adres"


class Wisselbewijs(models.Model):
    """Look-up from the keyed hash of a one-time link to its switch. Readable through one function only."""

    verdeling = Verdeling.OPZOEK
    gegevenssoort = Gegevenssoort.GEEN

    sleutel = models.BinaryField(primary_key=True)
    partij_id = models.UUIDField()
    wissel_id = models.UUIDField()
    verloopt_op = models.DateTimeField()

    class Meta:
        db_table = "wisselbewijs"
        indexes = [models.Index(fields=["wissel_id"], name="wisselbewijs_wissel")]

    def __str__(self) -> str:
        return "wisselsleutel"
