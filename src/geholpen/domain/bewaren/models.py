"""How long we keep, what we destroyed and why, and what must stay for now."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.models import KlantEigen, Verdeling, uuid7


class Bewaartermijn(models.Model):
    """Days that raw rows of one table are kept, shorter than what the row itself says. Loaded from the pack."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = Gegevenssoort.GEEN

    tabel = models.SlugField(max_length=60, primary_key=True)
    dagen = models.IntegerField()
    waarom = models.TextField()

    class Meta:
        db_table = "bewaartermijn"

    def __str__(self) -> str:
        return f"{self.tabel} {self.dagen} dagen"


class Grond(models.TextChoices):
    """Why something must stay although its time is over."""

    BEZWAAR = "bezwaar", "Bezwaar of beroep"
    KLACHT = "klacht", "Klacht"
    RECHTSZAAK = "rechtszaak", "Rechtszaak"
    ONDERZOEK = "onderzoek", "Onderzoek"


class Bewaarplicht(KlantEigen):
    """Legal hold on a customer or one klantvraag: nothing of it is destroyed until it is lifted or ends."""

    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"partij_id": "partij"}

    klantvraag_id = models.UUIDField(null=True)  # null: everything of this customer
    kenmerk = models.CharField(max_length=16, default="")  # public reference of the klantvraag that it is about
    grond = models.CharField(max_length=12, choices=Grond)
    reden = models.TextField()
    gezet_door = models.UUIDField()
    gezet_op = models.DateTimeField(db_default=Now())
    tot = models.DateField()  # somebody looks again before this day
    opgeheven_door = models.UUIDField(null=True)
    opgeheven_op = models.DateTimeField(null=True)
    opgeheven_reden = models.TextField(blank=True)

    class Meta:
        db_table = "bewaarplicht"


class Besluitsoort(models.TextChoices):
    """What a decision to destroy rests on."""

    TERMIJN = "termijn", "Bewaartermijn voorbij"
    VERZOEK = "verzoek", "Verzoek van de klant"
    LIJST = "lijst", "Vernietigingslijst"
    HERSTEL = "herstel", "Opnieuw, na het terugzetten van een reservekopie"


class Verklaringsoort(models.TextChoices):
    """What a statement states: how something was destroyed, or that it was transferred."""

    TERMIJN = "termijn", "Bewaartermijn voorbij"
    VERZOEK = "verzoek", "Verzoek van de klant"
    LIJST = "lijst", "Vernietigingslijst"
    HERSTEL = "herstel", "Opnieuw, na het terugzetten van een reservekopie"
    OVERDRACHT = "overdracht", "Overgebracht naar een archief"


class Vernietigbesluit(models.Model):
    """One decision to destroy. The database destroys what a decision that still stands open names, and nothing else."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    soort = models.CharField(max_length=8, choices=Besluitsoort)
    partij_id = models.UUIDField(null=True)  # a key that belongs to nobody any more afterwards
    klantvraag_id = models.UUIDField(null=True)
    lijst_id = models.UUIDField(null=True)
    tabellen = ArrayField(models.CharField(max_length=60), default=list)  # empty: every table
    rijen = ArrayField(models.UUIDField(), default=list, db_default=[])  # of the addresses only these; empty: all
    besloten_door = models.UUIDField(null=True)  # null: the system, at the end of a term
    trace = models.UUIDField()
    moment = models.DateTimeField(db_default=Now())
    uitgevoerd_op = models.DateTimeField(null=True)
    buiten_op = models.DateTimeField(null=True)  # since when the destruction book outside the database has it

    class Meta:
        db_table = "vernietigbesluit"
        indexes = [
            models.Index(fields=["soort", "moment"], name="vernietigbesluit_soort"),
            models.Index(
                fields=["uitgevoerd_op"],
                name="vernietigbesluit_te_brengen",
                condition=models.Q(buiten_op=None, partij_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.id}"


class Vernietigd(models.Model):
    """How many rows of one table a decision destroyed, and a hash of their keys. Written by the database itself."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    besluit_id = models.UUIDField()
    tabel = models.CharField(max_length=60)
    aantal = models.BigIntegerField()
    kenmerk = models.CharField(max_length=64)  # sha256 of the keys, sorted
    moment = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "vernietigd"
        indexes = [models.Index(fields=["besluit_id"], name="vernietigd_besluit")]

    def __str__(self) -> str:
        return f"{self.tabel} {self.aantal}"


