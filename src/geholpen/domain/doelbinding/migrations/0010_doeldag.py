"""How much each purpose was used, counted per day."""

from pathlib import Path

from django.db import migrations, models

SQL = (Path(__file__).parent / "doeldag.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("doelbinding", "0009_alternatief")]

    operations = [
        migrations.CreateModel(
            name="Doeldag",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "activiteit", "versie", "dag", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("activiteit", models.SmallIntegerField()),
                ("versie", models.SmallIntegerField()),
                ("dag", models.DateField()),
                ("regels", models.IntegerField()),
                ("klanten", models.IntegerField()),
            ],
            options={"db_table": "doeldag"},
        ),
        migrations.RunSQL(SQL),
    ]
