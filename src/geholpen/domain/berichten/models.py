"""What goes in and out: the raw envelope first, then the message, then its delivery."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.domain.berichten.antwoordsjablonen.models import Antwoordsjabloon, Sjabloonversie
from geholpen.domain.berichten.brieven.models import Printopdracht, Printpartij, Scan
from geholpen.domain.berichten.naderhand import Herziening, Verstrekking
from geholpen.domain.berichten.splitsing import Splitsing
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.bsn import VrijeRegel, VrijeTekst
from geholpen.platform.models import KlantEigen, Verdeling, uuid7

__all__ = [
    "Antwoordsjabloon",
    "Herziening",
    "Printopdracht",
    "Printpartij",
    "Scan",
    "Sjabloonversie",
    "Splitsing",
    "Verstrekking",
]


class EnvelopStaat(models.TextChoices):
    """Where a raw envelope stands."""

    NIEUW = "nieuw", "Nieuw"
    VERWERKT = "verwerkt", "Verwerkt"
    DUBBEL = "dubbel", "Al eerder ontvangen"
    GEEN_BERICHT = "geen_bericht", "Geen bericht van een klant"
    GESPLITST = "gesplitst", "Verdeeld over losse berichten"
    WACHT = "wacht", "Wacht op een medewerker"
    KWARANTAINE = "kwarantaine", "Quarantaine"


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
    ouder_id = models.UUIDField(null=True)  # the envelope this was one part of

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
    sjabloonversie_id = models.UUIDField(null=True)  # with which text of ours it was begun
    # Came from somebody we gave a message to, and not from the customer: cc, doorgestuurd.
    van_derde = models.CharField(max_length=12, blank=True, default="", db_default="")

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
    echtheid = models.CharField(max_length=60, blank=True, default="", db_default="")  # measured: DMARC, SPF, DKIM

    class Meta:
        db_table = "bericht_inhoud"


class BijlageStaat(models.TextChoices):
    """Whether the file is here."""

    HIER = "", "Hier"
    WACHT = "wacht", "Wordt opgehaald"
    WEG = "weg", "Niet op te halen"


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
    staat = models.CharField(max_length=8, choices=BijlageStaat, blank=True, default="", db_default="")
    media_id = models.CharField(max_length=400, blank=True, default="", db_default="")  # name the provider gave it
    inhoud = models.BinaryField()

    class Meta:
        db_table = "bijlage"


class BezorgStaat(models.TextChoices):
    """Derived from the events, in this order, never going back: who read it got it, whatever was said in between."""

    WACHTRIJ = "wachtrij", "Wordt verstuurd"
    ONDERWEG = "onderweg", "Onderweg"
    ONBEKEND = "onbekend", "Onbekend of het aankwam"
    VERSTUURD = "verstuurd", "Verstuurd"
    VERVALLEN = "vervallen", "Niet meer nodig"
    NIET_BEZORGD = "niet_bezorgd", "Niet bezorgd"
    BEZORGD = "bezorgd", "Bezorgd"
    GELEZEN = "gelezen", "Gelezen"


class BezorgSoort(models.TextChoices):
    """For whom or for what a way is. Of the message itself, and of its correction, the first that arrives is enough."""

    ZELF = "", "Het bericht zelf"
    VERBETERING = "verbetering", "Verbetering"
    CC = "cc", "Kopie"
    DOOR = "doorgestuurd", "Doorgestuurd"


class Bezorging(KlantEigen):
    """One way of one message: over one channel to one address."""

    volgt = "klantvraag_id"
    ruw = True
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"bericht_id": "bericht"}

    klantvraag_id = models.UUIDField()
    bericht_id = models.UUIDField()
    volgorde = models.SmallIntegerField(default=1, db_default=1)  # 2 and on: after the one before did not arrive
    kanaal = models.CharField(max_length=20)
    account_id = models.UUIDField(null=True)  # the way out; null: the channel has one of its own
    staat = models.CharField(max_length=16, choices=BezorgStaat, default=BezorgStaat.WACHTRIJ)
    pogingen = models.SmallIntegerField(default=0)
    kenmerk = models.CharField(max_length=400, blank=True)
    uitleg = models.TextField(blank=True)
    gewijzigd_op = models.DateTimeField(db_default=Now())
    soort = models.CharField(max_length=12, choices=BezorgSoort, blank=True, default="", db_default="")
    vast_tot = models.DateTimeField(null=True)  # kept here until then, so that its writer can take it back

    class Meta:
        db_table = "bezorging"
        constraints = [
            models.UniqueConstraint(fields=["partij_id", "bericht_id", "volgorde"], name="bezorging_volgorde")
        ]


class BezorgInhoud(KlantEigen):
    """Where a delivery goes and by which template. Same id as the bezorging; without it: the first address of `aan`."""

    volgt = "klantvraag_id"
    ruw = True
    gegevenssoort = Gegevenssoort.CONTACTINHOUD
    verwijst_naar = {"id": "bezorging"}

    klantvraag_id = models.UUIDField()
    soort = models.CharField(max_length=24)  # of the identity: email, telefoonnummer, whatsapp_nummer …
    aan = models.CharField(max_length=320)
    tekst = VrijeTekst(blank=True)  # what goes this way instead of the message itself; "" for the message
    sjabloon = models.JSONField(default=dict)  # {"naam", "taal", "waarden"}; {} for plain text
    zonder = models.JSONField(default=list)  # ids of files of the message that do not go this way; its own id: none go

    class Meta:
        db_table = "bezorg_inhoud"


class Bezorggebeurtenis(KlantEigen):
    """What a provider told about a delivery. Append only."""

    volgt = "klantvraag_id"
    ruw = True
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"bezorging_id": "bezorging"}

    klantvraag_id = models.UUIDField()
    bezorging_id = models.UUIDField()
    soort = models.CharField(max_length=20)
    code = models.CharField(max_length=40, blank=True, default="", db_default="")
    uitleg = models.TextField(blank=True)
    opgegeven_op = models.DateTimeField(null=True)  # the moment as the provider says
    moment = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "bezorggebeurtenis"


class BezorgingOpzoek(models.Model):
    """Look-up from the keyed hash of a provider's reference, or of our own id, to the delivery it is about."""

    verdeling = Verdeling.OPZOEK
    gegevenssoort = Gegevenssoort.GEEN

    pk = models.CompositePrimaryKey("sleutel", "bezorging_id")
    sleutel = models.BinaryField()
    bezorging_id = models.UUIDField()
    partij_id = models.UUIDField()

    class Meta:
        db_table = "bezorging_opzoek"
        indexes = [models.Index(fields=["bezorging_id"], name="bezorging_opzoek_bezorging")]

    def __str__(self) -> str:
        return "bezorgsleutel"


