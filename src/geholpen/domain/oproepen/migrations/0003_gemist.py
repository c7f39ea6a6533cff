from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("oproepen", "0002_antwoord_orde"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="oproep",
            index=models.Index(
                condition=models.Q(("afgehandeld__in", ["beloofd", "storm"])),
                fields=["aangeboden_op"],
                name="oproep_gemist",
            ),
        ),
    ]
