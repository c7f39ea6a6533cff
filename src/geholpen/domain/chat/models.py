"""A visit to the chat: which browser window talks about which klantvraag. What is said in it is in `berichten`."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.models import KlantEigen, Verdeling, uuid7


class Einde(models.TextChoices):
    """Who or what ended a visit."""

    BEZOEKER = "bezoeker", "Door de bezoeker gesloten"
    MEDEWERKER = "medewerker", "Door een medewerker gesloten"
    VERDER = "verder", "Gaat in een ander kanaal verder"
    VERLATEN = "verlaten", "De bezoeker ging weg"
    INGELOGD = "ingelogd", "In een ander venster logde iemand in"


class Verderstand(models.TextChoices):
    """What became of the last switch that was asked for in a visit."""

    WACHT = "wacht", "De link is onderweg"
    VERDER = "verder", "Ons bericht is onderweg"
    GEBRUIKT = "gebruikt", "De link is gebruikt"
    INGETROKKEN = "ingetrokken", "Er logde iemand in"


class Chatbezoek(models.Model):
    """One visit. Holds keys and moments: no name, no address, no word of what was said.

    `vanaf`: number of the first message that belongs to this visit; nothing before it ever goes to its browser.
    """

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    account_id = models.UUIDField()
    sleutel = models.BinaryField(unique=True)  # keyed hash of the token that the browser holds
    taal = models.CharField(max_length=8, default="nl")
    niveau = models.CharField(max_length=16, default="asserted")
    bewezen_partij_id = models.UUIDField(null=True)  # who logged in, when somebody did
    bewezen_op = models.DateTimeField(null=True)
    bewezen_hoe = models.CharField(max_length=8, blank=True)  # who said so: mijn (we did), portaal (a site we trust)
    partij_id = models.UUIDField(null=True)  # empty until the first message
    klantvraag_id = models.UUIDField(null=True)
    klantcontact_id = models.UUIDField(null=True)
    vanaf = models.IntegerField(default=1)
    gelezen_tot = models.IntegerField(default=0)  # the last message that was on the visitor's screen
    wij_gelezen_tot = models.IntegerField(default=0)  # the last message that was on an employee's screen
    afdeling_code = models.SlugField(max_length=40, blank=True, db_index=False)
    gevoelig = models.BooleanField(default=False)
    bestanden = models.SmallIntegerField(default=0)
    begonnen_op = models.DateTimeField(db_default=Now())
    gezien_op = models.DateTimeField(db_default=Now())
    weg_op = models.DateTimeField(null=True)
    wacht_sinds = models.DateTimeField(null=True)  # since when nobody answered
    beantwoord_op = models.DateTimeField(null=True)  # the first answer of a person
    beloofd_op = models.DateTimeField(null=True)  # when an unanswered chat became a promise
    gemaild_op = models.DateTimeField(null=True)  # when who left was told by mail that there is an answer
    verhuisd_op = models.DateTimeField(null=True)  # when its question was given to who proved it
    terug_op = models.DateTimeField(null=True)  # and when it was put back
    wissel_id = models.UUIDField(null=True)  # the last switch to another channel that was asked for in it
    wissel_bezorging_id = models.UUIDField(null=True)  # how our message about that goes
    wissel_stand = models.CharField(max_length=12, choices=Verderstand, blank=True)
    wissel_tot = models.DateTimeField(null=True)  # until when its link works
    wissel_mislukt_op = models.DateTimeField(null=True)  # when our message about it turned out not to arrive
    geeindigd_op = models.DateTimeField(null=True)
    einde = models.CharField(max_length=12, choices=Einde, blank=True)

    class Meta:
        db_table = "chatbezoek"
        indexes = [
            models.Index(fields=["klantvraag_id"], name="chatbezoek_vraag"),
            models.Index(fields=["wacht_sinds"], name="chatbezoek_rij", condition=models.Q(geeindigd_op=None)),
            models.Index(
                fields=["bewezen_partij_id"], name="chatbezoek_terug", condition=models.Q(terug_op__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"chatbezoek {self.id}"


class Vraagverhuizing(KlantEigen):
    """A question went from somebody we did not know to who proved in its chat to have asked it; reversible."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"klantvraag_id": "klantvraag"}
    van_ander = ("van_partij_id",)

    klantvraag_id = models.UUIDField()
    van_partij_id = models.UUIDField()  # where it goes back to
    niveau_voor = models.CharField(max_length=16)  # how sure we were before
    bewezen_op = models.DateTimeField(null=True)
    bewezen_hoe = models.CharField(max_length=8, blank=True)
    medewerker_id = models.UUIDField()
    verhuisd_op = models.DateTimeField(db_default=Now())
    terug_op = models.DateTimeField(null=True)
    terug_medewerker_id = models.UUIDField(null=True)

    class Meta:
        db_table = "vraagverhuizing"


class Chatbewijs(models.Model):
    """A proof that was used: a token of a portal, a link to go on with. Each works once. Hashes only."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    sleutel = models.BinaryField(primary_key=True)
    verloopt_op = models.DateTimeField()

    class Meta:
        db_table = "chatbewijs"

    def __str__(self) -> str:
        return "gebruikt bewijs"


class Chatlink(models.Model):
    """A link by mail to go on with one conversation, or a ticket to log in in it: works once, until it expires.

    Only its hash is kept; each kind has hashes of its own.
    """

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    sleutel = models.BinaryField(primary_key=True)
    soort = models.CharField(max_length=10, default="verder")  # verder, inloggen
    bezoek_id = models.UUIDField()
    gemaakt_op = models.DateTimeField(db_default=Now())
    verloopt_op = models.DateTimeField()
    gebruikt_op = models.DateTimeField(null=True)

    class Meta:
        db_table = "chatlink"

    def __str__(self) -> str:
        return "link om verder te gaan"


class Chatteller(models.Model):
    """How often something was done in this minute or hour, by an address or at a key (as keyed hash)."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    sleutel = models.BinaryField(primary_key=True)
    begon_op = models.DateTimeField(db_default=Now())
    aantal = models.IntegerField(default=1)

    class Meta:
        db_table = "chatteller"

    def __str__(self) -> str:
        return "teller"
