"""What we answer about: the subject catalogue. A subject brings the purpose, the team and the term."""

from __future__ import annotations

from django.db import models

from geholpen.platform.models import Verdeling


class Onderwerp(models.Model):
    """Subject of a klantvraag; brings the verwerkingsactiviteit, the department and the term."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = 0

    code = models.SlugField(max_length=60, primary_key=True)
    naam = models.CharField(max_length=120)
    domein = models.CharField(max_length=80)
    gevoelig = models.BooleanField(default=False)
    activiteit = models.SmallIntegerField()  # nummer of the verwerkingsactiviteit
    afdeling_code = models.SlugField(max_length=40)
    eerstelijns = models.BooleanField(default=True)  # may the desk answer it
    termijn_werkdagen = models.SmallIntegerField()
    trefwoorden = models.JSONField(default=dict)  # word → weight, for the suggestion
    toon = models.CharField(max_length=40, blank=True)
    actief = models.BooleanField(default=True)

    class Meta:
        db_table = "onderwerp"

    def __str__(self) -> str:
        return self.naam
