"""The functions that show the resources of the standard, and what the register role may read for that."""

from django.db import migrations

from geholpen.domain.klantinteracties import sql
from geholpen.domain.klantinteracties.weergaven import ALLE
from geholpen.platform.protection import REGISTER_ROLE, OpenInRegister, door_function


class Migration(migrations.Migration):
    dependencies = [
        ("klantcontacten", "0003_register"),
        ("partijen", "0005_identificator"),
        ("organisatie", "0004_actor"),
    ]

    operations = [
        migrations.RunSQL(f"CREATE TYPE klantinteractie_rij AS ({sql.RIJ})"),
        OpenInRegister(
            "organisatie.Actor",
            "partijen.Partij",
            "partijen.Naam",
            "partijen.Burgerservicenummer",
            "partijen.PartijIdentificator",
            "partijen.DigitaalAdres",
            "partijen.Adres",
            "partijen.Vertegenwoordiging",
            "partijen.Contactpersoon",
            "partijen.Contactgegeven",
            "partijen.Geboorte",
            "partijen.Aanhef",
            "partijen.Bestaan",
            "partijen.PartijNotitie",
            "partijen.Rekeningnummer",
            "partijen.Categorie",
            "partijen.CategorieRelatie",
            "partijen.Taalbehoefte",
            "klantcontacten.Klantvraag",
            "klantcontacten.Klantcontact",
            "klantcontacten.KlantcontactInhoud",
            "klantcontacten.Betrokkene",
            "klantcontacten.BetrokkeneNaam",
            "klantcontacten.BetrokkeneAdres",
            "klantcontacten.Onderwerpobject",
            "klantcontacten.BijlageVerwijzing",
            "klantcontacten.ActorKlantcontact",
            "klantcontacten.InterneTaak",
            "klantcontacten.InterneTaakInhoud",
            "klantcontacten.TaakActor",
        ),
        *(migrations.RunSQL(sql.lees(w, ALLE)) for w in ALLE.values()),
        *(
            migrations.RunSQL(statement)
            for w in ALLE.values()
            for statement in door_function(sql.register_handtekening(w), sql.register(w), REGISTER_ROLE)
        ),
    ]
