"""Who we are: the organisation, its departments and its employees. Catalogues, the same for every customer."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from geholpen.platform.models import Verdeling, uuid7


class Rol(models.TextChoices):
    """What an employee may be for. A role never means: every purpose."""

    KCM = "kcm", "Medewerker klantcontact"
    SPECIALIST = "specialist", "Specialist"
    TEAMLEIDER = "teamleider", "Teamleider"
    FUNCTIONEEL_BEHEERDER = "functioneel_beheerder", "Functioneel beheerder"
    FG = "fg", "Privacy officer (FG)"
    GEGEVENSEIGENAAR = "gegevenseigenaar", "Gegevenseigenaar"
    REGISTERHOUDER = "registerhouder", "Registerhouder"
    ONDERNEMINGSRAAD = "ondernemingsraad", "Ondernemingsraad"
    ARCHIVARIS = "archivaris", "Archivaris"


class Organisatie(models.Model):
    """The one organisation of this installation, with its settings."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = 0

    code = models.CharField(max_length=4, primary_key=True)  # prefix of public references: WD-2K7Q-9F3M
    naam = models.CharField(max_length=120)
    mailadres = models.EmailField()
    telefoon = models.CharField(max_length=40)
    instellingen = models.JSONField(default=dict)  # greeting, closing, opening hours …

    class Meta:
        db_table = "organisatie"

    def __str__(self) -> str:
        return self.naam


class Wijziging(models.Model):
    """A change of a setting: what it was, what it becomes, who wanted it and, where two people must, who agreed.

    Written by functions of the database only (`migrations/wijziging.sql`).
    """

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = 0

    id = models.UUIDField(primary_key=True, default=uuid7)
    soort = models.CharField(max_length=20)  # which room owns the setting: organisatie, bewaartermijn, selectieregel
    sleutel = models.CharField(max_length=80)  # which setting: a group of them, a table, a number of the selection list
    was = models.JSONField()
    wordt = models.JSONField()
    waarom = models.TextField()
    beslissers = ArrayField(models.CharField(max_length=40))  # roles of the second person; none: one person is enough
    stand = models.CharField(max_length=12)  # open, toegepast, afgewezen, ingetrokken
    voorgesteld_door = models.UUIDField()
    voorgesteld_op = models.DateTimeField(db_default=Now())
    besloten_door = models.UUIDField(null=True)
    besloten_op = models.DateTimeField(null=True)
    besluit = models.TextField(blank=True)

    class Meta:
        db_table = "wijziging"
        indexes = [models.Index(fields=["soort", "-voorgesteld_op"], name="wijziging_nieuwste")]
        constraints = [
            models.UniqueConstraint(
                fields=["soort", "sleutel"], condition=models.Q(stand="open"), name="een_open_wijziging"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.sleutel} {self.stand}"


class Afdeling(models.Model):
    """Department."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = 0

    code = models.SlugField(max_length=40, primary_key=True)
    naam = models.CharField(max_length=120)

    class Meta:
        db_table = "afdeling"

    def __str__(self) -> str:
        return self.naam


class Medewerker(models.Model):
    """Employee: a person with an account. Logs in at the organisation's own identity provider."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = 0

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.SlugField(max_length=40, unique=True)  # subject at the identity provider
    naam = models.CharField(max_length=120)
    groetnaam = models.CharField(max_length=120)
    functie = models.CharField(max_length=120, blank=True)
    afdeling_code = models.SlugField(max_length=40)
    rollen = ArrayField(models.CharField(max_length=40))
    actief = models.BooleanField(default=True)

    class Meta:
        db_table = "medewerker"

    def __str__(self) -> str:
        return self.code


class Actor(models.Model):
    """Who of the organisation can have a contact or a task, as the standard sees it: person, unit or software.

    Our own employees and departments are in it too, with the same id, so that one list serves everybody.
    """

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = 0

    id = models.UUIDField(primary_key=True, default=uuid7)
    naam = models.CharField(max_length=200)
    soort_actor = models.CharField(max_length=24)  # medewerker, geautomatiseerde_actor, organisatorische_eenheid
    indicatie_actief = models.BooleanField(default=True)
    code_objecttype = models.CharField(max_length=200, blank=True)
    code_register = models.CharField(max_length=200, blank=True)
    code_soort_object_id = models.CharField(max_length=200, blank=True)
    object_id = models.CharField(max_length=200, blank=True)
    functie = models.CharField(max_length=40, blank=True)
    omschrijving = models.CharField(max_length=200, blank=True)
    emailadres = models.CharField(max_length=254, blank=True)
    telefoonnummer = models.CharField(max_length=20, blank=True)
    faxnummer = models.CharField(max_length=20, blank=True)
    identificatie = models.BooleanField(default=False)  # whether the members above were given at all
    aangemaakt_op = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "actor"
        indexes = [
            models.Index(fields=["object_id"], name="actor_object"),
            models.Index(fields=["-aangemaakt_op", "-id"], name="actor_nieuwste"),
        ]

    def __str__(self) -> str:
        return self.naam


class Applicatie(models.Model):
    """Software of the organisation that uses our interfaces, for named purposes."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = 0

    id = models.UUIDField(primary_key=True, default=uuid7)
    naam = models.CharField(max_length=120, unique=True)
    activiteiten = ArrayField(models.SlugField(max_length=60))  # codes of its purposes, in order of preference
    actief = models.BooleanField(default=True)

    class Meta:
        db_table = "applicatie"

    def __str__(self) -> str:
        return self.naam


class ApplicatieToken(models.Model):
    """What an application shows to be let in. Only its hash is kept."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = 0

    id = models.UUIDField(primary_key=True, default=uuid7)
    applicatie_id = models.UUIDField()
    sleutel = models.BinaryField(unique=True)  # keyed hash of the token
    omschrijving = models.CharField(max_length=120, blank=True)
    begin = models.CharField(max_length=6)  # first characters, so that people know which one it is
    mag_schrijven = models.BooleanField(default=False)
    scopes = ArrayField(models.CharField(max_length=24), default=list)  # what else it may, by the standards' names
    aangemaakt_op = models.DateTimeField(db_default=Now())
    aangemaakt_door = models.UUIDField(null=True)
    verloopt_op = models.DateTimeField(null=True)
    ingetrokken_op = models.DateTimeField(null=True)
    laatst_gebruikt_op = models.DateTimeField(null=True)

    class Meta:
        db_table = "applicatie_token"

    def __str__(self) -> str:
        return self.begin
