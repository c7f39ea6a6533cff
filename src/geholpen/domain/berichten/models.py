"""What goes in and out: the raw envelope first, then the message, then its delivery."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.bsn import VrijeRegel, VrijeTekst
from geholpen.platform.models import KlantEigen, Verdeling, uuid7


class EnvelopStaat(models.TextChoices):
    """Where a raw envelope stands."""

    NIEUW = "nieuw", "Nieuw"
    VERWERKT = "verwerkt", "Verwerkt"
    DUBBEL = "dubbel", "Al eerder ontvangen"
    GEEN_BERICHT = "geen_bericht", "Geen bericht van een klant"
    KWARANTAINE = "kwarantaine", "Kwarantaine"


class Envelop(models.Model):
    """Raw input of a channel, stored before anything else is done with it. Immutable but for its state."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.CONTACTINHOUD

    id = models.UUIDField(primary_key=True, default=uuid7)
    kanaal = models.CharField(max_length=20)
    account = models.CharField(max_length=200)  # which mailbox, number or key it came in on
    sleutel = models.CharField(max_length=100)  # what makes it the same delivery: hash of the raw bytes
    ruw = models.BinaryField()
    ontvangers = models.JSONField(default=list)  # of the envelope, when the channel tells
    vertrouwd = models.BooleanField(default=False)  # came from our own mail server: its findings may be believed
    te_groot = models.BooleanField(default=False)  # only the headers were kept
    grootte = models.IntegerField()
    staat = models.CharField(max_length=16, choices=EnvelopStaat, default=EnvelopStaat.NIEUW)
    uitleg = models.TextField(blank=True)
    pogingen = models.SmallIntegerField(default=0)
    ontvangen_op = models.DateTimeField(db_default=Now())
    verwerkt_op = models.DateTimeField(null=True)
    partij_id = models.UUIDField(null=True)
    bericht_id = models.UUIDField(null=True)

    class Meta:
        db_table = "envelop"
        constraints = [models.UniqueConstraint("account", "sleutel", name="envelop_een_keer")]
        indexes = [models.Index(fields=["staat", "ontvangen_op"], name="envelop_staat")]

    def __str__(self) -> str:
        return f"{self.kanaal} {self.id}"


class Bericht(KlantEigen):
    """One message of a klantvraag, in or out, whatever the channel. `volgnummer` orders the conversation."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"klantvraag_id": "klantvraag", "klantcontact_id": "klantcontact"}
    uniek = [("klantvraag_id", "volgnummer"), ("envelop_id",)]

    klantvraag_id = models.UUIDField()
    klantcontact_id = models.UUIDField()
    volgnummer = models.IntegerField()
    richting = models.CharField(max_length=3)  # in, uit
    kanaal = models.CharField(max_length=20)
    aard = models.CharField(max_length=12)
    niveau = models.CharField(max_length=16, blank=True)  # of the sender of this very message
    moment = models.DateTimeField(db_default=Now())
    medewerker_id = models.UUIDField(null=True)
    envelop_id = models.UUIDField(null=True)

    class Meta:
        db_table = "bericht"


class BerichtInhoud(KlantEigen):
    """What a message says and to whom. Same id as the bericht."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTINHOUD
    verwijst_naar = {"id": "bericht"}
    van_ander = ("cc",)

    klantvraag_id = models.UUIDField()
    message_id = models.CharField(max_length=998)
    in_reply_to = models.CharField(max_length=998, blank=True)
    referenties = models.JSONField(default=list)
    van = models.CharField(max_length=320, blank=True)
    van_naam = VrijeRegel(max_length=320, blank=True)
    aan = models.JSONField(default=list)
    cc = models.JSONField(default=list)
    onderwerpregel = VrijeTekst(blank=True)
    tekst = VrijeTekst(blank=True)
    nieuwe_tekst = VrijeTekst(blank=True)
    html_veilig = VrijeTekst(blank=True)
    html_versie = models.SmallIntegerField(default=0)
    externe_beelden = models.IntegerField(default=0)
    waarschuwingen = models.JSONField(default=list)

    class Meta:
        db_table = "bericht_inhoud"


