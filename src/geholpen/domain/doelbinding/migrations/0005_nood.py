"""Break-glass: its table, its functions, and what the register and the log refuse because of it."""

from pathlib import Path

import django.db.models.functions.datetime
from django.db import migrations, models

import geholpen.platform.models

NOOD = (Path(__file__).parent / "nood.sql").read_text()
REDENEN = [
    ("gevaar", "Gevaar voor personen"),
    ("calamiteit", "Calamiteit"),
    ("uitval", "Uitval van de bron"),
]
UITKOMSTEN = [("terecht", "In orde"), ("onterecht", "Niet in orde")]


class Migration(migrations.Migration):
    dependencies = [
        ("doelbinding", "0004_zegel"),
        ("organisatie", "0002_protection"),
    ]

    operations = [
        migrations.CreateModel(
            name="Noodtoegang",
            fields=[
                ("id", models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False)),
                ("medewerker_id", models.UUIDField()),
                ("afdeling", models.CharField(max_length=40)),
                ("rol", models.CharField(max_length=40)),
                ("partij_id", models.UUIDField()),
                ("reden", models.CharField(choices=REDENEN, max_length=20)),
                ("toelichting", models.TextField()),
                ("begonnen_op", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("tot", models.DateTimeField()),
                ("beeindigd_op", models.DateTimeField(null=True)),
                ("beoordelen_voor", models.DateField()),
                ("recht_tot", models.DateField()),
                ("gemeld", models.SmallIntegerField(default=0)),
                ("beoordeeld_door", models.UUIDField(null=True)),
                ("beoordeeld_op", models.DateTimeField(null=True)),
                ("uitkomst", models.CharField(blank=True, choices=UITKOMSTEN, max_length=12)),
                ("bevinding", models.TextField(blank=True)),
            ],
            options={
                "db_table": "noodtoegang",
                "indexes": [
                    models.Index(fields=["medewerker_id", "tot"], name="nood_van_medewerker"),
                    models.Index(
                        condition=models.Q(("beoordeeld_op__isnull", True)),
                        fields=["afdeling", "rol"],
                        name="nood_te_beoordelen",
                    ),
                ],
            },
        ),
        migrations.RunSQL(NOOD),
    ]
