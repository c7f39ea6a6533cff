"""A message that turned out to be about something else: what became of it, at both questions."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.models import KlantEigen


class SplitsingSoort(models.TextChoices):
    """What was done with a message, as seen from the question at which it stands."""

    HOORT_HIER = "hoort_hier", "Hoort bij deze vraag"
    NAAR = "naar", "Werd een nieuwe vraag"
    VAN = "van", "Kwam van een andere vraag"
    TERUG_NAAR = "terug_naar", "Ging terug naar de andere vraag"
    TERUG = "terug", "Kwam terug bij deze vraag"


class Splitsing(KlantEigen):
    """What somebody of ours decided about one message: it belongs here, or it is a question of its own. Append only.

    Of a move there is a row at each question, under the purpose of that question: with the reference of the other one
    and not what that is about. `bericht_id` refers to a message that may stand (or be destroyed) at the other.
    """

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"klantvraag_id": "klantvraag"}

    klantvraag_id = models.UUIDField()
    bericht_id = models.UUIDField()
    soort = models.CharField(max_length=12, choices=SplitsingSoort)
    andere_vraag_id = models.UUIDField(null=True)
    ander_kenmerk = models.CharField(max_length=16, blank=True)
    volgnummer = models.IntegerField()  # that the message had at the question where it came in
    geschreven_op = models.DateTimeField()  # when the message was written: it is named by its day
    medewerker_id = models.UUIDField(null=True)
    moment = models.DateTimeField(db_default=Now())

    class Meta:
        app_label = "berichten"
        db_table = "splitsing"
