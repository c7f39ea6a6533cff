"""Where and what one can make an appointment for, who has one, and who waits."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.bsn import VrijeRegel
from geholpen.platform.models import KlantEigen, Tijdstip, Verdeling, uuid7


class Locatie(models.Model):
    """A place with counters. `uren`: [{"dag": 1, "van": "09:00", "tot": "16:00"}]; empty: those of the organisation."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = Gegevenssoort.GEEN

    code = models.SlugField(max_length=40, primary_key=True)
    naam = models.CharField(max_length=120)
    adres = models.CharField(max_length=200, blank=True)
    loketten = models.SmallIntegerField(default=1)  # how many can be helped at the same time
    uren = models.JSONField(default=list)
    agenda = models.CharField(max_length=12, default="eigen")  # eigen, jcc, qmatic
    instellingen = models.JSONField(default=dict)  # of another agenda: its address and ids, never a secret
    actief = models.BooleanField(default=True)

    class Meta:
        db_table = "locatie"

    def __str__(self) -> str:
        return self.code


class Afspraaksoort(models.Model):
    """What one can come for, how long it takes, what to bring, and which subject it is about."""

    verdeling = Verdeling.CATALOGUS
    gegevenssoort = Gegevenssoort.GEEN

    code = models.SlugField(max_length=60, primary_key=True)
    naam = models.CharField(max_length=120)
    onderwerp_code = models.SlugField(max_length=60, db_index=False)
    minuten = models.SmallIntegerField()
    meenemen = models.CharField(max_length=400, blank=True)
    video = models.BooleanField(default=False)
    extern = models.JSONField(default=dict)  # its id in another agenda, by agenda
    actief = models.BooleanField(default=True)

    class Meta:
        db_table = "afspraaksoort"

    def __str__(self) -> str:
        return self.code


class Bezet(models.Model):
    """Five minutes of one counter that are taken. The database lets nobody take them twice."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    pk = models.CompositePrimaryKey("locatie_code", "begin", "loket")
    locatie_code = models.SlugField(max_length=40, db_index=False)
    begin = models.DateTimeField()
    loket = models.SmallIntegerField()
    afspraak_id = models.UUIDField()

    class Meta:
        db_table = "bezet"
        indexes = [models.Index(fields=["afspraak_id"], name="bezet_afspraak")]

    def __str__(self) -> str:
        return f"{self.locatie_code} {self.begin}"


class Stand(models.TextChoices):
    """Where an appointment stands."""

    GEVRAAGD = "gevraagd", "Aangevraagd"
    ONBEKEND = "onbekend", "Nog niet zeker"
    BEVESTIGD = "bevestigd", "Bevestigd"
    GEWEIGERD = "geweigerd", "Ging niet door"
    AFGEZEGD = "afgezegd", "Afgezegd"
    AANWEZIG = "aanwezig", "Aangemeld"
    GEHOLPEN = "geholpen", "Geweest"
    NIET_VERSCHENEN = "niet_verschenen", "Niet gekomen"


#: What still has to come.
STAAT = (Stand.GEVRAAGD, Stand.ONBEKEND, Stand.BEVESTIGD)


class Afspraak(KlantEigen):
    """An appointment of a customer, about one klantvraag; its subject brings the purpose."""

    volgt = "klantvraag_id"
    gegevenssoort = Gegevenssoort.CONTACTHISTORIE
    verwijst_naar = {"klantvraag_id": "klantvraag"}

    klantvraag_id = models.UUIDField()
    soort_code = models.SlugField(max_length=60, db_index=False)
    locatie_code = models.SlugField(max_length=40, db_index=False)
    begin = models.DateTimeField()
    eind = models.DateTimeField()
    stand = models.CharField(max_length=16, choices=Stand, default=Stand.GEVRAAGD)
    kanaal = models.CharField(max_length=20)
    agenda = models.CharField(max_length=12, default="eigen")
    extern_id = models.CharField(max_length=100, blank=True)  # what another agenda calls it
    video_sleutel = models.CharField(max_length=40, blank=True)
    versie = models.SmallIntegerField(default=0)  # goes up when it is moved or cancelled, for calendars
    gemaakt_op = Tijdstip(db_default=Now())
    herinnerd_op = models.DateTimeField(null=True)
    uitleg = VrijeRegel(max_length=300, blank=True, default="", db_default="")  # why it is not sure, or who saw what
    sporen = models.JSONField(default=list)  # what became of it, oldest first: what, when, for which moment
    nagekeken_door = models.UUIDField(null=True)  # who settled an outcome that was not known

    class Meta:
        db_table = "afspraak"
        indexes = [
            models.Index(fields=["locatie_code", "begin"], name="afspraak_dag"),
            models.Index(fields=["partij_id", "begin"], name="afspraak_van"),
        ]


class Wachtstand(models.TextChoices):
    """Where somebody with a ticket stands."""

    WACHT = "wacht", "Wacht"
    OPGEROEPEN = "opgeroepen", "Opgeroepen"
    KLAAR = "klaar", "Geholpen"
    WEG = "weg", "Niet gekomen"


class Volgnummer(models.Model):
    """A ticket: a random code of this day. On the screen in the waiting room stands the code and nothing else."""

    verdeling = Verdeling.WACHTRIJ
    gegevenssoort = Gegevenssoort.GEEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    locatie_code = models.SlugField(max_length=40, db_index=False)
    dag = models.DateField()
    code = models.CharField(max_length=20)
    soort_code = models.SlugField(max_length=60, blank=True, db_index=False)
    stand = models.CharField(max_length=12, choices=Wachtstand, default=Wachtstand.WACHT)
    bron = models.CharField(max_length=200, default="eigen")  # or the account of another queue system
    gemaakt_op = models.DateTimeField(db_default=Now())
    vanaf = models.DateTimeField(null=True)  # of an appointment: not called before, and first from then on
    opgeroepen_op = models.DateTimeField(null=True)
    klaar_op = models.DateTimeField(null=True)
    loket = models.CharField(max_length=20, blank=True)
    medewerker_id = models.UUIDField(null=True)
    gesprek_id = models.UUIDField(null=True)
    partij_id = models.UUIDField(null=True)
    afspraak_id = models.UUIDField(null=True)

    class Meta:
        db_table = "volgnummer"
        constraints = [models.UniqueConstraint("locatie_code", "dag", "bron", "code", name="volgnummer_een_keer")]
        indexes = [
            models.Index(fields=["locatie_code", "dag", "stand"], name="volgnummer_wacht"),
            models.Index(fields=["gesprek_id"], name="volgnummer_gesprek"),
        ]

    def __str__(self) -> str:
        return str(self.id)
