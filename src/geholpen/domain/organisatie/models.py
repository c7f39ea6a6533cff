"""Who we are: the organisation, its departments and its employees. Catalogues, the same for every customer."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from geholpen.platform.models import Verdeling, uuid7


class Rol(models.TextChoices):
    """What an employee may be for. A role never means: every purpose."""

    KCM = "kcm", "Medewerker klantcontact"
    SPECIALIST = "specialist", "Specialist"
    TEAMLEIDER = "teamleider", "Teamleider"
    FUNCTIONEEL_BEHEERDER = "functioneel_beheerder", "Functioneel beheerder"
    FG = "fg", "Privacy officer (FG)"


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