class Kanaalaccount(models.Model):
    """One way in and out of a channel, as management made it: a number, a mailbox, a key."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    kanaal = models.CharField(max_length=20)
    naam = models.CharField(max_length=100)
    adres = models.CharField(max_length=200, blank=True)  # what customers see
    afdeling_code = models.SlugField(max_length=40, blank=True, db_index=False)  # "" for the whole organisation
    instellingen = models.JSONField(default=dict)
    geheimen = models.BinaryField(default=b"")  # JSON, sealed
    actief = models.BooleanField(default=True)
    rust_tot = models.DateTimeField(null=True)  # the other side failed again and again: until then nothing is tried
    mislukt_achtereen = models.IntegerField(default=0)
    gewijzigd_op = models.DateTimeField(db_default=Now())
    gewijzigd_door = models.UUIDField(null=True)

    class Meta:
        db_table = "kanaalaccount"
        constraints = [models.UniqueConstraint(fields=["kanaal", "naam"], name="kanaalaccount_naam")]

    def __str__(self) -> str:
        return f"{self.kanaal} {self.naam}"


class Kanaalsjabloon(models.Model):
    """A template that lies with the provider of an account, as it was when we last asked or heard."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    account_id = models.UUIDField()
    naam = models.CharField(max_length=512)
    taal = models.CharField(max_length=10)
    staat = models.CharField(max_length=12)  # goedgekeurd, wacht, afgekeurd, gepauzeerd, uit
    soort = models.CharField(max_length=10, blank=True)  # dienst, reclame, code
    tekst = models.TextField(blank=True)
    plekken = models.SmallIntegerField(default=0)
    uitleg = models.TextField(blank=True)
    gewijzigd_op = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "kanaalsjabloon"
        constraints = [
            models.UniqueConstraint(fields=["account_id", "naam", "taal"], name="kanaalsjabloon_eenmaal"),
        ]

    def __str__(self) -> str:
        return f"{self.naam} {self.taal}"


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
    sjabloonversie_id = models.UUIDField(null=True)
    van_bericht_id = models.UUIDField(null=True)  # the message that was taken back, of which this is the text
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
