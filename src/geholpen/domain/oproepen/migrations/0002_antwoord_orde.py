from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("oproepen", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="oproep",
            name="antwoord_orde",
            field=models.JSONField(default=list),
        ),
    ]
