"""The register of purposes and the logs. The register is a catalogue; a log line belongs to one customer.

What a version must contain (a statutory task with article and contribution, a purpose that is not vague, content that
never changes) is a constraint in the database: see `migrations/register.sql`.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.doelbinding.toezicht.doeldag import Doeldag as Doeldag  # Django looks for models here
from geholpen.domain.doelbinding.toezicht.models import Noodtoegang as Noodtoegang
from geholpen.domain.doelbinding.toezicht.signalen import Bekeken as Bekeken
from geholpen.domain.doelbinding.toezicht.signalen import LosseInzage as LosseInzage
from geholpen.domain.doelbinding.toezicht.signalen import Onthulling as Onthulling
from geholpen.domain.doelbinding.toezicht.signalen import VeelInzage as VeelInzage
from geholpen.domain.doelbinding.zegel.models import Bewaring as Bewaring
from geholpen.domain.doelbinding.zegel.models import Controlepunt as Controlepunt
from geholpen.domain.doelbinding.zegel.models import GewisteRegels as GewisteRegels
from geholpen.domain.doelbinding.zegel.models import Logcontrole as Logcontrole
from geholpen.domain.doelbinding.zegel.models import Schakel as Schakel
from geholpen.platform.models import Verdeling, uuid7


class Status(models.TextChoices):
    """States of one version of an activity."""

    CONCEPT = "concept", "Concept"
    TER_ADVIES = "ter_advies", "Ter advies"
    GOEDGEKEURD = "goedgekeurd", "Goedgekeurd"
    ACTIEF = "actief", "Actief"
    GESCHORST = "geschorst", "Geschorst"
    VERLOPEN = "verlopen", "Verlopen"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Verwerkingsactiviteit(models.Model):
    """Processing activity: one purpose for which personal data may be used. The content is in its versions."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = Gegevenssoort.GEEN

    nummer = models.SmallIntegerField(primary_key=True)
    uuid = models.UUIDField(unique=True)
    code = models.SlugField(max_length=60, unique=True)

    class Meta:
        db_table = "verwerkingsactiviteit"

    def __str__(self) -> str:
        return self.code


def iedereen() -> list[str]:
    """Whom an activity is about when nobody said it more exactly."""
    return [gettext_noop("mensen met een vraag aan ons")]


def _people_differ(a: str, b: str) -> Q:
    return Q(**{f"{a}__isnull": True}) | Q(**{f"{b}__isnull": True}) | ~Q(**{a: F(b)})


