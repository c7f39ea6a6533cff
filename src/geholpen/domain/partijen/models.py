"""Who they are. One table per data category, so that the database can give one and withhold another."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.partijen.afscherming import models as afscherming  # noqa: F401  Django looks for models here
from geholpen.domain.partijen.brp.models import Brpbevraging as Brpbevraging
from geholpen.domain.partijen.brp.models import Brpregistratie as Brpregistratie
from geholpen.domain.partijen.vertegenwoordiging import Besluit as Besluit
from geholpen.domain.partijen.vertegenwoordiging import SoortVertegenwoordiging as SoortVertegenwoordiging
from geholpen.domain.partijen.vertegenwoordiging import Vertegenwoordiging as Vertegenwoordiging
from geholpen.platform.bsn import VrijeRegel, VrijeTekst
from geholpen.platform.models import EenPerPartij, KlantEigen, Verdeling, uuid7

PARTIJ = {"partij_id": "partij"}


class Niveau(models.TextChoices):
    """How sure we are who somebody is. Never raised by switching channel."""

    ASSERTED = "asserted", "Zelf opgegeven"
    MATCHED = "matched", "Herkend"
    VERIFIED = "verified", "Bevestigd"
    AUTHENTICATED = "authenticated", "Ingelogd"


class SoortPartij(models.TextChoices):
    """Kinds of the standard, and one of ours: somebody we do not know yet."""

    PERSOON = "persoon", "Persoon"
    ORGANISATIE = "organisatie", "Organisatie"
    CONTACTPERSOON = "contactpersoon", "Contactpersoon"
    ONBEKEND = "onbekend", "Onbekend"


class Partij(EenPerPartij):
    """A customer: person, organisation, contact person, or still unknown. Only the key and its kind."""

    gegevenssoort = Gegevenssoort.GEEN

    partij_id = models.UUIDField(primary_key=True, default=uuid7)
    soort_partij = models.CharField(max_length=16, choices=SoortPartij)
    indicatie_actief = models.BooleanField(default=True)
    indicatie_geheimhouding = models.BooleanField(default=False, null=True)  # null: not known
    adres_geheim = models.BooleanField(default=False, db_default=False, editable=False)  # own flag, or a house-mate's
    aangemaakt_op = models.DateTimeField(db_default=Now())
    nummer = models.CharField(max_length=10, blank=True)
    voorkeurs_digitaal_adres_id = models.UUIDField(null=True)
    voorkeurs_rekeningnummer_id = models.UUIDField(null=True)

    class Meta:
        db_table = "partij"
        indexes = [
            models.Index(fields=["-verkregen_op", "-partij_id"], name="partij_nieuwste"),
            models.Index(fields=["nummer"], name="partij_nummer", condition=~models.Q(nummer="")),
        ]


class Naam(EenPerPartij):
    """Contactnaam of a person, or the name of an organisation."""

    gegevenssoort = Gegevenssoort.NAAM
    verwijst_naar = PARTIJ

    voorletters = models.CharField(max_length=10, blank=True)
    voornaam = models.CharField(max_length=200, blank=True)
    voorvoegsel_achternaam = models.CharField(max_length=10, blank=True)
    achternaam = models.CharField(max_length=200, blank=True)
    organisatienaam = models.CharField(max_length=255, blank=True)

    class Meta:
        db_table = "naam"


class Geboorte(EenPerPartij):
    """Date of birth as registered: parts can be unknown ("1999-00-00"). And the date of death."""

    gegevenssoort = Gegevenssoort.GEBOORTEDATUM
    verwijst_naar = PARTIJ

    geboortedatum = models.CharField(max_length=10)
    overleden_op = models.DateField(null=True)

    class Meta:
        db_table = "geboorte"


class Aanhef(EenPerPartij):
    """How to address somebody."""

    gegevenssoort = Gegevenssoort.GESLACHT
    verwijst_naar = PARTIJ

    geslacht = models.CharField(max_length=1, blank=True)
    aanhef = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "aanhef"


class Burgerservicenummer(EenPerPartij):
    """Citizen service number, encrypted. It is looked up by its keyed hash in `partij_opzoek`."""

    gegevenssoort = Gegevenssoort.BSN
    verwijst_naar = PARTIJ

    id = models.UUIDField(default=uuid7)
    versleuteld = models.BinaryField()
    sleutel = models.BinaryField(default=b"")  # keyed hash of the number, to be found by in the register
    sub_identificator_van_id = models.UUIDField(null=True)
    andere_partij_identificator = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "burgerservicenummer"
        indexes = [
            models.Index(fields=["id"], name="burgerservicenummer_id"),
            models.Index(fields=["-verkregen_op", "-id"], name="burgerservicenummer_nieuwste"),
            models.Index(fields=["sleutel"], name="burgerservicenummer_sleutel"),
        ]


class PartijIdentificator(KlantEigen):
    """Number of a company or branch in another register (KvK, RSIN, vestigingsnummer).

    One that belongs to nobody yet is kept by a customer of kind `onbekend`.
    """

    gegevenssoort = Gegevenssoort.RECHTSPERSOON
    verwijst_naar = PARTIJ

    code_objecttype = models.CharField(max_length=200)
    code_register = models.CharField(max_length=200)
    code_soort_object_id = models.CharField(max_length=200)
    object_id = models.CharField(max_length=200)
    sleutel = models.BinaryField(default=b"")  # keyed hash of the number, as with a BSN
    sub_identificator_van_id = models.UUIDField(null=True)
    andere_partij_identificator = models.CharField(max_length=200, blank=True)
    woord = models.BinaryField(default=b"", db_default=b"", editable=False)  # keyed hash of what it says

    class Meta:
        db_table = "partij_identificator"
        indexes = [
            models.Index(fields=["id"], name="partij_identificator_id"),
            models.Index(fields=["sleutel"], name="partij_identificator_sleutel"),
            models.Index(fields=["sub_identificator_van_id"], name="partij_identificator_sub"),
            models.Index(fields=["-verkregen_op", "-id"], name="partij_identificator_nieuwste"),
        ]


class SoortDigitaalAdres(models.TextChoices):
    """Kinds of the standard."""

    EMAIL = "email", "E-mail"
    TELEFOONNUMMER = "telefoonnummer", "Telefoon"
    OVERIG = "overig", "Overig"


class DigitaalAdres(KlantEigen):
    """A way to reach somebody, with the level of certainty that it is theirs. Households share them."""

    gegevenssoort = Gegevenssoort.CONTACTADRESSEN
    verwijst_naar = PARTIJ
    geheim_kolom = "geheim"

    soort_digitaal_adres = models.CharField(max_length=16, choices=SoortDigitaalAdres)
    adres = models.CharField(max_length=320)
    niveau = models.CharField(max_length=16, choices=Niveau)
    is_standaard_adres = models.BooleanField(default=False)
    omschrijving = VrijeRegel(max_length=40, blank=True)
    verificatie_datum = models.DateField(null=True)
    onbestelbaar_sinds = models.DateTimeField(null=True)
    referentie = models.CharField(max_length=50, blank=True)
    betrokkene_id = models.UUIDField(null=True)  # given by somebody in one contact, for that contact
    #: Of `overig`: which identity of a channel it is ("whatsapp_nummer"); found by it, and answered at it.
    identiteitsoort = models.CharField(max_length=24, blank=True, default="", db_default="")
    afgemeld_op = models.DateTimeField(null=True)  # wants nothing here that they did not ask for
    los = models.BooleanField(default=False)  # not (yet) an address of this customer: only of that contact
    geheim = models.BooleanField(default=False, db_default=False, editable=False)  # of somebody with a secret address
    geheim_eigen = models.BooleanField(default=False, db_default=False, editable=False)  # came over as secret
    woord = models.BinaryField(default=b"", db_default=b"", editable=False)  # keyed hash of what it says

    class Meta:
        db_table = "digitaal_adres"
        constraints = [
            models.UniqueConstraint(
                fields=["partij_id", "referentie", "soort_digitaal_adres"],
                condition=~models.Q(referentie="") & models.Q(los=False),
                name="digitaal_adres_referentie",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="digitaal_adres_id"),
            models.Index(fields=["adres"], name="digitaal_adres_adres"),
            models.Index(fields=["betrokkene_id"], name="digitaal_adres_betrokkene"),
            models.Index(fields=["-verkregen_op", "-id"], name="digitaal_adres_nieuwste"),
        ]


class Adres(KlantEigen):
    """Postal or visiting address."""

    gegevenssoort = Gegevenssoort.ADRES
    verwijst_naar = PARTIJ
    geheim_kolom = "geheim"

    soort = models.CharField(max_length=20, default="bezoekadres")  # bezoekadres, correspondentieadres
    straatnaam = models.CharField(max_length=255, blank=True)
    huisnummer = models.IntegerField(null=True)
    huisnummertoevoeging = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    stad = models.CharField(max_length=255, blank=True)
    land = models.CharField(max_length=2, default="NL", blank=True)
    nummeraanduiding_id = models.CharField(max_length=16, blank=True)
    adresregel1 = models.CharField(max_length=80, blank=True)
    adresregel2 = models.CharField(max_length=80, blank=True)
    adresregel3 = models.CharField(max_length=80, blank=True)
    briefadres = models.BooleanField(default=False)
    geheim = models.BooleanField(default=False)  # in effect: by itself, or because of who lives there
    geheim_eigen = models.BooleanField(default=False, db_default=False, editable=False)  # came in as secret
    onbestelbaar_sinds = models.DateTimeField(null=True, editable=False)  # a letter came back from there
    woonplek = ArrayField(models.BinaryField(), default=list, db_default=[], editable=False)  # hashes
    woord = models.BinaryField(default=b"", db_default=b"", editable=False)  # keyed hash of what it says

    class Meta:
        db_table = "adres"
        indexes = [
            models.Index(
                fields=["nummeraanduiding_id"],
                name="adres_nummeraanduiding",
                condition=~models.Q(nummeraanduiding_id=""),
            ),
        ]


class Contactpersoon(EenPerPartij):
    """For which organisation a customer of kind `contactpersoon` works."""

    gegevenssoort = Gegevenssoort.RECHTSPERSOON
    verwijst_naar = PARTIJ

    id = models.UUIDField(default=uuid7)
    werkte_voor_partij_id = models.UUIDField(null=True)

    class Meta:
        db_table = "contactpersoon"


class Contactgegeven(EenPerPartij):
    """That this customer is a persoon or organisatie of the Contactgegevens interface, apart from any partij."""

    gegevenssoort = Gegevenssoort.GEEN
    verwijst_naar = PARTIJ

    soort = models.CharField(max_length=12)  # persoon, organisatie

    class Meta:
        db_table = "contactgegeven"
        indexes = [models.Index(fields=["-verkregen_op", "-partij_id"], name="contactgegeven_nieuwste")]


class Bestaan(EenPerPartij):
    """From when until when an organisation exists."""

    gegevenssoort = Gegevenssoort.RECHTSPERSOON
    verwijst_naar = PARTIJ

    opgericht_op = models.DateField(null=True)
    opgeheven_op = models.DateField(null=True)

    class Meta:
        db_table = "bestaan"


class PartijNotitie(EenPerPartij):
    """The note about a customer that other software of the organisation keeps."""

    gegevenssoort = Gegevenssoort.INTERNE_NOTITIE
    verwijst_naar = PARTIJ

    tekst = VrijeTekst()

    class Meta:
        db_table = "partij_notitie"


class Rekeningnummer(KlantEigen):
    """Bank account. One that belongs to nobody is kept by a customer of kind `onbekend`."""

    gegevenssoort = Gegevenssoort.FINANCIEEL
    verwijst_naar = PARTIJ

    iban = models.CharField(max_length=34)
    bic = models.CharField(max_length=11, blank=True)
    los = models.BooleanField(default=False)
    woord = models.BinaryField(default=b"", db_default=b"", editable=False)  # keyed hash of what it says

    class Meta:
        db_table = "rekeningnummer"
        indexes = [
            models.Index(fields=["id"], name="rekeningnummer_id"),
            models.Index(fields=["iban"], name="rekeningnummer_iban"),
            models.Index(fields=["-verkregen_op", "-id"], name="rekeningnummer_nieuwste"),
        ]


class Categorie(models.Model):
    """A group that other software puts customers in."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    naam = models.CharField(max_length=80, blank=True)
    aangemaakt_op = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "categorie"

    def __str__(self) -> str:
        return self.naam


