"""What was asked and said. A klantvraag is one thing to be solved; a klantcontact one contact moment in one channel."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.klantcontacten.controlemelding import Controlemelding as Controlemelding
from geholpen.domain.klantcontacten.correctie import Correctie as Correctie
from geholpen.domain.klantcontacten.namens import GesprekNamens as GesprekNamens
from geholpen.domain.klantcontacten.postvak.models import (
    Aanwezig as Aanwezig,
)
from geholpen.domain.klantcontacten.postvak.models import (
    Genoemd as Genoemd,
)
from geholpen.domain.klantcontacten.postvak.models import (
    Uitgesteld as Uitgesteld,
)
from geholpen.domain.klantcontacten.postvak.models import (
    Volger as Volger,
)
from geholpen.domain.klantcontacten.postvak.models import (
    Weergave as Weergave,
)
from geholpen.domain.klantcontacten.verdelen.models import (
    Beschikbaarheid as Beschikbaarheid,
)
from geholpen.domain.klantcontacten.verdelen.models import (
    KanaalWerk as KanaalWerk,
)
from geholpen.domain.klantcontacten.verdelen.models import (
    Toewijzing as Toewijzing,
)
from geholpen.domain.klantcontacten.verdelen.models import (
    Verdeelregel as Verdeelregel,
)
from geholpen.domain.klantcontacten.verdelen.models import (
    WachtendeVraag as WachtendeVraag,
)
from geholpen.domain.klantcontacten.verdelen.models import (
    Werkprofiel as Werkprofiel,
)
from geholpen.domain.klantcontacten.verwijzingen import (
    ActorKlantcontact as ActorKlantcontact,
)
from geholpen.domain.klantcontacten.verwijzingen import (
    BetrokkeneAdres as BetrokkeneAdres,
)
from geholpen.domain.klantcontacten.verwijzingen import (
    BetrokkeneNaam as BetrokkeneNaam,
)
from geholpen.domain.klantcontacten.verwijzingen import (
    BijlageVerwijzing as BijlageVerwijzing,
)
from geholpen.domain.klantcontacten.verwijzingen import (
    Onderwerpobject as Onderwerpobject,
)
from geholpen.domain.klantcontacten.verwijzingen import (
    TaakActor as TaakActor,
)
from geholpen.platform.bsn import VrijeGegevens, VrijeTekst
from geholpen.platform.models import KlantEigen, Tijdstip, Verdeling, uuid7


class Status(models.TextChoices):
    """Where a klantvraag stands, in words a customer understands."""

    NIEUW = "nieuw", "Ontvangen"
    IN_BEHANDELING = "in_behandeling", "In behandeling"
    WACHT_OP_KLANT = "wacht_op_klant", "Wij wachten op uw antwoord"
    AFGEHANDELD = "afgehandeld", "Afgehandeld"


class Uitkomst(models.TextChoices):
    """How a klantvraag ended."""

    BEANTWOORD = "beantwoord", "Beantwoord"
    GEREGELD = "geregeld", "Geregeld"
    DOORVERWEZEN = "doorverwezen", "Doorverwezen"
    NIET_VAN_ONS = "niet_van_ons", "Niet voor ons"
    INGETROKKEN = "ingetrokken", "Door de klant ingetrokken"


class Klantvraag(KlantEigen):
    """One thing to be solved for a customer, whatever the channel; its onderwerp brings the purpose."""

    volgt = "id"
    groeit = True
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"partij_id": "partij"}
    uniek = [("kenmerk",)]

    kenmerk = models.CharField(max_length=16)  # public reference: WD-2K7Q-9F3M
    onderwerp_code = models.SlugField(max_length=60, db_index=False)
    onderwerp_zeker = models.BooleanField(default=False)  # chosen by a person, not suggested
    status = models.CharField(max_length=16, choices=Status, default=Status.NIEUW)
    uitkomst = models.CharField(max_length=16, choices=Uitkomst, blank=True)
    afdeling_code = models.SlugField(max_length=40, db_index=False)
    behandelaar_id = models.UUIDField(null=True)
    niveau = models.CharField(max_length=16)
    namens_partij_id = models.UUIDField(null=True)
    gestart_op = Tijdstip(db_default=Now())
    wacht_sinds = models.DateTimeField(null=True)  # since when the customer waits for us; empty when we wait
    uiterlijk_op = models.DateField()
    afgesloten_op = models.DateTimeField(null=True)
    laatste_kanaal = models.CharField(max_length=20)
    laatste_volgnummer = models.IntegerField(default=0)

    class Meta:
        db_table = "klantvraag"
        indexes = [
            models.Index(
                fields=["afdeling_code", "uiterlijk_op", "wacht_sinds", "id"],  # as the inbox is sorted
                name="klantvraag_postvak",
                condition=~models.Q(status="afgehandeld"),
            ),
            models.Index(
                fields=["onderwerp_code"], name="klantvraag_open_onderwerp", condition=~models.Q(status="afgehandeld")
            ),
            models.Index(fields=["kenmerk"], name="klantvraag_kenmerk"),
        ]


class Klantcontact(KlantEigen):
    """One contact moment in one channel about one klantvraag. Several questions in one call share `gesprek_id`."""

    volgt = "klantvraag_id"
    groeit = True
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"klantvraag_id": "klantvraag"}

    klantvraag_id = models.UUIDField()
    gesprek_id = models.UUIDField()
    kanaal = models.CharField(max_length=50)
    initiatief = models.CharField(max_length=12)  # klant, organisatie
    plaatsgevonden_op = models.DateTimeField()
    medewerker_id = models.UUIDField(null=True)
    indicatie_contact_gelukt = models.BooleanField(null=True)
    taal = models.CharField(max_length=3, default="nld")
    vertrouwelijk = models.BooleanField(default=False)
    verdere_actie_ondernomen = models.BooleanField(default=False)
    hoofd_onderwerp_type = models.CharField(max_length=200, blank=True)
    nummer = models.CharField(max_length=10, blank=True)
    referentienummer = models.CharField(max_length=10, blank=True)

    class Meta:
        db_table = "klantcontact"
        indexes = [
            models.Index(fields=["partij_id", "-plaatsgevonden_op", "-id"], name="klantcontact_tijdlijn"),
            models.Index(fields=["id"], name="klantcontact_id"),
            models.Index(fields=["-plaatsgevonden_op", "-verkregen_op", "-id"], name="klantcontact_nieuwste"),
            models.Index(fields=["nummer"], name="klantcontact_nummer", condition=~models.Q(nummer="")),
            models.Index(
                fields=["referentienummer"], name="klantcontact_referentie", condition=~models.Q(referentienummer="")
            ),
        ]


class KlantcontactInhoud(KlantEigen):
    """What was asked and answered in a klantcontact. Same id as the klantcontact. No length limit."""

    volgt = "klantvraag_id"
    groeit = True
    gegevenssoort = Gegevenssoort.CONTACTINHOUD
    verwijst_naar = {"id": "klantcontact"}

    klantvraag_id = models.UUIDField()
    onderwerp = VrijeTekst(blank=True)
    inhoud = VrijeTekst(blank=True)
    reactie = VrijeTekst(blank=True)
    metadata = VrijeGegevens(default=dict)  # text to text, of whoever registered the contact

    class Meta:
        db_table = "klantcontact_inhoud"


class Betrokkene(KlantEigen):
    """Who took part in a klantcontact, in which role, and who began it. Records on whose behalf somebody calls."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"klantcontact_id": "klantcontact"}

    klantvraag_id = models.UUIDField()
    klantcontact_id = models.UUIDField()
    rol = models.CharField(max_length=20)  # klant, vertegenwoordiger
    was_partij_id = models.UUIDField(null=True)  # null: somebody who is no customer (yet)
    vertegenwoordiging_id = models.UUIDField(null=True)  # on the strength of what; the database checks that it holds
    initiator = models.BooleanField()

    class Meta:
        db_table = "betrokkene"
        indexes = [
            models.Index(fields=["id"], name="betrokkene_id"),
            models.Index(fields=["klantcontact_id"], name="betrokkene_klantcontact"),
            models.Index(fields=["was_partij_id", "-verkregen_op"], name="betrokkene_partij"),
            models.Index(fields=["-verkregen_op", "-id"], name="betrokkene_nieuwste"),
        ]