class VerwerkingsactiviteitVersie(models.Model):
    """One version of an activity. Only a concept changes; from "ter advies" on only the state moves, step by step.

    The database sees to it: `migrations/levensloop.sql`.
    """

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = Gegevenssoort.GEEN

    pk = models.CompositePrimaryKey("nummer", "versie")
    nummer = models.SmallIntegerField()
    versie = models.SmallIntegerField()
    status = models.CharField(max_length=12, choices=Status)
    naam = models.CharField(max_length=120)
    doel = models.TextField()
    grondslag = models.CharField(max_length=40)
    taak_titel = models.CharField(max_length=200, blank=True)
    taak_artikel = models.CharField(max_length=200, blank=True)
    taak_bijdrage = models.TextField(blank=True)
    meetpunt = models.TextField(blank=True)
    evaluatiedatum = models.DateField()
    rollen = ArrayField(models.CharField(max_length=40))
    afdelingen = ArrayField(models.CharField(max_length=40), default=list)  # empty: every department
    vereist_aanleiding = ArrayField(models.CharField(max_length=40))
    ontvangers = ArrayField(models.CharField(max_length=200), default=list)
    derde_landen = ArrayField(models.CharField(max_length=200), default=list)  # outside the EEA; empty: none
    betrokkenen = ArrayField(models.CharField(max_length=200), default=iedereen)  # kinds of people it is about
    bewaardagen = models.IntegerField()
    selectielijst = models.CharField(max_length=80)
    vertrouwelijk_tot = models.DateField(null=True)
    mag_bsn_tonen = models.BooleanField(default=False)
    mag_geheim_adres = models.BooleanField(default=False)
    bijzondere_gegevens = models.BooleanField(default=False)
    verdeelt = models.BooleanField(default=False)  # stores what comes in for whatever activity it belongs to
    gevoelig = models.BooleanField(default=False)
    leeftijd_zelf = models.SmallIntegerField(default=16)
    vertegenwoordiging = ArrayField(models.CharField(max_length=40), default=list)
    alternatief = models.TextField(blank=True, default="")  # the equal way for whoever does not consent
    geldig_vanaf = models.DateTimeField()
    opgesteld_door = models.UUIDField()
    advies_door = models.UUIDField(null=True)
    goedgekeurd_door = models.UUIDField(null=True)
    geactiveerd_door = models.UUIDField(null=True)
    uitzondering_voor = models.TextField(blank=True)  # the vague text that the privacy officer allowed
    uitzondering_reden = models.TextField(blank=True)
    uitzondering_door = models.UUIDField(null=True)
    pakket = models.CharField(max_length=64, blank=True, default="", db_default="")  # SHA-256 of what a pack said

    class Meta:
        db_table = "verwerkingsactiviteit_versie"
        constraints = [
            models.UniqueConstraint("nummer", condition=Q(status="actief"), name="een_actieve_versie"),
            models.CheckConstraint(
                condition=~Q(status="actief") | Q(goedgekeurd_door__isnull=False, geactiveerd_door__isnull=False),
                name="actief_is_goedgekeurd",
            ),
            models.CheckConstraint(
                condition=_people_differ("opgesteld_door", "goedgekeurd_door")
                & _people_differ("goedgekeurd_door", "geactiveerd_door")
                & _people_differ("opgesteld_door", "geactiveerd_door"),
                name="drie_verschillende_mensen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} v{self.versie}"


class VerwerkingsactiviteitGegeven(models.Model):
    """Which data category a version may use, why, for which handlings, from which sources and how masked."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = Gegevenssoort.GEEN

    pk = models.CompositePrimaryKey("nummer", "versie", "soort")
    nummer = models.SmallIntegerField()
    versie = models.SmallIntegerField()
    soort = models.SmallIntegerField()
    waarom = models.TextField()
    handelingen = ArrayField(models.CharField(max_length=20))
    masker = models.CharField(max_length=10, default="geen")
    niveau = models.CharField(max_length=20, default="asserted")
    bronnen = ArrayField(models.SmallIntegerField())

    class Meta:
        db_table = "verwerkingsactiviteit_gegeven"

    def __str__(self) -> str:
        return f"{self.nummer} v{self.versie} soort {self.soort}"


class ActiviteitStap(models.Model):
    """One step in the life of a version: who, when, why. Written by the database's own functions only."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    nummer = models.SmallIntegerField()
    versie = models.SmallIntegerField()
    stap = models.CharField(max_length=20)
    van = models.CharField(max_length=12, blank=True)
    naar = models.CharField(max_length=12)
    door = models.UUIDField(null=True)  # the employee; null for the system and for a pack
    moment = models.DateTimeField(db_default=Now())
    waarom = models.TextField()
    positief = models.BooleanField(null=True)  # of an advice

    class Meta:
        db_table = "activiteit_stap"
        indexes = [models.Index(fields=["nummer", "versie"], name="stap_per_versie")]

    def __str__(self) -> str:
        return f"{self.nummer} v{self.versie} {self.stap}"


class Evaluatiebewijs(models.Model):
    """Evidence that a purpose helps its task: what was measured, what came out, and until when it counts."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    nummer = models.SmallIntegerField()
    versie = models.SmallIntegerField()
    gemeten = models.TextField()
    uitkomst = models.TextField()
    door = models.UUIDField()
    moment = models.DateTimeField(db_default=Now())
    tot = models.DateField()

    class Meta:
        db_table = "evaluatiebewijs"
        indexes = [models.Index(fields=["nummer", "versie"], name="bewijs_per_versie")]

    def __str__(self) -> str:
        return f"{self.nummer} v{self.versie} tot {self.tot}"


class Evaluatiewaarschuwing(models.Model):
    """That people were told that an evaluation date comes near: once per threshold."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    nummer = models.SmallIntegerField()
    versie = models.SmallIntegerField()
    evaluatiedatum = models.DateField()
    dagen = models.SmallIntegerField()  # the threshold: 60, 30 or 7 days before, 0 when it is over
    moment = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "evaluatiewaarschuwing"
        constraints = [
            models.UniqueConstraint("nummer", "versie", "evaluatiedatum", "dagen", name="een_keer_per_drempel")
        ]

    def __str__(self) -> str:
        return f"{self.nummer} v{self.versie} {self.dagen} dagen"


class Uitkomst(models.TextChoices):
    """How an action with personal data ended."""

    GELEVERD = "geleverd", "Geleverd"
    DEELS = "deels", "Deels"
    GEWEIGERD = "geweigerd", "Geweigerd"
    FOUT = "fout", "Fout"


class Dataverwerking(models.Model):
    """Processing log: one line per customer and action, written before anything is shown. Append only."""

    verdeling = Verdeling.PARTIJ
    gegevenssoort = Gegevenssoort.INZAGEREGISTRATIE

    pk = models.CompositePrimaryKey("partij_id", "id")
    partij_id = models.UUIDField()
    id = models.UUIDField(default=uuid7)
    trace = models.UUIDField()
    deur = models.CharField(max_length=120)
    naam = models.CharField(max_length=200)
    activiteit = models.SmallIntegerField()
    versie = models.SmallIntegerField()
    soorten = models.BigIntegerField()  # bit mask of the categories that were given
    handeling = models.CharField(max_length=20)
    aanleiding_soort = models.CharField(max_length=20)
    aanleiding_id = models.UUIDField(null=True)
    kanaal = models.CharField(max_length=20)
    actor_soort = models.CharField(max_length=12)
    afdeling = models.CharField(max_length=40)
    uitkomst = models.CharField(max_length=10, choices=Uitkomst)
    moment = models.DateTimeField(db_default=Now())
    vervalt_op = models.DateTimeField()

    class Meta:
        db_table = "dataverwerking"

    def __str__(self) -> str:
        return f"{self.naam} {self.moment}"


class Audit(models.Model):
    """Who did or wanted what, what was decided and why: the audit (BIO2 8.15) and the decision log (ADL) in one line.

    Apart from the processing log, which names no employee; they share trace and id.
    """

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.INZAGEREGISTRATIE

    id = models.UUIDField(primary_key=True, default=uuid7)
    trace = models.UUIDField()
    actor_soort = models.CharField(max_length=12)
    actor_id = models.UUIDField(null=True)
    handeling = models.CharField(max_length=120)
    object_soort = models.CharField(max_length=20)
    object_id = models.UUIDField(null=True)
    resultaat = models.CharField(max_length=40)
    oorsprong = models.CharField(max_length=80)
    activiteit = models.SmallIntegerField(null=True)
    versie = models.SmallIntegerField(null=True)
    toegestaan = models.BigIntegerField()  # bit mask of the categories that were given
    geweigerd = models.JSONField(default=dict)  # category number → code; {"code": …} when all was refused
    besluit = models.BooleanField()
    moment = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "audit"

    def __str__(self) -> str:
        return f"{self.handeling} {self.resultaat}"
