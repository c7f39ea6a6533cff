"""The life of a version: steps with who, when and why; evidence and warnings; what the register refuses."""

from pathlib import Path

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.models.functions import Now

import geholpen.domain.doelbinding.models
import geholpen.platform.models
from geholpen.platform.protection import ProtectTables

HERE = Path(__file__).parent


def _catalogue(name: str, table: str, *fields: tuple[str, models.Field], **options: object) -> migrations.CreateModel:
    key = ("id", models.UUIDField(default=geholpen.platform.models.uuid7, primary_key=True, serialize=False))
    version = [("nummer", models.SmallIntegerField()), ("versie", models.SmallIntegerField())]
    return migrations.CreateModel(name=name, fields=[key, *version, *fields], options={"db_table": table, **options})


def _texts(default: object) -> django.contrib.postgres.fields.ArrayField:
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.CharField(max_length=200), default=default, size=None
    )


class Migration(migrations.Migration):
    dependencies = [("doelbinding", "0002_protection")]

    operations = [
        migrations.RunSQL((HERE / "evaluatie.sql").read_text()),
        migrations.RemoveField("VerwerkingsactiviteitVersie", "bewijs_op"),
        migrations.AddField("VerwerkingsactiviteitVersie", "derde_landen", _texts(list)),
        migrations.AddField(
            "VerwerkingsactiviteitVersie", "betrokkenen", _texts(geholpen.domain.doelbinding.models.iedereen)
        ),
        migrations.AddField("VerwerkingsactiviteitVersie", "uitzondering_voor", models.TextField(blank=True)),
        migrations.AddField("VerwerkingsactiviteitVersie", "uitzondering_reden", models.TextField(blank=True)),
        migrations.AddField("VerwerkingsactiviteitVersie", "uitzondering_door", models.UUIDField(null=True)),
        _catalogue(
            "ActiviteitStap",
            "activiteit_stap",
            ("stap", models.CharField(max_length=20)),
            ("van", models.CharField(max_length=12, blank=True)),
            ("naar", models.CharField(max_length=12)),
            ("door", models.UUIDField(null=True)),
            ("moment", models.DateTimeField(db_default=Now())),
            ("waarom", models.TextField()),
            ("positief", models.BooleanField(null=True)),
            indexes=[models.Index(fields=["nummer", "versie"], name="stap_per_versie")],
        ),
        _catalogue(
            "Evaluatiebewijs",
            "evaluatiebewijs",
            ("gemeten", models.TextField()),
            ("uitkomst", models.TextField()),
            ("door", models.UUIDField()),
            ("moment", models.DateTimeField(db_default=Now())),
            ("tot", models.DateField()),
            indexes=[models.Index(fields=["nummer", "versie"], name="bewijs_per_versie")],
        ),
        _catalogue(
            "Evaluatiewaarschuwing",
            "evaluatiewaarschuwing",
            ("evaluatiedatum", models.DateField()),
            ("dagen", models.SmallIntegerField()),
            ("moment", models.DateTimeField(db_default=Now())),
            constraints=[
                models.UniqueConstraint("nummer", "versie", "evaluatiedatum", "dagen", name="een_keer_per_drempel")
            ],
        ),
        ProtectTables("ActiviteitStap", "Evaluatiebewijs", "Evaluatiewaarschuwing"),
        migrations.RunSQL((HERE / "levensloop.sql").read_text()),
    ]