class CategorieRelatie(KlantEigen):
    """That a customer is, or was, in a group."""

    gegevenssoort = Gegevenssoort.KANAALVOORKEUR
    verwijst_naar = PARTIJ

    categorie_id = models.UUIDField(null=True)
    begin_datum = models.DateField(null=True)
    eind_datum = models.DateField(null=True)
    los = models.BooleanField(default=False)

    class Meta:
        db_table = "categorie_relatie"
        indexes = [
            models.Index(fields=["id"], name="categorie_relatie_id"),
            models.Index(fields=["categorie_id"], name="categorie_relatie_categorie"),
            models.Index(fields=["-verkregen_op", "-id"], name="categorie_relatie_nieuwste"),
        ]


class Kanaalvoorkeur(EenPerPartij):
    """The channel somebody likes best, and who recorded that."""

    gegevenssoort = Gegevenssoort.KANAALVOORKEUR
    verwijst_naar = PARTIJ

    kanaal = models.CharField(max_length=20)
    vastgelegd_door = models.CharField(max_length=12)
    vastgelegd_op = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "kanaalvoorkeur"


class Taalbehoefte(EenPerPartij):
    """Language and help somebody needs."""

    gegevenssoort = Gegevenssoort.TAAL_EN_TOEGANKELIJKHEID
    verwijst_naar = PARTIJ

    taal = models.CharField(max_length=3, default="nld")
    toelichting = VrijeRegel(max_length=200, blank=True)

    class Meta:
        db_table = "taalbehoefte"


class PartijOpzoek(models.Model):
    """Look-up from the keyed hash of a search key to a customer. Readable through one function only."""

    verdeling = Verdeling.OPZOEK
    gegevenssoort = Gegevenssoort.GEEN

    pk = models.CompositePrimaryKey("sleutel", "partij_id")
    sleutel = models.BinaryField()
    partij_id = models.UUIDField()

    class Meta:
        db_table = "partij_opzoek"

    def __str__(self) -> str:
        return "zoeksleutel"
