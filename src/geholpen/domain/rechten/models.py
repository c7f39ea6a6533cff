"""What people ask about their own data: a request with a term that the law sets, and what was decided.

The conversation about it is a klantvraag like any other: in Mijn, in the inbox and in the log. The request
itself stays under its own purpose when that question gets another subject.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.rechten.verbetering import Mededeling as Mededeling
from geholpen.domain.rechten.verbetering import Mededelingstand as Mededelingstand
from geholpen.domain.rechten.verbetering import Verbetering as Verbetering
from geholpen.platform.bsn import VrijeTekst
from geholpen.platform.models import KlantEigen

VRAAG = {"klantvraag_id": "klantvraag"}


class Soort(models.TextChoices):
    """Which right is used."""

    KLOPT_NIET = "klopt_niet", "Een inzage klopt niet"
    INZAGE = "inzage", "Alle gegevens zien"
    CORRECTIE = "correctie", "Een gegeven verbeteren"
    VERWIJDERING = "verwijdering", "Gegevens wissen"
    BEPERKING = "beperking", "Gegevens tijdelijk niet gebruiken"
    BEZWAAR = "bezwaar", "Bezwaar tegen gebruik"
    OVERDRACHT = "overdracht", "Gegevens meenemen"


class Stand(models.TextChoices):
    """Where a request stands."""

    INGEDIEND = "ingediend", "Ontvangen"
    IN_ONDERZOEK = "in_onderzoek", "Wij zoeken het uit"
    BESLOTEN = "besloten", "Besloten"


class Uitkomst(models.TextChoices):
    """What was decided."""

    TOEGEWEZEN = "toegewezen", "Ja"
    DEELS = "deels", "Voor een deel"
    AFGEWEZEN = "afgewezen", "Nee"


class Uitvoering(models.TextChoices):
    """What became of what was decided: a correction or an erasure that was granted."""

    NIET_NODIG = "", "Niets uit te voeren"
    LOOPT = "loopt", "Wordt uitgevoerd"
    MET_DE_HAND = "met_de_hand", "Wacht op de privacy officer"
    AANGEHOUDEN = "aangehouden", "Wacht op het einde van een bewaarplicht"
    GEDAAN = "gedaan", "Uitgevoerd"


class Rechtenverzoek(KlantEigen):
    """One request, its term and how it ended.

    `trace` and `activiteit`: the line of the log or the purpose it is about; `onderdelen`: the data categories, with
    `rijen`: keys of single rows in them, when it is about those only. `uitvoering`: whether what was granted is done,
    since `uitvoering_op`.
    """

    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = VRAAG

    klantvraag_id = models.UUIDField()
    soort = models.CharField(max_length=12, choices=Soort)
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.INGEDIEND)
    ingediend_op = models.DateTimeField(db_default=Now())
    uiterlijk_op = models.DateField()
    verlengd_op = models.DateTimeField(null=True)  # when the customer was told that it takes longer
    trace = models.UUIDField(null=True)
    activiteit = models.SmallIntegerField(null=True)
    onderdelen = ArrayField(models.SmallIntegerField(), default=list)
    rijen = ArrayField(models.UUIDField(), default=list, db_default=[])
    uitkomst = models.CharField(max_length=12, choices=Uitkomst, blank=True)
    besloten_op = models.DateTimeField(null=True)
    besloten_door = models.UUIDField(null=True)
    gewaarschuwd = models.SmallIntegerField(default=0, db_default=0)  # 1: the term ends soon, 2: it is over
    uitvoering = models.CharField(max_length=12, choices=Uitvoering, blank=True, default="", db_default="")
    uitvoering_op = models.DateTimeField(null=True)
    uitvoering_grond = models.CharField(max_length=12, blank=True, default="", db_default="")  # of the legal hold

    class Meta:
        db_table = "rechtenverzoek"
        indexes = [
            models.Index(fields=["uiterlijk_op"], name="rechtenverzoek_open", condition=~models.Q(stand="besloten")),
        ]


class RechtenverzoekInhoud(KlantEigen):
    """What was asked for in words, and what was decided per part, with the law. Same id as the request."""

    gegevenssoort = Gegevenssoort.CONTACTINHOUD
    verwijst_naar = {"id": "rechtenverzoek"}

    klantvraag_id = models.UUIDField()
    gevraagd = models.JSONField(default=dict)  # of a correction: which field, what it is now and what it must be
    besluit = VrijeTekst(blank=True)
    delen = models.JSONField(default=list)  # [{"soort": 9, "uitkomst": "afgewezen", "reden": "…"}]
    verlenging = VrijeTekst(blank=True)  # why it takes longer

    class Meta:
        db_table = "rechtenverzoek_inhoud"


class Staat(models.TextChoices):
    """States of a consent."""

    GEGEVEN = "gegeven", "Gegeven"
    GEWEIGERD = "geweigerd", "Geweigerd"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Toestemming(KlantEigen):
    """What somebody said about one purpose that rests on consent: to which text, when, until when (ISO/IEC TS 27560).

    One row per answer; a withdrawal closes it and a new yes is a new row, so that every event stays. Who answered or
    withdrew for this customer, and as what (`_als`, "curatele"), the database writes; null and "": the customer.
    """

    gegevenssoort = Gegevenssoort.TOESTEMMINGEN
    verwijst_naar = {"partij_id": "partij"}
    van_ander = ("gegeven_door", "ingetrokken_door")

    activiteit = models.SmallIntegerField()
    versie = models.SmallIntegerField()
    staat = models.CharField(max_length=12, choices=Staat)
    moment = models.DateTimeField(db_default=Now())
    geldig_tot = models.DateTimeField()
    ingetrokken_op = models.DateTimeField(null=True)
    tekst = models.TextField()  # what was on the screen
    tekst_hash = models.CharField(max_length=64)  # SHA-256 of it: which version of the text
    taal = models.CharField(max_length=3, default="nld")
    kanaal = models.CharField(max_length=20)
    gegeven_door = models.UUIDField(null=True)
    gegeven_als = models.CharField(max_length=20, blank=True, default="", db_default="")
    ingetrokken_door = models.UUIDField(null=True)
    ingetrokken_als = models.CharField(max_length=20, blank=True, default="", db_default="")

    class Meta:
        db_table = "toestemming"
        indexes = [models.Index(fields=["partij_id", "activiteit"], name="toestemming_activiteit")]


class SoortGrens(models.TextChoices):
    """Kinds of limits on the use of somebody's data."""

    BEZWAAR = "bezwaar", "Bezwaar tegen een doel"
    BEPERKING = "beperking", "Gegevens die niet gebruikt mogen worden"
    ONDERZOEK = "onderzoek", "Gegevens waarvan wordt uitgezocht of ze kloppen"


