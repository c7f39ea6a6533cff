"""Who may act for whom, on what ground, and what people decided about it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.bsn import VrijeRegel
from geholpen.platform.models import KlantEigen


class SoortVertegenwoordiging(models.TextChoices):
    """Kinds of acting for another. What each of them reaches: `klantcontacten/migrations/vertegenwoordiging.sql`."""

    MACHTIGING = "machtiging", "Machtiging"
    GEZAG = "gezag", "Ouderlijk gezag"
    VOOGDIJ = "voogdij", "Voogdij"
    CURATELE = "curatele", "Curatele"
    BEWIND = "bewind", "Bewind"
    MENTORSCHAP = "mentorschap", "Mentorschap"
    ERFGENAAM = "erfgenaam", "Erfgenaam"
    OPGEGEVEN = "opgegeven", "Opgegeven door een ander programma"  # lets nobody see anything of somebody else


class Besluit(models.TextChoices):
    """What a person decided about a claim that excludes another."""

    GEEN = "", "Niet nodig"
    GELDT = "geldt", "Geldt"
    GELDT_NIET = "geldt_niet", "Geldt niet"


class Vertegenwoordiging(KlantEigen):
    """Who may act for whom. Two rows with one id: one at each customer, so that each finds its own side."""

    gegevenssoort = Gegevenssoort.VERTEGENWOORDIGING
    verwijst_naar = {"partij_id": "partij"}
    geheim_kolom = "geheim"

    kant = models.CharField(max_length=20)  # vertegenwoordigt, vertegenwoordigd
    andere_partij_id = models.UUIDField()
    soort = models.CharField(max_length=20, choices=SoortVertegenwoordiging)
    omvang = models.JSONField(default=list)  # onderwerp codes; empty list means everything this kind reaches
    geldig_van = models.DateField()
    geldig_tot = models.DateField(null=True)
    bewijs = VrijeRegel(max_length=200, db_default="", default="")  # what was seen: a form, a ruling
    bron = models.CharField(max_length=20, db_default="", default="")  # where it can be looked up again
    vastgelegd_door = models.UUIDField(null=True)  # the employee; null: taken over
    beeindigd_op = models.DateTimeField(null=True)
    beeindigd_door = models.UUIDField(null=True)
    beeindigd_waarom = VrijeRegel(max_length=200, db_default="", default="")
    besluit = models.CharField(max_length=10, choices=Besluit, db_default="", default="")
    besloten_door = models.UUIDField(null=True)
    geheim = models.BooleanField(default=False, db_default=False, editable=False)  # leads to a secret address
    besloten_waarom = VrijeRegel(max_length=200, db_default="", default="")

    class Meta:
        db_table = "vertegenwoordiging"
        constraints = [
            models.CheckConstraint(
                condition=Q(soort__in=SoortVertegenwoordiging.values), name="vertegenwoordiging_soort"
            ),
            models.CheckConstraint(
                condition=Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=F("geldig_van")),
                name="vertegenwoordiging_termijn",
            ),
            models.CheckConstraint(
                condition=~Q(soort=SoortVertegenwoordiging.ERFGENAAM) | ~Q(omvang=[]), name="erfgenaam_heeft_omvang"
            ),
            models.CheckConstraint(
                condition=Q(besluit="") | Q(besloten_door__isnull=False) & ~Q(besloten_waarom=""),
                name="besluit_heeft_een_mens",
            ),
            models.CheckConstraint(
                condition=Q(besloten_door__isnull=True)
                | Q(vastgelegd_door__isnull=True)
                | ~Q(besloten_door=F("vastgelegd_door")),
                name="een_ander_besluit",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="vertegenwoordiging_id"),
            models.Index(fields=["andere_partij_id"], name="vertegenwoordiging_andere"),
            models.Index(fields=["-verkregen_op", "-id"], name="vertegenwoordiging_nieuwste"),
        ]
