"""A switch to the telephone is a promise."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kanaalwissel", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="wissel",
            name="staat",
            field=models.CharField(
                choices=[
                    ("wacht", "Wacht op bewijs"),
                    ("verder", "Gaat verder"),
                    ("belofte", "Wij beloofden te bellen"),
                ],
                default="wacht",
                max_length=10,
            ),
        ),
    ]