class Grens(KlantEigen):
    """A limit that counts until it is lifted: for one purpose (bezwaar), for one category or for one row of it: an
    address, an account, a number (beperking, onderzoek).

    A restriction of one row is about what it says: every row of this customer that says so, also a later one.
    Under the purposes in `uitgezonderd` a restricted category may still be read. The request may be destroyed in time;
    the limit outlives it.
    """

    gegevenssoort = Gegevenssoort.TOESTEMMINGEN
    verwijst_naar = {"partij_id": "partij"}

    soort = models.CharField(max_length=12, choices=SoortGrens)
    activiteit = models.SmallIntegerField(null=True)
    gegeven = models.SmallIntegerField(default=0)
    rij = models.UUIDField(null=True)  # key of the one row; null: the whole category
    woord = models.BinaryField(default=b"", db_default=b"", editable=False)  # keyed hash of what that row said
    uitgezonderd = ArrayField(models.SmallIntegerField(), default=list)
    verzoek_id = models.UUIDField()
    begonnen_op = models.DateTimeField(db_default=Now())
    opgeheven_op = models.DateTimeField(null=True)

    class Meta:
        db_table = "grens"
        indexes = [models.Index(fields=["partij_id"], name="grens_geldt", condition=models.Q(opgeheven_op=None))]
