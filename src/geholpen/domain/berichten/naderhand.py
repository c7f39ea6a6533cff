"""What became of a message after it was written: taken back, put right, given to somebody else."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.bsn import VrijeRegel, VrijeTekst
from geholpen.platform.models import KlantEigen


class HerzieningSoort(models.TextChoices):
    """What somebody of ours did to a message of ours."""

    TERUGGEHAALD = "teruggehaald", "Teruggehaald voor het wegging"
    VERBETERD = "verbeterd", "Verbeterd"
    BEZORGING = "bezorging", "Stand van de bezorging verbeterd"
    AFLOOP = "afloop", "Afloop van de vraag verbeterd"


class Herziening(KlantEigen):
    """Something of ours taken back or put right: what it said until then, by whom, when and why. Append only.

    `bericht_id` null: about the klantvraag itself. `oude_tekst`: the words, or the code of the state.
    """

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTINHOUD
    verwijst_naar = {"klantvraag_id": "klantvraag", "bericht_id": "bericht"}

    klantvraag_id = models.UUIDField()
    bericht_id = models.UUIDField(null=True)
    soort = models.CharField(max_length=12, choices=HerzieningSoort)
    oude_tekst = VrijeTekst(blank=True)
    reden = VrijeTekst(blank=True)
    medewerker_id = models.UUIDField(null=True)
    moment = models.DateTimeField(db_default=Now())

    class Meta:
        app_label = "berichten"
        db_table = "herziening"


class Verstrekking(KlantEigen):
    """A message given to somebody who is not the customer: who, on which ground, by whom. Append only.

    It is no column "about somebody else": the customer is entitled to know who received their data.
    """

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTINHOUD
    verwijst_naar = {"bericht_id": "bericht"}

    klantvraag_id = models.UUIDField()
    bericht_id = models.UUIDField()
    bezorging_id = models.UUIDField()
    soort = models.CharField(max_length=12)  # cc, doorgestuurd
    naam = VrijeRegel(max_length=200, blank=True)
    adres = models.CharField(max_length=320)
    buiten = models.BooleanField()  # outside our own organisation
    reden = VrijeTekst(blank=True)
    medewerker_id = models.UUIDField(null=True)
    moment = models.DateTimeField(db_default=Now())

    class Meta:
        app_label = "berichten"
        db_table = "verstrekking"
