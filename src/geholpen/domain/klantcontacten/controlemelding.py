"""That somebody could not make clear who they are: for the team lead, and for the privacy officer when it is grave."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.models import Verdeling, uuid7


class Controlemelding(models.Model):
    """A series of wrong answers in one conversation or at one question. No customer in it, and no answer."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    moment = models.DateTimeField(db_default=Now())
    reden_id = models.UUIDField()  # the gesprek or klantvraag
    kanaal = models.CharField(max_length=20)
    medewerker_id = models.UUIDField()  # who asked, not who answered
    alarm = models.BooleanField(
        default=False
    )  # it was about somebody who must not be found; for the privacy officer only
    gezien_op = models.DateTimeField(null=True)
    gezien_door = models.UUIDField(null=True)

    class Meta:
        db_table = "controlemelding"
        indexes = [models.Index(fields=["-moment"], name="controlemelding_nieuwste")]

    def __str__(self) -> str:
        return f"controle {self.reden_id}"