class Kanaalwissel(KlantEigen):
    """Joins two contact moments of one klantvraag in different channels: nothing had to be told again."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {
        "klantvraag_id": "klantvraag",
        "van_klantcontact_id": "klantcontact",
        "naar_klantcontact_id": "klantcontact",
    }
    uniek = [("naar_klantcontact_id",)]

    klantvraag_id = models.UUIDField()
    van_klantcontact_id = models.UUIDField()
    naar_klantcontact_id = models.UUIDField()
    initiatief = models.CharField(max_length=12)

    class Meta:
        db_table = "kanaalwissel"


class TaakStatus(models.TextChoices):
    """States of the standard."""

    TE_VERWERKEN = "te_verwerken", "Te doen"
    VERWERKT = "verwerkt", "Gedaan"


class TaakResultaat(models.TextChoices):
    """How a promise ended, truthfully."""

    BEREIKT = "bereikt", "Gesproken"
    NIET_BEREIKT = "niet_bereikt", "Niet bereikt"
    BEANTWOORD = "beantwoord", "Schriftelijk beantwoord"


class InterneTaak(KlantEigen):
    """A promise to the customer: call back or answer, by whom and before when. It cannot vanish."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"klantvraag_id": "klantvraag", "klantcontact_id": "klantcontact"}

    klantvraag_id = models.UUIDField()
    klantcontact_id = models.UUIDField()
    soort = models.CharField(max_length=16)  # terugbellen, antwoord
    status = models.CharField(max_length=16, choices=TaakStatus, default=TaakStatus.TE_VERWERKEN)
    afdeling_code = models.SlugField(max_length=40, db_index=False)
    medewerker_id = models.UUIDField(null=True)
    toegewezen_op = models.DateTimeField(db_default=Now())
    uiterlijk_op = models.DateField()
    afgehandeld_op = models.DateTimeField(null=True)
    afgehandeld_door = models.UUIDField(null=True)
    resultaat = models.CharField(max_length=16, choices=TaakResultaat, blank=True)
    nummer = models.CharField(max_length=10, blank=True)
    referentienummer = models.CharField(max_length=10, blank=True)

    class Meta:
        db_table = "interne_taak"
        indexes = [
            models.Index(fields=["id"], name="interne_taak_id"),
            models.Index(fields=["klantcontact_id"], name="interne_taak_klantcontact"),
            models.Index(fields=["-verkregen_op", "-id"], name="interne_taak_nieuwste"),
            models.Index(
                fields=["afdeling_code", "uiterlijk_op"],
                name="interne_taak_werk",
                condition=models.Q(status="te_verwerken"),
            ),
            models.Index(fields=["nummer"], name="interne_taak_nummer", condition=~models.Q(nummer="")),
            models.Index(
                fields=["referentienummer"],
                name="interne_taak_referentienummer",
                condition=~models.Q(referentienummer=""),
            ),
        ]


