"""The queue of questions that wait for an employee, and who is there to take them. No name, number or text in it.

The application reads and changes the queue and the assignments through functions of the door role only: a subject
beside the key of a customer is for whoever works on it.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from geholpen.platform.models import Verdeling, uuid7


class Stand(models.TextChoices):
    """Whether an employee can be given work."""

    BESCHIKBAAR = "beschikbaar", "Beschikbaar"
    BEZET = "bezet", "Bezet"
    PAUZE = "pauze", "Pauze"
    AFWEZIG = "afwezig", "Afwezig"


class Toewijzingstand(models.TextChoices):
    """How an assignment stands or ended."""

    AANGEBODEN = "aangeboden", "Aangeboden"
    AANVAARD = "aanvaard", "Aangenomen"
    KLAAR = "klaar", "Klaar"
    TERUGGEGEVEN = "teruggegeven", "Teruggegeven"
    VERLOPEN = "verlopen", "Niet op tijd aangenomen"
    WEG = "weg", "Medewerker was weg"
    OVERGENOMEN = "overgenomen", "Door een ander overgenomen"


class KanaalWerk(models.Model):
    """What one question in this channel asks of an employee."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = 0

    kanaal = models.CharField(max_length=20, primary_key=True)
    gewicht = models.SmallIntegerField()  # points of the capacity of an employee, which is 100 as a rule
    alleen = models.BooleanField(default=False)  # nothing else beside it
    levend = models.BooleanField(default=False)  # the customer waits on the line: given on when the employee disappears
    aanbod_seconden = models.SmallIntegerField()  # how long an offer waits for an answer
    voorsprong_minuten = models.SmallIntegerField(default=0)  # counts as if it waited this much longer

    class Meta:
        db_table = "kanaal_werk"

    def __str__(self) -> str:
        return self.kanaal


class Verdeelregel(models.Model):
    """How the questions of one department are given out; the row without department holds for all others."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = 0

    afdeling_code = models.SlugField(max_length=40, primary_key=True)
    aanbieden = models.BooleanField(default=True)  # push; else employees ask for the next one themselves
    onderwerp_na = models.SmallIntegerField(default=30)  # minutes after which the skill is no longer asked; 0: never
    taal_na = models.SmallIntegerField(default=240)  # the same for the language
    vaste_minuten = models.SmallIntegerField(default=30)  # how long it is kept for who helped this customer last

    class Meta:
        db_table = "verdeelregel"

    def __str__(self) -> str:
        return self.afdeling_code


class Werkprofiel(models.Model):
    """What an employee can and how much at a time. Empty lists: no special subject, Dutch only, every channel."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = 0

    medewerker_id = models.UUIDField(primary_key=True)
    capaciteit = models.SmallIntegerField(default=100)
    onderwerpen = ArrayField(models.SlugField(max_length=60), default=list)
    talen = ArrayField(models.CharField(max_length=3), default=list)
    kanalen = ArrayField(models.CharField(max_length=20), default=list)

    class Meta:
        db_table = "werkprofiel"

    def __str__(self) -> str:
        return str(self.medewerker_id)


class Beschikbaarheid(models.Model):
    """Whether an employee is there now. `teken_tot`: until when we believe it without a new sign of life."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = 0

    medewerker_id = models.UUIDField(primary_key=True)
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.AFWEZIG)
    reden = models.CharField(max_length=40, blank=True)
    sinds = models.DateTimeField(db_default=Now())
    teken_tot = models.DateTimeField(db_default=Now())
    laatst_aangeboden_op = models.DateTimeField(null=True)
    gemist = models.SmallIntegerField(default=0)  # offers in a row that were not answered

    class Meta:
        db_table = "beschikbaarheid"

    def __str__(self) -> str:
        return f"{self.stand} {self.medewerker_id}"


class WachtendeVraag(models.Model):
    """A question that waits for somebody. `rang` is its place: earlier comes first, and waiting makes nobody starve."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = 0

    klantvraag_id = models.UUIDField(primary_key=True)
    partij_id = models.UUIDField()
    afdeling_code = models.SlugField(max_length=40, db_index=False)
    onderwerp_code = models.SlugField(max_length=60, db_index=False)
    kanaal = models.CharField(max_length=20)
    taal = models.CharField(max_length=3)
    gevoelig = models.BooleanField()
    klaar_sinds = models.DateTimeField()  # since when somebody could have taken it
    rang = models.DateTimeField()
    voorkeur_id = models.UUIDField(null=True)  # who helped this customer last
    voorkeur_tot = models.DateTimeField(null=True)
    later_tot = models.DateTimeField(null=True)

    class Meta:
        db_table = "wachtende_vraag"
        indexes = [
            models.Index(fields=["afdeling_code", "rang", "klantvraag_id"], name="wachtende_vraag_rang"),
            models.Index(
                fields=["voorkeur_id", "rang"],
                name="wachtende_vraag_vast",
                condition=models.Q(voorkeur_id__isnull=False),
            ),
            models.Index(fields=["partij_id"], name="wachtende_vraag_partij"),
        ]

    def __str__(self) -> str:
        return str(self.klantvraag_id)


class Toewijzing(models.Model):
    """A question was offered to or taken by an employee, why, and how that ended. One open row per question."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = 0

    id = models.UUIDField(primary_key=True, default=uuid7)
    partij_id = models.UUIDField()
    klantvraag_id = models.UUIDField()
    medewerker_id = models.UUIDField()
    onderwerp_code = models.SlugField(max_length=60, db_index=False)
    kanaal = models.CharField(max_length=20)
    gewicht = models.SmallIntegerField()
    alleen = models.BooleanField(default=False)
    stand = models.CharField(max_length=12, choices=Toewijzingstand)
    hoe = models.CharField(max_length=12)  # aangeboden, volgende, zelf
    waarom = ArrayField(models.CharField(max_length=40), default=list)
    klaar_sinds = models.DateTimeField()
    aangeboden_op = models.DateTimeField(db_default=Now())
    verloopt_op = models.DateTimeField(null=True)
    einde_op = models.DateTimeField(null=True)

    class Meta:
        db_table = "toewijzing"
        constraints = [
            models.UniqueConstraint(
                fields=["klantvraag_id"], condition=models.Q(einde_op__isnull=True), name="toewijzing_een_eigenaar"
            )
        ]
        indexes = [
            models.Index(fields=["medewerker_id"], name="toewijzing_last", condition=models.Q(einde_op__isnull=True)),
            models.Index(fields=["partij_id", "-aangeboden_op"], name="toewijzing_partij"),
            models.Index(fields=["klantvraag_id", "medewerker_id"], name="toewijzing_eerder"),
            models.Index(fields=["verloopt_op"], name="toewijzing_aanbod", condition=models.Q(stand="aangeboden")),
        ]

    def __str__(self) -> str:
        return f"{self.stand} {self.id}"
