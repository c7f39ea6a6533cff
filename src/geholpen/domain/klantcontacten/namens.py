"""Somebody speaks for another in a conversation: on the strength of what, and since when."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.models import KlantEigen


class GesprekNamens(KlantEigen):
    """In this conversation one customer speaks for another. Two rows with one id: one at each of them."""

    gegevenssoort = Gegevenssoort.VERTEGENWOORDIGING
    verwijst_naar = {"partij_id": "partij"}

    kant = models.CharField(max_length=20)  # vertegenwoordigt, vertegenwoordigd
    andere_partij_id = models.UUIDField()
    gesprek_id = models.UUIDField()
    vertegenwoordiging_id = models.UUIDField()
    soort = models.CharField(max_length=20)  # of the representation, for whoever reads back later
    begonnen_op = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "gesprek_namens"
        indexes = [models.Index(fields=["gesprek_id"], name="gesprek_namens_gesprek")]
