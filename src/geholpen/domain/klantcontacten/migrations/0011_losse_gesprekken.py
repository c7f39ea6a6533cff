"""Conversations that were looked into and of which nothing was recorded."""

from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("klantcontacten", "0010_namens"),
        ("doelbinding", "0008_toezicht"),
    ]

    operations = [
        migrations.AddField("Gesprek", "nagekeken_op", models.DateTimeField(null=True)),
        migrations.RunSQL((Path(__file__).parent / "losse_gesprekken.sql").read_text()),
    ]
