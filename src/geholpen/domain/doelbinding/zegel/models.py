"""Tables of the seal. They hold hashes, numbers and keys, never what a log line says."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.models import Verdeling, uuid7


class Schakel(models.Model):
    """Link of a chain: the hash of one log line, and of that with everything before it. Written by the sealer only."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    pk = models.CompositePrimaryKey("keten", "nummer")
    keten = models.SmallIntegerField()  # 0 is the audit; 1 to 4 hold the processing log, by customer
    nummer = models.BigIntegerField()  # 1, 2, 3 … without a gap
    regel_id = models.UUIDField()
    partij_id = models.UUIDField()  # of an audit line: all zeros
    vorm = models.SmallIntegerField()  # how the line was written out before hashing
    blad = models.BinaryField()  # sha256(salt ‖ line)
    schakel = models.BinaryField()  # sha256(link before ‖ blad)

    class Meta:
        db_table = "schakel"

    def __str__(self) -> str:
        return f"{self.keten}/{self.nummer}"


class GewisteRegels(models.Model):
    """A range of links whose log lines were lawfully erased: why, by whom, under which line of the audit."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    pk = models.CompositePrimaryKey("keten", "van")
    keten = models.SmallIntegerField()
    van = models.BigIntegerField()
    tot = models.BigIntegerField()
    reden = models.CharField(max_length=20, choices=[("termijn", "Bewaartermijn voorbij"), ("verzoek", "Verzoek")])
    actor_id = models.UUIDField(null=True)  # none: the system, at the end of the term
    trace = models.UUIDField()
    moment = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "gewiste_regels"

    def __str__(self) -> str:
        return f"{self.keten}/{self.van}-{self.tot}"


class Controlepunt(models.Model):
    """Checkpoint: how far every chain was and its last hash, signed. A copy is kept outside the database."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    nummer = models.BigIntegerField(primary_key=True)
    moment = models.DateTimeField(db_default=Now())
    punt = models.TextField()  # JSON, keys sorted, no white space: exactly what is signed
    handtekening = models.BinaryField()  # Ed25519
    sleutel = models.CharField(max_length=16)  # which key: the first 16 hex digits of its sha256

    class Meta:
        db_table = "controlepunt"

    def __str__(self) -> str:
        return str(self.nummer)


class Bewaring(models.Model):
    """How one place that keeps checkpoints is doing."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    plaats = models.CharField(max_length=20, primary_key=True)
    nummer = models.BigIntegerField(default=0)  # the last checkpoint that is there
    geprobeerd_op = models.DateTimeField(null=True)
    gelukt_op = models.DateTimeField(null=True)
    fout = models.CharField(max_length=200, blank=True)  # why the last attempt failed; empty: it did not

    class Meta:
        db_table = "bewaring"

    def __str__(self) -> str:
        return self.plaats


class Stand(models.TextChoices):
    """How a check of the logs is doing, or ended."""

    WACHT = "wacht", "Wacht op een begin"
    LOOPT = "loopt", "Is bezig"
    HEEL = "heel", "Heel"
    NIET_HEEL = "niet_heel", "Niet heel"
    MISLUKT = "mislukt", "Niet afgemaakt"


class Logcontrole(models.Model):
    """One check of the logs: who asked, how far it is, what it found."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    actor_id = models.UUIDField(null=True)  # none: the system, by itself
    stand = models.CharField(max_length=10, choices=Stand, default=Stand.WACHT)
    begonnen_op = models.DateTimeField(db_default=Now())
    klaar_op = models.DateTimeField(null=True)
    regels = models.BigIntegerField(default=0)  # looked at so far
    totaal = models.BigIntegerField(default=0)
    gewist = models.BigIntegerField(default=0)  # of those lawfully erased
    controlepunten = models.BigIntegerField(default=0)  # compared, of those outside the database
    bevindingen = models.JSONField(default=list)  # code, chain, first, last, number, text for people

    class Meta:
        db_table = "logcontrole"

    def __str__(self) -> str:
        return f"{self.stand} {self.id}"
