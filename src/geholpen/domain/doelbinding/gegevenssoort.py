"""The data categories. The numbers are fixed: they are bits in the signed context and stand in every log line."""

from enum import IntEnum


class Gegevenssoort(IntEnum):
    """What kind of personal data a table holds. Every personal field belongs to exactly one."""

    GEEN = 0  # no personal data: a catalogue, a queue of ids, the bare key of a customer
    NAAM = 1
    CONTACTADRESSEN = 2  # mail, telephone
    ADRES = 3
    GEBOORTEDATUM = 4
    GESLACHT = 5  # and form of address
    BSN = 6
    RECHTSPERSOON = 7  # KvK and branch numbers
    VERTEGENWOORDIGING = 8
    CONTACTHISTORIE = 9  # when, how, about what, by whom; not what was said
    CONTACTINHOUD = 10
    OPNAME = 11
    ZAKEN = 12
    DOCUMENTEN = 13
    FINANCIEEL = 14
    KANAALVOORKEUR = 15
    KANAALGEDRAG = 16
    REISFASE = 17
    GROEPSKENMERK = 18
    KLANTTEVREDENHEID = 19
    TOESTEMMINGEN = 20
    TAAL_EN_TOEGANKELIJKHEID = 21
    GEZONDHEID = 22
    STRAFRECHTELIJK = 23
    VEILIGHEIDSSIGNAAL = 24
    INTERNE_NOTITIE = 25
    KETENGEGEVENS = 26
    STATISTISCHE_KOPPELING = 27
    INZAGEREGISTRATIE = 28  # who looked at whose data: the processing log itself

    @property
    def omschrijving(self) -> str:
        """What a customer reads, in plain Dutch."""
        return _OMSCHRIJVING[self]


_OMSCHRIJVING = {
    Gegevenssoort.GEEN: "geen persoonsgegevens",
    Gegevenssoort.NAAM: "uw naam",
    Gegevenssoort.CONTACTADRESSEN: "uw telefoonnummer en e-mailadres",
    Gegevenssoort.ADRES: "uw adres",
    Gegevenssoort.GEBOORTEDATUM: "uw geboortedatum",
    Gegevenssoort.GESLACHT: "hoe wij u aanspreken",
    Gegevenssoort.BSN: "uw burgerservicenummer",
    Gegevenssoort.RECHTSPERSOON: "de gegevens van uw bedrijf",
    Gegevenssoort.VERTEGENWOORDIGING: "wie voor u mag optreden",
    Gegevenssoort.CONTACTHISTORIE: "wanneer u contact met ons had",
    Gegevenssoort.CONTACTINHOUD: "wat u en wij schreven of zeiden",
    Gegevenssoort.OPNAME: "opnamen van gesprekken",
    Gegevenssoort.ZAKEN: "uw aanvragen en hoe het daarmee staat",
    Gegevenssoort.DOCUMENTEN: "uw documenten",
    Gegevenssoort.FINANCIEEL: "uw geldzaken bij ons",
    Gegevenssoort.KANAALVOORKEUR: "hoe u het liefst contact met ons heeft",
    Gegevenssoort.KANAALGEDRAG: "welke manieren van contact u gebruikt",
    Gegevenssoort.REISFASE: "hoe ver u bent met uw aanvraag",
    Gegevenssoort.GROEPSKENMERK: "in welke situatie u zit",
    Gegevenssoort.KLANTTEVREDENHEID: "wat u van ons vond",
    Gegevenssoort.TOESTEMMINGEN: "waar u toestemming voor gaf",
    Gegevenssoort.TAAL_EN_TOEGANKELIJKHEID: "uw taal en of u hulp nodig heeft",
    Gegevenssoort.GEZONDHEID: "gegevens over uw gezondheid",
    Gegevenssoort.STRAFRECHTELIJK: "strafrechtelijke gegevens",
    Gegevenssoort.VEILIGHEIDSSIGNAAL: "een waarschuwing over veiligheid",
    Gegevenssoort.INTERNE_NOTITIE: "aantekeningen van onze medewerkers",
    Gegevenssoort.KETENGEGEVENS: "gegevens van andere organisaties",
    Gegevenssoort.STATISTISCHE_KOPPELING: "cijfers over uw buurt",
    Gegevenssoort.INZAGEREGISTRATIE: "wie uw gegevens bekeek",
}
