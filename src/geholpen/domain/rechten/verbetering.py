"""A correction that was carried out, and whom it was told to (GDPR, articles 16 and 19)."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.models import KlantEigen


class Verbetering(KlantEigen):
    """What one field said and says now. Never changed; it goes with its request, when the term of that is over."""

    gegevenssoort = Gegevenssoort.CONTACTINHOUD
    verwijst_naar = {"verzoek_id": "rechtenverzoek"}
    uniek = [("verzoek_id",)]

    klantvraag_id = models.UUIDField()
    verzoek_id = models.UUIDField()
    veld = models.CharField(max_length=12)  # naam, adres, email, telefoon, gesprek, anders
    oud = models.TextField(blank=True)
    nieuw = models.TextField(blank=True)
    gedaan_op = models.DateTimeField(db_default=Now())
    gedaan_door = models.UUIDField(null=True)  # null: the system

    class Meta:
        app_label = "rechten"
        db_table = "verbetering"


class Mededelingstand(models.TextChoices):
    """Whether somebody who received the old value knows that it changed."""

    WACHT = "wacht", "Wordt verteld"
    VERTELD = "verteld", "Verteld"
    ONBEKEND = "onbekend", "Verstuurd, niet zeker of het aankwam"
    MISLUKT = "mislukt", "Niet gelukt"
    NIET_MOGELIJK = "onmogelijk", "Kan niet vanzelf"


class Mededeling(KlantEigen):
    """One recipient of a value that was corrected. `wie`: key of an application, code of a department, or a name."""

    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"verzoek_id": "rechtenverzoek"}
    uniek = [("verzoek_id", "soort", "wie")]

    klantvraag_id = models.UUIDField()
    verzoek_id = models.UUIDField()
    soort = models.CharField(max_length=12)  # applicatie, afdeling, organisatie
    wie = models.CharField(max_length=200)
    gegeven = models.SmallIntegerField()  # data category
    kenmerk = models.CharField(max_length=16, blank=True)  # of the question for which a department looked
    stand = models.CharField(max_length=12, choices=Mededelingstand, default=Mededelingstand.WACHT)
    pogingen = models.SmallIntegerField(default=0)
    sleutel = models.UUIDField()  # of the message; another one when a person says: again
    sinds = models.DateTimeField(db_default=Now())
    door = models.UUIDField(null=True)  # who told it by hand

    class Meta:
        app_label = "rechten"
        db_table = "mededeling"
