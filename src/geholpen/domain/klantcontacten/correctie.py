"""What a customer says is not right in a conversation. The original is a record and stays; this stands beside it."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.bsn import VrijeTekst
from geholpen.platform.models import KlantEigen


class Correctie(KlantEigen):
    """One correction beside a conversation: what it says there (`over`), and what it must be. Never changed."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTINHOUD
    verwijst_naar = {"klantvraag_id": "klantvraag"}

    klantvraag_id = models.UUIDField()
    verzoek_id = models.UUIDField()  # the request that was granted; it may be destroyed before this
    over = VrijeTekst(blank=True)
    tekst = VrijeTekst()
    geschreven_op = models.DateTimeField(db_default=Now())

    class Meta:
        app_label = "klantcontacten"
        db_table = "correctie"
