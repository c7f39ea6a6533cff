"""What shielding is kept in. Of employees only keyed hashes are kept, and those can only be compared."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.bsn import VrijeTekst
from geholpen.platform.models import KlantEigen, Verdeling, uuid7


class Afschermgroep(models.Model):
    """A named group that may open shielded files. Its owner hears of every time one of them does."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = Gegevenssoort.GEEN

    code = models.SlugField(max_length=40, primary_key=True)
    naam = models.CharField(max_length=120)
    meldadres = models.EmailField()  # of the owner
    leden = ArrayField(models.UUIDField(), default=list)  # employees
    voor_personeel = models.BooleanField(default=False)  # may open the files of colleagues on the staff list

    class Meta:
        db_table = "afschermgroep"

    def __str__(self) -> str:
        return self.code


class Afscherming(KlantEigen):
    """The label on a file: only this group opens it. Nobody else sees that there is a label, or a file."""

    gegevenssoort = Gegevenssoort.VEILIGHEIDSSIGNAAL
    verwijst_naar = {"partij_id": "partij"}

    groep_code = models.SlugField(max_length=40)
    reden = VrijeTekst()
    gezet_door = models.UUIDField()
    gezet_op = models.DateTimeField(db_default=Now())
    beeindigd_door = models.UUIDField(null=True)
    beeindigd_op = models.DateTimeField(null=True)
    beeindigd_reden = VrijeTekst(blank=True)

    class Meta:
        db_table = "afscherming"
        constraints = [
            models.UniqueConstraint(
                fields=["partij_id", "groep_code"], condition=Q(beeindigd_op=None), name="een_label_per_groep"
            )
        ]


class Afschermmelding(models.Model):
    """That a member of a group opened a shielded file: one per request, for the owner of the group."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.INZAGEREGISTRATIE

    id = models.UUIDField(primary_key=True, default=uuid7)
    partij_id = models.UUIDField()
    groep_code = models.SlugField(max_length=40)
    medewerker_id = models.UUIDField()
    deur = models.CharField(max_length=120)
    trace = models.UUIDField()
    moment = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "afschermmelding"
        constraints = [models.UniqueConstraint(fields=["trace", "partij_id"], name="een_melding_per_verzoek")]

    def __str__(self) -> str:
        return f"{self.groep_code} {self.moment}"


def _differ(a: str, b: str) -> Q:
    return Q(**{f"{a}__isnull": True}) | Q(**{f"{b}__isnull": True}) | ~Q(**{a: F(b)})


class Personeelslijst(models.Model):
    """One delivery of the staff list. It counts when the works council and the privacy officer both approved it."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    aantal = models.IntegerField()
    geplaatst_door = models.UUIDField()
    geplaatst_op = models.DateTimeField(db_default=Now())
    akkoord_or_door = models.UUIDField(null=True)
    akkoord_or_op = models.DateTimeField(null=True)
    akkoord_fg_door = models.UUIDField(null=True)
    akkoord_fg_op = models.DateTimeField(null=True)
    ingetrokken_op = models.DateTimeField(null=True)

    class Meta:
        db_table = "personeelslijst"
        constraints = [
            models.CheckConstraint(
                condition=_differ("akkoord_or_door", "akkoord_fg_door")
                & _differ("geplaatst_door", "akkoord_or_door")
                & _differ("geplaatst_door", "akkoord_fg_door"),
                name="lijst_drie_verschillende_mensen",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class Personeelssleutel(models.Model):
    """Keyed hash of an employee's own BSN or home address. The application can add and remove it, never read it."""

    verdeling = Verdeling.OPZOEK
    gegevenssoort = Gegevenssoort.GEEN

    pk = models.CompositePrimaryKey("sleutel", "medewerker_id", "lijst_id")
    sleutel = models.BinaryField()
    medewerker_id = models.UUIDField()
    lijst_id = models.UUIDField()
    soort = models.CharField(max_length=8)  # bsn, woonplek

    class Meta:
        db_table = "personeelssleutel"

    def __str__(self) -> str:
        return self.soort
