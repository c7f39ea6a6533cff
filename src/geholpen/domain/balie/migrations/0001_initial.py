import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models
from geholpen.platform.protection import ProtectTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [("oproepen", "0001_initial"), ("rechten", "0004_grenzen_eenmaal")]

    operations = [
        migrations.CreateModel(
            name="Afspraaksoort",
            fields=[
                ("code", models.SlugField(max_length=60, primary_key=True, serialize=False)),
                ("naam", models.CharField(max_length=120)),
                ("onderwerp_code", models.SlugField(db_index=False, max_length=60)),
                ("minuten", models.SmallIntegerField()),
                ("meenemen", models.CharField(blank=True, max_length=400)),
                ("video", models.BooleanField(default=False)),
                ("extern", models.JSONField(default=dict)),
                ("actief", models.BooleanField(default=True)),
            ],
            options={
                "db_table": "afspraaksoort",
            },
        ),
        migrations.CreateModel(
            name="Locatie",
            fields=[
                ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
                ("naam", models.CharField(max_length=120)),
                ("adres", models.CharField(blank=True, max_length=200)),
                ("loketten", models.SmallIntegerField(default=1)),
                ("uren", models.JSONField(default=list)),
                ("agenda", models.CharField(default="eigen", max_length=12)),
                ("instellingen", models.JSONField(default=dict)),
                ("actief", models.BooleanField(default=True)),
            ],
            options={
                "db_table": "locatie",
            },
        ),
        migrations.CreateModel(
            name="Afspraak",
            fields=[
                ("herkomst", models.CharField(max_length=40)),
                ("verkregen_voor", models.SmallIntegerField()),
                ("verkregen_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("vervalt_op", models.DateTimeField()),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "partij_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("partij_id", models.UUIDField()),
                ("id", models.UUIDField(default=geholpen.platform.models.uuid7)),
                ("klantvraag_id", models.UUIDField()),
                ("soort_code", models.SlugField(db_index=False, max_length=60)),
                ("locatie_code", models.SlugField(db_index=False, max_length=40)),
                ("begin", models.DateTimeField()),
                ("eind", models.DateTimeField()),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("gevraagd", "Aangevraagd"),
                            ("onbekend", "Nog niet zeker"),
                            ("bevestigd", "Bevestigd"),
                            ("geweigerd", "Ging niet door"),
                            ("afgezegd", "Afgezegd"),
                            ("aanwezig", "Aangemeld"),
                            ("geholpen", "Geweest"),
                            ("niet_verschenen", "Niet gekomen"),
                        ],
                        default="gevraagd",
                        max_length=16,
                    ),
                ),
                ("kanaal", models.CharField(max_length=20)),
                ("agenda", models.CharField(default="eigen", max_length=12)),
                ("extern_id", models.CharField(blank=True, max_length=100)),
                ("video_sleutel", models.CharField(blank=True, max_length=40)),
                ("versie", models.SmallIntegerField(default=0)),
                ("gemaakt_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("herinnerd_op", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "afspraak",
                "indexes": [
                    models.Index(fields=["locatie_code", "begin"], name="afspraak_dag"),
                    models.Index(fields=["partij_id", "begin"], name="afspraak_van"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bezet",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "locatie_code", "begin", "loket", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("locatie_code", models.SlugField(db_index=False, max_length=40)),
                ("begin", models.DateTimeField()),
                ("loket", models.SmallIntegerField()),
                ("afspraak_id", models.UUIDField()),
            ],
            options={
                "db_table": "bezet",
                "indexes": [models.Index(fields=["afspraak_id"], name="bezet_afspraak")],
            },
        ),
        migrations.CreateModel(
            name="Volgnummer",
            fields=[
                ("id", models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False)),
                ("locatie_code", models.SlugField(db_index=False, max_length=40)),
                ("dag", models.DateField()),
                ("code", models.CharField(max_length=20)),
                ("soort_code", models.SlugField(blank=True, db_index=False, max_length=60)),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("wacht", "Wacht"),
                            ("opgeroepen", "Opgeroepen"),
                            ("klaar", "Geholpen"),
                            ("weg", "Niet gekomen"),
                        ],
                        default="wacht",
                        max_length=12,
                    ),
                ),
                ("bron", models.CharField(default="eigen", max_length=200)),
                ("gemaakt_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("vanaf", models.DateTimeField(null=True)),
                ("opgeroepen_op", models.DateTimeField(null=True)),
                ("klaar_op", models.DateTimeField(null=True)),
                ("loket", models.CharField(blank=True, max_length=20)),
                ("medewerker_id", models.UUIDField(null=True)),
                ("gesprek_id", models.UUIDField(null=True)),
                ("partij_id", models.UUIDField(null=True)),
                ("afspraak_id", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "volgnummer",
                "indexes": [
                    models.Index(fields=["locatie_code", "dag", "stand"], name="volgnummer_wacht"),
                    models.Index(fields=["gesprek_id"], name="volgnummer_gesprek"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("locatie_code"),
                        models.F("dag"),
                        models.F("bron"),
                        models.F("code"),
                        name="volgnummer_een_keer",
                    )
                ],
            },
        ),
        ProtectTables("Locatie", "Afspraaksoort", "Bezet", "Afspraak", "Volgnummer"),
    ]