class Bijlage(KlantEigen):
    """A file that came or went with a message."""

    volgt = "klantvraag_id"
    ruw = True
    gegevenssoort = Gegevenssoort.DOCUMENTEN
    verwijst_naar = {"bericht_id": "bericht"}

    klantvraag_id = models.UUIDField()
    bericht_id = models.UUIDField()
    naam = VrijeRegel(max_length=200)
    opgegeven_type = models.CharField(max_length=200)
    herkend_type = models.CharField(max_length=200)
    grootte = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    content_id = models.CharField(max_length=400, blank=True)
    waarschuwing = models.TextField(blank=True)
    inhoud = models.BinaryField()

    class Meta:
        db_table = "bijlage"


class BezorgStaat(models.TextChoices):
    """Derived from the events, never going back."""

    WACHTRIJ = "wachtrij", "Wordt verstuurd"
    ONDERWEG = "onderweg", "Onderweg"
    VERSTUURD = "verstuurd", "Verstuurd"
    BEZORGD = "bezorgd", "Bezorgd"
    ONBEKEND = "onbekend", "Onbekend of het aankwam"
    NIET_BEZORGD = "niet_bezorgd", "Niet bezorgd"


class Bezorging(KlantEigen):
    """The way of one outgoing message to one address."""

    volgt = "klantvraag_id"
    ruw = True
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"bericht_id": "bericht"}
    uniek = [("bericht_id",)]

    klantvraag_id = models.UUIDField()
    bericht_id = models.UUIDField()
    kanaal = models.CharField(max_length=20)
    staat = models.CharField(max_length=16, choices=BezorgStaat, default=BezorgStaat.WACHTRIJ)
    pogingen = models.SmallIntegerField(default=0)
    kenmerk = models.CharField(max_length=400, blank=True)
    uitleg = models.TextField(blank=True)
    gewijzigd_op = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "bezorging"


class Bezorggebeurtenis(KlantEigen):
    """What a provider told about a delivery. Append only."""

    volgt = "klantvraag_id"
    ruw = True
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"bezorging_id": "bezorging"}

    klantvraag_id = models.UUIDField()
    bezorging_id = models.UUIDField()
    soort = models.CharField(max_length=20)
    uitleg = models.TextField(blank=True)
    moment = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "bezorggebeurtenis"


class Concept(KlantEigen):
    """Draft answer, kept on the server and shared by colleagues. Same id as the klantvraag."""

    volgt = "klantvraag_id"
    ruw = True
    gegevenssoort = Gegevenssoort.CONTACTINHOUD
    verwijst_naar = {"id": "klantvraag"}

    klantvraag_id = models.UUIDField()
    tekst = VrijeTekst(blank=True)
    soort = models.CharField(max_length=12, default="antwoord")
    medewerker_id = models.UUIDField(null=True)
    bijgewerkt_op = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "concept"


class BerichtOpzoek(models.Model):
    """Look-up from the keyed hash of a Message-ID to the message. Readable through one function only."""

    verdeling = Verdeling.OPZOEK
    gegevenssoort = Gegevenssoort.GEEN

    pk = models.CompositePrimaryKey("sleutel", "bericht_id")
    sleutel = models.BinaryField()
    bericht_id = models.UUIDField()
    partij_id = models.UUIDField()
    klantvraag_id = models.UUIDField()
    inhoud_sleutel = models.BinaryField()  # keyed hash of the text: tells a copy from another mail with the same id

    class Meta:
        db_table = "bericht_opzoek"

    def __str__(self) -> str:
        return "berichtsleutel"


class AutomatischAntwoord(models.Model):
    """Brake per mail address (as keyed hash): when the last automatic answer went there, how much came this hour."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    sleutel = models.BinaryField(primary_key=True)
    laatst_op = models.DateTimeField(null=True)
    uur_op = models.DateTimeField()  # when the hour that is counted began
    aantal = models.IntegerField(default=0)  # messages received in that hour

    class Meta:
        db_table = "automatisch_antwoord"

    def __str__(self) -> str:
        return "antwoordrem"


class Kanaalstand(models.Model):
    """State of one way in or out: cursor of a mailbox, last message, last error."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    account = models.CharField(max_length=200, primary_key=True)
    kanaal = models.CharField(max_length=20)
    uidvalidity = models.BigIntegerField(default=0)
    laatste_uid = models.BigIntegerField(default=0)
    stand = models.CharField(max_length=10, default="goed")
    uitleg = models.TextField(blank=True)
    laatst_ontvangen = models.DateTimeField(null=True)
    laatst_gezien = models.DateTimeField(null=True)

    class Meta:
        db_table = "kanaalstand"

    def __str__(self) -> str:
        return self.account
