"""Calls as an exchange tells of them, whose extension is whose, and what stays with the customer."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.oproepen.stand import Stand, Uitkomst
from geholpen.platform.models import KlantEigen, Verdeling, uuid7

STANDEN = [(s.value, s.value) for s in Stand]
UITKOMSTEN = [(u.value, u.value) for u in Uitkomst]


class Oproep(models.Model):
    """One call at an exchange, from the first thing we heard of it. It has no customer: a number proves nobody."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.CONTACTADRESSEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    account = models.CharField(max_length=200)
    sleutel = models.CharField(max_length=200)  # the exchange's own id of the call
    richting = models.CharField(max_length=3)  # in, uit
    nummer = models.CharField(max_length=60, blank=True)  # of the other side, as given
    nummer_e164 = models.CharField(max_length=60, blank=True)
    gebeld = models.CharField(max_length=60, blank=True)
    wachtrij = models.CharField(max_length=60, blank=True)
    toestel = models.CharField(max_length=60, blank=True)
    keuze = models.CharField(max_length=60, blank=True)  # subject that was chosen in the menu
    stand = models.CharField(max_length=12, choices=STANDEN, default=Stand.AANGEBODEN.value)
    uitkomst = models.CharField(max_length=16, choices=UITKOMSTEN, blank=True)
    oorzaak = models.CharField(max_length=20, blank=True)
    orde = models.JSONField(default=list)
    eind_orde = models.JSONField(default=list)
    antwoord_orde = models.JSONField(default=list)
    aangeboden_op = models.DateTimeField(db_default=Now())
    opgenomen_op = models.DateTimeField(null=True)
    beeindigd_op = models.DateTimeField(null=True)
    nieuws_op = models.DateTimeField(db_default=Now())
    medewerker_id = models.UUIDField(null=True)  # who answered
    gesprek_id = models.UUIDField(null=True)
    afgehandeld = models.CharField(
        max_length=16, blank=True
    )  # of a missed call: beloofd, al_beloofd, gesproken, anoniem, storm, genegeerd
    partij_id = models.UUIDField(null=True)  # in whose log it stands
    klantvraag_id = models.UUIDField(null=True)

    class Meta:
        db_table = "oproep"
        constraints = [models.UniqueConstraint("account", "sleutel", name="oproep_een_keer")]
        indexes = [
            models.Index(fields=["nummer_e164", "-aangeboden_op"], name="oproep_nummer"),
            models.Index(fields=["nieuws_op"], name="oproep_loopt", condition=~models.Q(stand="beeindigd")),
            models.Index(fields=["medewerker_id", "-opgenomen_op"], name="oproep_medewerker"),
            models.Index(
                fields=["aangeboden_op"],
                name="oproep_gemist",
                condition=models.Q(afgehandeld__in=["beloofd", "storm"]),
            ),
            models.Index(fields=["gesprek_id"], name="oproep_gesprek", condition=models.Q(gesprek_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Toestel(models.Model):
    """Which extension, or name at the exchange, is whose. One employee can have several; an extension has one."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = Gegevenssoort.GEEN

    toestel = models.CharField(max_length=60, primary_key=True)  # lower case
    medewerker_id = models.UUIDField()
    actief = models.BooleanField(default=True)

    class Meta:
        db_table = "toestel"
        indexes = [models.Index(fields=["medewerker_id"], name="toestel_medewerker")]

    def __str__(self) -> str:
        return self.toestel


class KlantOproep(KlantEigen):
    """A call in the log of a customer: when, how long they waited and spoke, and how it ended."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"klantvraag_id": "klantvraag"}

    klantvraag_id = models.UUIDField()
    gesprek_id = models.UUIDField(null=True)
    richting = models.CharField(max_length=3)
    begonnen_op = models.DateTimeField()
    wachttijd_seconden = models.IntegerField(null=True)
    duur_seconden = models.IntegerField(null=True)
    uitkomst = models.CharField(max_length=16, choices=UITKOMSTEN)

    class Meta:
        db_table = "klant_oproep"
        indexes = [models.Index(fields=["partij_id", "klantvraag_id"], name="klant_oproep_vraag")]
