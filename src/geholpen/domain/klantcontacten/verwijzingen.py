"""What the standard keeps around a contact moment: who was there, how they said it, references to other registers."""

from __future__ import annotations

from django.db import models

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.models import KlantEigen


class BetrokkeneNaam(KlantEigen):
    """How somebody was called in one contact. Same id as the betrokkene."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.NAAM
    verwijst_naar = {"id": "betrokkene"}
    van_ander = ("voorletters", "voornaam", "voorvoegsel_achternaam", "achternaam", "organisatienaam")

    klantvraag_id = models.UUIDField()
    voorletters = models.CharField(max_length=10, blank=True)
    voornaam = models.CharField(max_length=200, blank=True)
    voorvoegsel_achternaam = models.CharField(max_length=10, blank=True)
    achternaam = models.CharField(max_length=200, blank=True)
    organisatienaam = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "betrokkene_naam"


class BetrokkeneAdres(KlantEigen):
    """An address that was given in one contact."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.ADRES
    geheim_kolom = "geheim"
    verwijst_naar = {"betrokkene_id": "betrokkene"}
    uniek = [("betrokkene_id", "soort")]
    van_ander = (
        "nummeraanduiding_id",
        "straatnaam",
        "huisnummer",
        "huisnummertoevoeging",
        "postcode",
        "stad",
        "adresregel1",
        "adresregel2",
        "adresregel3",
        "land",
    )

    klantvraag_id = models.UUIDField()
    betrokkene_id = models.UUIDField()
    soort = models.CharField(max_length=20)  # bezoekadres, correspondentieadres
    nummeraanduiding_id = models.CharField(max_length=16, blank=True)
    straatnaam = models.CharField(max_length=255, blank=True)
    huisnummer = models.IntegerField(null=True)
    huisnummertoevoeging = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    stad = models.CharField(max_length=255, blank=True)
    adresregel1 = models.CharField(max_length=80, blank=True)
    adresregel2 = models.CharField(max_length=80, blank=True)
    adresregel3 = models.CharField(max_length=80, blank=True)
    land = models.CharField(max_length=2, blank=True)
    geheim = models.BooleanField(default=False, db_default=False, editable=False)  # of somebody with a secret address
    geheim_eigen = models.BooleanField(default=False, db_default=False, editable=False)  # came over as secret

    class Meta:
        db_table = "betrokkene_adres"


class Onderwerpobject(KlantEigen):
    """What a contact was about in another register: a zaak, a product, a klantvraag."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"partij_id": "partij"}

    klantvraag_id = models.UUIDField(null=True)  # null: it belongs to no contact
    klantcontact_id = models.UUIDField(null=True)
    was_klantcontact_id = models.UUIDField(null=True)
    code_objecttype = models.CharField(max_length=200, blank=True)
    code_register = models.CharField(max_length=200, blank=True)
    code_soort_object_id = models.CharField(max_length=200, blank=True)
    object_id = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "onderwerpobject"
        indexes = [
            models.Index(fields=["id"], name="onderwerpobject_id"),
            models.Index(fields=["object_id"], name="onderwerpobject_object"),
            models.Index(fields=["klantcontact_id"], name="onderwerpobject_klantcontact"),
            models.Index(fields=["was_klantcontact_id"], name="onderwerpobject_was"),
            models.Index(fields=["-verkregen_op", "-id"], name="onderwerpobject_nieuwste"),
        ]


class BijlageVerwijzing(KlantEigen):
    """Where a document of a contact is kept: the standard's bijlage, a reference without the file."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.DOCUMENTEN
    verwijst_naar = {"partij_id": "partij"}

    klantvraag_id = models.UUIDField(null=True)
    klantcontact_id = models.UUIDField(null=True)
    code_objecttype = models.CharField(max_length=200, blank=True)
    code_register = models.CharField(max_length=200, blank=True)
    code_soort_object_id = models.CharField(max_length=200, blank=True)
    object_id = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "bijlage_verwijzing"
        indexes = [
            models.Index(fields=["id"], name="bijlage_verwijzing_id"),
            models.Index(fields=["klantcontact_id"], name="bijlage_verwijzing_contact"),
            models.Index(fields=["object_id"], name="bijlage_verwijzing_object"),
            models.Index(fields=["-verkregen_op", "-id"], name="bijlage_verwijzing_nieuwste"),
        ]


class ActorKlantcontact(KlantEigen):
    """Which actor had a contact."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"klantcontact_id": "klantcontact"}
    uniek = [("klantcontact_id", "actor_id")]

    klantvraag_id = models.UUIDField()
    klantcontact_id = models.UUIDField()
    actor_id = models.UUIDField()

    class Meta:
        db_table = "actor_klantcontact"
        indexes = [
            models.Index(fields=["id"], name="actor_klantcontact_id"),
            models.Index(fields=["klantcontact_id"], name="actor_klantcontact_contact"),
            models.Index(fields=["actor_id"], name="actor_klantcontact_actor"),
            models.Index(fields=["-verkregen_op", "-id"], name="actor_klantcontact_nieuwste"),
        ]


class TaakActor(KlantEigen):
    """To which actors a task was given, in order."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"taak_id": "interne_taak"}
    uniek = [("taak_id", "actor_id")]

    klantvraag_id = models.UUIDField()
    taak_id = models.UUIDField()
    actor_id = models.UUIDField()
    volgorde = models.SmallIntegerField(default=0)

    class Meta:
        db_table = "taak_actor"
        indexes = [
            models.Index(fields=["taak_id"], name="taak_actor_taak"),
            models.Index(fields=["actor_id"], name="taak_actor_actor"),
        ]