class InterneTaakInhoud(KlantEigen):
    """What was promised, and what came of it. Same id as the taak. The customer reads `gevraagde_handeling`."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTINHOUD
    verwijst_naar = {"id": "interne_taak"}

    klantvraag_id = models.UUIDField()
    gevraagde_handeling = VrijeTekst()
    telefoonnummer = models.CharField(max_length=40, blank=True)
    antwoord = VrijeTekst(blank=True)
    toelichting = VrijeTekst(blank=True)

    class Meta:
        db_table = "interne_taak_inhoud"


class TaakPoging(KlantEigen):
    """One attempt to keep a promise; a failed one stays visible."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"taak_id": "interne_taak"}

    klantvraag_id = models.UUIDField()
    taak_id = models.UUIDField()
    gedaan_op = models.DateTimeField(db_default=Now())
    medewerker_id = models.UUIDField()
    bereikt = models.BooleanField()

    class Meta:
        db_table = "taak_poging"


class InterneNotitie(KlantEigen):
    """A note of an employee about a klantvraag; never for the customer's eyes but always under inzage."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.INTERNE_NOTITIE
    verwijst_naar = {"klantvraag_id": "klantvraag"}

    klantvraag_id = models.UUIDField()
    medewerker_id = models.UUIDField()
    tekst = VrijeTekst()
    geschreven_op = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "interne_notitie"


class Identiteitscontrole(KlantEigen):
    """We checked who the customer is: what was asked and whether the answer was right. Never the answer itself.

    Of a klantvraag or of a gesprek. With both it is a copy, at a question that was discussed, of what the gesprek has.
    """

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"partij_id": "partij", "klantvraag_id": "klantvraag"}

    klantvraag_id = models.UUIDField(null=True)
    gesprek_id = models.UUIDField(null=True)
    medewerker_id = models.UUIDField()
    gecontroleerd_op = models.DateTimeField()
    gevraagd = models.JSONField()  # {"geboortedatum": true, "adres": false}; false also when we do not know it
    voldoende = models.BooleanField()

    class Meta:
        db_table = "identiteitscontrole"


class KlantvraagOpzoek(models.Model):
    """Look-up from the keyed hash of a public reference to a klantvraag. Readable through one function only."""

    verdeling = Verdeling.OPZOEK
    gegevenssoort = Gegevenssoort.GEEN

    sleutel = models.BinaryField(primary_key=True)
    partij_id = models.UUIDField()
    klantvraag_id = models.UUIDField()

    class Meta:
        db_table = "klantvraag_opzoek"
        indexes = [models.Index(fields=["klantvraag_id"], name="klantvraag_opzoek_vraag")]

    def __str__(self) -> str:
        return "kenmerksleutel"


class Gesprek(models.Model):
    """A conversation going on by telephone or at the counter: the reason to look somebody up. No customer in it."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    medewerker_id = models.UUIDField()
    kanaal = models.CharField(max_length=20)
    begonnen_op = models.DateTimeField(db_default=Now())
    geeindigd_op = models.DateTimeField(null=True)
    nagekeken_op = models.DateTimeField(null=True)  # when it was last looked at whether something was recorded

    class Meta:
        db_table = "gesprek"
        indexes = [
            models.Index(fields=["medewerker_id"], name="gesprek_loopt", condition=models.Q(geeindigd_op=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kanaal} {self.id}"