class Verklaring(models.Model):
    """Statement of destruction: what kinds of data, how many, why, by whom. No personal data; never changed."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    besluit_id = models.UUIDField(null=True)
    lijst_id = models.UUIDField(null=True)
    soort = models.CharField(max_length=10, choices=Verklaringsoort)
    inhoud = models.JSONField()
    hash = models.CharField(max_length=64)  # sha256 of the content as canonical JSON
    moment = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "verklaring"
        indexes = [models.Index(fields=["-moment"], name="verklaring_nieuwste")]

    def __str__(self) -> str:
        return f"{self.soort} {self.id}"


class Waardering(models.TextChoices):
    """What the selection list says about records when their term is over."""

    VERNIETIGEN = "vernietigen", "Vernietigen"
    BEWAREN = "bewaren", "Blijvend bewaren"


class Selectieregel(models.Model):
    """A number of the selection list, as purposes name it, and what is to happen with its records."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = Gegevenssoort.GEEN

    selectielijst = models.CharField(max_length=80, primary_key=True)
    waardering = models.CharField(max_length=12, choices=Waardering)
    vastgelegd_door = models.UUIDField(null=True)  # null: the pack

    class Meta:
        db_table = "selectieregel"

    def __str__(self) -> str:
        return self.selectielijst


class Lijststand(models.TextChoices):
    """Where a destruction list stands."""

    OPGESTELD = "opgesteld", "Wacht op de proceseigenaar"
    BEOORDEELD = "beoordeeld", "Wacht op de archivaris"
    VASTGESTELD = "vastgesteld", "Vastgesteld, bedenktijd loopt"
    VERNIETIGD = "vernietigd", "Vernietigd"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Vernietigingslijst(models.Model):
    """Records of one number of the selection list that may go, once three different people have said so."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    selectielijst = models.CharField(max_length=80)
    waardering = models.CharField(max_length=12, choices=Waardering)
    stand = models.CharField(max_length=12, choices=Lijststand, default=Lijststand.OPGESTELD)
    aantal = models.IntegerField(default=0)  # when it was made
    opgesteld_door = models.UUIDField(null=True)  # null: the system
    opgesteld_op = models.DateTimeField(db_default=Now())
    beoordeeld_door = models.UUIDField(null=True)
    vastgesteld_door = models.UUIDField(null=True)
    vastgesteld_op = models.DateTimeField(null=True)
    vernietigen_na = models.DateTimeField(null=True)  # until then it can be taken back
    overgebracht_naar = models.CharField(max_length=200, blank=True)  # of records that are kept for good
    overgebracht_op = models.DateTimeField(null=True)
    pakket = models.JSONField(default=dict, db_default={})  # of records that are kept for good: how making it goes

    class Meta:
        db_table = "vernietigingslijst"

    def __str__(self) -> str:
        return f"{self.selectielijst} {self.stand}"


class Lijststap(models.Model):
    """One step of a destruction list: who, when, why. Written by the database's own functions only."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    lijst_id = models.UUIDField()
    stap = models.CharField(max_length=12)
    door = models.UUIDField(null=True)
    moment = models.DateTimeField(db_default=Now())
    waarom = models.TextField(blank=True)

    class Meta:
        db_table = "lijststap"
        indexes = [models.Index(fields=["lijst_id", "moment"], name="lijststap_lijst")]

    def __str__(self) -> str:
        return f"{self.stap} {self.lijst_id}"


class Lijstregel(models.Model):
    """One klantvraag on a list: its key, its subject and when. No name, no text. Goes when the klantvraag goes."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    lijst_id = models.UUIDField()
    partij_id = models.UUIDField()
    klantvraag_id = models.UUIDField()
    onderwerp_code = models.SlugField(max_length=60)
    gestart_op = models.DateTimeField()
    afgesloten_op = models.DateTimeField(null=True)
    vervalt_op = models.DateTimeField()
    af_door = models.UUIDField(null=True)  # taken off the list
    af_op = models.DateTimeField(null=True)
    af_reden = models.TextField(blank=True)
    verkregen_voor = models.SmallIntegerField(null=True)  # what it was obtained for, while it waits to be transferred

    class Meta:
        db_table = "lijstregel"
        constraints = [models.UniqueConstraint(fields=["lijst_id", "klantvraag_id"], name="een_keer_op_een_lijst")]
        indexes = [models.Index(fields=["partij_id", "klantvraag_id"], name="lijstregel_klantvraag")]

    def __str__(self) -> str:
        return f"{self.onderwerp_code} {self.id}"


class Onderdrukking(models.Model):
    """Keyed hash of an address or number of somebody who was erased: whoever said no stays unbothered."""

    verdeling = Verdeling.OPZOEK
    gegevenssoort = Gegevenssoort.GEEN

    sleutel = models.BinaryField(primary_key=True)

    class Meta:
        db_table = "onderdrukking"

    def __str__(self) -> str:
        return "onderdrukte sleutel"
