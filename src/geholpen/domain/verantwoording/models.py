"""What this room keeps besides the logs of doelbinding: pseudonyms we gave out, how far the export is, and what other
software logged with us. Whatever holds a line of a log is append only.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.models import Verdeling, uuid7


class Pseudoniem(models.Model):
    """Look-up from a pseudonym that we gave out back to its customer. Readable through one function only."""

    verdeling = Verdeling.OPZOEK
    gegevenssoort = Gegevenssoort.GEEN

    pseudoniem = models.CharField(max_length=40, primary_key=True)  # what fits in the objectId of the VNG
    partij_id = models.UUIDField()

    class Meta:
        db_table = "pseudoniem"

    def __str__(self) -> str:
        return self.pseudoniem


class Uitvoerstand(models.Model):
    """How far one chain of the processing log was brought to the receiver, and how that goes."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    keten = models.SmallIntegerField(primary_key=True)
    tx = models.CharField(max_length=24, default="0")  # the last line that was acknowledged: transaction, id, customer
    regel_id = models.UUIDField(null=True)
    laatste_partij = models.UUIDField(null=True)
    bevestigd = models.BigIntegerField(default=0)  # lines that the receiver took
    bevestigd_op = models.DateTimeField(null=True)
    pogingen = models.IntegerField(default=0)  # failed in a row
    volgende_op = models.DateTimeField(null=True)
    fout = models.CharField(max_length=200, blank=True)
    fout_op = models.DateTimeField(null=True)
    deels_geweigerd = models.BigIntegerField(
        default=0
    )  # spans that a partial success did not take, without saying which

    class Meta:
        db_table = "uitvoerstand"

    def __str__(self) -> str:
        return f"keten {self.keten}"


class UitvoerApart(models.Model):
    """A line that was not brought yet: the receiver refuses this one, or its activity is confidential until a date."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    pk = models.CompositePrimaryKey("keten", "regel_id", "laatste_partij")
    keten = models.SmallIntegerField()
    regel_id = models.UUIDField()
    laatste_partij = models.UUIDField()
    tx = models.CharField(max_length=24)
    reden = models.CharField(max_length=16)  # geweigerd, vertrouwelijk
    moment = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "uitvoer_apart"

    def __str__(self) -> str:
        return f"{self.reden} {self.regel_id}"


class VreemdeRegel(models.Model):
    """A line that another application logged with us (Logboek dataverwerkingen). Append only."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.INZAGEREGISTRATIE
    alleen_toevoegen = True

    id = models.UUIDField(primary_key=True, default=uuid7)
    applicatie_id = models.UUIDField()
    trace = models.UUIDField()
    span = models.CharField(max_length=16)
    boven_span = models.CharField(max_length=16, blank=True)
    status = models.CharField(max_length=6)
    naam = models.CharField(max_length=400)
    begin_ms = models.BigIntegerField()
    einde_ms = models.BigIntegerField()
    bron = models.JSONField(default=dict)  # attributes of `resource`
    attributen = models.JSONField(default=dict)  # without the subject, which has its own columns
    betrokkene = models.CharField(max_length=64, blank=True)  # pseudonym; "" without a subject
    partij_id = models.UUIDField(null=True)  # when it is a customer of ours
    moment = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "vreemde_regel"
        constraints = [models.UniqueConstraint("applicatie_id", "trace", "span", name="vreemde_regel_eenmaal")]
        indexes = [
            models.Index(fields=["trace"], name="vreemde_regel_trace"),
            models.Index(fields=["betrokkene", "id"], name="vreemde_regel_betrokkene"),
        ]

    def __str__(self) -> str:
        return f"{self.naam} {self.span}"


class Verwerkingsactie(models.Model):
    """One state of an action that another application logged (VNG): a change or removal is a new row. Append only."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.INZAGEREGISTRATIE
    alleen_toevoegen = True

    id = models.UUIDField(primary_key=True, default=uuid7)  # the actieId of this state
    logisch_id = models.UUIDField()  # the same for all states of one action
    applicatie_id = models.UUIDField()
    vervallen = models.BooleanField(default=False)
    vertrouwelijkheid = models.CharField(max_length=16)
    verwerking_id = models.UUIDField(null=True)
    activiteit = models.UUIDField(null=True)
    bewaartermijn = models.CharField(max_length=40, blank=True)  # ISO 8601, in days at the finest; "" is our own term
    tijdstip = models.DateTimeField()
    velden = models.JSONField(default=dict)  # the other members, as they were given
    trace = models.UUIDField()
    moment = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "verwerkingsactie"
        indexes = [
            models.Index(fields=["logisch_id", "-id"], name="verwerkingsactie_nieuwste"),
            models.Index(fields=["verwerking_id"], name="verwerkingsactie_verwerking"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class VerwerktObject(models.Model):
    """A person in one state of an action, by pseudonym only. Append only."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.INZAGEREGISTRATIE
    alleen_toevoegen = True

    id = models.UUIDField(primary_key=True, default=uuid7)
    actie_id = models.UUIDField()
    betrokkene = models.CharField(max_length=40)
    partij_id = models.UUIDField(null=True)
    betrokkenheid = models.CharField(max_length=242, blank=True)
    soorten = ArrayField(models.CharField(max_length=242), default=list)

    class Meta:
        db_table = "verwerkt_object"
        indexes = [
            models.Index(fields=["betrokkene"], name="verwerkt_object_betrokkene"),
            models.Index(fields=["actie_id"], name="verwerkt_object_actie"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class GevraagdBesluit(models.Model):
    """A decision that another application asked of our rule table, with the answer. Append only."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.INZAGEREGISTRATIE
    alleen_toevoegen = True

    id = models.UUIDField(primary_key=True, default=uuid7)
    applicatie_id = models.UUIDField()
    trace = models.UUIDField()
    activiteit = models.SmallIntegerField(null=True)
    versie = models.SmallIntegerField(null=True)
    verzoek = models.JSONField()  # only what was weighed: ids, categories, codes
    antwoord = models.JSONField()
    moment = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "gevraagd_besluit"

    def __str__(self) -> str:
        return str(self.id)
